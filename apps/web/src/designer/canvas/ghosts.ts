/** The nodes and lines of a preview as React Flow draws them: beside the document, never in it. */
import type { FlowNode, Names } from "@switchyard/flow";
import type { Node } from "@xyflow/react";
import { sizes } from "../../shell/tokens.ts";
import type { Preview } from "../sentence/preview.ts";
import { type Wire, wireOf } from "./canvas-store.ts";
import { handlesOf, USUAL_HEIGHT } from "./geometry.ts";

export type Ghost = Node<{ node: FlowNode; names: Names }, "ghost">;

const STILL = { draggable: false, selectable: false, connectable: false, deletable: false, focusable: false };

export function ghostsOf(preview: Preview, names: Names): Ghost[] {
  return preview.nodes.map((node) => ({
    ...STILL,
    id: node.id,
    type: "ghost",
    position: { ...node.position },
    data: { node, names },
    measured: { width: sizes.card, height: USUAL_HEIGHT },
    handles: handlesOf(node),
  }));
}

export function ghostWires({ edges, document }: Preview): Wire[] {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  return edges.flatMap((edge) => {
    const wire = wireOf(edge, nodes.get(edge.from));
    return wire ? { ...wire, selectable: false, deletable: false, data: { ...wire.data, ghost: true } } : [];
  }) as Wire[];
}
