/** Which version of a flow decides an order whose brand changed after it came. */
import { DEFAULT_SETTINGS } from "@switchyard/orders";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { prepare } from "../prepare/prepare.ts";
import { at } from "../testing/day.ts";
import { flowOf, hours, type NodeSketch, programOf, type Wire } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";

const settings = {
  ...DEFAULT_SETTINGS,
  brands: [
    { id: "b1", name: "一" },
    { id: "b2", name: "二" },
  ],
};
const received: NodeSketch = { id: "in", kind: "order_received" };
const to = (destination: string): NodeSketch => ({ id: "go", kind: "route", destination });
const version = (number: number, brands: string[], nodes: NodeSketch[] = [to(`v${number}`)]) =>
  programOf(flowOf("f", [received, ...nodes], nodes.map(({ id }): Wire => `in -> ${id}`), { brands }), { version: number }); // biome-ignore format: a drawing
type Program = ReturnType<typeof version>;
const publish = (yard: Yard, ...programs: Program[]) => {
  yard.prepared = prepare(programs, settings);
};
const change = (yard: Yard, brand: string, note = "") =>
  yard.do({ type: "order_updated", order: orderOf("A", { brand, note, customer_id: "U1" }), changed: ["brand"] });
const begin = (...programs: Program[]) => {
  const yard = new Yard(programs, { at: at("09:00"), settings });
  yard.do({ type: "order_received", order: orderOf("A", { brand: "b1", customer_id: "U1" }) });
  return yard;
};
const stands = (yard: Yard) => [yard.order("A")?.destination, yard.order("A")?.versions];

describe("the version of an order that changed brand", () => {
  it("[F14] is the one it began with, where that is for the new brand too", () => {
    for (const brands of [[], ["b1", "b2"]]) {
      const yard = begin(version(1, brands));
      publish(yard, version(1, brands), version(2, brands));
      change(yard, "b2");
      expect(stands(yard)).toEqual(["v1", { f: 1 }]);
    }
  });

  it("[F14] is the live one, where the one that it began with is not for the new brand", () => {
    const yard = begin(version(1, ["b1"]));
    publish(yard, version(1, ["b1"]), version(2, ["b1", "b2"]));
    change(yard, "b2");
    expect(stands(yard)).toEqual(["v2", { f: 2 }]);
    change(yard, "b1");
    expect(stands(yard)).toEqual(["v2", { f: 2 }]);
  });

  it("[F14] is kept from then on, whatever is published later", () => {
    const [first, second] = [version(1, ["b1"]), version(2, ["b2"])];
    const yard = begin(first);
    publish(yard, first, second);
    change(yard, "b2");
    publish(yard, first, second, version(3, ["b2"]));
    yard.do({ type: "order_updated", order: orderOf("A", { brand: "b2", note: "x" }), changed: ["note"] });
    expect(stands(yard)).toEqual(["v2", { f: 2 }]);
  });

  it("[F14] goes over as by a recall: other tags, the batch, what only one of them does", () => {
    const mark = (tag: string): NodeSketch => ({ id: "mark", kind: "tag", tag, whileMatched: true });
    const join: NodeSketch = { id: "join", kind: "merge", by: ["customer_id"], window: hours(4) };
    const alert: NodeSketch = { id: "same", kind: "task", title: "看一下", to: ["ops"] };
    const old = version(1, ["b1"], [mark("one"), join, alert, { id: "other", kind: "tag", tag: "was" }]);
    const hold: NodeSketch = { id: "other", kind: "hold", reason: "样衣未批" };
    const yard = begin(old);
    publish(yard, old, version(2, ["b2"], [mark("two"), alert, hold]));
    const { effects } = change(yard, "b2");
    expect(effects.map(({ type }) => type)).toEqual(["untag", "batch_left", "batch_void", "tag", "hold"]);
    expect(yard.order("A")).toMatchObject({
      tags: { two: "f/mark", was: "f/other" },
      holds: { "f/other": "样衣未批" },
    });
    expect(yard.order("A")?.batches).toBeUndefined();
  });

  it("[F14] stays as it was, where the order is over", () => {
    const yard = begin(version(1, ["b1"]));
    publish(yard, version(1, ["b1"]), version(2, ["b2"]));
    yard.do({ type: "order_cancelled", order: "A" });
    change(yard, "b2");
    expect(stands(yard)).toEqual(["v1", { f: 1 }]);
  });

  it("[F14] is found for a brand that a person sets", () => {
    const yard = begin(version(1, ["b1"]));
    publish(yard, version(1, ["b1"]), version(2, ["b2"]));
    yard.do({ type: "set_by_hand", order: "A", fields: { brand: "b2" }, by: "ann" });
    expect(stands(yard)).toEqual(["v2", { f: 2 }]);
  });

  it("[E2] [M6] a brand that a person sets takes the order into the open batch of that brand", () => {
    const join: NodeSketch = { id: "join", kind: "merge", by: ["brand"], window: hours(4) };
    const yard = begin(version(1, [], [join]));
    yard.do({ type: "order_received", order: orderOf("B", { brand: "b2" }) });
    yard.do({ type: "set_by_hand", order: "A", fields: { brand: "b2" }, by: "ann" });
    expect(
      yard
        .effects()
        .filter(({ type }) => type === "batch_joined")
        .at(-1),
    ).toMatchObject({ orders: ["B", "A"] });
  });

  it("[F8] a recall leaves the batch that the other version has not, as any look that no longer leads there", () => {
    const join: NodeSketch = { id: "join", kind: "merge", by: ["customer_id"], window: hours(4) };
    const yard = begin(version(1, [], [join]));
    publish(yard, version(1, [], [join]), version(2, []));
    const { effects } = yard.do({ type: "recalled", order: "A", flow: "f", version: 2, by: "ann" });
    expect(effects.map(({ type }) => type)).toEqual(["batch_left", "batch_void", "route"]);
  });

  it("[F8] a recall to a version that is not for the order's brand changes nothing", () => {
    const yard = begin(version(1, ["b1"]));
    publish(yard, version(1, ["b1"]), version(2, ["b2"]));
    const { records } = yard.do({ type: "recalled", order: "A", flow: "f", version: 2, by: "ann" });
    expect([records.map(({ code }) => code), stands(yard)]).toEqual([["gone"], ["v1", { f: 1 }]]);
  });
});

const BRANDS = [["b1"], ["b2"], ["b1", "b2"], []];
const moves = fc.array(
  fc.oneof(
    fc.record({ brand: fc.constantFrom("b1", "b2", "other") }),
    fc.record({ publish: fc.constantFrom(...BRANDS) }),
  ),
  { maxLength: 12 },
);

describe("any course of brands and releases", () => {
  it("[F14] [F4] an order is decided by the version that it has, as long as that is for its brand; by the live one else, and keeps it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...BRANDS), moves, (first, course) => {
        const published = [first];
        const programs = () => published.map((brands, at) => version(at + 1, brands));
        const isFor = (number: number, brand: string) => {
          const brands = published[number - 1] ?? [];
          return brands.length === 0 || brands.includes(brand);
        };
        const yard = begin(...programs());
        let count = 0;
        let kept = isFor(1, "b1") ? 1 : undefined;
        for (const move of course) {
          if ("publish" in move) {
            published.push(move.publish);
            publish(yard, ...programs());
            continue;
          }
          const { decisions } = change(yard, move.brand, String(count++));
          const live = published.length;
          const taken = [kept, live].find((one) => one !== undefined && isFor(one, move.brand));
          kept = taken ?? kept;
          expect(yard.order("A")?.versions).toEqual(kept === undefined ? undefined : { f: kept });
          if (decisions.length > 0)
            expect(decisions.flatMap(({ flows }) => flows)).toEqual(taken === undefined ? [] : [{ flow: "f", version: taken }]);
        }
      }),
      { numRuns: 150 },
    );
  }); // biome-ignore format: the course in one piece
});
