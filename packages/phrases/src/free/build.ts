import type { Condition, FlowNode, NodeOf } from "@switchyard/flow";
import { comparisonsOf } from "@switchyard/flow";
import type { Said, SaidOf } from "../phrase/parts.ts";
import { goalTrigger } from "./anchor.ts";
import { type Cursor, Draft } from "./draft.ts";
import type { Placed } from "./items.ts";

/** What came last, which decides where the next piece goes. */
type Phase = "start" | "trigger" | "condition" | "waiting" | "acted" | "otherwise";

interface State {
  draft: Draft;
  text: string;
  phase: Phase;
  /** Where a new statement begins: after the trigger, or nowhere yet. */
  root: Cursor[];
  /** Conditions that began a statement, for a later 其余. */
  rules: NodeOf<"condition">[];
  condition: NodeOf<"condition"> | null;
  /** The last deadline, where it began, and how many there were: deadlines in a row escalate. */
  chain: { watch: SaidOf<"watch">; at: Cursor[]; length: number; under: Condition | null } | null;
  level: number | null;
  /** Actions of this statement, in case what they hang on is said after them: "tag urgent if …". */
  early: { from: number } | null;
  deferred: Said[];
  /** The words of the condition or deadline: what an alert says that is given no words of its own. */
  cause: string;
}

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
  };
  const lost: Placed[] = [];
  const nodeOf = new Map<Placed, FlowNode>();
  for (const piece of pieces) {
    if (trails(state, piece)) takeBack(state);
    else if (state.deferred.length > 0 && ENDS.has(piece.type)) putBack(state);
    const before = state.draft.nodes.length;
    if (!place(state, piece)) lost.push(piece);
    const made = state.draft.nodes.length > before ? state.draft.nodes.at(-1) : undefined;
    if (made !== undefined) nodeOf.set(piece, made);
  }
  putBack(state);
  lost.push(...openEnds(state.draft, pieces, nodeOf));
  stockEvents(state.draft);
  return { draft: state.draft, lost, nodeOf };
}

/** A condition behind something that is done, with nothing to do when it holds, was no condition. */
function openEnds(draft: Draft, pieces: readonly Placed[], nodeOf: ReadonlyMap<Placed, FlowNode>): Placed[] {
  const first = pieces.findIndex(({ type }) => type === "action");
  return pieces.filter((piece, at) => {
    const id = nodeOf.get(piece)?.id;
    const behind = first >= 0 && at > first && piece.type === "condition" && id !== undefined;
    const open = behind && draft.nodes.some((node) => node.id === id) && !draft.edges.some(({ from }) => from === id);
    if (open) draft.drop(id);
    return open;
  });
}

const ENDS = new Set<Placed["type"]>(["action", "stop", "otherwise", "port", "level", "table", "split", "breakers"]);
const TRAILING =
  /(?:^|\s)(?:if|when|whenever|where|whose|for|with|within \d+ s(?:econds?)? of|on|at|after|in case|once)(?: the| an?| all| orders?| any)*\s*$/i;
const STARTS = /^(?:if|when|whenever|where|whose|for|with|on|at|after|upon|once|daily|every|hourly|within)\b/i;

/** English says what an action hangs on after it, without a comma: "alert the supervisor if not assigned within 2 hours". */
function trails(state: State, piece: Placed): boolean {
  if (
    state.phase !== "acted" ||
    state.early === null ||
    state.root.length > 0 ||
    state.early.from >= state.draft.nodes.length
  )
    return false;
  if (piece.type !== "condition" && piece.type !== "watch" && piece.type !== "trigger") return false;
  // "hold unpaid orders": straight after the verb.
  return (
    /[\w"”]\s*$/.test(state.text.slice(0, piece.start)) ||
    TRAILING.test(state.text.slice(0, piece.start)) ||
    STARTS.test(state.text.slice(piece.start, piece.end))
  );
}

/** Takes the actions of this statement back, to put them in again behind what follows. */
function takeBack(state: State): void {
  const { draft, early } = state;
  if (early === null) return;
  const gone = draft.nodes.splice(early.from);
  draft.edges = draft.edges.filter(({ from, to }) => !gone.some(({ id }) => id === from || id === to));
  draft.cursors = [];
  state.deferred = gone.map(({ id: _, position: __, ...said }) => said as Said);
  state.phase = "start";
  state.early = null;
}

function putBack(state: State): void {
  const { deferred } = state;
  state.deferred = [];
  for (const said of deferred) action(state, said);
}

function place(state: State, piece: Placed): boolean {
  switch (piece.type) {
    case "trigger":
      return trigger(state, piece.said, piece.when);
    case "condition":
      return condition(state, piece.when, piece.or, state.text.slice(piece.start, piece.end));
    case "action":
      return action(state, piece.said);
    case "watch":
      return watch(state, piece, state.text.slice(piece.start, piece.end));
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
    case "otherwise":
      return otherwise(state);
    case "port":
      return port(state, piece.port);
    case "level":
      state.level = piece.level;
      state.draft.cursors = state.root;
      state.phase = "start";
      return true;
    case "stop":
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

function condition(state: State, when: Condition, or: boolean, words: string): boolean {
  const { draft } = state;
  state.cause = state.phase === "condition" && state.cause !== "" ? `${state.cause}，${words}` : words;
  if (state.phase === "condition" && state.condition !== null) {
    const longer = draft.extend(state.condition, when, or);
    state.rules = state.rules.map((one) => (one.id === longer.id ? longer : one));
    state.condition = longer;
    return true;
  }
  if (or) return false;
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

const REASONS = new Set(["hold", "freeze", "pause_channel"]);

function action(state: State, said: Said): boolean {
  const cause = state.cause.trim().slice(0, 500);
  let whole = said;
  if (said.kind === "alert") {
    const level =
      state.level ?? (state.phase === "waiting" || state.chain !== null ? Math.min(4, state.chain?.length ?? 1) : 1);
    whole = { ...said, level, text: said.text === "" ? cause : said.text };
  } else if (REASONS.has(said.kind) && "reason" in said && said.reason === "") {
    whole = { ...said, reason: cause };
  }
  // 「不处理，挂起」 says one thing twice.
  if (state.phase === "acted" && same(state.draft.nodes.at(-1), whole)) return true;
  if (state.phase === "start" && state.root.length === 0) state.early = { from: state.draft.nodes.length };
  else if (state.phase !== "acted") state.early = null;
  state.draft.add(whole);
  state.phase = "acted";
  return true;
}

function same(node: FlowNode | undefined, said: Said): boolean {
  if (node === undefined) return false;
  const { id: _, position: __, ...own } = node;
  return JSON.stringify(own, Object.keys(own).sort()) === JSON.stringify(said, Object.keys(said).sort());
}

function watch(state: State, piece: Placed & { type: "watch" }, words: string): boolean {
  const { draft, chain } = state;
  const under = chain?.under ?? (state.phase === "condition" ? (state.condition?.when ?? null) : null);
  const first = state.phase === "condition" && state.condition !== null && draft.isEntry(state.condition.id);
  let said = piece.said;
  if (piece.from !== null) {
    startAt(state, piece.from, under, first);
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
  const length = piece.from !== null && chain === null ? 1 : (chain?.length ?? 0) + 1;
  state.chain = { watch: said, at, length, under };
  state.phase = "waiting";
  state.cause = words;
  return true;
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

function breakers(state: State, list: readonly Said[], words: string): boolean {
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

function otherwise(state: State): boolean {
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

function port(state: State, name: string): boolean {
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

/** 「剩余库存<5→暂停销售」: what pauses an item is told of its stock by the event that changes it. */
function stockEvents(draft: Draft): void {
  for (const node of [...draft.nodes]) {
    if (node.kind !== "condition" || !draft.isEntry(node.id)) continue;
    const next = draft.edges
      .filter(({ from }) => from === node.id)
      .map(({ to }) => draft.nodes.find(({ id }) => id === to));
    const pauses = next.some(
      (one) => (one?.kind === "pause_channel" || one?.kind === "resume_channel") && one.target === "sku",
    );
    if (!pauses || !comparisonsOf(node.when).every(({ fact }) => fact === "stock.available")) continue;
    const told = {
      ...node,
      when: JSON.parse(JSON.stringify(node.when).replaceAll('"stock.available"', '"event.value"')) as Condition,
    };
    draft.replace(told);
    draft.before({ kind: "stock_changed" }, told);
  }
}
