/** Random histories for two sides: flows of every kind of effect, orders that often lack data, some with odd values. */
import type { EngineEvent } from "@switchyard/engine";
import { compileFlow, type FlowDocument, type FlowNode, type Program } from "@switchyard/flow";
import { DEFAULT_SETTINGS, type Order, type WorkspaceSettings } from "@switchyard/orders";
import fc from "fast-check";
import { documentArbitrary } from "../../../../flow/src/testing/arbitraries.ts";
import type { News } from "../../chunk-rows.ts";
import type { RecordedOrder } from "../../columns/order-columns.ts";

const START = Date.UTC(2026, 0, 19, 20);
const HOUR = 3_600_000;
const TEXTS = ["A", "AB", "FJ", "礼物", "FJ礼物A", ""];

const settings: WorkspaceSettings = {
  ...DEFAULT_SETTINGS,
  customFields: [
    { name: "mark", type: "text", label: { zh: "记号", en: "Mark" } },
    { name: "points", type: "number", label: { zh: "分", en: "Points" } },
  ],
};

const DAY = [{ start: "08:00", end: "20:00" }];
/** Works every day; its orders call it by two names. */
const brand = {
  id: "A",
  name: "AB",
  calendar: { week: [DAY, DAY, DAY, DAY, DAY, DAY, DAY], holidays: [], workdays: [] },
};
const branded: WorkspaceSettings = { ...settings, brands: [brand] };

export interface Case {
  settings: WorkspaceSettings;
  after: Program[];
  before: Program[] | null;
  orders: RecordedOrder[];
  news: News[];
  looks: boolean;
  traceBefore: boolean;
  /** Rows of a chunk. */
  size: number;
  edges: FlowDocument["edges"];
}

const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 4, nil: undefined });
const text = fc.constantFrom(...TEXTS);
const instant = fc.constantFrom(START - 2 * HOUR, START, START + 30 * HOUR, START + 90 * HOUR);

const line = fc.record(
  {
    line_no: fc.constant(1),
    qty: fc.constantFrom(0, 1, 5),
    sku: text,
    size: text,
    name: text,
    brand: text,
    unit_price: fc.constantFrom(0, 15_000, 30_000),
  },
  { requiredKeys: ["line_no", "qty"] },
);
/** What no intake lets through, and a file made by hand may hold. */
const odd = fc.constantFrom<Record<string, unknown>>(
  { amount: "29999" },
  { amount: null },
  { amount: Number.NaN },
  { note: 5 },
  { note: { toString: 1 } },
  { brand: ["A"] },
  { tags: ["A", { toString: 1, valueOf: 1 }] },
  { due_at: "soon" },
  { status: null },
  { custom: { mark: { a: 1 } } },
  { custom: { points: null } },
  { note: "A".repeat(5000) },
  { lines: Array.from({ length: 130 }, (_, at) => ({ line_no: at, qty: 1, sku: `S${at}` })) },
);

const content = fc.record({
  source: fc.constantFrom("shop", "form"),
  brand: some(text),
  note: some(text),
  style_code: some(text),
  customer_id: some(fc.constantFrom("C1", "C2")),
  amount: some(fc.constantFrom(0, 29_999, 30_000)),
  due_at: some(instant),
  due_date: some(fc.constantFrom("2026-01-20", "2026-01-23", "gone")),
  paid_at: some(instant),
  status: some(fc.constantFrom("PendingReview", "assigned", "nothing")),
  tags: fc.array(text, { maxLength: 3 }),
  lines: fc.array(line, { maxLength: 3 }),
  custom: fc.record({ mark: text, points: fc.constantFrom(0, 1, 6) }, { requiredKeys: [] }),
  odd: fc.option(odd, { freq: 12, nil: undefined }),
  gap: fc.constantFrom(0, 1000, HOUR, 9 * HOUR),
  news: fc.option(fc.constantFrom("Assigned", "note"), { freq: 8, nil: undefined }),
  following: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, undefined),
});

function historyOf(list: readonly (typeof content extends fc.Arbitrary<infer T> ? T : never)[]) {
  const orders: RecordedOrder[] = [];
  const news: News[] = [];
  let at = START;
  for (const [n, { odd: strange, gap, news: told, following, ...fields }] of list.entries()) {
    at += gap;
    const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const order = { id: `o${n}`, external_id: `E${n}`, received_at: at - (n % 3), raw: {}, ...known, ...strange };
    orders.push({ order: order as unknown as Order, at, following: told === undefined ? following : 1 });
    if (told === undefined) continue;
    const event: EngineEvent =
      told === "note"
        ? {
            type: "order_updated",
            id: `u${n}`,
            at: at + HOUR,
            order: { ...orderOf(order), note: "FJ" },
            changed: ["note"],
          }
        : { type: "state_asserted", id: `s${n}`, at: at + HOUR, order: `o${n}`, to: told, evidence: { kind: "hand" } };
    news.push({ event });
  }
  return { orders, news: news.sort((a, b) => a.event.at - b.event.at) };
}
const orderOf = (order: unknown) => order as Order;

/** Facts of other rooms in place of those that the drawing was made with. */
const OTHER_FACTS: [from: string, to: string][] = [
  ["style_code", "custom.mark"],
  ["total_qty", "custom.points"],
  ["due_in_days", "age_hours"],
  ["due_in_days", "due_in_working_days"],
  ["due_in_days", "minute_of_day"],
  ["due_in_days", "paid_hours"],
  ["due_in_days", "bucket"],
  ["is_working_day", "is_working_time"],
  ["style_code", "status"],
  ["style_code", "item_text"],
  ["skus", "item_names"],
  ["brand", "source"],
  ["paid_at", "reached.PendingReview"],
  ["due_at", "reached.Assigned"],
];

const ACTIONS: Record<string, unknown>[] = [
  { kind: "route", destination: "rapid" },
  { kind: "route", destination: "normal" },
  { kind: "tag", tag: "x" },
  { kind: "tag", tag: "y" },
  { kind: "untag", tag: "x" },
  { kind: "untag", tag: "A" },
  { kind: "set_field", field: "warehouse", value: "W1" },
  { kind: "set_field", field: "warehouse", value: "W2" },
  { kind: "set_field", field: "mark", value: 1 },
  { kind: "hold", reason: "wait" },
  { kind: "release" },
  { kind: "hold", reason: "more" },
  { kind: "release" },
  { kind: "add_line", sku: "GIFT", qty: 1 },
  { kind: "alert", to: ["ops"], channel: "inbox", level: 1, text: "look" },
  { kind: "alert", to: ["ops"], channel: "inbox", level: 3, text: "now" },
  { kind: "alert", to: ["ops"], channel: "inbox", level: 1, text: "again" },
  { kind: "task", to: ["ops"], title: "do" },
  { kind: "notify", to: "buyer", channel: "sms", template: "hello" },
  { kind: "webhook", endpoint: "printer", event: "print" },
];
const OUTPUTS = [
  { output: { id: "o", effect: "route" }, value: "table" },
  { output: { id: "o", effect: "tag" }, value: "x" },
  { output: { id: "o", effect: "set_field", field: "warehouse" }, value: "W3" },
];

/** Tags become effects of all kinds; most merges and watches go, or the engine would decide nearly everything. */
function dressed(doc: FlowDocument, picks: readonly number[], shared: number): FlowDocument {
  let next = 0;
  const pick = () => picks[next++ % picks.length] ?? 0;
  const nodes = doc.nodes.map((node): unknown => {
    const at = pick();
    const keeps = node.kind !== "tag" && (at % 5 === 0 || (node.kind !== "merge" && node.kind !== "watch"));
    if (node.kind === "decision_table") return withOutput(node, at);
    if (keeps) return node;
    const { id, position } = node;
    return { id, position, ...ACTIONS[at % ACTIONS.length] };
  });
  const [from, to] = OTHER_FACTS[shared % (OTHER_FACTS.length * 2)] ?? ["", ""];
  const text = JSON.stringify({ ...doc, nodes: nodes as FlowNode[], edges: edgesFor(doc, nodes as FlowNode[]) });
  const renamed = from === "" ? text : text.replaceAll(`"fact":"${from}"`, `"fact":"${to}"`);
  return JSON.parse(to === "status" ? renamed.replaceAll('"AB"', '"Assigned"') : renamed) as FlowDocument;
}

function withOutput(node: Extract<FlowNode, { kind: "decision_table" }>, at: number): FlowNode {
  const { output, value } = OUTPUTS[at % OUTPUTS.length] ?? { output: node.outputs[0], value: "x" };
  const rows = node.rows.map((row, place) => ({ ...row, values: [place % 3 === 2 ? null : value] }));
  return { ...node, outputs: [output], rows } as FlowNode;
}

/** A merge or a watch that became an action has one port only. */
function edgesFor(doc: FlowDocument, nodes: readonly FlowNode[]): FlowDocument["edges"] {
  const before = new Map(doc.nodes.map((node) => [node.id, node.kind]));
  return doc.edges.map((edge) => {
    const now = nodes.find(({ id }) => id === edge.from);
    return now?.kind === before.get(edge.from) ? edge : { ...edge, port: "next" };
  });
}

/** A drawing whose facts were changed may not be valid: then it is another case without it. */
function programFor(doc: FlowDocument, flow: string, version: number): Program[] {
  const result = compileFlow(doc, { flow, version, customFields: settings.customFields });
  return result.ok ? [result.program] : [];
}

/** The same drawing, but for how loud its alerts are. */
const louder = (doc: FlowDocument): FlowDocument => ({
  ...doc,
  nodes: doc.nodes.map((node) => (node.kind === "alert" ? { ...node, level: node.level === 1 ? 3 : 1 } : node)),
});

export const caseArbitrary: fc.Arbitrary<Case> = fc
  .record({
    docs: fc.tuple(documentArbitrary, documentArbitrary, documentArbitrary),
    picks: fc.array(fc.nat(1000), { minLength: 5, maxLength: 20 }),
    facts: fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000)),
    list: fc.array(content, { minLength: 2, maxLength: 40 }),
    alone: fc.nat(3),
    same: fc.boolean(),
    looks: fc.constantFrom(false, false, false, true),
    traceBefore: fc.boolean(),
    settings: fc.constantFrom(settings, branded),
    size: fc.constantFrom(1, 7, 32, 33, 100),
  })
  .map(({ docs, picks, facts, list, alone, same, looks, traceBefore, settings, size }) => {
    const [one, other, beside] = docs.map((doc, at) => dressed(doc, picks, facts[at] ?? 0));
    if (one === undefined || other === undefined || beside === undefined) throw new Error("three drawings");
    const brands = facts[0] % 2 === 0 ? ["A", "FJ"] : [];
    const patterns = [{ id: "p1", fact: "note", expression: "^A" }];
    const second = programFor({ ...beside, brands, patterns }, "g", 1);
    const first = programFor(one, "f", 2);
    // The same drawing but for what it does: most rows stand as before.
    const changed = alone === 2 ? louder(one) : same ? dressed(docs[0], [...picks].reverse(), facts[0]) : other;
    const held = [...programFor(changed, "f", 1), ...second];
    const before = alone === 0 ? null : alone === 1 ? held.reverse() : held;
    return {
      after: [...first, ...second],
      before,
      ...historyOf(list),
      looks,
      traceBefore,
      settings,
      size,
      edges: one.edges,
    };
  });
