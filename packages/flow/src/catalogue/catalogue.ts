import type { FlowNode, NodeKind } from "../document.ts";
import type { Text } from "../text.ts";
import { type PortSpec, portsOf } from "./ports.ts";
import { KIND_SPECS, type NodeFamily, newNode } from "./specs.ts";

export interface NodeSpec {
  kind: NodeKind;
  family: NodeFamily;
  icon: string;
  label: Text;
  help: Text;
  ports(node: FlowNode): PortSpec[];
  create(id: string, position: { x: number; y: number }): FlowNode;
  /** Can an edge end here? Triggers, breakers, notes and frames have no input. */
  hasInput: boolean;
}

const kinds = Object.keys(KIND_SPECS) as NodeKind[];

/** Every kind of node, in the order of the palette. */
export const nodeCatalogue: readonly NodeSpec[] = kinds.map((kind) => {
  const { family, icon, label, help } = KIND_SPECS[kind];
  return {
    kind,
    family,
    icon,
    label,
    help,
    ports: portsOf,
    create: (id, position) => newNode(kind, id, position),
    hasInput: family !== "trigger" && family !== "note" && kind !== "breaker",
  };
});

const byKind = new Map(nodeCatalogue.map((spec) => [spec.kind, spec]));

export function nodeSpec(kind: NodeKind): NodeSpec {
  const spec = byKind.get(kind);
  if (spec === undefined) throw new Error(`no such kind of node: ${kind}`);
  return spec;
}

export const isTrigger = (node: FlowNode): boolean => KIND_SPECS[node.kind].family === "trigger";
