/** Reading facts by path. */
import { type Facts, factValue } from "@switchyard/orders";

/** A value by its path, own properties only. */
export function pathValue(facts: Facts, path: readonly string[]): unknown {
  if (path.length === 1) {
    const name = path[0] ?? "";
    return Object.hasOwn(facts, name) ? facts[name] : undefined;
  }
  return factValue(facts, path.join("."));
}

/** The values of the group key, or null where one of them is missing: what has no group is not counted. */
export function groupOf(facts: Facts, by: readonly string[][]): string[] | null {
  const group: string[] = [];
  for (const path of by) {
    const value = pathValue(facts, path);
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return null;
    if (value === "") return null;
    group.push(String(value));
  }
  return group;
}

export const factAt = (facts: Facts, name: string): unknown => pathValue(facts, name.split("."));
