/** Takes down what the steps of one side said: figures, the hash of decisions, which way orders took, what was told of them. */
import type { Decision, Effect, StepResult } from "@switchyard/engine";
import type { Coverage } from "./coverage.ts";
import { DecisionHash, nameKey, outcomeKey, textKey } from "./decision-hash.ts";
import { type PlainCount, SideCounts } from "./figures.ts";
import type { Ears } from "./listening.ts";
import { type MarkList, MarkSets } from "./marks.ts";
import { added, nothingTold, type Told, tell } from "./standing.ts";
import type { Kept, OrdersUnderWay, Tracked } from "./tracked.ts";

export interface TallyOptions {
  orders: OrdersUnderWay;
  /** Which of the sides it is. */
  place: number;
  dayOf: (at: number) => string;
  /** Whether somebody will ask how orders stand; by default yes. */
  stands?: boolean | undefined;
  /** What the side's programs tell; null: they do not. */
  ears: Ears | null;
  coverage: Coverage | null;
  onDecision?: ((decision: Decision) => void) | undefined;
}

export class Tally {
  readonly counts = new SideCounts();
  readonly hash = new DecisionHash();
  /** Orders that the steps since the last look may have finished with. */
  touched: Tracked[] = [];
  readonly #orders: OrdersUnderWay;
  readonly #place: number;
  readonly #dayOf: (at: number) => string;
  readonly #stands: boolean;
  readonly #ears: Ears | null;
  readonly #coverage: Coverage | null;
  readonly #marks: MarkSets;
  readonly #onDecision: ((decision: Decision) => void) | undefined;

  constructor({ orders, place, dayOf, stands, ears, coverage, onDecision }: TallyOptions) {
    this.#orders = orders;
    this.#place = place;
    this.#dayOf = dayOf;
    this.#stands = stands ?? true;
    this.#ears = ears;
    this.#coverage = coverage;
    this.#marks = new MarkSets(coverage?.size ?? 0);
    this.#onDecision = onDecision;
  }

  keptOf(order: Tracked): Kept {
    if (this.#place === 0) return order;
    const mine = order.beside?.[this.#place - 1];
    if (mine === undefined) throw new Error("an order of other sides");
    return mine;
  }

  /** `tracked`: the order of the step, whose state is the new one already. */
  take(result: StepResult, at: number, tracked: Tracked | undefined): void {
    for (const effect of result.effects) this.#effect(effect, at, tracked);
    for (const record of result.records) {
      if (record.code === "batch_opened") this.counts.count("batches");
      else if (isWatchCount(record.code)) this.#watch(record.code, record, tracked);
    }
    for (const decision of result.decisions) this.#decision(decision, tracked);
    this.#ears?.forget();
    if (tracked !== undefined) this.#moved(tracked, at);
  }

  /** Its figures stay. */
  leave(order: Tracked): void {
    const { marks } = this.keptOf(order);
    if (marks >= 0) this.#marks.leave(marks);
  }

  #find(id: string, tracked: Tracked | undefined): Tracked | undefined {
    return id === tracked?.id ? tracked : this.#orders.get(id);
  }

  #touch(order: Tracked): void {
    if (order.isTouched) return;
    order.isTouched = true;
    this.touched.push(order);
  }

  #watch(code: WatchCount, { order, data }: StepResult["records"][number], tracked: Tracked | undefined): void {
    this.counts.count(code);
    if (code === "watch_kept" || code === "watch_breached")
      this.#end(`${String(data.watch)}:${code.slice(6)}`, order === null ? undefined : this.#find(order, tracked));
    if (code !== "watch_breached" || !this.#stands) return;
    const told = order === null ? null : this.#toldOf(this.#find(order, tracked));
    if (told !== null) told.breaches = added(told.breaches, String(data.watch));
  }

  #effect(effect: Effect, at: number, tracked: Tracked | undefined): void {
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
        this.#closed(effect, at);
        return;
      case "approval_ended":
        if (effect.order !== null) this.#end(`${placeOf(effect)}:${effect.outcome}`, this.#find(effect.order, tracked));
        return;
      default:
        return;
    }
    if (effect.order === null) return;
    const order = this.#find(effect.order, tracked);
    if (order === undefined) return;
    if (effect.type === "batch_joined") this.keptOf(order).batches += 1;
    if (effect.type === "batch_left") this.keptOf(order).batches -= 1;
    const told = this.#stands ? this.#toldOf(order) : null;
    if (told !== null) tell(told, effect);
  }

  /** A batch of one merged nothing. */
  #closed(effect: Extract<Effect, { type: "batch_closed" }>, at: number): void {
    const { orders = [], batch } = effect;
    const marks = this.#ears?.batches.get(batch);
    const end = `${placeOf(effect)}:closed`;
    for (const id of orders) {
      const order = this.#orders.get(id);
      if (order === undefined) continue;
      this.#touch(order);
      const kept = this.keptOf(order);
      kept.batches -= 1;
      if (marks !== undefined) this.#mark(order, kept, marks);
      this.#end(end, order);
      const content = kept.state?.order;
      const due = content?.due_at;
      if (due !== undefined && due < at && due >= (content?.received_at ?? 0)) this.counts.count("late_by_merging");
      if (orders.length === 1 && kept.told?.batch === batch) kept.told.batch = null;
    }
  }

  #decision(decision: Decision, tracked: Tracked | undefined): void {
    const { order: id, outcome, reason } = decision;
    this.#onDecision?.(decision);
    const order = this.#find(id, tracked);
    this.#hash(decision, order);
    if (order === undefined) return;
    const kept = this.keptOf(order);
    // What was heard before something failed led nowhere.
    if (this.#ears !== null && outcome !== "parked") this.#mark(order, kept, this.#ears.marks);
    if (kept.told !== null || (outcome === "parked" && this.#stands)) {
      const told = this.#toldOf(order);
      if (told !== null) told.parked = outcome === "parked" ? (reason ?? "parked") : null;
    }
    // A later look at which nothing acted does not undo what was decided.
    if (kept.outcome === outcome || (kept.outcome === "decided" && outcome === "undecided")) return;
    if (kept.outcome !== "none") this.counts.outcome(kept.outcome, -1);
    this.counts.outcome(outcome, 1);
    kept.outcome = outcome;
  }

  #hash({ order, at, outcome, destination, nodes }: Decision, tracked: Tracked | undefined): void {
    let { a, b } = outcomeKey(outcome, destination);
    if (this.#ears === null) {
      for (const node of nodes) {
        const key = nameKey(node);
        a = (a + key.a) | 0;
        b = (b + key.b) | 0;
      }
    } else if (outcome !== "parked") {
      a = (a + this.#ears.a) | 0;
      b = (b + this.#ears.b) | 0;
    }
    this.hash.add(tracked ?? textKey(order), at, a, b);
  }

  #mark(order: Tracked, kept: Kept, marks: MarkList): void {
    if (this.#coverage === null) return;
    if (kept.marks < 0) kept.marks = this.#marks.take();
    for (let place = 0; place < marks.count; place += 1) this.#markOne(order, kept, marks.at(place), this.#coverage);
  }
  #markOne(order: Tracked, kept: Kept, mark: number, coverage: Coverage): void {
    if (this.#marks.add(kept.marks, mark)) coverage.count(mark, order);
  }

  /** A way ended at a port without a line. */
  #end(name: string, order: Tracked | undefined): void {
    const mark = this.#ears?.ends.get(name);
    if (mark === undefined || order === undefined || this.#coverage === null) return;
    const kept = this.keptOf(order);
    if (kept.marks < 0) kept.marks = this.#marks.take();
    this.#markOne(order, kept, mark, this.#coverage);
  }

  /** Where its step has sent it. */
  #moved(order: Tracked, at: number): void {
    this.#touch(order);
    const kept = this.keptOf(order);
    const destination = kept.state?.destination ?? null;
    if (kept.destination === destination) return;
    if (kept.destination !== null) this.counts.place(kept.destination, kept.day, -1);
    kept.destination = destination;
    kept.day = this.#dayOf(at);
    if (destination !== null) this.counts.place(destination, kept.day, 1);
  }

  #toldOf(order: Tracked | undefined): Told | null {
    if (order === undefined) return null;
    const kept = this.keptOf(order);
    kept.told ??= nothingTold();
    return kept.told;
  }
}

/** As watches are called: `flow/node`. */
const placeOf = ({ origin }: Effect): string => (origin === null ? "" : `${origin.flow}/${origin.node}`);

type WatchCount = Extract<PlainCount, `watch_${string}`>;
const isWatchCount = (code: string): code is WatchCount =>
  code === "watch_started" || code === "watch_kept" || code === "watch_breached" || code === "watch_cancelled";
