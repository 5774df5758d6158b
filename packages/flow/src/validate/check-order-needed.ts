import { portsOf } from "../catalogue/ports.ts";
import type { FlowDocument, FlowNode, NodeKind } from "../document.ts";
import { type Graph, graphOf, reachableFrom } from "../graph.ts";
import { type Text, text } from "../text.ts";
import { calledFlow, type Finding, type FlowContext } from "./finding.ts";
import { nodeName } from "./node-finding.ts";

/** What acts on the order of its event, or begins something for it. */
const ON_ORDER: ReadonlySet<NodeKind> = new Set<NodeKind>([
  "route", "tag", "untag", "set_field", "add_line", "hold", "release", "reserve_stock", "watch", "approval", "merge",
  "decision_table",
]); // biome-ignore format: a word list

/** A brand, a lot or a customer is frozen by what the event names; only an order needs an order. */
const needsOrder = (node: FlowNode): boolean =>
  node.kind === "freeze" || node.kind === "unfreeze" ? node.scope === "order" : ON_ORDER.has(node.kind);

/** Stock, a turn about all orders together and a breaker are about no order. Complaints and measures may or may not be. */
const hasNoOrder = (node: FlowNode): boolean =>
  node.kind === "stock_changed" || node.kind === "breaker" || (node.kind === "schedule" && node.once === true);

/** What is come to from these at once: what waits for later never comes, because it has no order to wait with. */
const reachedFrom = (graph: Graph, starts: readonly string[]): Set<string> =>
  reachableFrom(graph, starts, ({ from, port }) => {
    const node = graph.nodes.get(from);
    return (
      node !== undefined && (starts.includes(from) || portsOf(node).some(({ id, later }) => id === port && !later))
    );
  });

type Inside = (flow: string) => FlowNode | null;

/** What needs an order of a node: itself, or a node of the flow that it calls; null: nothing does. */
function needing(node: FlowNode, inside: Inside): FlowNode | null {
  if (node.kind === "subflow") return inside(node.flow);
  return needsOrder(node) ? node : null;
}

/** Which node needs an order where a flow is called without one; each flow is looked into once. */
function neededInside(context: FlowContext): Inside {
  const found = new Map<string, FlowNode | null>();
  const inside = (flow: string): FlowNode | null => {
    const known = found.get(flow);
    if (known !== undefined) return known;
    // Until it is known, and for ever where it calls itself, which is another finding.
    found.set(flow, null);
    const doc = calledFlow(context, flow);
    if (doc === undefined) return null;
    const starts = doc.nodes.filter(({ kind }) => kind === "order_received").map(({ id }) => id);
    const reached = reachedFrom(graphOf(doc), starts);
    for (const node of doc.nodes) {
      const needs = reached.has(node.id) ? needing(node, inside) : null;
      if (needs === null) continue;
      found.set(flow, needs);
      return needs;
    }
    return null;
  };
  return inside;
}

/** Nodes that act on an order, where the flow comes to them without one; in the flows that it calls too. */
export function checkOrderNeeded(doc: FlowDocument, context: FlowContext): Finding[] {
  const starts = doc.nodes.filter(hasNoOrder);
  if (starts.length === 0) return [];
  const graph = graphOf(doc);
  const said = new Set<string>();
  const inside = neededInside(context);
  return starts.flatMap((start) => {
    const reached = reachedFrom(graph, [start.id]);
    return doc.nodes.flatMap((node): Finding[] => {
      if (!reached.has(node.id) || said.has(node.id)) return [];
      const needs = needing(node, inside);
      if (needs === null) return [];
      said.add(node.id);
      const [name, by] = [nameWithin(node, needs), nodeName(start)];
      return [
        {
          severity: "warning",
          code: "no_order",
          node: node.id,
          message: text(
            `从“${by.zh}”走到“${name.zh}”时没有订单，它什么也不会做；请从带来订单的触发器连过来`,
            `“${name.en}” has no order to act on when “${by.en}” leads to it, and does nothing; lead to it from a trigger that brings an order`,
          ),
        },
      ];
    });
  });
}

const nameWithin = (node: FlowNode, needs: FlowNode): Text => {
  const [outer, inner] = [nodeName(node), nodeName(needs)];
  return needs === node ? outer : text(`${outer.zh} › ${inner.zh}`, `${outer.en} › ${inner.en}`);
};
