import type { FlowDocument, FlowNode } from "@switchyard/flow";
import { describe, expect, it } from "vitest";
import { firstValues, sweepablesOf, valuesOf } from "./sweepable.ts";

const asks = (fact: string, value: number): FlowNode => ({
  ...{ id: fact, kind: "condition", position: { x: 0, y: 0 }, missing: "not_met" },
  when: { type: "comparison", fact, operator: "lt", value },
});
const document = (...nodes: FlowNode[]): FlowDocument => ({
  ...{ formatVersion: 1, name: "", brands: [], windows: [], patterns: [], edges: [] },
  nodes,
});

describe("numbers that can be tried at other values", () => {
  it("a time of day is offered and read as times", () => {
    const [noon] = sweepablesOf(document(asks("paid_minute_of_day", 720)));
    if (noon === undefined) throw new Error("none");
    expect(firstValues(noon)).toEqual({ text: "10:00, 11:00, 12:00, 13:00, 14:00", unit: null });
    expect(valuesOf(noon, "11:30\uFF0C 14:00", null)).toEqual([690, 840]);
    expect(valuesOf(noon, "690", null)).toBeNull();
  });

  it("hours of another day are not offered", () => {
    const [late] = sweepablesOf(document(asks("minute_of_day", 1380)));
    expect(late && firstValues(late).text).toBe("21:00, 22:00, 23:00");
  });

  it("days of the week are not", () => {
    expect(sweepablesOf(document(asks("weekday", 6)))).toEqual([]);
  });

  it("bare numbers stay numbers", () => {
    const [pieces] = sweepablesOf(document(asks("total_qty", 10)));
    expect(pieces && valuesOf(pieces, "5 20", null)).toEqual([5, 20]);
  });
});
