/**
 * Tidies a drawing without reordering it: columns by longest path, and inside a column the nodes keep their order from
 * top to bottom, so that the order of effects and of branches stays what it was. (dagre sorts for few crossings instead.)
 */
import { effectOrder, type FlowDocument, type FlowEdge, type FlowNode, type Operation } from "@switchyard/flow";
import { moveNodes, type Point } from "./commands.ts";

export interface Box {
  height: number;
}

const COLUMN = 368;
const GAP = 32;
const HEIGHT = 104;
const SWEEPS = 8;

interface Item {
  node: FlowNode;
  column: number;
  height: number;
  /** Centre. */
  y: number;
}

const byPlace = (a: FlowNode, b: FlowNode) =>
  a.position.y - b.position.y || a.position.x - b.position.x || (a.id < b.id ? -1 : 1);

function columnsOf(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): Map<string, number> {
  const columns = new Map(nodes.map((node) => [node.id, 0]));
  // Longest path; a drawing with a cycle still ends, because a column never passes the number of nodes.
  for (let round = 0, moved = true; moved && round < nodes.length; round += 1) {
    moved = false;
    for (const { from, to } of edges) {
      const wanted = (columns.get(from) ?? 0) + 1;
      if (!columns.has(from) || (columns.get(to) ?? wanted) >= wanted || wanted > nodes.length) continue;
      columns.set(to, wanted);
      moved = true;
    }
  }
  return columns;
}

/** Moves a column's items as near to their wishes as order and gaps allow (pool adjacent violators). */
function settle(column: readonly Item[], wish: (item: Item) => number): void {
  const blocks: { items: Item[]; offsets: number[]; sum: number; top: number }[] = [];
  for (const item of column) {
    let block = { items: [item], offsets: [0], sum: wish(item), top: wish(item) };
    for (let last = blocks.at(-1); last; last = blocks.at(-1)) {
      const tail = last.items.at(-1) ?? item;
      const head = block.items[0] ?? item;
      const reach = (last.offsets.at(-1) ?? 0) + (tail.height + head.height) / 2 + GAP;
      if (last.top + reach <= block.top) break;
      const offsets = [...last.offsets, ...block.offsets.map((offset) => offset + reach)];
      const sum = last.sum + block.sum - reach * block.items.length;
      const items = [...last.items, ...block.items];
      block = { items, offsets, sum, top: sum / items.length };
      blocks.pop();
    }
    blocks.push(block);
  }
  for (const block of blocks) {
    block.items.forEach((item, index) => {
      item.y = block.top + (block.offsets[index] ?? 0);
    });
  }
}

function tidyPositions(document: FlowDocument, boxes: ReadonlyMap<string, Box> = new Map()): Map<string, Point> {
  const nodes = document.nodes.filter((node) => node.kind !== "note" && node.kind !== "frame");
  const columns = columnsOf(nodes, document.edges);
  const items = new Map<string, Item>();
  for (const node of [...nodes].sort(byPlace)) {
    const height = boxes.get(node.id)?.height ?? HEIGHT;
    items.set(node.id, { node, column: columns.get(node.id) ?? 0, height, y: node.position.y + height / 2 });
  }
  const layers: Item[][] = [];
  for (const item of items.values()) {
    const layer = layers[item.column] ?? [];
    layer.push(item);
    layers[item.column] = layer;
  }
  const neighbours = (id: string, side: "from" | "to") => {
    const other = side === "from" ? "to" : "from";
    return document.edges.flatMap((edge) => (edge[other] === id ? (items.get(edge[side]) ?? []) : []));
  };
  const mean = (around: Item[], item: Item) =>
    around.length === 0 ? item.y : around.reduce((sum, next) => sum + next.y, 0) / around.length;
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const rightwards = sweep % 2 === 1;
    const order = rightwards ? layers : [...layers].reverse();
    for (const layer of order) {
      settle(layer ?? [], (item) => mean(neighbours(item.node.id, rightwards ? "from" : "to"), item));
    }
  }
  const all = [...items.values()];
  const left = Math.min(...all.map((item) => item.node.position.x));
  const place = (item: Item) => ({ x: left + item.column * COLUMN, y: Math.round(item.y - item.height / 2) });
  return new Map(all.map((item) => [item.node.id, place(item)]));
}

/** Rows from top to bottom as they were, for drawings whose order of effects a closer layout would change. */
function keepRows(document: FlowDocument, places: Map<string, Point>): Map<string, Point> {
  let y = Number.NEGATIVE_INFINITY;
  const rows = document.nodes.filter((node) => places.has(node.id)).sort(byPlace);
  const bottoms = new Map<number, number>();
  return new Map(
    rows.map((node) => {
      const place = places.get(node.id) ?? node.position;
      y = Math.max(y + 1, place.y, (bottoms.get(place.x) ?? Number.NEGATIVE_INFINITY) + GAP);
      bottoms.set(place.x, y + HEIGHT);
      return [node.id, { x: place.x, y }];
    }),
  );
}

function placed(document: FlowDocument, places: Map<string, Point>): FlowDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) => ({ ...node, position: places.get(node.id) ?? node.position })),
  };
}

/** One undoable step; null when everything stands well already. */
export function tidy(document: FlowDocument, boxes?: ReadonlyMap<string, Box>): Operation | null {
  const places = tidyPositions(document, boxes);
  if (places.size === 0) return null;
  const before = effectOrder(document).join();
  const same = effectOrder(placed(document, places)).join() === before;
  return moveNodes(document, Object.fromEntries(same ? places : keepRows(document, places)));
}
