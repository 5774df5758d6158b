/** The templates under examples/, all live in one workspace, through a month of their own orders and whatever may happen to these. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { type FlowDocument, flowDocumentSchema } from "@switchyard/flow";
import { DEFAULT_SETTINGS, type Order, readOrder } from "@switchyard/orders";
import { describe, expect, it } from "vitest";
import { programOf } from "./testing/flow.ts";
import { Random } from "./testing/simulation/random.ts";
import { type Said, Yard } from "./testing/yard.ts";
import { explainDecision } from "./why/explain.ts";
import { nextSchedules } from "./yard/schedule.ts";

const EXAMPLES = new URL("../../../examples/", import.meta.url);
interface TemplateFile {
  name: { zh: string };
  flow: { nodes: { id: string }[] };
  layout: Record<string, [x: number, y: number]>;
}
const businesses = readdirSync(EXAMPLES).filter((name) => existsSync(new URL(`${name}/template.json`, EXAMPLES)));
const read = (business: string, file: string) => readFileSync(new URL(`${business}/${file}`, EXAMPLES), "utf8");
const documents = businesses.map((flow): { flow: string; document: FlowDocument } => {
  const file = JSON.parse(read(flow, "template.json")) as TemplateFile;
  const nodes = file.flow.nodes.map((node) => ({
    ...node,
    position: { x: file.layout[node.id]?.[0] ?? 0, y: file.layout[node.id]?.[1] ?? 0 },
  }));
  return { flow, document: flowDocumentSchema.parse({ name: file.name.zh, brands: [], ...file.flow, nodes }) };
});

const HOUR = 3_600_000;
const START = Date.UTC(2026, 9, 1);
const MONTH = 30 * 24 * HOUR;

/** The businesses' own orders, so many of each, spread over the month. */
function orders(random: Random, each: number): { at: number; order: Order }[] {
  return businesses.flatMap((business) =>
    read(business, "orders.ndjson").trim().split("\n").slice(0, each).map((line, n) => {
      const at = START + random.below(MONTH - 48 * HOUR);
      const result = readOrder(JSON.parse(line), { settings: DEFAULT_SETTINGS, receivedAt: at, id: `${business}-${n}` });
      if (!result.ok) throw new Error(`${business}: ${JSON.stringify(result.problems)}`);
      return { at, order: result.order };
    }),
  ); // biome-ignore format: one chain
}

const CHAIN = ["Assigned", "Picked", "Checked", "Packed", "HandedOver"];

/** What happens to an order in its days: in any order, some of it late, some of it nonsense. */
function life(random: Random, at: number, order: Order): Said[] {
  const id = order.id;
  const later = () => at + random.below(40) * HOUR;
  const said: Said[] = [];
  const tell = (one: Said) => {
    const arrives = later();
    said.push({ ...one, at: arrives, ...(random.chance(0.2) ? { occurredAt: arrives - random.below(8) * HOUR } : {}) });
  };
  const by = "ann";
  for (const [n, to] of CHAIN.slice(0, random.below(6)).entries())
    said.push({ type: "state_asserted", at: at + (n + 1) * HOUR, order: id, to, evidence: { kind: "scan" } });
  const lines = order.lines.map((line) => ({ ...line, qty: random.below(9) }));
  const some: (() => Said)[] = [
    () => ({ type: "order_updated", order: { ...order, lines }, changed: ["lines"] }),
    () => ({ type: "order_updated", order: { ...order, brand: random.pick(["奔驰", "蔚来", "B"]), urgency: "红" }, changed: ["brand", "urgency"] }),
    () => ({ type: "order_updated", order: { ...order, due_at: at + random.below(99) * HOUR }, changed: ["due_at"] }),
    () => ({ type: "order_cancelled", order: id }),
    () => ({ type: "courier_node", order: id, action: random.pick(["picked_up", "in_transit", "out_for_delivery", "signed", "attempt_failed"]), provider: random.pick(["sf_express", "kuaidi100"]) }),
    () => ({ type: "courier_node", order: id, provider: "kuaidi100", text: "包裹在外星滞留" }),
    () => ({ type: "platform_status", order: id, platform: "douyin", statuses: { order_status: random.pick([2, 3, 4, 99]), refund_status: random.pick([0, 1, 3]) } }),
    () => ({ type: "after_sale", order: id, kind: random.pick(["complaint", "return", "exchange", "refund"] as const), data: { phase: random.pick(["requested", "succeeded"]), batch_no: "B-9" } }),
    () => ({ type: "after_sale", kind: "complaint", subject: "B-9", data: { batch_no: "B-9" } }),
    () => ({ type: "set_by_hand", order: id, destination: random.pick(["手工线", null]), fields: { priority: 1 }, by }),
    () => ({ type: "held_by_hand", order: id, by }),
    () => ({ type: "hold_released", order: id, by }),
    () => ({ type: "freeze_switched", scope: "batch", name: "B-9", on: random.chance(0.4), by }),
    () => ({ type: "lot_linked", lot: "B-9", order: id, on: random.chance(0.7), by }),
    () => ({ type: "paused_by_hand", target: "workshop", name: random.pick(["嘉兴前置仓", "手工线"]), by }),
    () => ({ type: "stock_changed", sku: order.lines[0]?.sku ?? "S", available: random.below(9) }),
    () => ({ type: "measure_observed", measure: "pick_rate", order: id, value: random.next() }),
  ]; // biome-ignore format: one event a line
  for (let n = random.below(7); n > 0; n--) tell(random.pick(some)());
  return said;
}

/** Every open order at each turn of a schedule, as the shell does. */
function take(yard: Yard, ids: readonly string[], done: number, to: number): number {
  let at = done;
  for (let turns = nextSchedules(yard.prepared, at); turns !== null && turns.at <= to; turns = nextSchedules(yard.prepared, at)) {
    at = turns.at;
    yard.until(at);
    for (const { flow, node, once } of turns.nodes)
      for (const order of once ? [undefined] : ids.filter((id) => yard.order(id) !== undefined))
        yard.do({ type: "scheduled", at, flow, node, due: at, ...(order === undefined ? {} : { order }) });
  } // biome-ignore format: a loop
  return at;
}

describe("a month of the examples' orders", () => {
  it.each([1, 2])("[E5] [X1] seed %i: nothing fails, no order is lost, every decision is told in words", (seed) => {
    const random = new Random(seed);
    const came = orders(random, 15);
    const events = came.flatMap(({ at, order }): Said[] => [
      { type: "order_received", at, order },
      ...life(random, at, order),
    ]);
    events.sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
    const programs = documents.map(({ flow, document }) => programOf(document, { flow }));
    const yard = new Yard(programs, { at: START });
    const ids = came.map(({ order }) => order.id);
    let done = START;
    for (const [n, one] of events.entries()) {
      // The yard itself refuses keys that were not named, and events on which the core fails.
      done = Math.max(done, take(yard, ids, done, (one.at ?? 0) - 1));
      yard.do({ ...one, id: `m${n}` });
      if (random.chance(0.05)) yard.run({ ...one, id: `m${n}`, at: yard.now } as never);
    }
    take(yard, ids, done, START + MONTH);
    yard.until(START + MONTH + 40 * 24 * HOUR);
    for (const id of ids) {
      const order = yard.order(id);
      expect([id, order?.order?.id]).toEqual([id, id]);
      expect([id, order?.parked?.filter(({ why }) => why === "no_order" || why === "budget") ?? []]).toEqual([id, []]);
    }
    const decided = yard.happened.flatMap(({ decisions }) => decisions);
    expect(new Set(decided.map(({ order }) => order))).toEqual(new Set(ids));
    const told = new Set<string>();
    for (const decision of decided) {
      const { summary, steps } = explainDecision(decision, documents);
      for (const { zh, en } of [summary, ...steps.map(({ sentence }) => sentence)]) told.add(zh).add(en);
    }
    expect([...told].filter((text) => /^$|undefined|NaN|\[object/.test(text))).toEqual([]);
    for (const { flow } of documents)
      expect([flow, decided.some(({ nodes, flows }) => nodes.length > 0 && flows.some((one) => one.flow === flow))]).toEqual([flow, true]);
  }); // biome-ignore format: a test
});
