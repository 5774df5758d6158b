/** Versions, recalls, canaries, called flows and brands where they meet. */
import { DEFAULT_SETTINGS } from "@switchyard/orders";
import { describe, expect, it } from "vitest";
import { at } from "../testing/day.ts";
import { compare, flowOf, hours, type NodeSketch, programOf, type Wire } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";

const received: NodeSketch = { id: "in", kind: "order_received" };
const to = (destination: string): NodeSketch => ({ id: "go", kind: "route", destination });
const line = (destination: string, version: number) =>
  programOf(flowOf("f", [received, to(destination)], ["in -> go"]), { version });
const update = (yard: Yard, id: string, more: Parameters<typeof orderOf>[1], changed: string[]) =>
  yard.do({ type: "order_updated", order: orderOf(id, more), changed });

describe("a recall", () => {
  const doc = (destination: string, price: string) =>
    flowOf(
      "f",
      [received, to(destination), { id: "set", kind: "set_field", field: "price", value: price }, { id: "mark", kind: "tag", tag: destination }],
      ["in -> go", "go -> set", "set -> mark"],
    ); // biome-ignore format: a drawing
  const both = [programOf(doc("one", "p1")), programOf(doc("two", "p2"), { version: 2 })];

  it("[F8] [O4] leaves each thing that a person set, decides the others, and gives what is unlocked to the new version", () => {
    const yard = new Yard(both, { at: at("09:00"), prepare: { live: { f: 1 } } });
    yard.do({ type: "order_received", order: orderOf("A") });
    yard.do({ type: "set_by_hand", order: "A", destination: "mine", fields: { price: "p9" }, tags: { two: false }, by: "ann" });
    yard.do({ type: "recalled", order: "A", flow: "f", version: 2, by: "ann" });
    expect(yard.order("A")).toMatchObject({ destination: "mine", fields: { price: "p9" }, versions: { f: 2 } });
    expect(yard.order("A")?.tags?.two).toBeUndefined();
    yard.do({ type: "set_by_hand", order: "A", unlock: ["destination", "field:price", "tag:two"], by: "ann" });
    expect(yard.order("A")).toMatchObject({ destination: "two", fields: { price: "p2" }, tags: { two: "f/mark" } });
  }); // biome-ignore format: a test

  it("[F8] there and back decides as at first; an order that a canary had taken may be recalled from it", () => {
    const yard = new Yard(both, { at: at("09:00"), prepare: { canary: { f: { version: 2, percent: 100 } } } });
    yard.do({ type: "order_received", order: orderOf("A") });
    const seen = [yard.order("A")?.destination];
    for (const version of [1, 2, 1]) {
      yard.do({ type: "recalled", order: "A", flow: "f", version, by: "ann" });
      seen.push(yard.order("A")?.destination);
    }
    expect(seen).toEqual(["two", "one", "two", "one"]);
  });

  it("[F8] [O6] of a cancelled order routes nothing", () => {
    const yard = new Yard(both, { at: at("09:00"), prepare: { live: { f: 1 } } });
    yard.do({ type: "order_received", order: orderOf("A") });
    yard.do({ type: "order_cancelled", order: "A" });
    const { effects } = yard.do({ type: "recalled", order: "A", flow: "f", version: 2, by: "ann" });
    expect([effects, yard.order("A")?.destination]).toEqual([[], "one"]);
  });
});

describe("a tag that a person took off", () => {
  it("[O4] is the flow's again when it is unlocked, and comes on where it is led to", () => {
    const doc = flowOf("t", [received, { id: "if", kind: "condition", when: compare("note", "is", "x"), missing: "not_met" }, { id: "mark", kind: "tag", tag: "red", whileMatched: true }], ["in -> if", "if:met -> mark"]); // biome-ignore format: a drawing
    const yard = new Yard([programOf(doc)], { at: at("09:00") });
    for (const id of ["A", "B"]) {
      yard.do({ type: "order_received", order: orderOf(id, { note: "x" }) });
      yard.do({ type: "set_by_hand", order: id, tags: { red: false }, by: "ann" });
      update(yard, id, { note: "x", shop: "s" }, ["shop"]);
      expect(yard.order(id)?.tags).toBeUndefined();
    }
    update(yard, "B", { note: "y" }, ["note"]);
    for (const order of ["A", "B"]) yard.do({ type: "set_by_hand", order, unlock: ["tag:red"], by: "ann" });
    expect(["A", "B"].map((id) => yard.order(id)?.tags)).toEqual([{ red: "t/mark" }, undefined]);
  });
});

describe("a canary", () => {
  it("[F4] that ends or grows keeps the orders that it took, and takes no older ones", () => {
    const programs = [line("old", 1), line("new", 2)];
    const yardAt = (percent: number) =>
      new Yard(programs, { at: at("09:00"), prepare: { canary: { f: { version: 2, percent } } } });
    const yard = yardAt(100);
    yard.do({ type: "order_received", order: orderOf("A") });
    yard.prepared = yardAt(0).prepared;
    yard.do({ type: "order_received", order: orderOf("B") });
    for (const id of ["A", "B"]) update(yard, id, { note: "x" }, ["note"]);
    yard.prepared = yardAt(100).prepared;
    for (const id of ["A", "B"]) update(yard, id, { note: "y" }, ["note"]);
    expect(["A", "B"].map((id) => [yard.order(id)?.destination, yard.order(id)?.versions])).toEqual([
      ["new", { f: 2 }],
      ["old", { f: 1 }],
    ]);
  });
});

describe("a called flow", () => {
  const called = (destination: string) =>
    flowOf("sub", [received, { id: "to", kind: "route", destination }], ["in -> to"]);
  const caller = flowOf(
    "main",
    [received, { id: "call", kind: "subflow", flow: "sub" }, { id: "mark", kind: "tag", tag: "done" }],
    ["in -> call", "call -> mark"],
  );
  const program = (destination: string, version: number) =>
    programOf(caller, { version, flows: { sub: called(destination) } }); // biome-ignore format: drawings

  it("[F4] is the one that the caller was published with; orders keep it, and a recall changes it", () => {
    const yard = new Yard([program("one", 1)], { at: at("09:00") });
    yard.do({ type: "order_received", order: orderOf("A") });
    yard.prepared = new Yard([program("one", 1), program("two", 2)]).prepared;
    update(yard, "A", { note: "x" }, ["note"]);
    yard.do({ type: "order_received", order: orderOf("B") });
    expect(["A", "B"].map((id) => yard.order(id)?.destination)).toEqual(["one", "two"]);
    yard.do({ type: "recalled", order: "A", flow: "main", version: 2, by: "ann" });
    expect(yard.order("A")).toMatchObject({ destination: "two", tags: { done: "main/mark" } });
  });
});

describe("an order that changes brand", () => {
  const settings = {
    ...DEFAULT_SETTINGS,
    brands: [
      { id: "b1", name: "一" },
      { id: "b2", name: "二" },
    ],
  };
  const stop: [NodeSketch[], Wire[]] = [[received, { id: "stop", kind: "hold", reason: "样衣未批" }, { id: "wait", kind: "watch", within: hours(2), since: "reached", goal: { states: ["Assigned"], events: [] }, strict: false }, { id: "late", kind: "tag", tag: "late" }], ["in -> stop", "in -> wait", "wait:breached -> late"]]; // biome-ignore format: a drawing
  const own = (of: string, version = 1) => programOf(flowOf("own", ...stop, { brands: [of] }), { version });
  const release = programOf(
    flowOf("all", [received, { id: "if", kind: "condition", when: compare("note", "is", "可发"), missing: "not_met" }, { id: "free", kind: "release" }], ["in -> if", "if:met -> free"]),
  ); // biome-ignore format: a drawing

  it("[F9] keeps what the other brand's flow did: its hold until a release or a person lets go, its deadline", () => {
    const yard = new Yard([own("b1"), release], { at: at("09:00"), settings });
    for (const id of ["A", "B"]) {
      yard.do({ type: "order_received", order: orderOf(id, { brand: "一" }) });
      update(yard, id, { brand: "二" }, ["brand"]);
      expect(yard.order(id)?.holds).toEqual({ "own/stop": "样衣未批" });
    }
    update(yard, "A", { brand: "二", note: "可发" }, ["note"]);
    yard.do({ type: "hold_released", order: "B", by: "ann" });
    expect(["A", "B"].map((id) => yard.order(id)?.holds)).toEqual([undefined, undefined]);
    yard.until(at("12:00"));
    expect(yard.order("A")?.tags).toEqual({ late: "own/late" });
  });

  it("[F9] loses the tag that holds only while matched, its place in the batch and its wait for a paused destination; what a person tagged stays", () => {
    const nodes: NodeSketch[] = [received, { id: "mark", kind: "tag", tag: "own", whileMatched: true }, { id: "mine", kind: "tag", tag: "mine", whileMatched: true }, { id: "join", kind: "merge", by: ["customer_id"], window: hours(4) }, to("line")]; // biome-ignore format: a drawing
    const flow = flowOf("own", nodes, ["in -> mark", "in -> mine", "in -> join", "in -> go"], { brands: ["b1"] });
    const yard = new Yard([programOf(flow)], { at: at("09:00"), settings });
    const of = (brand: string) => ({ brand, customer_id: "U1" });
    yard.do({ type: "paused_by_hand", target: "wave", name: "line", by: "ann" });
    for (const id of ["A", "B"]) yard.do({ type: "order_received", order: orderOf(id, of("b1")) });
    yard.do({ type: "set_by_hand", order: "A", tags: { mine: true }, by: "ann" });
    const { effects } = yard.do({ type: "order_updated", order: orderOf("A", of("b2")), changed: ["brand"] });
    expect(effects.map(({ type }) => type)).toEqual(["untag", "batch_left"]);
    expect(yard.order("A")).toMatchObject({ tags: { mine: "hand" }, versions: { own: 1 } });
    yard.do({ type: "resumed", target: "wave", name: "line", by: "ann" });
    expect(["A", "B"].map((id) => yard.order(id)?.destination)).toEqual([undefined, "line"]);
    update(yard, "A", of("b1"), ["brand"]);
    expect(yard.order("A")).toMatchObject({ tags: { own: "own/mark", mine: "hand" }, destination: "line" });
    expect(yard.order("A")?.batches).toEqual(yard.order("B")?.batches);
  });

  it("[F9] begins with the version of the new brand's flow that is live then, and with the first brand's own one when it comes back", () => {
    const only = (destination: string, of: string, version: number) =>
      programOf(flowOf(of, [received, to(destination)], ["in -> go"], { brands: [of] }), { version });
    const yard = new Yard([only("one", "b1", 1), only("two", "b2", 1)], { at: at("09:00"), settings });
    yard.do({ type: "order_received", order: orderOf("A", { brand: "b1" }) });
    yard.prepared = new Yard(
      [only("one", "b1", 1), only("one-new", "b1", 2), only("two", "b2", 1), only("two-new", "b2", 2)],
      { settings },
    ).prepared;
    update(yard, "A", { brand: "b2" }, ["brand"]);
    expect(yard.order("A")?.destination).toBe("two-new");
    update(yard, "A", { brand: "b1" }, ["brand"]);
    expect(yard.order("A")?.destination).toBe("one");
  });
});
