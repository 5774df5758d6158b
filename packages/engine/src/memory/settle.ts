/** Runs an event and every message that follows from it on a state in memory: what a shell does for one group. */

import type { StepResult } from "../effect/result.ts";
import type { EngineEvent } from "../event/event.ts";
import type { PreparedPrograms } from "../prepare/prepare.ts";
import { step } from "../step/step.ts";
import type { MemoryState } from "./memory.ts";
import { MessageQueue } from "./message-queue.ts";

/** A loop that settles has a bound: beyond it the messages left over are given back in `sends`. */
const MOST = 100_000;

export function settle(prepared: PreparedPrograms, event: EngineEvent, state: MemoryState): StepResult {
  const all: StepResult = { effects: [], writes: [], timers: [], sends: [], decisions: [], records: [] };
  const queue = new MessageQueue();
  queue.add([{ how: "send", event }]);
  for (let count = 0; count < MOST; count++) {
    const next = queue.take();
    if (next === undefined) return all;
    const result = step(prepared, next, state);
    state.write(result.writes);
    state.setTimers(result.timers);
    queue.add(result.sends);
    for (const effect of result.effects) all.effects.push(effect);
    for (const decision of result.decisions) all.decisions.push(decision);
    for (const record of result.records) all.records.push(record);
  }
  for (let left = queue.take(); left !== undefined; left = queue.take()) all.sends.push({ how: "later", event: left });
  return all;
}

/** Fires every timer due up to `at`, in deadline order, each at its own instant. */
export function settleTimers(prepared: PreparedPrograms, state: MemoryState, at: number): StepResult[] {
  const results: StepResult[] = [];
  for (let due = state.takeDue(at); due !== undefined; due = state.takeDue(at)) {
    const id = `timer:${due.key.kind}:${due.key.key}:${due.timer}:${due.due}`;
    results.push(
      settle(prepared, { type: "timer_due", id, at: due.due, key: due.key, timer: due.timer, due: due.due }, state),
    );
  }
  return results;
}
