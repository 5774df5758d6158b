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
/** A drawing of more columns goes on below, in rows of this many, where a single line leads on. */
const ROW_COLUMNS = 4;
const ROW_GAP = 88;

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

/** Columns behind which the drawing can go on in a new row: one line crosses there, from the last column to the next. */
function cutsOf(items: readonly Item[], edges: readonly FlowEdge[], columns: ReadonlyMap<string, number>): Set<number> {
  const crossing = new Map<number, number>();
  for (const { from, to } of edges) {
    const [start, end] = [columns.get(from), columns.get(to)];
    if (start === undefined || end === undefined) continue;
    for (let column = start; column < end; column += 1) crossing.set(column, (crossing.get(column) ?? 0) + 1);
  }
  const last = Math.max(...items.map(({ column }) => column));
  return new Set([...crossing].flatMap(([column, count]) => (count === 1 && column < last ? column : [])));
}

/** First columns of the rows. A long chain is folded as text is; a drawing with no narrow place stays in one row. */
function rowsOf(count: number, cuts: ReadonlySet<number>): number[] {
  const starts = [0];
  if (count <= ROW_COLUMNS + 1) return starts;
  for (let start = 0; start + ROW_COLUMNS < count; ) {
    // Rows after the first stand one column in, under what the trigger leads to.
    const widest = start === 0 ? ROW_COLUMNS : ROW_COLUMNS - 1;
    let end = start + widest - 1;
    while (end > start && !cuts.has(end)) end -= 1;
    if (end === start) return starts;
    start = end + 1;
    starts.push(start);
  }
  return starts;
}

/** Where each item stands when long chains are folded into rows. */
function folded(items: readonly Item[], starts: readonly number[], left: number): Map<string, Point> {
  const rows = starts.map((start, row) => {
    const end = starts[row + 1] ?? Number.POSITIVE_INFINITY;
    return items.filter(({ column }) => column >= start && column < end);
  });
  const places = new Map<string, Point>();
  let floor: number | null = null;
  for (const [row, members] of rows.entries()) {
    const top = Math.min(...members.map(({ y, height }) => y - height / 2));
    const down: number = floor === null ? 0 : floor + ROW_GAP - top;
    const first = (starts[row] ?? 0) - (row === 0 ? 0 : 1);
    for (const { node, column, y, height } of members)
      places.set(node.id, { x: left + (column - first) * COLUMN, y: Math.round(y - height / 2 + down) });
    floor = Math.max(...members.map(({ y, height }) => y + height / 2 + down));
  }
  return places;
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

interface How {
  boxes: ReadonlyMap<string, Box>;
  isFolded: boolean;
}

function tidyPositions(document: FlowDocument, { boxes, isFolded }: How): Map<string, Point> {
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
  const all = [...items.values()];
  const starts = isFolded ? rowsOf(layers.length, cutsOf(all, document.edges, columns)) : [0];
  const rowOf = (item: Item | undefined) => starts.findLastIndex((start) => start <= (item?.column ?? 0));
  // A row is laid out by itself: the line that leads on to the next one pulls at neither.
  const edges = document.edges.filter(({ from, to }) => rowOf(items.get(from)) === rowOf(items.get(to)));
  const neighbours = (id: string, side: "from" | "to") => {
    const other = side === "from" ? "to" : "from";
    return edges.flatMap((edge) => (edge[other] === id ? (items.get(edge[side]) ?? []) : []));
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
  const left = Math.min(...all.map((item) => item.node.position.x));
  return folded(all, starts, left);
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
export function tidy(document: FlowDocument, boxes: ReadonlyMap<string, Box> = new Map()): Operation | null {
  const places = tidyPositions(document, { boxes, isFolded: true });
  if (places.size === 0) return null;
  const before = effectOrder(document).join();
  const isKept = (tried: Map<string, Point>) => effectOrder(placed(document, tried)).join() === before;
  if (isKept(places)) return moveNodes(document, Object.fromEntries(places));
  const long = tidyPositions(document, { boxes, isFolded: false });
  return moveNodes(document, Object.fromEntries(isKept(long) ? long : keepRows(document, long)));
}
