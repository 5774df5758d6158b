/** Which of the orders that a search found is the one that was scanned. */
interface Found {
  external_id: string;
  po_no?: string | null;
}

/** The only one found, or the only one of exactly that number; null: somebody must choose, or there is none. */
export function theOne<T extends Found>(items: readonly T[], scanned: string): T | null {
  const [only] = items;
  if (items.length === 1 && only !== undefined) return only;
  const same = (value: string | null | undefined) => value?.toLowerCase() === scanned.toLowerCase();
  for (const name of ["external_id", "po_no"] as const) {
    const exact = items.filter((one) => same(one[name]));
    if (exact.length === 1 && exact[0] !== undefined) return exact[0];
  }
  return null;
}

interface InForce {
  cancelled: boolean;
  holds: readonly unknown[];
  frozen: readonly unknown[];
}
/** Why an order must not leave the house now; null: it may. */
export const stoppedBy = ({ cancelled, holds, frozen }: InForce): "cancelled" | "hold" | "freeze" | null =>
  cancelled ? "cancelled" : holds.length > 0 ? "hold" : frozen.length > 0 ? "freeze" : null;
