/** Stock and credit as the workspace keeps them: what is available less what is reserved here. Two buyers never get the same last piece. */
import { normaliseCode, type Order } from "@switchyard/orders";
import { type EventOf, happenedAt } from "../event/event.ts";
import { hold, letGo } from "../order/hold.ts";
import type { PreparedFlow } from "../prepare/prepare-flow.ts";
import { joinKey, type StateKey } from "../state/key.ts";
import type { OrderState } from "../state/state.ts";
import { textIn } from "../step/path.ts";
import { note, own, type Run, read, write } from "../step/run.ts";
import { emit, type Turn } from "../step/scope.ts";
import { endOffer, tellShort, waitForStock } from "./short.ts";

export const stockKey = (sku: string): StateKey => ({ kind: "channel", key: joinKey("stock", normaliseCode(sku)) });
export const creditKey = (customer: string): StateKey => ({ kind: "channel", key: joinKey("credit", customer) });

/** False: an older count than the one that is known, which stands. */
export function changeStock(run: Run, event: EventOf<"stock_changed">): boolean {
  const { sku, available } = event;
  const known = read(run, stockKey(sku), "stock");
  const counted = happenedAt(event);
  if (known?.counted !== undefined && counted < known.counted) {
    note(run, "late", { sku, happened: counted, newest: known.counted }, null);
    return false;
  }
  const reserved = known?.reserved ?? 0;
  write(run, stockKey(sku), { kind: "stock", available, reserved, counted });
  endOffer(run, sku, null);
  tellShort(run, sku, available - reserved);
  return true;
}

/** An older word than the one that is known changes nothing. */
export function changeCredit(run: Run, event: EventOf<"credit_changed">) {
  const { customer, remaining } = event;
  const key = creditKey(customer);
  const [known, happened] = [read(run, key, "credit"), happenedAt(event)];
  if (known?.said !== undefined && happened < known.said)
    return note(run, "late", { customer, happened, newest: known.said }, null);
  write(run, key, { kind: "credit", remaining, said: happened });
  note(run, "noted", { what: "credit", customer }, null);
}

/** Pieces wanted per article less those reserved, lines that flows added among them; negative: too many are. */
function unmet(order: Order, { lines = [], reserved = [] }: OrderState): Map<string, number> {
  const pieces = new Map<string, number>();
  const count = (said: unknown, qty: number) => {
    const sku = textIn(said);
    if (sku !== undefined && qty > 0) pieces.set(sku, (pieces.get(sku) ?? 0) + qty);
  };
  for (const line of order.lines) count(line.sku, line.qty);
  for (const line of lines) count(line.sku, line.qty);
  for (const { sku, qty } of reserved) pieces.set(sku, (pieces.get(sku) ?? 0) - qty);
  return pieces;
}

/** Other lines: pieces that nothing wants any more are given back, and nodes that reserve are asked anew. */
export function reserveAnew(run: Run, order: OrderState, flows: readonly PreparedFlow[]) {
  if (order.order === null || hasLeft(order)) return;
  for (const [sku, qty] of unmet(order.order, order)) if (qty < 0) giveBack(run, order, sku, -qty);
  for (const { flow, nodes, reserves } of flows) {
    const active = order.active?.[flow];
    if (!reserves || active === undefined) continue;
    own(run, order, "active")[flow] = active.filter((node) => nodes.get(node)?.settings.kind !== "reserve_stock");
  }
}

function giveBack(run: Run, order: OrderState, sku: string, qty: number) {
  const kept = (order.reserved ?? []).reduce((sum, one) => (one.sku === sku ? sum + one.qty : sum), 0) - qty;
  const others = (order.reserved ?? []).filter((one) => one.sku !== sku);
  const left = kept > 0 ? [...others, { sku, qty: kept }] : others;
  order.reserved = left.length === 0 ? undefined : left;
  run.dirty = true;
  vacate(run, sku, qty);
}

/** Pieces that the order no longer occupies: whoever waits for the article is asked again, as when it is counted. */
function vacate(run: Run, sku: string, qty: number) {
  const stock = read(run, stockKey(sku), "stock");
  if (stock !== undefined) {
    const left = Math.max(0, stock.reserved - qty);
    write(run, stockKey(sku), { ...stock, reserved: left });
    tellShort(run, sku, stock.available - left);
  }
  run.effects.push({ type: "unreserve", origin: null, order: run.orderKey?.key ?? null, sku, qty });
}

/** All lines or none; one that is short holds the order and says how many there are (null: nobody has said). */
export function reserveStock(turn: Turn) {
  const { run } = turn.scope;
  const order = turn.scope.order === null ? null : run.order;
  if (order?.order === null || order === null) return note(run, "noted", { what: "no_order_to_reserve_for" });
  const pieces = new Map([...unmet(order.order, order)].filter(([, qty]) => qty > 0));
  if (pieces.size === 0 || hasLeft(order)) {
    letGo(turn);
    if (order.reserved !== undefined) note(run, "noted", { what: "reserved_already" });
    return;
  }
  for (const [sku, qty] of pieces) {
    const stock = read(run, stockKey(sku), "stock");
    const free = stock === undefined ? null : stock.available - stock.reserved;
    if (free !== null && free >= qty) continue;
    waitForStock(turn, sku, qty);
    return hold(turn, "shortage", { sku, available: free });
  }
  letGo(turn);
  for (const [sku, qty] of pieces) occupy(turn, order, sku, qty);
}

/** An order that was asked to reserve again has had its turn: what it did not take of the pieces goes to the next who waits for them. */
export function offerOn(run: Run, { data }: EventOf<"apply">) {
  const [sku, qty] = [textIn(data.sku), data.qty];
  if (sku === undefined || typeof qty !== "number") return;
  endOffer(run, sku, qty);
  tellShort(run, sku, freeStock(run, sku) ?? 0);
}

/** A line that a flow adds takes its pieces where stock of the article is kept and has them. */
export function reserveAdded(turn: Turn, order: OrderState, sku: string, qty: number) {
  const free = freeStock(turn.scope.run, sku);
  if (free !== null && free >= qty) occupy(turn, order, sku, qty);
}

function occupy(turn: Turn, order: OrderState, sku: string, qty: number) {
  const { run, order: id } = turn.scope;
  const stock = read(run, stockKey(sku), "stock");
  if (stock === undefined) return;
  order.reserved = [...(order.reserved ?? []), { sku, qty }];
  run.dirty = true;
  write(run, stockKey(sku), { ...stock, reserved: stock.reserved + qty });
  emit(turn, { type: "reserve", origin: turn.node.origin, order: id, sku, qty });
}

/** From here on the goods are out of the house. */
const LEFT = new Set(["HandedOver", "PickedUp", "InTransit", "OutForDelivery", "Signed"]);
const hasLeft = ({ reserved }: OrderState): boolean => reserved?.length === 0;

/**
 * What has left the house is no longer occupied but gone: as much can be had as before, and the next count, which no longer
 * counts it, is not lessened by it again.
 */
export function shipStock(run: Run, order: OrderState, state: string) {
  if (order.reserved === undefined || !LEFT.has(state)) return;
  for (const { sku, qty } of order.reserved) {
    const stock = read(run, stockKey(sku), "stock");
    if (stock === undefined) continue;
    const { available, reserved } = stock;
    write(run, stockKey(sku), { ...stock, available: available - qty, reserved: Math.max(0, reserved - qty) });
    note(run, "noted", { what: "stock_left", sku, qty });
  }
  order.reserved = [];
  run.dirty = true;
}

/** An order that is cancelled, or refunded before it left, gives its pieces back. */
export function giveBackStock(run: Run) {
  const { order, orderKey } = run;
  if (order === null || orderKey === null || order.reserved === undefined || hasLeft(order)) return;
  for (const { sku, qty } of order.reserved) vacate(run, sku, qty);
  order.reserved = undefined;
  run.dirty = true;
}

/**
 * After-sale news of a refund that was paid: of the whole order before it left, its pieces are free. A refund that names articles,
 * lines, pieces or a smaller amount (`amount`, minor units) is of a part, and what then comes stands in the order's next content.
 */
export function refundStock(run: Run, { kind, data = {} }: EventOf<"after_sale">) {
  if (kind !== "refund" || data.phase !== "succeeded") return;
  const amount = run.order?.order?.amount;
  const isPart =
    PARTS.some((name) => data[name] !== undefined) ||
    (typeof data.amount === "number" && amount !== undefined && data.amount < amount);
  if (!isPart) giveBackStock(run);
}
const PARTS = ["sku", "skus", "line", "line_no", "lines", "qty"];

/** Fact `stock.available`: how many can be had of the order's articles, at the worst line; absent while nobody has said. */
export function stockAvailable(run: Run, order: Order | null): number | null {
  let least: number | null = null;
  for (const line of order?.lines ?? []) {
    const sku = textIn(line.sku);
    const stock = sku === undefined ? undefined : read(run, stockKey(sku), "stock");
    if (stock === undefined) continue;
    const free = stock.available - stock.reserved;
    if (least === null || free < least) least = free;
  }
  return least;
}

/** Fact `stock.short`: how many pieces of what is wanted cannot be had; 0: all lines can be served. Absent while nobody has said of one. */
export function stockShort(run: Run, state: OrderState): number | null {
  let short = 0;
  for (const [sku, qty] of state.order === null ? [] : unmet(state.order, state)) {
    if (qty <= 0) continue;
    const free = freeStock(run, sku);
    if (free === null) return null;
    short += Math.max(0, qty - Math.max(0, free));
  }
  return short;
}

/** Fact `stock.<SKU>`: how many of this article can be had; null while nobody has said. */
export function freeStock(run: Run, sku: string): number | null {
  const stock = read(run, stockKey(sku), "stock");
  return stock === undefined ? null : stock.available - stock.reserved;
}

/** Fact `credit.remaining` of the order's customer, in minor units. */
export function creditRemaining(run: Run, order: Order | null): number | null {
  const customer = textIn(order?.customer_id);
  return customer === undefined ? null : (read(run, creditKey(customer), "credit")?.remaining ?? null);
}
