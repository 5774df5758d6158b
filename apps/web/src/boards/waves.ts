/** Which late orders are called out: those that passed five minutes since the last call, in one sentence. */
import type { Deadline } from "./boards-api.ts";

/** So late that the board turns red and calls. */
export const LATE_MS = 5 * 60_000;
/** Orders of one wave pass their deadline one shortly after the other: one call for all of them. */
const APART_MS = 60_000;

const keyOf = ({ order, flow, node, deadline }: Deadline) => `${order.id} ${flow} ${node} ${deadline}`;

export interface Calls {
  /** What was called out, and is late still. */
  called: ReadonlySet<string>;
  /** When the last call was; null: there was none. */
  at: number | null;
  /** The board shows the latest ones only: what was due before these was late before anybody listened. */
  from: number;
}
export const NO_CALLS: Calls = { called: new Set(), at: null, from: Number.NEGATIVE_INFINITY };

/** The wave to call out now (often nobody), and what is known afterwards. */
export function nextCall(
  rows: readonly Deadline[],
  now: number,
  before: Calls,
  hasMore = false,
): { wave: Deadline[]; after: Calls } {
  const late = rows.filter(({ deadline }) => now - deadline >= LATE_MS && deadline >= before.from);
  const isSoon = before.at !== null && now - before.at < APART_MS;
  const wave = isSoon ? [] : late.filter((one) => !before.called.has(keyOf(one)));
  const known = isSoon ? late.filter((one) => before.called.has(keyOf(one))) : late;
  const from = hasMore && late.length > 0 ? Math.min(...late.map(({ deadline }) => deadline)) : before.from;
  return { wave, after: { called: new Set(known.map(keyOf)), at: wave.length > 0 ? now : before.at, from } };
}
