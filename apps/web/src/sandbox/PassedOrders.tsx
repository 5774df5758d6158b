/** The orders that left a node by a port: the history runs again until it has come to them. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "../designer/drawing.ts";
import { portsOf } from "../designer/editor/connect.ts";
import { useNodeName } from "../designer/use-node-name.ts";
import type { ReplayView } from "../replays/replays-api.ts";
import { Dialog } from "../shell/Dialog.tsx";
import { Pager } from "../shell/Pager.tsx";
import { Failure, Loading } from "../shell/states.tsx";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Sandbox.module.css";
import { type PassedOrder, sandboxApi } from "./sandbox-api.ts";
import { useSideNames } from "./use-side-names.ts";
import { WhySide } from "./WhySide.tsx";

interface PassedOrdersProps {
  replay: ReplayView;
  node: string;
  port: string;
  onClose: () => void;
}

export default function PassedOrders({ replay, node, port, onClose }: PassedOrdersProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const nodeName = useNodeName();
  const drawn = useEditor((state) => state.document.nodes.find(({ id }) => id === node));
  const [trail, setTrail] = useState<string[]>([]);
  const [asked, setAsked] = useState<PassedOrder | null>(null);
  const cursor = trail.at(-1);
  const page = useQuery({
    queryKey: ["replay", replay.id, "passed", node, port, cursor ?? null],
    queryFn: ({ signal }) => sandboxApi.passed(replay.id, { node, port, ...(cursor ? { cursor } : {}) }, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const label = drawn && portsOf(drawn).find(({ id }) => id === port)?.label;
  const count = replay.ports[`${node}:${port}`] ?? 0;
  function content() {
    if (page.isPending) return <Loading label={t("sandbox.passed.looking")} />;
    if (page.isError) return <Failure error={page.error} onRetry={() => void page.refetch()} />;
    return (
      <>
        <Table<PassedOrder>
          rowKey="order"
          size="small"
          scroll={{ x: 560, y: "52vh" }}
          pagination={false}
          loading={page.isPlaceholderData}
          dataSource={page.data.items}
          data-testid="passed-orders"
          columns={[
            {
              title: t("sandbox.passed.order"),
              render: (_, { order, external_id }) =>
                // Only those that this workspace received itself have a page.
                replay.dataset === null ? (
                  <Link to="/orders/$orderId" params={{ orderId: order }}>
                    {external_id}
                  </Link>
                ) : (
                  external_id
                ),
            },
            {
              title: t("sandbox.passed.about"),
              render: (_, { brand, style_code }) => [brand, style_code].filter(Boolean).join(" \u00b7 "),
            },
            { title: t("sandbox.passed.source"), width: 130, dataIndex: "source" },
            { title: t("sandbox.passed.at"), width: 150, render: (_, { at }) => format.dateTime(at) },
            {
              title: t("sandbox.passed.why"),
              width: 90,
              render: (_, one) => (
                <Button
                  type="link"
                  size="small"
                  aria-label={`${one.external_id} ${t("sandbox.passed.why")}`}
                  onClick={() => setAsked(one)}
                >
                  {t("sandbox.passed.why")}
                </Button>
              ),
            },
          ]}
        />
        <Pager trail={trail} next={page.data.nextCursor} onChange={setTrail} />
      </>
    );
  }
  return (
    <Dialog
      open
      width={760}
      footer={null}
      title={t("sandbox.passed.title", { n: format.number(count), port: label ? format.text(label) : port })}
      onCancel={onClose}
    >
      <p className="quiet">{nodeName(node)}</p>
      {content()}
      {asked === null ? null : <WhyPassed replay={replay} order={asked} onClose={() => setAsked(null)} />}
    </Dialog>
  );
}

interface WhyPassedProps {
  replay: ReplayView;
  order: PassedOrder;
  onClose: () => void;
}

/** On both sides where the run had two. */
function WhyPassed({ replay, order, onClose }: WhyPassedProps) {
  const { t } = useTranslation();
  const names = useSideNames()(replay);
  const explained = useQuery({
    queryKey: ["replay", replay.id, "order", order.order],
    queryFn: ({ signal }) => sandboxApi.replayed(replay.id, order.order, signal),
    retry: false,
  });
  const sides = replay.before === null ? (["after"] as const) : (["before", "after"] as const);
  return (
    <Dialog
      open
      width={sides.length === 1 ? 640 : 1080}
      footer={null}
      title={t("differences.title", { number: order.external_id })}
      onCancel={onClose}
    >
      <div className={sides.length === 1 ? "" : styles.beside} data-testid="passed-why">
        {sides.map((side) => (
          <div key={side}>
            <h3>{names[side]}</h3>
            <WhySide of={explained} side={side} />
          </div>
        ))}
      </div>
    </Dialog>
  );
}
