import {
  type Comparison,
  type Condition,
  type Duration,
  type FlowDocument,
  type FlowEdge,
  type FlowNode,
  flowDocumentSchema,
  OPERATORS,
  type Operand,
  type Operator,
  operatorSpec,
  portsOf,
} from "@switchyard/flow";
import { type FactType, factCatalogue } from "@switchyard/orders";
import fc from "fast-check";
import { LEXICON, WORDS } from "./workspace.ts";

/** Random flows of every kind that has a sentence, with values that try to break out of it. */

const TRICKY = [
  "FJ", "A", "奔驰", "生日礼物", "生日 礼物", "急，今天", "a b", "and", "or", "not", "empty", "且", "或者", "为空", "派到", "A、B", "他说“好”", "「x」", "x 的除外",
  "3", "是", "yes", "备注", "备注的值", "note", "the", "结尾", "12:00", "(x)", "≤3天", "中任一", "一.二", "NB-2026FREE", "x/y", "第 1 步", "while it holds", "North Thirty", "e.g.",
]; // biome-ignore format: words
const pick = <T>(list: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...list);
const word = pick(TRICKY);
const TEXT_FREE = fc.oneof(
  word,
  fc.constant(""),
  fc.constant("第一行\n第二行"),
  fc.string({ maxLength: 12 }).map((value) => value.replace(/[⏎\r\n\u2028\u2029]/g, "").trim()),
);
const small = pick([0, 1, 2, 3, 5, 12, 48]);
export const duration: fc.Arbitrary<Duration> = fc.record({
  amount: small,
  unit: pick(["minute", "hour", "day"] as const),
  clock: pick(["natural", "working"] as const),
});
const natural = duration.map((span): Duration => ({ ...span, clock: "natural" }));
const INSTANT = pick([Date.UTC(2026, 10, 11, 0), Date.UTC(2026, 0, 2, 3, 4, 5), Date.UTC(2026, 6, 1, 23, 59)]).chain(
  (at) => pick<string | number>([at, new Date(at).toISOString()]),
);

interface Domain {
  name: string;
  type: FactType;
}
const FACTS: Domain[] = [
  ...factCatalogue.filter(({ type }) => type !== "duration").map(({ name, type }) => ({ name, type })),
  { name: "custom.gift", type: "boolean" },
  { name: "custom.urgent", type: "boolean" },
  { name: "custom.fit", type: "text" },
  { name: "custom.level", type: "number" },
  { name: "stock.available", type: "number" },
  { name: "credit.remaining", type: "money" },
];
const LINE_FACTS: Domain[] = [
  { name: "qty", type: "number" }, { name: "sku", type: "code" }, { name: "brand", type: "text" }, { name: "category", type: "text" }, { name: "unit_price", type: "money" },
]; // biome-ignore format: a table
const STATES = (WORDS.states?.states ?? []).map(({ id }) => id);

function number(name: string): fc.Arbitrary<number> {
  if (name === "weekday") return fc.integer({ min: 1, max: 7 });
  if (name.includes("minute_of_day")) return fc.integer({ min: 0, max: 1439 });
  if (name === "due_in_days" || name === "due_in_hours") return pick([-1, 0, 0.5, 1, 3, 36]);
  return pick([0, 1, 2, 5, 12, 1000]);
}

function one({ name, type }: Domain): fc.Arbitrary<string | number | boolean> {
  if (name === "status") return pick(STATES);
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

function operand(domain: Domain, operator: Operator, scope: "order" | "line"): fc.Arbitrary<Operand | undefined> {
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

function comparisonOf(facts: readonly Domain[], scope: "order" | "line"): fc.Arbitrary<Comparison> {
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
  .tuple(pick(["count.w1", "sum.w2", "distinct.w3", "count.w4"]), pick(["ge", "gt", "eq"] as const), pick([0, 3, 15]))
  .map(([fact, operator, value]) => ({ type: "comparison", fact, operator, value }));
const comparison = fc.oneof({ weight: 9, arbitrary: comparisonOf(FACTS, "order") }, COUNTERS);

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
const lines = groups(1, comparisonOf(LINE_FACTS, "line"));
const shallow = groups(1, comparison);

const ids = (list: readonly { id: string }[] | undefined): string[] => (list ?? []).map(({ id }) => id);
const person = pick(ids(WORDS.people));
const people = fc.uniqueArray(person, { maxLength: 3 });
const destination = fc.oneof({ weight: 6, arbitrary: pick(ids(WORDS.destinations)) }, fc.constant(""));
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

const TRIGGERS = [
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
];
const OTHER = [
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
  kind("task", { to: people, title: TEXT_FREE }),
  kind("notify", {
    to: fc.oneof(fc.constant("customer"), person),
    channel: pick(["sms", "wechat", "email"]),
    template: TEXT_FREE,
  }),
  kind("webhook", {
    endpoint: pick(["erp", "board:rapid", "https://example.test/hook?x=1", ""]),
    event: pick(["state_conflict", "WorkReported", "print"]),
  }),
];
const about = fc.record({
  name: fc.option(pick(["第一步", "a “b” c"]), { nil: undefined, freq: 4 }),
  comment: fc.option(pick(["说明\n两行", "why"]), { nil: undefined, freq: 6 }),
});

const WINDOWS: FlowDocument["windows"] = [
  {
    id: "w1",
    of: "count",
    event: "order_received",
    by: ["brand"],
    window: { amount: 24, unit: "hour", clock: "natural" },
  },
  {
    id: "w2",
    of: "sum",
    event: "order_received",
    by: ["customer_id", "address_key"],
    window: { amount: 3, unit: "day", clock: "natural" },
    field: "amount",
  },
  {
    id: "w3",
    of: "distinct",
    event: "complaint",
    by: ["brand"],
    window: { amount: 30, unit: "day", clock: "natural" },
    field: "external_id",
  },
  {
    id: "w4",
    of: "count",
    event: "order_updated:due_at",
    by: ["brand"],
    window: { amount: 7, unit: "day", clock: "natural" },
    where: { type: "comparison", fact: "amount", operator: "ge", value: 30_000 },
  },
];
const PATTERNS: FlowDocument["patterns"] = [
  { id: "p1", fact: "note", expression: "\\d{11}" },
  { id: "p2", fact: "note", expression: "^(a b|礼物)$" },
];

/** Edges lead forward, so that there is no cycle; positions follow the list. */
export const documents: fc.Arbitrary<FlowDocument> = fc
  .tuple(
    fc.array(fc.oneof(...TRIGGERS), { minLength: 1, maxLength: 2 }),
    fc.array(fc.tuple(fc.oneof(...OTHER), about, fc.integer({ min: 0, max: 4 })), { minLength: 1, maxLength: 9 }),
    fc.infiniteStream(fc.nat()),
  )
  .map(([triggers, list, stream]) => {
    const random = (below: number): number => (stream.next().value ?? 0) % below;
    const settings = [
      ...triggers,
      ...list.map(([own, more]) => ({
        ...own,
        ...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined)),
      })),
    ];
    const nodes = settings.map((own, index) => ({
      position: { x: index * 10, y: random(5) * 10 },
      ...own,
      id: `x${index}`,
    })) as unknown as FlowNode[];
    const edges: FlowEdge[] = [];
    for (const [index, node] of nodes.entries()) {
      for (const port of portsOf(node)) {
        for (let at = random(3); at > 0; at -= 1) {
          const target = nodes[index + 1 + random(Math.max(1, nodes.length - index - 1))];
          if (target === undefined || target.kind === "breaker" || nodes.indexOf(target) < triggers.length) continue;
          if (edges.some((edge) => edge.from === node.id && edge.port === port.id && edge.to === target.id)) continue;
          edges.push({ id: `e${edges.length}`, from: node.id, port: port.id, to: target.id });
        }
      }
    }
    return flowDocumentSchema.parse({
      formatVersion: 1,
      name: "random",
      brands: [],
      windows: WINDOWS,
      patterns: PATTERNS,
      nodes,
      edges,
    });
  });
