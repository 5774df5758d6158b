/** What becomes of an order of which a source says a part. */
import { type Order, type OrderPart, type ReadContext, type ReadResult, updateOrder } from "@switchyard/orders";
import { differencesOf } from "./differences.ts";

/** A day, or an hour and minute, may be all that is said of an instant that is known to the second. */
const TIMES = ["due_at", "due_date", "ordered_at", "paid_at"] as const;

/** What a comparison calls the same stays as it is known: a day alone does not take the time of day away. */
export function applyPart(known: Order | null, part: OrderPart, context: ReadContext): ReadResult {
  const read = updateOrder(known, part, context);
  if (!read.ok || known === null) return read;
  const { order } = read;
  const same = TIMES.filter(
    (name) =>
      isSaid(part[name]) &&
      (order.due_date !== known.due_date || order[name] !== known[name]) &&
      differencesOf(order, known, [name], context.settings).length === 0,
  );
  if (same.length === 0) return read;
  const left = Object.entries(part).filter(([name]) => !same.some((one) => one === name));
  return updateOrder(known, Object.fromEntries(left), context);
}

const isSaid = (value: unknown) => value !== undefined && value !== null && value !== "";
