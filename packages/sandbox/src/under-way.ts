/**
 * The orders that a run is busy with. Several sides take the same events; an order leaves all of them together, when its history
 * has ended and nothing waits for it on any side. So memory follows the orders that are open, not those that went by.
 */
import type { EngineEvent } from "@switchyard/engine";
import type { Side } from "./side.ts";
import { type OrdersUnderWay, orderOf, type Tracked, trackedOf } from "./tracked.ts";

/** Where nobody knows whether news will come, an order leaves this long after it was closed. */
const KEPT_CLOSED = 30 * 86_400_000;

export class UnderWay {
  /** Orders that came in. */
  count = 0;
  events = 0;
  /** News of orders that were not there: it came before them, or long after they were closed. */
  strays = 0;
  readonly #sides: readonly Side[];
  readonly #onLeave: (order: Tracked) => void;
  readonly #orders: OrdersUnderWay;
  /** By time; those before `#closed` have been looked at. */
  #closing: { order: Tracked; at: number }[] = [];
  #closed = 0;
  #now = Number.NEGATIVE_INFINITY;

  constructor(orders: OrdersUnderWay, sides: readonly Side[], onLeave: (order: Tracked) => void) {
    this.#orders = orders;
    this.#sides = sides;
    this.#onLeave = onLeave;
  }

  get open(): number {
    return this.#orders.size;
  }

  /** Time goes on, as an event at that instant makes it go on. */
  pass(at: number): void {
    this.#advance(at);
    if (this.#closing.length > this.#closed) this.#letGo();
  }

  take(event: EngineEvent, following: number | undefined): void {
    this.pass(event.at);
    const order = this.#arrive(event, following);
    for (const side of this.#sides) side.take(event, order);
    this.events += 1;
    this.#look();
  }

  /** What is due until `until` happens; then every order leaves. */
  finish(until: number): void {
    this.#advance(Math.max(this.#now, until) + 1);
    for (const order of [...this.#orders.values()]) this.#leave(order);
  }

  #advance(at: number): void {
    this.#now = at;
    for (const side of this.#sides) side.advance(at);
    this.#look();
  }

  #arrive(event: EngineEvent, following: number | undefined): Tracked | undefined {
    const id = orderOf(event);
    if (id === null) return undefined;
    const content = event.type === "order_received" || event.type === "order_updated" ? event.order : null;
    const known = this.#orders.get(id);
    if (known === undefined) {
      if (content === null) this.strays += 1;
      else this.count += 1;
      const made = trackedOf(id, content, event.at, this.#sides.length);
      made.following = following ?? null;
      this.#orders.set(id, made);
      return made;
    }
    if (content !== null) {
      if (known.order === null) this.count += 1;
      known.order = content;
    }
    if (following !== undefined) known.following = following;
    else if (known.following !== null) known.following -= 1;
    return known;
  }

  #look(): void {
    for (const { tally } of this.#sides) {
      if (tally.touched.length === 0) continue;
      const { touched } = tally;
      tally.touched = [];
      for (const order of touched) {
        order.isTouched = false;
        this.#mayLeave(order);
      }
    }
  }

  #mayLeave(order: Tracked): void {
    if (order.hasLeft || (order.following !== null && order.following > 0)) return;
    if (!this.#isAtRest(order)) return;
    if (order.following !== null) this.#leave(order);
    else if (this.#isClosed(order)) this.#closing.push({ order, at: this.#now + KEPT_CLOSED });
  }

  #isAtRest(order: Tracked): boolean {
    for (const side of this.#sides) if (!side.isAtRest(order)) return false;
    return true;
  }
  #isClosed(order: Tracked): boolean {
    for (const side of this.#sides) if (!side.isClosed(order)) return false;
    return true;
  }

  #letGo(): void {
    for (let next = this.#closing[this.#closed]; next !== undefined && next.at <= this.#now; ) {
      this.#closed += 1;
      const { order } = next;
      if (!order.hasLeft && this.#isClosed(order) && this.#isAtRest(order)) this.#leave(order);
      next = this.#closing[this.#closed];
    }
    if (this.#closed < 10_000) return;
    this.#closing = this.#closing.slice(this.#closed);
    this.#closed = 0;
  }

  #leave(order: Tracked): void {
    this.#onLeave(order);
    for (const side of this.#sides) side.leave(order);
    order.hasLeft = true;
    this.#orders.delete(order.id);
  }
}
