import * as imported from "json-logic-js";
import { LogicError } from "./errors.ts";

/** What json-logic-js calls for every sub-expression, through its own exported object. */
export type Apply = (logic: unknown, data: unknown) => unknown;

interface Oracle {
  apply: Apply;
}

/** A CommonJS module: Node puts it under `default`, some bundlers do not. */
const oracle: Oracle = ((imported as { default?: unknown }).default ?? imported) as Oracle;

/** json-logic-js itself, as it was when this module was loaded. */
export const original: Apply = oracle.apply;

/**
 * Runs json-logic-js with `hook` in the place of its recursion. json-logic-js has one global operator table and no
 * instances, so a guard by `add_operation` would change `var` for everyone in the process. Its recursion goes through
 * `jsonLogic.apply`, which is ours only between these two lines: nothing else can run meanwhile.
 */
export function withHook<T>(hook: Apply, run: () => T): T {
  const previous = oracle.apply;
  try {
    oracle.apply = hook;
  } catch (cause) {
    throw new LogicError("failed", "json-logic-js is frozen, so it cannot be guarded", {}, cause);
  }
  try {
    return run();
  } finally {
    oracle.apply = previous;
  }
}
