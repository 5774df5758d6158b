import type { Logic } from "@switchyard/logic";

/** Operator and arguments; no operator where there is none. */
type Parts = readonly [name: string, args: readonly Logic[]];
const NO_OPERATION: Parts = ["", []];

export function partsOf(logic: Logic): Parts {
  if (typeof logic !== "object" || logic === null || Array.isArray(logic)) return NO_OPERATION;
  const [[name, args] = ["", []], ...more] = Object.entries(logic as Record<string, Logic>);
  if (more.length > 0) return NO_OPERATION;
  return [name, Array.isArray(args) ? args : [args]];
}
