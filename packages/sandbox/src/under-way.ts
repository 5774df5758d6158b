/**
 * The orders that a run is busy with. Several sides take the same events; an order leaves all of them together, when its history
 * has ended and nothing waits for it on any side. So memory follows the orders that are open, not those that went by.
 */
import type { EngineEvent } from "@switchyard/engine";
import type { Order } from "@switchyard/orders";
import type { Side } from "./side.ts";

export interface Tracked {
  /** As it was last told; null while only news of it came. */
  order: Order | null;
  /** When it came in. */
  at: number;
  /** Events to come; null: nobody knows. */
  following: number | null;
}

/** Where nobody knows whether news will come, an order leaves this long after it was closed. */
const KEPT_CLOSED = 30 * 86_400_000;

export class UnderWay {
  orders = 0;
  events = 0;
  /** News of orders that were not there: it came before them, or long after they were closed. */
  strays = 0;
  readonly #sides: readonly Side[];
  readonly #onLeave: (id: string, tracked: Tracked) => void;
  readonly #tracked = new Map<string, Tracked>();
  /** By time; those before `#closed` have been looked at. */
  #closing: { id: string; at: number }[] = [];
  #closed = 0;
  #now = Number.NEGATIVE_INFINITY;

  constructor(sides: readonly Side[], onLeave: (id: string, tracked: Tracked) => void) {
    this.#sides = sides;
    this.#onLeave = onLeave;
  }

  get open(): number {
    return this.#tracked.size;
  }
  find(id: string): Tracked | undefined {
    return this.#tracked.get(id);
  }

  /** Time goes on, as an event at that instant makes it go on. */
  pass(at: number): void {
    this.#advance(at);
    if (this.#closing.length > this.#closed) this.#letGo();
  }

  take(event: EngineEvent, following: number | undefined): void {
    this.pass(event.at);
    this.#arrive(event, following);
    for (const side of this.#sides) side.take(event);
    this.events += 1;
    this.#look();
  }

  /** What is due until `until` happens; then every order leaves. */
  finish(until: number): void {
    this.#advance(Math.max(this.#now, until) + 1);
    for (const [id, known] of [...this.#tracked]) this.#leave(id, known);
  }

  #advance(at: number): void {
    this.#now = at;
    for (const side of this.#sides) side.advance(at, () => this.#tracked.keys());
    this.#look();
  }

  #arrive(event: EngineEvent, following: number | undefined): void {
    const isOrder = event.type === "order_received" || event.type === "order_updated";
    const id = isOrder ? event.order.id : "order" in event && typeof event.order === "string" ? event.order : null;
    if (id === null) return;
    const known = this.#tracked.get(id);
    if (known === undefined) {
      if (isOrder) this.orders += 1;
      else this.strays += 1;
      this.#tracked.set(id, { order: isOrder ? event.order : null, at: event.at, following: following ?? null });
      return;
    }
    if (isOrder) {
      if (known.order === null) this.orders += 1;
      known.order = event.order;
    }
    if (following !== undefined) known.following = following;
    else if (known.following !== null) known.following -= 1;
  }

  #look(): void {
    for (const side of this.#sides) {
      for (const id of side.touched) this.#mayLeave(id);
      side.touched.clear();
    }
  }

  #mayLeave(id: string): void {
    const known = this.#tracked.get(id);
    if (known === undefined || (known.following !== null && known.following > 0)) return;
    if (!this.#sides.every((side) => side.isAtRest(id))) return;
    if (known.following !== null) this.#leave(id, known);
    else if (this.#isClosed(id)) this.#closing.push({ id, at: this.#now + KEPT_CLOSED });
  }

  #isClosed(id: string): boolean {
    return this.#sides.every((side) => side.isClosed(id));
  }

  #letGo(): void {
    for (let next = this.#closing[this.#closed]; next !== undefined && next.at <= this.#now; ) {
      this.#closed += 1;
      const known = this.#tracked.get(next.id);
      const { id } = next;
      if (known !== undefined && this.#isClosed(id) && this.#sides.every((side) => side.isAtRest(id)))
        this.#leave(id, known);
      next = this.#closing[this.#closed];
    }
    if (this.#closed < 10_000) return;
    this.#closing = this.#closing.slice(this.#closed);
    this.#closed = 0;
  }

  #leave(id: string, known: Tracked): void {
    this.#onLeave(id, known);
    for (const side of this.#sides) side.leave(id);
    this.#tracked.delete(id);
  }
}
