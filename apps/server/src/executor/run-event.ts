/** One event through the core, and everything of it that is to be written. */
import { type Decision, type Effect, type EngineEvent, keysFor, type StepResult, step } from "@switchyard/engine";
import type { Awaitable, GroupTx } from "@switchyard/store";
import type { LiveFlows } from "../runtime/live-flows.ts";
import { after } from "./awaitable.ts";
import { decisionText } from "./decision-text.ts";
import type { GroupState } from "./group-state.ts";
import { type FieldChange, orderChanges } from "./order-changes.ts";
import { orderRow } from "./order-row.ts";

export interface EventRun {
  tx: GroupTx;
  workspace: string;
  live: LiveFlows;
  group: GroupState;
}

/** Who did what the journal tells: a source, a person, or the core. */
const CORE = "switchyard";

/** Events that a step sends run at once, in the same group. Answers what was decided by the event itself. */
export function runEvent(run: EventRun, event: EngineEvent, actor: string): Awaitable<Decision | null> {
  return after(loadKeys(run, event), () => stepEvent(run, event, actor));
}

function stepEvent(run: EventRun, event: EngineEvent, actor: string): Awaitable<Decision | null> {
  const { group, live } = run;
  const result = step(live.prepared, event, group);
  const changes = orderChanges(group, result);
  group.apply(result);
  journalEvent(group, { event, actor, changes }, result);
  queueEffects(group, event, result.effects);
  for (const decision of result.decisions) countHits(group, decision);
  readModel(group, event, result);
  const about = orderOf(event);
  const decided = result.decisions.find((decision) => decision.order === about) ?? null;
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
 * What is read may name more that is to be read; the core comes to an end after two or three rounds. Where nothing was found,
 * nothing more can be named: what it names depends on the event and on the values of what it named.
 */
function loadKeys(run: EventRun, event: EngineEvent, round = 0): Awaitable<void> {
  const { group, live, tx, workspace } = run;
  const keys = keysFor(live.prepared, event, group);
  return after(group.load(tx, workspace, keys), (found) => {
    if (found > 0 && round < 4) return loadKeys(run, event, round + 1);
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
  group: GroupState,
  { event, actor, changes }: { event: EngineEvent; actor: string; changes: FieldChange[] },
  result: StepResult,
): void {
  const { type, id, at, ...said } = event;
  const subject = orderOf(event) ?? "workspace";
  const write = (about: string, name: string, data: string) =>
    group.journal.push({ subject: about, at, type: name, actor: CORE, data });
  const entry = (about: string, name: string, who: string, data: unknown) =>
    group.journal.push({ subject: about, at, type: name, actor: who, data: JSON.stringify(data) });
  entry(subject, type, actor, { event: id, ...said, ...(changes.length === 0 ? {} : { changes }) });
  for (const decision of result.decisions) write(decision.order, "decided", decisionText(decision));
  const decided = new Set(result.decisions.flatMap((decision) => decision.effects));
  for (const effect of result.effects) if (!decided.has(effect)) entry(effect.order ?? subject, "acted", CORE, effect);
  for (const { code, order, data } of result.records) {
    if (!TOLD_BY_THE_EVENT.has(code)) entry(order ?? subject, code, CORE, data);
  }
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
  for (const { value } of result.writes) {
    if (value?.kind !== "order") continue;
    const row = orderRow(value, event.at, outcomes.get(value.order?.id ?? "") ?? null);
    if (row !== null) group.putOrder(row);
  }
}
