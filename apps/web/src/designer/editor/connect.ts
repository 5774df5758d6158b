/** Whether a line may be drawn, and from which ports. */
import { type FlowDocument, type FlowEdge, type FlowNode, nodeSpec, type PortSpec } from "@switchyard/flow";

export type ConnectRefusal = "unknown" | "self" | "no_input" | "no_port" | "twice" | "cycle";

export interface Line {
  from: string;
  port: string;
  to: string;
}

export const portsOf = (node: FlowNode): readonly PortSpec[] => nodeSpec(node.kind).ports(node);
export const hasInput = (node: FlowNode): boolean => nodeSpec(node.kind).hasInput;

function reaches(edges: readonly FlowEdge[], start: string, goal: string): boolean {
  const next = new Map<string, string[]>();
  for (const edge of edges) next.set(edge.from, [...(next.get(edge.from) ?? []), edge.to]);
  const seen = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === goal) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(next.get(id) ?? []));
  }
  return false;
}

/** Null: the line may be drawn. */
export function connectRefusal(document: FlowDocument, line: Line): ConnectRefusal | null {
  const from = document.nodes.find((node) => node.id === line.from);
  const to = document.nodes.find((node) => node.id === line.to);
  if (!from || !to) return "unknown";
  if (from.id === to.id) return "self";
  if (!hasInput(to)) return "no_input";
  if (!portsOf(from).some((port) => port.id === line.port)) return "no_port";
  const same = (edge: FlowEdge) => edge.from === line.from && edge.port === line.port && edge.to === line.to;
  if (document.edges.some(same)) return "twice";
  return reaches(document.edges, line.to, line.from) ? "cycle" : null;
}

/** The first port with nothing behind it; else the first. */
export function freePort(document: FlowDocument, node: FlowNode): PortSpec | undefined {
  const ports = portsOf(node).filter((port) => port.role !== "missing");
  const used = new Set(document.edges.filter((edge) => edge.from === node.id).map((edge) => edge.port));
  return ports.find((port) => !used.has(port.id)) ?? ports[0];
}
