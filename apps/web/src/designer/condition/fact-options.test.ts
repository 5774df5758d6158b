import type { NodeKind } from "@switchyard/flow";
import { expect, it } from "vitest";
import { formatFor } from "../../words/format.ts";
import { factOptions } from "./fact-options.ts";

const nothing = { windows: [], patterns: [] };

it("what the flow's own events bring stands apart from what other events would, which say what brings them", () => {
  const kinds = new Set<NodeKind>(["courier_node", "route"]);
  const all = factOptions(nothing, formatFor("zh-CN", "Asia/Shanghai"), { kinds, from: (nodes) => `由 ${nodes} 带来` });
  const kindOf = (name: string) => all.find(({ value }) => value === name)?.kind;
  expect(["event.action", "event.type", "event.deadline", "event.customer"].map(kindOf)).toEqual([
    "event",
    "event",
    "elsewhere",
    "elsewhere",
  ]);
  expect(all.find(({ value }) => value === "event.subject")?.description).toBe(
    "由 售后 / 指标上报 带来 · event.subject",
  );
});
