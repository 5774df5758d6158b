import { type Duration, type Operand, type Operator, operatorSpec } from "@switchyard/flow";
import fc from "fast-check";
import {
  comparisonOf,
  condition,
  duration,
  FACTS,
  lines,
  one,
  operand,
  pick,
  STATES,
  shallow,
  TEXT_FREE,
  word,
} from "./condition-arbitraries.ts";
import { LEXICON, WORDS } from "./workspace.ts";

/** Random settings of every kind of node that has a sentence. */

const ids = (list: readonly { id: string }[] | undefined): string[] => (list ?? []).map(({ id }) => id);
const person = pick(ids(WORDS.people));
const people = fc.uniqueArray(person, { maxLength: 3 });
const destination = fc.oneof({ weight: 6, arbitrary: pick(ids(WORDS.destinations)) }, fc.constant(""));
const quietHours = fc.oneof(fc.constant({ start: "22:00", end: "08:00" }), fc.constant("none"));
const missing = pick(["not_met", "port"] as const);
const KEYS = pick([["brand"], ["customer_id", "address_key"], ["style_code", "channel", "shop"]]);
const EVENTS = ["state_conflict", "complaint", "order_received", "WorkReported", "courier:signed", "has:tracking_no"];
const event = pick(EVENTS);
const settable = pick([
  "urgency",
  "note",
  "customer_grade",
  "custom.fit",
  "amount",
  "due_at",
  "custom.level",
  "custom.gift",
]).chain((field) => {
  const type = LEXICON.lookup(field)?.type ?? "text";
  return one({ name: field, type }).map((value) => ({ field, value }));
});
const threshold = pick([0.95, 3, 15]);
const sign = pick(["lt", "le", "gt", "ge"] as const);
const hold = pick<Duration>([
  { amount: 0, unit: "minute", clock: "natural" },
  { amount: 10, unit: "minute", clock: "natural" },
]);
const sized = <T>(values: fc.Arbitrary<T>) => fc.uniqueArray(values, { minLength: 1, maxLength: 3 });
const optional = <T>(key: string, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((one) => (one === undefined ? {} : { [key]: one }));

const CELLS: [string, Operator][] = [
  ["brand", "is"],
  ["note", "contains"],
  ["province", "in_list"],
  ["total_qty", "ge"],
  ["amount", "between"],
  ["tags", "contains_any"],
  ["due_at", "is_empty"],
  ["is_working_day", "is"],
];
const table = fc.uniqueArray(pick(CELLS), { minLength: 1, maxLength: 4, selector: ([fact]) => fact }).chain((columns) => {
  const cell = ([fact, operator]: [string, Operator]): fc.Arbitrary<Operand | null> => {
    const domain = FACTS.find(({ name }) => name === fact) ?? { name: fact, type: "text" };
    const value = operatorSpec(operator).shape === "none" ? fc.boolean() : operand(domain, operator, "line");
    return fc.option(value.map((said) => said ?? true), { freq: 4 });
  };
  const outputs = [{ id: "a", effect: "route" as const }, { id: "b", effect: "tag" as const }, { id: "c", effect: "set_field" as const, field: "urgency" }];
  const row = fc.record({ cells: fc.tuple(...columns.map(cell)), values: fc.tuple(fc.option(pick(ids(WORDS.destinations))), fc.option(word), fc.option(word)) });
  return fc.tuple(pick(["first", "collect"] as const), fc.array(row, { maxLength: 4 })).map(([hit, rows]) => ({
    kind: "decision_table", hit, outputs,
    columns: columns.map(([fact, operator], at) => ({ id: `k${at}`, fact, operator })),
    rows: rows.map((own, at) => ({ id: `r${at}`, ...own })),
  }));
}); // biome-ignore format: a table

const kind = <K extends string>(
  name: K,
  shape: Record<string, fc.Arbitrary<unknown>> = {},
): fc.Arbitrary<Record<string, unknown>> => fc.record({ kind: fc.constant<unknown>(name), ...shape });
const joined = (...parts: fc.Arbitrary<object>[]): fc.Arbitrary<Record<string, unknown>> =>
  fc.tuple(...parts).map((list) => Object.assign({}, ...list) as Record<string, unknown>);

export const TRIGGERS = [
  kind("order_received"),
  kind("order_updated", { fields: fc.uniqueArray(pick(["due_at", "amount", "note"]), { maxLength: 3 }) }),
  kind("order_cancelled"),
  kind("state_reached", { states: sized(pick(STATES)) }),
  kind("courier_node", {
    actions: fc.uniqueArray(pick(["signed", "out_for_delivery", "held", "fix_address"]), { maxLength: 3 }),
  }),
  kind("after_sale", { events: fc.uniqueArray(pick(["complaint", "return", "exchange", "refund"]), { maxLength: 4 }) }),
  kind("measure", { measure: pick(["WaveProgress", "StockCompare", "some_measure"]) }),
  kind("stock_changed"),
  kind("schedule", { at: sized(pick(["10:00", "16:00", "00:30"])), days: pick(["every", "working"]) }),
  kind("schedule", { at: sized(pick(["10:00", "16:00"])), days: pick(["every", "working"]), once: fc.constant(true) }),
];
export const OTHER = [
  kind("condition", { when: condition, missing }),
  kind("condition", { when: condition, missing }),
  fc
    .record({
      mode: pick(["first", "all"]),
      missing,
      cases: fc.uniqueArray(fc.tuple(fc.option(pick(["快反", "2", "否则走", "a “b”"]), { nil: undefined }), shallow), {
        maxLength: 4,
        selector: ([name, when]) => name ?? JSON.stringify(when),
      }),
    })
    .map(({ mode, missing: goes, cases }) => ({
      kind: "branch",
      mode,
      missing: goes,
      cases: cases.map(([name, when], at) => ({ id: `c${at}`, ...(name === undefined ? {} : { name }), when })),
    })),
  table,
  joined(
    kind("split", {
      by: pick(["order", "customer", "brand"]),
      parts: fc
        .constantFrom([50, 50], [12.5, 37.5, 50])
        .chain((percents) =>
          fc
            .uniqueArray(pick(["新规则", "老 规则", "x，y", "n1", "n2"]), { minLength: 3, maxLength: 3 })
            .map((names) =>
              percents.map((percent, at) => ({ id: `q${at}`, percent, ...(at === 0 ? {} : { name: names[at] }) })),
            ),
        ),
    }),
    optional("salt", word),
  ),
  joined(
    kind("merge", { by: KEYS, window: duration }),
    optional("maxOrders", pick([1, 10])),
    optional("maxQty", pick([1, 500])),
    optional("exclude", shallow),
  ),
  kind("watch", {
    within: duration,
    since: fc.oneof(
      pick<"received" | "reached">(["received", "reached"]),
      pick(["paid_at", "due_at"]).map((fact) => ({ fact })),
    ),
    strict: fc.boolean(),
    goal: fc.record({
      states: fc.uniqueArray(pick(STATES), { maxLength: 2 }),
      events: fc.uniqueArray(event, { maxLength: 2 }),
    }),
  }),
  joined(
    kind("approval", { title: TEXT_FREE, approvers: people, levels: pick([1, 2, 3]) }),
    optional("timeout", duration),
    optional("chain", pick<"of_brand">(["of_brand"])),
  ),
  joined(
    kind("breaker", {
      operator: sign,
      threshold,
      hold,
      pauses: pick(["channel", "wave", "none"]),
      measure: joined(
        fc.oneof(
          fc.record({ of: pick(["count", "ratio", "value"]) }),
          fc.record({ of: fc.constant("distinct"), distinct: fc.constant("external_id") }),
        ),
        fc.record({ event, by: fc.oneof(fc.constant([]), KEYS) }),
        fc.oneof(
          fc.constant({}),
          fc.constant({ day: true }),
          duration.map((window) => ({ window })),
        ),
        optional("where", comparisonOf(FACTS, "order")),
      ),
    }),
    optional("recover", fc.record({ operator: sign, threshold, hold })),
  ),
  kind("subflow", { flow: fc.oneof(pick(["vip", "gift"]), fc.constant("")) }),
  kind("route", { destination }),
  joined(kind("route", { destination }), fc.record({ lines })),
  joined(kind("tag", { tag: fc.oneof(word, fc.constant("")) })),
  kind("tag", { tag: word, whileMatched: fc.constant(true) }),
  kind("untag", { tag: word }),
  joined(kind("set_field"), settable),
  joined(
    kind("add_line", {
      sku: fc.oneof(pick(["NB-2026FREE", "G(1)", "a b", "SKU1"]), fc.constant("")),
      qty: pick([1, 2]),
    }),
    fc.constant({}),
  ),
  kind("add_line", { sku: pick(["NB-2026FREE", "G(1)"]), qty: pick([1, 2]), name: pick(["小样", "a (b)"]) }),
  kind("hold", { reason: TEXT_FREE }),
  kind("release"),
  kind("freeze", { scope: pick(["order", "brand", "batch", "customer"]), reason: TEXT_FREE }),
  kind("unfreeze", { scope: pick(["order", "brand", "batch", "customer"]) }),
  kind("reserve_stock"),
  kind("pause_channel", { target: pick(["channel", "workshop", "wave", "sku"]), reason: TEXT_FREE }),
  kind("resume_channel", { target: pick(["channel", "workshop", "wave", "sku"]) }),
  kind("alert", {
    to: people,
    channel: pick(["inbox", "wecom", "dingtalk", "feishu", "sms", "email"]),
    level: pick([1, 2, 3, 4]),
    text: TEXT_FREE,
  }),
  kind("alert", {
    ...{ to: people, channel: pick(["inbox", "sms"]), level: pick([1, 4]), text: fc.oneof(TEXT_FREE, fc.constant("")) },
    quietHours,
  }),
  kind("notify", { to: pick(["customer", "brand"]), channel: pick(["sms"]), template: TEXT_FREE, quietHours }),
  kind("task", { to: people, title: TEXT_FREE }),
  kind("notify", {
    to: fc.oneof(fc.constant("customer"), fc.constant("brand"), person),
    channel: pick(["sms", "wechat", "email"]),
    template: TEXT_FREE,
  }),
  kind("webhook", {
    endpoint: pick(["erp", "board:rapid", "https://example.test/hook?x=1", ""]),
    event: pick(["state_conflict", "WorkReported", "print"]),
  }),
];
export const about = fc.record({
  name: fc.option(pick(["第一步", "a “b” c"]), { nil: undefined, freq: 4 }),
  comment: fc.option(pick(["说明\n两行", "why"]), { nil: undefined, freq: 6 }),
});
