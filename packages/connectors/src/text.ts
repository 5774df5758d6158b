/** The two languages of every message, and the one way to say what is wrong: the types of the orders room. */
export type { Problem, Text } from "@switchyard/orders";

import type { Problem, Text } from "@switchyard/orders";

export const text = (zh: string, en: string): Text => ({ zh, en });

export const problem = (code: string, zh: string, en: string, pointer = ""): Problem => ({
  pointer,
  code,
  message: { zh, en },
});

/** Ends an exhaustive switch: a case that was forgotten is a compile error. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Names by which a prototype is reached: no key of outside data may be one. */
export const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);
