/** Earlier or later in the order of effects, for the list view. Order on a canvas is place, so places are exchanged. */
import { effectOrder, type FlowDocument, type Operation } from "@switchyard/flow";

const isRemark = (kind: string) => kind === "note" || kind === "frame";

/**
 * Exchanges the places of a node and the nearest one before (-1) or after (1) it that it may pass. Null when lines between
 * them, or others, decide the order: a node never comes before what leads to it.
 */
export function moveInOrder(document: FlowDocument, id: string, by: -1 | 1): Operation | null {
  const kinds = new Map(document.nodes.map((node) => [node.id, node.kind]));
  const order = effectOrder(document).filter((one) => !isRemark(kinds.get(one) ?? ""));
  const from = order.indexOf(id);
  const node = document.nodes.find((one) => one.id === id);
  if (from < 0 || !node) return null;
  const other = document.nodes.find((one) => one.id === order[from + by]);
  if (!other) return null;
  const positions = { [node.id]: { ...other.position }, [other.id]: { ...node.position } };
  const moved = {
    ...document,
    nodes: document.nodes.map((one) => ({ ...one, position: positions[one.id] ?? one.position })),
  };
  const now = effectOrder(moved).indexOf(id);
  const then = effectOrder(document).indexOf(id);
  return (now - then) * by > 0 ? { type: "move_nodes", positions } : null;
}
