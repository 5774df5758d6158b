import { Link } from "@tanstack/react-router";
import { type TableColumnType, Tag } from "antd";
import type { TFunction } from "i18next";
import { Instant } from "../shell/Instant.tsx";
import type { Format } from "../words/format.ts";
import { OutcomeMark } from "./OutcomeMark.tsx";
import type { OrderRow } from "./orders-api.ts";

export const COLUMNS = [
  "external_id", "po_no", "source", "brand", "style_code", "due_at", "amount", "outcome", "destination", "tags", "status", "received_at",
] as const; // biome-ignore format: a word list
export type ColumnId = (typeof COLUMNS)[number];
export const FIRST_COLUMNS: readonly ColumnId[] = COLUMNS.filter((id) => id !== "status" && id !== "po_no");

type Column = TableColumnType<OrderRow>;
const nothing = "–";

export function orderColumns(
  t: TFunction,
  format: Format,
  stateName: (id: string) => string,
  sourceName: (source: string) => string,
): Record<ColumnId, Column> {
  const plain = (pick: (order: OrderRow) => string | null | undefined, width: number): Column => ({
    width,
    ellipsis: true,
    render: (_, order) => pick(order) ?? nothing,
  });
  const title = (id: ColumnId, column: Column): Column => ({ ...column, key: id, title: t(`orders.column.${id}`) });
  return {
    external_id: title("external_id", {
      width: 160,
      ellipsis: true,
      render: (_, order) => (
        <Link to="/orders/$orderId" params={{ orderId: order.id }}>
          {order.external_id}
        </Link>
      ),
    }),
    po_no: title(
      "po_no",
      plain((order) => order.po_no, 130),
    ),
    source: title(
      "source",
      plain((order) => sourceName(order.source), 110),
    ),
    brand: title(
      "brand",
      plain((order) => order.brand, 120),
    ),
    style_code: title(
      "style_code",
      plain((order) => order.style_code, 120),
    ),
    due_at: title("due_at", {
      width: 120,
      render: (_, order) => order.due_date ?? (order.due_at == null ? nothing : <Instant at={order.due_at} dateOnly />),
    }),
    amount: title("amount", {
      width: 120,
      align: "right",
      render: (_, order) => (order.amount == null ? nothing : format.money(order.amount, order.currency ?? "CNY")),
    }),
    outcome: title("outcome", { width: 110, render: (_, order) => <OutcomeMark outcome={order.outcome} /> }),
    destination: title(
      "destination",
      plain((order) => order.destination?.name, 120),
    ),
    tags: title("tags", {
      width: 110,
      render: (_, order) => order.tags.map((tag) => <Tag key={tag}>{tag}</Tag>),
    }),
    status: title(
      "status",
      plain((order) => (order.status === null ? null : stateName(order.status)), 110),
    ),
    received_at: title("received_at", { width: 150, render: (_, order) => <Instant at={order.received_at} /> }),
  };
}
