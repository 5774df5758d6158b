/** Reads compiled JSON-Logic into formulas. What it does not know becomes an opaque atom: never wrong, only undecided. */
import { compile, factsRead, type Logic, truthy } from "@switchyard/logic";
import { type ListPredicate, numberSatisfies, type Predicate } from "../domain/predicate.ts";
import type { FactSort } from "../facts/fact-sort.ts";
import { type Dag, FALSE, not, type OpaqueReason, type Ref, TRUE } from "./dag.ts";
import { argumentsOf, asCount, asDifference, asEdge, asFact, isConstant, operatorOf } from "./shapes.ts";

export interface LogicReader {
  dag: Dag;
  sortOf: (name: string) => FactSort;
  /** Gates computed so far, by name. */
  gates: ReadonlyMap<string, Ref>;
}

const GATE = "gate.";
type Guarded = ReadonlySet<string>;
const NOBODY: Guarded = new Set();

/** The truth of the logic. `guarded`: facts that are known to be there where it is asked. */
export function readLogic(logic: Logic, reader: LogicReader, guarded: Guarded = NOBODY): Ref {
  if (logic === null || typeof logic !== "object") return truthy(logic) ? TRUE : FALSE;
  const operator = operatorOf(logic);
  if (operator === null) return opaque(logic, reader, "operator");
  const args = argumentsOf(logic, operator);
  switch (operator) {
    case "and":
      return readAnd(args, reader, guarded);
    case "or":
      return reader.dag.or(...args.map((part) => readLogic(part, reader, guarded)));
    case "!":
      return not(readLogic(args[0] ?? null, reader, guarded));
    case "!!":
      return readLogic(args[0] ?? null, reader, guarded);
    case "missing":
      return reader.dag.or(...missingNames(args).map((name) => reader.dag.absent(name)));
    case "var":
      return readVar(logic, reader);
    case "===":
    case "!==": {
      const same = readEqual(args, logic, reader, guarded);
      return operator === "===" ? same : not(same);
    }
    case "<":
    case "<=":
    case ">":
    case ">=":
      return args.length === 2 ? readOrder(operator, args, logic, reader, guarded) : opaque(logic, reader, "operator");
    case "in":
      return readIn(args, logic, reader, guarded);
    default:
      return opaque(logic, reader, "operator");
  }
}

function missingNames(args: readonly Logic[]): string[] {
  return args.flat().filter((name): name is string => typeof name === "string");
}

/** Facts that a conjunction demands guard its other parts; a guard that another part implies is left out. */
function readAnd(args: readonly Logic[], reader: LogicReader, outer: Guarded): Ref {
  const demanded = new Set<string>();
  const others: Logic[] = [];
  for (const part of args) {
    const names = guardNames(part);
    if (names === null) others.push(part);
    else for (const name of names) demanded.add(name);
  }
  const guarded = demanded.size === 0 ? outer : new Set([...outer, ...demanded]);
  const refs = others.map((part) => readLogic(part, reader, guarded));
  const implied = new Set<number>();
  for (const ref of refs) {
    const node = reader.dag.node(ref);
    if ((ref & 1) === 0 && node.kind === "atom" && node.atom.kind === "fact") implied.add(node.atom.fact);
  }
  const guards = [...demanded].filter((name) => !implied.has(reader.dag.fact(name)));
  return reader.dag.and(...refs, ...guards.map((name) => not(reader.dag.absent(name))));
}

function guardNames(part: Logic): string[] | null {
  if (typeof part !== "object" || part === null || operatorOf(part) !== "!") return null;
  const inner = argumentsOf(part, "!")[0];
  if (typeof inner !== "object" || inner === null || operatorOf(inner) !== "missing") return null;
  return missingNames(argumentsOf(inner, "missing"));
}

function readVar(logic: Logic, reader: LogicReader): Ref {
  const name = asFact(logic);
  if (name === null) return opaque(logic, reader, "operator");
  if (name.startsWith(GATE)) return reader.gates.get(name.slice(GATE.length)) ?? FALSE;
  switch (reader.sortOf(name).sort.type) {
    case "boolean":
      return reader.dag.holds(name, { on: "boolean" });
    case "list":
      return reader.dag.and(
        not(reader.dag.absent(name)),
        not(reader.dag.holds(name, { on: "list", test: { kind: "count_le", value: 0 } })),
      );
    case "number":
      return reader.dag.and(
        not(reader.dag.absent(name)),
        not(reader.dag.holds(name, { on: "number", test: { kind: "eq", value: 0 } })),
      );
    case "text":
      return not(reader.dag.absent(name));
  }
}

/** `absent`: what the comparison says of a fact that is not there (null, for JSON-Logic). */
function fact(reader: LogicReader, name: string, predicate: Predicate, absent: boolean, guarded: Guarded): Ref {
  const holds = reader.dag.holds(name, predicate);
  return absent && !guarded.has(name) ? reader.dag.or(reader.dag.absent(name), holds) : holds;
}

function readEqual(args: readonly Logic[], logic: Logic, reader: LogicReader, guarded: Guarded): Ref {
  const [left = null, right = null] = args;
  const [side, value] = isConstant(right) ? [left, right] : [right, left];
  if (!isConstant(value)) return opaque(logic, reader, "between_facts");
  const count = asCount(side);
  if (count !== null && typeof value === "number") {
    return reader.dag.and(
      compare(reader, count, "<=", value, guarded, true),
      compare(reader, count, ">=", value, guarded, true),
    );
  }
  const edge = asEdge(side);
  if (edge !== null && typeof value === "string") {
    const { sort } = reader.sortOf(edge.fact);
    if (sort.type !== "text" || value.length !== edge.length || !guarded.has(edge.fact))
      return opaque(logic, reader, "type");
    return fact(reader, edge.fact, { on: "text", test: { kind: edge.end, value } }, false, guarded);
  }
  if (operatorOf(side) === "cat" && value === "") return readBlank(side, logic, reader);
  const name = asFact(side);
  if (name === null || name.startsWith(GATE)) return opaque(logic, reader, "operator");
  switch (reader.sortOf(name).sort.type) {
    case "text":
      return typeof value === "string"
        ? fact(reader, name, { on: "text", test: { kind: "is", value } }, false, guarded)
        : FALSE;
    case "number":
      return typeof value === "number"
        ? fact(reader, name, { on: "number", test: { kind: "eq", value } }, false, guarded)
        : FALSE;
    case "boolean": {
      if (typeof value !== "boolean") return FALSE;
      const holds = fact(reader, name, { on: "boolean" }, false, guarded);
      return value ? holds : reader.dag.and(not(reader.dag.absent(name)), not(holds));
    }
    case "list":
      return FALSE;
  }
}

/** The compiler asks of a fact of unknown type whether it is written as nothing. */
function readBlank(side: Logic, logic: Logic, reader: LogicReader): Ref {
  const name = asFact(argumentsOf(side, "cat")[0] ?? null);
  if (name === null) return opaque(logic, reader, "operator");
  const absent = reader.dag.absent(name);
  if (reader.sortOf(name).sort.type !== "list") return absent;
  return reader.dag.or(absent, reader.dag.holds(name, { on: "list", test: { kind: "count_le", value: 0 } }));
}

const MIRRORED = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;
type OrderOperator = keyof typeof MIRRORED;

function readOrder(
  operator: OrderOperator,
  args: readonly Logic[],
  logic: Logic,
  reader: LogicReader,
  guarded: Guarded,
): Ref {
  const [left = null, right = null] = args;
  const difference = asDifference(left, right);
  if (difference !== null)
    return compare(reader, difference.fact, operator, difference.ms, new Set([...guarded, difference.fact]), false);
  if (typeof left === "number") return readOrder(MIRRORED[operator], [right, left], logic, reader, guarded);
  if (typeof right !== "number") return opaque(logic, reader, isConstant(right) ? "type" : "between_facts");
  const count = asCount(left);
  if (count !== null) return compare(reader, count, operator, right, guarded, true);
  const name = asFact(left);
  if (name === null || reader.sortOf(name).sort.type !== "number")
    return opaque(logic, reader, name === null ? "operator" : "type");
  return compare(reader, name, operator, right, guarded, false);
}

const NUMBER_TESTS = { "<": "lt", "<=": "le", ">": "gt", ">=": "ge" } as const;

/** An absent fact counts as 0 here, as JSON-Logic has it; the compiler's guards keep that from mattering. */
function compare(
  reader: LogicReader,
  name: string,
  operator: OrderOperator,
  value: number,
  guarded: Guarded,
  isCount: boolean,
): Ref {
  const kind = NUMBER_TESTS[operator];
  const absent = numberSatisfies(0, { kind, value });
  if (!isCount) return fact(reader, name, { on: "number", test: { kind, value } }, absent, guarded);
  const count: ListPredicate =
    kind === "lt" || kind === "le"
      ? { kind: "count_le", value: kind === "lt" ? Math.ceil(value) - 1 : Math.floor(value) }
      : { kind: "count_ge", value: kind === "gt" ? Math.floor(value) + 1 : Math.ceil(value) };
  return fact(reader, name, { on: "list", test: count }, absent, guarded);
}

function readIn(args: readonly Logic[], logic: Logic, reader: LogicReader, guarded: Guarded): Ref {
  const [needle = null, hay = null] = args;
  const name = asFact(needle);
  if (name !== null && Array.isArray(hay) && hay.every(isConstant)) {
    const { sort } = reader.sortOf(name);
    if (sort.type === "text") {
      const values = hay.filter((one): one is string => typeof one === "string");
      return fact(reader, name, { on: "text", test: { kind: "among", values } }, false, guarded);
    }
    const values = hay.filter((one): one is number => typeof one === "number");
    if (sort.type === "number")
      return fact(reader, name, { on: "number", test: { kind: "among", values } }, false, guarded);
    return opaque(logic, reader, "type");
  }
  const within = asFact(hay);
  if (within === null || typeof needle !== "string")
    return opaque(logic, reader, isConstant(needle) ? "operator" : "between_facts");
  const { sort } = reader.sortOf(within);
  if (sort.type === "text")
    return fact(reader, within, { on: "text", test: { kind: "contains", value: needle } }, false, guarded);
  if (sort.type === "list")
    return fact(reader, within, { on: "list", test: { kind: "has", value: needle } }, false, guarded);
  return opaque(logic, reader, "type");
}

function opaque(logic: Logic, reader: LogicReader, why: OpaqueReason): Ref {
  const names = factsRead(logic).filter((name) => !name.startsWith(GATE));
  const test = compile(logic);
  return reader.dag.opaque(JSON.stringify(logic), why, names, (facts) => truthy(test(facts)));
}
