import { describe, expect, it } from "vitest";
import type { Decision } from "../effect/effect.ts";
import { at } from "../testing/day.ts";
import { flowOf, hours, type NodeSketch, programOf } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";
import { explainDecision } from "../why/explain.ts";

const received: NodeSketch = { id: "in", kind: "order_received" };
const doc = flowOf(
  "f",
  [
    received,
    { id: "go", kind: "route", destination: "rapid" },
    { id: "join", kind: "merge", by: ["brand"], window: hours(4) },
    { id: "push", kind: "webhook", endpoint: "wms", event: "order" },
    { id: "new", kind: "order_updated", fields: [] },
    { id: "again", kind: "webhook", endpoint: "wms", event: "changed" },
  ],
  ["in -> go", "go -> join", "join -> push", "new -> again"].map((wire) =>
    wire.replace("join ->", "join:joined ->"),
  ) as never,
  { windows: [{ id: "day", of: "count", event: "order_received", by: ["brand"], window: hours(24) }] },
);
const twin = (holds: boolean) => ({ order: "A", source: "form", external_id: "F-1", differs: ["lines"], holds });
const yardWith = () => {
  const yard = new Yard([programOf(doc)], { at: at("09:00") });
  yard.do({ type: "order_received", order: orderOf("A", { brand: "B", po_no: "PO1" }) });
  return yard;
};
const types = (what: { effects: { type: string }[] }) => what.effects.map(({ type }) => type);

describe("[D1] an order whose PO number another source's order has", () => {
  it("is taken in and held: nothing is decided of it, nothing leaves the house, one person is told, with what differs", () => {
    const yard = yardWith();
    const second = orderOf("B", { brand: "B", po_no: "PO1" });
    const { effects, decisions, records } = yard.do({ type: "order_received", order: second, twin: twin(true) });
    expect(effects).toMatchObject([
      { type: "hold", reason: "same_po", data: { twin: "A", differs: ["lines"] } },
      { type: "alert", code: "same_po", text: "PO1", to: ["ops"] },
    ]);
    expect(decisions).toMatchObject([{ order: "B", outcome: "parked", reason: "same_po:A" }]);
    expect(records.map(({ code }) => code)).toEqual(["accepted", "noted"]);
    const why = (decision: Decision | undefined) => decision && explainDecision(decision, []).summary;
    expect(why(decisions[0])).toEqual({
      zh: "已搁置：采购单号与 form 的订单 F-1 相同，可能是同一单；不一致的字段：订单行",
      en: "Parked: It has the PO number of order F-1 from form and may be the same order; fields that differ: lines",
    });
    expect(yard.order("B")).toMatchObject({ twin: { order: "A", waits: true }, holds: { same_po: "same_po" } });
    expect(yard.order("B")?.destination).toBeUndefined();
    // Nor by later news of its source or by hand.
    const more = yard.do({
      type: "order_updated",
      order: { ...second, note: "x" },
      changed: ["note"],
      twin: twin(true),
    });
    expect(why(more.decisions[0])?.en).toBe(
      "Parked: Same PO number as an order from another source: a person is to look",
    );
    expect([types(more), more.decisions[0]?.outcome]).toEqual([[], "parked"]);
    expect(types(yard.do({ type: "set_by_hand", order: "B", tags: { seen: true }, by: "ann" }))).toEqual([]);
  });

  it("let go by a person it is decided like any other, once, and not asked about again", () => {
    const yard = yardWith();
    yard.do({ type: "order_received", order: orderOf("B", { brand: "B", po_no: "PO1" }), twin: twin(true) });
    const { effects, decisions } = yard.do({ type: "hold_released", order: "B", by: "ann" });
    expect(types({ effects })).toEqual(["release", "route", "batch_joined", "webhook"]);
    expect(decisions).toMatchObject([{ order: "B", outcome: "decided", destination: "rapid" }]);
    expect(yard.order("B")).toMatchObject({ twin: { order: "A" }, versions: { f: 1 } });
    expect(yard.do({ type: "hold_released", order: "B", by: "ann" }).effects).toEqual([]);
    const next = yard.do({
      type: "order_updated",
      order: orderOf("B", { brand: "B", po_no: "PO1", note: "x" }),
      changed: ["note"],
    });
    expect(types(next)).toEqual(["webhook"]);
  });

  it("cancelled it is gone, and the first order never hears of it", () => {
    const yard = yardWith();
    const before = yard.order("A");
    yard.do({ type: "order_received", order: orderOf("B", { brand: "B", po_no: "PO1" }), twin: twin(true) });
    expect(types(yard.do({ type: "order_cancelled", order: "B" }))).toEqual(["state"]);
    expect(yard.order("A")).toBe(before);
  });

  it("only alerted, it goes on; content that brings the number later holds it and takes it out of its batch", () => {
    const yard = yardWith();
    const told = yard.do({
      type: "order_received",
      order: orderOf("B", { brand: "B", po_no: "PO1" }),
      twin: twin(false),
    });
    expect(types(told)).toEqual(["alert", "route", "batch_joined", "webhook"]);
    yard.do({ type: "order_received", order: orderOf("C", { brand: "B" }) });
    const moved = { order: orderOf("C", { brand: "B", po_no: "PO1" }), changed: ["po_no"], twin: twin(true) };
    expect(types(yard.do({ type: "order_updated", ...moved }))).toEqual(["batch_left", "hold", "alert", "webhook"]);
    expect(yard.order("C")).toMatchObject({ aside: ["f/join"], twin: { order: "A" } });
  });
});
