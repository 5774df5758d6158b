/** The yard that a script plays in: the real core on a state in memory, under the script's own clock. */
import type { FlowDocument, Script } from "@switchyard/flow";
import type { OrderInput } from "@switchyard/orders";
import type { StepResult } from "../effect/result.ts";
import type { EngineEvent } from "../event/event.ts";
import { type DueTimer, MemoryState } from "../memory/memory.ts";
import { settle } from "../memory/settle.ts";
import { type PreparedPrograms, prepare } from "../prepare/prepare.ts";
import { compareKeys, type StateKey } from "../state/key.ts";
import type { BatchState, OrderState } from "../state/state.ts";
import { countedOf, nextSchedules, turnFigures } from "../yard/schedule.ts";
import type { Tried } from "./run.ts";

type Without<E> = E extends EngineEvent ? Omit<E, "id" | "at"> : never;
export type Said = Without<EngineEvent>;

/** What became due: a timer of the state, or a schedule's turn. */
export type Due = { at: number; result: StepResult } & (
  | { what: "timer"; timer: DueTimer }
  | { what: "schedule"; node: string }
);

export class TriedYard {
  readonly state = new MemoryState();
  readonly prepared: PreparedPrograms;
  readonly flow: string;
  readonly document: FlowDocument;
  now: number;
  /** Key → the order's id, in the order in which they came. */
  readonly ids = new Map<string, string>();
  /** Key → what its source said last. */
  readonly said = new Map<string, Partial<OrderInput> & Record<string, unknown>>();
  /** Orders about which some event was decided. */
  readonly decided = new Set<string>();
  #count = 0;
  /** Up to here schedules have had their turns. */
  #turned: number;

  constructor({ program, document, settings }: Tried, { start }: Script) {
    this.prepared = prepare([program], settings);
    this.flow = program.flow;
    this.document = document;
    this.now = start;
    this.#turned = start - 1;
  }

  keyOf(id: string | null): string | null {
    for (const [key, known] of this.ids) if (known === id) return key;
    return null;
  }

  do(said: Said): StepResult {
    this.#count += 1;
    const event = { ...said, id: `script:${this.#count}`, at: this.now } as EngineEvent;
    const result = settle(this.prepared, event, this.state);
    for (const { order, outcome } of result.decisions) {
      const key = outcome === "decided" ? this.keyOf(order) : null;
      if (key !== null) this.decided.add(key);
    }
    return result;
  }

  /** When the next thing becomes due; null where nothing will without an event. */
  next(): number | null {
    const [timer] = this.state.timers();
    const turn = this.ids.size === 0 ? null : nextSchedules(this.prepared, this.#turned);
    if (timer === undefined) return turn?.at ?? null;
    return turn === null ? Math.max(timer.due, this.now) : Math.max(Math.min(timer.due, turn.at), this.now);
  }

  /** Takes the next thing due at or before `at`; null when there is none. Schedules go after timers of their instant. */
  takeDue(at: number): Due | null {
    const turn = this.ids.size === 0 ? null : nextSchedules(this.prepared, this.#turned);
    const timer = this.state.takeDue(turn === null ? at : Math.min(at, turn.at));
    if (timer !== undefined) {
      this.now = Math.max(this.now, timer.due);
      const result = this.do({ type: "timer_due", key: timer.key, timer: timer.timer, due: timer.due });
      return { what: "timer", at: this.now, timer, result };
    }
    if (turn === null || turn.at > at) return null;
    this.now = Math.max(this.now, turn.at);
    this.#turned = turn.at;
    const all: StepResult = { effects: [], writes: [], timers: [], sends: [], decisions: [], records: [] };
    const take = (said: Said) => {
      const { effects, decisions, records } = this.do(said);
      all.effects.push(...effects);
      all.decisions.push(...decisions);
      all.records.push(...records);
    };
    for (const { flow, node, once } of turn.nodes) {
      const said = { type: "scheduled", flow, node, due: turn.at } as const;
      if (once) take({ ...said, data: this.#figures(flow) });
      else for (const order of this.ids.values()) take({ ...said, order });
    }
    return { what: "schedule", at: turn.at, node: turn.nodes[0]?.node ?? "", result: all };
  }

  #figures(flow: string): Record<string, number> {
    const { add, figures } = turnFigures(this.prepared, { flow, at: this.now });
    for (const key of this.ids.keys()) {
      const state = this.order(key);
      const counted = state === null ? null : countedOf(state);
      if (counted !== null) add(counted);
    }
    return figures;
  }

  order(key: string): OrderState | null {
    const id = this.ids.get(key);
    const value = id === undefined ? undefined : this.state.get({ kind: "order", key: id });
    return value?.kind === "order" ? value : null;
  }

  /** Open batches with their keys. */
  batches(): [StateKey, BatchState][] {
    const found: [StateKey, BatchState][] = [];
    for (const [key, value] of this.state.entries()) if (value.kind === "batch") found.push([key, value]);
    return found.sort((a, b) => compareKeys(a[0], b[0]));
  }
}
