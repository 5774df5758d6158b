/** What must hold whatever happens, told from effects and records alone, against a plain model kept beside. */
import { clockFactAt, DEFAULT_SETTINGS, DEFAULT_STATE_MACHINE, openStates, transition } from "@switchyard/orders";
import type { Effect, JournalRecord } from "../../effect/effect.ts";
import type { StepResult } from "../../effect/result.ts";
import { type EngineEvent, happenedAt } from "../../event/event.ts";
import type { OrderState, ShortState } from "../../state/state.ts";
import { dueOf } from "../../yard/watch.ts";
import { BatchChecks } from "./check-batches.ts";
import { CountChecks } from "./check-counts.ts";
import { GateChecks } from "./check-gates.ts";
import { WatchChecks } from "./check-watches.ts";
import type { Shell } from "./shell.ts";
import { fail } from "./violation.ts";

interface Part {
  see(event: EngineEvent, result: StepResult, shell: Shell): void;
  /** Before a person opens what is closed. */
  midway?(shell: Shell): void;
  end(shell: Shell, at: number): void;
}

type Content = { happened: number; note: string | undefined; brand: string | undefined };

const OPEN = openStates(DEFAULT_STATE_MACHINE);
const NO_STOCK = { available: 0, reserved: 0, counted: 0 };

export class Checks {
  readonly #states = new Map<string, string>();
  readonly #destinations = new Map<string, string>();
  readonly #once = new Map<string, number>();
  readonly #tags = new Map<string, Set<string>>();
  readonly #ids = new Set<string>();
  readonly #locks = new Set<string>();
  readonly #content = new Map<string, Content[]>();
  readonly #approvals = new Map<string, number>();
  readonly #stock = new Map<string, { available: number; reserved: number; counted: number }>();
  #credit = { remaining: 0, said: -1 };
  readonly #parts: Part[] = [new WatchChecks(), new BatchChecks(), new CountChecks(), new GateChecks()];

  see(event: EngineEvent, result: StepResult, shell: Shell): void {
    this.#hear(event, result.records);
    let routed = 0;
    for (const effect of result.effects) {
      this.#effect(event, effect);
      if (effect.type === "route" && effect.overridden === undefined && effect.locked === undefined) routed += 1;
    }
    if (routed > 1) fail("exclusive", `${event.type} routed ${routed} times`);
    for (const part of this.#parts) part.see(event, result, shell);
    this.#tagsMatch(event, result);
    this.#offered(event, result, shell);
    this.#countsFrom(event, result, shell);
  }

  /** A deadline that counts from a fact runs from what the fact is now, however late it came. */
  #countsFrom(event: EngineEvent, result: StepResult, shell: Shell): void {
    if (event.type !== "order_received" && event.type !== "order_updated") return;
    if (!result.records.some(({ code }) => code === "accepted" || code === "updated")) return;
    const order = shell.state.get({ kind: "order", key: event.order.id });
    if (order?.kind !== "order" || order.order?.due_at === undefined || result.decisions.length === 0) return;
    // What it waited for has come: a deadline that was kept stays kept.
    if (order.cancelled === true || !OPEN.has(order.status) || order.reached?.PickedUp !== undefined) return;
    const watch = order.watches?.["due/before"];
    if (watch === undefined) fail("counted from its fact", `${event.order.id} has no deadline`);
    else if (watch.status === "open" && watch.deadline - watch.lasts !== order.order.due_at)
      fail("counted from its fact", `${event.order.id} counts from ${watch.deadline - watch.lasts}`);
  }

  /** What the event itself says, once it was taken (no duplicate, not waiting). */
  #hear(event: EngineEvent, records: JournalRecord[]): void {
    const isCopy = this.#ids.has(event.id);
    this.#ids.add(event.id);
    if (event.type === "stock_changed" && !isCopy) {
      const { reserved, counted: newest } = this.#stock.get(event.sku) ?? NO_STOCK;
      const counted = happenedAt(event);
      if (counted >= newest) this.#stock.set(event.sku, { available: event.available, reserved, counted });
    }
    if (event.type === "credit_changed" && !isCopy && happenedAt(event) >= this.#credit.said)
      this.#credit = { remaining: event.remaining, said: happenedAt(event) };
    for (const { data } of records) {
      const stock = data.what === "stock_left" ? this.#stock.get(String(data.sku)) : undefined;
      if (stock === undefined) continue;
      stock.available -= Number(data.qty);
      stock.reserved -= Number(data.qty);
    }
    if (event.type === "set_by_hand" && !isCopy && !records.some((one) => one.code === "waiting")) {
      if (event.destination !== undefined) this.#locks.add(`${event.order}/destination`);
      for (const field of Object.keys(event.fields ?? {})) this.#locks.add(`${event.order}/field:${field}`);
      for (const [tag, on] of Object.entries(event.tags ?? {})) {
        this.#locks.add(`${event.order}/tag:${tag}`);
        if (on) this.#tagsOf(event.order).add(tag);
        else this.#tagsOf(event.order).delete(tag);
      }
    }
    if (event.type === "order_received" || event.type === "order_updated") {
      const known = this.#content.get(event.order.id) ?? [];
      const { note, brand } = event.order;
      if (!isCopy || records.some((one) => one.data.event === event.id))
        known.push({ happened: happenedAt(event), note, brand });
      this.#content.set(event.order.id, known);
    }
    if (
      event.type === "approval_decided" &&
      event.decision === "approved" &&
      !isCopy &&
      !records.some((one) => one.code === "waiting" || one.code === "gone")
    ) {
      this.#approvals.set(event.order, (this.#approvals.get(event.order) ?? 0) + 1);
    }
  }

  #tagsOf(order: string): Set<string> {
    const known = this.#tags.get(order) ?? new Set<string>();
    this.#tags.set(order, known);
    return known;
  }

  #atMostOnce(name: string): void {
    const count = (this.#once.get(name) ?? 0) + 1;
    this.#once.set(name, count);
    if (count > 1) fail("no effect twice", name);
  }

  #effect(event: EngineEvent, effect: Effect): void {
    const order = effect.order ?? "";
    switch (effect.type) {
      case "state": {
        const before = this.#states.get(order) ?? DEFAULT_STATE_MACHINE.initial;
        if (before !== effect.from) fail("one state", `${order} is ${before}, effect says from ${effect.from}`);
        const legal = transition(DEFAULT_STATE_MACHINE, effect.from, effect.to, { kind: effect.evidence as "scan" });
        if (legal.outcome !== "accepted")
          fail("legal states", `${order} ${effect.from} → ${effect.to}: ${legal.outcome}`);
        this.#states.set(order, effect.to);
        return;
      }
      case "route":
        if (effect.overridden !== undefined || effect.locked !== undefined) return;
        if (this.#locks.has(`${order}/destination`)) fail("manual lock", `${order} was routed`);
        if (effect.destination === "never") fail("exclusive", `${order} took the later route`);
        if (this.#destinations.get(order) === effect.destination)
          fail("no effect twice", `${order} routed to ${effect.destination} again`);
        this.#destinations.set(order, effect.destination);
        return;
      case "set_field":
        if (effect.locked === undefined && this.#locks.has(`${order}/field:${effect.field}`))
          fail("manual lock", `${order} ${effect.field}`);
        return;
      case "tag":
        if (effect.locked !== undefined) return;
        if (this.#locks.has(`${order}/tag:${effect.tag}`)) fail("manual lock", `${order} tag ${effect.tag}`);
        if (this.#tagsOf(order).has(effect.tag)) fail("no effect twice", `${order} tag ${effect.tag}`);
        this.#tagsOf(order).add(effect.tag);
        return;
      case "untag":
        if (!this.#tagsOf(order).delete(effect.tag)) fail("no effect twice", `${order} untag ${effect.tag}`);
        return;
      case "add_line":
        this.#atMostOnce(`${order} line`);
        return;
      case "webhook":
        if (effect.event === "hello" || effect.event === "counted" || effect.event === "kept")
          this.#atMostOnce(`${order} ${effect.event}`);
        if (effect.event === "print") this.#atMostOnce(`print ${effect.data?.batch}`);
        return;
      case "approval_asked":
        if (effect.level === 1) this.#approvals.set(order, 0);
        else if ((this.#approvals.get(order) ?? 0) !== effect.level - 1)
          fail("approvals", `${order} asked for level ${effect.level} too early`);
        return;
      case "approval_ended":
        if (effect.outcome === "approved" && this.#approvals.get(order) !== 2)
          fail("approvals", `${order} approved after ${this.#approvals.get(order)} of 2`);
        return;
      case "reserve": {
        const stock = this.#stock.get(effect.sku) ?? { ...NO_STOCK };
        stock.reserved += effect.qty;
        if (stock.reserved > stock.available)
          fail("no oversell", `${effect.sku} ${stock.reserved} of ${stock.available}`);
        return;
      }
      case "unreserve": {
        const stock = this.#stock.get(effect.sku);
        if (stock !== undefined) stock.reserved -= effect.qty;
        return;
      }
      case "hold": {
        const stock = this.#stock.get(effect.sku ?? "");
        const free = stock === undefined ? null : stock.available - stock.reserved;
        if ((effect.available ?? null) !== free)
          fail("no oversell", `${order} held at ${effect.available}, free ${free}`);
        return;
      }
      default:
        void event;
    }
  }

  /** Who waits for an article is asked when it comes or is given back; who has what it wants is not held for it. */
  #offered(event: EngineEvent, result: StepResult, shell: Shell): void {
    const got = result.effects.find(({ type }) => type === "reserve")?.order;
    const order = got === undefined || got === null ? undefined : shell.state.get({ kind: "order", key: got });
    if (order?.kind === "order" && order.holds?.["stock/book"] !== undefined) fail("let go", `${got} has its stock`);
    const came = result.effects.flatMap((effect) => (effect.type === "unreserve" ? [effect.sku] : []));
    const isCounted = !result.records.some(({ code }) => code === "late" || code === "duplicate");
    if (event.type === "stock_changed" && isCounted) came.push(event.sku);
    for (const sku of came) {
      const { available, reserved } = this.#stock.get(sku) ?? NO_STOCK;
      const isAsked = ({ event: asked }: StepResult["sends"][number]) =>
        asked.type === "apply" && asked.only === "held" && asked.data.sku === sku;
      if (result.sends.some(isAsked)) continue;
      const waiting = shell.state.get({ kind: "channel", key: `short/${sku}` });
      if (waiting?.kind !== "short") continue;
      for (const one of waiting.orders.flat())
        if (one.qty <= available - reserved - (waiting.offered ?? 0))
          fail("stock is offered", `${one.order} waits for ${one.qty} of ${sku}`);
    }
  }

  /** After every look the red tag and the rapid line are where the clock says. */
  #tagsMatch(event: EngineEvent, result: StepResult): void {
    if (event.type !== "order_received" && event.type !== "order_updated") return;
    for (const decision of result.decisions) {
      if (decision.outcome === "parked") continue;
      const saw = decision.trace.find((one) => one.flow === "intake" && one.node === "soon")?.saw.due_in_days;
      if (typeof saw !== "number") continue;
      const isRed = this.#tagsOf(decision.order).has("red");
      if (!this.#locks.has(`${decision.order}/tag:red`) && isRed !== saw <= 1)
        fail("reconsidered", `${decision.order} red ${isRed} with ${saw} days`);
    }
  }

  /** When all is over. */
  end(shell: Shell, at: number): void {
    for (const [key, value] of shell.state.entries()) {
      if (value.kind === "order") this.#endOrder(key.key, value, at);
      if (value.kind === "credit" && value.remaining !== this.#credit.remaining)
        fail("newest credit", `state ${value.remaining}, said ${this.#credit.remaining}`);
      const sku = key.key.split("/")[1] ?? "";
      if (value.kind === "short") this.#endShort(sku, value);
      if (value.kind !== "stock") continue;
      if (value.reserved !== (this.#stock.get(sku)?.reserved ?? 0))
        fail("no oversell", `${sku} state ${value.reserved}, effects ${this.#stock.get(sku)?.reserved}`);
      if (value.available !== (this.#stock.get(sku)?.available ?? 0))
        fail("newest count", `${sku} state ${value.available}, counted ${this.#stock.get(sku)?.available}`);
    }
    const late = shell.state.timers().find((timer) => timer.due <= at);
    if (late !== undefined) fail("timers", `${late.timer} of ${late.key.key} never fired`);
    for (const part of this.#parts) part.end(shell, at);
  }

  /** Everybody who was asked has had its turn, and what nobody took is too little for whoever still waits. */
  #endShort(sku: string, { orders, offered }: ShortState): void {
    if (offered !== undefined) fail("offers end", `${offered} of ${sku} are on offer`);
    const { available, reserved } = this.#stock.get(sku) ?? NO_STOCK;
    for (const one of orders.flat())
      if (one.qty <= available - reserved)
        fail("stock is offered", `${one.order} still waits for ${one.qty} of ${sku}`);
  }

  midway(shell: Shell): void {
    for (const part of this.#parts) part.midway?.(shell);
  }

  #endOrder(id: string, order: OrderState, at: number): void {
    if (order.order === null) fail("nothing is lost", `${id} was never taken in`);
    if ((this.#states.get(id) ?? DEFAULT_STATE_MACHINE.initial) !== order.status)
      fail("one state", `${id} state ${order.status}, effects ${this.#states.get(id)}`);
    if (order.parked?.some((one) => one.why !== "transition") === true)
      fail("nothing is lost", `${id} still waits: ${order.parked.map((one) => one.why)}`);
    for (const watch of Object.values(order.watches ?? {}))
      if (watch.status === "open" && dueOf(watch) <= at) fail("watches end", id);
    if (order.status === "Cancelled" && order.cancelled !== true) fail("cancelled", id);
    if (order.status === "Refunded" && (order.reserved ?? []).length > 0) fail("refunded", `${id} holds stock`);
    if (order.cancelled === true && order.reserved !== undefined)
      fail("no oversell", `${id} is cancelled and holds stock`);
    for (const { sku } of order.reserved ?? [])
      if (![...(order.order?.lines ?? []), ...(order.lines ?? [])].some((line) => line.sku === sku))
        fail("nothing unwanted is reserved", `${id} holds ${sku}`);
    const newest = Math.max(...(this.#content.get(id) ?? []).map((one) => one.happened));
    const said = (this.#content.get(id) ?? []).filter((one) => one.happened === newest);
    if (order.order !== null && !said.some((one) => one.note === order.order?.note && one.brand === order.order?.brand))
      fail("newest content", id);
    if (order.order === null || order.cancelled === true || !OPEN.has(order.status) || this.#locks.has(`${id}/tag:red`))
      return;
    const days = clockFactAt("due_in_days", order.order, at, DEFAULT_SETTINGS);
    if (typeof days === "number" && days <= 1 && order.tags?.red === undefined)
      fail("reconsidered", `${id} due in ${days} days is not red`);
  }
}
