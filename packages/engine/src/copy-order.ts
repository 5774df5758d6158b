/** An order's state as this step's own: every field named, so that all of them have one shape in memory. */
import type { OrderState } from "./state.ts";

export function copyOrder(known: OrderState): OrderState {
  return {
    kind: "order",
    order: known.order,
    status: known.status,
    statusAt: known.statusAt,
    cancelled: known.cancelled,
    reached: known.reached,
    fields: known.fields,
    locks: known.locks,
    destination: known.destination,
    routedBy: known.routedBy,
    tags: known.tags,
    lines: known.lines,
    holds: known.holds,
    frozen: known.frozen,
    active: known.active,
    versions: known.versions,
    watches: known.watches,
    approvals: known.approvals,
    batches: known.batches,
    reserved: known.reserved,
    parked: known.parked,
    statuses: known.statuses,
    canonical: known.canonical,
    contentAt: known.contentAt,
    courier: known.courier,
    look: known.look,
    seen: known.seen,
  };
}
