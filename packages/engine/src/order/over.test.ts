import type { FlowDocument } from "@switchyard/flow";
import { describe, expect, it } from "vitest";
import { at } from "../testing/day.ts";
import { compare, flowOf, hours, type NodeSketch, programOf } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";

const received: NodeSketch = { id: "in", kind: "order_received" };
const everything = flowOf(
  "all",
  [
    received,
    { id: "go", kind: "route", destination: "rapid" },
    { id: "two", kind: "watch", within: hours(2), since: "reached", goal: { states: ["Assigned"], events: [] }, strict: false },
    { id: "join", kind: "merge", by: ["brand"], window: hours(8) },
    { id: "book", kind: "reserve_stock" },
    { id: "gone", kind: "order_cancelled" },
    { id: "told", kind: "webhook", endpoint: "gone", event: "gone" },
    { id: "often", kind: "condition", when: compare("count.gone", "ge", 1), missing: "not_met" },
    { id: "wary", kind: "tag", tag: "wary" },
  ],
  ["in -> go", "in -> two", "in -> join", "in -> book", "gone -> told", "in -> often", "often:met -> wary"],
  { windows: [{ id: "gone", of: "count", event: "order_cancelled", by: ["brand"], window: hours(6) }] },
); // biome-ignore format: a drawing

const yardOf = (...docs: FlowDocument[]) =>
  new Yard(
    docs.map((doc) => programOf(doc)),
    { at: at("09:00") },
  );
const content = (id: string, more = {}) =>
  orderOf(id, { brand: "B1", channel: "douyin", lines: [{ line_no: 1, sku: "S", qty: 1, batch_no: "L1" }], ...more });

describe("an order that is over when it comes", () => {
  it.each(["Cancelled", "Signed", "Refunded", "Returned"])(
    "[O6] %s: taken in as it stands, and nothing is begun",
    (status) => {
      const yard = yardOf(everything);
      yard.do({ type: "stock_changed", sku: "S", available: 5 });
      const { effects, decisions } = yard.do({ type: "order_received", order: content("A", { status }) });
      expect(effects).toEqual([]);
      expect(decisions).toMatchObject([{ outcome: "undecided", destination: null, reason: `closed:${status}` }]);
      const { watches, batches, reserved, destination, cancelled } = yard.order("A") ?? {};
      expect({ watches, batches, reserved, destination, cancelled }).toEqual(
        status === "Cancelled" ? { cancelled: true } : {},
      );
      // What changes of it afterwards begins nothing either.
      const after = yard.do({ type: "order_updated", order: content("A", { status, note: "x" }), changed: ["note"] });
      expect(after.effects).toEqual([]);
      expect(yard.until(at("20:00"))).toEqual([]);
    },
  );

  it("[O6] one that comes cancelled is counted as cancelled, and joins no lot", () => {
    const yard = yardOf(everything);
    yard.do({ type: "order_received", order: content("A", { status: "Cancelled" }) });
    yard.do({ type: "order_received", order: content("B") });
    expect(yard.order("B")?.tags).toEqual({ wary: "all/wary" });
    expect(
      yard.do({ type: "freeze_switched", scope: "batch", name: "L1", on: true, by: "ann" }).effects,
    ).not.toContainEqual(expect.objectContaining({ order: "A" }));
  });
});

describe("cancelling behind a paused channel", () => {
  const paused = () => {
    const yard = yardOf(everything);
    yard.do({ type: "stock_changed", sku: "S", available: 5 });
    yard.do({ type: "order_received", order: content("A") });
    yard.do({ type: "paused_by_hand", target: "channel", name: "douyin", by: "ann" });
    return yard;
  };

  it.each([
    ["a cancelling", { type: "order_cancelled", order: "A" }],
    [
      "a state that a platform says",
      { type: "state_asserted", order: "A", to: "Cancelled", evidence: { kind: "platform" } },
    ],
    [
      "a platform's code",
      { type: "platform_status", order: "A", platform: "taobao", statuses: { status: "TRADE_CLOSED_BY_TAOBAO" } },
    ],
  ] as const)("[B2] %s is believed at once", (_, event) => {
    const yard = paused();
    const { effects } = yard.do(event as Parameters<Yard["do"]>[0]);
    expect(effects.map(({ type }) => type)).toEqual(expect.arrayContaining(["unreserve"]));
    expect(effects.map(({ type }) => type)).not.toContain("pool");
    expect(yard.order("A")).toMatchObject({ cancelled: true, status: "Cancelled" });
  });

  it("[B2] one that itself waits there is cancelled there, and comes out cancelled", () => {
    const yard = paused();
    yard.do({ type: "order_received", order: content("B") });
    yard.do({ type: "order_cancelled", order: "B" });
    expect(yard.order("B")).toMatchObject({ order: null, cancelled: true });
    const { effects, decisions } = yard.do({ type: "resumed", target: "channel", name: "douyin", by: "ann" });
    expect(effects.filter(({ order }) => order === "B")).toEqual([]);
    expect(decisions).toMatchObject([{ order: "B", outcome: "undecided", reason: "closed:Cancelled" }]);
    expect(yard.order("B")).toMatchObject({ cancelled: true, status: "Cancelled" });
  });
});
