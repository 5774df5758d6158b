/**
 * What an acknowledged alert would have grown into. Escalation is watches chained on the canvas: a breached watch alerts and
 * starts the next one. Acknowledging the alert ends the watches below the same breach; every other promise goes on.
 */
import type { OrderState, StateKey, StepResult } from "@switchyard/engine";
import type { FlowDocument } from "@switchyard/flow";

type Drawing = Pick<FlowDocument, "nodes" | "edges">;

/** Watches below a breach that also led to this node. */
export function escalationOf(document: Drawing, node: string): string[] {
  const watches = document.nodes.filter(({ kind }) => kind === "watch").map(({ id }) => id);
  const below = watches.map((watch) => {
    const first = document.edges.filter(({ from, port }) => from === watch && port === "breached").map(({ to }) => to);
    return reachable(document, first);
  });
  const chain = new Set(below.filter((nodes) => nodes.has(node)).flatMap((nodes) => [...nodes]));
  return watches.filter((watch) => chain.has(watch));
}

function reachable({ edges }: Drawing, from: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const open = [...from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    for (const edge of edges) if (edge.from === node) open.push(edge.to);
  }
  return seen;
}

interface Ended extends Pick<StepResult, "writes" | "timers"> {
  ended: string[];
}

/** The order without these watches, and their timers taken away; null when none of them is open. */
export function withoutWatches(state: OrderState, key: StateKey, names: ReadonlySet<string>): Ended | null {
  const open = Object.entries(state.watches ?? {}).filter(([name, { status }]) => status === "open" && names.has(name));
  if (open.length === 0) return null;
  const ended = open.map(([name]) => name);
  const kept = Object.entries(state.watches ?? {}).filter(([name]) => !ended.includes(name));
  const watches = kept.length === 0 ? undefined : Object.fromEntries(kept);
  return {
    ended,
    writes: [{ key, value: { ...state, watches } }],
    timers: ended.map((name) => ({ key, timer: `watch/${name}`, due: null })),
  };
}
