/** What one step gives back. The shell stores all of it in one transaction, then acts on the effects through its outbox. */

import type { EngineEvent } from "../event/event.ts";
import type { StateValue } from "../state/state.ts";
import type { Decision, Effect, JournalRecord, StateWrite, TimerWrite } from "./effect.ts";

/**
 * One key telling another. `send`: the shell runs it next, in the same group (the target's lock class is not lower).
 * `later`: a durable message, run in a group of its own.
 */
export interface Message {
  how: "send" | "later";
  event: EngineEvent;
}

export interface StepResult {
  effects: Effect[];
  writes: StateWrite<StateValue>[];
  timers: TimerWrite[];
  sends: Message[];
  decisions: Decision[];
  records: JournalRecord[];
}
