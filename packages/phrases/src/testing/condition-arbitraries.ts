import {
  type Comparison,
  type Condition,
  type Duration,
  EVENT_VALUES,
  OPERATORS,
  type Operand,
  type Operator,
  operatorSpec,
  STATE_FACTS,
} from "@switchyard/flow";
import { type FactType, factCatalogue } from "@switchyard/orders";
import fc from "fast-check";
import { WORDS } from "./workspace.ts";

/** Random conditions, with values that try to break out of their sentences. */

const TRICKY = [
  "FJ", "A", "奔驰", "生日礼物", "生日 礼物", "急，今天", "a b", "and", "or", "not", "empty", "且", "或者", "为空", "派到", "A、B", "他说“好”", "「x」", "x 的除外",
  "3", "是", "yes", "备注", "备注的值", "note", "the", "结尾", "12:00", "(x)", "≤3天", "中任一", "一.二", "NB-2026FREE", "x/y", "第 1 步", "while it holds", "North Thirty", "e.g.",
]; // biome-ignore format: words
export const pick = <T>(list: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...list);
export const word = pick(TRICKY);
export const TEXT_FREE = fc.oneof(
  word,
  fc.constant(""),
  fc.constant("第一行\n第二行"),
  fc.string({ maxLength: 12 }).map((value) => value.replace(/[⏎\r\n\u2028\u2029]/g, "").trim()),
);
const small = pick([0, 1, 2, 3, 5, 12, 48]);
export const duration: fc.Arbitrary<Duration> = fc.record({
  amount: small,
  unit: pick(["second", "minute", "hour", "day"] as const),
  clock: pick(["natural", "working"] as const),
});
const natural = duration.map((span): Duration => ({ ...span, clock: "natural" }));
const INSTANT = pick([Date.UTC(2026, 10, 11, 0), Date.UTC(2026, 0, 2, 3, 4, 5), Date.UTC(2026, 6, 1, 23, 59)]).chain(
  (at) => pick<string | number>([at, new Date(at).toISOString()]),
);

export interface Domain {
  name: string;
  type: FactType;
}
export const FACTS: Domain[] = [
  ...factCatalogue.filter(({ type }) => type !== "duration").map(({ name, type }) => ({ name, type })),
  { name: "custom.gift", type: "boolean" },
  { name: "custom.urgent", type: "boolean" },
  { name: "custom.fit", type: "text" },
  { name: "custom.level", type: "number" },
  { name: "stock.available", type: "number" },
  { name: "credit.remaining", type: "money" },
  { name: "reached.HandedOver", type: "instant" },
  { name: "reached.Signed", type: "instant" },
  { name: "event.action", type: "text" },
  { name: "event.kind", type: "text" },
  { name: "event.to", type: "text" },
  { name: "event.sku", type: "code" },
  { name: "event.impact", type: "text" },
  { name: "custom.Level_2", type: "text" },
];
const LINE_FACTS: Domain[] = [
  { name: "qty", type: "number" }, { name: "sku", type: "code" }, { name: "brand", type: "text" }, { name: "category", type: "text" }, { name: "unit_price", type: "money" },
]; // biome-ignore format: a table
export const STATES = (WORDS.states?.states ?? []).map(({ id }) => id);

function number(name: string): fc.Arbitrary<number> {
  if (name === "weekday") return fc.integer({ min: 1, max: 7 });
  if (name.includes("minute_of_day")) return fc.integer({ min: 0, max: 1439 });
  if (name === "due_in_days" || name === "due_in_hours") return pick([-1, 0, 0.5, 1, 3, 36]);
  return pick([0, 1, 2, 5, 12, 1000]);
}

export function one({ name, type }: Domain): fc.Arbitrary<string | number | boolean> {
  if (STATE_FACTS.has(name)) return pick(STATES);
  const events = EVENT_VALUES.get(name);
  if (events !== undefined) return fc.oneof({ weight: 3, arbitrary: pick(events) }, word);
  if (type === "money") return pick([0, 1, 9_990, 30_000, 1_500_000, -500]);
  if (type === "instant") return INSTANT;
  if (type === "boolean") return fc.boolean();
  return type === "number" || type === "duration" ? number(name) : word;
}

const OTHERS: Partial<Record<FactType, string[]>> = {
  text: ["note", "brand"],
  code: ["note"],
  number: ["line_count", "stock.available"],
  money: ["goods_amount", "credit.remaining"],
  instant: ["paid_at", "received_at"],
};
const FIXED: readonly Operator[] = ["starts_with", "not_starts_with", "ends_with"];

export function operand(
  domain: Domain,
  operator: Operator,
  scope: "order" | "line",
): fc.Arbitrary<Operand | undefined> {
  const value = one(domain);
  switch (operatorSpec(operator).shape) {
    case "none":
      return fc.constant(undefined);
    case "pattern":
      return pick(["p1", "p2"]);
    case "count":
      return fc.integer({ min: 0, max: 4 });
    case "span":
      return natural;
    case "list":
      return fc.array(value as fc.Arbitrary<string | number>, { minLength: 1, maxLength: 7 });
    case "pair":
      return fc
        .tuple(value as fc.Arbitrary<number>, value as fc.Arbitrary<number>)
        .map(([a, b]) => [a, b].sort((x, y) => Number(new Date(x)) - Number(new Date(y))));
    case "one": {
      const like = (OTHERS[domain.type] ?? []).filter((name) => name !== domain.name);
      const fixed =
        FIXED.includes(operator) ||
        like.length === 0 ||
        scope === "line" ||
        domain.name === "weekday" ||
        domain.name.includes("minute");
      return fixed
        ? value
        : fc.oneof(
            { weight: 5, arbitrary: value },
            pick(like).map((fact) => ({ fact })),
          );
    }
  }
}

export function comparisonOf(facts: readonly Domain[], scope: "order" | "line"): fc.Arbitrary<Comparison> {
  return pick(facts).chain((domain) =>
    pick(
      OPERATORS.filter(
        (operator) =>
          operatorSpec(operator).types.includes(domain.type) && (operator !== "matches" || domain.name === "note"),
      ),
    ).chain((operator) =>
      operand(domain, operator, scope).map(
        (value): Comparison => ({
          type: "comparison",
          fact: domain.name,
          operator,
          ...(value === undefined ? {} : { value }),
        }),
      ),
    ),
  );
}
const COUNTERS: fc.Arbitrary<Comparison> = fc
  .tuple(
    pick(["count.w1", "sum.w2", "distinct.w3", "count.w4", "count.w5", "sum.w6"]),
    pick(["ge", "gt", "eq"] as const),
    pick([0, 3, 15]),
  )
  .map(([fact, operator, value]) => ({ type: "comparison", fact, operator, value }));
const MATCHES: fc.Arbitrary<Comparison> = pick(["p1", "p2"]).map((value) => ({
  type: "comparison",
  fact: "note",
  operator: "matches",
  value,
}));
const comparison = fc.oneof(
  { weight: 1, arbitrary: MATCHES },
  { weight: 30, arbitrary: comparisonOf(FACTS, "order") },
  { weight: 3, arbitrary: COUNTERS },
);

function groups(depth: number, leaf: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  if (depth === 0) return leaf;
  const part = fc.oneof({ weight: 3, arbitrary: leaf }, groups(depth - 1, leaf));
  const group = (match: "all" | "any" | "not", minLength: number, maxLength: number): fc.Arbitrary<Condition> =>
    fc.array(part, { minLength, maxLength }).map((parts) => ({ type: "group", match, parts }));
  return fc.oneof(
    leaf,
    group("all", 1, 3),
    group("any", 1, 3),
    group("not", 1, 1),
    fc.constant<Condition>({ type: "group", match: "all", parts: [] }),
  );
}
export const condition = groups(3, comparison);
export const lines = groups(1, comparisonOf(LINE_FACTS, "line"));
export const shallow = groups(1, comparison);
