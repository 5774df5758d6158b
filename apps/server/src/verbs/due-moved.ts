/** A due date that is moved by a person, or by a change that was approved. */
import type { EngineEvent, OrderState } from "@switchyard/engine";
import { startOfDay } from "@switchyard/orders";
import { knownOrder } from "../executor/known-order.ts";
import { CAUSE_FIELD } from "../tracking/tracked-order.ts";

interface Moved {
  /** `YYYY-MM-DD` */
  due_date: string;
  cause?: string | undefined;
  by: string;
}
interface Stamped {
  id: string;
  at: number;
  order: string;
}

/** The date is set by hand; where it is another day, flows that begin with the measure hear of it: who is told what is drawn. */
export function dueMoved(
  { due_date, cause, by }: Moved,
  { id, at, order }: Stamped,
  { before, zone }: { before: OrderState | null; zone: string },
): [EngineEvent, ...EngineEvent[]] {
  const old = before === null ? undefined : knownOrder(before)?.due_at;
  const fields = { due_date, due_at: startOfDay(due_date, zone, 1) - 1, ...(cause && { [CAUSE_FIELD]: cause }) };
  const set: EngineEvent = { type: "set_by_hand", id, at, order, fields, by };
  const days =
    old === undefined ? undefined : Math.round((startOfDay(due_date, zone) - startOfDay(old, zone)) / DAY_MS);
  if (days === 0) return [set];
  const data = { due_date, ...(cause && { cause }) };
  const told = { type: "measure_observed", at, order, measure: "promise_moved", data } as const;
  return [set, { ...told, id: `${id}/moved`, ...(days !== undefined && { value: days }) }];
}
const DAY_MS = 86_400_000;
