/**
 * Codes that a platform says of each piece (Lazada) or parcel (Shopee), for the order as a whole: one code a field, so that they can be
 * sent as one record. What needs a person speaks first, then what is least far of the pieces that go on. A piece that was cancelled, came back or
 * was lost leaves the others to go on, and speaks only where none does.
 */

/** From the one that speaks first. A code that stands nowhere is shown before all others: nobody knows what it means. */
export type PieceCodes = readonly string[];

export const LAZADA_PIECES: PieceCodes = [
  "shipped_back_failed", "damaged_by_3pl", "package_scrapped", "unpaid",
  "pending", "topack", "packed", "repacked", "toship", "ready_to_ship", "shipped", "failed", "failed_delivery", "delivered", "confirmed",
  "shipped_back", "lost", "lost_by_3pl", "returned", "shipped_back_success", "canceled",
]; // biome-ignore format: one group a line
export const SHOPEE_PARCELS: PieceCodes = [
  "LOGISTICS_PICKUP_FAILED",
  "LOGISTICS_NOT_START", "LOGISTICS_NOT_STARTED", "LOGISTICS_PENDING_ARRANGE", "LOGISTICS_READY", "LOGISTICS_REQUEST_CREATED",
  "LOGISTICS_PICKUP_RETRY", "LOGISTICS_PICKUP_DONE", "LOGISTICS_DELIVERY_FAILED", "LOGISTICS_DELIVERY_DONE",
  "LOGISTICS_LOST", "LOGISTICS_REQUEST_CANCELED", "LOGISTICS_COD_REJECTED", "LOGISTICS_INVALID",
]; // biome-ignore format: one group a line

/** The code that speaks for all; undefined where nothing was said. */
export function spokenFor(codes: PieceCodes, said: readonly (string | undefined)[]): string | undefined {
  const place = (code: string) => codes.findIndex((one) => one.toLowerCase() === code.toLowerCase());
  const all = said.filter((code) => code !== undefined);
  return all.reduce<string | undefined>((first, code) => {
    return first === undefined || place(code) < place(first) ? code : first;
  }, undefined);
}
