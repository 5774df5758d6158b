import type { Condition, Duration } from "@switchyard/flow";
import type { Said } from "../phrase/parts.ts";
import { goalTrigger } from "./anchor.ts";
import type { Cursor } from "./draft.ts";
import type { Placed } from "./items.ts";
import type { State } from "./state.ts";

export function watch(state: State, piece: Placed & { type: "watch" }, words: string): boolean {
  const { draft, chain } = state;
  const under = chain?.under ?? (state.phase === "condition" ? (state.condition?.when ?? null) : null);
  const first = state.phase === "condition" && state.condition !== null && draft.isEntry(state.condition.id);
  let said = piece.said;
  const from = piece.from ?? sinceTheLast(state, piece);
  if (from !== null) {
    if (piece.from === null) said = { ...said, since: "reached" };
    startAt(state, from, under, first);
  } else if (chain !== null && piece.bare && state.phase !== "condition") {
    const same = JSON.stringify(chain.watch.goal) === JSON.stringify(said.goal);
    const next = same ? null : goalTrigger(chain.watch.goal);
    if (same) said = { ...said, since: chain.watch.since };
    if (next === null) draft.cursors = chain.at;
    else {
      startAt(state, next, under, false);
      said = { ...said, since: "reached" };
    }
  } else {
    if (state.phase === "acted" || state.phase === "start") draft.cursors = state.root;
    const starts = draft.nodes.find(({ id }) => id === state.root[0]?.from);
    if (piece.bare && starts !== undefined && starts.kind !== "order_received") said = { ...said, since: "reached" };
    if (piece.bare && state.phase === "waiting") said = { ...said, since: "reached" };
  }
  const at = draft.cursors;
  draft.add(said);
  const length = from !== null && chain === null ? 1 : (chain?.length ?? 0) + 1;
  state.chain = { watch: said, at, length, under };
  state.phase = "waiting";
  state.cause = words;
  return true;
}

const MINUTES = { second: 1 / 60, minute: 1, hour: 60, day: 1440 };

/** 「再过24小时」, "after 48 hours" behind a deadline: the same again, later. False where there was none, or another thing is waited for. */
export function later(state: State, piece: Placed & { type: "later" }, words: string): boolean {
  const last = state.chain?.watch;
  if (last === undefined) return false;
  if (piece.goal !== null && JSON.stringify(piece.goal) !== JSON.stringify(last.goal)) return false;
  const within = piece.plus ? sum(last.within, piece.within) : piece.within;
  if (within === null || length(within) <= length(last.within) || within.clock !== last.within.clock) return false;
  return watch(
    state,
    { ...piece, type: "watch", said: { ...last, within, strict: piece.strict ?? last.strict }, from: null, bare: true },
    words,
  );
}

const length = ({ amount, unit }: Duration): number => amount * MINUTES[unit];

function sum(one: Duration, more: Duration): Duration | null {
  if (one.unit === more.unit) return { ...one, amount: one.amount + more.amount };
  // A working day has no length in hours here.
  if (one.clock === "working" || more.clock === "working") return null;
  const unit = MINUTES[one.unit] < MINUTES[more.unit] ? one.unit : more.unit;
  const amount = (length(one) + length(more)) / MINUTES[unit];
  return Number.isInteger(amount) ? { ...one, amount, unit } : null;
}

/** 「4小时没有物流更新」: what comes again and again is waited for since it came last, not since the order did. */
function sinceTheLast({ chain, draft, root }: State, { bare, said }: Placed & { type: "watch" }): Said | null {
  const { states, events } = said.goal;
  const isAgain = states.length === 0 && events.length === 1 && events[0] === "courier_node";
  const starts = draft.nodes.find(({ id }) => id === root[0]?.from);
  const isIntake = starts === undefined || starts.kind === "order_received";
  return bare && chain === null && isAgain && isIntake ? goalTrigger(said.goal) : null;
}

/** A deadline with a start of its own: its trigger, and the condition that all of them stand under. */
function startAt(state: State, from: Said, under: Condition | null, first: boolean): void {
  const { draft } = state;
  if (first && state.condition !== null) {
    draft.before(from, state.condition);
    return;
  }
  draft.cursors = [];
  draft.add(from);
  if (under !== null) draft.add({ kind: "condition", when: under, missing: "not_met" });
}

export function breakers(state: State, list: readonly Said[], words: string): boolean {
  const opened: Cursor[] = [];
  for (const said of list) {
    state.draft.cursors = [];
    state.draft.add(said);
    opened.push(...state.draft.cursors);
  }
  state.draft.cursors = opened;
  state.phase = "waiting";
  state.cause = words;
  return true;
}
