/**
 * Orders that a node holds because an article is short, in the order in which they came to wait. When the article is counted anew, or
 * pieces of it are given back, those that there is enough for are asked to reserve again, the oldest first.
 */
import { normaliseCode } from "@switchyard/orders";
import { joinKey, type StateKey } from "../state/key.ts";
import { addLeaf, withoutLeaf } from "../state/leaves.ts";
import type { ShortOrder } from "../state/state.ts";
import { messageId, type Run, read, write } from "../step/run.ts";
import type { Turn } from "../step/scope.ts";

export const shortKey = (sku: string): StateKey => ({ kind: "channel", key: joinKey("short", normaliseCode(sku)) });

/** Listed once for each node; asked again in vain, it keeps the place that it has. */
export function waitForStock({ scope, flow, node }: Turn, sku: string, qty: number): void {
  const { run, order } = scope;
  if (order === null) return;
  const orders = read(run, shortKey(sku), "short")?.orders ?? [];
  const isThis = (one: ShortOrder) => one.order === order && one.flow === flow.flow && one.node === node.node;
  if (orders.some((leaf) => leaf.some(isThis))) return;
  const waiting: ShortOrder = { order, flow: flow.flow, version: flow.version, node: node.node, qty };
  write(run, shortKey(sku), { kind: "short", orders: addLeaf(orders, waiting) });
}

/** As far as the pieces go, so that nobody is asked in vain and loses the place that he has. */
export function tellShort(run: Run, sku: string, free: number): void {
  const known = read(run, shortKey(sku), "short");
  if (known === undefined || free <= 0) return;
  const told: ShortOrder[] = [];
  let left = free;
  for (const one of known.orders.flat()) {
    if (left <= 0) break;
    if (one.qty > left) continue;
    told.push(one);
    left -= one.qty;
  }
  if (told.length === 0) return;
  let { orders } = known;
  for (const { order, flow, version, node } of told) {
    orders = withoutLeaf(orders, (one) => one.order === order && one.flow === flow && one.node === node);
    run.sends.push({
      how: "later",
      event: {
        type: "apply", id: messageId(run), at: run.at, order, flow, version, nodes: [node], rows: {}, data: { sku }, only: "held",
      },
    }); // biome-ignore format: a record
  }
  write(run, shortKey(sku), orders.length === 0 ? null : { kind: "short", orders });
}
