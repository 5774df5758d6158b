import { describe, expect, it } from "vitest";
import { at } from "../testing/day.ts";
import { compare, flowOf, hours, type NodeSketch, programOf } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";

const received: NodeSketch = { id: "in", kind: "order_received" };
const MERGE: NodeSketch = { id: "join", kind: "merge", by: ["brand"], window: hours(4), maxOrders: 3 };
const doc = flowOf(
  "m",
  [
    received,
    MERGE,
    { id: "out", kind: "webhook", endpoint: "out", event: "out" },
    { id: "mark", kind: "tag", tag: "gone" },
    { id: "sale", kind: "after_sale", events: ["complaint"] },
    { id: "stop", kind: "hold", reason: "complaint" },
    { id: "fine", kind: "after_sale", events: ["exchange"] },
    { id: "go", kind: "release" },
    { id: "back", kind: "after_sale", events: ["return"] },
    { id: "ice", kind: "freeze", scope: "order", reason: "return" },
    { id: "paid", kind: "after_sale", events: ["refund"] },
    { id: "thaw", kind: "unfreeze", scope: "order" },
  ],
  ["in -> join", "join:closed -> out", "out -> mark", "sale -> stop", "fine -> go", "back -> ice", "paid -> thaw"],
);
const opened = () => new Yard([programOf(doc)], { at: at("09:00") });
const receive = (yard: Yard, id: string, when = yard.now, more = {}) =>
  yard.do({ type: "order_received", at: when, order: orderOf(id, { brand: "B", ...more }) });
const sale = (yard: Yard, order: string, kind: "complaint" | "exchange" | "return" | "refund", when = yard.now) =>
  yard.do({ type: "after_sale", kind, order, at: when });
const closed = (yard: Yard) =>
  yard.effects().flatMap((one) => (one.type === "batch_closed" ? [[one.reason, one.orders]] : []));

describe("[M11] an order that is kept back goes out with nobody", () => {
  it("held in an open batch it leaves, the others go out without it, what follows is not asked of it", () => {
    const yard = opened();
    for (const id of ["A", "B"]) receive(yard, id);
    expect(sale(yard, "A", "complaint").effects.map(({ type }) => type)).toEqual(["batch_left", "hold"]);
    yard.until(at("13:00"));
    expect(closed(yard)).toEqual([["window", ["B"]]]);
    expect([yard.order("A")?.tags, yard.order("B")?.tags]).toEqual([undefined, { gone: "m/mark" }]);
  });

  it("released in time it joins the open batch again, released later it opens a new one, whose window begins then", () => {
    const yard = opened();
    for (const id of ["A", "B", "C"].slice(0, 2)) receive(yard, id);
    sale(yard, "A", "complaint", at("10:00"));
    sale(yard, "B", "complaint", at("10:00"));
    receive(yard, "C", at("10:30"));
    expect(yard.do({ type: "hold_released", order: "A", by: "ann", at: at("11:00") }).effects).toMatchObject([
      { type: "release", order: "A" },
      { type: "batch_joined", order: "A", orders: ["C", "A"] },
    ]);
    yard.until(at("14:30"));
    expect(closed(yard)).toEqual([["window", ["C", "A"]]]);
    sale(yard, "B", "exchange", at("15:00"));
    yard.until(at("18:59"));
    expect(closed(yard)).toHaveLength(1);
    yard.until(at("19:00"));
    expect(closed(yard)[1]).toEqual(["window", ["B"]]);
  });

  it("the last one held voids the batch; one that was held before it came to the merge joins when it is let go", () => {
    const early = flowOf(
      "e",
      [received, { id: "wait", kind: "hold", reason: "unpaid" }, MERGE],
      ["in -> wait", "wait -> join"],
    );
    const yard = new Yard([programOf(early)], { at: at("09:00") });
    expect(receive(yard, "A").effects.map(({ type }) => type)).toEqual(["hold"]);
    expect(yard.do({ type: "hold_released", order: "A", by: "ann" }).effects.map(({ type }) => type)).toEqual([
      "release",
      "batch_joined",
    ]);
    const alone = opened();
    receive(alone, "A");
    expect(sale(alone, "A", "complaint").effects.map(({ type }) => type)).toEqual(["batch_left", "batch_void", "hold"]);
    expect(alone.until(at("20:00"))).toEqual([]);
  });

  it("a freeze does the same, and who is held and frozen returns when both are over", () => {
    const yard = opened();
    for (const id of ["A", "B"]) receive(yard, id);
    sale(yard, "A", "return");
    expect(yard.order("A")).toMatchObject({ frozen: ["order/A"], aside: ["m/join"], batches: undefined });
    sale(yard, "A", "complaint");
    expect(sale(yard, "A", "refund").effects.map(({ type }) => type)).toEqual(["unfreeze"]);
    expect(sale(yard, "A", "exchange").effects.map(({ type }) => type)).toEqual(["release", "batch_joined"]);
    expect(yard.order("A")).toMatchObject({ batches: { "m/join": "m/join/B" } });
    expect(yard.order("A")?.aside).toBeUndefined();
  });

  it("so does a state that waits: held, refund asked for; taken up again it returns, at work it does not", () => {
    const yard = opened();
    const assert = (order: string, to: string) =>
      yard.do({ type: "state_asserted", order, to, evidence: { kind: "hand" } }).effects.map(({ type }) => type);
    for (const id of ["A", "B"]) receive(yard, id);
    expect(assert("A", "Held")).toEqual(["state", "batch_left"]);
    expect(assert("A", "Assigned")).toEqual(["state", "batch_joined"]);
    expect(assert("B", "RefundRequested")).toEqual(["state", "batch_left"]);
    expect(assert("B", "Packed")).toEqual(["state"]);
    yard.until(at("20:00"));
    expect(closed(yard)).toEqual([["window", ["A"]]]);
  });

  it("its place is free for another, and its return may fill the batch", () => {
    const yard = opened();
    for (const id of ["A", "B"]) receive(yard, id);
    sale(yard, "A", "complaint");
    receive(yard, "C");
    expect(closed(yard)).toEqual([]);
    sale(yard, "A", "exchange");
    expect(closed(yard)).toEqual([["orders", ["B", "C", "A"]]]);
  });

  it("an order that the same event brings to the limit and holds does not close the batch", () => {
    const late = flowOf("l", [received, { ...MERGE, maxOrders: 2 }, { id: "big", kind: "condition", when: compare("total_qty", "ge", 5), missing: "not_met" }, { id: "stop", kind: "hold", reason: "short" }], ["in -> join", "in -> big", "big:met -> stop"]); // biome-ignore format: a drawing
    const yard = new Yard([programOf(late)], { at: at("09:00") });
    receive(yard, "A");
    expect(receive(yard, "B", yard.now, { lines: [{ line_no: 1, qty: 9 }] }).effects.map(({ type }) => type)).toEqual([
      "batch_joined",
      "batch_left",
      "hold",
    ]);
    receive(yard, "C");
    expect(closed(yard)).toEqual([["orders", ["A", "C"]]]);
  });

  it("[O5] held by a person it leaves too, a flow's release leaves it where it is, and it returns when a person lets it go", () => {
    const yard = opened();
    for (const id of ["A", "B"]) receive(yard, id);
    const held = { type: "held_by_hand", order: "A", by: "ann", reason: "customer asked" } as const;
    expect(yard.do(held).effects).toMatchObject([{ type: "batch_left" }, { type: "hold", reason: "customer asked" }]);
    expect(yard.do(held).records).toMatchObject([{ code: "noted", data: { what: "held_already" } }]);
    sale(yard, "A", "complaint");
    sale(yard, "A", "exchange");
    expect(yard.order("A")?.holds).toEqual({ hand: "customer asked" });
    expect(yard.do({ type: "hold_released", order: "A", by: "ann" }).effects.map(({ type }) => type)).toEqual([
      "release",
      "batch_joined",
    ]);
    yard.do({ type: "order_cancelled", order: "B" });
    expect(yard.do({ type: "held_by_hand", order: "B", by: "ann" }).effects).toEqual([]);
    yard.do({ type: "held_by_hand", order: "A", by: "ann", reason: " " });
    expect(yard.order("A")?.holds).toEqual({ hand: "hand" });
  });

  it("new content that leads elsewhere, or a cancelling, ends its waiting", () => {
    const choosy = flowOf("m", [received, { id: "big", kind: "condition", when: compare("total_qty", "ge", 5), missing: "not_met" }, MERGE, { id: "sale", kind: "after_sale", events: ["complaint"] }, { id: "stop", kind: "hold", reason: "x" }], ["in -> big", "big:met -> join", "sale -> stop"]); // biome-ignore format: a drawing
    const yard = new Yard([programOf(choosy)], { at: at("09:00") });
    const lines = (qty: number) => ({ brand: "B", lines: [{ line_no: 1, qty }] });
    receive(yard, "A", yard.now, lines(9));
    sale(yard, "A", "complaint");
    expect(yard.order("A")?.aside).toEqual(["m/join"]);
    yard.do({ type: "order_updated", order: orderOf("A", lines(1)), changed: ["lines"] });
    expect(yard.do({ type: "hold_released", order: "A", by: "ann" }).effects.map(({ type }) => type)).toEqual([
      "release",
    ]);
    receive(yard, "C", yard.now, lines(9));
    sale(yard, "C", "complaint");
    yard.do({ type: "order_cancelled", order: "C" });
    expect(yard.order("C")?.aside).toBeUndefined();
  });
});
