/** What the canvas shows of a document, and what is selected: session state that undo and autosave never see. */
import { type FlowDocument, type FlowEdge, type FlowNode, portLabel } from "@switchyard/flow";
import type { Text } from "@switchyard/orders";
import {
  applyEdgeChanges,
  applyNodeChanges,
  type Edge,
  type EdgeChange,
  type Node,
  type NodeChange,
} from "@xyflow/react";
import { createStore } from "zustand/vanilla";
import { sizes } from "../../shell/tokens.ts";
import { portsOf } from "../editor/connect.ts";
import { handlesOf, USUAL_HEIGHT } from "./geometry.ts";

/** `used`: the ports with a line behind them, so that a card need not look through the lines. */
export type Card = Node<{ node: FlowNode; used: string }, "card" | "note" | "frame">;
export type PortRole = "normal" | "otherwise" | "missing";
/** `label`: what its port is called, where the card has several. */
export type Wire = Edge<{ edge: FlowEdge; role: PortRole; label: Text | null; ghost?: true }, "wire">;

export interface Selection {
  nodes: readonly string[];
  edges: readonly string[];
}

export interface CanvasState {
  cards: Card[];
  wires: Wire[];
  selection: Selection;
}

const nothing: Selection = { nodes: [], edges: [] };
const chosen = (items: readonly { id: string; selected?: boolean }[]) =>
  items.filter((item) => item.selected).map((item) => item.id);
const sameIds = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id, index) => id === b[index]);

/** The list as it was, when nothing in it is new: React Flow goes through all of a list that is. */
const kept = <T>(before: T[], after: T[]): T[] =>
  before.length === after.length && before.every((item, index) => item === after[index]) ? before : after;

const size = { initialWidth: sizes.card, initialHeight: USUAL_HEIGHT };

function cardType(node: FlowNode): "card" | "note" | "frame" {
  return node.kind === "note" || node.kind === "frame" ? node.kind : "card";
}

function usedPorts(edges: readonly FlowEdge[]): Map<string, string> {
  const used = new Map<string, Set<string>>();
  for (const { from, port } of edges) used.set(from, (used.get(from) ?? new Set()).add(port));
  return new Map([...used].map(([id, ports]) => [id, [...ports].sort().join(" ")]));
}

function toCard(node: FlowNode, used: string, old: Card | undefined): Card {
  const { x, y } = node.position;
  const same = old !== undefined && old.data.node === node && old.data.used === used;
  if (same && old.position.x === x && old.position.y === y) return old;
  const data = same ? old.data : { node, used };
  const card: Card = { ...old, id: node.id, type: cardType(node), position: { x, y }, data };
  if (node.kind === "frame") return { ...card, width: node.width, height: node.height, zIndex: -1 };
  if (node.kind === "note") return card;
  return { ...card, ...size, handles: handlesOf(node, old?.measured?.height) };
}

/** A card that was measured anew has its ports elsewhere. */
function withPorts(cards: Card[], changes: readonly NodeChange<Card>[]): Card[] {
  const measured = new Set(changes.flatMap((change) => (change.type === "dimensions" ? change.id : [])));
  if (measured.size === 0) return cards;
  return cards.map((card) => {
    if (!measured.has(card.id) || card.type !== "card") return card;
    return { ...card, handles: handlesOf(card.data.node, card.measured?.height) };
  });
}

const sameText = (a: Text | null, b: Text | null) => a === b || (a?.zh === b?.zh && a?.en === b?.en);

/** The same wire as long as it looks the same, however much else of its card was edited. `sourceWas`: that card's node when it was made. */
function toWire(
  edge: FlowEdge,
  source: FlowNode | undefined,
  old: Wire | undefined,
  sourceWas?: FlowNode,
): Wire | null {
  if (old && source && source === sourceWas && old.data?.edge === edge) return old;
  const wire = wireOf(edge, source);
  const [was, is] = [old?.data, wire?.data];
  if (old && was && is && was.edge === edge && was.role === is.role && sameText(was.label, is.label)) return old;
  return wire && { ...old, ...wire };
}

export function wireOf(edge: FlowEdge, source: FlowNode | undefined): Wire | null {
  if (!source) return null;
  const ports = portsOf(source);
  // A condition's second way out reads as its "otherwise" and is drawn like one.
  const role = edge.port === "not_met" ? "otherwise" : (ports.find((port) => port.id === edge.port)?.role ?? "normal");
  const data = { edge, role, label: ports.length > 1 ? portLabel(source, edge.port) : null };
  return { id: edge.id, type: "wire", source: edge.from, sourceHandle: edge.port, target: edge.to, data };
}

/** The ends of a selected line can be moved; on every line they would be two more elements to draw. */
function withEnds(wire: Wire): Wire {
  const wanted = wire.selected ?? false;
  return (wire.reconnectable ?? false) === wanted ? wire : { ...wire, reconnectable: wanted };
}

export function createCanvas() {
  const store = createStore<CanvasState>(() => ({ cards: [], wires: [], selection: nothing }));

  function settle(next: { cards: Card[]; wires: Wire[] }): void {
    const { selection, cards, wires } = store.getState();
    if (next.cards === cards && next.wires === wires) return;
    const nodes = chosen(next.cards);
    const edges = chosen(next.wires);
    const same = sameIds(nodes, selection.nodes) && sameIds(edges, selection.edges);
    const held = next.wires === wires ? wires : next.wires.map(withEnds);
    store.setState({ cards: next.cards, wires: held, selection: same ? selection : { nodes, edges } });
  }

  let edges: readonly FlowEdge[] = [];
  let used = usedPorts(edges);
  function sync(document: FlowDocument): void {
    const { cards, wires } = store.getState();
    const oldCards = new Map(cards.map((card) => [card.id, card]));
    const oldWires = new Map(wires.map((wire) => [wire.id, wire]));
    const nodes = new Map(document.nodes.map((node) => [node.id, node]));
    if (document.edges !== edges) [edges, used] = [document.edges, usedPorts(document.edges)];
    settle({
      cards: kept(
        cards,
        document.nodes.map((node) => toCard(node, used.get(node.id) ?? "", oldCards.get(node.id))),
      ),
      wires: kept(
        wires,
        document.edges.flatMap((edge) => {
          const was = oldCards.get(edge.from)?.data.node;
          return toWire(edge, nodes.get(edge.from), oldWires.get(edge.id), was) ?? [];
        }),
      ),
    });
  }

  function select(ids: Partial<Selection>): void {
    const nodes = new Set(ids.nodes);
    const edges = new Set(ids.edges);
    const mark = <T extends { id: string; selected?: boolean }>(item: T, on: boolean): T =>
      (item.selected ?? false) === on ? item : { ...item, selected: on };
    const { cards, wires } = store.getState();
    settle({
      cards: cards.map((card) => mark(card, nodes.has(card.id))),
      wires: wires.map((wire) => mark(wire, edges.has(wire.id))),
    });
  }

  /** Removals are commands, not canvas changes: they come back through `sync`. */
  const staying = <T extends { type: string }>(changes: readonly T[]) => changes.filter((c) => c.type !== "remove");

  return {
    store,
    sync,
    select,
    onNodesChange: (changes: NodeChange<Card>[]) => {
      const { cards, wires } = store.getState();
      settle({ cards: withPorts(applyNodeChanges(staying(changes), cards), changes), wires });
    },
    onEdgesChange: (changes: EdgeChange<Wire>[]) => {
      const { cards, wires } = store.getState();
      settle({ cards, wires: applyEdgeChanges(staying(changes), wires) });
    },
  };
}
export type CanvasStore = ReturnType<typeof createCanvas>;
