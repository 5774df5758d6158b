import { lineFieldCatalogue, type Order, type OrderLine } from "@switchyard/orders";
import { Table } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Orders.module.css";

const RIGHT: readonly string[] = ["line_no", "qty", "unit_price"];

/** The lines, with the columns that any of them fills. */
export function OrderLines({ order }: { order: Order }) {
  const { t } = useTranslation();
  const format = useFormat();
  const cell = (line: OrderLine, name: string) => {
    const value = (line as unknown as Record<string, unknown>)[name];
    if (name === "unit_price" && typeof value === "number") return format.money(value, order.currency ?? "CNY");
    return value === undefined ? "" : String(value);
  };
  const filled = lineFieldCatalogue.filter((field) => order.lines.some((line) => cell(line, field.name) !== ""));
  if (order.lines.length === 0) return null;
  return (
    <section className={styles.card} aria-label={t("orders.lines")}>
      <h2>{t("orders.lines")}</h2>
      <Table<OrderLine>
        size="small"
        rowKey="line_no"
        pagination={false}
        scroll={{ x: "max-content" }}
        dataSource={order.lines}
        columns={filled.map((field) => ({
          key: field.name,
          ...(field.name === "line_no" ? { width: 64 } : {}),
          title: format.text(field.label),
          align: RIGHT.includes(field.name) ? ("right" as const) : ("left" as const),
          render: (_: unknown, line: OrderLine) => cell(line, field.name),
        }))}
      />
    </section>
  );
}
