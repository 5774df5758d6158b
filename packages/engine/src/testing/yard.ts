/** A small yard: programs, a state in memory, a clock that only goes forward. Every key that a step reads is checked. */
import type { Program } from "@switchyard/flow";
import type { Order, WorkspaceSettings } from "@switchyard/orders";
import type { Decision, Effect, JournalRecord } from "../effect/effect.ts";
import type { StepResult } from "../effect/result.ts";
import type { EngineEvent } from "../event/event.ts";
import { MemoryState } from "../memory/memory.ts";
import { type PreparedPrograms, type PrepareOptions, prepare } from "../prepare/prepare.ts";
import { keyText } from "../state/key.ts";
import { keysFor } from "../state/keys-for.ts";
import type { StateView } from "../state/state.ts";
import { step as realStep } from "../step/step.ts";

export interface Happening {
  at: number;
  effects: Effect[];
  records: JournalRecord[];
  decisions: Decision[];
}

type Without<E> = E extends EngineEvent ? Omit<E, "id" | "at"> & { id?: string; at?: number } : never;
export type Said = Without<EngineEvent>;
export type Step = (prepared: PreparedPrograms, event: EngineEvent, view: StateView) => StepResult;

export class Yard {
  readonly state = new MemoryState();
  prepared: PreparedPrograms;
  now: number;
  readonly happened: Happening[] = [];
  /** What came from outside or became due, and by which flows it was decided. */
  readonly ran: { event: EngineEvent; prepared: PreparedPrograms }[] = [];
  readonly #step: Step;
  #count = 0;

  constructor(
    programs: Program[],
    options: { at?: number; settings?: WorkspaceSettings; prepare?: PrepareOptions; step?: Step } = {},
  ) {
    this.prepared = prepare(programs, options.settings, options.prepare);
    this.now = options.at ?? Date.UTC(2026, 0, 20, 1, 0, 0);
    this.#step = options.step ?? realStep;
  }

  /** Timers due before this instant fire first; those due at it fire after it. */
  do(said: Said): Happening {
    const at = said.at ?? this.now;
    this.until(at - 1);
    this.now = Math.max(this.now, at);
    const id = said.id ?? `ev${++this.#count}`;
    return this.run({ ...said, id, at } as EngineEvent);
  }

  /** Lets time pass up to and including `at`. */
  until(at: number): Happening[] {
    const all: Happening[] = [];
    for (let due = this.state.takeDue(at); due !== undefined; due = this.state.takeDue(at)) {
      this.now = Math.max(this.now, due.due);
      all.push(
        this.run({
          type: "timer_due",
          id: `t${++this.#count}`,
          at: this.now,
          key: due.key,
          timer: due.timer,
          due: due.due,
        }),
      );
    }
    this.now = Math.max(this.now, at);
    return all;
  }

  run(event: EngineEvent): Happening {
    const what: Happening = { at: event.at, effects: [], records: [], decisions: [] };
    this.ran.push({ event, prepared: this.prepared });
    const queue = [event];
    const later: EngineEvent[] = [];
    for (let next = queue.shift() ?? later.shift(); next !== undefined; next = queue.shift() ?? later.shift()) {
      const result = this.#step(this.prepared, next, guard(this.prepared, next, this.state));
      checkWrites(this.prepared, next, this.state, result);
      this.state.write(freeze(result.writes));
      this.state.setTimers(result.timers);
      for (const { how, event: message } of result.sends) (how === "send" ? queue : later).push(message);
      what.effects.push(...result.effects);
      what.records.push(...result.records);
      what.decisions.push(...result.decisions);
    }
    this.happened.push(what);
    return what;
  }

  order(id: string) {
    const value = this.state.get({ kind: "order", key: id });
    return value?.kind === "order" ? value : undefined;
  }

  effects(): Effect[] {
    return this.happened.flatMap((one) => one.effects);
  }
}

/** A view that refuses keys that `keysFor` did not name. */
export function guard(prepared: PreparedPrograms, event: EngineEvent, view: StateView): StateView {
  const allowed = new Set(keysFor(prepared, event, view).map(keyText));
  return {
    get(key) {
      if (!allowed.has(keyText(key)))
        throw new GuardError(`${event.type} read ${keyText(key)}, which keysFor did not name`);
      return view.get(key);
    },
  };
}

export class GuardError extends Error {}

function checkWrites(prepared: PreparedPrograms, event: EngineEvent, view: StateView, result: StepResult): void {
  const allowed = new Set(keysFor(prepared, event, view).map(keyText));
  for (const { key } of result.writes)
    if (!allowed.has(keyText(key))) throw new GuardError(`${event.type} wrote ${keyText(key)}`);
  const failed = result.records.find((one) => one.code === "failed");
  if (failed !== undefined) throw new GuardError(`${event.type} failed: ${JSON.stringify(failed.data)}`);
}

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}

export function orderOf(id: string, more: Partial<Order> = {}): Order {
  return {
    id,
    source: "test",
    external_id: id,
    received_at: Date.UTC(2026, 0, 20, 1, 0, 0),
    tags: [],
    lines: [],
    custom: {},
    raw: {},
    ...more,
  };
}
