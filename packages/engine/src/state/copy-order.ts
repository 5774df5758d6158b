/**
 * An order's state as this step's own. What most orders have is named always, so that they have one shape in memory; what few
 * have is not, so that the others need not carry its room.
 */
import type { OrderState } from "./state.ts";

export function copyOrder(known: OrderState): OrderState {
  const copy: OrderState = {
    kind: "order",
    order: known.order,
    status: known.status,
    statusAt: known.statusAt,
    reached: known.reached,
    destination: known.destination,
    routedBy: known.routedBy,
    tags: known.tags,
    active: known.active,
    versions: known.versions,
    watches: known.watches,
    batches: known.batches,
    contentAt: known.contentAt,
    look: known.look,
    seen: known.seen,
  };
  if (known.before !== undefined) copy.before = known.before;
  if (known.cancelled !== undefined) copy.cancelled = known.cancelled;
  if (known.lineTo !== undefined) copy.lineTo = known.lineTo;
  if (known.fields !== undefined) copy.fields = known.fields;
  if (known.locks !== undefined) copy.locks = known.locks;
  if (known.lines !== undefined) copy.lines = known.lines;
  if (known.holds !== undefined) copy.holds = known.holds;
  if (known.frozen !== undefined) copy.frozen = known.frozen;
  if (known.asks !== undefined) copy.asks = known.asks;
  if (known.twin !== undefined) copy.twin = known.twin;
  if (known.lots !== undefined) copy.lots = known.lots;
  if (known.given !== undefined) copy.given = known.given;
  if (known.aside !== undefined) copy.aside = known.aside;
  if (known.approvals !== undefined) copy.approvals = known.approvals;
  if (known.reserved !== undefined) copy.reserved = known.reserved;
  if (known.parked !== undefined) copy.parked = known.parked;
  if (known.statuses !== undefined) copy.statuses = known.statuses;
  if (known.statusesAt !== undefined) copy.statusesAt = known.statusesAt;
  if (known.canonical !== undefined) copy.canonical = known.canonical;
  if (known.courier !== undefined) copy.courier = known.courier;
  return copy;
}
