/**
 * A shell that does everything badly that a shell may: late, doubled, reordered deliveries; timers late or twice; restarts
 * between any two steps. What it must keep: groups are atomic, events before timers at one instant, keys as named.
 */

import type { StepResult } from "../../effect/result.ts";
import { type EngineEvent, orderOf } from "../../event/event.ts";
import type { MemoryState } from "../../memory/memory.ts";
import type { PreparedPrograms } from "../../prepare/prepare.ts";
import { keyText } from "../../state/key.ts";
import type { Engine } from "./engine.ts";
import type { Random } from "./random.ts";
import { GRID, type Told } from "./script.ts";
import { Violation } from "./violation.ts";
import { programs } from "./world.ts";

export interface Faults {
  duplicated: number;
  delayed: number;
  reordered: number;
  timerLate: number;
  timerTwice: number;
  restart: number;
  stopped: number;
}
export type Watcher = (event: EngineEvent, result: StepResult, shell: Shell) => void;

interface Delivery {
  at: number;
  rank: number;
  place: number;
  event: EngineEvent;
}

export class Shell {
  readonly #engine: Engine;
  readonly #random: Random;
  readonly #watch: Watcher;
  readonly faults: Faults = {
    duplicated: 0,
    delayed: 0,
    reordered: 0,
    timerLate: 0,
    timerTwice: 0,
    restart: 0,
    stopped: 0,
  };
  state: MemoryState;
  prepared: PreparedPrograms;
  #queue: Delivery[] = [];
  #place = 0;
  steps = 0;
  /** Whether every key that is read is looked up among those named. */
  guards = true;
  now = 0;

  constructor(engine: Engine, random: Random, watch: Watcher) {
    this.#engine = engine;
    this.#random = random;
    this.#watch = watch;
    this.state = new engine.MemoryState();
    // Few: so that counters come to sum by stretches too.
    this.prepared = engine.prepare(programs(), undefined, { fewItems: 3 });
  }

  /** Says when each event arrives, sometimes twice. */
  plan(told: readonly Told[]): void {
    for (const { happened, event } of told) {
      const late = this.#random.chance(0.15) ? (1 + this.#random.below(8)) * GRID : 0;
      if (late > 0) this.faults.delayed += 1;
      const arrived = { ...event, at: happened + late, occurredAt: happened } as EngineEvent;
      this.#deliver(arrived, happened + late);
      if (!this.#random.chance(0.1)) continue;
      this.faults.duplicated += 1;
      const again = happened + late + this.#random.below(6) * GRID;
      this.#deliver({ ...arrived, at: again }, again);
    }
    if (this.#random.chance(0.2)) this.#stop();
  }

  /** The process is down for some hours: all that arrives then arrives at its end. */
  #stop(): void {
    this.faults.stopped += 1;
    const from = (this.#queue[0]?.at ?? 0) + this.#random.below(40) * GRID;
    const to = from + (2 + this.#random.below(10)) * GRID;
    for (const one of this.#queue) {
      if (one.at <= from || one.at >= to) continue;
      one.at = to;
      one.event = { ...one.event, at: to };
    }
  }

  #deliver(event: EngineEvent, at: number, rank = 0): void {
    const swaps = rank === 0 && this.#random.chance(0.2);
    if (swaps) this.faults.reordered += 1;
    this.#place += 1;
    this.#queue.push({ at, rank, place: swaps ? this.#place - 20 : this.#place, event });
  }

  /** Until nothing is left and every timer up to `end` has fired. */
  run(end: number): void {
    for (let next = this.#next(end); next !== null; next = this.#next(end)) this.#group(next);
  }

  #next(end: number): EngineEvent | null {
    this.#queue.sort((a, b) => a.at - b.at || a.rank - b.rank || a.place - b.place);
    const first = this.#queue[0];
    const until = Math.min(end, first === undefined ? end : first.at - (first.rank === 0 ? 1 : 0));
    const due = this.state.takeDue(until);
    if (due === undefined) {
      if (first === undefined || first.at > end) return null;
      this.#queue.shift();
      return first.event;
    }
    const late = this.#random.chance(0.15) ? this.#random.below(6) * GRID : 0;
    const at = Math.max(this.now, due.due) + late;
    const fired: EngineEvent = { type: "timer_due", id: `t${this.#place}`, at, ...due };
    if (this.#random.chance(0.1)) {
      this.faults.timerTwice += 1;
      this.#deliver({ ...fired, id: `${fired.id}b` }, at + this.#random.below(3) * GRID, 1);
    }
    if (late === 0) return fired;
    this.faults.timerLate += 1;
    this.#deliver(fired, at, 1);
    return this.#next(end);
  }

  /** One transaction: the event and what it sends; durable messages become deliveries of their own. */
  #group(first: EngineEvent): void {
    this.now = Math.max(this.now, first.at);
    const queue = [{ ...first, at: this.now }];
    for (let event = queue.shift(); event !== undefined; event = queue.shift()) {
      this.#restart();
      const result = this.#engine.step(this.prepared, event, this.guards ? this.#guarded(event) : this.state);
      this.steps += 1;
      this.#check(event, result);
      this.state.write(result.writes);
      this.state.setTimers(result.timers);
      for (const { how, event: message } of result.sends) {
        if (how === "send") queue.push(message as typeof event);
        else {
          this.#deliver(message, this.now, -1);
          if (this.#random.chance(0.05)) this.#deliver(message, this.now + GRID, -1);
        }
      }
      this.#watch(event, result, this);
    }
  }

  #restart(): void {
    if (!this.#random.chance(0.02)) return;
    this.faults.restart += 1;
    const fresh = new this.#engine.MemoryState();
    const saved = JSON.parse(JSON.stringify(this.state.entries())) as ReturnType<MemoryState["entries"]>;
    fresh.write(saved.map(([key, value]) => ({ key, value })));
    fresh.setTimers(JSON.parse(JSON.stringify(this.state.timers())));
    this.state = fresh;
  }

  #guarded(event: EngineEvent) {
    const { state } = this;
    let allowed: Set<string> | null = null;
    return {
      get: (key: Parameters<MemoryState["get"]>[0]) => {
        allowed ??= new Set(this.#engine.keysFor(this.prepared, event, state).map(keyText));
        if (!allowed.has(keyText(key))) throw new Violation("keys", `${event.type} read ${keyText(key)}`);
        return state.get(key);
      },
    };
  }

  #check(event: EngineEvent, result: StepResult): void {
    const failed = result.records.find((one) => one.code === "failed");
    if (failed !== undefined) throw new Violation("never throws", `${event.type}: ${JSON.stringify(failed.data)}`);
    const said =
      result.effects.length +
      result.records.length +
      result.decisions.length +
      result.writes.length +
      result.sends.length;
    if (said === 0) throw new Violation("nothing is lost", `${event.type} of ${orderOf(event)} left no trace`);
  }
}
