/** Both drawings in one: what was removed stands where it stood, so that the canvas can colour it. */
import type { FlowChange, FlowDocument } from "@switchyard/flow";
import type { ChangeTone } from "../designer/canvas/overlay.ts";

export function changedDrawing({
  before,
  after,
  changes,
}: {
  before: FlowDocument;
  after: FlowDocument;
  changes: readonly FlowChange[];
}): { document: FlowDocument; tones: ReadonlyMap<string, ChangeTone> } {
  const there = new Set(after.nodes.map(({ id }) => id));
  const gone = before.nodes.filter(({ id }) => !there.has(id));
  const ids = new Set(gone.map(({ id }) => id));
  const used = new Set(after.edges.map(({ id }) => id));
  const lost = before.edges
    .filter(({ from, to }) => ids.has(from) || ids.has(to))
    .map((edge) => (used.has(edge.id) ? { ...edge, id: `${edge.id.slice(0, 58)}_was` } : edge));
  const tones = new Map<string, ChangeTone>();
  for (const { kind, node } of changes) {
    if (node === undefined) continue;
    if (kind === "added" || kind === "removed") tones.set(node, kind);
    else if (!tones.has(node)) tones.set(node, "changed");
  }
  return { document: { ...after, nodes: [...after.nodes, ...gone], edges: [...after.edges, ...lost] }, tones };
}
