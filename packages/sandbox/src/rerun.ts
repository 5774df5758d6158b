/**
 * A journal of a live house, run again: every event that it tells, in its order, through the versions that were live then. Each
 * decision must come out as it was written. What the core told itself (timers, messages) stands in the journal and is taken from
 * there, so restarts and clocks leave no trace.
 */
import {
  CORE_RULES,
  type Decision,
  type EngineEvent,
  type EventType,
  MemoryState,
  type PreparedPrograms,
  step,
} from "@switchyard/engine";

export interface JournalLine {
  position: number;
  /** Of a decision: its order. */
  subject: string;
  type: string;
  at: number;
  /** JSON text. */
  data: string;
}
/** Which versions decided from this line on, and by which settings. */
export const FLOWS_LIVE = "flows_live";

export interface RerunOptions {
  /** What a line of type `FLOWS_LIVE` names, and the number of the core's rules that decided from there on. */
  liveFrom(data: string): { prepared: PreparedPrograms; rules: number };
  eventOf(line: JournalLine): EngineEvent;
  /** A decision that was made now, and one that was written, as texts that are equal when the decisions are. */
  textOf(decision: Decision): string;
  writtenText(data: string): string;
}
export interface Mismatch {
  position: number;
  /** Empty where no order is concerned. */
  order: string;
  reason: "other_decision" | "no_such_decision" | "decision_missing" | "flows_unknown";
  /** As it came out now, and as it was written; null where there is none. */
  now: string | null;
  written: string | null;
  /**
   * The number of the core's rules that decided this, or what came before it and may have left this behind, where it is not this
   * program's: then a mismatch does not say that anything was changed. Null: all was decided by this program's rules.
   */
  rules: number | null;
}
export interface Rerun {
  /** Null: it fits. After a mismatch it may go on: what is told then may follow from it. */
  take(line: JournalLine): Mismatch | null;
  end(): Mismatch | null;
  readonly decisions: number;
}

const EVENTS: Record<EventType, true> = {
  order_received: true, order_updated: true, order_cancelled: true, state_asserted: true, courier_node: true,
  platform_status: true, after_sale: true, measure_observed: true, stock_changed: true, credit_changed: true,
  set_by_hand: true, approval_decided: true, held_by_hand: true, hold_released: true, recalled: true, batch_closed_by_hand: true,
  paused_by_hand: true, resumed: true, freeze_switched: true, lot_linked: true, timer_due: true, scheduled: true, program_published: true,
  apply: true, unpool: true, freeze_told: true, lot_told: true, gate_told: true, tally: true,
}; // biome-ignore format: a word list

export function createRerun({ liveFrom, eventOf, textOf, writtenText }: RerunOptions): Rerun {
  const state = new MemoryState();
  let prepared: PreparedPrograms | null = null;
  let otherRules: number | null = null;
  let awaited: { order: string; text: string }[] = [];
  let last = 0;
  let decisions = 0;

  type Apart = Pick<Mismatch, "position" | "order" | "reason"> & Partial<Mismatch>;
  const apart = (what: Apart): Mismatch => ({ now: null, written: null, rules: otherRules, ...what });

  function missing(): Mismatch | null {
    const [first] = awaited;
    awaited = [];
    if (first === undefined) return null;
    return apart({ position: last, order: first.order, reason: "decision_missing", now: first.text });
  }

  function decided({ position, subject: order, data }: JournalLine): Mismatch | null {
    const now = awaited.shift()?.text;
    const written = writtenText(data);
    decisions += 1;
    if (now === undefined) return apart({ position, order, reason: "no_such_decision", written });
    return now === written ? null : apart({ position, order, reason: "other_decision", now, written });
  }

  function live(data: string): void {
    const from = liveFrom(data);
    prepared = from.prepared;
    if (from.rules !== CORE_RULES) otherRules = from.rules;
  }

  function happened(line: JournalLine): Mismatch | null {
    if (prepared === null) return apart({ position: line.position, order: "", reason: "flows_unknown" });
    const result = step(prepared, eventOf(line), state);
    state.write(result.writes);
    awaited = result.decisions.map((decision) => ({ order: decision.order, text: textOf(decision) }));
    return null;
  }

  return {
    take(line) {
      last = line.position;
      if (line.type === "decided") return decided(line);
      const isEvent = Object.hasOwn(EVENTS, line.type);
      if (!isEvent && line.type !== FLOWS_LIVE) return null;
      const before = missing();
      if (isEvent) return happened(line) ?? before;
      live(line.data);
      return before;
    },
    end: missing,
    get decisions() {
      return decisions;
    },
  };
}
