import { isOperation, partsOf } from "../operators.ts";
import type { Code, Source } from "./source.ts";

/** What `var` reads: the facts, the element of a loop, or the pair that `reduce` makes. */
export type Scope =
  | { readonly kind: "facts" }
  | { readonly kind: "element"; readonly name: string }
  | { readonly kind: "reduce"; readonly current: string; readonly accumulator: string; readonly whole: string };

/** Where in a function body an expression is written, and how its parts are. */
export interface Context {
  readonly source: Source;
  readonly scope: Scope;
  /** The value of a part, exactly as json-logic-js computes it. */
  value(logic: unknown, context: Context): Code;
  /** Whether a part is true, as a JavaScript condition. */
  test(logic: unknown, context: Context): string;
}

export const UNDEFINED: Code = { text: "void 0", kind: "any" };

/** An argument that an operator reads as a primitive; whatever may be long is weighed. */
export function emitOperand(args: readonly unknown[], index: number, context: Context): string {
  if (index >= args.length) return UNDEFINED.text;
  const { source } = context;
  const field = context.scope.kind === "facts" ? staticPath(args[index]) : undefined;
  if (field !== undefined) return source.field(field, "coerced");
  const { text, kind } = context.value(args[index], context);
  return kind === "any" && text !== UNDEFINED.text ? source.call("weigh", source.meter(), text) : text;
}

/** The path of a `var` that has nothing but a fixed, non-empty path. */
export function staticPath(logic: unknown): string | undefined {
  if (!isOperation(logic)) return undefined;
  const [name, args] = partsOf(logic);
  if (name !== "var" || args.length !== 1) return undefined;
  const [path] = args;
  return (typeof path === "string" && path !== "") || typeof path === "number" ? String(path) : undefined;
}
