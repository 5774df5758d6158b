import type { FlowDocument, FlowEdge, FlowNode } from "./document.ts";
import { finish } from "./steps.ts";

type Drawn = Pick<FlowDocument, "nodes" | "edges">;

/** Notes and frames are drawn and do nothing. */
export const hasEffect = (node: FlowNode): boolean => node.kind !== "note" && node.kind !== "frame";

/** A node's neighbours, looked up once. Edges to or from nodes that are not there are left out. */
export interface Graph {
  nodes: ReadonlyMap<string, FlowNode>;
  /** Edges leaving a node, in document order. */
  out: ReadonlyMap<string, readonly FlowEdge[]>;
  into: ReadonlyMap<string, readonly FlowEdge[]>;
}

export function graphOf(doc: Drawn): Graph {
  const nodes = new Map(doc.nodes.filter(hasEffect).map((node) => [node.id, node]));
  const out = new Map<string, FlowEdge[]>([...nodes.keys()].map((id) => [id, []]));
  const into = new Map<string, FlowEdge[]>([...nodes.keys()].map((id) => [id, []]));
  for (const edge of doc.edges) {
    const [from, to] = [out.get(edge.from), into.get(edge.to)];
    if (from === undefined || to === undefined) continue;
    from.push(edge);
    to.push(edge);
  }
  return { nodes, out, into };
}

/** Top to bottom, then left to right, then by id. */
function comparePlace(a: FlowNode, b: FlowNode): number {
  return a.position.y - b.position.y || a.position.x - b.position.x || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Nodes put in order in one go. */
const HELPING = 500;

/**
 * Ids in the order of effects: a node comes after everything that leads to it; among the nodes that are free, the topmost
 * comes first, then the leftmost, then by id. Nodes on a cycle come last, by place, so that a half-drawn flow has numbers too.
 */
export const effectOrder = (doc: Drawn): string[] => finish(orderingEffects(doc));

/** The same in small steps, for a thread that has other things to do in between. */
export function* orderingEffects(doc: Drawn): Generator<undefined, string[]> {
  const graph = graphOf(doc);
  yield;
  const places = [...graph.nodes.values()].sort(comparePlace);
  yield;
  const rank = new Map(places.map((node, index) => [node.id, index]));
  const waiting = new Map([...graph.into].map(([id, edges]) => [id, edges.length]));
  const free = new Heap();
  const done: string[] = [];
  for (const [id, count] of waiting) if (count === 0) free.push(rank.get(id) ?? 0);
  for (let next = free.pop(); next !== undefined; next = free.pop()) {
    const id = places[next]?.id ?? "";
    done.push(id);
    if (done.length % HELPING === 0) yield;
    for (const edge of graph.out.get(id) ?? []) {
      const left = (waiting.get(edge.to) ?? 0) - 1;
      waiting.set(edge.to, left);
      if (left === 0) free.push(rank.get(edge.to) ?? 0);
    }
  }
  if (done.length === places.length) return done;
  const placed = new Set(done);
  return [...done, ...places.filter((node) => !placed.has(node.id)).map((node) => node.id)];
}

/** The nodes of one cycle in the order of its arrows, or null. Recursion would overflow on a long chain, so it walks with its own stack. */
export function findCycle(graph: Graph): string[] | null {
  const state = new Map<string, "open" | "done">();
  for (const start of graph.nodes.keys()) {
    if (state.has(start)) continue;
    const path: { id: string; next: number }[] = [{ id: start, next: 0 }];
    state.set(start, "open");
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = graph.out.get(top.id)?.[top.next++];
      if (edge === undefined) {
        state.set(top.id, "done");
        path.pop();
      } else if (state.get(edge.to) === "open") {
        const ids = path.map((step) => step.id);
        return ids.slice(ids.indexOf(edge.to));
      } else if (!state.has(edge.to)) {
        state.set(edge.to, "open");
        path.push({ id: edge.to, next: 0 });
      }
    }
  }
  return null;
}

/** Ids reached from `starts` (included), following the edges that `follow` allows. */
export function reachableFrom(
  graph: Graph,
  starts: Iterable<string>,
  follow: (edge: FlowEdge) => boolean,
): Set<string> {
  const seen = new Set<string>(starts);
  const queue = [...seen];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const edge of graph.out.get(id) ?? []) {
      if (seen.has(edge.to) || !follow(edge)) continue;
      seen.add(edge.to);
      queue.push(edge.to);
    }
  }
  return seen;
}

/** A binary heap of ranks, smallest first. */
class Heap {
  readonly #items: number[] = [];

  push(item: number): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = items[parent] ?? 0;
      if (above <= item) break;
      items[at] = above;
      at = parent;
    }
    items[at] = item;
  }

  pop(): number | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= items.length) break;
      if ((items[child + 1] ?? Number.POSITIVE_INFINITY) < (items[child] ?? 0)) child++;
      const below = items[child] ?? 0;
      if (below >= last) break;
      items[at] = below;
      at = child;
    }
    items[at] = last;
    return top;
  }
}
