import { type Condition, comparisonsOf, type FlowNode, type NodeOf } from "@switchyard/flow";
import { partsOf } from "./draft.ts";
import type { State } from "./state.ts";

/** The other way out. `of`: only what was said of these facts is turned round. */
export function otherwise(state: State, of?: readonly string[]): boolean {
  const { draft } = state;
  const last = draft.nodes.at(-1);
  const go = (from: string, out: string): boolean => {
    draft.cursors = [{ from, port: out }];
    state.phase = "otherwise";
    state.rules = [];
    return true;
  };
  const about = (when: Condition): boolean =>
    of === undefined || comparisonsOf(when).every(({ fact }) => of.includes(fact));
  const decision = draft.find("decision_table");
  if (state.rules.length > 1) {
    if (!state.rules.every(({ when }) => about(when))) return false;
    const node = draft.branch(state.rules);
    if (node !== null) return go(node.id, "otherwise");
  }
  if (state.condition !== null) {
    const { scope } = state;
    const parts = partsOf(state.condition.when, "all");
    const outside =
      of === undefined ? (scope === null ? [] : partsOf(scope, "all")) : parts.filter((one) => !about(one));
    const inside = parts.filter((one) => !outside.includes(one));
    if (inside.length === 0) return of === undefined && go(state.condition.id, "not_met");
    if (outside.length > 0) state.condition = draft.nest(state.condition, outside, inside);
    return go(state.condition.id, "not_met");
  }
  if (of !== undefined) return false;
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
