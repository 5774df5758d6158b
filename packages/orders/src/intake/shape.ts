/** Is this plain JSON of a bearable size, free of keys that could reach a prototype? Asked before anything else looks at it. */
import { type Problem, pointerTo } from "../text.ts";

export const MAX_DEPTH = 64;
const MAX_VALUES = 200_000;
const MAX_KEY = 256;
const MAX_PROBLEMS = 20;
/** Names by which a prototype is reached: no key of outside data may be one. */
export const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

interface Walk {
  values: number;
  /** Keys from the root to where the walk is. */
  path: (string | number)[];
  problems: Problem[];
}

/** What makes the input unfit to be looked into: forbidden keys, depth over 64, numbers that JSON cannot hold, non-JSON values. */
export function shapeProblems(input: unknown): Problem[] {
  const walk: Walk = { values: 0, path: [], problems: [] };
  visit(input, walk);
  return walk.problems;
}

function visit(value: unknown, walk: Walk): void {
  walk.values += 1;
  if (walk.values > MAX_VALUES) {
    if (walk.values === MAX_VALUES + 1)
      report(walk, "too_many_values", "内容项过多", "There are too many values in it");
    return;
  }
  switch (typeof value) {
    case "string":
    case "boolean":
    case "undefined":
      return;
    case "number":
      if (!Number.isFinite(value)) report(walk, "not_finite", "数字超出范围", "The number is out of range");
      return;
    case "object":
      if (value !== null && walk.problems.length < MAX_PROBLEMS) visitInside(value, walk);
      return;
    default:
      report(walk, "not_json", `JSON 不含 ${typeof value}`, `JSON has no ${typeof value}`);
  }
}

function visitInside(value: object, walk: Walk): void {
  const { path } = walk;
  if (path.length >= MAX_DEPTH) {
    report(walk, "too_deep", `嵌套超过 ${MAX_DEPTH} 层`, `Nested more than ${MAX_DEPTH} levels deep`);
  } else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      path.push(index);
      visit(value[index], walk);
      path.pop();
    }
  } else if (!isPlain(value)) {
    report(walk, "not_json", "不是普通 JSON 对象", "Not a plain JSON object");
  } else {
    for (const key of Object.keys(value)) {
      path.push(key);
      if (PROTOTYPE_KEYS.has(key))
        report(walk, "forbidden_key", `不允许的字段名 ${key}`, `The key ${key} is not allowed`);
      else if (key.length > MAX_KEY) report(walk, "long_key", "字段名过长", `A key is over ${MAX_KEY} characters`);
      else visit((value as Record<string, unknown>)[key], walk);
      path.pop();
    }
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

function report(walk: Walk, code: string, zh: string, en: string): void {
  if (walk.problems.length >= MAX_PROBLEMS) return;
  const shown = walk.path.map((key) =>
    typeof key === "string" && key.length > MAX_KEY ? `${key.slice(0, 40)}…` : key,
  );
  walk.problems.push({ pointer: shown.reduce<string>(pointerTo, ""), code, message: { zh, en } });
}
