import type { FlowDocument } from "@switchyard/flow";
import { describe, expect, it } from "vitest";
import { at } from "../testing/day.ts";
import { compare, flowOf, type NodeSketch, programOf } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";

const received: NodeSketch = { id: "in", kind: "order_received" };
const shut: NodeSketch = {
  id: "shut",
  kind: "condition",
  when: compare("destination.paused", "is", true),
  missing: "not_met",
};
const yardOf = (...docs: FlowDocument[]) =>
  new Yard(
    docs.map((doc) => programOf(doc)),
    { at: at("09:00") },
  );
const gate = (yard: Yard, what: "paused_by_hand" | "resumed", name: string, target: "wave" | "workshop" = "wave") =>
  yard.do({ type: what, target, name, by: "ann" });
const lists = (yard: Yard) =>
  yard.state.entries().flatMap(([{ key }, value]) => (value.kind === "given" ? [[key, value.orders.flat()]] : []));

describe("orders in a paused destination", () => {
  const stay = flowOf("s", [received, shut, { id: "wait", kind: "hold", reason: "pool" }], ["in -> shut", "shut:met -> wait"]); // biome-ignore format: a drawing
  const go = flowOf("g", [received, { id: "w1", kind: "route", destination: "W1" }], ["in -> w1"]);

  it("[B6] a destination lists its open orders where some flow asks for it, and nowhere else", () => {
    const bare = yardOf(go);
    bare.do({ type: "order_received", order: orderOf("A") });
    expect(lists(bare)).toEqual([]);
    const yard = yardOf(go, stay);
    for (const id of ["A", "B", "C"]) yard.do({ type: "order_received", order: orderOf(id) });
    expect(
      lists(yard)
        .flatMap(([, orders]) => orders)
        .sort(),
    ).toEqual(["A", "B", "C"]);
    yard.do({ type: "order_cancelled", order: "A" });
    yard.do({ type: "set_by_hand", order: "B", destination: null, by: "ann" });
    expect(lists(yard).flatMap(([, orders]) => orders)).toEqual(["C"]);
    gate(yard, "paused_by_hand", "W1");
    expect(["A", "B", "C"].map((id) => yard.order(id)?.holds)).toEqual([undefined, undefined, { "s/wait": "pool" }]);
  });

  it("[B6] an order that is put into a paused one hears of it at once", () => {
    const yard = yardOf(stay);
    gate(yard, "paused_by_hand", "X", "workshop");
    yard.do({ type: "order_received", order: orderOf("A") });
    expect(yard.order("A")?.holds).toBeUndefined();
    const evidence = { kind: "scan" } as const;
    yard.do({ type: "state_asserted", order: "A", to: "Assigned", evidence, data: { workshop: " X " } });
    expect(yard.order("A")?.holds).toEqual({ "s/wait": "pool" });
    yard.do({ type: "order_received", order: orderOf("B", { custom: { wave: "X" } }) });
    expect(yard.order("B")?.holds).toEqual({ "s/wait": "pool" });
  });

  it("[B6] of very many, each step tells some and each order hears it once", () => {
    const many = 2300;
    const yard = yardOf(go, stay);
    for (let n = 0; n < many; n++) yard.do({ type: "order_received", order: orderOf(`N${n}`) });
    const { records } = gate(yard, "paused_by_hand", "W1");
    const told = records.filter(({ order, data }) => order === null && data.what === "destination_paused");
    expect(told.length).toBeGreaterThan(2);
    expect(Math.max(...told.map(({ data }) => Number(data.count)))).toBeLessThan(1100);
    expect(records.filter(({ order, data }) => order !== null && data.what === "destination_paused")).toHaveLength(
      many,
    );
  });

  it("[B6] flows that send it to and fro come to an end", () => {
    const turn = flowOf("t", [received, shut, { id: "x", kind: "set_field", field: "wave", value: "X" }, { id: "y", kind: "set_field", field: "wave", value: "Y" }], ["in -> shut", "shut:met -> y", "shut:not_met -> x"]); // biome-ignore format: a drawing
    const yard = yardOf(turn);
    gate(yard, "paused_by_hand", "X");
    yard.do({ type: "order_received", order: orderOf("A") });
    expect(yard.order("A")?.fields).toEqual({ wave: "Y" });
    expect(yard.happened.length).toBeLessThan(10);
  });
});

describe("routes that wait", () => {
  it("[B7] what a table's row says waits with it, and nothing else of the table is done again", () => {
    const table: NodeSketch = {
      id: "t", kind: "decision_table", hit: "first", columns: [{ id: "c", fact: "channel", operator: "is" }],
      outputs: [{ id: "to", effect: "route" }, { id: "level", effect: "set_field", field: "level" }],
      rows: [{ id: "one", cells: ["douyin"], values: ["W1", "high"] }, { id: "two", cells: [null], values: ["W2", "low"] }],
    }; // biome-ignore format: a table
    const yard = yardOf(
      flowOf("f", [received, table, { id: "rest", kind: "tag", tag: "rest" }], ["in -> t", "t:otherwise -> rest"]),
    );
    gate(yard, "paused_by_hand", "W1");
    yard.do({ type: "order_received", order: orderOf("A", { channel: "douyin" }) });
    yard.do({ type: "set_by_hand", order: "A", fields: { level: "mine" }, by: "ann" });
    expect([yard.order("A")?.destination, yard.order("A")?.parked?.length]).toEqual([undefined, 1]);
    const { length } = yard.happened;
    gate(yard, "resumed", "W1");
    expect([yard.order("A")?.destination, yard.order("A")?.parked]).toEqual(["W1", undefined]);
    const said = yard.happened.slice(length).flatMap(({ effects }) => effects.map(({ type }) => type));
    expect(said).toEqual(["resume", "replay", "route"]);
  });

  const fork = flowOf("f", [received, { id: "red", kind: "condition", when: compare("urgency", "is", "red"), missing: "not_met" }, { id: "w1", kind: "route", destination: "W1" }, { id: "blue", kind: "condition", when: compare("urgency", "is", "blue"), missing: "not_met" }, { id: "w2", kind: "route", destination: "W2" }], ["in -> red", "red:met -> w1", "red:not_met -> blue", "blue:met -> w2"]); // biome-ignore format: a drawing
  const update = (yard: Yard, urgency: string) =>
    yard.do({ type: "order_updated", order: orderOf("A", { urgency }), changed: ["urgency"] });
  const waiting = () => {
    const yard = yardOf(fork);
    gate(yard, "paused_by_hand", "W1");
    yard.do({ type: "order_received", order: orderOf("A", { urgency: "red" }) });
    return yard;
  };

  it("[B7] another way that is taken since stands when the gate opens", () => {
    const yard = waiting();
    update(yard, "blue");
    gate(yard, "resumed", "W1");
    expect([yard.order("A")?.destination, yard.order("A")?.parked]).toEqual(["W2", undefined]);
  });

  it("[B7] an intake that no longer leads there takes the wait away", () => {
    const yard = waiting();
    update(yard, "green");
    gate(yard, "resumed", "W1");
    expect([yard.order("A")?.destination, yard.order("A")?.parked]).toEqual([undefined, undefined]);
  });

  it("[B7] it waits once, however often the order is looked at", () => {
    const yard = waiting();
    for (const note of ["a", "b", "c"])
      yard.do({ type: "order_updated", order: orderOf("A", { urgency: "red", note }), changed: ["note"] });
    expect(gate(yard, "resumed", "W1").effects).toMatchObject([
      { type: "resume" },
      { type: "replay", count: 1 },
      { type: "route" },
    ]);
    expect(yard.order("A")?.destination).toBe("W1");
  });
});
