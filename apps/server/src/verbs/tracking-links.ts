/** Links with which a customer follows one order: 256 random bits, expiring, revocable, and only what a customer may see. */
import type { Effect } from "@switchyard/engine";
import { DEFAULT_STATE_MACHINE, type Order } from "@switchyard/orders";
import { type TrackingLink, transact } from "@switchyard/store";
import type { Door } from "../access/door.ts";
import { sha256 } from "../access/identity.ts";
import { readDecision } from "../executor/decision-text.ts";
import { knownOrder } from "../executor/known-order.ts";
import { Refusal } from "../http/problem.ts";
import type { Context } from "../runtime/context.ts";
import { act } from "./journal-act.ts";

const DAY_MS = 86_400_000;

/** Throws `order_not_found`. */
export async function listLinks(ctx: Context, order: string): Promise<TrackingLink[]> {
  await orderThere(ctx, order);
  return await ctx.store.read.access.links(ctx.workspace.id, order);
}

export interface LinkInput {
  days: number;
  /** This order alone, or every order of the same customer under its PO number. */
  shows: "order" | "po";
}

/** The token is told once. Throws `order_not_found`, `no_po`. */
export async function createLink(
  ctx: Context,
  { linkTokens }: Door,
  order: string,
  { days, shows }: LinkInput,
): Promise<{ link: TrackingLink; token: string }> {
  const { po_no = null, customer_id } = await orderThere(ctx, order);
  // Numbers of POs are the customers' own: without a customer, another one's could be the same.
  if (shows === "po" && (po_no === null || customer_id === undefined)) throw new Refusal("no_po");
  const token = linkTokens.make();
  const at = ctx.clock.now();
  const link: TrackingLink = {
    ...{ id: ctx.newId("link"), order, poNo: shows === "po" ? po_no : null, createdBy: ctx.who.id },
    ...{ createdAt: at, expiresAt: at + days * DAY_MS, revokedAt: null },
  };
  const { id, poNo, expiresAt: expires } = link;
  await transact(ctx.store, async (tx) => {
    await tx.access.putLink(ctx.workspace.id, { ...link, tokenHash: sha256(token) });
    await tx.append(ctx.workspace.id, [act(ctx, "link_created", { link: id, po: poNo, expires }, order)]);
  });
  return { link, token };
}

/** Throws `link_not_found`. */
export async function revokeLink(ctx: Context, id: string): Promise<void> {
  await transact(ctx.store, async (tx) => {
    if (!(await tx.access.revokeLink(ctx.workspace.id, id, ctx.clock.now()))) throw new Refusal("link_not_found");
    await tx.append(ctx.workspace.id, [act(ctx, "link_revoked", { link: id })]);
  });
}

/** All that a customer sees: an order is spelled out field by field, so that nothing else can slip in. */
export interface TrackedOrder {
  external_id: string;
  state: string;
  state_label: { zh: string; en: string };
  received_at: number;
  due_at: number | null;
  due_date: string | null;
  states: { state: string; label: { zh: string; en: string }; at: number }[];
}
export interface Tracked {
  /** Null: one order alone. */
  po_no: string | null;
  orders: TrackedOrder[];
  expires_at: number;
}

const MOST_OF_A_PO = 200;

/** Throws `link_not_found`, whatever is wrong with it, and `too_many_tries`. */
export async function readLink(door: Door, token: string, address: string): Promise<Tracked> {
  await door.limits.guess(address);
  const isOurs = door.linkTokens.isOurs(token);
  const link = isOurs ? await door.store.read.access.link(sha256(token), door.clock.now()) : null;
  const ctx = link === null ? null : door.workspaces.find(link.workspace);
  if (link === null || ctx === null) throw new Refusal("link_not_found");
  const found = await ctx.store.read.orders.get(ctx.workspace.id, link.order);
  const order = found === null ? null : knownOrder(found.state);
  if (order === null) throw new Refusal("link_not_found");
  const shown = link.poNo === null ? [order] : await ordersOfPo(ctx, order, link.poNo);
  const orders: TrackedOrder[] = [];
  for (const one of shown) orders.push(await trackedOrder(ctx, one));
  return { po_no: link.poNo, orders, expires_at: link.expiresAt };
}

/** Of the customer, brand and source that the link was made for. */
async function ordersOfPo(ctx: Context, { customer_id, brand, source }: Order, poNo: string): Promise<Order[]> {
  const states = await ctx.store.read.orders.ofPo(ctx.workspace.id, poNo, MOST_OF_A_PO);
  return states
    .map(knownOrder)
    .filter((one) => one !== null)
    .filter((one) => one.customer_id === customer_id && one.brand === brand && one.source === source);
}

async function trackedOrder(ctx: Context, order: Order): Promise<TrackedOrder> {
  const { states: known } = ctx.workspace.settings.states ?? DEFAULT_STATE_MACHINE;
  const labels = new Map(known.map(({ id, label }) => [id, label]));
  const labelOf = (state: string) => labels.get(state) ?? { zh: state, en: state };
  const entries = await ctx.store.read.journal.timeline(ctx.workspace.id, order.id);
  return {
    external_id: order.external_id,
    state: order.status ?? "",
    state_label: labelOf(order.status ?? ""),
    received_at: order.received_at,
    due_at: order.due_at ?? null,
    due_date: order.due_date ?? null,
    states: entries.flatMap(({ at, type, data }) =>
      reached(type, data).map((state) => ({ at, state, label: labelOf(state) })),
    ),
  };
}

/** States that an entry of the journal says the order came to. */
function reached(type: string, data: string): string[] {
  if (type !== "decided" && type !== "acted") return [];
  const effects = type === "decided" ? readDecision(data).effects : [JSON.parse(data) as Effect];
  return effects.flatMap((effect) => (effect.type === "state" ? [effect.to] : []));
}

async function orderThere(ctx: Context, id: string): Promise<Order> {
  const found = await ctx.store.read.orders.get(ctx.workspace.id, id);
  const order = found === null ? null : knownOrder(found.state);
  if (order === null) throw new Refusal("order_not_found");
  return order;
}
