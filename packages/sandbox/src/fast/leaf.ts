/** One question about facts, as the compiler of `@switchyard/logic` answers it; and of rows, where no better way is known. */
import { type CompiledLogic, type Logic, truthy } from "@switchyard/logic";
import { type Bits, type Column, valueAt } from "../columns/column.ts";
import { noBits } from "./bits.ts";
import { partsOf } from "./logic-parts.ts";
import type { Bound, By } from "./ranks.ts";

export interface FactColumn {
  /** As `var` reads it. */
  path: string;
  /** As the chunk knows it. */
  column: string;
}
/** Null: the logic itself throws. */
export type Asked = boolean | null;

/** A question about one column. */
export interface Leaf {
  column: string;
  /** `value` undefined: missing. */
  ask(value: unknown): Asked;
  /** What it asks of a number that is there: a bound, or always the same; null: something else. */
  ofNumber: Bound | boolean | null;
}
/** A question about several columns. */
export interface ManyFacts {
  facts: readonly FactColumn[];
  ask(values: Record<string, unknown>): Asked;
}

const asker =
  (compiled: CompiledLogic) =>
  (values: Record<string, unknown>): Asked => {
    try {
      return truthy(compiled(values));
    } catch {
      return null;
    }
  };

export function leafOf(logic: Logic, { path, column }: FactColumn, compiled: CompiledLogic): Leaf {
  const ask = asker(compiled);
  return {
    column,
    ask: (value) => ask(value === undefined ? {} : factsWith(path, value)),
    ofNumber: boundOf(logic, path),
  };
}

export const manyFactsOf = (facts: readonly FactColumn[], compiled: CompiledLogic): ManyFacts => ({
  facts,
  ask: asker(compiled),
});

function factsWith(path: string, value: unknown, facts: Record<string, unknown> = {}): Record<string, unknown> {
  const dot = path.indexOf(".");
  if (dot === -1) facts[path] = value;
  else {
    const name = path.slice(0, dot);
    const group = (facts[name] ?? {}) as Record<string, unknown>;
    group[path.slice(dot + 1)] = value;
    facts[name] = group;
  }
  return facts;
}

const MIRRORED: Partial<Record<string, By>> = {
  "<": ">", "<=": ">=", ">": "<", ">=": "<=", "===": "===", "!==": "!==", "==": "===", "!=": "!==",
}; // biome-ignore format: a table

/** `fact operator number`, from either side; `missing` of the one fact. Among numbers `==` is `===`. */
function boundOf(logic: Logic, path: string): Leaf["ofNumber"] {
  const [name, args] = partsOf(logic);
  if (name === "missing" && args.length === 1 && args[0] === path) return false;
  const mirrored = MIRRORED[name];
  if (mirrored === undefined || args.length !== 2) return null;
  const [left, right] = args;
  if (typeof right === "number" && isVar(left, path)) return { by: MIRRORED[mirrored] ?? mirrored, value: right };
  if (typeof left === "number" && isVar(right, path)) return { by: mirrored, value: left };
  return null;
}
function isVar(logic: Logic | undefined, path: string): boolean {
  if (logic === undefined) return false;
  const [name, args] = partsOf(logic);
  return name === "var" && args.length === 1 && args[0] === path;
}

/** Row by row. Rows without an answer are added to `failed`. */
export function byRow(rows: number, answer: (row: number) => Asked, failed: Bits): Bits {
  const bits = noBits(rows);
  for (let word = 0; word < bits.length; word += 1) {
    const from = word << 5;
    const count = Math.min(32, rows - from);
    let [yes, wrong] = [0, 0];
    for (let bit = 0; bit < count; bit += 1) {
      const said = answer(from + bit);
      if (said === true) yes |= 1 << bit;
      else if (said === null) wrong |= 1 << bit;
    }
    bits[word] = yes;
    if (wrong !== 0) failed[word] = (failed[word] as number) | wrong;
  }
  return bits;
}

export function rowsOfMany(
  { facts, ask }: ManyFacts,
  rows: number,
  column: (name: string) => Column,
  failed: Bits,
): Bits {
  const columns = facts.map(({ path, column: name }) => ({ path, values: column(name) }));
  const answer = (row: number): Asked => {
    const values: Record<string, unknown> = {};
    for (const { path, values: from } of columns) {
      const value = valueAt(from, row);
      if (value !== undefined) factsWith(path, value, values);
    }
    return ask(values);
  };
  return byRow(rows, answer, failed);
}
