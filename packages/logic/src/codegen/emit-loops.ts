import { measureLogic } from "../check-logic.ts";
import { type Context, UNDEFINED } from "./context.ts";
import type { Code } from "./source.ts";

/** `map`, `filter`, `reduce`, `all`, `none`, `some`: their second argument is evaluated against each element. */
export function emitLoop(name: string, args: readonly unknown[], context: Context): Code {
  const { source } = context;
  const list = args.length > 0 ? context.value(args[0], context).text : UNDEFINED.text;
  const cost = source.constant(measureLogic(args[1], { steps: Number.POSITIVE_INFINITY }) + 1);
  const meter = source.meter();
  switch (name) {
    case "map":
      return { text: source.call("map", meter, list, cost, emitBody(args[1], context, "value")), kind: "any" };
    case "filter":
      return { text: source.call("filter", meter, list, cost, emitBody(args[1], context, "test")), kind: "any" };
    case "reduce": {
      const initial = args[2] === undefined ? "null" : context.value(args[2], context).text;
      return { text: source.call("reduce", meter, list, cost, initial, emitReduceBody(args[1], context)), kind: "any" };
    }
    case "all": {
      const held = source.temporary();
      const fails = source.call("some", meter, held, cost, "false", emitBody(args[1], context, "test"));
      return { text: `(${source.call("nonEmpty", `${held}=${list}`)}&&!${fails})`, kind: "boolean" };
    }
    default: {
      const some = source.call("some", meter, list, cost, "true", emitBody(args[1], context, "test"));
      return { text: name === "none" ? `!${some}` : some, kind: "boolean" };
    }
  }
}

function emitBody(logic: unknown, outer: Context, as: "value" | "test"): string {
  const { source } = outer;
  const name = source.fresh("e");
  const context: Context = { ...outer, scope: { kind: "element", name } };
  return source.inner([name], () =>
    as === "value" ? context.value(logic, context).text : `!!(${context.test(logic, context)})`,
  );
}

function emitReduceBody(logic: unknown, outer: Context): string {
  const { source } = outer;
  const [current, accumulator] = [source.fresh("e"), source.fresh("a")];
  return source.inner([accumulator, current], () => {
    const scope = { kind: "reduce", current, accumulator, whole: source.temporary() } as const;
    const inner: Context = { ...outer, scope };
    return inner.value(logic, inner).text;
  });
}
