/** What an order is: taken in, updated, cancelled, set by hand. A second copy changes nothing; older news does not overwrite newer. */
import { normaliseField, type Order, orderContent, stateNamed, transition } from "@switchyard/orders";
import { type EventOf, happenedAt } from "../event/event.ts";
import { copyOrder } from "../state/copy-order.ts";
import type { OrderState } from "../state/state.ts";
import { drop, note, own, type Run, timer } from "../step/run.ts";
import { cancelApprovals } from "../yard/approval.ts";
import { joinLots, leaveLots, lotsOf, thawLots } from "../yard/freeze.ts";
import { leaveAllBatches } from "../yard/merge.ts";
import { giveBackStock } from "../yard/stock.ts";
import { cancelWatches } from "../yard/watch.ts";
import { unpark } from "./park.ts";

export function blankOrder(run: Run): OrderState {
  return copyOrder({ kind: "order", order: null, status: run.prepared.machine.initial });
}

/** `new`: decide it. `changed`: decide it again. `same`, `older`: nothing to do. */
export type ContentNews = { what: "new" | "same" | "older" } | { what: "changed"; fields: string[] };

export function applyContent(
  run: Run,
  order: OrderState,
  event: EventOf<"order_received"> | EventOf<"order_updated">,
): ContentNews {
  const happened = happenedAt(event);
  const known = order.order;
  if (known === null) {
    order.order = event.order;
    const since = happened === event.order.received_at ? undefined : happened;
    order.contentAt = since;
    if (order.cancelled !== true) beginAs(run, order, event.order.status, since);
    note(run, "accepted", { source: event.order.source, external_id: event.order.external_id });
    run.dirty = true;
    if (order.cancelled !== true) joinLots(run, order, event.order.id);
    unpark(run, order, (parked) => parked.why === "no_order");
    return { what: "new" };
  }
  if (orderContent(known) === orderContent(event.order)) {
    note(run, "duplicate", { event: event.id });
    return { what: "same" };
  }
  const newest = order.contentAt ?? known.received_at;
  if (happened < newest) {
    note(run, "late", { event: event.id, happened, newest });
    return { what: "older" };
  }
  const before = lotsOf(order).join("\n");
  const fields = [
    ...new Set([...changedFields(known, event.order), ...(event.type === "order_updated" ? event.changed : [])]),
  ].sort();
  const next: Order = { ...event.order, id: known.id, received_at: known.received_at };
  if (before !== lotsOf({ ...order, order: next }).join("\n")) {
    leaveLots(run, order, known.id);
    thawLots(run, order);
  }
  order.order = next;
  order.contentAt = happened;
  run.dirty = true;
  note(run, "updated", { fields });
  if (order.cancelled !== true) joinLots(run, order, known.id);
  unpark(
    run,
    order,
    (parked) =>
      parked.why === "budget" && parked.event.type !== "order_received" && parked.event.type !== "order_updated",
  );
  if (order.parked !== undefined) order.parked = order.parked.filter((parked) => parked.why !== "budget");
  return { what: "changed", fields };
}

/** In the state that its source says, where the machine knows it: cancelled too. */
function beginAs(run: Run, order: OrderState, status: string | undefined, since: number | undefined): void {
  order.statusAt = since;
  const said = status === undefined ? undefined : stateNamed(run.prepared.machine, status);
  if (said === undefined) return;
  order.status = said.id;
  if (said.id === "Cancelled") order.cancelled = true;
}

function changedFields(before: Order, after: Order): string[] {
  const [a, b] = [before as unknown as Record<string, unknown>, after as unknown as Record<string, unknown>];
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  names.delete("id");
  names.delete("received_at");
  return [...names].filter((name) => a[name] !== b[name] && JSON.stringify(a[name]) !== JSON.stringify(b[name]));
}

/** Cancelled where the state machine still allows it; what is on its way can only be intercepted. */
export function applyCancel(
  run: Run,
  order: OrderState,
  event: EventOf<"order_cancelled">,
): "cancelled" | "intercept" | "same" {
  if (order.cancelled === true) {
    note(run, "duplicate", { event: event.id });
    return "same";
  }
  const { machine } = run.prepared;
  const target = stateNamed(machine, "Cancelled");
  const answer = target === undefined ? null : transition(machine, order.status, target.id, { kind: "hand" });
  if (target !== undefined && answer?.outcome !== "accepted" && answer?.outcome !== "unchanged") {
    run.effects.push({ type: "intercept", origin: null, order: event.order, to: target.id, code: "too_late" });
    note(run, "noted", { what: "cancel_too_late", status: order.status });
    return "intercept";
  }
  note(run, "cancelled", { reason: event.reason ?? "" });
  if (target !== undefined && order.status !== target.id) {
    run.effects.push({
      type: "state",
      origin: null,
      order: event.order,
      from: order.status,
      to: target.id,
      evidence: "hand",
    });
    order.status = target.id;
    order.statusAt = happenedAt(event);
    own(run, order, "reached")[target.id] = order.statusAt;
  }
  endOrder(run, order);
  return "cancelled";
}

/** What waits for a cancelled order ends, and what it occupies is free, whoever said that it is cancelled. */
export function endOrder(run: Run, order: OrderState): void {
  order.cancelled = true;
  run.dirty = true;
  cancelWatches(run, order);
  cancelApprovals(run, order);
  leaveAllBatches(run, order);
  leaveLots(run, order, run.orderKey?.key ?? "");
  giveBackStock(run);
  order.holds = undefined;
  stopLooking(run, order);
}

export function stopLooking(run: Run, order: OrderState): void {
  if (order.look === undefined || run.orderKey === null) return;
  timer(run, run.orderKey, "look", null);
  order.look = undefined;
  run.dirty = true;
}

/** What a person sets is locked: flows leave it alone until it is given back. */
export function setByHand(run: Run, order: OrderState, event: EventOf<"set_by_hand">): void {
  const locked: string[] = [];
  const lock = (name: string): void => {
    own(run, order, "locks")[name] = event.by;
    locked.push(name);
  };
  if (event.destination !== undefined) {
    if (event.destination === null) order.destination = undefined;
    else order.destination = event.destination;
    order.routedBy = undefined;
    lock("destination");
  }
  for (const [field, value] of Object.entries(event.fields ?? {})) {
    own(run, order, "fields")[field] = normaliseField(field, value);
    lock(`field:${field}`);
  }
  for (const [tag, on] of Object.entries(event.tags ?? {})) {
    if (on) own(run, order, "tags")[tag] = "hand";
    else drop(run, order, "tags", tag);
    lock(`tag:${tag}`);
  }
  for (const name of event.unlock ?? []) {
    drop(run, order, "locks", name);
    if (name.startsWith("tag:")) tagAnew(run, order, name.slice(4));
  }
  if (locked.length > 0) note(run, "locked", { names: locked, by: event.by });
  if (event.unlock !== undefined) note(run, "unlocked", { names: event.unlock, by: event.by });
  run.dirty = true;
}

/** Flows have a tag back: what puts it on has not acted yet, whatever it did while the tag was locked. */
function tagAnew(run: Run, order: OrderState, tag: string): void {
  for (const [flow, active] of Object.entries(order.active ?? {})) {
    const nodes = run.prepared.versions.get(flow)?.get(order.versions?.[flow] ?? -1)?.nodes;
    const left = active.filter((id) => {
      const settings = nodes?.get(id)?.settings;
      return settings?.kind !== "tag" || settings.tag !== tag;
    });
    if (left.length < active.length) own(run, order, "active")[flow] = left;
  }
}
