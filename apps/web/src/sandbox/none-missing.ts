import type { ReplayView } from "../replays/replays-api.ts";

/**
 * What a run that lacked no data says of it; null: nothing. Nothing is said of orders that were not read, and one that ended
 * before its first order, failed or cancelled, found no history too narrow.
 */
export function noneMissing({ status, processed }: Pick<ReplayView, "status" | "processed">) {
  if (processed > 0) return "missingNone";
  if (status === "running") return "nothingYet";
  return status === "done" ? "noOrders" : null;
}
