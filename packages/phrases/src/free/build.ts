import type { Condition, FlowNode } from "@switchyard/flow";
import type { Said } from "../phrase/parts.ts";
import { afterCancelling, idle, openEnds, orderless, stockEvents } from "./afterwards.ts";
import { TURNS } from "./aside-words.ts";
import { Draft } from "./draft.ts";
import type { Placed } from "./items.ts";
import { action, shares } from "./place-action.ts";
import { also, leftOut } from "./place-left-out.ts";
import { breakers, later, watch } from "./place-watch.ts";
import { quiet } from "./quiet-words.ts";
import type { State } from "./state.ts";
import { ENDS, putBack, takeBack, trails } from "./trailing.ts";
import { otherwise, port } from "./ways-out.ts";

/** Puts pieces together; gives back those that there was no place for. */
export function build(
  pieces: readonly Placed[],
  text: string,
): { draft: Draft; lost: Placed[]; nodeOf: Map<Placed, FlowNode> } {
  const state: State = {
    draft: new Draft(),
    text,
    phase: "start",
    root: [],
    rules: [],
    condition: null,
    chain: null,
    level: null,
    early: null,
    deferred: [],
    cause: "",
    scope: null,
    aboutCustomer: false,
    heading: null,
  };
  const lost: Placed[] = [];
  const nodeOf = new Map<Placed, FlowNode>();
  let doubtful = false;
  for (const piece of pieces) {
    const words = text.slice(piece.start, piece.end);
    if (piece.type === "stop" || (piece.type === "filler" && /[,，;；:：]/.test(words))) doubtful = false;
    if (doubtful) {
      lost.push(piece);
      continue;
    }
    // Unknown words that may turn round what follows them: nothing is made of the rest of the clause.
    doubtful = piece.type === "unknown" && TURNS.test(words);
    if (piece.type === "filler" && /[:：]/.test(words) && state.phase === "condition")
      state.scope = state.condition?.when ?? null;
    if (trails(state, piece)) takeBack(state);
    else if (state.deferred.length > 0 && ENDS.has(piece.type)) putBack(state);
    const before = state.draft.nodes.length;
    if (!place(state, piece)) lost.push(piece);
    const made = state.draft.nodes.length > before ? state.draft.nodes.at(-1) : undefined;
    if (made !== undefined) nodeOf.set(piece, made);
  }
  putBack(state);
  lost.push(...openEnds(state.draft, pieces, nodeOf), ...idle(state.draft, nodeOf));
  const [first] = state.draft.nodes;
  if (state.heading !== null && first !== undefined) state.draft.replace({ ...first, name: state.heading });
  stockEvents(state.draft);
  lost.push(...orderless(state.draft, nodeOf), ...afterCancelling(state.draft, nodeOf));
  return { draft: state.draft, lost, nodeOf };
}

function place(state: State, piece: Placed): boolean {
  switch (piece.type) {
    case "trigger":
      return trigger(state, piece.said, piece.when) && about(state, piece.about !== undefined);
    case "condition":
      return condition(state, piece.when, piece.or, state.text.slice(piece.start, piece.end));
    case "left_out":
      if (state.phase !== "acted") return condition(state, piece.when, false, state.text.slice(piece.start, piece.end));
      return leftOut(state, piece.when);
    case "action":
      return action(state, piece.said);
    case "watch":
      return watch(state, piece, state.text.slice(piece.start, piece.end));
    case "later":
      return later(state, piece, state.text.slice(piece.start, piece.end));
    case "also":
      return also(state, piece.when);
    case "breakers":
      return breakers(state, piece.said, state.text.slice(piece.start, piece.end));
    case "table":
    case "split":
      if (state.phase === "acted") state.draft.cursors = state.root;
      state.draft.add(piece.said);
      state.condition = null;
      state.rules = [];
      state.phase = "acted";
      return true;
    case "shares":
      return shares(state, piece);
    case "tag_when":
      return (
        condition(state, piece.when, false, state.text.slice(piece.start, piece.end)) &&
        action(state, { kind: "tag", tag: piece.tag })
      );
    case "called":
      return state.phase === "waiting" && action(state, { kind: "tag", tag: piece.tag });
    case "heading":
      state.heading = piece.name;
      return true;
    case "aside":
      return remark(state.draft, piece.text);
    case "otherwise":
      return otherwise(state, piece.of);
    case "port":
      return port(state, piece.port);
    case "level":
      state.level = piece.level;
      state.draft.cursors = state.root;
      state.phase = "start";
      return true;
    case "quiet":
      return quiet(state, piece.hours);
    case "stop":
      // What was said of a customer's returns ends with its sentence: the next one is of orders again.
      if (state.aboutCustomer) state.root = [];
      state.aboutCustomer = false;
      state.early = null;
      if (state.phase === "acted") {
        state.draft.cursors = state.root;
        state.phase = "start";
      }
      return true;
    case "filler":
      return true;
    case "unknown":
      return false;
  }
}

/** A remark stands with the node that it was made on. */
function remark(draft: Draft, comment: string): boolean {
  const node = draft.nodes.at(-1);
  if (node === undefined || node.comment !== undefined) return false;
  draft.replace({ ...node, comment });
  return true;
}

function trigger(state: State, said: Said, when?: Condition): boolean {
  const { draft } = state;
  const early =
    state.phase === "condition" && state.condition !== null && draft.isEntry(state.condition.id)
      ? state.condition
      : null;
  if (early !== null) {
    const node = draft.before(said, early);
    state.root = [{ from: node.id, port: "next" }];
  } else {
    const others = state.phase === "trigger" ? draft.cursors : [];
    draft.cursors = [];
    draft.add(said);
    draft.cursors = [...others, ...draft.cursors];
    state.root = draft.cursors;
    state.phase = "trigger";
    state.rules = [];
    state.condition = null;
  }
  state.chain = null;
  return when === undefined ? true : condition(state, when, false, "");
}

function about(state: State, customer: boolean): true {
  state.aboutCustomer = customer;
  return true;
}

function condition(state: State, when: Condition, or: boolean, words: string): boolean {
  const { draft } = state;
  if (state.aboutCustomer) return false;
  if (state.phase !== "condition") state.scope = null;
  state.cause = state.phase === "condition" && state.cause !== "" ? `${state.cause}，${words}` : words;
  if (state.phase === "condition" && state.condition !== null) {
    const longer = draft.extend(state.condition, when, or);
    state.rules = state.rules.map((one) => (one.id === longer.id ? longer : one));
    state.condition = longer;
    return true;
  }
  if (or) return false;
  // 「三天没签收提醒客服，金额超过5000的提醒主管」: of these late orders or of all of them, nobody can tell.
  if (state.phase === "acted" && state.chain !== null) return false;
  const begins = state.phase === "start" || state.phase === "trigger" || state.phase === "acted";
  if (begins) draft.cursors = state.root;
  const node = draft.add({ kind: "condition", when, missing: "not_met" });
  if (node.kind !== "condition") return false;
  state.condition = node;
  if (begins) state.rules.push(node);
  else state.rules = [];
  if (begins) state.chain = null;
  state.phase = "condition";
  return true;
}
