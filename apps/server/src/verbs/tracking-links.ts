/** Links with which a customer follows one order: 256 random bits, expiring, revocable, and only what a customer may see. */
import type { EngineEvent, OrderState } from "@switchyard/engine";
import type { Order } from "@switchyard/orders";
import { type TrackingLink, transact } from "@switchyard/store";
import type { Door } from "../access/door.ts";
import { sha256 } from "../access/identity.ts";
import type { Stamp } from "../events/external-event.ts";
import { takeEvent } from "../events/take-event.ts";
import { knownOrder } from "../executor/known-order.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { CUSTOMER_ANSWERED, CUSTOMER_LOOKED, lastLookIn } from "../tracking/heard.ts";
import { type TrackedOrder, trackedOrder } from "../tracking/tracked-order.ts";
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

export interface Tracked {
  /** Null: one order alone. */
  po_no: string | null;
  orders: TrackedOrder[];
  expires_at: number;
  /** Who sells, in whose time days are told, and what the clock said. */
  seller: string;
  zone: string;
  at: number;
}

const MOST_OF_A_PO = 200;

/** Throws `link_not_found`, whatever is wrong with it, and `too_many_tries`. */
export async function readLink(door: Door, token: string, address: string): Promise<Tracked> {
  const { ctx, link, found } = await openLink(door, token, address);
  const { name, settings } = ctx.workspace.whole;
  const orders: TrackedOrder[] = [];
  for (const one of found) orders.push(await asTracked(ctx, one));
  await noteLook(ctx, link.order);
  return {
    ...{ po_no: link.poNo, orders, expires_at: link.expiresAt },
    ...{ seller: name, zone: settings.zone, at: ctx.clock.now() },
  };
}

/** Once a day, for the figure of customers who look for themselves; the page is shown whether it could be noted or not. */
async function noteLook(ctx: Context, order: string): Promise<void> {
  const last = lastLookIn(await ctx.store.read.journal.timeline(ctx.workspace.id, order));
  if (last !== null && last > ctx.clock.now() - DAY_MS) return;
  const event = ({ id, at }: Stamp): EngineEvent => ({
    ...{ type: "measure_observed", id, at, order, measure: CUSTOMER_LOOKED },
  });
  await takeEvent(ctx, { actor: "customer", about: { order }, event, key: null }).catch(() => undefined);
}

/** What a customer answers on the page: where and by which number the courier reaches them, or one of the options of a moved date. */
interface CustomerAnswer {
  /** The order by its number: a link of a PO shows several. */
  order: string;
  contact?: { mobile: string; address?: string | undefined } | undefined;
  choice?: string | undefined;
}

/** Throws `link_not_found`, `too_many_tries`, and `not_asked` for what the page does not ask, or asks no more. */
export async function answerLink(door: Door, token: string, address: string, answer: CustomerAnswer): Promise<Tracked> {
  const { ctx, found } = await openLink(door, token, address);
  const one = found.find(({ order }) => order.external_id === answer.order);
  if (one === undefined) throw new Refusal("not_asked");
  const { asks_contact, move } = await asTracked(ctx, one);
  const { contact, choice } = answer;
  const about = { order: one.order.id };
  const by = "customer";
  const take = (event: (stamp: Stamp) => EngineEvent) => takeEvent(ctx, { actor: by, about, event, key: null });
  if (contact !== undefined && asks_contact) {
    const fields = { mobile: contact.mobile, ...(contact.address ? { corrected_address: contact.address } : {}) };
    await take(({ id, at }) => ({ type: "set_by_hand", id, at, ...about, fields, by }));
    await take((stamp) => answered(stamp, about.order, { what: "contact" }));
  } else if (choice !== undefined && move !== null && move.choice === null && move.options.includes(choice)) {
    await take((stamp) => answered(stamp, about.order, { what: "choice", choice }));
  } else throw new Refusal("not_asked");
  return await readLink(door, token, address);
}

const answered = ({ id, at }: Stamp, order: string, data: Record<string, string>): EngineEvent => ({
  ...{ type: "measure_observed", id, at, order, data },
  measure: CUSTOMER_ANSWERED,
});

interface Shown {
  order: Order;
  state: OrderState;
}

async function openLink(door: Door, token: string, address: string) {
  const isOurs = door.linkTokens.isOurs(token);
  // Many customers may ask from one place, and a page asks each minute: only what cannot be a link counts as a guess.
  await (isOurs ? door.limits.look(sha256(token)) : door.limits.guess(address));
  const link = isOurs ? await door.store.read.access.link(sha256(token), door.clock.now()) : null;
  const ctx = link === null ? null : door.workspaces.find(link.workspace);
  if (link === null || ctx === null) throw new Refusal("link_not_found");
  const state = (await ctx.store.read.orders.get(ctx.workspace.id, link.order))?.state;
  const order = state === undefined ? null : knownOrder(state);
  if (state === undefined || order === null) throw new Refusal("link_not_found");
  const found: Shown[] = link.poNo === null ? [{ order, state }] : await ordersOfPo(ctx, order, link.poNo);
  return { ctx, link, found };
}

async function asTracked(ctx: Context, { order, state }: Shown): Promise<TrackedOrder> {
  const entries = await ctx.store.read.journal.timeline(ctx.workspace.id, order.id);
  return trackedOrder({ order, state, entries, settings: ctx.workspace.settings });
}

/** Of the customer, brand and source that the link was made for. */
async function ordersOfPo(ctx: Context, { customer_id, brand, source }: Order, poNo: string): Promise<Shown[]> {
  const states = await ctx.store.read.orders.ofPo(ctx.workspace.id, poNo, MOST_OF_A_PO);
  return states
    .flatMap((state): Shown[] => {
      const order = knownOrder(state);
      return order === null ? [] : [{ order, state }];
    })
    .filter(({ order: one }) => one.customer_id === customer_id && one.brand === brand && one.source === source);
}

async function orderThere(ctx: Context, id: string): Promise<Order> {
  const found = await ctx.store.read.orders.get(ctx.workspace.id, id);
  const order = found === null ? null : knownOrder(found.state);
  if (order === null) throw new Refusal("order_not_found");
  return order;
}
