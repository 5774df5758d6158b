/** A recorded order as its source would send it again, so that a draft can be tried on it. */
import { minorDigits, type Order } from "@switchyard/orders";
import { majorText } from "../condition/money-text.ts";

const instant = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());

export function orderAsInput(order: Order): Record<string, unknown> {
  const {
    id: _id,
    received_at: _received,
    due_date,
    due_at,
    ordered_at,
    paid_at,
    amount,
    lines,
    custom,
    raw,
    ...plain
  } = order;
  const digits = minorDigits(order.currency ?? "CNY") ?? 2;
  const money = (minor: number | undefined) => (minor === undefined ? undefined : majorText(minor, digits));
  return {
    ...raw,
    ...custom,
    ...plain,
    due_at: due_date ?? instant(due_at),
    ordered_at: instant(ordered_at),
    paid_at: instant(paid_at),
    amount: money(amount),
    lines: lines.map((line) => ({ ...line, unit_price: money(line.unit_price) })),
  };
}
