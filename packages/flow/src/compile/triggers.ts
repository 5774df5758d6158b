import { canonicalJson } from "@switchyard/orders";
import type { FlowNode } from "../document.ts";

/** Equal for triggers that always start together: they are one entry, so that what follows both runs once, in one order. */
export function triggerKey(node: FlowNode): string {
  return canonicalJson({ ...node, id: "", name: "", position: null, comment: "" });
}

/** Can one event start both? */
export function mayStartTogether(one: FlowNode, other: FlowNode): boolean {
  if (one.kind === "order_updated") return other.kind === "order_updated";
  if (one.kind === "state_reached" && other.kind === "state_reached") return shares(one.states, other.states);
  if (one.kind === "courier_node" && other.kind === "courier_node") return anyOrShares(one.actions, other.actions);
  if (one.kind === "after_sale" && other.kind === "after_sale") return anyOrShares(one.events, other.events);
  if (one.kind === "schedule" && other.kind === "schedule") return one.once === other.once && shares(one.at, other.at);
  return triggerKey(one) === triggerKey(other);
}

const shares = (one: readonly string[], other: readonly string[]): boolean => one.some((item) => other.includes(item));
const anyOrShares = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === 0 || other.length === 0 || shares(one, other);
