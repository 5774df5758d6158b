import { describe, expect, it } from "vitest";
import { at } from "../testing/day.ts";
import { flowOf, hours, minutes, type NodeSketch, programOf } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";

const received: NodeSketch = { id: "in", kind: "order_received" };
const watch = (strict: boolean, goal: { states: string[]; events: string[] } = { states: ["Assigned"], events: [] }) =>
  flowOf("w", [received, { id: "two", kind: "watch", within: hours(2), since: "reached", goal, strict }, { id: "say", kind: "alert", to: ["x"], channel: "inbox", level: 1, text: "late" }, { id: "ok", kind: "tag", tag: "in time" }], ["in -> two", "two:breached -> say", "two:kept -> ok"]); // biome-ignore format: a drawing
const begin = (doc: ReturnType<typeof watch>) => {
  const yard = new Yard([programOf(doc)], { at: at("09:00") });
  yard.do({ type: "order_received", order: orderOf("A") });
  return yard;
};
const alerts = (yard: Yard) =>
  yard.happened
    .filter((one) => one.effects.some(({ type, origin }) => type === "alert" && origin !== null))
    .map((one) => one.at);

describe("watches", () => {
  it("[W1] [W2] reaching it at the deadline keeps it; otherwise it breaches at the deadline, or just after where only over counts", () => {
    const kept = begin(watch(false));
    kept.do({ type: "state_asserted", at: at("11:00"), order: "A", to: "Assigned", evidence: { kind: "hand" } });
    kept.until(at("15:00"));
    expect([alerts(kept), kept.order("A")?.tags]).toEqual([[], { "in time": "w/ok" }]);
    const breached = begin(watch(false));
    breached.until(at("15:00"));
    expect(alerts(breached)).toEqual([at("11:00")]);
    const strict = begin(watch(true));
    strict.until(at("15:00"));
    expect(alerts(strict)).toEqual([at("11:00") + 1]);
  });

  it("[W3] late and second timers do nothing twice; a process that was down fires what is overdue", () => {
    const yard = begin(watch(false));
    const due = yard.state.takeDue(at("11:00"));
    expect(due).toMatchObject({ timer: "watch/w/two", due: at("11:00") });
    if (due === undefined) return;
    const first = yard.run({ type: "timer_due", id: "1", at: at("20:00"), ...due });
    expect(first.records).toMatchObject([{ code: "watch_breached", data: { deadline: at("11:00"), at: at("20:00") } }]);
    expect(yard.run({ type: "timer_due", id: "2", at: at("20:01"), ...due })).toMatchObject({
      effects: [],
      records: [{ code: "stale_timer" }],
    });
    const early = begin(watch(false));
    expect(early.run({ type: "timer_due", id: "3", at: at("10:00"), ...due }).records).toMatchObject([
      { code: "stale_timer" },
    ]);
  });

  it("[W4] evidence that comes after the alert, of what happened in time, resolves it", () => {
    const yard = begin(watch(false));
    yard.until(at("11:30"));
    const { effects } = yard.do({
      type: "state_asserted",
      at: at("11:40"),
      occurredAt: at("10:50"),
      order: "A",
      to: "Assigned",
      evidence: { kind: "hand" },
    });
    expect(effects).toMatchObject([{ type: "state" }, { type: "resolve", watch: "w/two" }]);
  });

  it("[W8] counting from a fact, it begins when the fact comes and moves with it", () => {
    const paid: NodeSketch = { id: "two", kind: "watch", within: hours(2), since: { fact: "paid_at" }, goal: { states: ["Assigned"], events: [] }, strict: false }; // biome-ignore format: a node
    const doc = flowOf("w", [received, paid, { id: "say", kind: "alert", to: ["x"], channel: "inbox", level: 1, text: "late" }], ["in -> two", "two:breached -> say"]); // biome-ignore format: a drawing
    const yard = begin(doc);
    const pay = (paid_at: number, now: number) =>
      yard.do({ type: "order_updated", at: now, order: orderOf("A", { paid_at }), changed: ["paid_at"] });
    pay(at("10:00"), at("10:01"));
    expect(yard.order("A")?.watches).toMatchObject({ "w/two": { status: "open", deadline: at("12:00") } });
    pay(at("10:30"), at("10:40"));
    yard.do({ type: "order_updated", at: at("10:50"), order: orderOf("A", { note: "x" }), changed: ["paid_at"] });
    yard.until(at("12:29"));
    expect(alerts(yard)).toEqual([]);
    yard.until(at("15:00"));
    pay(at("11:00"), at("15:01"));
    yard.until(at("20:00"));
    expect(alerts(yard)).toEqual([at("12:30")]);
  });

  it("[W5] reaching it again starts the clock anew", () => {
    const doc = flowOf("c", [{ id: "node", kind: "courier_node", actions: [] }, { id: "two", kind: "watch", within: hours(2), since: "reached", goal: { states: ["Signed"], events: [] }, strict: false }, { id: "say", kind: "alert", to: ["x"], channel: "inbox", level: 1, text: "gap" }], ["node -> two", "two:breached -> say"]); // biome-ignore format: a drawing
    const yard = begin(doc);
    yard.do({ type: "courier_node", at: at("10:00"), order: "A", action: "in_transit" });
    yard.do({ type: "courier_node", at: at("11:00"), order: "A", action: "in_transit" });
    yard.until(at("20:00"));
    expect(alerts(yard)).toEqual([at("13:00")]);
  });

  it("[W6] cancelling cancels it; a goal that is there already keeps it at once", () => {
    const yard = begin(watch(false));
    expect(yard.do({ type: "order_cancelled", at: at("09:30"), order: "A" }).records.map(({ code }) => code)).toContain(
      "watch_cancelled",
    );
    yard.until(at("20:00"));
    expect(alerts(yard)).toEqual([]);
    const known = new Yard([programOf(watch(false, { states: [], events: ["has:tracking_no"] }))], { at: at("09:00") });
    expect(known.do({ type: "order_received", order: orderOf("B", { tracking_no: "YT1" }) }).effects).toMatchObject([
      { type: "tag", tag: "in time" },
    ]);
  });
});

describe("merge", () => {
  const doc = (more: { maxOrders?: number; maxQty?: number } = {}) =>
    flowOf("m", [received, { id: "join", kind: "merge", by: ["brand"], window: hours(24), ...more }, { id: "print", kind: "webhook", endpoint: "p", event: "print" }, { id: "wave", kind: "route", destination: "w" }], ["in -> join", "join:closed -> print", "print -> wave"]); // biome-ignore format: a drawing
  const yardOf = (more = {}) => new Yard([programOf(doc(more))], { at: at("09:00") });
  const add = (yard: Yard, id: string, when: number, more: Parameters<typeof orderOf>[1] = {}) =>
    yard.do({
      type: "order_received",
      at: when,
      order: orderOf(id, { brand: "B1", lines: [{ line_no: 1, qty: 4 }], ...more }),
    });
  const closed = (yard: Yard) =>
    yard
      .effects()
      .filter((one) => one.type === "batch_closed")
      .map((one) => one.orders);

  it("[M1] [M2] the window is fixed from the first member and includes its end", () => {
    const yard = yardOf();
    add(yard, "A", at("09:00"));
    add(yard, "B", at("05:00", 1));
    add(yard, "C", at("09:00", 1));
    add(yard, "D", at("09:00:01", 1));
    yard.until(at("12:00", 3));
    expect(closed(yard)).toEqual([["A", "B", "C"], ["D"]]);
  });

  it("[M2] closes at a limit, and by hand", () => {
    const orders = yardOf({ maxOrders: 2 });
    for (const id of ["A", "B", "C"]) add(orders, id, at("10:00"));
    expect(closed(orders)).toEqual([["A", "B"]]);
    const pieces = yardOf({ maxQty: 8 });
    for (const id of ["A", "B", "C"]) add(pieces, id, at("10:00"));
    expect(closed(pieces)).toEqual([["A", "B"]]);
    pieces.do({ type: "batch_closed_by_hand", batch: "m/join/B1", by: "ann" });
    expect(closed(pieces)).toEqual([["A", "B"], ["C"]]);
    expect(pieces.do({ type: "batch_closed_by_hand", batch: "m/join/B1", by: "ann" }).records).toMatchObject([
      { code: "gone" },
    ]);
  });

  it("[M3] a cancelled member leaves, the last one out voids the batch", () => {
    const yard = yardOf();
    add(yard, "A", at("09:00"), { due_at: at("09:00", 5) });
    add(yard, "B", at("10:00"), { due_at: at("09:00", 2) });
    const left = yard.do({ type: "order_cancelled", at: at("11:00"), order: "B" }).effects;
    expect(left).toMatchObject([{ type: "state" }, { type: "batch_left", orders: ["A"] }]);
    expect(yard.state.get({ kind: "batch", key: "m/join/B1" })).toMatchObject({
      count: 1,
      qty: 4,
      due: at("09:00", 5),
    });
    expect(yard.do({ type: "order_cancelled", at: at("12:00"), order: "A" }).effects.map(({ type }) => type)).toContain(
      "batch_void",
    );
    yard.until(at("12:00", 3));
    expect(closed(yard)).toEqual([]);
  });

  it("[M4] a member that happened earlier moves the window back", () => {
    const yard = yardOf();
    add(yard, "A", at("12:00"));
    yard.do({ type: "order_received", at: at("12:10"), occurredAt: at("10:00"), order: orderOf("B", { brand: "B1" }) });
    expect(yard.state.timers()).toMatchObject([{ due: at("10:00", 1) }]);
  });

  it("[M5] what only tells is told once; what changes an order is done to each", () => {
    const yard = yardOf({ maxOrders: 2 });
    add(yard, "A", at("10:00"));
    const { effects } = add(yard, "B", at("10:00"));
    expect(effects.map((one) => [one.type, one.order ?? one.orders])).toEqual([
      ["batch_joined", "B"],
      ["batch_closed", ["A", "B"]],
      ["webhook", ["A", "B"]],
      ["route", "A"],
      ["route", "B"],
    ]);
  });

  it("[M7] two batches of one merge that one event closes each go on", () => {
    const yard = yardOf({ maxQty: 20 });
    add(yard, "A", at("12:00"));
    add(yard, "B", at("11:00", 1));
    const { effects } = yard.do({
      type: "order_received",
      at: at("11:30", 1),
      occurredAt: at("10:00"),
      order: orderOf("C", { brand: "B1", lines: [{ line_no: 1, qty: 50 }] }),
    });
    const told = effects.filter(({ type }) => type === "webhook" || type === "route");
    expect(told.map((one) => [one.type, one.order ?? one.orders])).toEqual([
      ["webhook", ["A", "B"]],
      ["webhook", ["C"]],
      ["route", "A"],
      ["route", "B"],
      ["route", "C"],
    ]);
  });

  it("[M6] new content that belongs elsewhere takes the order there", () => {
    const yard = yardOf();
    add(yard, "A", at("09:00"));
    add(yard, "B", at("09:30"));
    yard.do({ type: "order_updated", at: at("10:00"), order: orderOf("B", { brand: "B2" }), changed: ["brand"] });
    expect(yard.order("B")?.batches).toEqual({ "m/join": "m/join/B2" });
    expect(yard.state.get({ kind: "batch", key: "m/join/B1" })).toMatchObject({ count: 1 });
  });
});

describe("approvals", () => {
  const doc = flowOf("a", [received, { id: "ask", kind: "approval", title: "t", approvers: ["boss"], levels: 2, timeout: minutes(30) }, { id: "yes", kind: "tag", tag: "yes" }, { id: "no", kind: "tag", tag: "no" }, { id: "late", kind: "tag", tag: "late" }], ["in -> ask", "ask:approved -> yes", "ask:rejected -> no", "ask:timed_out -> late"]); // biome-ignore format: a drawing
  const decide = (yard: Yard, decision: "approved" | "rejected") =>
    yard.do({ type: "approval_decided", order: "A", approval: "a/ask", decision, by: "boss" });

  it("[K3] level by level, ended by a rejection or by time, each outcome once", () => {
    const yes = begin(doc);
    expect(decide(yes, "approved").effects).toMatchObject([{ type: "approval_asked", level: 2 }]);
    expect(decide(yes, "approved").effects).toMatchObject([
      { type: "approval_ended", outcome: "approved" },
      { tag: "yes" },
    ]);
    expect(decide(yes, "approved").records).toMatchObject([{ code: "gone" }]);
    const no = begin(doc);
    expect(decide(no, "rejected").effects).toMatchObject([{ outcome: "rejected" }, { tag: "no" }]);
    const late = begin(doc);
    late.until(at("10:00"));
    expect(late.effects()).toMatchObject([{ type: "approval_asked" }, { outcome: "timed_out" }, { tag: "late" }]);
  });
});
