import type { Logic } from "@switchyard/logic";

/** Builders of standard JSON-Logic. Lists stay flat, so that depth does not grow with length. */
export const read = (name: string): Logic => ({ var: name });
export const not = (logic: Logic): Logic => ({ "!": logic });
export const op = (operator: string, ...args: Logic[]): Logic => ({ [operator]: args });
/** True when every one of the facts is there (neither absent, null nor empty text). */
export const present = (facts: readonly string[]): Logic => not({ missing: [...facts] });

const isOperation = (logic: Logic, operator: string): logic is { [operator: string]: readonly Logic[] } =>
  typeof logic === "object" &&
  logic !== null &&
  !Array.isArray(logic) &&
  Array.isArray((logic as Record<string, Logic>)[operator]);

/** The name list of a `present` guard, as a key; null for anything else. */
function guardKey(logic: Logic): string | null {
  if (typeof logic !== "object" || logic === null || Array.isArray(logic)) return null;
  const inner = (logic as Record<string, Logic>)["!"];
  if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return null;
  const names = (inner as Record<string, Logic>).missing;
  return Array.isArray(names) ? names.join() : null;
}

/** Conjunction: flattened, without what is always true, each guard once. */
export function and(...parts: Logic[]): Logic {
  const flat: Logic[] = [];
  const guards = new Set<string>();
  for (const part of parts.flatMap((one) => (isOperation(one, "and") ? (one.and ?? []) : [one]))) {
    const key = guardKey(part);
    if (part === true || (key !== null && guards.has(key))) continue;
    if (part === false) return false;
    if (key !== null) guards.add(key);
    flat.push(part);
  }
  return flat.length === 0 ? true : flat.length === 1 ? (flat[0] ?? true) : { and: flat };
}

/** Disjunction: flattened, without what is always false. */
export function or(...parts: Logic[]): Logic {
  const flat: Logic[] = [];
  for (const part of parts.flatMap((one) => (isOperation(one, "or") ? (one.or ?? []) : [one]))) {
    if (part === false) continue;
    if (part === true) return true;
    flat.push(part);
  }
  return flat.length === 0 ? false : flat.length === 1 ? (flat[0] ?? false) : { or: flat };
}
