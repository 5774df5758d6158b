/** A fact of the clock, of every row at its own instant. */
import { type ClockFact, clockFactAt, type Order, type WorkspaceSettings } from "@switchyard/orders";
import { type Column, eachRow, numbersOf, valueAt } from "../columns/column.ts";
import { AT } from "../columns/order-columns.ts";

type Dates = Partial<Pick<Order, "received_at" | "due_at" | "due_date" | "paid_at" | "brand">>;

/** What a fact of the clock reads of an order, beside its brand for the calendar. */
const DATES: Record<ClockFact, readonly (keyof Dates)[]> = {
  ...{ now: [], weekday: [], minute_of_day: [], is_working_day: [], is_working_time: [] },
  ...{ due_in_days: ["due_date", "due_at"], due_in_working_days: ["due_date", "due_at"], due_in_hours: ["due_at"] },
  ...{ age_hours: ["received_at"], paid_hours: ["paid_at"], paid_minute_of_day: ["paid_at"] },
};
/** Local dates change on these, in every zone. */
const QUARTER = 15 * 60_000;
/** Facts that are the same from one change of the date to the next. */
const BY_DATE: ReadonlySet<ClockFact> = new Set(["weekday", "is_working_day", "due_in_working_days"]);

export function clockColumn(
  fact: ClockFact,
  rows: number,
  column: (name: string) => Column,
  settings: WorkspaceSettings,
): Column {
  const at = numbersOf(column(AT), rows);
  const names = settings.brands?.length ? [...DATES[fact], "brand" as const] : DATES[fact];
  const read = names.flatMap((name) => {
    const from = column(name);
    return from.kind === "codes" && from.values.length === 0 ? [] : [{ name, from }];
  });
  const factOf = (row: number): number | boolean | undefined => {
    const dates: Record<string, unknown> = {};
    for (const { name, from } of read) dates[name] = valueAt(from, row);
    const value = clockFactAt(fact, datesOnly(dates), at[row] as number, settings);
    return typeof value === "number" && !Number.isFinite(value) ? undefined : value;
  };
  // Without an instant, what is left until a due date is counted in dates.
  const isByDate = BY_DATE.has(fact) || (fact === "due_in_days" && read.every(({ name }) => name !== "due_at"));
  const places = isByDate
    ? placesOf(
        rows,
        read.map(({ from }) => from),
      )
    : null;
  if (places === null) return eachRow(rows, factOf);
  let quarter = Number.NaN;
  let known: { value: unknown }[] = [];
  return eachRow(rows, (row) => {
    const now = Math.floor((at[row] as number) / QUARTER);
    if (now !== quarter) [quarter, known] = [now, []];
    const place = places[row] as number;
    known[place] ??= { value: factOf(row) };
    return known[place]?.value;
  });
}

/** Most ways in which a few columns differ from row to row. */
const MOST_PLACES = 10_000;

/** Rows with the same values have the same number; null: there would be very many, or some column is not of codes. */
function placesOf(rows: number, columns: readonly Column[]): Int32Array | null {
  const places = new Int32Array(rows);
  let size = 1;
  for (const column of columns) {
    if (column.kind === "numbers") return null;
    const { codes, values } = column;
    for (let row = 0; row < rows; row += 1) places[row] = (places[row] as number) + (codes[row] as number) * size;
    size *= values.length + 1;
    if (size > MOST_PLACES) return null;
  }
  return places;
}

/** Facts of the clock read nothing else of an order: its dates, and its brand for the calendar. */
const datesOnly = (dates: Dates): Order => dates as Order;
