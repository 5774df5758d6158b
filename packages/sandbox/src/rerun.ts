/**
 * A journal of a live house, run again: every event that it tells, in its order, through the versions that were live then. Each
 * decision must come out as it was written. What the core told itself (timers, messages) stands in the journal and is taken from
 * there, so restarts and clocks leave no trace.
 */
import {
  type Decision,
  type EngineEvent,
  type EventType,
  MemoryState,
  type PreparedPrograms,
  step,
} from "@switchyard/engine";

export interface JournalLine {
  position: number;
  type: string;
  at: number;
  /** JSON text. */
  data: string;
}
/** Which versions decided from this line on, and by which settings. */
export const FLOWS_LIVE = "flows_live";

export interface RerunOptions {
  /** What a line of type `FLOWS_LIVE` names. */
  prepareFor(data: string): PreparedPrograms;
  eventOf(line: JournalLine): EngineEvent;
  /** A decision that was made now, and one that was written, as texts that are equal when the decisions are. */
  textOf(decision: Decision): string;
  writtenText(data: string): string;
}
export interface Mismatch {
  position: number;
  reason: "other_decision" | "no_such_decision" | "decision_missing" | "flows_unknown";
  /** As it came out now, and as it was written; null where there is none. */
  now: string | null;
  written: string | null;
}
export interface Rerun {
  /** Null: it fits. */
  take(line: JournalLine): Mismatch | null;
  end(): Mismatch | null;
  readonly decisions: number;
}

const EVENTS: Record<EventType, true> = {
  order_received: true, order_updated: true, order_cancelled: true, state_asserted: true, courier_node: true,
  platform_status: true, after_sale: true, measure_observed: true, stock_changed: true, credit_changed: true,
  set_by_hand: true, approval_decided: true, hold_released: true, recalled: true, batch_closed_by_hand: true,
  paused_by_hand: true, resumed: true, freeze_switched: true, timer_due: true, scheduled: true, program_published: true,
  apply: true, unpool: true, freeze_told: true, tally: true,
}; // biome-ignore format: a word list

export function createRerun({ prepareFor, eventOf, textOf, writtenText }: RerunOptions): Rerun {
  const state = new MemoryState();
  let prepared: PreparedPrograms | null = null;
  let awaited: string[] = [];
  let last = 0;
  let decisions = 0;

  const missing = (): Mismatch | null => {
    const [now] = awaited;
    awaited = [];
    return now === undefined ? null : { position: last, reason: "decision_missing", now, written: null };
  };

  function decided({ position, data }: JournalLine): Mismatch | null {
    const now = awaited.shift();
    const written = writtenText(data);
    decisions += 1;
    if (now === undefined) return { position, reason: "no_such_decision", now: null, written };
    return now === written ? null : { position, reason: "other_decision", now, written };
  }

  return {
    take(line) {
      last = line.position;
      if (line.type === "decided") return decided(line);
      const isEvent = Object.hasOwn(EVENTS, line.type);
      if (!isEvent && line.type !== FLOWS_LIVE) return null;
      const before = missing();
      if (before !== null) return before;
      if (!isEvent) {
        prepared = prepareFor(line.data);
        return null;
      }
      if (prepared === null) return { position: line.position, reason: "flows_unknown", now: null, written: null };
      const result = step(prepared, eventOf(line), state);
      state.write(result.writes);
      awaited = result.decisions.map(textOf);
      return null;
    },
    end: missing,
    get decisions() {
      return decisions;
    },
  };
}
