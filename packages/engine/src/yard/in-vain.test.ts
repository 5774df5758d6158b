/** What was asked for and has nothing to act on is recorded, so that nobody wonders what became of it. */
import { expect, it } from "vitest";
import { compare, flowOf, type NodeSketch, programOf } from "../testing/flow.ts";
import { orderOf, Yard } from "../testing/yard.ts";

const received: NodeSketch = { id: "in", kind: "order_received" };

it("[E6] [K2] a freeze that is switched off where nothing is frozen says so, and a second switching on too", () => {
  const yard = new Yard([]);
  const turn = (on: boolean) =>
    yard.do({ type: "freeze_switched", scope: "batch", name: "B7", on, by: "qc" }).records.map(({ data }) => data.what);
  expect([turn(false), turn(true), turn(true), turn(false), turn(false)]).toEqual([
    ["not_frozen"],
    [],
    ["frozen_already"],
    [],
    ["not_frozen"],
  ]);
});

it("[E6] [B3] a flow that resumes what nobody paused says so", () => {
  const go: NodeSketch = { id: "go", kind: "resume_channel", target: "channel" };
  const yard = new Yard([programOf(flowOf("f", [received, go], ["in -> go"]))]);
  const { records } = yard.do({ type: "order_received", order: orderOf("A", { channel: "抖音" }) });
  expect(records.map(({ data }) => data.what)).toContain("nothing_to_resume");
});

it("[F5] a flow that begins with a cancelling tells by the reason and by who cancelled", () => {
  const nodes: NodeSketch[] = [
    { id: "gone", kind: "order_cancelled" },
    { id: "why", kind: "condition", when: compare("event.reason", "contains", "缺货"), missing: "not_met" },
    { id: "tell", kind: "tag", tag: "缺货取消" },
    { id: "who", kind: "condition", when: compare("event.by", "is", "ann"), missing: "not_met" },
    { id: "mine", kind: "tag", tag: "人工取消" },
  ];
  const wires = ["gone -> why", "why:met -> tell", "gone -> who", "who:met -> mine"] as const;
  const yard = new Yard([programOf(flowOf("f", nodes, [...wires]))]);
  for (const id of ["A", "B"]) yard.do({ type: "order_received", order: orderOf(id) });
  yard.do({ type: "order_cancelled", order: "A", reason: "仓库缺货", by: "ann" });
  yard.do({ type: "order_cancelled", order: "B" });
  expect(["A", "B"].map((id) => Object.keys(yard.order(id)?.tags ?? {}))).toEqual([["缺货取消", "人工取消"], []]);
});
