/** The ports of a flow with how many orders took each: what "per branch" means in tables. */
import { type FlowDocument, nodeSpec, type PortSpec } from "@switchyard/flow";
import type { ReplayView } from "./replays-api.ts";

export interface BranchRow {
  node: string;
  port: PortSpec;
  count: number;
  /** How many orders reached the node. */
  reached: number;
}

export function branchRows(document: FlowDocument, replay: Pick<ReplayView, "ports" | "nodes">): BranchRow[] {
  return document.nodes.flatMap((node) => {
    const ports = nodeSpec(node.kind).ports(node);
    if (ports.length < 2) return [];
    const reached = replay.nodes[node.id] ?? 0;
    return ports.map((port) => ({ node: node.id, port, reached, count: replay.ports[`${node.id}:${port.id}`] ?? 0 }));
  });
}
