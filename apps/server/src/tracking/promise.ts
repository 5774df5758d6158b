/** What a due date promises, by what the workspace says of it: when it leaves, when it is there, when the invoice comes. */
import { addDuration, type Order, readMoment, startOfDay, type WorkspaceSettings } from "@switchyard/orders";

/** Null: nobody said so. Instants, and calendar days between them. */
export interface DeliveryPromise {
  ship_by: number | null;
  transit_days: number | null;
  arrive_by: number | null;
  invoice_days: number | null;
  invoice_by: number | null;
}

export function promiseOf(
  { due_at: due = null }: { due_at?: Order["due_at"] | null },
  settings: WorkspaceSettings,
): DeliveryPromise {
  const { dueIs = "arrival", transitDays, invoiceDays } = settings.customerPage ?? {};
  const later = (at: number | null, days: number | undefined) =>
    at === null || days === undefined
      ? null
      : addDuration(at, { amount: days, unit: "day", clock: "natural" }, settings);
  const arrive = dueIs === "arrival" ? due : later(due, transitDays ?? 0);
  return {
    ship_by: dueIs === "dispatch" ? due : later(due, transitDays === undefined ? undefined : -transitDays),
    transit_days: transitDays ?? null,
    arrive_by: arrive,
    invoice_days: invoiceDays ?? null,
    invoice_by: later(arrive, invoiceDays),
  };
}

/** An instant as couriers and sources write it; a bare date means its end. Null: it is none. */
export function instantIn(value: unknown, { zone }: WorkspaceSettings): number | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const moment = readMoment(value, zone);
  if (moment.kind === "instant") return moment.at;
  const end = moment.kind === "date" ? startOfDay(String(value).trim(), zone, 1) - 1 : Number.NaN;
  return Number.isNaN(end) ? null : end;
}
