/** A fact of the clock, of every row at its own instant. */
import { type ClockFact, clockFactAt, type Order, type WorkspaceSettings } from "@switchyard/orders";
import { type CodeColumn, type Column, eachRow, numbersOf, valueAt } from "../columns/column.ts";
import { AT } from "../columns/order-columns.ts";
import { QUARTER } from "../figures.ts";

type Numbers = ReturnType<typeof numbersOf>;
type Value = number | boolean;
type Dates = Partial<Pick<Order, "received_at" | "due_at" | "due_date" | "paid_at" | "brand">>;

/** What a fact of the clock reads of an order, beside its brand for the calendar. */
const DATES: Record<ClockFact, readonly (keyof Dates)[]> = {
  ...{ now: [], weekday: [], minute_of_day: [], is_working_day: [], is_working_time: [] },
  ...{ due_in_days: ["due_date", "due_at"], due_in_working_days: ["due_date", "due_at"], due_in_hours: ["due_at"] },
  ...{ age_hours: ["received_at"], paid_hours: ["paid_at"], paid_minute_of_day: ["paid_at"] },
};
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
  const factOf = (row: number): Value | undefined => {
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
  return places === null ? eachRow(rows, factOf) : byPlace(places, at, factOf);
}

/** What is worked out once for each place and quarter of an hour. */
function byPlace({ places, size }: Places, at: Numbers, factOf: (row: number) => Value | undefined): CodeColumn {
  const codes = new Uint32Array(at.length);
  const values: Value[] = [];
  const codeOf = new Map<Value | undefined, number>([[undefined, 0]]);
  const known = new Uint32Array(size);
  const since = new Float64Array(size).fill(Number.NaN);
  let quarter = Number.NaN;
  for (let row = 0; row < at.length; row += 1) {
    const now = at[row] as number;
    if (!(now >= quarter && now < quarter + QUARTER)) quarter = Math.floor(now / QUARTER) * QUARTER;
    const place = places[row] as number;
    if (since[place] !== quarter) {
      const value = factOf(row);
      const code = codeOf.get(value) ?? values.push(value as Value);
      codeOf.set(value, code);
      known[place] = code;
      since[place] = quarter;
    }
    codes[row] = known[place] as number;
  }
  return { kind: "codes", codes, values };
}

/** Rows with the same values have the same number, below `size`. */
interface Places {
  places: CodeColumn["codes"];
  size: number;
}
/** Most ways in which a few columns differ from row to row. */
const MOST_PLACES = 10_000;

/** Null: there would be very many, or some column is not of codes. */
function placesOf(rows: number, columns: readonly Column[]): Places | null {
  const [only, ...others] = columns;
  if (only?.kind === "codes" && others.length === 0) return { places: only.codes, size: only.values.length + 1 };
  const places = new Uint32Array(rows);
  let size = 1;
  for (const column of columns) {
    if (column.kind === "numbers") return null;
    const { codes, values } = column;
    for (let row = 0; row < rows; row += 1) places[row] = (places[row] as number) + (codes[row] as number) * size;
    size *= values.length + 1;
    if (size > MOST_PLACES) return null;
  }
  return { places, size };
}

/** Facts of the clock read nothing else of an order: its dates, and its brand for the calendar. */
const datesOnly = (dates: Dates): Order => dates as Order;
