import { describe, expect, it } from "vitest";
import { whenWouldMatch } from "../clock/when-match.ts";
import { at } from "../testing/day.ts";
import { all, compare, flowOf, hours, type NodeSketch, programOf, seconds } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";

const received: NodeSketch = { id: "in", kind: "order_received" };
const told = (yard: Yard, type: string) => yard.effects().filter((effect) => effect.type === type);
const handOver = (yard: Yard, when: number, order = "A") =>
  yard.do({ type: "state_asserted", at: when, order, to: "HandedOver", evidence: { kind: "scan" } });
const packed = (id: string, more = {}) => orderOf(id, { status: "Packed", ...more });

describe("when a state was reached", () => {
  const days = (amount: number) => ({ amount, unit: "day" as const, clock: "natural" as const });
  const doc = flowOf("r",
    [{ id: "clock", kind: "measure", measure: "list" }, { id: "lately", kind: "condition", when: compare("reached.HandedOver", "within", days(3)), missing: "port" },
      { id: "yes", kind: "tag", tag: "yes" }, { id: "no", kind: "tag", tag: "no" }, { id: "never", kind: "tag", tag: "never" }],
    ["clock -> lately", "lately:met -> yes", "lately:not_met -> no", "lately:missing -> never"]); // biome-ignore format: a drawing
  const list = (yard: Yard, order: string, when: number) =>
    yard
      .do({ type: "measure_observed", at: when, measure: "list", order })
      .effects.map((one) => "tag" in one && one.tag);

  it("[R3] exactly three days are within three days, a second more is not; never is missing", () => {
    const yard = new Yard([programOf(doc)], { at: at("08:00") });
    for (const id of ["A", "B", "C"]) yard.do({ type: "order_received", order: packed(id) });
    handOver(yard, at("08:59:59"), "B");
    handOver(yard, at("09:00"), "A");
    expect(list(yard, "A", at("09:00", 3))).toEqual(["yes"]);
    expect(list(yard, "B", at("09:00", 3))).toEqual(["no"]);
    expect(list(yard, "C", at("09:00", 3))).toEqual(["never"]);
  });

  it("[R3] where it began, an order has been since it was received; a later visit counts", () => {
    const since = flowOf("s", [received, { id: "old", kind: "condition", when: all(compare("reached.PendingReview", "before", at("09:00"))), missing: "not_met" }, { id: "t", kind: "tag", tag: "old" }], ["in -> old", "old:met -> t"]); // biome-ignore format: a drawing
    const yard = new Yard([programOf(since)], { at: at("09:00") });
    yard.do({ type: "order_received", order: orderOf("A", { received_at: at("08:59:59") }) });
    yard.do({ type: "order_received", order: orderOf("B", { received_at: at("09:00") }) });
    expect(told(yard, "tag")).toMatchObject([{ order: "A", tag: "old" }]);
    const order = orderOf("C", { received_at: at("08:00") });
    expect(whenWouldMatch(yard.prepared, order, { flow: "s", node: "t" }, at("10:00"), yard.state)).toBe(null);
    expect(yard.order("A")?.reached).toBeUndefined();
  });

  it("[R3] the outcome turns when the span has gone by, and the order is looked at then", () => {
    const fades = flowOf("f", [received, { id: "fresh", kind: "condition", when: compare("reached.PendingReview", "within", hours(2)), missing: "not_met" }, { id: "t", kind: "tag", tag: "fresh", whileMatched: true }], ["in -> fresh", "fresh:met -> t"]); // biome-ignore format: a drawing
    const yard = new Yard([programOf(fades)], { at: at("09:00") });
    yard.do({ type: "order_received", order: orderOf("A", { received_at: at("09:00") }) });
    expect(yard.until(at("11:00")).flatMap((one) => one.effects)).toEqual([]);
    expect(yard.until(at("11:00") + 1).flatMap((one) => one.effects)).toMatchObject([{ type: "untag", tag: "fresh" }]);
  });

  it("[R1] a span before an instant begins at its very edge, a span after it ends a millisecond past its edge", () => {
    const near = flowOf("n", [received, { id: "c", kind: "condition", when: compare("paid_at", "within", hours(2)), missing: "not_met" }, { id: "t", kind: "tag", tag: "near", whileMatched: true }], ["in -> c", "c:met -> t"]); // biome-ignore format: a drawing
    const yard = new Yard([programOf(near)], { at: at("09:00") });
    const order = orderOf("A", { paid_at: at("12:00") });
    yard.do({ type: "order_received", order });
    const seen = () => yard.effects().map(({ type }) => type);
    expect(whenWouldMatch(yard.prepared, order, { flow: "n", node: "t" }, yard.now)).toBe(at("10:00"));
    yard.until(at("10:00") - 1);
    expect(seen()).toEqual([]);
    yard.until(at("10:00"));
    expect(seen()).toEqual(["tag"]);
    yard.until(at("14:00"));
    expect(seen()).toEqual(["tag"]);
    yard.until(at("14:00") + 1);
    expect(seen()).toEqual(["tag", "untag"]);
  });
});

it("[W2] a promise may be of seconds", () => {
  const doc = flowOf("w", [received, { id: "w", kind: "watch", within: seconds(30), since: "reached", goal: { states: [], events: ["done"] }, strict: false }, { id: "late", kind: "tag", tag: "late" }], ["in -> w", "w:breached -> late"]); // biome-ignore format: a drawing
  const yard = new Yard([programOf(doc)], { at: at("09:00") });
  for (const id of ["A", "B"]) yard.do({ type: "order_received", order: orderOf(id) });
  yard.do({ type: "measure_observed", at: at("09:00:30"), measure: "done", order: "A" });
  expect(yard.until(at("09:00:29"))).toEqual([]);
  yard.until(at("09:00:30"));
  expect(told(yard, "tag")).toMatchObject([{ order: "B", tag: "late" }]);
});

describe("stock that has left the house", () => {
  const doc = flowOf("k", [received, { id: "book", kind: "reserve_stock" }], ["in -> book"]);
  const wants = (id: string, qty: number) => packed(id, { lines: [{ line_no: 1, sku: "S1", qty }] });
  const stock = (yard: Yard) => {
    const value = yard.state.get({ kind: "channel", key: "stock/S1" });
    return value?.kind === "stock" ? [value.available, value.reserved] : [];
  };

  it("[K7] is gone, not occupied: the next count is not lessened by it again, and nothing is reserved anew", () => {
    const yard = new Yard([programOf(doc)], { at: at("09:00") });
    yard.do({ type: "stock_changed", sku: "S1", available: 10 });
    yard.do({ type: "order_received", order: wants("A", 7) });
    expect(stock(yard)).toEqual([10, 7]);
    handOver(yard, at("10:00"));
    expect(stock(yard)).toEqual([3, 0]);
    yard.do({ type: "stock_changed", at: at("02:00", 1), sku: "S1", available: 3 });
    yard.do({ type: "order_received", order: wants("B", 3) });
    yard.do({ type: "recalled", order: "A", flow: "k", version: 1, by: "ops" });
    expect(told(yard, "reserve")).toMatchObject([
      { order: "A", qty: 7 },
      { order: "B", qty: 3 },
    ]);
    expect(told(yard, "hold")).toEqual([]);
    expect(stock(yard)).toEqual([3, 3]);
  });
});

describe("a merge that a new look no longer leads to", () => {
  const doc = flowOf("m", [received, { id: "paid", kind: "condition", when: compare("paid_at", "is_not_empty"), missing: "not_met" }, { id: "join", kind: "merge", by: ["brand"], window: hours(24), maxQty: 10 }], ["in -> paid", "paid:met -> join"]); // biome-ignore format: a drawing
  const order = (id: string, qty: number, paid: number | undefined) =>
    orderOf(id, { brand: "B", lines: [{ line_no: 1, qty }], ...(paid === undefined ? {} : { paid_at: paid }) });
  const joined = () => {
    const yard = new Yard([programOf(doc)], { at: at("09:00") });
    for (const id of ["A", "B"]) yard.do({ type: "order_received", order: order(id, 2, at("09:00")) });
    return yard;
  };

  it("[M10] loses the order; when it is led there again, it joins again", () => {
    const yard = joined();
    yard.do({ type: "order_updated", at: at("10:00"), order: order("A", 2, undefined), changed: ["paid_at"] });
    expect(told(yard, "batch_left")).toMatchObject([{ order: "A", orders: ["B"] }]);
    expect(yard.order("A")?.batches ?? {}).toEqual({});
    yard.do({ type: "order_updated", at: at("11:00"), order: order("A", 2, at("10:59")), changed: ["paid_at"] });
    expect(told(yard, "batch_joined").at(-1)).toMatchObject({ order: "A", orders: ["B", "A"] });
  });

  it("[M10] closes at its limit when new content fills it", () => {
    const yard = joined();
    yard.do({ type: "order_updated", at: at("10:00"), order: order("A", 7, at("09:00")), changed: ["lines"] });
    expect(told(yard, "batch_closed")).toEqual([]);
    yard.do({ type: "order_updated", at: at("10:01"), order: order("A", 8, at("09:00")), changed: ["lines"] });
    expect(told(yard, "batch_closed")).toMatchObject([{ reason: "qty", qty: 10, orders: ["A", "B"] }]);
  });
});
