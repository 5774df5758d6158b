/** Back to the live version in one operation, so that it is one step to undo. */
import type { FlowDocument, Operation } from "@switchyard/flow";

export function discardOperation(draft: FlowDocument, live: FlowDocument): Operation {
  const { name, description, brands, windows, patterns } = live;
  return {
    type: "batch",
    operations: [
      { type: "remove_nodes", ids: draft.nodes.map(({ id }) => id) },
      { type: "update_settings", name, description: description ?? null, brands, windows, patterns },
      { type: "add_nodes", nodes: live.nodes, edges: live.edges },
    ],
  };
}

/** Whether publishing the draft would change nothing at all. */
export const sameDrawing = (draft: FlowDocument, live: FlowDocument): boolean =>
  draft === live || JSON.stringify(draft) === JSON.stringify(live);
