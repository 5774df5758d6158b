/** The order in which flows decide: dragged, or moved step by step; and rules of the group, which stand before or behind. */
import { ArrowDownOutlined, ArrowUpOutlined, HolderOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { type DragEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { peopleApi, peopleKeys } from "../people/people-api.ts";
import type { FlowSummary } from "../shell/flow-query.ts";
import { keys, queryClient } from "../shell/query.ts";
import { useMay } from "../shell/session.ts";
import { toast } from "../shell/toasts.ts";
import { useTellFailure } from "../shell/use-tell-failure.ts";
import { versionsApi } from "../versions/versions-api.ts";
import styles from "./FlowTable.module.css";

const TYPE = "application/x-switchyard-flow";

export interface FlowOrder {
  count: number;
  /** One step: −1 up, 1 down. */
  step(id: string, by: -1 | 1): void;
  /** What a table's row needs to be dragged and dropped upon. */
  row(id: string): {
    draggable: true;
    onDragStart(event: DragEvent): void;
    onDragOver(event: DragEvent): void;
    onDrop(event: DragEvent): void;
  };
}

export function useFlowOrder(flows: readonly FlowSummary[]): FlowOrder {
  const { t } = useTranslation();
  const tellFailure = useTellFailure();
  const dragged = useRef<string | null>(null);
  const ids = flows.map(({ id }) => id);
  const save = useMutation({
    mutationFn: (order: string[]) => versionsApi.order(order),
    onSuccess: (list) => {
      queryClient.setQueryData(keys.flows, list);
      toast("ok", t("order.moved"));
    },
    onError: tellFailure,
  });
  function put(id: string, at: number): void {
    const others = ids.filter((one) => one !== id);
    const order = [...others.slice(0, at), id, ...others.slice(at)];
    if (order.some((one, index) => one !== ids[index])) save.mutate(order);
  }
  return {
    count: ids.length,
    step: (id, by) => put(id, Math.max(0, ids.indexOf(id) + by)),
    row: (id) => ({
      draggable: true,
      onDragStart(event) {
        dragged.current = id;
        event.dataTransfer.setData(TYPE, id);
        event.dataTransfer.effectAllowed = "move";
      },
      onDragOver(event) {
        if (event.dataTransfer.types.includes(TYPE)) event.preventDefault();
      },
      onDrop(event) {
        event.preventDefault();
        if (dragged.current !== null && dragged.current !== id) put(dragged.current, ids.indexOf(id));
        dragged.current = null;
      },
    }),
  };
}

interface OrderHandleProps {
  order: FlowOrder;
  id: string;
  index: number;
  disabled: boolean;
}

export function OrderHandle({ order, id, index, disabled }: OrderHandleProps) {
  const { t } = useTranslation();
  return (
    <span className={styles.handle} title={disabled ? undefined : t("order.move")}>
      {disabled ? null : <HolderOutlined aria-hidden />}
      <span className={styles.place}>{index + 1}</span>
      <Button
        type="text"
        size="small"
        icon={<ArrowUpOutlined aria-hidden />}
        aria-label={t("order.up")}
        disabled={disabled || index === 0}
        onClick={() => order.step(id, -1)}
      />
      <Button
        type="text"
        size="small"
        icon={<ArrowDownOutlined aria-hidden />}
        aria-label={t("order.down")}
        disabled={disabled || index === order.count - 1}
        onClick={() => order.step(id, 1)}
      />
    </span>
  );
}

type Rule = "ordinary" | "fixed" | "default";
/** Whose rules brands inherit: the group's, or the house's own. */
type Inherited = "ofGroup" | "ofHouse";

/** Null: there is no group, and no brand that has a flow of its own to override anything with. */
export function useInherited(flows: readonly FlowSummary[]): Inherited | null {
  const group = useQuery({
    queryKey: peopleKeys.group,
    queryFn: ({ signal }) => peopleApi.group(signal),
    staleTime: 60_000,
  }).data;
  if (group !== undefined && (group.group !== null || group.members.length > 0)) return "ofGroup";
  const some = flows.some(({ brands, group_rule }) => brands.length > 0 || group_rule !== null);
  return some ? "ofHouse" : null;
}

export function InheritedRule({ flow, rules }: { flow: FlowSummary; rules: Inherited }) {
  const { t } = useTranslation();
  const tellFailure = useTellFailure();
  const may = useMay("flows.publish");
  const set = useMutation({
    mutationFn: (rule: "fixed" | "default" | null) => versionsApi.groupRule(flow.id, rule),
    onSuccess: (list) => queryClient.setQueryData(keys.flows, list),
    onError: tellFailure,
  });
  return (
    <Select<Rule>
      size="small"
      variant="borderless"
      style={{ width: "100%" }}
      aria-label={t(`order.${rules}.title`)}
      value={flow.group_rule ?? "ordinary"}
      loading={set.isPending}
      disabled={!may}
      options={(["ordinary", "fixed", "default"] as const).map((value) => ({
        value,
        label: t(`order.${rules}.${value}`),
      }))}
      onChange={(value: Rule) => set.mutate(value === "ordinary" ? null : value)}
    />
  );
}
