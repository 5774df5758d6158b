/** Which orders wait for a person: told from their state before and after a group, so that what stays as it was costs nothing. */
import type { OrderState, StateValue } from "@switchyard/engine";
import type { WaitKind, WaitWrite } from "@switchyard/store";

const WAITS: Record<WaitKind, (order: OrderState) => boolean> = {
  approval: ({ approvals }) => hasAny(approvals),
  hold: ({ holds }) => hasAny(holds),
  freeze: ({ frozen }) => (frozen?.length ?? 0) > 0,
  pool: ({ parked }) => parked?.some(({ why }) => why === "pool") ?? false,
  breach: ({ watches }) => hasBreach(watches),
};
const KINDS = Object.keys(WAITS) as WaitKind[];
/** A bit a kind. */
export type WaitMask = number;

function hasAny(values: object | undefined): boolean {
  for (const _ in values) return true;
  return false;
}

function hasBreach(watches: OrderState["watches"]): boolean {
  for (const name in watches) if (watches[name]?.status === "breached") return true;
  return false;
}

export function waitMask(value: StateValue | undefined): WaitMask {
  if (value?.kind !== "order" || value.cancelled === true) return 0;
  if (
    value.approvals === undefined &&
    value.holds === undefined &&
    value.frozen === undefined &&
    value.parked === undefined &&
    value.watches === undefined
  )
    return 0;
  return KINDS.reduce((mask, kind, bit) => (WAITS[kind](value) ? mask | (1 << bit) : mask), 0);
}

/** What is to be written where the two differ. */
export function waitChanges(order: string, before: WaitMask, after: WaitMask, at: number): WaitWrite[] {
  if (before === after) return [];
  return KINDS.flatMap((kind, bit) => {
    const is = (after & (1 << bit)) !== 0;
    return is === ((before & (1 << bit)) !== 0) ? [] : [{ order, kind, since: is ? at : null }];
  });
}
