/** Values for JSON schemas: mostly what fits, now and then what does not, and what has broken parsers before. */
import type { Random } from "./random.ts";

export type Schema = Record<string, unknown>;
export interface Maker {
  random: Random;
  components: Record<string, Schema>;
  /** Ids that were seen in answers. */
  ids: readonly string[];
}

const NASTY = [
  "",
  " ",
  "\u0000",
  "款号FJ-001",
  "𠮷野家",
  "＝cmd()",
  "=1+1",
  "<img src=x onerror=alert(1)>",
  "__proto__",
  "constructor",
  "../../etc/passwd",
  "%00",
  "a".repeat(5000),
  "1e400",
  "-0",
  "NaN",
  "null",
  "\uD800",
  "{{7*7}}",
  "' or 1=1 --",
];
const NUMBERS = [0, -1, 1, 1.5, -0, 2 ** 31, 2 ** 53, -(2 ** 53) - 2, 1e308, 1e-320];

/** Something that has nothing to do with the schema. */
function anything({ random }: Maker, depth = 0): unknown {
  switch (random.below(depth > 3 ? 5 : 8)) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
      return random.pick(NUMBERS);
    case 3:
    case 4:
      return random.pick(NASTY);
    case 5:
      return Array.from({ length: random.below(4) }, () => anything({ random, components: {}, ids: [] }, depth + 1));
    default:
      return Object.fromEntries(
        Array.from({ length: random.below(4) }, () => [
          random.pick([...NASTY, "id", "type", "by"]),
          anything({ random, components: {}, ids: [] }, depth + 1),
        ]),
      );
  }
}

/** `wild`: how often a part does not fit (0…1). */
export function makeValue(maker: Maker, schema: Schema, wild: number, depth = 0): unknown {
  const { random, components } = maker;
  if (depth > 12 || random.chance(wild)) return anything(maker);
  const {
    $ref,
    enum: words,
    const: only,
    anyOf,
    oneOf,
    allOf,
    type,
  } = schema as {
    $ref?: string;
    enum?: unknown[];
    const?: unknown;
    anyOf?: Schema[];
    oneOf?: Schema[];
    allOf?: Schema[];
    type?: string | string[];
  };
  const again = (next: Schema) => makeValue(maker, next, wild, depth + 1);
  if ($ref !== undefined) return again(components[$ref.replace("#/components/schemas/", "")] ?? {});
  if (only !== undefined) return only;
  if (words !== undefined) return random.pick(words);
  const choices = anyOf ?? oneOf;
  if (choices !== undefined && choices.length > 0) return again(random.pick(choices));
  if (allOf !== undefined && allOf.length > 0) return Object.assign({}, ...allOf.map((part) => again(part)));
  switch (Array.isArray(type) ? random.pick(type) : type) {
    case "object":
      return objectOf(maker, schema, wild, depth);
    case "array": {
      const { items = {}, minItems = 0 } = schema as { items?: Schema; minItems?: number };
      return Array.from({ length: Math.min(minItems, 5) + random.below(depth > 5 ? 1 : 3) }, () => again(items));
    }
    case "string":
      return textOf(maker, schema);
    case "integer":
    case "number":
      return numberOf(maker, schema);
    case "boolean":
      return random.chance(0.5);
    case "null":
      return null;
    default:
      return anything(maker);
  }
}

function objectOf(maker: Maker, schema: Schema, wild: number, depth: number): Record<string, unknown> {
  const { random } = maker;
  const { properties = {}, required = [] } = schema as { properties?: Record<string, Schema>; required?: string[] };
  const made: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(properties)) {
    const wanted = required.includes(name) ? !random.chance(wild) : random.chance(depth > 5 ? 0.1 : 0.5);
    if (wanted) made[name] = makeValue(maker, part, wild, depth + 1);
  }
  if (random.chance(wild)) made[random.pick(NASTY)] = anything(maker);
  return made;
}

const WORDS = [...NASTY, "erp", "FJ100", "v1", "1", "draft", "快反线"];

function textOf({ random, ids }: Maker, { format, maxLength, pattern }: Schema): string {
  if (format === "email") return random.pick(["a@example.com", "陈@example.com", "a@b", "x y@example.com"]);
  if (format === "date-time") return random.pick(["2026-11-01T08:00:00+08:00", "2026-11-01", "yesterday"]);
  const shape = typeof pattern === "string" ? new RegExp(pattern, "u") : null;
  const fitting = shape === null ? [] : [...ids, ...WORDS].filter((one) => shape.test(one));
  if (fitting.length > 0) return random.pick(fitting);
  const text = ids.length > 0 && random.chance(0.5) ? random.pick(ids) : random.pick(WORDS);
  return typeof maxLength === "number" && random.chance(0.7) ? text.slice(0, maxLength) : text;
}

function numberOf({ random }: Maker, { minimum, maximum, type }: Schema): number {
  const low = typeof minimum === "number" ? minimum : -10;
  const high = typeof maximum === "number" ? Math.min(maximum, low + 1_000_000) : low + 1000;
  if (random.chance(0.1)) return random.pick(NUMBERS);
  const value = low + random.next() * (high - low);
  return type === "integer" ? Math.round(value) : value;
}
