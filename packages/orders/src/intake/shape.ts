/** Is this plain JSON of a bearable size, free of keys that could reach a prototype? Asked before anything else looks at it. */
import { type Problem, pointerTo } from "../text.ts";

export const MAX_DEPTH = 64;
const MAX_VALUES = 200_000;
const MAX_KEY = 256;
const MAX_PROBLEMS = 20;
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

interface Walk {
  values: number;
  problems: Problem[];
}

/** What makes the input unfit to be looked into: forbidden keys, depth over 64, numbers that JSON cannot hold, non-JSON values. */
export function shapeProblems(input: unknown): Problem[] {
  const walk: Walk = { values: 0, problems: [] };
  visit(input, "", 1, walk);
  return walk.problems;
}

function visit(value: unknown, pointer: string, depth: number, walk: Walk): void {
  if (walk.problems.length >= MAX_PROBLEMS) return;
  walk.values += 1;
  switch (typeof value) {
    case "string":
    case "boolean":
    case "undefined":
      return;
    case "number":
      if (!Number.isFinite(value)) report(walk, pointer, "not_finite", "数字超出范围", "The number is out of range");
      return;
    case "object":
      if (value !== null) visitInside(value, pointer, depth, walk);
      return;
    default:
      report(walk, pointer, "not_json", `JSON 不含 ${typeof value}`, `JSON has no ${typeof value}`);
  }
}

function visitInside(value: object, pointer: string, depth: number, walk: Walk): void {
  if (depth > MAX_DEPTH) {
    return report(walk, pointer, "too_deep", `嵌套超过 ${MAX_DEPTH} 层`, `Nested more than ${MAX_DEPTH} levels deep`);
  }
  if (walk.values > MAX_VALUES) {
    return report(walk, pointer, "too_many_values", "内容项过多", "There are too many values in it");
  }
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      visit(value[index], pointerTo(pointer, index), depth + 1, walk);
    }
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    return report(walk, pointer, "not_json", "不是普通 JSON 对象", "Not a plain JSON object");
  }
  for (const key of Object.keys(value)) {
    const at = pointerTo(pointer, key.length > MAX_KEY ? `${key.slice(0, 40)}…` : key);
    if (FORBIDDEN_KEYS.has(key))
      report(walk, at, "forbidden_key", `不允许的字段名 ${key}`, `The key ${key} is not allowed`);
    else if (key.length > MAX_KEY)
      report(walk, at, "long_key", `字段名超过 ${MAX_KEY} 字符`, `A key is over ${MAX_KEY} characters`);
    else visit((value as Record<string, unknown>)[key], at, depth + 1, walk);
  }
}

function report(walk: Walk, pointer: string, code: string, zh: string, en: string): void {
  walk.problems.push({ pointer, code, message: { zh, en } });
}
