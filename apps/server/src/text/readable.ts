/** Text that should be JSON, and is kept where it is none. */
import { Refusal } from "../refusal/refusal.ts";
import { parseJson } from "./json-text.ts";

/** A body that is no JSON, handed on to a route that keeps what it cannot use. */
export class Unreadable {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    this.refusal = refusal;
  }
}

export function readable(text: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    if (cause instanceof Refusal) return new Unreadable(cause);
    throw cause;
  }
}
