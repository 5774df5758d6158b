import { hasHoles, isOperation, operatorKind, partsOf } from "../operators.ts";
import { type Context, emitOperand, staticPath, UNDEFINED } from "./context.ts";
import { emitLoop } from "./emit-loops.ts";
import { emitMissing, emitVar } from "./emit-reads.ts";
import type { Code, Source } from "./source.ts";

/** The context in which a rule's outermost expression stands. */
export function factsContext(source: Source): Context {
  return { source, scope: { kind: "facts" }, value: emitValue, test: emitTest };
}

/** The value of `logic`, exactly as json-logic-js computes it. */
function emitValue(logic: unknown, context: Context): Code {
  if (Array.isArray(logic)) return emitList(logic, context);
  if (!isOperation(logic)) return emitLiteral(logic, context.source);
  const [name, args] = partsOf(logic);
  if (hasHoles(args)) return emitFailure([], context);
  const emit = EMITTERS.get(name);
  if (emit !== undefined) return emit(args, context);
  return operatorKind(name) === "loop" ? emitLoop(name, args, context) : emitFailure(args, context);
}

/** Whether `logic` is true; a JavaScript condition, cheaper than its value where only that is asked. */
function emitTest(logic: unknown, context: Context): string {
  if (isOperation(logic)) {
    const [name, args] = partsOf(logic);
    const test = hasHoles(args) ? undefined : TESTS.get(name);
    if (test !== undefined) return test(args, context);
  }
  const { text, kind } = emitValue(logic, context);
  return kind === "any" ? context.source.call("truthy", text) : text;
}

type Emitter<T> = (args: readonly unknown[], context: Context) => T;

/** Arguments beyond those that an operator reads are evaluated too, because they may fail. */
function withExtras(code: Code, args: readonly unknown[], arity: number, context: Context): Code {
  const extras = args.slice(arity).filter((arg) => typeof arg === "object" && arg !== null);
  if (extras.length === 0) return code;
  const texts = extras.map((arg) => emitValue(arg, context).text);
  return { text: context.source.call("first", code.text, ...texts), kind: "any" };
}

function binary(operator: string, kind: Code["kind"]): Emitter<Code> {
  return (args, context) => {
    const text = `(${emitOperand(args, 0, context)}${operator}${emitOperand(args, 1, context)})`;
    return withExtras({ text, kind }, args, 2, context);
  };
}

/** `===` asks nothing of its operands but identity, so nothing is weighed. */
function identity(operator: "===" | "!=="): Emitter<Code> {
  return (args, context) => {
    const affix = emitAffix(args, operator, context);
    if (affix !== undefined) return affix;
    const [a, b] = [args[0], args[1]].map((arg, i) =>
      i < args.length ? emitValue(arg, context).text : UNDEFINED.text,
    );
    return withExtras({ text: `(${a}${operator}${b})`, kind: "boolean" }, args, 2, context);
  };
}

/** `substr` of a length compared with a text of that length: a prefix or a suffix. */
function emitAffix(args: readonly unknown[], operator: string, context: Context): Code | undefined {
  const [cut, wanted] = args;
  if (args.length !== 2 || typeof wanted !== "string" || wanted === "" || !isOperation(cut)) return undefined;
  const [name, parts] = partsOf(cut);
  if (name !== "substr" || hasHoles(parts)) return undefined;
  const isPrefix = parts.length === 3 && parts[1] === 0 && parts[2] === wanted.length;
  const isSuffix = parts.length === 2 && parts[1] === -wanted.length;
  if (!isPrefix && !isSuffix) return undefined;
  const text = emitOperand(parts, 0, context);
  const test = context.source.call(isPrefix ? "hasPrefix" : "hasSuffix", text, context.source.constant(wanted));
  return { text: operator === "===" ? test : `!${test}`, kind: "boolean" };
}

function between(helper: "less" | "lessOrEqual", operator: "<" | "<="): Emitter<Code> {
  return (args, context) => {
    if (args.length <= 2) return binary(operator, "boolean")(args, context);
    const [a = "", b = "", c = ""] = [0, 1, 2].map((i) => emitOperand(args, i, context));
    const isPlain = typeof args[2] === "number" && /^\w+$/.test(b);
    const text = isPlain ? `(${a}${operator}${b}&&${b}${operator}${c})` : context.source.call(helper, a, b, c);
    return withExtras({ text, kind: "boolean" }, args, 3, context);
  };
}

/** Longer chains would nest deeper than a JavaScript parser goes; they are left to the reference. */
const LONGEST_CHAIN = 256;

const emitIf: Emitter<Code> = (args, context) => {
  if (args.length > LONGEST_CHAIN) return emitFailure([], context);
  if (args.length === 0) return { text: "null", kind: "light" };
  if (args.length === 1) return emitValue(args[0], context);
  const test = emitTest(args[0], context);
  const then = emitValue(args[1], context);
  const otherwise = emitIf(args.slice(2), context);
  return { text: `(${test}?${then.text}:${otherwise.text})`, kind: join(then.kind, otherwise.kind) };
};

function chain(stopsWhen: boolean): Emitter<Code> {
  const emit: Emitter<Code> = (args, context) => {
    if (args.length === 0) return UNDEFINED;
    if (args.length > LONGEST_CHAIN) return emitFailure([], context);
    const head = emitValue(args[0], context);
    if (args.length === 1) return head;
    const held = context.source.temporary();
    const test = context.source.call("truthy", `${held}=${head.text}`);
    const rest = emit(args.slice(1), context);
    const [yes, no] = stopsWhen ? [held, rest.text] : [rest.text, held];
    return { text: `(${test}?${yes}:${no})`, kind: join(head.kind, rest.kind) };
  };
  return emit;
}

function join(a: Code["kind"], b: Code["kind"]): Code["kind"] {
  if (a === b) return a;
  return a === "any" || b === "any" ? "any" : "light";
}

const emitIn: Emitter<Code> = (args, context) => {
  const { source, scope } = context;
  const list = args[1];
  const needle = args.length > 0 ? emitValue(args[0], context).text : UNDEFINED.text;
  if (args.length === 2 && Array.isArray(list) && list.length > 0 && list.every(isScalar)) {
    const candidates = list.filter((item) => !Number.isNaN(item));
    if (candidates.length <= 4 && /^f\d+$/.test(needle)) {
      return {
        text: `(${candidates.map((c) => `${needle}===${source.constant(c)}`).join("||") || "false"})`,
        kind: "boolean",
      };
    }
    return { text: `${source.constant(new Set(candidates))}.has(${needle})`, kind: "boolean" };
  }
  const path = scope.kind === "facts" && args.length > 1 ? staticPath(list) : undefined;
  const haystack = path === undefined ? emitOperand(args, 1, context) : source.field(path, "searched");
  const weighed = typeof args[0] === "string" ? needle : emitOperand(args, 0, context);
  return withExtras({ text: source.call("isIn", weighed, haystack), kind: "boolean" }, args, 2, context);
};

const emitMinus: Emitter<Code> = (args, context) => {
  const [a, b] = [emitOperand(args, 0, context), emitOperand(args, 1, context)];
  if (args.length <= 1) return { text: `(-${a})`, kind: "number" };
  const text = typeof args[1] === "number" ? `(${a}-${b})` : context.source.call("minus", a, b);
  return withExtras({ text, kind: "number" }, args, 2, context);
};

const emitPlus: Emitter<Code> = (args, context) => {
  const terms = args.map((_, i) => context.source.call("float", emitOperand(args, i, context)));
  return { text: `(${["0", ...terms].join("+")})`, kind: "number" };
};

const emitTimes: Emitter<Code> = (args, context) => {
  if (args.length === 0) return emitFailure([], context);
  if (args.length === 1) return emitValue(args[0], context);
  const factors = args.map((_, i) => context.source.call("float", emitOperand(args, i, context)));
  const text = factors.reduce((product, factor) => `${context.source.call("float", product)}*${factor}`);
  return { text: `(${text})`, kind: "number" };
};

function extreme(helper: "minimum" | "maximum"): Emitter<Code> {
  return (args, context) => {
    const operands = args.map((_, i) => emitOperand(args, i, context));
    return { text: context.source.call(helper, ...operands), kind: "number" };
  };
}

function builder(helper: "cat" | "merge"): Emitter<Code> {
  return (args, context) => {
    const parts = args.map((arg) => emitValue(arg, context).text);
    return { text: context.source.call(helper, context.source.meter(), `[${parts.join(",")}]`), kind: "any" };
  };
}

const emitSubstr: Emitter<Code> = (args, context) => {
  const operands = [0, 1, 2].map((i) => emitOperand(args, i, context));
  return withExtras({ text: context.source.call("substr", ...operands), kind: "any" }, args, 3, context);
};

const emitLog: Emitter<Code> = (args, context) => {
  const value = args.length > 0 ? emitValue(args[0], context) : UNDEFINED;
  return withExtras(value, args, 1, context);
};

function truth(prefix: "" | "!"): Emitter<Code> {
  return (args, context) => {
    const test = args.length > 0 ? emitTest(args[0], context) : "false";
    const text = prefix === "!" ? `!(${test})` : `!!(${test})`;
    return withExtras({ text, kind: "boolean" }, args, 1, context);
  };
}

const EMITTERS: ReadonlyMap<string, Emitter<Code>> = new Map<string, Emitter<Code>>([
  ["var", emitVar],
  ["missing", (args, context) => emitMissing("missing", args, context)],
  ["missing_some", (args, context) => emitMissing("missing_some", args, context)],
  ["if", emitIf],
  ["?:", emitIf],
  ["and", chain(false)],
  ["or", chain(true)],
  ["==", binary("==", "boolean")],
  ["!=", binary("!=", "boolean")],
  ["===", identity("===")],
  ["!==", identity("!==")],
  [">", binary(">", "boolean")],
  [">=", binary(">=", "boolean")],
  ["<", between("less", "<")],
  ["<=", between("lessOrEqual", "<=")],
  ["!", truth("!")],
  ["!!", truth("")],
  ["%", binary("%", "number")],
  ["/", binary("/", "number")],
  ["-", emitMinus],
  ["+", emitPlus],
  ["*", emitTimes],
  ["min", extreme("minimum")],
  ["max", extreme("maximum")],
  ["in", emitIn],
  ["cat", builder("cat")],
  ["merge", builder("merge")],
  ["substr", emitSubstr],
  ["log", emitLog],
]);

const emitTestIf: Emitter<string> = (args, context) => {
  if (args.length > LONGEST_CHAIN) return emitFailure([], context).text;
  if (args.length < 2) return args.length === 0 ? "false" : emitTest(args[0], context);
  const [test, then] = [emitTest(args[0], context), emitTest(args[1], context)];
  return `(${test}?${then}:${emitTestIf(args.slice(2), context)})`;
};

const TESTS: ReadonlyMap<string, Emitter<string>> = new Map<string, Emitter<string>>([
  ["and", (args, context) => `(${args.map((arg) => emitTest(arg, context)).join("&&") || "false"})`],
  ["or", (args, context) => `(${args.map((arg) => emitTest(arg, context)).join("||") || "false"})`],
  ["if", emitTestIf],
  ["?:", emitTestIf],
  ["missing", emitTestMissing],
]);

function emitTestMissing(args: readonly unknown[], context: Context): string {
  const { source, scope } = context;
  const keys: readonly unknown[] = Array.isArray(args[0]) ? args[0] : args;
  const isAll = keys === args || args.length === 1;
  const isStatic = isAll && keys.every((key) => typeof key === "string" && key !== "");
  if (!isStatic || scope.kind !== "facts") return source.call("truthy", emitMissing("missing", args, context).text);
  const tests = keys.map((key) => source.call("absent", source.field(String(key), "plain")));
  return `(${tests.join("||") || "false"})`;
}

/** A fresh list each time, as json-logic-js makes one. */
function emitList(list: readonly unknown[], context: Context): Code {
  if (hasHoles(list)) return emitFailure([], context);
  return { text: `[${list.map((item) => emitValue(item, context).text).join(",")}]`, kind: "any" };
}

function emitLiteral(value: unknown, source: Source): Code {
  if (value === undefined) return UNDEFINED;
  if (value === null || typeof value === "boolean")
    return { text: String(value), kind: value === null ? "light" : "boolean" };
  const isShort = typeof value === "number" || (typeof value === "string" && value.length < 1_024);
  return { text: source.constant(value), kind: isShort ? "light" : "any" };
}

/** Throws when it is reached, after its arguments; the reference then says what is wrong. */
function emitFailure(args: readonly unknown[], context: Context): Code {
  return { text: context.source.call("fail", ...args.map((arg) => emitValue(arg, context).text)), kind: "any" };
}

function isScalar(value: unknown): boolean {
  return value === null || (typeof value !== "object" && value !== undefined);
}
