/** The platform-neutral states that status codes are mapped to, and how they bear on our own order states. */
import type { Text } from "../text.ts";
import type { CanonicalGroup } from "./rows.ts";
import { CANONICAL_ROWS, CANONICAL_TRANSITIONS } from "./status-rows.ts";

export interface CanonicalState {
  id: string;
  label: Text;
  /** How far along within its group; an event of a lower rank does not go back without being listed and newer. */
  rank: number;
  group: CanonicalGroup;
  terminal: boolean;
  /** Goods must not leave while it holds. */
  blocksOutbound: boolean;
  /** The state of the default state machine that it asserts; null: none, the order stays where it is. */
  orderState: string | null;
}

const ORDER_STATES: Record<string, string> = {
  PaymentConfirmed: "PendingReview",
  OnHold: "Held",
  Assigned: "Assigned",
  Picking: "Picked",
  Checked: "Checked",
  Packed: "Packed",
  HandedOver: "HandedOver",
  PickedUp: "PickedUp",
  InTransit: "InTransit",
  OutForDelivery: "OutForDelivery",
  Signed: "Signed",
  Completed: "Signed",
  Cancelled: "Cancelled",
  Returned: "Returned",
  RefundRequested: "RefundRequested",
  Disputed: "RefundRequested",
  ReturnAwaitingBuyer: "RefundRequested",
  ReturnInTransit: "RefundRequested",
  RefundProcessing: "RefundRequested",
  Refunded: "Refunded",
};

export const CANONICAL_STATES: readonly CanonicalState[] = /* @__PURE__ */ CANONICAL_ROWS.map(
  ([id, zh, en, rank, group, terminal, blocksOutbound]) => ({
    id,
    label: { zh, en },
    rank,
    group,
    terminal,
    blocksOutbound,
    orderState: ORDER_STATES[id] ?? null,
  }),
);

let byId: Map<string, CanonicalState> | undefined;

export function canonicalState(id: string): CanonicalState | undefined {
  byId ??= new Map(CANONICAL_STATES.map((state) => [state.id, state]));
  return byId.get(id);
}

/**
 * How a platform's new state follows the last one. `late`: of a lower rank in the same group and not (newer and listed), to
 * be recorded as out of order. `jump`: applied, but not listed, which counts against the channel (seed 001). What follows an
 * after-sale state that is not over is not listed: the newer one goes, an older one of a lower rank is late.
 */
export type CanonicalStep = "same" | "listed" | "jump" | "late" | "unknown";

export function canonicalStep(from: string, to: string, newer: boolean): CanonicalStep {
  const before = canonicalState(from);
  const after = canonicalState(to);
  if (before === undefined || after === undefined || from === "Unknown" || to === "Unknown") return "unknown";
  if (from === to) return "same";
  const next = Object.hasOwn(CANONICAL_TRANSITIONS, from) ? CANONICAL_TRANSITIONS[from] : undefined;
  const isCase = before.group === "aftersale" && after.group === "aftersale";
  const listed = next === undefined ? isCase : next.includes(to);
  if (before.group === after.group && after.rank < before.rank) return newer && listed ? "listed" : "late";
  return listed || (before.group !== after.group && after.group === "aftersale") ? "listed" : "jump";
}
