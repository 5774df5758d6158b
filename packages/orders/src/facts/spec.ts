/** What a fact is: a name that conditions read, with a type and words for people. */
import type { Text } from "../text.ts";

/** `code` is compared upper-cased; `money` is minor units; `duration` is milliseconds; `instant` is UTC milliseconds. */
export type FactType = "text" | "code" | "number" | "money" | "duration" | "instant" | "boolean" | "list";

/** Where a fact's value comes from. */
export type FactKind = "field" | "line" | "clock" | "window" | "lookup" | "pattern" | "bucket" | "event";

/** What a number is, where it is more than a bare number: a time of day (minutes since local midnight), a weekday (1 Monday … 7 Sunday), so many of something. */
export type FactUnit = "time_of_day" | "weekday" | "day" | "working_day" | "hour" | "piece" | "line" | "kind";

export interface FactSpec {
  name: string;
  type: FactType;
  kind: FactKind;
  label: Text;
  description: Text;
  /** Other words that people use for it: for search, column mapping and typed conditions. */
  synonyms: { zh: string[]; en: string[] };
  sample?: unknown;
  /** How its numbers are written and typed. */
  unit?: FactUnit;
  /** Its value moves with the clock, without any event. */
  clock?: true;
  /** What a list holds: codes are compared upper-cased. */
  items?: "text" | "code";
  /** One thing with many names, compared by the one that is kept: of a province (江苏省 is 江苏), of a carrier (SF is 顺丰), of a customer's grade (A类 is A), of a colour of urgency (红色 is 红). */
  names?: "region" | "carrier" | "grade" | "urgency";
}

/** Facts are read by standard `var` paths: dotted names are nested objects. A fact that is not known is absent. */
export type Facts = Record<string, unknown>;
