/** What came of an event, from the journal entries that its group wrote: the same that is kept for ever. */
import { type Effect, eventSchema, type RecordCode, recordText } from "@switchyard/engine";
import type { StateMachine, Text } from "@switchyard/orders";
import type { JournalInput } from "@switchyard/store";
import { readAnswer } from "../executor/decision-text.ts";
import type { DecisionView } from "../executor/decision-view.ts";

/**
 * `done`: it was applied. `waiting`: for its order, a missing step, or behind a pause. `refused`: it changed nothing, and a record
 * says why. `late`: older than what is known. `nothing`: there was nothing to do.
 */
export type EventResult = "done" | "waiting" | "refused" | "late" | "nothing";
export interface RecordView {
  code: string;
  order: string | null;
  text: Text;
  data: Record<string, unknown>;
}
export interface WhatHappened {
  result: EventResult;
  decisions: (DecisionView & { order: string })[];
  /** Effects that belong to no decision. */
  effects: Effect[];
  records: RecordView[];
}

/** Effects that tell the sender something, and no record does. */
const TELLING = new Set<Effect["type"]>(["pool", "quarantine"]);
const EVENT_TYPES: ReadonlySet<string> = new Set(eventSchema.options.map((one) => one.shape.type.value));

/** `entries`: the event's own first, then those of the events that it led to in the same group. */
export function whatHappened(entries: readonly JournalInput[], machine: StateMachine | undefined): WhatHappened {
  const found: WhatHappened = { result: "done", decisions: [], effects: [], records: [] };
  let isOwn = true;
  let own: RecordView[] = [];
  for (const [place, entry] of entries.entries()) {
    if (EVENT_TYPES.has(entry.type)) {
      if (place > 0 && isOwn) {
        isOwn = false;
        own = [...found.records];
      }
      continue;
    }
    take(found, entry, machine);
  }
  if (isOwn) own = found.records;
  found.result = resultOf(own);
  return found;
}

function take(
  found: WhatHappened,
  { type, subject, data: json }: JournalInput,
  machine: StateMachine | undefined,
): void {
  if (type === "decided") {
    const { order, answer } = readAnswer(json);
    found.decisions.push({ order, ...answer });
    return;
  }
  const data = JSON.parse(json) as Record<string, unknown>;
  const order = subject === "workspace" ? null : subject;
  if (type === "acted") {
    const effect = data as unknown as Effect;
    found.effects.push(effect);
    if (!TELLING.has(effect.type)) return;
    const said = recordText(effect.type, data, machine);
    if (said !== null) found.records.push({ code: effect.type, order, text: said, data: {} });
    return;
  }
  const said = withStep(found, type, data);
  const told = recordText(type, said, machine);
  if (told !== null) found.records.push({ code: type, order, text: told, data: said });
}

/** A refusal's effect names the missing step or evidence, its record does not; the effect comes first. */
function withStep(found: WhatHappened, type: string, data: Record<string, unknown>): Record<string, unknown> {
  if (type !== ("state_conflict" satisfies RecordCode)) return data;
  const effect = found.effects.findLast((one) => one.type === "reject" && one.to === data.to && one.code === data.code);
  return effect?.type === "reject" && effect.missing !== undefined ? { ...data, missing: effect.missing } : data;
}

const REFUSED = new Set(["state_conflict", "unknown_state", "unknown_event", "bad_data", "quarantine", "blocked"]);
const WAITING = new Set(["waiting", "pool", "failed", "over_budget"]);
const NOTHING = new Set(["duplicate", "gone", "not_held", "held_already", "cancelled_already", "nothing_to_resume", "not_frozen", "frozen_already", "paused_already", "linked_already", "not_linked", "nothing_to_link"]); // biome-ignore format: a word list

function resultOf(records: readonly RecordView[]): EventResult {
  const codes = records.map(({ code, data }) => (code === "noted" ? String(data.what) : code));
  if (codes.some((code) => REFUSED.has(code))) return "refused";
  if (codes.some((code) => WAITING.has(code))) return "waiting";
  if (codes.includes("late")) return "late";
  return codes.some((code) => NOTHING.has(code)) ? "nothing" : "done";
}
