import { portsOf } from "../catalogue/ports.ts";
import type { FlowDocument, FlowNode, NodeKind } from "../document.ts";
import { graphOf, reachableFrom } from "../graph.ts";
import { text } from "../text.ts";
import type { Finding } from "./finding.ts";
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

/** Nodes that act on an order, where the flow comes to them without one. */
export function checkOrderNeeded(doc: FlowDocument): Finding[] {
  const starts = doc.nodes.filter(hasNoOrder);
  if (starts.length === 0) return [];
  const graph = graphOf(doc);
  const said = new Set<string>();
  return starts.flatMap((start) => {
    // What waits for later never comes, because it has no order to wait with.
    const reached = reachableFrom(graph, [start.id], ({ from, port }) => {
      const node = graph.nodes.get(from);
      return node !== undefined && (node === start || portsOf(node).some(({ id, later }) => id === port && !later));
    });
    return doc.nodes.flatMap((node): Finding[] => {
      if (!reached.has(node.id) || !needsOrder(node) || said.size === said.add(node.id).size) return [];
      const [name, by] = [nodeName(node), nodeName(start)];
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
