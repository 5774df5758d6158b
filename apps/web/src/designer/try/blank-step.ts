/** A new step as it is first shown: about the newest order, and about what the drawing has. */
import type { FlowDocument, ScriptStep } from "@switchyard/flow";
import { orderKeys, type Trial } from "./trial.ts";

/** In the menu, in the order in which they come to mind. */
export const MORE_STEPS = [
  "state", "cancel", "update", "approval", "courier", "after_sale", "stock", "release", "close_batch", "measure",
] as const satisfies readonly ScriptStep["type"][]; // biome-ignore format: a word list

export function blankStep(
  type: ScriptStep["type"],
  { trial, document }: { trial: Trial; document: FlowDocument },
): ScriptStep {
  const key = orderKeys(trial.store.getState().script?.steps ?? []).at(-1) ?? "A";
  const nodeOf = (kind: "approval" | "merge") => document.nodes.find((node) => node.kind === kind)?.id ?? "";
  switch (type) {
    case "order":
      return { type, key: trial.freshKey(), order: {} };
    case "update":
      return { type, key, order: {} };
    case "wait":
      return { type, for: { amount: 2, unit: "hour", clock: "natural" } };
    case "wait_next":
      return { type };
    case "state":
      return { type, key, to: "Assigned", evidence: "scan" };
    case "courier":
      return { type, key, action: "picked_up" };
    case "cancel":
    case "release":
      return { type, key };
    case "after_sale":
      return { type, key, event: "complaint" };
    case "approval":
      return { type, key, node: nodeOf("approval"), decision: "approved" };
    case "stock":
      return { type, sku: "", available: 0 };
    case "measure":
      return { type, measure: "" };
    case "close_batch":
      return { type, node: nodeOf("merge") };
  }
}
