import type { Condition, NodeOf } from "@switchyard/flow";
import { negate } from "../condition/negate.ts";
import { type Cursor, type Draft, ONWARDS } from "./draft.ts";
import type { State } from "./state.ts";

/**
 * 「…，VIP客户除外」: one more part of what the rule before it asks for. False where it may be meant of several rules, or of one that
 * no order goes through: then it is marked.
 */
export function leftOut(state: State, when: Condition): boolean {
  const { draft, condition, chain } = state;
  const last = draft.nodes.at(-1);
  if (last === undefined || state.rules.length > 1) return false;
  if (last.kind === "merge") {
    if (last.exclude !== undefined) return false;
    draft.replace({ ...last, exclude: negate(when) });
    return true;
  }
  if (condition !== null && goesOn(draft, condition.id, last.id)) {
    extend(state, condition, when);
    return true;
  }
  const [before, ...more] = chain?.at ?? [];
  const watch = draft.find("watch");
  if (chain === null || chain.length > 1 || watch === undefined || before === undefined || more.length > 0)
    return false;
  if (!goesOn(draft, watch.id, last.id)) return false;
  insert(draft, before, watch.id, when);
  return true;
}

/** 「…，加急的也一样」: the same is done to these. Where the rule asks for several things it may be meant of one of them: then it is marked. */
export function also(state: State, when: Condition): boolean {
  const { draft, condition } = state;
  const last = draft.nodes.at(-1);
  if (state.phase !== "acted" || condition === null || last === undefined || state.rules.length > 1) return false;
  if (condition.when.type === "group" && condition.when.match !== "any") return false;
  if (!goesOn(draft, condition.id, last.id)) return false;
  extend(state, condition, when, true);
  return true;
}

function extend(state: State, condition: NodeOf<"condition">, when: Condition, or = false): void {
  const longer = state.draft.extend(condition, when, or);
  state.rules = state.rules.map((one) => (one.id === longer.id ? longer : one));
  state.condition = longer;
}

/** Only one way leads from one to the other, and it is the usual one: nothing hangs on an otherwise or on data that is missing. */
function goesOn(draft: Draft, from: string, to: string): boolean {
  const reached = new Set([from]);
  for (const id of reached)
    for (const edge of draft.edges) {
      if (edge.from !== id) continue;
      const kind = draft.nodes.find((node) => node.id === id)?.kind ?? "";
      if (edge.port !== (ONWARDS[kind] ?? "next")) return false;
      reached.add(edge.to);
    }
  return reached.has(to);
}

/** A condition between a trigger and the deadline that it starts. */
function insert(draft: Draft, before: Cursor, watch: string, when: Condition): void {
  const { cursors } = draft;
  draft.cursors = [];
  const node = draft.add({ kind: "condition", when, missing: "not_met" });
  draft.edges = draft.edges.map((edge) =>
    edge.to === watch && edge.from === before.from ? { ...edge, to: node.id } : edge,
  );
  draft.connect([{ from: node.id, port: "met" }], watch);
  draft.nodes.pop();
  draft.nodes.splice(
    draft.nodes.findIndex(({ id }) => id === watch),
    0,
    node,
  );
  draft.cursors = cursors;
}
