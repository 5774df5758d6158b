/** State is addressed by key, so that a shell can load (and lock) what a step needs before it calls `step`. */

/** Lock classes, ascending. A step reaches a lower class only by a durable message (`later`). */
export const KEY_KINDS = ["order", "batch", "counter", "channel"] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/** The tenant leads every key in the shell; the core knows only its own workspace. */
export interface StateKey {
  kind: KeyKind;
  key: string;
}

const RANK: Record<KeyKind, number> = { order: 0, batch: 1, counter: 2, channel: 3 };

/** One text for one key: `order:42`. */
export const keyText = (key: StateKey): string => `${key.kind}:${key.key}`;

/** Lock order: by class, then by key in code-unit order (the same on every machine and in every locale). */
export function compareKeys(a: StateKey, b: StateKey): number {
  if (a.kind !== b.kind) return RANK[a.kind] - RANK[b.kind];
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

/** Sorted in lock order, each key once. A step names few: putting each in its place is quicker than sorting. */
export function sortKeys(keys: readonly StateKey[]): StateKey[] {
  const sorted: StateKey[] = [];
  if (keys.length > 64) {
    for (const key of keys.toSorted(compareKeys)) {
      const last = sorted.at(-1);
      if (last === undefined || compareKeys(last, key) !== 0) sorted.push(key);
    }
    return sorted;
  }
  for (const key of keys) {
    let place = sorted.length;
    let order = 1; // of the key to the one before its place
    for (let other = sorted[place - 1]; other !== undefined; other = sorted[place - 1]) {
      order = compareKeys(key, other);
      if (order >= 0) break;
      place -= 1;
    }
    if (order !== 0) sorted.splice(place, 0, key);
  }
  return sorted;
}

/** The parts that `joinKey` joined. */
export function splitKey(key: string): string[] {
  const parts = key.split("/");
  return key.includes("~") ? parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")) : parts;
}

/** Parts of a key may hold any text; `/` between them is not ambiguous because it is escaped inside. */
export function joinKey(...parts: string[]): string {
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] ?? "";
    if (part.includes("/") || part.includes("~")) parts[at] = part.replaceAll("~", "~0").replaceAll("/", "~1");
  }
  return parts.join("/");
}
