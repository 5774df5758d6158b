import { carrierName, type Order } from "@switchyard/orders";
import { Tag } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Instant } from "../shell/Instant.tsx";
import { useFormat } from "../shell/workspace.ts";
import { useFieldName } from "./entry-text.ts";
import styles from "./Orders.module.css";
import { useStateName } from "./use-state-name.ts";

const SHOWN = [
  "po_no", "brand", "style_code", "due_at", "amount", "customer_id", "customer_grade", "buyer_name", "channel", "shop",
  "warehouse", "province", "city", "payment_method", "origin", "urgency", "status", "tracking_no", "carrier", "ordered_at", "paid_at",
  "received_at", "tags", "note",
] as const satisfies readonly (keyof Order)[]; // biome-ignore format: a word list
const INSTANTS: readonly string[] = ["due_at", "ordered_at", "paid_at", "received_at"];

export function OrderFacts({ order }: { order: Order }) {
  const { t } = useTranslation();
  const format = useFormat();
  const stateName = useStateName();
  function shown(name: (typeof SHOWN)[number]): ReactNode {
    const value = order[name];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return null;
    if (name === "due_at" && order.due_date) return order.due_date;
    if (typeof value === "number" && INSTANTS.includes(name)) return <Instant at={value} />;
    if (typeof value === "number" && name === "amount") return format.money(value, order.currency ?? "CNY");
    if (name === "status") return stateName(String(value));
    if (name === "carrier") return format.text(carrierName(String(value)));
    if (Array.isArray(value)) return value.map((tag) => <Tag key={String(tag)}>{String(tag)}</Tag>);
    return String(value);
  }
  const label = useFieldName();
  const rows = [
    ...SHOWN.map((name) => [label(name), shown(name)] as const),
    ...Object.entries(order.custom).map(([name, value]) => [label(name), String(value)] as const),
  ].filter(([, value]) => value !== null);
  const raw = Object.keys(order.raw).length > 0;
  return (
    <section className={styles.card} aria-label={t("orders.facts")} data-testid="facts">
      <h2>{t("orders.facts")}</h2>
      <dl className={styles.facts}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {raw ? (
        <details className={styles.more}>
          <summary>{t("orders.raw")}</summary>
          <pre className={styles.raw}>{JSON.stringify(order.raw, null, 2)}</pre>
        </details>
      ) : null}
    </section>
  );
}
