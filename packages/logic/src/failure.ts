import { LogicError } from "./errors.ts";
import { isOperation, partsOf, segmentTo } from "./operators.ts";

/** An error on its way up through json-logic-js, collecting the path to where it began. */
export class Failure {
  private readonly cause: unknown;
  private readonly segments: string[] = [];
  private inner: unknown;

  private constructor(cause: unknown, origin: unknown) {
    this.cause = cause;
    this.inner = origin;
  }

  /** `error` leaves the evaluation of `logic`: it began there, or in a part of it that it passed before. */
  static passing(error: unknown, logic: unknown): Failure {
    if (!(error instanceof Failure)) return new Failure(error, logic);
    if (Array.isArray(logic)) error.descendFrom(logic, logic);
    else if (isOperation(logic)) error.descendFrom(logic, partsOf(logic)[1]);
    error.inner = logic;
    return error;
  }

  private descendFrom(parent: object, parts: readonly unknown[]): void {
    const index = parts.indexOf(this.inner);
    if (index >= 0) this.segments.unshift(segmentTo(parent, index));
  }

  toError(): LogicError {
    const { cause } = this;
    const path = this.segments.join("");
    if (cause instanceof LogicError) return cause.at({ path });
    return new LogicError("failed", cause instanceof Error ? cause.message : String(cause), { path }, cause);
  }
}
