/** Reading facts by path. */
import type { Facts } from "@switchyard/orders";

/** A text that names something; whatever else stands in its place is as good as missing. */
export const textIn = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** A value by its path, own properties only. */
export function pathValue(facts: Facts, path: readonly string[]): unknown {
  if (path.length === 1) {
    const name = path[0] ?? "";
    return Object.hasOwn(facts, name) ? facts[name] : undefined;
  }
  let value: unknown = facts;
  for (const part of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return dotted(facts, path);
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** An event may bring a name that has a dot itself. */
function dotted(facts: Facts, path: readonly string[]): unknown {
  const name = path.join(".");
  return Object.hasOwn(facts, name) ? facts[name] : undefined;
}

/** The values of the group key, or null where one of them is missing: what has no group is not counted. */
export function groupOf(facts: Facts, by: readonly string[][]): string[] | null {
  const [first] = by;
  if (by.length === 1 && first !== undefined) {
    const only = groupText(facts, first);
    return only === null ? null : [only];
  }
  const group = new Array<string>(by.length);
  for (let at = 0; at < by.length; at++) {
    const text = groupText(facts, by[at] ?? []);
    if (text === null) return null;
    group[at] = text;
  }
  return group;
}

/** A list is a key as a whole: the same values, in whatever order. */
function groupText(facts: Facts, path: readonly string[]): string | null {
  const value = pathValue(facts, path);
  if (!Array.isArray(value)) return keyText(value);
  const items = itemsOf(value);
  return items.length === 0 ? null : items.sort().join(LISTED);
}
const LISTED = "、";

/** The list that a group's text stands for. */
export const listOf = (text: string): string[] => text.split(LISTED);

function keyText(value: unknown): string | null {
  if (typeof value === "string") return value === "" ? null : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

const itemsOf = (list: readonly unknown[]): string[] => [...new Set(list.flatMap((item) => keyText(item) ?? []))];

/** The groups that an event counts in: one for each value of a list (an order of three articles counts for each of them). */
export function groupsOf(facts: Facts, by: readonly string[][]): string[][] {
  const [first] = by;
  if (by.length === 1 && first !== undefined) {
    const value = pathValue(facts, first);
    if (Array.isArray(value)) return itemsOf(value).map((item) => [item]);
    const only = keyText(value);
    return only === null ? NONE : [[only]];
  }
  let groups: string[][] = [[]];
  for (const path of by) {
    const value = pathValue(facts, path);
    if (Array.isArray(value)) {
      const items = itemsOf(value);
      groups = groups.flatMap((group) => items.map((item) => [...group, item]));
      continue;
    }
    const text = keyText(value);
    if (text === null) return NONE;
    for (const group of groups) group.push(text);
  }
  return groups;
}
const NONE: string[][] = [];

export const factAt = (facts: Facts, name: string): unknown => pathValue(facts, name.split("."));
