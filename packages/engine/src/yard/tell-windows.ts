/** What an event means for the windows of a flow: a group's count begins anew, or one more is counted. */
import { truthy } from "@switchyard/logic";
import type { Facts } from "@switchyard/orders";
import type { PreparedFlow } from "../prepare/prepare-flow.ts";
import { type PreparedWindow, windowStart } from "../prepare/window.ts";
import type { CounterState } from "../state/state.ts";
import { groupsOf } from "../step/path.ts";
import { type Run, read } from "../step/run.ts";
import { counterKey, countIn, EMPTY, keep, keepStretch, stretchAt, stretchKey } from "./counter.ts";

/** Whether a window of the flow hears of an event with one of these names. */
export const hearsWindow = ({ windows }: PreparedFlow, labels: readonly string[]): boolean =>
  windows.some(({ event, reset }) => labels.includes(event) || (reset !== null && labels.includes(reset.event)));

export function tellWindows(run: Run, flow: PreparedFlow, facts: Facts, labels: readonly string[], happened: number) {
  for (const window of flow.windows) {
    const { reset } = window;
    const counts = labels.includes(window.event);
    const ends = reset !== null && labels.includes(reset.event) && (reset.where === null || truthy(reset.where(facts)));
    if (!counts && !ends) continue;
    for (const group of groupsOf(facts, window.by)) {
      if (ends) beginAnew(run, window, group, happened);
      if (counts) countIn(run, window, group, facts, happened);
    }
  }
}

/** Takes out all that happened up to this instant; a late one leaves what happened after it. */
function beginAnew(run: Run, window: PreparedWindow, group: string[], happened: number): void {
  if (happened < windowStart(window, run.at, run.prepared.settings)) return;
  const key = counterKey(window, group);
  const known = read(run, key, "counter") ?? EMPTY;
  if (known.since !== undefined && known.since > happened) return;
  const since = { kind: "counter", since: happened } as const;
  if (window.of === "distinct") {
    const left = Object.entries(known.values ?? {}).filter(([, at]) => at > happened);
    keep(run, window, key, { ...since, stretches: [], total: 0, values: Object.fromEntries(left) });
    return;
  }
  const stride = window.of === "sum" ? 2 : 1;
  const items = later(known.items ?? [], happened, stride);
  keep(run, window, key, { ...since, ...stretchesAfter(run, window, group, known, happened), items });
}

/** Of the stretches, those after the instant, with what is left of the one that it cuts. */
function stretchesAfter(run: Run, window: PreparedWindow, group: string[], known: CounterState, happened: number) {
  const cut = Math.floor(happened / window.stretch);
  const stride = window.of === "sum" ? 2 : 1;
  const stretches: number[] = [];
  let total = 0;
  for (let i = 0; i < known.stretches.length; i += 2) {
    const stretch = known.stretches[i] ?? 0;
    if (stretch < cut) continue;
    const sum = stretch === cut ? cutStretch(run, window, group, happened, stride) : (known.stretches[i + 1] ?? 0);
    if (sum !== 0) stretches.push(stretch, sum);
    total += sum;
  }
  return { stretches, total };
}

function cutStretch(run: Run, window: PreparedWindow, group: string[], happened: number, stride: 1 | 2): number {
  const stretch = Math.floor(happened / window.stretch);
  const key = stretchKey(window, group, stretch);
  const known = stretchAt(run, key, stretch);
  if (known === undefined) return 0;
  const items = later(known.items.flat(), happened, stride);
  keepStretch(run, window, key, { ...known, items: [items] });
  if (stride === 1) return items.length;
  return items.reduce((sum, item, at) => (at % 2 === 1 ? sum + item : sum), 0);
}

/** Of ascending instants, each perhaps followed by its amount. */
function later(items: readonly number[], happened: number, stride: 1 | 2): number[] {
  let start = 0;
  while (start < items.length && (items[start] ?? 0) <= happened) start += stride;
  return items.slice(start);
}
