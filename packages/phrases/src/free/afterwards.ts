import type { Condition, FlowNode } from "@switchyard/flow";
import { comparisonsOf } from "@switchyard/flow";
import type { Draft } from "./draft.ts";
import type { Placed } from "./items.ts";

/** What is seen only when all of a text has been put together. */

/** A condition behind something that is done, with nothing to do when it holds, was no condition. */
export function openEnds(draft: Draft, pieces: readonly Placed[], nodeOf: ReadonlyMap<Placed, FlowNode>): Placed[] {
  const first = pieces.findIndex(({ type }) => type === "action");
  return pieces.filter((piece, at) => {
    const id = nodeOf.get(piece)?.id;
    const behind = first >= 0 && at > first && piece.type === "condition" && id !== undefined;
    const open = behind && draft.nodes.some((node) => node.id === id) && !draft.edges.some(({ from }) => from === id);
    if (open) draft.drop(id);
    return open;
  });
}

/** 「剩余库存<5→暂停销售」: what pauses an item is told of its stock by the event that changes it. */
export function stockEvents(draft: Draft): void {
  for (const node of [...draft.nodes]) {
    if (node.kind !== "condition" || !draft.isEntry(node.id)) continue;
    const next = draft.edges
      .filter(({ from }) => from === node.id)
      .map(({ to }) => draft.nodes.find(({ id }) => id === to));
    const pauses = next.some(
      (one) => (one?.kind === "pause_channel" || one?.kind === "resume_channel") && one.target === "sku",
    );
    if (!pauses || !comparisonsOf(node.when).every(({ fact }) => fact === "stock.available")) continue;
    const told = {
      ...node,
      when: JSON.parse(JSON.stringify(node.when).replaceAll('"stock.available"', '"event.value"')) as Condition,
    };
    draft.replace(told);
    draft.before({ kind: "stock_changed" }, told);
  }
}
