/** What became of an order on one side of a replay, and in what two sides differ. */
import type { Effect, OrderState, Scalar } from "@switchyard/engine";

/** Plain and comparable: two equal standings have equal JSON. */
export interface Standing {
  destination: string | null;
  /** Sorted. */
  tags: string[];
  fields: Record<string, Scalar>;
  /** `level node`, in the order in which they went out. */
  alerts: { level: number; node: string }[];
  /** Messages, tasks and calls of other systems: `kind node`. */
  sent: string[];
  /** Watches that were not kept, by node. */
  breaches: string[];
  /** The batch that it was merged into last. */
  batch: string | null;
  held: boolean;
  frozen: boolean;
  /** Why it waits undecided; null when it does not. */
  parked: string | null;
}

export const CHANGE_KINDS = [
  "rerouted",
  "newly_routed",
  "no_longer_routed",
  "newly_alerted",
  "no_longer_alerted",
  "alerted_otherwise",
  "newly_merged",
  "no_longer_merged",
  "merged_otherwise",
  "newly_breached",
  "no_longer_breached",
  "newly_held",
  "no_longer_held",
  "newly_parked",
  "no_longer_parked",
  "tags",
  "fields",
  "messages",
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What effects tell of an order and its state does not keep. Its lists are replaced, or their own. */
export interface Told {
  alerts: { level: number; node: string }[];
  sent: string[];
  breaches: string[];
  batch: string | null;
  parked: string | null;
}
export const nothingTold = (): Told => ({ alerts: NONE, sent: NONE, breaches: NONE, batch: null, parked: null });
const NONE: never[] = [];

/** Most orders are told nothing: an empty list is nobody's own. */
export function added<T>(list: T[], item: T): T[] {
  if (list.length === 0) return [item];
  list.push(item);
  return list;
}

const nodeOf = (effect: Effect) => (effect.origin === null ? "" : `${effect.origin.flow}/${effect.origin.node}`);

/** Takes down what an effect on the order said. */
export function tell(told: Told, effect: Effect): void {
  switch (effect.type) {
    case "alert":
      told.alerts = added(told.alerts, { level: effect.level, node: nodeOf(effect) });
      return;
    case "task":
    case "notify":
    case "webhook":
      told.sent = added(told.sent, `${effect.type} ${nodeOf(effect)}`);
      return;
    case "batch_joined":
      told.batch = effect.batch;
      return;
    case "batch_left":
      if (told.batch === effect.batch) told.batch = null;
      return;
    default:
      return;
  }
}

export function standingOf(state: OrderState | undefined, told: Told | undefined): Standing {
  const tags = Object.keys(state?.tags ?? {}).sort();
  return {
    destination: state?.destination ?? null,
    tags,
    fields: sortedFields(state?.fields ?? {}),
    alerts: told?.alerts ?? [],
    sent: told?.sent ?? [],
    breaches: told?.breaches ?? [],
    batch: told?.batch ?? null,
    held: state?.holds !== undefined,
    frozen: state?.frozen !== undefined,
    parked: told?.parked ?? null,
  };
}

const sortedFields = (fields: Record<string, Scalar>) =>
  Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));

/** In what the second differs from the first; empty when they are the same. */
export function changesBetween(before: Standing, after: Standing): ChangeKind[] {
  const kinds: ChangeKind[] = [];
  if (before.destination !== after.destination) {
    if (before.destination === null) kinds.push("newly_routed");
    else kinds.push(after.destination === null ? "no_longer_routed" : "rerouted");
  }
  one(kinds, before.alerts.length > 0, after.alerts.length > 0, "alerted");
  if (before.alerts.length > 0 && after.alerts.length > 0 && !same(before.alerts, after.alerts))
    kinds.push("alerted_otherwise");
  one(kinds, before.batch !== null, after.batch !== null, "merged");
  if (before.batch !== null && after.batch !== null && before.batch !== after.batch) kinds.push("merged_otherwise");
  one(kinds, before.breaches.length > 0, after.breaches.length > 0, "breached");
  one(kinds, before.held || before.frozen, after.held || after.frozen, "held");
  one(kinds, before.parked !== null, after.parked !== null, "parked");
  if (!same(before.tags, after.tags)) kinds.push("tags");
  if (!same(before.fields, after.fields)) kinds.push("fields");
  if (!same(before.sent, after.sent)) kinds.push("messages");
  return kinds;
}

type Pair = "alerted" | "merged" | "breached" | "held" | "parked";
function one(kinds: ChangeKind[], before: boolean, after: boolean, what: Pair): void {
  if (before !== after) kinds.push(after ? `newly_${what}` : `no_longer_${what}`);
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
