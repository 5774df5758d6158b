/** Copied nodes travel as text, within a flow, to another flow, or through a chat; pasting gives them new ids. */
import type { FlowDocument, FlowEdge, FlowNode, Operation } from "@switchyard/flow";
import { freshId } from "./ids.ts";

const MARK = "switchyard/nodes";

export interface Clip {
  nodes: FlowNode[];
  edges: FlowEdge[];
}

export function copyNodes(document: FlowDocument, ids: readonly string[]): Clip {
  const chosen = new Set(ids);
  return {
    nodes: document.nodes.filter((node) => chosen.has(node.id)),
    edges: document.edges.filter((edge) => chosen.has(edge.from) && chosen.has(edge.to)),
  };
}

export const clipToText = (clip: Clip): string => JSON.stringify({ type: MARK, ...clip });

/** Null when the text is not ours: then pasting does nothing. */
export async function clipFromText(text: string): Promise<Clip | null> {
  if (!text.includes(MARK)) return null;
  const { storedEdges, storedNodes } = await import("./parse-stored.ts");
  try {
    const value = JSON.parse(text) as Partial<Clip> & { type?: unknown };
    const nodes = storedNodes.safeParse(value.nodes);
    const edges = storedEdges.safeParse(value.edges);
    if (value.type !== MARK || !nodes.success || !edges.success || nodes.data.length === 0) return null;
    return { nodes: nodes.data, edges: edges.data };
  } catch {
    return null;
  }
}

export interface Pasted {
  operation: Operation;
  ids: string[];
}

export function pasteClip(document: FlowDocument, clip: Clip, offset = 40): Pasted {
  const taken = new Set(document.nodes.map((node) => node.id));
  const renamed = new Map<string, string>();
  for (const node of clip.nodes) {
    const id = freshId("n", taken);
    taken.add(id);
    renamed.set(node.id, id);
  }
  const place = (node: FlowNode) => ({ x: node.position.x + offset, y: node.position.y + offset });
  const nodes = clip.nodes.map((node) => ({ ...node, id: renamed.get(node.id) ?? node.id, position: place(node) }));
  const edges = clip.edges.flatMap((edge) => {
    const from = renamed.get(edge.from);
    const to = renamed.get(edge.to);
    return from && to ? [{ ...edge, id: freshId("e"), from, to }] : [];
  });
  return { operation: { type: "add_nodes", nodes, edges }, ids: nodes.map((node) => node.id) };
}
