/** 追溯报告: the whole chain of a lot or of an order, both ways, as it was scanned. Read from the engine's state alone. */
import { type FreezeState, freezeKey, type LotLink, lotsOf, type OrderState } from "@switchyard/engine";
import { knownOrder } from "../executor/known-order.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { unescaped } from "./waiting-orders.ts";

export interface TracedLot {
  name: string;
  /** Steps from what the report is about: negative above it, 0 itself, positive below. */
  level: number;
  /** Who asks that it is frozen, and why; empty: it is not. */
  frozen: { by: string; reason: string }[];
  /** What it is made of. */
  up: LotLink[];
  /** How many orders it went into directly. */
  orders: number;
}
export interface TracedOrder {
  id: string;
  source: string;
  external_id: string;
  brand: string | null;
  style_code: string | null;
  status: string;
  destination: string | null;
  received_at: number;
  /** Its lots as they were scanned; `at` and `by` null: a line of the order names it. */
  lots: (Omit<LotLink, "at" | "by"> & { at: number | null; by: string | null })[];
  /** Those of its freezes that are a lot's. */
  frozen: string[];
}
export interface Trace {
  lot: string | null;
  order: string | null;
  at: number;
  /** From what is farthest above to what is farthest below. */
  lots: TracedLot[];
  orders: TracedOrder[];
  /** There is more than a report holds. */
  more: boolean;
}

const MOST_LOTS = 2000;
const MOST_ORDERS = 5000;
const PIECE = 500;
/** How a freeze names a lot. */
const LOT = "batch/";

export async function lotStateOf(ctx: Context, lot: string): Promise<FreezeState | null> {
  const { kind, key } = freezeKey("batch", lot);
  const state = await ctx.store.read.state.get(ctx.workspace.id, kind, key);
  return state?.kind === "freeze" ? state : null;
}

/** Throws `lot_not_found` for one that nothing is known of. */
export async function traceLot(ctx: Context, lot: string): Promise<Trace> {
  const own = await lotStateOf(ctx, lot);
  if (own === null) throw new Refusal("lot_not_found");
  const walk = new Walk(ctx);
  walk.add(own, 0);
  await walk.go([own], "up");
  await walk.go([own], "down");
  return { lot, order: null, ...(await walk.trace()) };
}

/** Throws `order_not_found`. */
export async function traceOrder(ctx: Context, id: string): Promise<Trace> {
  const state = (await ctx.store.read.orders.get(ctx.workspace.id, id))?.state;
  const order = state === undefined ? null : tracedOrder(id, state);
  if (state === undefined || order === null) throw new Refusal("order_not_found");
  const walk = new Walk(ctx);
  const first: FreezeState[] = [];
  for (const name of lotsOf(state)) {
    const lot = (await lotStateOf(ctx, name)) ?? { kind: "freeze", scope: "batch", name, by: {} };
    walk.add(lot, -1);
    first.push(lot);
  }
  await walk.go(first, "up");
  return { lot: null, order: id, ...(await walk.trace([order])) };
}

class Walk {
  readonly #ctx: Context;
  readonly #lots = new Map<string, TracedLot>();
  readonly #orders = new Set<string>();
  #more = false;

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** false: it is known, or there is no more room. */
  add({ name, by, up = [], members = [] }: FreezeState, level: number): boolean {
    if (this.#lots.has(name)) return false;
    if (this.#lots.size >= MOST_LOTS) {
      this.#more = true;
      return false;
    }
    const frozen = Object.entries(by).map(([who, reason]) => ({ by: unescaped(who), reason }));
    const orders = members.flat();
    this.#lots.set(name, { name, level, frozen, up, orders: orders.length });
    if (level >= 0) for (const order of orders) this.#orders.add(order);
    return true;
  }

  /** Level by level, so that each lot stands as near as it is. */
  async go(from: readonly FreezeState[], way: "up" | "down"): Promise<void> {
    let here = from;
    while (here.length > 0) {
      const next: FreezeState[] = [];
      for (const lot of here) {
        const base = this.#lots.get(lot.name)?.level ?? 0;
        const names = way === "up" ? (lot.up ?? []).map((link) => link.lot) : (lot.down ?? []).flat();
        for (const name of new Set(names)) {
          if (this.#lots.has(name)) continue;
          const found = await lotStateOf(this.#ctx, name);
          const state: FreezeState = found ?? { kind: "freeze", scope: "batch", name, by: {} };
          if (this.add(state, base + (way === "up" ? -1 : 1))) next.push(state);
        }
      }
      here = next;
    }
  }

  async trace(own: readonly TracedOrder[] = []): Promise<Omit<Trace, "lot" | "order">> {
    const ids = [...this.#orders].sort().slice(0, MOST_ORDERS);
    if (ids.length < this.#orders.size) this.#more = true;
    const orders = [...own];
    for (let from = 0; own.length === 0 && from < ids.length; from += PIECE) {
      const { orders: reader } = this.#ctx.store.read;
      for (const { id, state } of await reader.states(this.#ctx.workspace.id, ids.slice(from, from + PIECE))) {
        const order = tracedOrder(id, state);
        if (order !== null) orders.push(order);
      }
    }
    const lots = [...this.#lots.values()].sort((a, b) => a.level - b.level || (a.name < b.name ? -1 : 1));
    return { at: this.#ctx.clock.now(), lots, orders, more: this.#more };
  }
}

function tracedOrder(id: string, state: OrderState): TracedOrder | null {
  const order = knownOrder(state);
  if (order === null) return null;
  const scanned = state.lots ?? [];
  const bare = lotsOf(state).filter((lot) => scanned.every((link) => link.lot !== lot));
  return {
    ...{ id, source: order.source, external_id: order.external_id },
    ...{ brand: order.brand ?? null, style_code: order.style_code ?? null },
    ...{ status: state.status, destination: state.destination ?? null, received_at: order.received_at },
    lots: [...scanned, ...bare.map((lot) => ({ lot, at: null, by: null }))],
    frozen: (state.frozen ?? [])
      .filter((name) => name.startsWith(LOT))
      .map((name) => unescaped(name.slice(LOT.length))),
  };
}
