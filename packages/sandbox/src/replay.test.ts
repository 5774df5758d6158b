import { type EngineEvent, prepare } from "@switchyard/engine";
import type { FlowDocument } from "@switchyard/flow";
import { DEFAULT_STATE_MACHINE, type Order } from "@switchyard/orders";
import { describe, expect, test } from "vitest";
import { all, compare, flowOf, hours, programOf } from "../../engine/src/testing/flow.ts";
import { orderOf } from "../../orders/src/testing/orders.ts";
import { chunkOf } from "./columns/order-columns.ts";
import { eventsOf } from "./moments.ts";
import { createReplay, type Difference, type ReplayOptions } from "./replay.ts";
import { createSweep } from "./sweep.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5, 1);
const made = (n: number, at: number, more: Partial<Order> = {}): Order => ({
  ...orderOf({ external_id: `A${n}` }, at),
  id: `o${n}`,
  received_at: at,
  ...more,
});
const received = (order: Order): EngineEvent => ({
  type: "order_received",
  id: `r/${order.id}`,
  at: order.received_at,
  order,
});
const prepared = (...documents: FlowDocument[]) => prepare(documents.map((doc) => programOf(doc)));
function run(events: EngineEvent[], options: Partial<ReplayOptions> & Pick<ReplayOptions, "after">, until?: number) {
  const differences: Difference[] = [];
  const replay = createReplay({
    flow: "f",
    edges: [],
    before: null,
    onDifference: (one) => differences.push(one),
    ...options,
  });
  for (const event of events) replay.take(event);
  replay.finish(until ?? events.at(-1)?.at ?? 0);
  return { figures: replay.figures(), differences, replay };
}

const routes = (name: string, first: string) =>
  flowOf(
    name,
    [
      { id: "in", kind: "order_received" },
      { id: "fj", kind: "condition", when: compare("style_code", "starts_with", "FJ"), missing: "not_met" },
      { id: "a", kind: "route", destination: first },
      { id: "b", kind: "route", destination: "normal" },
    ],
    ["in -> fj", "fj:met -> a", "fj:not_met -> b"],
  );
const merging = flowOf(
  "f",
  [
    { id: "in", kind: "order_received" },
    { id: "join", kind: "merge", by: ["customer_id"], window: hours(24) },
    { id: "late", kind: "watch", within: hours(48), since: "reached", goal: { states: ["HandedOver"], events: [] }, strict: false },
    { id: "tell", kind: "alert", to: ["ops"], channel: "inbox", level: 2, text: "late" },
  ],
  ["in -> join", "in -> late", "late:breached -> tell"],
); // biome-ignore format: a drawing

describe("replay", () => {
  test("[R1] two sides: who is sent elsewhere is told with both standings; the others are only counted", () => {
    const orders = [made(1, START, { style_code: "FJ1" }), made(2, START + 1, { style_code: "KX1" })];
    const { figures, differences } = run(orders.map(received), {
      after: prepared(routes("f", "rapid")),
      before: prepared(routes("f", "normal")),
    });
    expect(
      differences.map(({ order, kinds, before, after }) => [order, kinds, before.destination, after.destination]),
    ).toEqual([["o1", ["rerouted"], "normal", "rapid"]]);
    expect(figures.moves).toEqual([
      { from: "normal", to: "normal", count: 1 },
      { from: "normal", to: "rapid", count: 1 },
    ]);
    expect(figures.after.destinations).toEqual({ normal: 1, rapid: 1 });
    expect(figures.after.load).toEqual({ normal: { "2026-01-05": 1 }, rapid: { "2026-01-05": 1 } });
    expect(figures.ports["fj:met"]).toBe(1);
  });

  test("[R2] merges, watches and their timers run in virtual time, whatever the gap between events", () => {
    const orders = [
      made(1, START, { customer_id: "C1", due_at: START + 10 * HOUR }),
      made(2, START + HOUR, { customer_id: "C1" }),
      made(3, START + 25 * HOUR, { customer_id: "C1" }),
      made(4, START + 200 * HOUR, { customer_id: "C9" }),
    ];
    const { figures } = run(orders.map(received), { after: prepared(merging) });
    expect(figures.after.merge).toEqual({ orders: 4, batches: 3, saved: 1, late: 1 });
    expect(figures.after.watches).toEqual({ started: 4, kept: 0, breached: 3, open: 1 });
    expect(figures.after.alerts).toEqual({ 2: 3 });
  });

  test("[R3] an order whose history has ended leaves as soon as nothing waits for it", () => {
    const replay = createReplay({ flow: "f", edges: [], after: prepared(merging), before: null });
    for (let n = 0; n < 2000; n += 1) replay.take(received(made(n, START + n * HOUR, { customer_id: `C${n}` })), 0);
    expect(replay.open).toBeLessThan(60);
    expect(replay.figures().after.watches.breached).toBeGreaterThan(1900);
  });

  test("[R4] the same events in the same order give the same bytes", () => {
    const orders = Array.from({ length: 300 }, (_, n) => made(n, START + n * HOUR, { customer_id: `C${n % 7}` }));
    const once = () => run(orders.map(received), { after: prepared(merging), before: prepared(routes("f", "x")) });
    const [a, b] = [once(), once()];
    expect(JSON.stringify(a.figures)).toBe(JSON.stringify(b.figures));
    expect(JSON.stringify(a.differences)).toBe(JSON.stringify(b.differences));
    expect(a.figures.decisions.after).toMatch(/^[0-9a-f]{16}$/);
    const other = run(orders.slice(1).map(received), { after: prepared(merging) });
    expect(other.figures.decisions.after).not.toBe(a.figures.decisions.after);
  });

  test("[R5] what the clock alone changes is decided at its own instant", () => {
    const due = flowOf(
      "f",
      [
        { id: "in", kind: "order_received" },
        { id: "soon", kind: "condition", when: all(compare("due_in_days", "le", 2)), missing: "not_met" },
        { id: "fast", kind: "route", destination: "rapid" },
      ],
      ["in -> soon", "soon:met -> fast"],
    );
    const order = made(1, START, { due_date: "2026-01-10", due_at: Date.UTC(2026, 0, 10, 15, 59) });
    const { figures } = run([received(order)], { after: prepared(due) }, Date.UTC(2026, 0, 9));
    expect(figures.after.load).toEqual({ rapid: { "2026-01-08": 1 } });
  });

  test("[R6] timestamps of a recorded order become what its source would have sent", () => {
    const order = made(1, START, { paid_at: START + HOUR, status: "Signed" });
    const { received: first, events } = eventsOf(
      order,
      { HandedOver: START + 30 * HOUR, Signed: START + 80 * HOUR },
      DEFAULT_STATE_MACHINE,
    );
    expect([first.paid_at, first.status]).toEqual([undefined, undefined]);
    expect(events.map((event) => [event.type, event.at - START])).toEqual([
      ["order_updated", HOUR],
      ...["Assigned", "Picked", "Checked", "Packed", "HandedOver"].map(() => ["state_asserted", 30 * HOUR]),
      ...["PickedUp", "Signed"].map(() => ["state_asserted", 80 * HOUR]),
    ]);
    const { figures } = run([received(first), ...events], { after: prepared(merging) }, START + 100 * HOUR);
    expect(figures.after.watches).toEqual({ started: 1, kept: 1, breached: 0, open: 0 });
  });

  test("[R7] what happened before its order came is told late, with when it happened", () => {
    const { events } = eventsOf(made(1, START), { Cancelled: START - HOUR }, DEFAULT_STATE_MACHINE);
    expect(events).toMatchObject([{ type: "order_cancelled", at: START, occurredAt: START - HOUR }]);
  });

  test("[R8] an order counts once on an edge, however often it is decided; a batch's members count where it goes on", () => {
    const chain = flowOf(
      "f",
      [
        { id: "in", kind: "order_received" },
        { id: "got", kind: "state_reached", states: ["Assigned", "Picked"] },
        { id: "x", kind: "tag", tag: "x" },
        { id: "join", kind: "merge", by: ["customer_id"], window: hours(24) },
        { id: "print", kind: "webhook", endpoint: "printer", event: "print" },
      ],
      ["in -> join", "got -> x", "join:closed -> print"],
    );
    const edges = [
      { id: "e1", from: "in", port: "next", to: "join" },
      { id: "e2", from: "got", port: "next", to: "x" },
      { id: "e3", from: "join", port: "closed", to: "print" },
    ];
    const orders = [1, 2, 3].map((n) => made(n, START + n, { customer_id: n === 3 ? "C2" : "C1" }));
    const states = ["Assigned", "Picked"].map((to, n): EngineEvent => {
      const about = { id: to, at: START + HOUR + n, order: "o1", to };
      return { type: "state_asserted", ...about, evidence: { kind: "scan" } };
    });
    const { figures } = run([...orders.map(received), ...states], { after: prepared(chain), edges }, START + 25 * HOUR);
    expect(figures.edges).toEqual({ e1: 3, e2: 1, e3: 3 });
    expect(figures.after.sent).toEqual({ webhook: 2 });
  });

  test("[R8] rows of a decision table are counted one by one", () => {
    const table = flowOf(
      "f",
      [
        { id: "in", kind: "order_received" },
        {
          id: "t", kind: "decision_table", hit: "first",
          columns: [{ fact: "channel", operator: "is" }],
          outputs: [{ effect: "route" }],
          rows: [
            { id: "r1", cells: ["taobao"], values: ["a"] },
            { id: "r2", cells: ["douyin"], values: ["b"] },
          ],
        } as never,
        { id: "rest", kind: "tag", tag: "rest" },
      ],
      ["in -> t", "t:otherwise -> rest"],
    ); // biome-ignore format: a drawing
    const orders = ["douyin", "douyin", "taobao", "jd"].map((channel, n) => made(n, START + n, { channel }));
    const { figures } = run(orders.map(received), { after: prepared(table) });
    expect(figures.rows).toEqual({ "t/r1": 1, "t/r2": 2 });
  });
});

test("[R10] a chunk that the engine decides pauses on its way; figures then are those of what is done", () => {
  const orders = Array.from({ length: 1200 }, (_, n) => made(n, START + n * 60_000, { customer_id: `C${n % 50}` }));
  const chunk = chunkOf(orders.map((order) => ({ order, at: order.received_at, following: 0 })));
  const replay = () => createReplay({ flow: "f", edges: [], after: prepared(merging), before: null });
  const [paused, whole] = [replay(), replay()];
  const seen: { done: number; orders: number }[] = [];
  for (const done of paused.inPieces(chunk)) seen.push({ done, orders: paused.figures().orders });
  whole.takeChunk(chunk);
  expect(seen.map(({ orders }) => orders)).toEqual(seen.map(({ done }) => done));
  expect(seen.length).toBeGreaterThan(1);
  expect(JSON.stringify(paused.figures())).toBe(JSON.stringify(whole.figures()));
});

test("[R9] variants of a sweep see the same history and not each other", () => {
  const orders = Array.from({ length: 40 }, (_, n) => made(n, START + n * HOUR, { customer_id: `C${n % 3}` }));
  const alone = (document: FlowDocument) => {
    const sweep = createSweep([prepared(document)]);
    for (const order of orders) sweep.take(received(order));
    sweep.finish(START + 100 * HOUR);
    return sweep.figures().points[0];
  };
  const other = flowOf(
    "f",
    [
      { id: "in", kind: "order_received" },
      { id: "t", kind: "tag", tag: "x" },
    ],
    ["in -> t"],
  );
  const sweep = createSweep([prepared(merging), prepared(other)]);
  for (const order of orders) sweep.take(received(order));
  sweep.finish(START + 100 * HOUR);
  expect(sweep.figures().points).toEqual([alone(merging), alone(other)]);
});

test("[S001-43] a filter that drops orders says how many, whichever way they are decided; a branch keeps them all", () => {
  const wallet = compare("payment_method", "is", "shopeepay_wallet");
  const card = compare("payment_method", "is", "credit_card");
  const route = { id: "go", kind: "route", destination: "pool" } as const;
  const filter = flowOf(
    "f",
    [{ id: "in", kind: "order_received" }, { id: "if", kind: "condition", when: card, missing: "not_met" }, route],
    ["in -> if", "if:met -> go"],
  );
  const branch = flowOf(
    "f",
    [
      { id: "in", kind: "order_received" },
      { id: "if", kind: "condition", when: wallet, missing: "not_met" },
      { id: "mark", kind: "tag", tag: "需财务手工核对" },
      { id: "link", kind: "set_field", field: "account", value: "电子钱包结算账户" },
      route,
    ],
    ["in -> if", "if:met -> mark", "mark -> link", "link -> go", "if:not_met -> go"],
  );
  const events = Array.from({ length: 120 }, (_, n) =>
    received(made(n, START + n * 1000, { payment_method: "shopeepay_wallet" })),
  );
  const [dropped, kept] = [run(events, { after: prepared(filter) }), run(events, { after: prepared(branch) })];
  expect(dropped.figures.after).toMatchObject({ decided: 0, undecided: 120 });
  expect(kept.figures.after).toMatchObject({ decided: 120, undecided: 0, destinations: { pool: 120 } });
});
