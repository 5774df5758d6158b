import { describe, expect, it } from "vitest";
import { at } from "../testing/day.ts";
import { flowOf, type NodeSketch, programOf } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";

const received: NodeSketch = { id: "in", kind: "order_received" };
const book = flowOf("s", [received, { id: "book", kind: "reserve_stock" }], ["in -> book"]);

const yardWith = (...wanted: [id: string, sku: string, qty: number][]) => {
  const yard = new Yard([programOf(book)], { at: at("09:00") });
  for (const [id, sku, qty] of wanted)
    yard.do({ type: "order_received", order: orderOf(id, { lines: [{ line_no: 1, qty, sku }] }) });
  return yard;
};
const count = (yard: Yard, available: number, sku = "S") => yard.do({ type: "stock_changed", sku, available });
const held = (yard: Yard, ...ids: string[]) => ids.filter((id) => yard.order(id)?.holds !== undefined);
const waiting = (yard: Yard) =>
  yard.state.entries().flatMap(([, value]) => (value.kind === "short" ? value.orders.flat() : []));

describe("orders that wait for an article", () => {
  it("[K13] are asked again when it is counted, the oldest first, as far as it goes", () => {
    const yard = yardWith(["A", "S", 2], ["B", "S", 5], ["C", "S", 1], ["D", "S", 1]);
    expect(held(yard, "A", "B", "C", "D")).toEqual(["A", "B", "C", "D"]);
    const { effects } = count(yard, 3);
    expect(effects.map(({ type, order }) => [type, order])).toEqual([
      ["release", "A"],
      ["reserve", "A"],
      ["release", "C"],
      ["reserve", "C"],
    ]);
    expect(held(yard, "A", "B", "C", "D")).toEqual(["B", "D"]);
    count(yard, 9);
    expect(held(yard, "A", "B", "C", "D")).toEqual([]);
    expect(waiting(yard)).toEqual([]);
  });

  it("[K13] who still lacks another article waits for that", () => {
    const yard = new Yard([programOf(book)], { at: at("09:00") });
    const lines = [
      { line_no: 1, qty: 1, sku: "S" },
      { line_no: 2, qty: 1, sku: "T" },
    ];
    yard.do({ type: "order_received", order: orderOf("A", { lines }) });
    expect(count(yard, 1).effects).toEqual([]);
    expect(count(yard, 1, "T").effects.map(({ type }) => type)).toEqual(["release", "reserve", "reserve"]);
  });

  it("[K13] who was let go or cancelled meanwhile is not asked to reserve", () => {
    const yard = yardWith(["A", "S", 1], ["B", "S", 1]);
    yard.do({ type: "hold_released", order: "A", by: "ann" });
    yard.do({ type: "order_cancelled", order: "B" });
    expect(count(yard, 2).effects).toEqual([]);
    expect(yard.order("A")?.reserved).toBeUndefined();
  });

  it("[K13] are asked again when pieces are given back, in the order in which they came to wait, each once", () => {
    const yard = yardWith();
    count(yard, 4);
    for (const [id, qty] of [
      ["A", 3],
      ["B", 5],
      ["C", 2],
      ["D", 1],
      ["E", 2],
    ] as const)
      yard.do({ type: "order_received", order: orderOf(id, { lines: [{ line_no: 1, qty, sku: "S" }] }) });
    expect(held(yard, "A", "B", "C", "D", "E")).toEqual(["B", "C", "E"]);
    const { effects } = yard.do({ type: "order_cancelled", order: "A" });
    expect(effects.map(({ type, order }) => [type, order])).toEqual([
      ...[
        ["state", "A"],
        ["unreserve", "A"],
      ],
      ...[
        ["release", "C"],
        ["reserve", "C"],
      ],
    ]);
    // One piece is left, and E wants two: nobody is asked in vain.
    expect(waiting(yard).map(({ order }) => order)).toEqual(["B", "E"]);
    yard.do({ type: "state_asserted", order: "D", to: "Refunded", evidence: { kind: "platform" } });
    expect(held(yard, "B", "E")).toEqual(["B"]);
  });

  it("[K13] other lines give back what others wait for; pieces that who was asked cannot use go to the next", () => {
    const yard = yardWith();
    count(yard, 2);
    count(yard, 0, "T");
    const of = (id: string, ...lines: [sku: string, qty: number][]) =>
      orderOf(id, { lines: lines.map(([sku, qty], at) => ({ line_no: at + 1, sku, qty })) });
    yard.do({ type: "order_received", order: of("A", ["S", 2]) });
    yard.do({ type: "order_received", order: of("B", ["S", 1], ["T", 1]) });
    yard.do({ type: "order_received", order: of("C", ["S", 2]) });
    expect(held(yard, "B", "C")).toEqual(["B", "C"]);
    yard.do({ type: "order_updated", order: of("A", ["U", 1]), changed: ["lines"] });
    expect(held(yard, "A", "B", "C")).toEqual(["A", "B"]);
    expect(
      waiting(yard)
        .map(({ order }) => order)
        .sort(),
    ).toEqual(["A", "B"]);
  });

  it("[K13] an older count asks nobody", () => {
    const yard = yardWith(["A", "S", 1]);
    yard.do({ type: "stock_changed", sku: "S", available: 0, at: at("10:00") });
    expect(
      yard.do({ type: "stock_changed", sku: "S", available: 5, at: at("10:01"), occurredAt: at("09:30") }).effects,
    ).toEqual([]);
    expect(held(yard, "A")).toEqual(["A"]);
  });
});
