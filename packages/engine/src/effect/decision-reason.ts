import type { Decision } from "./effect.ts";

/** Why nothing was decided, taken apart: a code, and after a colon what it is about. Without a reason both are empty. */
export function decisionReason({ reason = "" }: Pick<Decision, "reason">): { code: string; about: string } {
  const [code = ""] = reason.split(":", 1);
  return { code, about: reason.slice(code.length + 1).trim() };
}
