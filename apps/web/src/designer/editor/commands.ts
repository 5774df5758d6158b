/** What a person asks for, as one operation each, so that each is one undo step. */
import {
  type FlowDocument,
  type FlowEdge,
  type FlowNode,
  type NodeKind,
  nodeSpec,
  type Operation,
} from "@switchyard/flow";
import { connectRefusal, freePort, hasInput, type Line } from "./connect.ts";
import { freshId } from "./ids.ts";

export interface Point {
  x: number;
  y: number;
}

const COLUMN = 368;
const ROW = 140;
const GRID = 8;
const snap = (value: number) => Math.round(value / GRID) * GRID;
const nodeIds = (document: FlowDocument) => new Set(document.nodes.map((node) => node.id));
const newEdge = (line: Line): FlowEdge => ({ id: freshId("e"), ...line });

/** A free place at or below `wanted`. */
export function freePlace(document: FlowDocument, wanted: Point): Point {
  const place = { x: snap(wanted.x), y: snap(wanted.y) };
  const near = (node: FlowNode) =>
    Math.abs(node.position.x - place.x) < 250 && Math.abs(node.position.y - place.y) < ROW - GRID;
  while (document.nodes.some(near)) place.y += ROW;
  return place;
}

export interface Added {
  operation: Operation;
  id: string;
}

export function addNode(document: FlowDocument, kind: NodeKind, position: Point): Added {
  const id = freshId("n", nodeIds(document));
  const node = nodeSpec(kind).create(id, { x: snap(position.x), y: snap(position.y) });
  return { operation: { type: "add_nodes", nodes: [node], edges: [] }, id };
}

/** Adds a node to the right of `after` and connects it from that port of it, or from the one that a line is drawn from next. */
export function addAfter(document: FlowDocument, after: string, kind: NodeKind, from?: string): Added | null {
  const source = document.nodes.find((node) => node.id === after);
  if (!source) return null;
  const place = freePlace(document, { x: source.position.x + COLUMN, y: source.position.y });
  const id = freshId("n", nodeIds(document));
  const node = nodeSpec(kind).create(id, place);
  const port = from ?? freePort(document, source)?.id;
  const edges = port && hasInput(node) ? [newEdge({ from: after, port, to: id })] : [];
  return { operation: { type: "add_nodes", nodes: [node], edges }, id };
}

/** Puts a node into the middle of a line. */
export function insertOnEdge(document: FlowDocument, edgeId: string, kind: NodeKind): Added | null {
  const edge = document.edges.find((candidate) => candidate.id === edgeId);
  const to = document.nodes.find((node) => node.id === edge?.to);
  if (!edge || !to) return null;
  const id = freshId("n", nodeIds(document));
  const node = nodeSpec(kind).create(id, { ...to.position });
  const out = nodeSpec(kind).ports(node)[0];
  if (!hasInput(node) || !out) return null;
  const behind = document.nodes.filter((candidate) => candidate.position.x >= to.position.x);
  const positions = Object.fromEntries(
    behind.map((candidate) => [candidate.id, { x: candidate.position.x + COLUMN, y: candidate.position.y }]),
  );
  const edges = [newEdge({ from: edge.from, port: edge.port, to: id }), newEdge({ from: id, port: out.id, to: to.id })];
  const operations: Operation[] = [
    { type: "move_nodes", positions },
    { type: "remove_edges", ids: [edge.id] },
    { type: "add_nodes", nodes: [node], edges },
  ];
  return { operation: { type: "batch", operations }, id };
}

export function connect(document: FlowDocument, line: Line): Operation | null {
  return connectRefusal(document, line) ? null : { type: "add_edges", edges: [newEdge(line)] };
}

/** Moves one end of a line. */
export function reconnect(document: FlowDocument, edgeId: string, line: Line): Operation | null {
  const without = { ...document, edges: document.edges.filter((edge) => edge.id !== edgeId) };
  if (connectRefusal(without, line)) return null;
  return {
    type: "batch",
    operations: [
      { type: "remove_edges", ids: [edgeId] },
      { type: "add_edges", edges: [newEdge(line)] },
    ],
  };
}

export function removeSelected(nodes: readonly string[], edges: readonly string[]): Operation | null {
  if (nodes.length === 0 && edges.length === 0) return null;
  if (nodes.length === 0) return { type: "remove_edges", ids: [...edges] };
  if (edges.length === 0) return { type: "remove_nodes", ids: [...nodes] };
  return {
    type: "batch",
    operations: [
      { type: "remove_edges", ids: [...edges] },
      { type: "remove_nodes", ids: [...nodes] },
    ],
  };
}

/** Null when nothing moved. */
export function moveNodes(document: FlowDocument, positions: Record<string, Point>): Operation | null {
  const moved = document.nodes.filter((node) => {
    const to = positions[node.id];
    return to !== undefined && (to.x !== node.position.x || to.y !== node.position.y);
  });
  if (moved.length === 0) return null;
  const changed = Object.fromEntries(moved.map((node) => [node.id, positions[node.id] ?? node.position]));
  return { type: "move_nodes", positions: changed };
}

export function nudge(document: FlowDocument, ids: readonly string[], by: Point): Operation | null {
  const chosen = new Set(ids);
  const entries = document.nodes
    .filter((node) => chosen.has(node.id))
    .map((node) => [node.id, { x: node.position.x + by.x, y: node.position.y + by.y }] as const);
  return moveNodes(document, Object.fromEntries(entries));
}
