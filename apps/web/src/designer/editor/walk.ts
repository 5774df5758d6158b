/** Moving the selection by keyboard: along the lines to left and right, to the nearest card above and below. */
import { effectOrder, type FlowDocument, type FlowNode } from "@switchyard/flow";

export type Direction = "left" | "right" | "up" | "down";

const byHeight = (a: FlowNode, b: FlowNode) => a.position.y - b.position.y || a.position.x - b.position.x;
const COLUMN = 160;

function nearest(nodes: readonly FlowNode[], from: FlowNode, direction: "up" | "down"): FlowNode | undefined {
  const sign = direction === "down" ? 1 : -1;
  const beyond = nodes.filter((node) => sign * (node.position.y - from.position.y) > 0);
  const away = (node: FlowNode) =>
    Math.abs(node.position.y - from.position.y) + (Math.abs(node.position.x - from.position.x) > COLUMN ? 10_000 : 0);
  return beyond.sort((a, b) => away(a) - away(b))[0];
}

export function walk(document: FlowDocument, from: string | undefined, direction: Direction): string | null {
  const find = (id: string | undefined) => document.nodes.find((node) => node.id === id);
  const start = find(from);
  if (!start) return effectOrder(document)[0] ?? document.nodes[0]?.id ?? null;
  if (direction === "up" || direction === "down") return nearest(document.nodes, start, direction)?.id ?? null;
  const ends = document.edges.flatMap((edge) => {
    if (direction === "right") return edge.from === start.id ? (find(edge.to) ?? []) : [];
    return edge.to === start.id ? (find(edge.from) ?? []) : [];
  });
  return ends.sort(byHeight)[0]?.id ?? null;
}
