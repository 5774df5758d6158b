/** A text of many results of the calendar and of intake: must be the same in every process, whatever its time zone. */
import {
  addDuration,
  calendarDate,
  computeFacts,
  DEFAULT_SETTINGS,
  instantText,
  orderContent,
  startOfDay,
} from "../index.ts";
import { orderOf, ZONES } from "./orders.ts";

export function digest(): string {
  const parts: unknown[] = [];
  for (let step = 0; step < 400; step += 1) {
    const ms = 1_700_000_000_000 + step * 97_654_321;
    for (const zone of ZONES) {
      const settings = { ...DEFAULT_SETTINGS, zone };
      parts.push(calendarDate(ms, zone), startOfDay(ms, zone), instantText(ms, zone));
      parts.push(addDuration(ms, { amount: step % 30, unit: "day", clock: "natural" }, settings));
      parts.push(addDuration(ms, { amount: step % 50, unit: "hour", clock: "working" }, settings));
    }
    const order = orderOf({
      due_at: calendarDate(ms, "Asia/Shanghai"),
      paid_at: "2026-01-19 10:02:40",
      amount: "12.30",
    });
    parts.push(orderContent(order), computeFacts(order, { now: ms, settings: DEFAULT_SETTINGS }));
  }
  return JSON.stringify(parts);
}
