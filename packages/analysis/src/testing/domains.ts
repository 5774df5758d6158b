/**
 * Small domains: for each field of an order the conditions that tests ask of it, and input values that stand for every
 * combination of answers which those conditions can have.
 */
import type { Comparison, Operand, Operator } from "@switchyard/flow";
import { DEFAULT_SETTINGS, instantText, type OrderInput, type WorkspaceSettings } from "@switchyard/orders";
import type { Chance } from "./chance.ts";

/** 2026-03-02T10:00+08:00, a Monday. */
export const NOW = Date.UTC(2026, 2, 2, 2);
export const SETTINGS: WorkspaceSettings = {
  ...DEFAULT_SETTINGS,
  customFields: [
    { name: "gift", type: "boolean", label: { zh: "赠品", en: "gift" } },
    { name: "weight", type: "number", label: { zh: "重量", en: "weight" } },
  ],
};

export interface SmallDomain {
  name: string;
  /** Parts of an order's input, one for each way in which the field can be. */
  values: Partial<OrderInput>[];
  /** A comparison that the values cover. */
  ask: (chance: Chance) => Comparison;
}

const compare = (fact: string, operator: Operator, value?: Operand): Comparison =>
  value === undefined ? { type: "comparison", fact, operator } : { type: "comparison", fact, operator, value };
const HOUR = 3_600_000;

function styleCodes(): string[] {
  const codes = ["FJ1", "GX2"];
  for (const prefix of ["", "F", "FJ", "G"]) {
    for (const middle of ["9", "9J9", "9X9", "9J9X9"])
      for (const suffix of ["", "1", "2", "X2"]) codes.push(prefix + middle + suffix);
  }
  return codes;
}

const number =
  (fact: string, constants: readonly number[], inList = true) =>
  (chance: Chance): Comparison => {
    const operator = chance.pick<Operator>([
      "eq",
      "ne",
      "lt",
      "le",
      "gt",
      "ge",
      "between",
      ...(inList ? (["in_list", "not_in_list"] as const) : []),
    ]);
    const [least = 0, most = 0] = [constants[0], constants.at(-1)];
    if (operator === "between")
      return compare(
        fact,
        operator,
        chance.pick([
          [least, most],
          [least, least],
          [most, most],
        ]),
      );
    if (operator === "in_list" || operator === "not_in_list")
      return compare(fact, operator, chance.some(constants, 1, 2));
    return compare(fact, operator, chance.pick(constants));
  };
const emptiness = (fact: string, chance: Chance): Comparison =>
  compare(fact, chance.pick<Operator>(["is_empty", "is_not_empty"]));

const STYLE: SmallDomain = {
  name: "style_code",
  values: [{}, ...styleCodes().map((style_code) => ({ style_code }))],
  ask: (chance) => {
    if (chance.is(0.1)) return emptiness("style_code", chance);
    const operator = chance.pick<Operator>([
      "is",
      "is_not",
      "starts_with",
      "not_starts_with",
      "ends_with",
      "contains",
      "not_contains",
      "in_list",
      "contains_any",
      "contains_all",
      "contains_none",
    ]);
    if (operator === "in_list") return compare("style_code", operator, ["FJ1", "GX2"]);
    if (operator.startsWith("contains_")) return compare("style_code", operator, ["J", "X"]);
    const constants = {
      is: ["FJ1", "GX2"],
      is_not: ["FJ1", "GX2"],
      starts_with: ["F", "FJ", "G"],
      not_starts_with: ["F", "FJ", "G"],
      ends_with: ["1", "2", "X2"],
    };
    return compare("style_code", operator, chance.pick(constants[operator as keyof typeof constants] ?? ["J", "X"]));
  },
};

const BRAND: SmallDomain = {
  name: "brand",
  values: [{}, { brand: "甲" }, { brand: "乙" }, { brand: "丙" }, { brand: "丁" }],
  ask: (chance) => {
    const operator = chance.pick<Operator>(["is", "is", "is_not", "in_list", "not_in_list", "is_empty"]);
    if (operator === "is_empty") return emptiness("brand", chance);
    return compare(
      "brand",
      operator,
      operator === "is" || operator === "is_not"
        ? chance.pick(["甲", "乙", "丙"])
        : chance.some(["甲", "乙", "丙"], 1, 3),
    );
  },
};

const NOTE: SmallDomain = {
  name: "note",
  values: [{}, { note: "无" }, { note: "生日礼物" }, { note: "加急" }, { note: "加急,生日礼物" }],
  ask: (chance) =>
    chance.is(0.2)
      ? emptiness("note", chance)
      : compare("note", chance.pick<Operator>(["contains", "not_contains"]), chance.pick(["礼物", "加急"])),
};

const AMOUNT: SmallDomain = {
  name: "amount",
  values: [{}, ...["50", "100", "150", "200", "250"].map((amount) => ({ amount }))],
  ask: (chance) => (chance.is(0.1) ? emptiness("amount", chance) : number("amount", [10_000, 20_000])(chance)),
};

const lines = (pieces: readonly number[], sizes: readonly string[]): Partial<OrderInput> => ({
  lines: pieces.map((qty, at) => ({ qty, ...(sizes[at] === undefined ? {} : { size: sizes[at] }) })),
});
const QTY: SmallDomain = {
  name: "lines",
  values: [
    {}, lines([0], []), lines([1], []), lines([3], []), lines([5], []), lines([7], []), lines([1], ["S"]), lines([3], ["S"]),
    lines([5], ["S"]), lines([7], ["S"]), lines([1, 2], ["S", "M"]), lines([2, 3], ["S", "M"]), lines([3, 4], ["S", "M"]),
    lines([0, 0], ["S", "M"]), lines([1, 0], ["S", "M"]), lines([1, 1, 1], ["S", "M", "L"]), lines([2, 2, 1], ["S", "M", "L"]),
    lines([3, 3, 1], ["S", "M", "L"]), lines([1, 1], ["S", "M"]), lines([2, 2], []), lines([1, 1, 1], []), lines([0], ["S"]),
  ], // biome-ignore format: a table
  ask: (chance) => {
    if (chance.is(0.1)) return emptiness("total_qty", chance);
    return chance.is(0.6)
      ? number("total_qty", [1, 5])(chance)
      : chance.is(0.5)
        ? number("size_count", [1, 2], false)(chance)
        : compare("line_count", chance.pick<Operator>(["ge", "eq"]), chance.pick([1, 2]));
  },
};

const TAGS: SmallDomain = {
  name: "tags",
  values: [
    [],
    ["VIP"],
    ["急"],
    ["x"],
    ["VIP", "急"],
    ["VIP", "x"],
    ["急", "x"],
    ["x", "y"],
    ["VIP", "急", "x"],
    ["VIP", "x", "y"],
    ["急", "x", "y"],
    ["x", "y", "z"],
  ].map((tags) => ({ tags })),
  ask: (chance) => {
    const operator = chance.pick<Operator>([
      "contains_any",
      "contains_all",
      "contains_none",
      "count_ge",
      "count_le",
      "count_eq",
      "is_empty",
    ]);
    if (operator === "is_empty") return emptiness("tags", chance);
    if (operator.startsWith("count")) return compare("tags", operator, chance.pick([1, 2]));
    return compare("tags", operator, chance.some(["VIP", "急"], 1, 2));
  },
};

const GIFT: SmallDomain = {
  name: "custom.gift",
  values: [{}, { custom: { gift: true } }, { custom: { gift: false } }],
  ask: (chance) =>
    chance.is(0.2)
      ? emptiness("custom.gift", chance)
      : compare("custom.gift", chance.pick<Operator>(["is", "is_not"]), chance.is(0.5)),
};

const WEIGHT: SmallDomain = {
  name: "custom.weight",
  values: [{}, ...[0.5, 1, 1.25, 1.5, 2].map((weight) => ({ custom: { weight } }))],
  ask: number("custom.weight", [1, 1.5]),
};

const at = (hours: number): Partial<OrderInput> => ({ due_at: instantText(NOW + hours * HOUR, SETTINGS.zone) });
const DUE: SmallDomain = {
  name: "due",
  values: [
    {},
    ...["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-05", "2026-03-06", "2026-03-20"].map((due_at) => ({
      due_at,
    })),
    ...[-5, 0, 12, 71, 72, 73, 100].map(at),
  ],
  ask: (chance) => {
    if (chance.is(0.1)) return emptiness(chance.pick(["due_at", "due_date"]), chance);
    return chance.is(0.7)
      ? number("due_in_days", [0, 3], false)(chance)
      : compare("due_in_hours", chance.pick<Operator>(["lt", "le", "gt", "ge"]), 72);
  },
};

export const SMALL_DOMAINS: readonly SmallDomain[] = [STYLE, BRAND, NOTE, AMOUNT, QTY, TAGS, GIFT, WEIGHT, DUE];

/** Every order that takes one value of each domain. */
export function ordersOf(domains: readonly SmallDomain[]): OrderInput[] {
  let orders: OrderInput[] = [{ source: "brute", external_id: "B-1" }];
  for (const { values } of domains) {
    orders = orders.flatMap((order) =>
      values.map((value) => ({ ...order, ...value, custom: { ...order.custom, ...value.custom } })),
    );
  }
  return orders;
}
