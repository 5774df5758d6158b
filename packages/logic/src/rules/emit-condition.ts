import type { Context } from "../codegen/context.ts";
import type { KnownAtom } from "./atoms.ts";
import type { Comparison } from "./condition.ts";
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
  switch (atom.kind) {
    case "equals":
      return `(${source.field(atom.path, atom.converts ? "coerced" : "plain")}===${literal(atom.value, context)})`;
    case "number":
      return `(${source.field(atom.path, "coerced")}==${source.constant(atom.value)})`;
    case "one-of": {
      const field = source.field(atom.path, "plain");
      if (atom.values.length > FEW) return `${source.constant(new Set(atom.values))}.has(${field})`;
      return `(${atom.values.map((value) => `${field}===${literal(value, context)}`).join("||") || "false"})`;
    }
    case "compare": {
      const field = source.field(atom.path, "coerced");
      const test = `${field}${atom.by}${source.constant(atom.value)}`;
      const needsGuard = isGuarded && COMPARE[atom.by](0, atom.value);
      return needsGuard ? `(${test}&&!${source.call("absent", field)})` : `(${test})`;
    }
    case "present":
      return `!${source.call("absent", source.field(atom.path, "plain"))}`;
    case "absent":
      return source.call("absent", source.field(atom.path, "plain"));
    case "truthy":
      return source.call("truthy", source.field(atom.path, "plain"));
    case "prefix":
      return source.call("hasPrefix", source.field(atom.path, "coerced"), source.constant(atom.text));
    case "suffix":
      return source.call("hasSuffix", source.field(atom.path, "coerced"), source.constant(atom.text));
    case "holds":
      return source.call("isIn", source.constant(atom.text), source.field(atom.path, "searched"));
    case "other":
      return `!!(${context.test(atom.logic, context)})`;
  }
}

const FEW = 4;

/** Whether an absent fact, which `<` reads as 0, passes the comparison. */
const COMPARE: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

function literal(value: unknown, { source }: Context): string {
  return value === null || typeof value === "boolean" ? String(value) : source.constant(value);
}
