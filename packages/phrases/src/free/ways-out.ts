import type { FlowNode, NodeOf } from "@switchyard/flow";
import type { State } from "./state.ts";

export function otherwise(state: State): boolean {
  const { draft } = state;
  const last = draft.nodes.at(-1);
  const go = (from: string, out: string): boolean => {
    draft.cursors = [{ from, port: out }];
    state.phase = "otherwise";
    state.rules = [];
    return true;
  };
  const decision = draft.find("decision_table");
  if (state.rules.length > 1) {
    const node = draft.branch(state.rules);
    if (node !== null) return go(node.id, "otherwise");
  }
  if (state.condition !== null) return go(state.condition.id, "not_met");
  if (decision !== undefined) return go(decision.id, "otherwise");
  const approval = last?.kind === "approval" ? last : undefined;
  return approval === undefined ? false : go(approval.id, "rejected");
}

const OWNERS: Readonly<Record<string, FlowNode["kind"]>> = {
  rejected: "approval",
  approved: "approval",
  timed_out: "approval",
  closed: "merge",
  kept: "watch",
  excluded: "merge",
};

export function port(state: State, name: string): boolean {
  const { draft } = state;
  const kind = OWNERS[name];
  const node = kind === undefined ? state.condition : draft.find(kind);
  if (node === undefined || node === null) return false;
  if (node.kind === "condition") {
    const open: NodeOf<"condition"> = { ...node, missing: "port" };
    draft.replace(open);
    state.condition = open;
    state.rules = [];
  }
  draft.cursors = [{ from: node.id, port: name }];
  state.phase = "otherwise";
  return true;
}
