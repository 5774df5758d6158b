/**
 * Merge: orders of one key that happen within a fixed window from the first member become one batch. It closes at the
 * window's end, at a limit, by hand, or when work on a member begins.
 */
import type { NodeOf } from "@switchyard/flow";
import { addDuration, type Facts } from "@switchyard/orders";
import { orderTime } from "./brand.ts";
import type { BatchEnd } from "./effect.ts";
import { happenedAt } from "./event.ts";
import { joinKey, type StateKey } from "./key.ts";
import { addLeaf, findLeaf, replaceLeaf, withoutLeaf } from "./leaves.ts";
import { groupOf } from "./path.ts";
import { type PreparedPrograms, versionOf } from "./prepare.ts";
import type { PreparedFlow } from "./prepare-flow.ts";
import { drop, lead, note, own, type Run, read, timer, write } from "./run.ts";
import { emit, type Turn } from "./scope.ts";
import type { BatchState, Member, OrderState } from "./state.ts";

export const batchKey = (flow: string, node: string, group: readonly string[]): StateKey => ({
  kind: "batch",
  key: joinKey(flow, node, ...group),
});

/** The facts of each merge's key, taken apart once. */
const keyPaths = new WeakMap<NodeOf<"merge">, string[][]>();

/** The open batch that an order with these facts would join; null where the key is not complete. */
export function batchKeyOf(
  flow: string,
  node: NodeOf<"merge">,
  facts: Facts,
): { key: StateKey; group: string[] } | null {
  let paths = keyPaths.get(node);
  if (paths === undefined) {
    paths = node.by.map((fact) => fact.split("."));
    keyPaths.set(node, paths);
  }
  const group = groupOf(facts, paths);
  return group === null ? null : { key: batchKey(flow, node.id, group), group };
}

/** An effect names all members while they are few. */
const NAMED = 20;
function membersOf(batch: BatchState): string[] {
  const orders: string[] = [];
  for (const leaf of batch.members) for (const member of leaf) orders.push(member[0]);
  return orders;
}
const named = (batch: BatchState): { orders?: string[] } => (batch.count <= NAMED ? { orders: membersOf(batch) } : {});

export function joinBatch(turn: Turn, merge: NodeOf<"merge">) {
  const { scope, flow, node } = turn;
  const { run } = scope;
  const { order, orderKey } = run;
  if (scope.order === null || orderKey === null || order?.order === undefined || order.order === null) return;
  const found = batchKeyOf(flow.flow, merge, scope.facts);
  if (found === null) return note(run, "batch_excluded", { node: merge.id, why: "no_key" });
  if (order.cancelled === true || order.frozen !== undefined)
    return note(run, "batch_excluded", { node: merge.id, why: "blocked" });
  const { key, group } = found;
  const before = order.batches?.[node.name];
  if (
    before === key.key &&
    findLeaf(read(run, key, "batch")?.members ?? [], ([id]) => id === orderKey.key) !== undefined
  )
    return;
  if (before !== undefined) leaveBatch(run, order, node.name);
  const batch = openFor(turn, merge, key, group);
  const member = memberOf(run, orderKey.key, scope.facts);
  const next: BatchState = {
    ...batch,
    latest: Math.max(batch.latest, happenedAt(run.event)),
    count: batch.count + 1,
    qty: batch.qty + member[1],
    due: earliest(batch.due, member[2]),
    members: addLeaf(batch.members, member),
  };
  write(run, key, next);
  own(run, order, "batches")[node.name] = key.key;
  const { id: batchId, qty, due: due_at, closes: closes_at } = next;
  const { origin } = node;
  emit(turn, {
    type: "batch_joined",
    origin,
    order: scope.order,
    ...named(next),
    batch: batchId,
    qty,
    due_at,
    closes_at,
  });
  if (merge.maxOrders !== undefined && next.count >= merge.maxOrders) closeBatch(run, key, next, "orders");
  else if (merge.maxQty !== undefined && next.qty >= merge.maxQty) closeBatch(run, key, next, "qty");
}

function memberOf(run: Run, id: string, facts: Facts): Member {
  const order = run.order?.order;
  const qty = facts.total_qty;
  if (typeof qty === "number") return [id, qty, order?.due_at ?? null];
  const counted = order?.lines.reduce((sum, line) => sum + (Number.isFinite(line.qty) ? line.qty : 0), 0) ?? 0;
  return [id, counted, order?.due_at ?? null];
}

const earliest = (a: number | null, b: number | null) => (a === null ? b : b === null || a < b ? a : b);

/** The open batch if this order's instant fits it; otherwise that one is closed and a new one opened. */
function openFor({ scope, flow }: Turn, node: NodeOf<"merge">, key: StateKey, group: string[]): BatchState {
  const { run } = scope;
  const happened = happenedAt(run.event);
  const time = orderTime(run);
  const known = read(run, key, "batch");
  if (known !== undefined) {
    if (happened >= known.opened && happened <= known.closes) return known;
    const closes = addDuration(happened, node.window, time);
    if (happened < known.opened && known.latest <= closes) {
      timer(run, key, "close", closes);
      return { ...known, opened: happened, closes };
    }
    closeBatch(run, key, known, "window");
  }
  const closes = addDuration(happened, node.window, time);
  timer(run, key, "close", closes);
  const id = `${key.key}@${happened}.${run.event.id}`;
  note(run, "batch_opened", { batch: id, closes });
  return {
    kind: "batch", flow: flow.flow, version: flow.version, node: node.id, id, group, opened: happened, closes,
    latest: happened, count: 0, qty: 0, due: null, members: [],
  }; // biome-ignore format: a record
}

/** Takes the order out; the last one out voids the batch. */
export function leaveBatch(run: Run, order: OrderState, merge: string) {
  const name = order.batches?.[merge];
  if (name === undefined) return;
  drop(run, order, "batches", merge);
  const key: StateKey = { kind: "batch", key: name };
  const batch = read(run, key, "batch");
  const id = run.orderKey?.key ?? "";
  const member = findLeaf(batch?.members ?? [], ([one]) => one === id);
  if (batch === undefined || member === undefined) return;
  const members = withoutLeaf(batch.members, ([one]) => one === id);
  const origin = { flow: batch.flow, version: batch.version, node: batch.node };
  if (members.length === 0) {
    write(run, key, null);
    timer(run, key, "close", null);
    run.effects.push({ type: "batch_left", origin, order: id, orders: [], batch: batch.id });
    run.effects.push({ type: "batch_void", origin, order: null, orders: [], batch: batch.id });
    return;
  }
  const due =
    member[2] === batch.due
      ? members.flat().reduce<number | null>((least, one) => earliest(least, one[2]), null)
      : batch.due;
  const next: BatchState = { ...batch, members, count: batch.count - 1, qty: batch.qty - member[1], due };
  write(run, key, next);
  run.effects.push({ type: "batch_left", origin, order: id, ...named(next), batch: batch.id });
}

/** New content may belong elsewhere, or bring more: the order leaves a batch whose key is no longer its own. */
export function refreshBatches(run: Run, order: OrderState, facts: Facts) {
  for (const name of Object.keys(order.batches ?? {})) {
    const key: StateKey = { kind: "batch", key: order.batches?.[name] ?? "" };
    const batch = read(run, key, "batch");
    const merge =
      batch === undefined
        ? undefined
        : versionOf(run.prepared, batch.flow, batch.version)?.merges.find((one) => one.id === batch.node);
    const id = run.orderKey?.key ?? "";
    if (batch === undefined || merge === undefined || findLeaf(batch.members, ([one]) => one === id) === undefined) {
      drop(run, order, "batches", name);
      continue;
    }
    if (batchKeyOf(batch.flow, merge, facts)?.key.key !== key.key) {
      leaveBatch(run, order, name);
      const active = order.active?.[batch.flow];
      if (active !== undefined) own(run, order, "active")[batch.flow] = active.filter((node) => node !== batch.node);
      continue;
    }
    const members = replaceLeaf(batch.members, ([one]) => one === id, memberOf(run, id, facts));
    const all = members.flat();
    const qty = all.reduce((sum, one) => sum + one[1], 0);
    write(run, key, {
      ...batch,
      members,
      qty,
      due: all.reduce<number | null>((least, one) => earliest(least, one[2]), null),
    });
  }
}

export function leaveAllBatches(run: Run, order: OrderState) {
  for (const merge of Object.keys(order.batches ?? {})) leaveBatch(run, order, merge);
}

/** Work on a member has begun: nothing more can be packed with it. */
export function closeBegunBatches(run: Run, order: OrderState) {
  for (const merge of Object.keys(order.batches ?? {})) {
    const key: StateKey = { kind: "batch", key: order.batches?.[merge] ?? "" };
    const batch = read(run, key, "batch");
    const isMember = batch !== undefined && findLeaf(batch.members, ([id]) => id === run.orderKey?.key) !== undefined;
    if (isMember) closeBatch(run, key, batch, "begun");
    drop(run, order, "batches", merge);
  }
}

/** The batch is final. Its members keep their identity; the flow goes on from the port *closed*, once for the batch. */
export function closeBatch(run: Run, key: StateKey, batch: BatchState, reason: BatchEnd) {
  write(run, key, null);
  timer(run, key, "close", null);
  const origin = { flow: batch.flow, version: batch.version, node: batch.node };
  const orders = membersOf(batch);
  const data = { batch: batch.id, count: batch.count, qty: batch.qty, reason };
  run.effects.push({
    type: "batch_closed",
    origin,
    order: null,
    orders,
    data,
    batch: batch.id,
    qty: batch.qty,
    due_at: batch.due,
    reason,
  });
  const flow = versionOf(run.prepared, batch.flow, batch.version);
  if (flow !== null)
    lead(run, {
      flow,
      node: batch.node,
      port: "closed",
      orders,
      subject: null,
      data,
      facts: batchFacts(run, node(flow, batch), batch, data),
    });
}

const node = (flow: PreparedFlow, batch: BatchState) => flow.merges.find((one) => one.id === batch.node);

/** The key's facts, and the batch's own sums under the names that an order has for them. */
function batchFacts(
  run: Run,
  merge: NodeOf<"merge"> | undefined,
  batch: BatchState,
  data: Record<string, unknown>,
): Facts {
  const facts: Facts = { ...groupFacts(merge, batch), total_qty: batch.qty, now: run.at, event: data };
  if (batch.due !== null) facts.due_at = batch.due;
  return facts;
}

/** The facts that the members of a batch have in common. */
function groupFacts(merge: NodeOf<"merge"> | undefined, batch: BatchState): Facts {
  const facts: Facts = {};
  for (const [at, fact] of (merge?.by ?? []).entries()) if (!fact.includes(".")) facts[fact] = batch.group[at];
  return facts;
}

/** What closing this batch may read: the flow that goes on from its port, and the facts that its counters group by. */
export function batchReads(prepared: PreparedPrograms, batch: BatchState): { flow: PreparedFlow; facts: Facts } | null {
  const flow = versionOf(prepared, batch.flow, batch.version);
  return flow === null ? null : { flow, facts: groupFacts(node(flow, batch), batch) };
}
