/**
 * Window aggregates, exact at their edges. A counter keeps the instants themselves while they are few; of the others sums
 * per stretch (1/48 of the window), their instants in a key per stretch, of which a step needs two: the one that an event
 * falls into and the one that the edge cuts.
 */
import { truthy } from "@switchyard/logic";
import type { Facts } from "@switchyard/orders";
import { type PreparedWindow, windowEnd, windowStart } from "../prepare/window.ts";
import { joinKey, type StateKey } from "../state/key.ts";
import { addLeaf } from "../state/leaves.ts";
import type { CounterState, Leaves, StretchState } from "../state/state.ts";
import { pathValue } from "../step/path.ts";
import { type Run, read, write } from "../step/run.ts";

/**
 * The keys of the group that was asked for last, which is nearly always the one asked for next. Those of others are made anew:
 * among many groups that is quicker than finding them.
 */
class GroupKeys {
  name: string | null = null;
  main: StateKey = { kind: "counter", key: "" };
  readonly stretches: { slot: number; key: StateKey }[] = [];
}
const last = new WeakMap<PreparedWindow, GroupKeys>();

function keysOf(window: PreparedWindow, group: string[]): GroupKeys {
  let keys = last.get(window);
  if (keys === undefined) {
    keys = new GroupKeys();
    last.set(window, keys);
  }
  const name = group.length === 1 ? (group[0] ?? "") : joinKey(...group);
  if (keys.name === name) return keys;
  keys.name = name;
  // In one piece: parts that hang together are slow to look for.
  keys.main = { kind: "counter", key: [window.key, joinKey(...group)].join("/") };
  keys.stretches.length = 0;
  return keys;
}

export const counterKey = (window: PreparedWindow, group: string[]): StateKey => keysOf(window, group).main;

export function stretchKey(window: PreparedWindow, group: string[], stretch: number): StateKey {
  const { main, stretches } = keysOf(window, group);
  const slot = window.slots === 0 ? stretch : ((stretch % window.slots) + window.slots) % window.slots;
  for (const known of stretches) if (known.slot === slot) return known.key;
  const key: StateKey = { kind: "counter", key: `${main.key}#${slot}` };
  if (stretches.length < 4) stretches.push({ slot, key });
  return key;
}

/** The keys that counting and reading at `at` may touch, for something that happened at `happened`. */
export function counterKeys(
  run: Pick<Run, "prepared">,
  window: PreparedWindow,
  group: string[],
  at: number,
  happened: number,
): StateKey[] {
  if (window.of === "distinct") return [counterKey(window, group)];
  const edge = windowStart(window, at, run.prepared.settings);
  return [
    counterKey(window, group),
    stretchKey(window, group, Math.floor(edge / window.stretch)),
    stretchKey(window, group, Math.floor(happened / window.stretch)),
  ];
}

/** Counts one event, unless the window's filter refuses it or what it sums is missing. */
export function countIn(run: Run, window: PreparedWindow, group: string[], facts: Facts, happened: number) {
  if (window.where !== null && !truthy(window.where(facts))) return;
  const from = windowStart(window, run.at, run.prepared.settings);
  if (happened < from) return;
  if (window.of === "distinct") return countDistinct(run, window, group, facts, happened, from);
  const amount = window.of === "count" ? 1 : pathValue(facts, window.field ?? []);
  if (typeof amount !== "number" || !Number.isFinite(amount)) return;
  const key = counterKey(window, group);
  const stride = window.of === "sum" ? 2 : 1;
  const stretch = Math.floor(happened / window.stretch);
  const before = read(run, key, "counter");
  if (before?.since !== undefined && happened < before.since) return;
  const known = trimmed(before, Math.floor(from / window.stretch), window.stretch, stride);
  const few = known.items ?? [];
  if (few.length < run.prepared.fewItems * stride) {
    const { stretches, total } = known;
    const items = insertFew(few, happened, amount, stride);
    return keep(run, window, key, begun(known, { kind: "counter", stretches, total, items }));
  }
  keep(run, window, key, addToStretch(known, stretch, amount));
  const place = stretchKey(window, group, stretch);
  const items = insert(stretchAt(run, place, stretch)?.items ?? [], happened, window.of === "sum" ? amount : null);
  keepStretch(run, window, place, { kind: "stretch", stretch, items });
}

/** A counter says nothing any more once all that it knows is out of its window, and when it was begun anew as well. */
export function keep(run: Run, window: PreparedWindow, key: StateKey, value: CounterState): void {
  write(run, key, value, windowEnd(window, run.at, run.prepared.settings));
}

export function keepStretch(run: Run, window: PreparedWindow, key: StateKey, value: StretchState): void {
  write(run, key, value, windowEnd(window, (value.stretch + 1) * window.stretch, run.prepared.settings));
}

export function stretchAt(run: Run, key: StateKey, stretch: number): StretchState | undefined {
  const known = read(run, key, "stretch");
  return known?.stretch === stretch ? known : undefined;
}

/** The next value of a counter keeps when it was begun anew. */
function begun({ since }: CounterState, next: CounterState): CounterState {
  if (since !== undefined) next.since = since;
  return next;
}

export const EMPTY: CounterState = { kind: "counter", stretches: [], total: 0 };

/** Items that say nothing any more are taken out some at a time, because the others are copied. */
const TRIM = 8;

/** Without what lies in stretches before the first. */
function trimmed(known: CounterState = EMPTY, first: number, length: number, stride: number): CounterState {
  const { stretches: before, items = [] } = known;
  let { total } = known;
  let start = 0;
  for (; start < before.length && (before[start] ?? 0) < first; start += 2) total -= before[start + 1] ?? 0;
  let gone = 0;
  while (gone < items.length && (items[gone] ?? 0) < first * length) gone += stride;
  if (gone < TRIM * stride) gone = 0;
  if (start === 0 && gone === 0) return known;
  return begun(known, {
    kind: "counter",
    stretches: start === 0 ? before : before.slice(start),
    total,
    items: gone === 0 ? items : items.slice(gone),
  });
}

/** Ascending. */
function addToStretch(known: CounterState, stretch: number, amount: number): CounterState {
  const stretches = known.stretches.slice();
  let place = stretches.length;
  while (place > 0 && (stretches[place - 2] ?? 0) > stretch) place -= 2;
  if (place > 0 && stretches[place - 2] === stretch) stretches[place - 1] = (stretches[place - 1] ?? 0) + amount;
  else stretches.splice(place, 0, stretch, amount);
  return begun(known, { kind: "counter", stretches, total: known.total + amount, items: known.items ?? [] });
}

/** Ascending too; for sums each instant is followed by its amount. */
function insertFew(items: readonly number[], at: number, amount: number, stride: number): number[] {
  let place = items.length;
  while (place > 0 && (items[place - stride] ?? 0) > at) place -= stride;
  return stride === 1 ? items.toSpliced(place, 0, at) : items.toSpliced(place, 0, at, amount);
}

/** Nearly always at the end; a late one finds its place. */
function insert(items: Leaves<number>, at: number, amount: number | null): Leaves<number> {
  const stride = amount === null ? 1 : 2;
  const last = items.at(-1)?.at(-stride) ?? Number.NEGATIVE_INFINITY;
  if (at >= last) return amount === null ? addLeaf(items, at) : addLeaf(addLeaf(items, at), amount);
  const flat = items.flat();
  let place = flat.length;
  while (place > 0 && (flat[place - stride] ?? 0) > at) place -= stride;
  flat.splice(place, 0, ...(amount === null ? [at] : [at, amount]));
  const next: number[][] = [];
  for (let i = 0; i < flat.length; i += 256) next.push(flat.slice(i, i + 256));
  return next;
}

function countDistinct(
  run: Run,
  window: PreparedWindow,
  group: string[],
  facts: Facts,
  happened: number,
  from: number,
) {
  const value = pathValue(facts, window.field ?? []);
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return;
  const key = counterKey(window, group);
  const values: Record<string, number> = {};
  const before = read(run, key, "counter") ?? EMPTY;
  if (before.since !== undefined && happened < before.since) return;
  const known = before.values ?? {};
  for (const name of Object.keys(known)) if ((known[name] ?? 0) >= from) values[name] = known[name] ?? 0;
  values[`=${value}`] = Math.max(values[`=${value}`] ?? 0, happened);
  keep(run, window, key, begun(before, { kind: "counter", stretches: [], total: 0, values }));
}

/** The aggregate over [start of the window, at]. */
export function windowValue(run: Run, window: PreparedWindow, group: string[], at: number): number {
  const known = read(run, counterKey(window, group), "counter");
  if (known === undefined) return 0;
  const from = windowStart(window, at, run.prepared.settings);
  if (known.values !== undefined) return countValues(known.values, from);
  const edge = Math.floor(from / window.stretch);
  const { stretches } = known;
  let total = known.total + sumFew(known.items ?? [], from, window.of === "sum");
  for (let i = 0; i < stretches.length && (stretches[i] ?? 0) <= edge; i += 2) {
    total -= stretches[i + 1] ?? 0;
    if (stretches[i] === edge)
      total += partOf(stretchAt(run, stretchKey(window, group, edge), edge), from, window.of === "sum");
  }
  return total;
}

function sumFew(items: readonly number[], from: number, isSum: boolean): number {
  const stride = isSum ? 2 : 1;
  let start = 0;
  while (start < items.length && (items[start] ?? 0) < from) start += stride;
  if (!isSum) return items.length - start;
  let total = 0;
  for (let i = start; i < items.length; i += stride) total += items[i + 1] ?? 0;
  return total;
}

function countValues(values: Record<string, number>, from: number): number {
  let count = 0;
  for (const name in values) if ((values[name] ?? 0) >= from) count += 1;
  return count;
}

function partOf(state: StretchState | undefined, from: number, isSum: boolean): number {
  let total = 0;
  for (const leaf of state?.items ?? []) {
    if ((leaf.at(isSum ? -2 : -1) ?? 0) < from) continue;
    for (let i = 0; i < leaf.length; i += isSum ? 2 : 1) {
      if ((leaf[i] ?? 0) >= from) total += isSum ? (leaf[i + 1] ?? 0) : 1;
    }
  }
  return total;
}
