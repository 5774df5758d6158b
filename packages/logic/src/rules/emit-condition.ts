import type { Context } from "../codegen/context.ts";
import type { KnownAtom } from "./atoms.ts";
import type { Scalar } from "./condition.ts";
import { type KnownCondition, sortedParts } from "./cover.ts";

/** A condition as a JavaScript expression: what `writeCondition` writes for the interpreter. */
export function emitCondition(condition: KnownCondition, context: Context, implied?: KnownAtom): string {
  switch (condition.kind) {
    case "atom":
      return condition.atom === implied ? "true" : emitAtom(condition.atom, context);
    case "not":
      return `!${emitCondition(condition.part, context, implied)}`;
    case "and":
    case "or": {
      const parts = sortedParts(condition).map((part) => emitCondition(part, context, implied));
      if (parts.length === 0) return condition.kind === "and" ? "true" : "false";
      return `(${parts.join(condition.kind === "and" ? "&&" : "||")})`;
    }
  }
}

function emitAtom({ atom, isGuarded }: KnownAtom, context: Context): string {
  const { source } = context;
  if (atom.kind === "other") return `!!(${context.test(atom.logic, context)})`;
  const fact = source.peek(atom.path);
  switch (atom.kind) {
    case "equals":
      return emitEquals(atom.converts ? source.call("primitive", fact) : fact, atom.value, context);
    case "number":
      return `(${source.call("primitive", fact)}==${source.constant(atom.value)})`;
    case "one-of":
      return emitOneOf(fact, atom.values, context);
    case "compare":
      return `(${source.call(isGuarded ? "presentNumber" : "number", fact)}${atom.by}${source.constant(atom.value)})`;
    case "present":
      return `!${source.call("isAbsent", fact)}`;
    case "absent":
      return source.call("isAbsent", fact);
    case "truthy":
      return source.call("truthy", fact);
    case "prefix":
      return source.call("beginsWith", fact, source.constant(atom.text));
    case "suffix":
      return source.call("endsIn", fact, source.constant(atom.text));
    case "holds":
      return source.call("holdsText", fact, source.constant(atom.text));
  }
}

/** A missing fact is null. */
function emitEquals(fact: string, value: Scalar, context: Context): string {
  return value === null ? `(${fact}==null)` : `(${fact}===${literal(value, context)})`;
}

function emitOneOf(fact: string, values: readonly Scalar[], context: Context): string {
  const { source } = context;
  const distinct = [...new Set(values)];
  if (distinct.length > FEW && !distinct.includes(null)) return `${source.constant(new Set(distinct))}.has(${fact})`;
  const held = source.temporary();
  const tests = distinct.map((value, i) => emitEquals(i === 0 ? `(${held}=${fact})` : held, value, context));
  return `(${tests.join("||") || "false"})`;
}

const FEW = 4;

function literal(value: Exclude<Scalar, null>, { source }: Context): string {
  return typeof value === "boolean" ? String(value) : source.constant(value);
}
