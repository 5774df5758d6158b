import { useQuery } from "@tanstack/react-query";
import { Input, Spin } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../shell/api.ts";
import { keys } from "../../shell/query.ts";
import { Failure } from "../../shell/states.tsx";
import { useFormat } from "../../shell/workspace.ts";
import styles from "./Drawer.module.css";

const SHOWN = 20;

export function PickOrder({ picked, onPick }: { picked: string | null; onPick: (id: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [q, setQ] = useState("");
  const query = { q, limit: SHOWN };
  const orders = useQuery({
    queryKey: keys.orders(query),
    queryFn: ({ signal }) => api.orders(query, signal),
    placeholderData: (before) => before,
  });
  const due = (at: number | null | undefined) => (at == null ? "" : format.date(at));
  return (
    <>
      <Input.Search placeholder={t("orders.search")} aria-label={t("orders.search")} allowClear onSearch={setQ} />
      {orders.isPending ? <Spin /> : null}
      {orders.isError ? <Failure error={orders.error} onRetry={() => void orders.refetch()} /> : null}
      {orders.data?.items.length === 0 ? <p className="quiet">{t("try.noOrders")}</p> : null}
      <div className={styles.orders} data-testid="try-orders">
        {orders.data?.items.map((order) => (
          <button
            key={order.id}
            type="button"
            className={styles.order}
            aria-pressed={picked === order.id}
            onClick={() => onPick(order.id)}
          >
            <span>{order.external_id}</span>
            <span>{order.style_code ?? order.brand}</span>
            <span>{order.due_date ?? due(order.due_at)}</span>
          </button>
        ))}
      </div>
    </>
  );
}
