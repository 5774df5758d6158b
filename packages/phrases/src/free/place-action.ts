import type { FlowNode } from "@switchyard/flow";
import type { Said } from "../phrase/parts.ts";
import type { Placed } from "./items.ts";
import type { State } from "./state.ts";

const REASONS = new Set(["hold", "freeze", "pause_channel"]);

export function action(state: State, said: Said): boolean {
  const cause = state.cause.trim().slice(0, 500);
  let whole = said;
  if (said.kind === "alert") {
    const level =
      state.level ?? (state.phase === "waiting" || state.chain !== null ? Math.min(4, state.chain?.length ?? 1) : 1);
    whole = { ...said, level, text: said.text === "" ? cause : said.text };
  } else if (REASONS.has(said.kind) && "reason" in said && said.reason === "") {
    whole = { ...said, reason: cause };
  }
  const last = state.draft.nodes.at(-1);
  // Of two destinations in a row the second would never take effect; what was meant is not known.
  if (state.phase === "acted" && whole.kind === "route" && last?.kind === "route" && !same(last, whole)) return false;
  // 「不处理，挂起」 says one thing twice.
  if (state.phase === "acted" && same(last, whole)) return true;
  if (state.phase === "trigger" || (state.phase === "start" && state.root.length === 0))
    state.early = { from: state.draft.nodes.length };
  else if (state.phase !== "acted") state.early = null;
  state.draft.add(whole);
  state.phase = "acted";
  return true;
}

/** A split, and behind each of its shares where that goes. */
export function shares(state: State, { said, to }: Placed & { type: "shares" }): boolean {
  const { draft } = state;
  if (state.phase === "acted") draft.cursors = state.root;
  const split = draft.add(said);
  for (const [at, part] of said.parts.entries()) {
    const route = to[at];
    draft.cursors = [{ from: split.id, port: part.id }];
    if (route !== undefined) draft.add(route);
  }
  draft.cursors = [];
  state.condition = null;
  state.rules = [];
  state.phase = "acted";
  return true;
}

function same(node: FlowNode | undefined, said: Said): boolean {
  if (node === undefined) return false;
  const { id: _, position: __, ...own } = node;
  return JSON.stringify(own, Object.keys(own).sort()) === JSON.stringify(said, Object.keys(said).sort());
}
