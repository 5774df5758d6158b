import type { Meter } from "../budget.ts";
import { LogicError } from "../errors.ts";
import { truthy } from "../operators.ts";
import { readVar } from "../own-path.ts";
import { atomHelpers } from "./atom-helpers.ts";

/** Texts and lists up to this length may meet an operator outside a loop without being metered. */
const LIGHT = 65_536;

/** The operators as generated code calls them. Where an answer would need care, they throw, and the reference decides. */
export const helpers = {
  ...atomHelpers,
  truthy,
  readVar,

  /** Facts whose fields may be read by plain property access: nothing but `Object.prototype` behind them. */
  plain(data: unknown): boolean {
    if (typeof data !== "object" || data === null) return false;
    const prototype: unknown = Object.getPrototypeOf(data);
    return prototype === Object.prototype || prototype === null;
  },

  /** The own properties `names` of anything, as plain facts. */
  pick(data: unknown, names: readonly string[]): Record<string, unknown> {
    const picked: Record<string, unknown> = Object.create(null);
    if (data === null || data === undefined) return picked;
    for (const name of names) if (Object.hasOwn(data, name)) picked[name] = (data as Record<string, unknown>)[name];
    return picked;
  },

  /** One own property, `undefined` if there is none. */
  get(data: unknown, name: string): unknown {
    if (data === null || data === undefined) return undefined;
    return Object.hasOwn(data, name) ? (data as Record<string, unknown>)[name] : undefined;
  },

  walk(data: unknown, path: readonly string[]): unknown {
    let value = data;
    for (const name of path) {
      value = helpers.get(value, name);
      if (value === undefined) return undefined;
    }
    return value;
  },

  otherwise(value: unknown, fallback: unknown): unknown {
    return value !== undefined ? value : fallback === undefined ? null : fallback;
  },

  /** A field that an operator may read as a primitive without counting. */
  light(value: unknown): boolean {
    return typeof value === "string" ? value.length < LIGHT : typeof value !== "object" || value === null;
  },

  /** A field that `in` may search without counting. */
  lightList(value: unknown): boolean {
    return Array.isArray(value) ? value.length < LIGHT : helpers.light(value);
  },

  weigh(meter: Meter, value: unknown): unknown {
    if (typeof value === "object" || typeof value === "string") meter.weigh(value);
    return value;
  },

  absent(value: unknown): boolean {
    return value === null || value === "";
  },

  hasPrefix(value: unknown, prefix: string): boolean {
    return typeof value === "string" ? value.startsWith(prefix) : String(value).startsWith(prefix);
  },

  hasSuffix(value: unknown, suffix: string): boolean {
    return typeof value === "string" ? value.endsWith(suffix) : String(value).endsWith(suffix);
  },

  /** As json-logic-js: whatever has `indexOf` is searched by it, a text as well as a list. */
  isIn(needle: unknown, haystack: unknown): boolean {
    if (!haystack) return false;
    const { indexOf } = haystack as { indexOf?: unknown };
    if (indexOf === undefined) return false;
    return (haystack as unknown[]).indexOf(needle) !== -1;
  },

  less(a: number, b: number, c: number | undefined): boolean {
    return c === undefined ? a < b : a < b && b < c;
  },

  lessOrEqual(a: number, b: number, c: number | undefined): boolean {
    return c === undefined ? a <= b : a <= b && b <= c;
  },

  /** `parseFloat`, as `+` and `*` read their arguments: it has no negative zero. */
  float(value: unknown): number {
    return typeof value === "number" ? value + 0 : Number.parseFloat(value as string);
  },

  minus(a: number, b: number | undefined): number {
    return b === undefined ? -a : a - b;
  },

  minimum: Math.min,
  maximum: Math.max,

  substr(source: unknown, start: number, end?: number): string {
    if (end !== undefined && end < 0) {
      const tail = String(source).substr(start);
      return tail.substr(0, tail.length + end);
    }
    return String(source).substr(start, end);
  },

  cat(meter: Meter, parts: readonly unknown[]): string {
    for (const part of parts) meter.growText(part);
    return parts.join("");
  },

  merge(meter: Meter, parts: readonly unknown[]): unknown[] {
    for (const part of parts) meter.grow(Array.isArray(part) ? part.length : 1);
    return ([] as unknown[]).concat(...parts);
  },

  /** `keys` as evaluated: json-logic-js evaluates a key that is itself logic once more, so that is left to it. */
  missing(meter: Meter, data: unknown, args: readonly unknown[]): unknown[] {
    const keys: readonly unknown[] = Array.isArray(args[0]) ? args[0] : args;
    const found: unknown[] = [];
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      meter.step(1);
      if (typeof key === "object" && key !== null) throw new LogicError("failed", "a computed key");
      if (helpers.absent(readVar(data, key))) found.push(key);
    }
    return found;
  },

  missingSome(meter: Meter, data: unknown, need: number, options: unknown): unknown[] {
    const keys: readonly unknown[] = Array.isArray(options) ? options : [options];
    if (Array.isArray(keys[0])) throw new LogicError("failed", "a computed key");
    const found = helpers.missing(meter, data, keys);
    return (options as unknown[]).length - found.length >= need ? [] : found;
  },

  map(meter: Meter, list: unknown, cost: number, body: (element: unknown) => unknown): unknown[] {
    if (!Array.isArray(list)) return [];
    meter.grow(list.length);
    return list.map((element: unknown) => {
      meter.step(cost);
      return body(element);
    });
  },

  filter(meter: Meter, list: unknown, cost: number, body: (element: unknown) => unknown): unknown[] {
    if (!Array.isArray(list)) return [];
    meter.grow(list.length);
    return list.filter((element: unknown) => {
      meter.step(cost);
      return body(element);
    });
  },

  reduce(
    meter: Meter,
    list: unknown,
    cost: number,
    initial: unknown,
    body: (accumulator: unknown, current: unknown) => unknown,
  ): unknown {
    if (!Array.isArray(list)) return initial;
    meter.grow(list.length);
    return list.reduce((accumulator: unknown, current: unknown) => {
      meter.step(cost);
      return body(accumulator, current);
    }, initial);
  },

  /** Whether `body` is `wanted` for some element. */
  some(meter: Meter, list: unknown, cost: number, wanted: boolean, body: (element: unknown) => boolean): boolean {
    if (!Array.isArray(list)) return false;
    for (let i = 0; i < list.length; i++) {
      meter.step(cost);
      if (body(list[i]) === wanted) return true;
    }
    return false;
  },

  nonEmpty(list: unknown): boolean {
    return Array.isArray(list) && list.length > 0;
  },

  /** Extra arguments are evaluated, for they may fail, and forgotten. */
  first(value: unknown): unknown {
    return value;
  },

  fail(): never {
    throw new LogicError("failed", "the reference knows why");
  },
};

export type Helper = keyof typeof helpers;
