/** What must be known of the format without its schemas: readers of these need no zod, which is 28 KB of a page's first load. */

export const FORMAT_VERSION = 1;

export const OPERATORS = [
  "is", "is_not", "starts_with", "not_starts_with", "ends_with", "contains", "not_contains", "in_list", "not_in_list",
  "matches", "is_empty", "is_not_empty", "eq", "ne", "lt", "le", "gt", "ge", "between", "before", "after", "within",
  "contains_any", "contains_all", "contains_none", "count_eq", "count_ge", "count_le",
] as const; // biome-ignore format: a word list
export type Operator = (typeof OPERATORS)[number];
