import { effectOrder, type FlowDocument, type FlowEdge, type FlowNode } from "@switchyard/flow";

const COLUMN = 320;
const ROW = 120;

/**
 * Places for nodes that come in the order in which they take effect: columns by depth, branches below each other. Where that
 * would change the order of effects, every node goes one row further down than the one before it.
 */
export function placed(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): FlowNode[] {
  const depth = new Map<string, number>();
  const row = new Map<string, number>();
  let lowest = -1;
  for (const { id } of nodes) {
    const from = edges.filter((edge) => edge.to === id).map((edge) => edge.from);
    depth.set(id, Math.max(0, ...from.map((before) => (depth.get(before) ?? -1) + 1)));
    const [first] = from;
    const straight = first === undefined ? undefined : row.get(first);
    const taken =
      straight !== undefined &&
      nodes.some((other) => row.get(other.id) === straight && depth.get(other.id) === depth.get(id));
    const own = straight === undefined || taken ? lowest + 1 : straight;
    row.set(id, own);
    lowest = Math.max(lowest, own);
  }
  const neat = nodes.map((node) => at(node, (depth.get(node.id) ?? 0) * COLUMN, (row.get(node.id) ?? 0) * ROW));
  if (nodes.length <= 300 && keepsOrder(neat, edges)) return neat;
  return nodes.map((node, index) => at(node, (depth.get(node.id) ?? 0) * COLUMN, index * ROW));
}

const at = (node: FlowNode, x: number, y: number): FlowNode => ({ ...node, position: { x, y } });

function keepsOrder(nodes: FlowNode[], edges: readonly FlowEdge[]): boolean {
  const doc: FlowDocument = {
    formatVersion: 1,
    name: "-",
    brands: [],
    windows: [],
    patterns: [],
    nodes,
    edges: [...edges],
  };
  return effectOrder(doc).every((id, index) => nodes[index]?.id === id);
}
