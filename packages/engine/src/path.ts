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
  const [first] = by;
  if (by.length === 1 && first !== undefined) {
    const only = groupText(facts, first);
    return only === null ? null : [only];
  }
  const group: string[] = [];
  for (const path of by) {
    const text = groupText(facts, path);
    if (text === null) return null;
    group.push(text);
  }
  return group;
}

function groupText(facts: Facts, path: readonly string[]): string | null {
  const value = pathValue(facts, path);
  if (typeof value === "string") return value === "" ? null : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

export const factAt = (facts: Facts, name: string): unknown => pathValue(facts, name.split("."));
