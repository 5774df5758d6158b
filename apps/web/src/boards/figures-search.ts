/** What the figures' board shows, as its address says it. */
export interface FiguresSearch {
  /** `30d` or a month; none: the last seven days. */
  period?: string;
  /** By what they are told part by part; none: as a whole. */
  split?: string;
  /** The figure that is written, by its id; `new` for another one. */
  edit?: string;
  /** The day whose report is shown. */
  report?: string;
  /** The scheduled reports, and those that were made. */
  reports?: true;
  /** A report that was made, by its id. */
  kept?: string | undefined;
  /** The check of one's own orders, or what all systems say of them. */
  check?: "self" | "systems";
}
const FORMS = {
  period: /^(?:30d|\d{4}-(?:0[1-9]|1[0-2]))$/,
  split: /^(?:brand|province|destination|source|channel|carrier|step|custom\.[A-Za-z0-9_-]{1,64})$/,
  edit: /^[A-Za-z0-9_-]{1,64}$/,
  report: /^\d{4}-\d{2}-\d{2}$/,
  kept: /^[A-Za-z0-9_-]{1,64}$/,
} as const;

export function readFiguresSearch(search: Record<string, unknown>): FiguresSearch {
  const found: FiguresSearch = {};
  for (const name of ["period", "split", "edit", "report", "kept"] as const) {
    const value = search[name];
    if (typeof value === "string" && FORMS[name].test(value)) found[name] = value;
  }
  if (search.check === "self" || search.check === "systems") found.check = search.check;
  if (search.reports === true) found.reports = true;
  return found;
}
