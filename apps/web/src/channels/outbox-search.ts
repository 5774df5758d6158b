import { readPages } from "../shell/search-read.ts";

const OUTBOX_STATES = ["pending", "delivered", "passed_on", "unaddressed", "dead"] as const;

/** It stands in the address. */
export function readOutboxSearch(search: Record<string, unknown>): {
  state?: (typeof OUTBOX_STATES)[number];
  pages?: readonly string[];
} {
  const state = OUTBOX_STATES.find((one) => one === search.state);
  return { ...(state === undefined ? {} : { state }), ...readPages(search.pages) };
}
