import type { Order } from "@switchyard/orders";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Input, Select, Spin } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ordersApi } from "../../orders/orders-api.ts";
import { readyDatasetsQuery } from "../../replays/datasets.ts";
import { replaysApi } from "../../replays/replays-api.ts";
import { keys } from "../../shell/query.ts";
import { Failure } from "../../shell/states.tsx";
import { useFormat } from "../../shell/workspace.ts";
import { orderAsInput } from "./order-as-input.ts";
import styles from "./Try.module.css";

const POOL = "";
const SHOWN = 50;

/** Its id goes along: a split by order looks at it. */
export interface PickedOrder {
  id: string;
  /** When it came. */
  at: number;
  order: Record<string, unknown>;
}

interface Pick {
  id: string;
  title: string;
  about: string;
  due: string;
  /** The order as its source would send it again. */
  take: () => Promise<PickedOrder>;
}

export function PickOrder({ onPick }: { onPick: (order: PickedOrder) => void }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string>();
  const [picked, setPicked] = useState<string>();
  const [q, setQ] = useState("");
  const datasets = useQuery(readyDatasetsQuery);
  const first = useQuery({
    queryKey: keys.orders({ limit: 1 }),
    queryFn: ({ signal }) => ordersApi.orders({ limit: 1 }, signal),
  });
  const poolIsEmpty = first.data?.items.length === 0;
  const source = chosen ?? (poolIsEmpty ? (datasets.data?.items[0]?.id ?? POOL) : POOL);
  const picks = usePicks(source, q);
  const taking = useMutation({ mutationFn: ({ take }: Pick) => take(), onSuccess: onPick });
  return (
    <>
      <div className={styles.pickFrom}>
        <Select
          aria-label={t("try.source")}
          value={source}
          options={[
            { value: POOL, label: t("try.pool") },
            ...(datasets.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
          ]}
          onChange={setChosen}
        />
        <Input.Search placeholder={t("orders.search")} aria-label={t("orders.search")} allowClear onSearch={setQ} />
      </div>
      {picks.isPending ? <Spin /> : null}
      {picks.isError ? <Failure of={picks} /> : null}
      {taking.isError ? <Failure error={taking.error} /> : null}
      {picks.data?.length === 0 ? <p className="quiet">{t("try.noOrders")}</p> : null}
      <div className={styles.orders} data-testid="try-orders">
        {picks.data?.map((pick) => (
          <button
            key={pick.id}
            type="button"
            className={styles.order}
            aria-pressed={picked === pick.id}
            onClick={() => {
              setPicked(pick.id);
              taking.mutate(pick);
            }}
          >
            <span>{pick.title}</span>
            <span>{pick.about}</span>
            <span>{pick.due}</span>
          </button>
        ))}
      </div>
    </>
  );
}

const picked = (order: Order): PickedOrder => ({ id: order.id, at: order.received_at, order: orderAsInput(order) });

/** Orders are tried as on the day they came. */
function usePicks(source: string, q: string) {
  const format = useFormat();
  const due = (date: string | null | undefined, at: number | null | undefined) =>
    date ?? (at == null ? "" : format.date(at));
  const has = (...words: (string | null | undefined)[]) =>
    words.some((word) => word?.toLowerCase().includes(q.trim().toLowerCase()));
  async function pool(signal: AbortSignal): Promise<Pick[]> {
    const { items } = await ordersApi.orders({ q, limit: SHOWN }, signal);
    return items.map((order) => ({
      id: order.id,
      title: order.external_id,
      about: order.style_code ?? order.brand ?? "",
      due: due(order.due_date, order.due_at),
      take: async () => picked((await ordersApi.order(order.id)).order),
    }));
  }
  async function history(signal: AbortSignal): Promise<Pick[]> {
    const { items } = await replaysApi.datasetOrders(source, signal);
    return items
      .filter((order) => has(order.external_id, order.style_code, order.brand, order.po_no))
      .map((order) => ({
        id: order.id,
        title: order.external_id,
        about: order.style_code ?? order.brand ?? "",
        due: due(order.due_date, order.due_at),
        take: async () => picked(order),
      }));
  }
  return useQuery({
    queryKey: ["try", source, q],
    queryFn: ({ signal }) => (source === POOL ? pool(signal) : history(signal)),
  });
}
