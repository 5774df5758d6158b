import { describe, expect, it } from "vitest";
import { compare, flowOf, hours, programOf } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";

describe("the form in which values are kept", () => {
  const east = flowOf(
    "east",
    [
      { id: "in", kind: "order_received" },
      { id: "set", kind: "set_field", field: "province", value: "江苏省" },
      { id: "at", kind: "state_reached", states: ["Assigned"] },
      { id: "if", kind: "condition", when: compare("province", "in_list", ["江苏", "上海市"]), missing: "not_met" },
      { id: "go", kind: "route", destination: "华东" },
    ],
    ["in -> set", "at -> if", "if:met -> go"],
  );

  it("[F11] a province that a flow or a person sets is found by a later condition", () => {
    const yard = new Yard([programOf(east)]);
    yard.do({ type: "order_received", order: orderOf("A1") });
    expect(yard.order("A1")?.fields?.province).toBe("江苏");
    yard.do({ type: "set_by_hand", order: "A1", fields: { province: " 上海市　" }, by: "ann" });
    yard.do({ type: "state_asserted", order: "A1", to: "Assigned", evidence: { kind: "scan" } });
    expect(yard.order("A1")?.destination).toBe("华东");
  });

  it("[F11] what an event brings is compared as intake would keep it", () => {
    const lots = flowOf(
      "lots",
      [
        { id: "seen", kind: "measure", measure: "Qc" },
        { id: "if", kind: "condition", when: compare("event.batch_no", "is", "b7"), missing: "not_met" },
        { id: "stop", kind: "freeze", scope: "batch", reason: "qc" },
      ],
      ["seen -> if", "if:met -> stop"],
    );
    const yard = new Yard([programOf(lots)]);
    yard.do({ type: "order_received", order: orderOf("A1", { lines: [{ line_no: 1, qty: 1, batch_no: "B7" }] }) });
    yard.do({ type: "measure_observed", measure: "Qc", data: { batch_no: " ｂ７" } });
    expect(yard.order("A1")?.frozen).toEqual(["batch/B7"]);
  });

  it("[M8] a batch's due instant is the earliest of what stands, not of what the source said", () => {
    const soon = Date.UTC(2026, 0, 22);
    const merge = flowOf(
      "merge",
      [
        { id: "in", kind: "order_received" },
        { id: "set", kind: "set_field", field: "due_at", value: soon },
        { id: "join", kind: "merge", by: ["brand"], window: hours(24) },
      ],
      ["in -> set", "set -> join"],
    );
    const yard = new Yard([programOf(merge)]);
    yard.do({ type: "order_received", order: orderOf("A1", { brand: "B", due_at: Date.UTC(2026, 1, 1) }) });
    const joined = yard.effects().find((effect) => effect.type === "batch_joined");
    expect(joined).toMatchObject({ due_at: soon });
  });

  it("[K6] a line that a flow adds takes its pieces from the stock; what is short is not taken", () => {
    const gift = flowOf(
      "gift",
      [
        { id: "in", kind: "order_received" },
        { id: "add", kind: "add_line", sku: "gift", qty: 1 },
      ],
      ["in -> add"],
    );
    const yard = new Yard([programOf(gift)]);
    yard.do({ type: "stock_changed", sku: "Gift", available: 1 });
    for (const id of ["A1", "A2"]) yard.do({ type: "order_received", order: orderOf(id) });
    expect(yard.effects().filter((effect) => effect.type === "reserve")).toMatchObject([
      { order: "A1", sku: "GIFT", qty: 1 },
    ]);
    yard.do({ type: "order_cancelled", order: "A1" });
    yard.do({ type: "order_received", order: orderOf("A3") });
    expect(yard.order("A3")?.reserved).toEqual([{ sku: "GIFT", qty: 1 }]);
  });
});
