import { staticPath } from "../codegen/context.ts";
import { hasHoles, isOperation, partsOf } from "../operators.ts";

/** A value that is found by looking it up: `===` on it never converts anything. */
export type Scalar = string | number | boolean | null;

/**
 * One question about one fact, or a part of a rule that has no such form. Only `other` can fail, once `wantsPrimitive`
 * and `wantsText` are seen to.
 */
export type Atom =
  | { readonly kind: "equals"; readonly path: string; readonly value: Scalar; readonly converts: boolean }
  | { readonly kind: "number"; readonly path: string; readonly value: number }
  | { readonly kind: "one-of"; readonly path: string; readonly values: readonly Scalar[] }
  | { readonly kind: "compare"; readonly path: string; readonly by: Comparison; readonly value: number }
  | { readonly kind: "present" | "absent"; readonly path: string }
  | { readonly kind: "truthy"; readonly path: string }
  | { readonly kind: "prefix" | "suffix"; readonly path: string; readonly text: string }
  | { readonly kind: "holds"; readonly path: string; readonly text: string }
  | { readonly kind: "other"; readonly logic: unknown };

export type Comparison = "<" | "<=" | ">" | ">=";

/** What a rule asks, as far as only its truth matters. Parts are in the order of the rule. */
export type Condition =
  | { readonly kind: "and" | "or"; readonly parts: readonly Condition[] }
  | { readonly kind: "not"; readonly part: Condition }
  | { readonly kind: "atom"; readonly atom: Atom };

const TRUE: Condition = { kind: "and", parts: [] };
const FALSE: Condition = { kind: "or", parts: [] };
/** Longer chains of cases are not worth being taken apart. */
const LONGEST_IF = 32;
/** Longer texts are not worth a place in a search tree. */
const LONGEST_TEXT = 64;

/** Reads a rule as questions about facts; whatever is not one becomes an `other`. */
export function conditionOf(logic: unknown): Condition {
  if (typeof logic !== "object" || logic === null) return logic ? TRUE : FALSE;
  if (!isOperation(logic)) return atom({ kind: "other", logic });
  const [name, args] = partsOf(logic);
  const read = hasHoles(args) ? undefined : READERS.get(name);
  return read?.(args) ?? atom({ kind: "other", logic });
}

type Reader = (args: readonly unknown[]) => Condition | undefined;

const atom = (it: Atom): Condition => ({ kind: "atom", atom: it });
const not = (part: Condition): Condition => {
  if (part.kind === "not") return part.part;
  // Of several facts none is missing: each can then be folded into what is asked of it.
  if (part.kind === "or" && part.parts.every(({ kind }) => kind === "not")) return all(part.parts.map(not));
  return { kind: "not", part };
};
const all = (parts: readonly Condition[]): Condition => joined("and", parts);
const any = (parts: readonly Condition[]): Condition => joined("or", parts);

function joined(kind: "and" | "or", parts: readonly Condition[]): Condition {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const [only] = flat;
  return only !== undefined && flat.length === 1 ? only : { kind, parts: flat };
}

function junction(kind: "and" | "or"): Reader {
  return (args) => (args.length === 0 ? FALSE : joined(kind, args.map(conditionOf)));
}

const readIf: Reader = (args) => {
  if (args.length > LONGEST_IF) return undefined;
  if (args.length === 0) return FALSE;
  const [first, then] = [conditionOf(args[0]), args.length > 1 ? conditionOf(args[1]) : undefined];
  if (then === undefined) return first;
  if (canFail(first)) return undefined;
  return any([all([first, then]), all([not(first), readIf(args.slice(2)) ?? atom(otherwise(args))])]);
};
const otherwise = (args: readonly unknown[]): Atom => ({ kind: "other", logic: { if: args.slice(2) } });

const readVar: Reader = (args) => {
  const path = staticPath({ var: args });
  return path === undefined ? undefined : atom({ kind: "truthy", path });
};

function readEqual(isStrict: boolean): Reader {
  return (args) => {
    if (args.length !== 2) return undefined;
    const affix = isStrict ? (readAffix(args[0], args[1]) ?? readAffix(args[1], args[0])) : undefined;
    if (affix !== undefined) return affix;
    const [path, value] = factAndConstant(args);
    if (path === undefined || !isScalar(value)) return undefined;
    if (Number.isNaN(value)) return isStrict ? FALSE : undefined;
    if (isStrict || value === null) return atom({ kind: "equals", path, value, converts: false });
    if (typeof value !== "string") return atom({ kind: "number", path, value: Number(value) });
    return Number.isNaN(Number(value)) ? atom({ kind: "equals", path, value, converts: true }) : undefined;
  };
}

/** `substr` of a length compared with a text of that length. */
function readAffix(cut: unknown, text: unknown): Condition | undefined {
  if (!isOperation(cut) || !isSearchable(text)) return undefined;
  const [name, [fact, start, length, ...rest]] = partsOf(cut);
  const path = staticPath(fact);
  if (name !== "substr" || path === undefined || rest.length > 0) return undefined;
  if (start === 0 && length === text.length) return atom({ kind: "prefix", path, text });
  return start === -text.length && length === undefined ? atom({ kind: "suffix", path, text }) : undefined;
}

const MIRRORED: Readonly<Record<Comparison, Comparison>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

function readCompare(by: Comparison): Reader {
  return (args) => {
    if (args.length === 3 && (by === "<" || by === "<=") && args[2] !== undefined) {
      const [low, high] = [readCompare(by)(args.slice(0, 2)), readCompare(by)(args.slice(1))];
      return low && high && all([low, high]);
    }
    const [path, value] = factAndConstant(args);
    if (args.length !== 2 || path === undefined || typeof value !== "number") return undefined;
    return atom({ kind: "compare", path, by: typeof args[1] === "number" ? by : MIRRORED[by], value });
  };
}

/** `in` means a list or a text, whichever side is fixed. */
const readIn: Reader = (args) => {
  if (args.length !== 2) return undefined;
  const [needle, haystack] = [staticPath(args[0]), staticPath(args[1])];
  if (needle !== undefined && Array.isArray(args[1]) && args[1].every(isScalar)) {
    return atom({ kind: "one-of", path: needle, values: args[1].filter((value) => !Number.isNaN(value)) });
  }
  const [text] = args;
  return haystack === undefined || !isSearchable(text) ? undefined : atom({ kind: "holds", path: haystack, text });
};

const readMissing: Reader = (args) => {
  const keys: readonly unknown[] = args.length === 1 && Array.isArray(args[0]) ? args[0] : args;
  if (hasHoles(keys) || !keys.every(isKey)) return undefined;
  return any(keys.map((path) => not(atom({ kind: "present", path }))));
};

const readMissingSome: Reader = (args) => {
  const [need, keys] = args;
  if (args.length !== 2 || !Array.isArray(keys) || keys.length === 0 || hasHoles(keys) || !keys.every(isKey))
    return undefined;
  const absent = keys.map((path) => not(atom({ kind: "present", path })));
  if (need === 1) return all(absent);
  return need === keys.length ? any(absent) : undefined;
};

const readNot: Reader = (args) => (args.length === 1 ? not(conditionOf(args[0])) : undefined);
const negated =
  (reader: Reader): Reader =>
  (args) => {
    const condition = reader(args);
    return condition && not(condition);
  };

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["and", junction("and")],
  ["or", junction("or")],
  ["if", readIf],
  ["?:", readIf],
  ["!", readNot],
  ["!!", (args) => (args.length === 1 ? conditionOf(args[0]) : undefined)],
  ["var", readVar],
  ["==", readEqual(false)],
  ["===", readEqual(true)],
  ["!=", negated(readEqual(false))],
  ["!==", negated(readEqual(true))],
  ["<", readCompare("<")],
  ["<=", readCompare("<=")],
  [">", readCompare(">")],
  [">=", readCompare(">=")],
  ["in", readIn],
  ["missing", readMissing],
  ["missing_some", readMissingSome],
]);

/** Whether an atom converts its fact, which an object or a symbol may refuse: such facts are for the reference. */
export function wantsPrimitive(atom: Atom): boolean {
  if (atom.kind === "equals") return atom.converts;
  return ["number", "compare", "prefix", "suffix"].includes(atom.kind);
}

/** Whether evaluating a condition can fail, so that nothing after it may be decided before it. */
export function canFail(condition: Condition): boolean {
  if (condition.kind === "atom") return condition.atom.kind === "other";
  return condition.kind === "not" ? canFail(condition.part) : condition.parts.some(canFail);
}

function factAndConstant(args: readonly unknown[]): [path: string | undefined, value: unknown] {
  const path = staticPath(args[0]);
  return path === undefined ? [staticPath(args[1]), args[0]] : [path, args[1]];
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function isKey(key: unknown): key is string {
  return typeof key === "string" && key !== "";
}

function isSearchable(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= LONGEST_TEXT;
}
