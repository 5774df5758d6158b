import { startOfDay } from "@switchyard/orders";
import { endOfDay } from "../shell/days.ts";
import { readPages, readWord } from "../shell/search-read.ts";

/** What the journal is asked for: it stands in the address. */
export interface JournalSearch {
  about?: string;
  who?: string;
  type?: string;
  /** Days, as `2026-11-23`. */
  from?: string;
  to?: string;
  pages?: readonly string[];
}

export function readJournalSearch(search: Record<string, unknown>): JournalSearch {
  const found: JournalSearch = {};
  for (const name of ["about", "who", "type"] as const) {
    const value = readWord(search[name]);
    if (value !== undefined) found[name] = value;
  }
  for (const name of ["from", "to"] as const) {
    const value = search[name];
    if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) found[name] = value;
  }
  return { ...found, ...readPages(search.pages) };
}

/** Both days whole, as the workspace's clocks have them: where somebody looks from is nothing to the journal. */
export const spanOf = ({ from, to }: { from?: string | undefined; to?: string | undefined }, zone: string) => ({
  ...(from === undefined ? {} : { from: String(startOfDay(from, zone)) }),
  ...(to === undefined ? {} : { to: String(endOfDay(to, zone)) }),
});
