/** Three-way merge of plain JSON: what only one side changed is taken; what both changed differently is a conflict. */
import { canonicalJson } from "@switchyard/orders";

export interface Clash {
  path: readonly string[];
  base: unknown;
  ours: unknown;
  theirs: unknown;
}
/** Answers whether to take theirs. */
export type OnClash = (clash: Clash) => boolean;
export type Three = { base: unknown; ours: unknown; theirs: unknown };

const same = (a: unknown, b: unknown): boolean =>
  a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b));

/** Undefined means: not there. */
export function mergeValues({ base, ours, theirs }: Three, path: readonly string[], onClash: OnClash): unknown {
  if (same(ours, theirs) || same(theirs, base)) return ours;
  if (same(ours, base)) return theirs;
  if (isRecord(base) && isRecord(ours) && isRecord(theirs)) {
    const keys = new Set([...Object.keys(base), ...Object.keys(ours), ...Object.keys(theirs)]);
    const merged = [...keys].map((key): [string, unknown] => [
      key,
      mergeValues({ base: base[key], ours: ours[key], theirs: theirs[key] }, [...path, key], onClash),
    ]);
    return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
  }
  if (isList(base) && isList(ours) && isList(theirs)) {
    if ([...base, ...ours, ...theirs].every(hasId)) return mergeById({ base, ours, theirs } as Lists, path, onClash);
    if (base.length === ours.length && base.length === theirs.length)
      return base.map((one, at) =>
        mergeValues({ base: one, ours: ours[at], theirs: theirs[at] }, [...path, String(at)], onClash),
      );
  }
  return onClash({ path, base, ours, theirs }) ? theirs : ours;
}

interface Lists {
  base: readonly { id: string }[];
  ours: readonly { id: string }[];
  theirs: readonly { id: string }[];
}

/** In the order of theirs; what only we have follows what stood before it. */
export function mergeById({ base, ours, theirs }: Lists, path: readonly string[], onClash: OnClash): unknown[] {
  const byId = (list: Lists["base"]) => new Map(list.toReversed().map((one) => [one.id, one]));
  const [was, own, fresh] = [byId(base), byId(ours), byId(theirs)];
  const ids = theirs.map(({ id }) => id);
  const there = new Set(ids);
  ours.forEach(({ id }, at) => {
    if (there.has(id)) return;
    there.add(id);
    const before = ours[at - 1]?.id;
    ids.splice(before === undefined ? 0 : ids.indexOf(before) + 1, 0, id);
  });
  return ids.flatMap((id) => {
    const three = { base: was.get(id), ours: own.get(id), theirs: fresh.get(id) };
    const merged = mergeValues(three, [...path, id], onClash);
    return merged === undefined ? [] : [merged];
  });
}

const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const hasId = (value: unknown): boolean => isRecord(value) && typeof value.id === "string";
