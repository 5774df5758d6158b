import type { Logic } from "@switchyard/logic";
import { portsOf } from "../catalogue/ports.ts";
import { or } from "../conditions/logic.ts";
import type { FlowDocument, FlowEdge, FlowNode } from "../document.ts";
import type { FactLookup } from "../facts.ts";
import { type Graph, reachableFrom } from "../graph.ts";
import type { ProgramStep } from "../program.ts";
import { nodeSteps } from "./node-gates.ts";
import { gate } from "./reached.ts";

/** One flow's drawing, ready to be compiled from any of its entries. `prefix` stands before node ids inside a sub-flow. */
export interface Drawing {
  doc: FlowDocument;
  graph: Graph;
  /** Ids in the order of effects. */
  order: readonly string[];
  prefix: string;
  lookup: FactLookup;
  /** The drawing of a sub-flow node, expanded. */
  inner: ReadonlyMap<string, Drawing>;
  /** By node id, the ports that fire with the event that reached the node. */
  immediate: ReadonlyMap<string, ReadonlySet<string>>;
  /** Where a run of the whole flow begins when it is called as a sub-flow: its *order received* nodes. */
  starts: readonly string[];
}

/** Nodes compiled in one go. */
const HELPING = 200;

/** Decisions and merges leave by gates; other nodes hand on the condition under which they are reached. */
const forks = (node: FlowNode): boolean => portsOf(node).some((port) => port.id !== "next" && !port.later);

/** Ports that fire with the event that reached the node. */
export function immediatePorts(node: FlowNode): Set<string> {
  return new Set(portsOf(node).flatMap((port) => (port.later ? [] : [port.id])));
}

/**
 * Steps of everything that the first edges lead to before a later event is needed, in order of effect. Each node appears
 * once, whatever number of paths reach it; a node that several paths reach gets a gate of its own, so that the program
 * stays linear in the size of the drawing.
 */
export function* entrySteps(
  drawing: Drawing,
  first: readonly FlowEdge[],
  begin: Logic,
): Generator<undefined, ProgramStep[]> {
  const { graph, immediate } = drawing;
  const reached = reachableFrom(
    graph,
    first.map((edge) => edge.to),
    (edge) => immediate.get(edge.from)?.has(edge.port) === true,
  );
  const incoming = new Map<string, Set<Logic>>([...reached].map((id) => [id, new Set()]));
  const arrive = (edge: FlowEdge, when: Logic): void => void incoming.get(edge.to)?.add(when);
  for (const edge of first) arrive(edge, begin);

  const steps: ProgramStep[] = [];
  let rest = HELPING;
  for (const id of drawing.order) {
    const node = graph.nodes.get(id);
    if (node === undefined || !reached.has(id)) continue;
    rest -= 1;
    if (rest === 0) {
      rest = HELPING;
      yield;
    }
    const name = drawing.prefix + id;
    const reach = reachOf(name, incoming.get(id) ?? new Set(), steps);
    const inner = drawing.inner.get(id);
    if (inner !== undefined) steps.push(...(yield* subflowSteps(inner, reach)));
    else steps.push(...nodeSteps(node, { id: name, reach, lookup: drawing.lookup }));
    const ports = new Map<string, Logic>();
    for (const edge of graph.out.get(id) ?? []) {
      if (immediate.get(id)?.has(edge.port) !== true) continue;
      const when = forks(node) ? (ports.get(edge.port) ?? gate(`${name}:${edge.port}`)) : reach;
      ports.set(edge.port, when);
      arrive(edge, when);
    }
  }
  return steps;
}

/** When a node is reached: as its one path says, or by a gate over all of them. */
function reachOf(name: string, paths: ReadonlySet<Logic>, steps: ProgramStep[]): Logic {
  const [only] = paths;
  if (only !== undefined && paths.size === 1) return only;
  const keys = new Map([...paths].map((path) => [JSON.stringify(path), path]));
  const when = or(...keys.values());
  if (keys.size <= 1 || when === true) return when;
  steps.push({ type: "gate", node: name, port: null, gate: name, when });
  return gate(name);
}

function* subflowSteps(inner: Drawing, reach: Logic): Generator<undefined, ProgramStep[]> {
  const first = inner.starts.flatMap((id) => inner.graph.out.get(id) ?? []);
  return yield* entrySteps(inner, first, reach);
}
