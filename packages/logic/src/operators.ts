import { pointer } from "./errors.ts";

/** The operators of json-logic-js 2.0.5, and what an evaluation must watch about them. */
export type OperatorKind =
  /** decides itself which arguments to evaluate */
  | "control"
  /** evaluates its second argument once per element of the first */
  | "loop"
  /** reads its arguments as primitives, so long ones cost steps */
  | "primitive"
  /** joins its arguments into a text or a list */
  | "build"
  | "plain";

const KINDS: ReadonlyMap<string, OperatorKind> = new Map<string, OperatorKind>([
  ...["if", "?:", "and", "or"].map((name) => [name, "control"] as const),
  ...["map", "filter", "reduce", "all", "none", "some"].map((name) => [name, "loop"] as const),
  ...["==", "!=", "===", "!==", ">", ">=", "<", "<="].map((name) => [name, "primitive"] as const),
  ...["+", "-", "*", "/", "%", "min", "max", "in", "substr", "var"].map((name) => [name, "primitive"] as const),
  ...["missing", "missing_some"].map((name) => [name, "primitive"] as const),
  ...["cat", "merge"].map((name) => [name, "build"] as const),
  ...["!", "!!", "log"].map((name) => [name, "plain"] as const),
]);

/** `undefined` for a name that json-logic-js does not have. Dotted method names are refused (SPEC L6). */
export function operatorKind(name: string): OperatorKind | undefined {
  return KINDS.get(name);
}

export const OPERATORS: readonly string[] = [...KINDS.keys()];

/** An object with exactly one key is an operation; any other object is a literal. */
export function isOperation(logic: unknown): logic is Readonly<Record<string, unknown>> {
  return typeof logic === "object" && logic !== null && !Array.isArray(logic) && Object.keys(logic).length === 1;
}

/** Operator name and arguments; a single argument may stand without its list. */
export function partsOf(operation: Readonly<Record<string, unknown>>): [name: string, args: readonly unknown[]] {
  const name = Object.keys(operation)[0] ?? "";
  const args: unknown = operation[name];
  return [name, Array.isArray(args) ? args : [args]];
}

/** From an operation or a list to its argument or element number `index`, as a piece of a JSON Pointer. */
export function segmentTo(parent: object, index: number): string {
  if (Array.isArray(parent)) return pointer(index);
  const name = Object.keys(parent)[0] ?? "";
  const args: unknown = (parent as Readonly<Record<string, unknown>>)[name];
  return Array.isArray(args) ? pointer(name) + pointer(index) : pointer(name);
}

/** A list with holes is not JSON; `map` and `every` pass over its holes, where json-logic-js may not. */
export function hasHoles(list: readonly unknown[]): boolean {
  for (let i = 0; i < list.length; i++) if (!(i in list)) return true;
  return false;
}

/** JSON-Logic's truth: as in JavaScript, but an empty list is false. */
export function truthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
