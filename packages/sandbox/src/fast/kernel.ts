/** One question asked of a chunk: the rows of which it is true. Rows about which it throws are told apart. */
import { type CompiledLogic, type Logic, truthy } from "@switchyard/logic";
import { type Bits, type Column, type NumberColumn, valueAt } from "../columns/column.ts";
import { noBits } from "./bits.ts";
import { partsOf } from "./logic-parts.ts";

export interface FactColumn {
  /** As `var` reads it. */
  path: string;
  /** As the chunk knows it. */
  column: string;
}
/** `failed`: rows of which the logic itself throws. */
export type Kernel = (rows: number, column: (name: string) => Column, failed: Bits) => Bits;

type Ask = (facts: Record<string, unknown>) => boolean | null;

export function kernelFor(logic: Logic, facts: readonly FactColumn[], compiled: CompiledLogic): Kernel {
  const ask: Ask = (values) => {
    try {
      return truthy(compiled(values));
    } catch {
      return null;
    }
  };
  const [only, ...others] = facts;
  if (only === undefined) return (rows, _, failed) => spread(rows, ask({}), failed);
  if (others.length > 0) return manyFacts(facts, ask);
  const compare = comparisonOf(logic, only.path);
  return (rows, column, failed) => {
    const values = column(only.column);
    const one = (value: unknown) => ask(value === undefined ? {} : factsWith(only.path, value));
    if (values.kind === "codes") return byCode(rows, values, one, failed);
    if (compare !== null) return byNumber(rows, values, compare, one(undefined), failed);
    return byRow(rows, (row) => one(valueAt(values, row)), failed);
  };
}

/** A question that asks nothing has one answer. */
function spread(rows: number, answer: boolean | null, failed: Bits): Bits {
  return byRow(rows, () => answer, failed);
}

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

function byRow(rows: number, answer: (row: number) => boolean | null, failed: Bits): Bits {
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

const [NO, YES, FAILED] = [0, 1, 2];
const codeOf = (said: boolean | null): number => (said === null ? FAILED : said ? YES : NO);

/** Asked once for each value. */
function byCode(
  rows: number,
  { codes, values }: Extract<Column, { kind: "codes" }>,
  ask: (value: unknown) => boolean | null,
  failed: Bits,
): Bits {
  const answers = new Uint8Array(values.length + 1);
  answers[0] = codeOf(ask(undefined));
  for (const [place, value] of values.entries()) answers[place + 1] = codeOf(ask(value));
  const bits = noBits(rows);
  const fails = answers.includes(FAILED);
  for (let word = 0; word < bits.length; word += 1) {
    const from = word << 5;
    const count = Math.min(32, rows - from);
    let yes = 0;
    for (let bit = 0; bit < count; bit += 1) yes |= ((answers[codes[from + bit] as number] as number) & 1) << bit;
    bits[word] = yes;
    if (!fails) continue;
    let wrong = 0;
    for (let bit = 0; bit < count; bit += 1) wrong |= ((answers[codes[from + bit] as number] as number) >> 1) << bit;
    failed[word] = (failed[word] as number) | wrong;
  }
  return bits;
}

/** A numeric fact against a constant. Missing rows all have the same answer. */
function byNumber(
  rows: number,
  column: NumberColumn,
  { by, value }: NumberComparison,
  missing: boolean | null,
  failed: Bits,
): Bits {
  const bits = compareNumbers(rows, column.values, by, value);
  const { valid } = column;
  if (valid === null) return bits;
  const last = rows & 31;
  for (let word = 0; word < bits.length; word += 1) {
    const there = valid[word] as number;
    const rest = word === bits.length - 1 && last > 0 ? (1 << last) - 1 : -1;
    const absent = ~there & rest;
    bits[word] = ((bits[word] as number) & there) | (missing === true ? absent : 0);
    if (missing === null) failed[word] = (failed[word] as number) | absent;
  }
  return bits;
}

type By = "<" | "<=" | ">" | ">=" | "===" | "!==" | "present";
interface NumberComparison {
  by: By;
  value: number;
}
const MIRRORED: Partial<Record<string, By>> = {
  "<": ">", "<=": ">=", ">": "<", ">=": "<=", "===": "===", "!==": "!==", "==": "===", "!=": "!==",
}; // biome-ignore format: a table

/** `fact operator number`, from either side; `missing` of the one fact. Among numbers `==` is `===`. */
function comparisonOf(logic: Logic, path: string): NumberComparison | null {
  const [name, args] = partsOf(logic);
  if (name === "missing" && args.length === 1 && args[0] === path) return { by: "present", value: 0 };
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

/** One plain loop for each comparison, so that each stays a loop over numbers. A number that is there is not missing. */
function compareNumbers(rows: number, values: Float64Array | Int32Array, by: By, value: number): Bits {
  const bits = noBits(rows);
  for (let word = 0; word < bits.length; word += 1) {
    const from = word << 5;
    const to = Math.min(from + 32, rows);
    let yes = 0;
    switch (by) {
      case "<":
        for (let row = from; row < to; row += 1) yes |= ((values[row] as number) < value ? 1 : 0) << (row & 31);
        break;
      case "<=":
        for (let row = from; row < to; row += 1) yes |= ((values[row] as number) <= value ? 1 : 0) << (row & 31);
        break;
      case ">":
        for (let row = from; row < to; row += 1) yes |= ((values[row] as number) > value ? 1 : 0) << (row & 31);
        break;
      case ">=":
        for (let row = from; row < to; row += 1) yes |= ((values[row] as number) >= value ? 1 : 0) << (row & 31);
        break;
      case "===":
        for (let row = from; row < to; row += 1) yes |= ((values[row] as number) === value ? 1 : 0) << (row & 31);
        break;
      case "!==":
        for (let row = from; row < to; row += 1) yes |= ((values[row] as number) !== value ? 1 : 0) << (row & 31);
        break;
      case "present":
        break;
    }
    bits[word] = yes;
  }
  return bits;
}

/** Several facts: row by row, where the same values as in the row before have the same answer. */
function manyFacts(facts: readonly FactColumn[], ask: Ask): Kernel {
  return (rows, column, failed) => {
    const columns = facts.map(({ path, column: name }) => ({ path, values: column(name) }));
    return byRow(
      rows,
      (row) => {
        const values: Record<string, unknown> = {};
        for (const { path, values: from } of columns) {
          const value = valueAt(from, row);
          if (value !== undefined) factsWith(path, value, values);
        }
        return ask(values);
      },
      failed,
    );
  };
}

/** Rows that have a value. */
export function presentRows(rows: number, column: Column): Bits {
  if (column.kind === "numbers" && column.valid !== null) return column.valid.slice();
  if (column.kind === "numbers") return byRow(rows, () => true, noBits(rows));
  return byRow(rows, (row) => column.codes[row] !== 0, noBits(rows));
}
