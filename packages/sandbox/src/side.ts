/**
 * One side of a replay: the very core that runs live, over a state in memory and under a virtual clock. Timers that became due
 * between two events fire first, each at its own instant, in deadline order; at one instant events go before timers.
 */
import {
  type Decision,
  type Effect,
  type EngineEvent,
  MemoryState,
  nextSchedules,
  type OrderState,
  type PreparedPrograms,
  type ScheduleTurn,
  type StepResult,
  settle,
} from "@switchyard/engine";
import { DecisionHash } from "./decision-hash.ts";
import { madeFor, type PlainCount, SideCounts } from "./figures.ts";
import { nothingTold, type Standing, standingOf, type Told, tell } from "./standing.ts";

export interface SideOptions {
  prepared: PreparedPrograms;
  dayOf: (at: number) => string;
  /** Whether open orders are looked at again when the clock alone would change their outcome; by default yes. */
  looks?: boolean | undefined;
  /** Every decision, in the order in which they are made. */
  onDecision?: ((decision: Decision) => void) | undefined;
}

type Outcome = Decision["outcome"] | "none";
/** What is kept of an order that is still there. */
interface Kept {
  destination: string | null;
  day: string;
  outcome: Outcome;
  told: Told | null;
}

/** Events between two looks at what may be purged. */
const PURGE_EVERY = 50_000;

export class Side {
  readonly counts = new SideCounts();
  readonly hash = new DecisionHash();
  /** Steps that were taken: events from outside, and timers. */
  steps = 0;
  readonly #state = new MemoryState();
  readonly #kept = new Map<string, Kept>();
  readonly #options: SideOptions;
  readonly #hasSchedules: boolean;
  readonly #looks: boolean;
  #turn: ScheduleTurn | null | undefined;
  /** Orders that the steps since the last look may have finished with. */
  readonly touched = new Set<string>();
  /** Orders of this step alone: at midnight one moment touches all that are open. */
  readonly #moved: string[] = [];

  constructor(options: SideOptions) {
    this.#options = options;
    this.#looks = options.looks ?? true;
    this.#hasSchedules = options.prepared.flows.some(({ live }) => live.triggers.has("schedule"));
  }

  take(event: EngineEvent): void {
    const result = settle(this.#options.prepared, event, this.#state);
    const order = orderOf(event);
    if (order !== null) {
      this.#touch(order);
      if (!this.#looks) this.#state.setTimers([{ key: { kind: "order", key: order }, timer: "look", due: null }]);
    }
    this.#absorb(result, event.at);
    this.steps += 1;
    if (this.steps % PURGE_EVERY === 0) this.#state.purge(event.at);
  }

  /** Everything that is due before `at` happens. `orders`: those that a schedule's turn looks at. */
  advance(at: number, orders: () => Iterable<string>): void {
    if (this.#hasSchedules) {
      if (this.#turn === undefined) this.#turn = nextSchedules(this.#options.prepared, at - 1);
      for (let turn = this.#turn; turn !== null && turn.at < at; turn = this.#turn) {
        this.#fire(turn.at - 1);
        this.#takeTurn(turn, orders());
        this.#turn = nextSchedules(this.#options.prepared, turn.at);
      }
    }
    this.#fire(at - 1);
  }

  #fire(until: number): void {
    for (let timer = this.#state.takeDue(until); timer !== undefined; timer = this.#state.takeDue(until)) {
      const { key, timer: name, due } = timer;
      this.take({
        type: "timer_due",
        id: `timer:${key.kind}:${key.key}:${name}:${due}`,
        at: due,
        key,
        timer: name,
        due,
      });
    }
  }

  #takeTurn({ at, nodes }: ScheduleTurn, orders: Iterable<string>): void {
    const open = [...orders].filter((id) => this.#isOpen(id));
    for (const { flow, node } of nodes) {
      for (const order of open) {
        const id = `schedule/${flow}/${node}/${at}/${order}`;
        this.take({ type: "scheduled", id, at, flow, node, due: at, order });
      }
    }
  }

  #isOpen(id: string): boolean {
    const state = this.stateOf(id);
    if (state === undefined || state.order === null || state.cancelled === true) return false;
    return this.#options.prepared.openStates.has(state.status);
  }

  stateOf(id: string): OrderState | undefined {
    const value = this.#state.get({ kind: "order", key: id });
    return value?.kind === "order" ? value : undefined;
  }

  /** Nothing can happen to the order any more, if no news of it comes. */
  isAtRest(id: string): boolean {
    const state = this.stateOf(id);
    if (state === undefined) return true;
    if (this.#hasSchedules && this.#isOpen(id)) return false;
    if (this.#looks && state.look !== undefined) return false;
    if (state.approvals !== undefined || state.frozen !== undefined) return false;
    if ((state.parked?.length ?? 0) > 0) return false;
    for (const name in state.watches) if (state.watches[name]?.status === "open") return false;
    for (const name in state.batches) if (this.#isInBatch(state.batches[name] ?? "", id)) return false;
    return true;
  }
  isClosed(id: string): boolean {
    return !this.#isOpen(id);
  }

  #isInBatch(key: string, id: string): boolean {
    return this.#batch(key)?.members.some((leaf) => leaf.some(([member]) => member === id)) === true;
  }
  #batch(key: string) {
    const batch = this.#state.get({ kind: "batch", key });
    return batch?.kind === "batch" ? batch : undefined;
  }

  /** How the order stands. Alone in a batch that is still open, it is merged with nobody. */
  standing(id: string): Standing {
    const state = this.stateOf(id);
    const standing = standingOf(state, this.#kept.get(id)?.told ?? undefined);
    const isAlone = Object.values(state?.batches ?? {}).some((key) => {
      const batch = this.#batch(key);
      return batch?.count === 1 && batch.id === standing.batch;
    });
    return isAlone ? { ...standing, batch: null } : standing;
  }
  /** Takes the order out of the state: its figures stay. */
  leave(id: string): void {
    this.#state.write([{ key: { kind: "order", key: id }, value: null }]);
    this.#kept.delete(id);
  }

  #absorb(result: StepResult, at: number): void {
    for (const effect of result.effects) this.#effect(effect, at);
    for (const { code, order, data } of result.records) {
      if (code === "batch_opened") this.counts.count("batches");
      else if (code.startsWith("watch_")) this.#watch(code, order, data);
    }
    for (const decision of result.decisions) this.#decision(decision);
    for (const id of this.#moved) this.#place(id, at);
    this.#moved.length = 0;
  }

  #touch(id: string): void {
    this.touched.add(id);
    this.#moved.push(id);
  }

  #watch(code: string, order: string | null, data: Record<string, unknown>): void {
    if (isCounted(code)) this.counts.count(code);
    if (code === "watch_breached" && order !== null) this.#toldOf(order).breaches.push(String(data.watch));
  }

  #effect(effect: Effect, at: number): void {
    switch (effect.type) {
      case "alert":
        this.counts.alert(effect.level);
        break;
      case "task":
      case "notify":
      case "webhook":
        this.counts.sent(effect.type);
        break;
      case "hold":
      case "freeze":
      case "pause":
        this.counts.count(effect.type);
        return;
      case "batch_joined":
        this.counts.count("joined");
        break;
      case "batch_left":
        this.counts.count("joined", -1);
        break;
      case "batch_void":
        this.counts.count("batches", -1);
        return;
      case "batch_closed":
        this.#closed(effect.orders ?? [], effect.batch, at);
        return;
      default:
        return;
    }
    if (effect.order !== null) tell(this.#toldOf(effect.order), effect);
  }

  /** A batch of one merged nothing. */
  #closed(orders: readonly string[], batch: string, at: number): void {
    for (const id of orders) {
      this.#touch(id);
      const order = this.stateOf(id)?.order;
      const due = order?.due_at;
      if (due !== undefined && due < at && due >= (order?.received_at ?? 0)) this.counts.count("late_by_merging");
      const told = this.#kept.get(id)?.told;
      if (orders.length === 1 && told?.batch === batch) told.batch = null;
    }
  }

  #decision(decision: Decision): void {
    const { order, outcome, destination, nodes, at, reason } = decision;
    this.#options.onDecision?.(decision);
    this.hash.addDecision(order, at, outcome, destination, nodes);
    if (order === "") return;
    this.#touch(order);
    const kept = this.#keptOf(order);
    if (outcome === "parked") this.#toldOf(order).parked = reason ?? "parked";
    else if (kept.told !== null) kept.told.parked = null;
    // A later look at which nothing acted does not undo what was decided.
    if (kept.outcome === outcome || (kept.outcome === "decided" && outcome === "undecided")) return;
    if (kept.outcome !== "none") this.counts.outcome(kept.outcome, -1);
    this.counts.outcome(outcome, 1);
    kept.outcome = outcome;
  }

  #place(id: string, at: number): void {
    const destination = this.stateOf(id)?.destination ?? null;
    const kept = this.#keptOf(id);
    if (kept.destination === destination) return;
    if (kept.destination !== null) this.counts.place(kept.destination, kept.day, -1);
    kept.destination = destination;
    kept.day = this.#options.dayOf(at);
    if (destination !== null) this.counts.place(destination, kept.day, 1);
  }

  #keptOf(id: string): Kept {
    return madeFor(this.#kept, id, () => ({ destination: null, day: "", outcome: "none", told: null }));
  }
  #toldOf(id: string): Told {
    const kept = this.#keptOf(id);
    kept.told ??= nothingTold();
    return kept.told;
  }
}

const COUNTED: ReadonlySet<string> = new Set(["watch_started", "watch_kept", "watch_breached", "watch_cancelled"]);
const isCounted = (code: string): code is PlainCount => COUNTED.has(code);

/** The order that an event is about; null for the world around. */
function orderOf(event: EngineEvent): string | null {
  if (event.type === "order_received" || event.type === "order_updated") return event.order.id;
  if (event.type === "timer_due") return event.key.kind === "order" ? event.key.key : null;
  return "order" in event && typeof event.order === "string" ? event.order : null;
}
