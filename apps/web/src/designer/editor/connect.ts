/** Whether a line may be drawn, and from which ports. */
import { type FlowDocument, type FlowEdge, type FlowNode, nodeSpec, type PortSpec, wantsLine } from "@switchyard/flow";

export type ConnectRefusal = "unknown" | "self" | "no_input" | "no_port" | "twice" | "cycle";

export interface Line {
  from: string;
  port: string;
  to: string;
}

export const portsOf = (node: FlowNode): readonly PortSpec[] => nodeSpec(node.kind).ports(node);
export const hasInput = (node: FlowNode): boolean => nodeSpec(node.kind).hasInput;

/** The nodes from which lines lead to `goal`, itself included: a line from `goal` to one of them would close a cycle. */
function before(edges: readonly FlowEdge[], goal: string): ReadonlySet<string> {
  const into = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const sources = into.get(to);
    if (sources) sources.push(from);
    else into.set(to, [from]);
  }
  const seen = new Set([goal]);
  for (const id of seen) for (const source of into.get(id) ?? []) seen.add(source);
  return seen;
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
  return before(document.edges, line.from).has(line.to) ? "cycle" : null;
}

/** The nodes at which a line from this port may not end; the same answer as `connectRefusal` for each, in one look. */
export function refusedTargets({ nodes, edges }: FlowDocument, { from, port }: Omit<Line, "to">): ReadonlySet<string> {
  const source = nodes.find((node) => node.id === from);
  if (!source || !portsOf(source).some((one) => one.id === port)) return new Set(nodes.map((node) => node.id));
  const refused = new Set(before(edges, from));
  for (const edge of edges) if (edge.from === from && edge.port === port) refused.add(edge.to);
  for (const node of nodes) if (!hasInput(node)) refused.add(node.id);
  return refused;
}

/** Where a line is drawn next: the first port with nothing behind it that wants something, as the late way of a deadline does. */
export function freePort(document: FlowDocument, node: FlowNode): PortSpec | undefined {
  const ports = portsOf(node).filter((port) => port.role !== "missing");
  const used = new Set(document.edges.filter((edge) => edge.from === node.id).map((edge) => edge.port));
  const free = ports.filter((port) => !used.has(port.id));
  const wanting = (some: readonly PortSpec[]) => some.find((port) => wantsLine(node, port)) ?? some[0];
  return wanting(free) ?? wanting(ports);
}
