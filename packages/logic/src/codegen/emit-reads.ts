import { type Context, emitOperand, UNDEFINED } from "./context.ts";
import type { Code, Source } from "./source.ts";

/** `var`: a fixed path becomes a local or a property read, a computed one a call. */
export function emitVar(args: readonly unknown[], context: Context): Code {
  const [path] = args;
  const isFixed = path === undefined || path === null || typeof path !== "object";
  const extras = args.slice(2).filter((arg) => typeof arg === "object" && arg !== null);
  if (!isFixed || extras.length > 0 || typeof path === "symbol") return emitComputedVar(args, context);
  if (path === undefined || path === "" || path === null) return emitWhole(args, context);
  const fixed = String(path);
  if (args.length > 1) {
    const fallback = context.value(args[1], context).text;
    return { text: context.source.call("otherwise", emitRead(fixed, context), fallback), kind: "any" };
  }
  if (context.scope.kind === "facts") return { text: context.source.field(fixed, "plain"), kind: "any" };
  return { text: context.source.call("otherwise", emitRead(fixed, context), "null"), kind: "any" };
}

/** The value at a fixed path, `undefined` where it is missing. */
function emitRead(path: string, { source, scope }: Context): string {
  if (scope.kind === "facts") return source.rawField(path).local;
  const names = path.split(".");
  if (scope.kind === "element") return emitWalk(source, scope.name, names);
  const [first = "", ...rest] = names;
  if (first !== "current" && first !== "accumulator") return UNDEFINED.text;
  return emitWalk(source, scope[first], rest);
}

function emitWalk(source: Source, from: string, names: readonly string[]): string {
  if (names.length === 0) return from;
  if (names.length === 1) return source.call("get", from, source.constant(names[0]));
  return source.call("walk", from, source.constant(names));
}

/** The data itself. A default that is given is evaluated all the same. */
function emitWhole(args: readonly unknown[], context: Context): Code {
  const whole = scopeText(context);
  if (typeof args[1] !== "object" || args[1] === null) return { text: whole, kind: "any" };
  return { text: context.source.call("first", whole, context.value(args[1], context).text), kind: "any" };
}

function emitComputedVar(args: readonly unknown[], context: Context): Code {
  const rest = args.slice(1).map((arg) => context.value(arg, context).text);
  return {
    text: context.source.call("readVar", scopeText(context), emitOperand(args, 0, context), ...rest),
    kind: "any",
  };
}

/** `missing` and `missing_some` as values; most rules only ask whether something is missing, see `emitTest`. */
export function emitMissing(name: "missing" | "missing_some", args: readonly unknown[], context: Context): Code {
  const { source } = context;
  const data = scopeText(context);
  const values = args.map((arg) => context.value(arg, context).text);
  if (name === "missing") {
    return { text: source.call("missing", source.meter(), data, `[${values.join(",")}]`), kind: "any" };
  }
  const [need = UNDEFINED.text, options = UNDEFINED.text, ...extras] = values;
  const text = source.call("missingSome", source.meter(), data, need, options, ...extras);
  return { text, kind: "any" };
}

function scopeText({ scope }: Context): string {
  switch (scope.kind) {
    case "facts":
      return "d";
    case "element":
      return scope.name;
    case "reduce":
      // One object in each round: it is the same as itself.
      return `(${scope.whole}??={current:${scope.current},accumulator:${scope.accumulator}})`;
  }
}
