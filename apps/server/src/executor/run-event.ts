/** One event through the core, and everything of it that is to be written. */
import {
  type Decision,
  type Effect,
  type EngineEvent,
  keysFor,
  type StateKey,
  type StepResult,
  step,
} from "@switchyard/engine";
import type { Awaitable, GroupTx } from "@switchyard/store";
import type { WorkspaceView } from "../runtime/context.ts";
import type { LiveFlows } from "../runtime/live-flows.ts";
import { after } from "./awaitable.ts";
import { batchSubject } from "./batch-subject.ts";
import { decisionText } from "./decision-text.ts";
import { decisionView } from "./decision-view.ts";
import type { GroupState } from "./group-state.ts";
import { type FieldChange, orderChanges } from "./order-changes.ts";
import { orderRow } from "./order-row.ts";

export interface EventRun {
  tx: GroupTx;
  workspace: string;
  /** In whose words decisions are told. */
  view: WorkspaceView;
  live: LiveFlows;
  group: GroupState;
}

/** Who did what the journal tells: a source, a person, or the core. */
const CORE = "switchyard";

/** What an event decided about its own order: as JSON text, and the place of its entry in the group's journal. */
export interface Decided {
  answer: string;
  entry: number;
}

/** Events that a step sends run at once, in the same group. Answers what was decided by the event itself. */
export function runEvent(run: EventRun, event: EngineEvent, actor: string): Awaitable<Decided | null> {
  return after(loadKeys(run, event), () => stepEvent(run, event, actor));
}

function stepEvent(run: EventRun, event: EngineEvent, actor: string): Awaitable<Decided | null> {
  const { group, live } = run;
  const result = step(live.prepared, event, group);
  const changes = orderChanges(group, result);
  group.apply(result);
  const decided = journalEvent(run, { event, actor, changes }, result);
  queueEffects(group, event, result.effects);
  for (const decision of result.decisions) countHits(group, decision);
  readModel(group, event, result);
  const now: EngineEvent[] = [];
  for (const { how, event: next } of result.sends) {
    if (how === "send") now.push(next);
    else group.messages.push({ id: next.id, event: next });
  }
  return after(runInTurn(run, now), () => decided);
}

function runInTurn(run: EventRun, [event, ...rest]: readonly EngineEvent[]): Awaitable<void> {
  if (event === undefined) return;
  return after(runEvent(run, event, CORE), () => runInTurn(run, rest));
}

/**
 * What is read may name more that is to be read; the core comes to an end after two or three rounds. What it names depends on the
 * event and on what it looked at while naming: where nothing of that turned out to be there after all, nothing more can be named.
 */
function loadKeys(run: EventRun, event: EngineEvent, round = 0): Awaitable<void> {
  const { group, live, tx, workspace } = run;
  const missed: StateKey[] = [];
  const keys = keysFor(live.prepared, event, {
    get(key) {
      const value = group.get(key);
      if (value === undefined) missed.push(key);
      return value;
    },
  });
  return after(group.load(tx, workspace, keys), () => {
    if (round < 4 && missed.some((key) => group.get(key) !== undefined)) return loadKeys(run, event, round + 1);
  });
}

/** The order that an event is about, or null. */
function orderOf(event: EngineEvent): string | null {
  if (event.type === "timer_due") return event.key.kind === "order" ? event.key.key : null;
  if (!("order" in event) || event.order === undefined || event.order === null) return null;
  return typeof event.order === "string" ? event.order : event.order.id;
}

/** The event as it came with what it changed, then what was decided; a step that decided nothing says what else it did. */
function journalEvent(
  { group, view, live }: EventRun,
  { event, actor, changes }: { event: EngineEvent; actor: string; changes: FieldChange[] },
  result: StepResult,
): Decided | null {
  const { type, at } = event;
  const about = orderOf(event);
  const subject = about ?? "workspace";
  let own: Decided | null = null;
  const tell = (order: string, name: string, who: string, data: string) =>
    group.journal.push({ subject: order, at, type: name, actor: who, data }) - 1;
  tell(subject, type, actor, eventText(group, event, changes));
  for (const decision of result.decisions) {
    const answer = JSON.stringify(decisionView(decision, { workspace: view, names: live.names }));
    const entry = tell(decision.order, "decided", CORE, decisionText(decision, answer));
    if (decision.order === about) own ??= { answer, entry };
  }
  for (const effect of result.effects) {
    if (result.decisions.some((decision) => decision.effects.includes(effect))) continue;
    tell(effect.order ?? ownOf(effect) ?? subject, "acted", CORE, JSON.stringify(effect));
  }
  for (const { code, order, data } of result.records) {
    if (!TOLD_BY_THE_EVENT.has(code)) tell(order ?? subject, code, CORE, JSON.stringify(data));
  }
  return own;
}

const ownOf = (effect: Effect): string | null => ("batch" in effect ? batchSubject(effect.batch) : null);

/** An order's text is made once: what it says is what its content is known again by, and its state. */
function eventText(group: GroupState, event: EngineEvent, changes: FieldChange[]): string {
  const { type: _, at: __, id, ...said } = event;
  const told = changes.length === 0 ? {} : { changes };
  if (!("order" in said) || typeof said.order !== "object" || said.order === null)
    return JSON.stringify({ event: id, ...said, ...told });
  const { order, ...rest } = said;
  return `${JSON.stringify({ event: id, ...rest, ...told }).slice(0, -1)},"order":${group.orderText(order)}}`;
}
const TOLD_BY_THE_EVENT = new Set<string>(["accepted", "updated"]);

/** Effects that leave the house. */
const SENT = new Set<Effect["type"]>(["alert", "notify", "task", "webhook"]);

function queueEffects(group: GroupState, event: EngineEvent, effects: readonly Effect[]): void {
  effects.forEach((effect, index) => {
    if (!SENT.has(effect.type)) return;
    const about = { order: effect.order ?? "", kind: effect.type, at: event.at };
    group.outbox.push({ id: `${event.id}:${index}`, ...about, payload: JSON.stringify(effect) });
  });
}

function countHits(group: GroupState, decision: Decision): void {
  for (const { flow } of decision.flows) group.addHit(flow, "", decision.at);
  for (const { flow, node } of decision.trace) group.addHit(flow, node, decision.at);
}

function readModel(group: GroupState, event: EngineEvent, result: StepResult): void {
  const outcomes = new Map(result.decisions.map((decision) => [decision.order, decision.outcome]));
  for (const { key, value } of result.writes) {
    if (value?.kind !== "order") continue;
    const row = orderRow(value, event.at, outcomes.get(key.key) ?? null);
    if (row !== null) group.putOrder(row);
  }
}
