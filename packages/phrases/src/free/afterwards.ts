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
    const isCondition = piece.type === "condition" && id !== undefined;
    const behind = isCondition && ((first >= 0 && at > first) || piece.verb === true);
    const open = behind && draft.nodes.some((node) => node.id === id) && !draft.edges.some(({ from }) => from === id);
    if (open) draft.drop(id);
    return open;
  });
}

/**
 * A time of day, or a deadline, from which nothing goes on: what was said behind it began elsewhere, and was not understood with it.
 * The last thing said may stand alone, for what is still to be drawn.
 */
export function idle(draft: Draft, nodeOf: ReadonlyMap<Placed, FlowNode>): Placed[] {
  if (draft.nodes.length < 2) return [];
  const last = draft.nodes.at(-1)?.id;
  const found = draft.nodes.filter(
    ({ id, kind }) =>
      (kind === "schedule" || (kind === "watch" && id !== last)) && !draft.edges.some(({ from }) => from === id),
  );
  for (const { id } of found) draft.drop(id);
  return [...nodeOf].filter(([, { id }]) => found.some((node) => node.id === id)).map(([piece]) => piece);
}

/** 「剩余库存<5→暂停销售」: what pauses an item is told of its stock by the event that changes it. */
export function stockEvents(draft: Draft): void {
  for (const node of [...draft.nodes]) {
    if (node.kind !== "condition") continue;
    const before = draft.edges
      .filter(({ to }) => to === node.id)
      .map(({ from }) => draft.nodes.find(({ id }) => id === from));
    const begun = before.length > 0 && before.every((one) => one?.kind === "stock_changed");
    const next = draft.edges
      .filter(({ from }) => from === node.id)
      .map(({ to }) => draft.nodes.find(({ id }) => id === to));
    const pauses = next.some(
      (one) => (one?.kind === "pause_channel" || one?.kind === "resume_channel") && one.target === "sku",
    );
    if (!begun && !(pauses && before.length === 0)) continue;
    if (!comparisonsOf(node.when).every(({ fact }) => fact === "stock.available")) continue;
    const told = {
      ...node,
      when: JSON.parse(JSON.stringify(node.when).replaceAll('"stock.available"', '"event.available"')) as Condition,
    };
    draft.replace(told);
    if (!begun) draft.before({ kind: "stock_changed" }, told);
  }
}

/** An order that was cancelled stands at that state and at no other: a condition that asks for another would never hold, and was meant of before. */
export function afterCancelling(draft: Draft, nodeOf: ReadonlyMap<Placed, FlowNode>): Placed[] {
  const starts = draft.nodes.filter(({ kind }) => kind === "order_cancelled").map(({ id }) => id);
  const bad = draft.nodes.filter(
    (node) =>
      node.kind === "condition" &&
      comparisonsOf(node.when).some(({ fact }) => fact === "status") &&
      draft.edges.some(({ from, to }) => to === node.id && starts.includes(from)),
  );
  for (const { id } of bad) draft.drop(id);
  return [...nodeOf].filter(([, { id }]) => bad.some((node) => node.id === id)).map(([piece]) => piece);
}

/** What is done to an order. */
const TO_ORDERS = new Set<FlowNode["kind"]>([
  "route", "tag", "untag", "set_field", "add_line", "hold", "release", "reserve_stock", "merge", "split", "decision_table", "approval",
  "notify", "subflow",
]); // biome-ignore format: a word list

/** Behind a breaker or a change of stock there is no order: what would be done to one is done to none, and was not understood. */
export function orderless(draft: Draft, nodeOf: ReadonlyMap<Placed, FlowNode>): Placed[] {
  const reached = new Set<string>();
  const walk = (id: string): void => {
    if (reached.has(id)) return;
    reached.add(id);
    for (const { from, to } of draft.edges) if (from === id) walk(to);
  };
  for (const { id, kind } of draft.nodes) if (kind === "breaker" || kind === "stock_changed") walk(id);
  const bad = draft.nodes.filter(({ id, kind }) => reached.has(id) && TO_ORDERS.has(kind)).map(({ id }) => id);
  for (const id of bad) draft.drop(id);
  return [...nodeOf].filter(([, { id }]) => bad.includes(id)).map(([piece]) => piece);
}
