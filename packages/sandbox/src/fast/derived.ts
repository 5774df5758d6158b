/** Columns that are made of others when a condition asks for them: of the clock, of the workspace's states, of hashes and patterns. */
import { bucketOf } from "@switchyard/engine";
import { DEFAULT_STATE_MACHINE, isClockFact, stateNamed, type WorkspaceSettings } from "@switchyard/orders";
import { type Column, columnOf, eachRow, missingColumn, textAt, valueAt } from "../columns/column.ts";
import { AT, ID, isStoredFact } from "../columns/order-columns.ts";
import { clockColumn } from "./clock-column.ts";
import type { ColumnNamer } from "./truth.ts";

export type ColumnSource = (name: string) => Column;
export type Derive = (rows: number, column: ColumnSource) => Column;

/** What a flow says of facts of its own. */
export interface Declared {
  patterns: readonly {
    id: string;
    path: readonly string[];
    pattern: { expression: string; matches(text: string): boolean } | null;
  }[];
  splits: readonly { id: string; by: "order" | "customer" | "brand"; salt: string }[];
}

const MISSING = "~missing";
/** Groups that are read as a whole, or that only the engine keeps. */
const NO_COLUMN = new Set([
  "",
  "custom",
  "event",
  "gate",
  "pattern",
  "split",
  "count",
  "sum",
  "distinct",
  "stock",
  "credit",
  "reached",
  "destination",
  "on_hold",
]);

/** Names and makes derived columns; one for both sides, so that they share what is equal. */
export class DerivedColumns {
  readonly makers = new Map<string, Derive>([[MISSING, (rows) => missingColumn(rows)]]);
  readonly #settings: WorkspaceSettings;

  constructor(settings: WorkspaceSettings) {
    this.#settings = settings;
  }

  namer(declared: Declared): ColumnNamer {
    return (path) => this.#nameOf(path, declared);
  }

  #nameOf(path: string, declared: Declared): string | null {
    if (path === "status") return this.#made("~status", (rows, column) => statusColumn(rows, column, this.#settings));
    if (isStoredFact(path)) return path;
    if (isClockFact(path))
      return this.#made(`~clock ${path}`, (rows, column) => clockColumn(path, rows, column, this.#settings));
    if (path === "bucket")
      return this.#made("~bucket", (rows, column) => textColumn(rows, column(ID), (id) => bucketOf(id)));
    const [group = "", id, ...rest] = path.split(".");
    if (id === undefined) return NO_COLUMN.has(group) ? null : MISSING;
    if (rest.length > 0) return null;
    if (group === "reached") return this.#reachedName(id);
    if (group === "pattern") return this.#patternName(id, declared);
    if (group === "split") return this.#splitName(id, declared);
    if (group !== "event") return null;
    if (id === "occurred_at") return AT;
    if (id !== "type") return MISSING;
    return this.#made("~event", (rows) => columnOf(new Array(rows).fill("order_received")));
  }

  /** At its first event an order is where it began, since it was received; it has been nowhere else. */
  #reachedName(state: string): string {
    return this.#made(`~reached ${state}`, (rows, column) => {
      const received = column("received_at");
      const { initial } = this.#settings.states ?? DEFAULT_STATE_MACHINE;
      if (state === initial) return received;
      const status = statusColumn(rows, column, this.#settings);
      return eachRow(rows, (row) => (valueAt(status, row) === state ? valueAt(received, row) : undefined));
    });
  }

  #patternName(id: string, { patterns, splits }: Declared): string | null {
    const found = patterns.find((one) => one.id === id);
    if (found === undefined || found.pattern === null) return MISSING;
    const { pattern } = found;
    const over = this.#nameOf(found.path.join("."), { patterns: [], splits });
    if (over === null) return null;
    return this.#made(`~pattern ${JSON.stringify([over, pattern.expression, found.path])}`, (rows, column) =>
      textColumn(rows, column(over), (text) => pattern.matches(text)),
    );
  }

  #splitName(id: string, { splits }: Declared): string {
    const found = splits.find((one) => one.id === id);
    if (found === undefined) return MISSING;
    const { by, salt } = found;
    const subject = by === "customer" ? "customer_id" : by === "brand" ? "brand" : null;
    return this.#made(`~split ${JSON.stringify([by, salt])}`, (rows, column) => {
      const [ids, names] = [column(ID), subject === null ? null : column(subject)];
      return eachRow(rows, (row) => {
        const name = names === null ? undefined : textAt(names, row);
        return bucketOf(`${salt}/${name ?? textAt(ids, row) ?? ""}`);
      });
    });
  }

  #made(name: string, make: Derive): string {
    if (!this.makers.has(name)) this.makers.set(name, make);
    return name;
  }
}

/** Of each text once; where there is no text, missing. */
function textColumn(rows: number, column: Column, of: (text: string) => unknown): Column {
  if (column.kind === "numbers") return missingColumn(rows);
  const values = column.values.map((value) => (typeof value === "string" ? of(value) : undefined));
  return eachRow(rows, (row) => values[(column.codes[row] ?? 0) - 1]);
}

/** What the state machine makes of the source's word; an order that says none is at the beginning. */
function statusColumn(
  rows: number,
  column: ColumnSource,
  { states = DEFAULT_STATE_MACHINE }: WorkspaceSettings,
): Column {
  const said = column("status");
  const stateOf = (value: unknown) =>
    (typeof value === "string" ? stateNamed(states, value)?.id : undefined) ?? states.initial;
  if (said.kind === "numbers") return eachRow(rows, () => states.initial);
  return {
    kind: "codes",
    codes: Uint32Array.from(said.codes, (code) => code + 1),
    values: [states.initial, ...said.values.map(stateOf)],
  };
}
