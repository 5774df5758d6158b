/** An order as a sheet has it beside the order that the system has: of the fields that the sheet has, those that differ. */

import type { TableMapping } from "@switchyard/connectors";
import {
  calendarDate,
  DEFAULT_STATE_MACHINE,
  formatMoney,
  instantText,
  type Order,
  type OrderLine,
  type WorkspaceSettings,
} from "@switchyard/orders";
import type { FieldDifference } from "@switchyard/store";

/** What both sides are called together: nothing to compare. */
const IDENTITY: ReadonlySet<string> = new Set(["source", "external_id"]);

/** Fields that a sheet with these columns has, and its columns that no field was chosen for. */
export function comparedFields(columns: readonly string[], mapping: TableMapping) {
  const fields = new Set<string>();
  const ignored: string[] = [];
  for (const column of columns) {
    const target = Object.hasOwn(mapping, column) ? mapping[column] : undefined;
    if (target === undefined) ignored.push(column);
    else if (!IDENTITY.has(target.field)) {
      fields.add(target.field);
      // "S:100;M:200" says how many, too.
      if (target.as === "sizes") fields.add("line.qty");
    }
  }
  return { fields: [...fields], ignored };
}

/** Both were read by `readOrder`, so texts are in one form and money is whole minor units. */
export function differencesOf(
  sheet: Order,
  system: Order,
  fields: readonly string[],
  settings: WorkspaceSettings,
): FieldDifference[] {
  const found: FieldDifference[] = [];
  for (const field of fields) {
    if (field.startsWith("line.")) continue;
    const [ours, theirs] = pairOf(sheet, system, field, settings);
    if (ours !== theirs) found.push({ field, sheet: ours, system: theirs });
  }
  return [...found, ...lineDifferences(sheet, system, fields)];
}

type Pair = [sheet: string | null, system: string | null];

function pairOf(sheet: Order, system: Order, field: string, { zone, states }: WorkspaceSettings): Pair {
  if (field === "due_at" || field === "due_date") return duePair(sheet, system, zone);
  if (field === "ordered_at" || field === "paid_at") return instantPair(sheet[field], system[field], zone);
  if (field === "amount") return [moneyOf(sheet), moneyOf(system)];
  if (field === "tags") return [listOf(sheet.tags), listOf(system.tags)];
  if (field === "status") {
    // A sheet that says nothing means what the intake would make of it.
    const initial = (states ?? DEFAULT_STATE_MACHINE).initial;
    return [sheet.status ?? initial, system.status ?? initial];
  }
  return [textOf(sheet, field), textOf(system, field)];
}

/** Where one side knows no more than the day, days are compared. */
function duePair(sheet: Order, system: Order, zone: string): Pair {
  const isDay = sheet.due_date !== undefined || system.due_date !== undefined;
  const of = ({ due_at, due_date }: Order) => {
    if (due_at === undefined) return null;
    if (isDay) return due_date ?? calendarDate(due_at, zone);
    return instantText(due_at, zone);
  };
  return minutePair(of(sheet), of(system));
}

/** A sheet's cell that holds a day alone is read as the day's beginning, or its end. */
const DAY_ALONE = /T(?:00:00:00|23:59:59)/;

function instantPair(sheet: number | undefined, system: number | undefined, zone: string): Pair {
  const ours = sheet === undefined ? null : instantText(sheet, zone);
  const theirs = system === undefined ? null : instantText(system, zone);
  if (ours === null || !DAY_ALONE.test(ours)) return minutePair(ours, theirs);
  return [ours.slice(0, 10), theirs?.slice(0, 10) ?? null];
}

/** Sheets mostly show no seconds: then nobody can say that they differ. `2026-01-25 18:30`. */
function minutePair(ours: string | null, theirs: string | null): Pair {
  const length = ours?.slice(16, 19) === ":00" || ours === null ? 16 : 19;
  const of = (text: string | null) => text?.slice(0, length).replace("T", " ") ?? null;
  return [of(ours), of(theirs)];
}

const moneyOf = ({ amount, currency = "CNY" }: Order) =>
  amount === undefined ? null : `${formatMoney(amount, currency)} ${currency}`;
const listOf = (words: readonly string[]) => (words.length === 0 ? null : [...words].sort().join("、"));

/** A field of the order, one that the workspace declared, or one that was only kept. */
function textOf(order: Order, field: string): string | null {
  const own = field.startsWith("custom.") ? field.slice("custom.".length) : field;
  const kept = order.raw.custom as Record<string, unknown> | undefined;
  const value = [order as unknown as Record<string, unknown>, order.custom, order.raw, kept]
    .map((place, index) => (index === 0 && own !== field ? undefined : valueIn(place, own)))
    .find((one) => one !== undefined);
  if (value === undefined || value === null || value === "") return null;
  if (Array.isArray(value)) return listOf(value.map(String));
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
const valueIn = (place: Record<string, unknown> | undefined, name: string) =>
  place !== undefined && Object.hasOwn(place, name) ? place[name] : undefined;

/** Lines in another order are the same lines. */
function lineDifferences(sheet: Order, system: Order, fields: readonly string[]): FieldDifference[] {
  const names = fields.filter((field) => field.startsWith("line."));
  if (names.length === 0) return [];
  const [ours, theirs] = [rowsOf(sheet, names), rowsOf(system, names)];
  const sorted = (rows: readonly string[][]) => JSON.stringify(rows.map((row) => JSON.stringify(row)).sort());
  if (sorted(ours) === sorted(theirs)) return [];
  return names.flatMap((field, at) => {
    const shown = (rows: readonly string[][]) => rows.map((row) => row[at] || "–").join("、") || null;
    const [left, right] = [shown(ours), shown(theirs)];
    return left === right ? [] : [{ field, sheet: left, system: right }];
  });
}

/** What lines say together may stand at the order. */
const SHARED: ReadonlySet<string> = new Set(["brand", "style_code", "origin"]);

function rowsOf(order: Order, names: readonly string[]): string[][] {
  const counted = names.map((field) => field === "line.qty" || field === "line.unit_price");
  const named = (row: readonly string[]) => JSON.stringify(row.filter((_, at) => counted[at] === false));
  const rows = order.lines.map((line) =>
    names.map((field) => {
      const name = field.slice("line.".length) as keyof OrderLine;
      if (name === "unit_price")
        return line.unit_price === undefined ? "" : formatMoney(line.unit_price, order.currency ?? "CNY");
      const value = line[name] ?? (SHARED.has(name) ? order[name as "brand"] : undefined);
      return value === undefined ? "" : String(value);
    }),
  );
  // By what they are, so that the same sizes stand beside each other whatever number their lines have.
  return rows
    .map((row) => [named(row), row] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, row]) => row);
}
