import type { Condition } from "@switchyard/flow";
import type { Reader } from "../../source/reader.ts";

/** A comparison that people say without naming the fact. */
export type Implied = (reader: Reader) => Condition | null;

/** A phrase that means one thing. */
export const says =
  (pattern: RegExp, make: () => Condition): Implied =>
  (reader) =>
    reader.take(pattern) === null ? null : make();
