/**
 * Merge: orders of one key that happen within a fixed window from the first member become one batch. It closes at the
 * window's end, at a limit, by hand, or when work on a member begins.
 */
import type { NodeOf } from "@switchyard/flow";
import { addDuration, type Facts, factSpec } from "@switchyard/orders";
import type { BatchEnd, Origin } from "../effect/effect.ts";
import { happenedAt } from "../event/event.ts";
import { short } from "../memory/short.ts";
import { orderTime } from "../order/brand.ts";
import type { PreparedPrograms } from "../prepare/prepare.ts";
import type { PreparedFlow } from "../prepare/prepare-flow.ts";
import { versionOf } from "../prepare/version-of.ts";
import { joinKey, type StateKey, splitKey } from "../state/key.ts";
import type { BatchHead, BatchState, OrderState } from "../state/state.ts";
import { groupOf, listOf } from "../step/path.ts";
import { drop, idle, lead, note, own, type Run, read, timer, write } from "../step/run.ts";
import { emit, type Turn } from "../step/scope.ts";
import {
  earliest,
  earliestDue,
  findMember,
  hasMember,
  type Member,
  membersOf,
  replaceMember,
  withMember,
  withoutMember,
} from "./members.ts";

const batchKey = (flow: string, node: string, group: readonly string[]): StateKey => ({
  kind: "batch",
  key: joinKey(flow, node, ...group),
});

/** Of each merge the facts of its key, taken apart once, and the key that was asked for last: naming it and joining ask for the same. */
interface MergeKey {
  paths: string[][];
  group: string[];
  key: StateKey;
}
const mergeKeys = new WeakMap<NodeOf<"merge">, MergeKey>();
const sameTexts = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((text, at) => text === b[at]);

/** The open batch that an order with these facts would join; null where the key is not complete. */
export function batchKeyOf(flow: string, node: NodeOf<"merge">, facts: Facts): StateKey | null {
  let last = mergeKeys.get(node);
  if (last === undefined) {
    last = { paths: node.by.map((fact) => fact.split(".")), group: [], key: batchKey(flow, node.id, []) };
    mergeKeys.set(node, last);
  }
  const group = groupOf(facts, last.paths);
  if (group === null) return null;
  if (sameTexts(group, last.group)) return last.key;
  last.group = group;
  last.key = batchKey(flow, node.id, group);
  return last.key;
}

/** An effect names all members while they are few. */
const NAMED = 20;
const named = (batch: BatchState): { orders?: string[] } => (batch.count <= NAMED ? { orders: membersOf(batch) } : {});

export function joinBatch(turn: Turn, merge: NodeOf<"merge">) {
  const { scope, flow, node } = turn;
  const { run } = scope;
  const { order, orderKey } = run;
  if (scope.order === null || orderKey === null || order?.order === undefined || order.order === null) return;
  if (order.cancelled === true) return note(run, "batch_excluded", { node: merge.id, why: "cancelled" });
  const key = batchKeyOf(flow.flow, merge, scope.facts);
  if (key === null) {
    idle(run, node.name);
    awaitKey(run, order, turn);
    return note(run, "batch_excluded", { node: merge.id, why: "no_key" });
  }
  if (isKeptBack(order)) {
    setAside(run, order, node.name);
    return note(run, "batch_excluded", { node: merge.id, why: "kept_back" });
  }
  const before = order.batches?.[node.name];
  if (before === key.key && isMember(read(run, key, "batch"), orderKey.key)) return;
  if (before !== undefined) leaveBatch(run, order, node.name);
  const batch = openFor(turn, merge, key);
  const { head } = batch;
  const member = memberOf(run, orderKey.key, scope.facts);
  const { members, full } = withMember(batch, member);
  const next: BatchState = {
    kind: "batch",
    head,
    span: short(Math.max(batch.span, happenedAt(run.event) - head.opened)),
    count: batch.count + 1,
    qty: batch.qty + member.qty,
    due: earliest(batch.due, member.due),
    members,
    full,
  };
  write(run, key, next);
  own(run, order, "batches")[node.name] = head.key;
  const { qty, due: due_at } = next;
  const { origin } = node;
  emit(turn, {
    type: "batch_joined",
    origin,
    order: scope.order,
    ...named(next),
    batch: head.id,
    qty,
    due_at,
    closes_at: head.closes,
  });
  if (fullBy(merge, next) !== null) run.full = [...(run.full ?? []), key];
}

/** A new look at the intake leads to a merge again; to one that another event had led to, nothing does: it is waited at for the key. */
export function awaitKey(run: Run, order: OrderState, { flow, node }: Pick<Turn, "flow" | "node">): void {
  const isOfIntake = flow.triggers
    .get("order_received")
    ?.some(({ steps }) => steps.some((step) => step.type === "act" && step.node === node));
  if (isOfIntake !== true) setAside(run, order, node.name);
}

/** The limit that it has come to; null: none. */
function fullBy({ maxOrders, maxQty }: NodeOf<"merge">, { count, qty }: BatchState): BatchEnd | null {
  if (maxOrders !== undefined && count >= maxOrders) return "orders";
  return maxQty !== undefined && qty >= maxQty ? "qty" : null;
}

/** Closes what came to a limit and is there still: a flow may have kept back the very order that filled it. */
export function closeFullBatches(run: Run) {
  const keys = run.full ?? [];
  run.full = null;
  for (const key of keys) {
    const batch = read(run, key, "batch");
    const merge = batch === undefined ? undefined : mergeOf(run.prepared, batch.head);
    const limit = batch === undefined || merge === undefined ? null : fullBy(merge, batch);
    if (batch !== undefined && limit !== null) closeBatch(run, key, batch, limit);
  }
}

const isMember = (batch: BatchState | undefined, order: string): boolean =>
  batch !== undefined && hasMember(batch, order);

function memberOf(run: Run, id: string, facts: Facts): Member {
  const due = dueOf(run.order);
  const qty = facts.total_qty;
  if (typeof qty === "number") return { order: id, qty, due };
  const lines = run.order?.order?.lines ?? [];
  return { order: id, qty: lines.reduce((sum, line) => sum + (Number.isFinite(line.qty) ? line.qty : 0), 0), due };
}

/** What a flow or a person has set stands over the source's. */
function dueOf(order: OrderState | null): number | null {
  const set = order?.fields?.due_at;
  return typeof set === "number" ? set : (order?.order?.due_at ?? null);
}

/** The open batch if this order's instant fits it; otherwise that one is closed and a new one opened. */
function openFor({ scope, flow }: Turn, node: NodeOf<"merge">, key: StateKey): BatchState {
  const { run } = scope;
  const happened = happenedAt(run.event);
  const time = orderTime(run);
  const known = read(run, key, "batch");
  if (known !== undefined) {
    const { head, span } = known;
    if (happened >= head.opened && happened <= head.closes) return known;
    const closes = addDuration(happened, node.window, time);
    const latest = head.opened + span;
    if (happened < head.opened && latest <= closes) {
      timer(run, key, "close", closes);
      return { ...known, head: { ...head, opened: happened, closes }, span: short(latest - happened) };
    }
    closeBatch(run, key, known, "window");
  }
  const closes = addDuration(happened, node.window, time);
  timer(run, key, "close", closes);
  // In one piece: it is kept as long as the batch, and a text of parts that hang together is six of them.
  const id = [key.key, "@", happened, ".", run.event.id].join("");
  note(run, "batch_opened", { batch: id, closes });
  const head: BatchHead = {
    key: key.key, flow: flow.flow, version: flow.version, node: node.id, id, opened: happened, closes,
  }; // biome-ignore format: a record
  return { kind: "batch", head, span: 0, count: 0, qty: 0, due: null, members: [] };
}

/** Takes the order out; the last one out voids the batch. */
export function leaveBatch(run: Run, order: OrderState, merge: string) {
  const name = order.batches?.[merge];
  if (name === undefined) return;
  drop(run, order, "batches", merge);
  const key: StateKey = { kind: "batch", key: name };
  const batch = read(run, key, "batch");
  const id = run.orderKey?.key ?? "";
  const member = batch === undefined ? null : findMember(batch, id);
  if (batch === undefined || member === null) return;
  const origin = originOf(batch.head);
  if (batch.count === 1) {
    write(run, key, null);
    timer(run, key, "close", null);
    run.effects.push({ type: "batch_left", origin, order: id, orders: [], batch: batch.head.id });
    run.effects.push({ type: "batch_void", origin, order: null, orders: [], batch: batch.head.id });
    return;
  }
  const lists = withoutMember(batch, id);
  const due = member.due === batch.due ? earliestDue(lists) : batch.due;
  const next: BatchState = { ...batch, ...lists, count: batch.count - 1, qty: batch.qty - member.qty, due };
  write(run, key, next);
  run.effects.push({ type: "batch_left", origin, order: id, ...named(next), batch: batch.head.id });
}

/**
 * New content may belong elsewhere, or bring more: the order leaves a batch whose key is no longer its own. Into the other it comes by
 * the new look at its intake, or, where another event had led it to the merge, as one that stood aside.
 */
export function refreshBatches(run: Run, order: OrderState, facts: Facts) {
  for (const name of Object.keys(order.batches ?? {})) {
    const key: StateKey = { kind: "batch", key: order.batches?.[name] ?? "" };
    const batch = read(run, key, "batch");
    const merge = batch === undefined ? undefined : mergeOf(run.prepared, batch.head);
    const id = run.orderKey?.key ?? "";
    const before = batch === undefined ? null : findMember(batch, id);
    if (batch === undefined || merge === undefined || before === null) {
      drop(run, order, "batches", name);
      continue;
    }
    const { flow, node } = batch.head;
    if (batchKeyOf(flow, merge, facts)?.key !== key.key) {
      leaveBatch(run, order, name);
      const active = order.active?.[flow];
      if (active?.includes(node) === true) own(run, order, "active")[flow] = active.filter((one) => one !== node);
      else setAside(run, order, name);
      continue;
    }
    const member = memberOf(run, id, facts);
    const lists = replaceMember(batch, member);
    const next = { ...batch, ...lists, qty: batch.qty - before.qty + member.qty, due: earliestDue(lists) };
    write(run, key, next);
    if (fullBy(merge, next) !== null) run.full = [...(run.full ?? []), key];
  }
}

export function leaveAllBatches(run: Run, order: OrderState) {
  for (const merge of Object.keys(order.batches ?? {})) leaveBatch(run, order, merge);
  order.aside = undefined;
}

/** States in which an order waits, wherever it stands in the chain. */
const WAITING = new Set(["Held", "RefundRequested", "Refunded", "Returned"]);

/** Whether it may go out with others: not while somebody holds or froze it. */
export const isKeptBack = ({ holds, frozen, status }: OrderState): boolean =>
  holds !== undefined || frozen !== undefined || WAITING.has(status);

/** Kept back, it goes out with nobody: it leaves its open batches, and remembers to which it returns. */
export function standAside(run: Run, order: OrderState) {
  if (order.batches === undefined || !isKeptBack(order)) return;
  for (const merge of Object.keys(order.batches)) {
    leaveBatch(run, order, merge);
    setAside(run, order, merge);
  }
}

function setAside(run: Run, order: OrderState, merge: string) {
  if (order.aside?.includes(merge) === true) return;
  order.aside = [...(order.aside ?? []), merge];
  run.dirty = true;
}

/** It no longer waits to return to that merge's batches. */
export function forgetAside(run: Run, order: OrderState, merge: string) {
  if (order.aside?.includes(merge) !== true) return;
  const left = order.aside.filter((one) => one !== merge);
  order.aside = left.length === 0 ? undefined : left;
  run.dirty = true;
}

/** Work on a member has begun: nothing more can be packed with it. */
export function closeBegunBatches(run: Run, order: OrderState) {
  for (const merge of Object.keys(order.batches ?? {})) {
    const key: StateKey = { kind: "batch", key: order.batches?.[merge] ?? "" };
    const batch = read(run, key, "batch");
    if (batch !== undefined && isMember(batch, run.orderKey?.key ?? "")) closeBatch(run, key, batch, "begun");
    drop(run, order, "batches", merge);
  }
  order.aside = undefined;
}

/** The batch is final. Its members keep their identity; the flow goes on from the port *closed*, once for the batch. */
export function closeBatch(run: Run, key: StateKey, batch: BatchState, reason: BatchEnd) {
  write(run, key, null);
  timer(run, key, "close", null);
  const { head, count, qty } = batch;
  const orders = membersOf(batch);
  const data = { batch: head.id, count, qty, reason };
  run.effects.push({
    type: "batch_closed",
    origin: originOf(head),
    order: null,
    orders,
    data,
    batch: head.id,
    qty,
    due_at: batch.due,
    reason,
  });
  const flow = versionOf(run.prepared, head.flow, head.version);
  if (flow !== null) {
    const facts = batchFacts(run, node(flow, head), batch, data);
    lead(run, { flow, node: head.node, port: "closed", orders, subject: null, data, facts });
  }
}

const originOf = ({ flow, version, node }: BatchHead): Origin => ({ flow, version, node });
const node = (flow: PreparedFlow, head: BatchHead) => flow.merges.find((one) => one.id === head.node);
function mergeOf(prepared: PreparedPrograms, head: BatchHead): NodeOf<"merge"> | undefined {
  const flow = versionOf(prepared, head.flow, head.version);
  return flow === null ? undefined : node(flow, head);
}

/** The key's facts, and the batch's own sums under the names that an order has for them. */
function batchFacts(
  run: Run,
  merge: NodeOf<"merge"> | undefined,
  batch: BatchState,
  data: Record<string, unknown>,
): Facts {
  const facts: Facts = { ...groupFacts(merge, batch.head), total_qty: batch.qty, now: run.at, event: data };
  if (batch.due !== null) facts.due_at = batch.due;
  return facts;
}

/** What the members of a batch have in common: its key says it, after the flow and the node. */
export const batchGroup = (head: BatchHead): string[] => splitKey(head.key).slice(2);

/** The same of a batch's id, which is its key, when it was opened and by which event; null where it is no such id. */
export function readBatchId(id: string): { group: string[]; opened: number } | null {
  const [, key, opened] = /^(.*)@(-?\d+)\./s.exec(id) ?? [];
  return key === undefined ? null : { group: splitKey(key).slice(2), opened: Number(opened) };
}

/** The same as facts. */
function groupFacts(merge: NodeOf<"merge"> | undefined, head: BatchHead): Facts {
  const facts: Facts = {};
  const by = merge?.by ?? [];
  const group = batchGroup(head);
  for (let at = 0; at < by.length; at++) {
    const [fact = "", text] = [by[at], group[at]];
    if (fact.includes(".") || text === undefined) continue;
    facts[fact] = factSpec(fact)?.type === "list" ? listOf(text) : text;
  }
  return facts;
}

/** What closing this batch may read: the flow that goes on from its port, and the facts that its counters group by. */
export function batchReads(prepared: PreparedPrograms, batch: BatchState): { flow: PreparedFlow; facts: Facts } | null {
  const { head } = batch;
  const flow = versionOf(prepared, head.flow, head.version);
  return flow === null ? null : { flow, facts: groupFacts(node(flow, head), head) };
}
