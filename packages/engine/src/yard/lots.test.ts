import { describe, expect, it } from "vitest";
import type { EventOf } from "../event/event.ts";
import { orderOf, Yard } from "../testing/yard.ts";

type Link = Partial<EventOf<"lot_linked">> & { lot: string };

/** Fabric M1 → cut C1 → pieces P1 and P2; A was scanned with P1, B names P2 on its line, D with another fabric. */
function chain() {
  const yard = new Yard([]);
  const link = (what: Link) => yard.do({ type: "lot_linked", on: true, by: "ann", ...what });
  for (const id of ["A", "D"]) yard.do({ type: "order_received", order: orderOf(id) });
  yard.do({ type: "order_received", order: orderOf("B", { lines: [{ line_no: 1, qty: 1, batch_no: "P2" }] }) });
  link({ lot: "M1", into: "C1", step: "裁床", qty: 30 });
  link({ lot: "C1", into: "P1" });
  link({ lot: "C1", into: "P2" });
  link({ lot: "P1", order: "A", step: "打包" });
  link({ lot: "M9", order: "D" });
  const freeze = (name: string, on: boolean) =>
    yard.do({ type: "freeze_switched", scope: "batch", name, on, by: "qc" });
  const frozen = () => ["A", "B", "D"].filter((id) => yard.order(id)?.frozen !== undefined);
  return { yard, link, freeze, frozen };
}

describe("chains of lots", () => {
  it("[K15] a freeze runs down the chain to every order that the lot reached, and so does its end", () => {
    const { freeze, frozen } = chain();
    const { effects } = freeze("M1", true);
    expect(effects.map((one) => one.type === "freeze" && [one.name, one.orders])).toEqual([
      ["M1", undefined],
      ["C1", undefined],
      ["P1", ["A"]],
      ["P2", ["B"]],
    ]);
    expect(frozen()).toEqual(["A", "B"]);
    expect(freeze("M1", false).effects.map(({ type }) => type)).toEqual(Array(4).fill("unfreeze"));
    expect(frozen()).toEqual([]);
  });

  it("[K15] what hangs on two frozen lots is let go with the last", () => {
    const { link, freeze, frozen } = chain();
    link({ lot: "M2", into: "P1" });
    freeze("M1", true);
    freeze("M2", true);
    freeze("M1", false);
    expect(frozen()).toEqual(["A"]);
    freeze("M2", false);
    expect(frozen()).toEqual([]);
  });

  it("[K15] linked late it is frozen at once; taken back it is let go", () => {
    const { link, freeze, frozen } = chain();
    freeze("M1", true);
    link({ lot: "P1", order: "D" });
    expect(frozen()).toEqual(["A", "B", "D"]);
    link({ lot: "P1", order: "D", on: false });
    expect(frozen()).toEqual(["A", "B"]);
    link({ lot: "C1", into: "P2", on: false });
    expect(frozen()).toEqual(["A"]);
  });

  it("[K15] a second scan of the same is none; at another step it is one more", () => {
    const { yard, link } = chain();
    const said = (what: Link) => link(what).records.map(({ data }) => data.what);
    expect(said({ lot: "M1", into: "C1", step: "裁床" })).toEqual(["linked_already"]);
    expect(said({ lot: "P1", order: "A", step: "打包" })).toEqual(["linked_already"]);
    expect(said({ lot: "P1", order: "A", step: "复核" })).toEqual([]);
    expect(yard.order("A")?.lots?.map(({ lot, step }) => [lot, step])).toEqual([
      ["P1", "打包"],
      ["P1", "复核"],
    ]);
  });

  it("[K15] a ring of lots that was scanned by mistake is frozen and let go without end", () => {
    const { link, freeze, frozen } = chain();
    link({ lot: "P1", into: "M1" });
    freeze("M1", true);
    expect(frozen()).toEqual(["A", "B"]);
    freeze("M1", false);
    expect(frozen()).toEqual([]);
  });

  it("[K15] a scan before its order came waits for it, and a cancelled order is not listed under its lots", () => {
    const { yard, link, freeze } = chain();
    link({ lot: "P1", order: "E" });
    yard.do({ type: "order_received", order: orderOf("E") });
    expect(yard.order("E")?.lots).toMatchObject([{ lot: "P1", by: "ann" }]);
    yard.do({ type: "order_cancelled", order: "A" });
    expect(freeze("P1", true).effects).toMatchObject([{ type: "freeze", orders: ["E"] }]);
  });
});
