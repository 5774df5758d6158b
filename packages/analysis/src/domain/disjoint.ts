/** A quick test whether two demands on one fact cannot both hold. "No" may be wrong; "yes" never is. */
import type { FactState } from "./fact-state.ts";
import { hasNumber } from "./number-domain.ts";
import { hasText } from "./text-domain.ts";

export function disjoint(a: FactState, b: FactState): boolean {
  if (a.absent && b.absent) return false;
  if (!a.present || !b.present) return true;
  const [left, right] = [a.domain, b.domain];
  if (left.type === "number" && right.type === "number") {
    if (left.only !== null) return !left.only.some((value) => hasNumber(right, value));
    if (right.only !== null) return !right.only.some((value) => hasNumber(left, value));
    return (
      left.lo > right.hi ||
      right.lo > left.hi ||
      (left.lo === right.hi && (left.loOpen || right.hiOpen)) ||
      (right.lo === left.hi && (right.loOpen || left.hiOpen))
    );
  }
  if (left.type === "text" && right.type === "text") {
    if (left.only !== null) return !left.only.some((value) => hasText(right, value));
    if (right.only !== null) return !right.only.some((value) => hasText(left, value));
    return !left.prefix.startsWith(right.prefix) && !right.prefix.startsWith(left.prefix);
  }
  if (left.type === "list" && right.type === "list") {
    return (
      left.min > right.max ||
      right.min > left.max ||
      left.has.some((one) => right.hasNot.includes(one)) ||
      right.has.some((one) => left.hasNot.includes(one))
    );
  }
  return left.type === "boolean" && right.type === "boolean" && !left.can.some((value) => right.can.includes(value));
}
