/**
 * One side of a replay: the very core that runs live, over a state in memory and under a virtual clock. Timers that became due
 * between two events fire first, each at its own instant, in deadline order; at one instant events go before timers.
 */
import {
  countedOf,
  type Decision,
  type EngineEvent,
  MemoryState,
  MessageQueue,
  nextSchedules,
  type PreparedPrograms,
  type ScheduleTurn,
  type StepResult,
  step,
  turnFigures,
} from "@switchyard/engine";
import type { Coverage } from "./coverage.ts";
import { listen } from "./listening.ts";
import { type Standing, standingOf } from "./standing.ts";
import { Tally } from "./tally.ts";
import { type OrdersUnderWay, orderOf, type Tracked } from "./tracked.ts";

export interface SideOptions {
  /** With a trace: the hash is of every node that was passed; without: of those that acted. */
  prepared: PreparedPrograms;
  orders: OrdersUnderWay;
  /** Which of the sides it is. */
  place: number;
  dayOf: (at: number) => string;
  /** Whether open orders are looked at again when the clock alone would change their outcome; by default yes. */
  looks?: boolean | undefined;
  /** Whether somebody will ask how orders stand. */
  stands?: boolean | undefined;
  /** Counts which way orders take through a flow. */
  coverage?: { flow: string; of: Coverage } | undefined;
  /** Every decision, in the order in which they are made. With it decisions keep their trace. */
  onDecision?: ((decision: Decision) => void) | undefined;
}

/** Events between two looks at what may be purged. */
const PURGE_EVERY = 50_000;
/** In memory, copying so many numbers with every step costs less than stretches of time do; a row of a database had to be written with them. */
const FEW_ITEMS = 128;
/** A loop of messages has a bound. */
const MOST_MESSAGES = 100_000;

export class Side {
  readonly tally: Tally;
  /** Steps that were taken: events from outside, and timers. */
  steps = 0;
  readonly #state = new MemoryState<Tracked>();
  readonly #prepared: PreparedPrograms;
  readonly #orders: OrdersUnderWay;
  readonly #looks: boolean;
  readonly #hasSchedules: boolean;
  #turn: ScheduleTurn | null | undefined;

  constructor({ prepared, orders, place, dayOf, looks, stands, coverage, onDecision }: SideOptions) {
    const tried = coverage === undefined ? null : { flow: coverage.flow, coverage: coverage.of };
    const heard = prepared.trace ? listen(prepared, tried) : null;
    const trace = prepared.trace && onDecision !== undefined;
    this.#prepared = { ...(heard?.prepared ?? prepared), trace, fewItems: FEW_ITEMS };
    this.#orders = orders;
    this.#looks = looks ?? true;
    const heeds = { ears: heard?.ears ?? null, coverage: tried?.coverage ?? null, onDecision };
    this.tally = new Tally({ orders, place, dayOf, stands, ...heeds });
    this.#hasSchedules = prepared.flows.some(({ live }) => live.triggers.has("schedule"));
  }

  /** `tracked`: the order that the event is about. */
  take(event: EngineEvent, tracked: Tracked | undefined): void {
    const { sends } = this.#step(event, tracked);
    if (sends.length > 0) this.#tellOn(sends);
    this.steps += 1;
    if (this.steps % PURGE_EVERY === 0) this.#state.purge(event.at);
  }

  /** Messages that follow from an event, and from each other: those of the same group first. */
  #tellOn(sends: StepResult["sends"]): void {
    const queue = new MessageQueue();
    queue.add(sends);
    for (let count = 1; count < MOST_MESSAGES; count += 1) {
      const next = queue.take();
      if (next === undefined) return;
      queue.add(this.#step(next, this.#find(orderOf(next))).sends);
    }
  }

  /** Everything that is due before `at` happens. */
  advance(at: number): void {
    if (this.#hasSchedules) {
      if (this.#turn === undefined) this.#turn = nextSchedules(this.#prepared, at - 1);
      for (let turn = this.#turn; turn !== null && turn.at < at; turn = this.#turn) {
        this.#fire(turn.at - 1);
        this.#takeTurn(turn);
        this.#turn = nextSchedules(this.#prepared, turn.at);
      }
    }
    this.#fire(at - 1);
  }

  #fire(until: number): void {
    for (let timer = this.#state.takeDue(until); timer !== undefined; timer = this.#state.takeDue(until)) {
      const { key, timer: name, due, beside } = timer;
      const id = `timer:${key.kind}:${key.key}:${name}:${due}`;
      const tracked = beside?.hasLeft === true ? undefined : beside;
      this.take({ type: "timer_due", id, at: due, key, timer: name, due }, tracked);
    }
  }

  #takeTurn({ at, nodes }: ScheduleTurn): void {
    const open = [...this.#orders.values()].filter((order) => !this.isClosed(order));
    for (const { flow, node, once } of nodes) {
      if (once) {
        const id = `schedule/${flow}/${node}/${at}`;
        this.take({ type: "scheduled", id, at, flow, node, due: at, data: this.#figures(flow, at) }, undefined);
        continue;
      }
      for (const order of open) {
        const id = `schedule/${flow}/${node}/${at}/${order.id}`;
        this.take({ type: "scheduled", id, at, flow, node, due: at, order: order.id }, order);
      }
    }
  }

  #figures(flow: string, at: number): Record<string, number> {
    const { add, figures } = turnFigures(this.#prepared, { flow, at });
    for (const order of this.#orders.values()) {
      const { state } = this.tally.keptOf(order);
      const counted = state === undefined ? null : countedOf(state);
      if (counted !== null) add(counted);
    }
    return figures;
  }

  #find(id: string | null): Tracked | undefined {
    return id === null ? undefined : this.#orders.get(id);
  }

  /** Nothing can happen to the order any more, if no news of it comes. */
  isAtRest(order: Tracked): boolean {
    const { state, batches } = this.tally.keptOf(order);
    if (state === undefined) return true;
    if (batches > 0 || (this.#looks && state.look !== undefined)) return false;
    if (this.#hasSchedules && !this.isClosed(order)) return false;
    if (state.approvals !== undefined || state.frozen !== undefined) return false;
    if ((state.parked?.length ?? 0) > 0) return false;
    for (const name in state.watches) if (state.watches[name]?.status === "open") return false;
    return true;
  }
  /** Nothing follows its state, or it never came. */
  isClosed(order: Tracked): boolean {
    const { state } = this.tally.keptOf(order);
    if (state === undefined || state.order === null || state.cancelled === true) return true;
    return !this.#prepared.openStates.has(state.status);
  }

  /** How the order stands. Alone in a batch that is still open, it is merged with nobody. */
  standing(order: Tracked): Standing {
    const { state, told, batches } = this.tally.keptOf(order);
    const standing = standingOf(state, told ?? undefined);
    const isAlone = batches > 0 && Object.values(state?.batches ?? {}).some((key) => this.#isAlone(key, standing));
    return isAlone ? { ...standing, batch: null } : standing;
  }
  #isAlone(key: string, { batch: id }: Standing): boolean {
    const batch = this.#state.get({ kind: "batch", key });
    return batch?.kind === "batch" && batch.count === 1 && batch.head.id === id;
  }

  /** Takes the order out of the state: its figures stay. */
  leave(order: Tracked): void {
    this.tally.leave(order);
    this.#drop(order.id);
  }
  #drop(id: string): void {
    this.#state.write([{ key: { kind: "order", key: id }, value: null }]);
  }

  #step(event: EngineEvent, tracked: Tracked | undefined): StepResult {
    const result = step(this.#prepared, event, this.#state);
    this.#state.write(result.writes);
    this.#state.setTimers(result.timers);
    this.#keepStates(result.writes, tracked);
    if (!this.#looks && result.timers.length > 0) this.#lookNoMore(result.timers);
    this.tally.take(result, event.at, tracked);
    return result;
  }

  #keepStates(writes: StepResult["writes"], tracked: Tracked | undefined): void {
    for (const { key, value } of writes) {
      if (key.kind !== "order") continue;
      const order = key.key === tracked?.id ? tracked : this.#orders.get(key.key);
      if (order !== undefined) {
        const kept = this.tally.keptOf(order);
        if (kept.state === undefined) this.#state.layBeside(key, order);
        kept.state = value?.kind === "order" ? value : undefined;
      }
      // Words to an order that has left, from somebody who still has it on a list.
      else this.#drop(key.key);
    }
  }

  #lookNoMore(timers: StepResult["timers"]): void {
    for (const { key, timer, due } of timers)
      if (timer === "look" && due !== null) this.#state.setTimers([{ key, timer, due: null }]);
  }
}
