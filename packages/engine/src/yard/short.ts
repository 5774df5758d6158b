/**
 * Orders that a node holds because an article is short, in the order in which they came to wait. When the article is counted anew, or
 * pieces of it are given back, those that there is enough for are asked to reserve again, the oldest first.
 */
import { normaliseCode } from "@switchyard/orders";
import { joinKey, type StateKey } from "../state/key.ts";
import { addLeaf, withoutLeaf } from "../state/leaves.ts";
import type { ShortOrder, ShortState } from "../state/state.ts";
import { messageId, type Run, read, write } from "../step/run.ts";
import type { Turn } from "../step/scope.ts";

export const shortKey = (sku: string): StateKey => ({ kind: "channel", key: joinKey("short", normaliseCode(sku)) });

/** Listed once for each node; asked again in vain, it keeps the place that it has. */
export function waitForStock({ scope, flow, node }: Turn, sku: string, qty: number): void {
  const { run, order } = scope;
  if (order === null) return;
  const { orders, offered } = shortOf(run, sku);
  const isThis = (one: ShortOrder) => one.order === order && one.flow === flow.flow && one.node === node.node;
  if (orders.some((leaf) => leaf.some(isThis))) return;
  const waiting: ShortOrder = { order, flow: flow.flow, version: flow.version, node: node.node, qty };
  keep(run, sku, addLeaf(orders, waiting), offered);
}

/** As far as the pieces go that are not on offer already, so that nobody is asked in vain and loses the place that he has. */
export function tellShort(run: Run, sku: string, free: number): void {
  let { orders, offered } = shortOf(run, sku);
  const told: ShortOrder[] = [];
  for (const one of orders.flat()) {
    if (offered >= free) break;
    if (one.qty > free - offered) continue;
    told.push(one);
    offered += one.qty;
  }
  if (told.length === 0) return;
  for (const { order, flow, version, node, qty } of told) {
    orders = withoutLeaf(orders, (one) => one.order === order && one.flow === flow && one.node === node);
    run.sends.push({
      how: "later",
      event: {
        type: "apply", id: messageId(run), at: run.at, order, flow, version, nodes: [node], rows: {}, data: { sku, qty }, only: "held",
      },
    }); // biome-ignore format: a record
  }
  keep(run, sku, orders, offered);
}

/** Pieces that are no longer on offer: who was asked has had its turn. Null: none is, whatever was asked. */
export function endOffer(run: Run, sku: string, qty: number | null): void {
  const { orders, offered } = shortOf(run, sku);
  if (offered > 0) keep(run, sku, orders, qty === null ? 0 : Math.max(0, offered - qty));
}

function shortOf(run: Run, sku: string) {
  const { orders = [], offered = 0 } = read(run, shortKey(sku), "short") ?? {};
  return { orders, offered };
}

function keep(run: Run, sku: string, orders: ShortState["orders"], offered: number): void {
  const isNothing = orders.length === 0 && offered === 0;
  write(run, shortKey(sku), isNothing ? null : { kind: "short", orders, ...(offered > 0 ? { offered } : {}) });
}
