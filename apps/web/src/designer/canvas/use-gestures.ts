/** What a hand does on the canvas, each gesture one operation. The same functions always: React Flow is told of each new one. */
import {
  type Connection,
  type Edge,
  type FinalConnectionState,
  type NodeChange,
  type ReactFlowProps,
  useReactFlow,
} from "@xyflow/react";
import { type DragEvent, type MouseEvent as ReactMouseEvent, useMemo } from "react";
import type { MenuTarget } from "../asked.ts";
import { type Drawing, useDrawing } from "../drawing.ts";
import { addNode, connect, insertOnEdge, moveNodes, reconnect } from "../editor/commands.ts";
import { connectRefusal, refusedTargets } from "../editor/connect.ts";
import { edgeUnder, readKind } from "../palette/drag-kind.ts";
import type { Card, Wire } from "./canvas-store.ts";
import type { Carry } from "./carry.ts";
import type { Ghost } from "./ghosts.ts";

type Flow = ReturnType<typeof useReactFlow<Card | Ghost, Wire>>;
type Handlers = Partial<ReactFlowProps<Card | Ghost, Wire>>;

const lineOf = (connection: Connection) => ({
  from: connection.source,
  port: connection.sourceHandle ?? "next",
  to: connection.target,
});

const documentOf = ({ editor }: Drawing) => editor.store.getState().document;

/** A line from a port: to another card, or into the open, where what is to be added there is asked. */
function drawLine({ overlay, asked, ...drawing }: Drawing, flow: Flow): Handlers {
  return {
    onConnectStart(_, { nodeId: node, handleId: port, handleType }) {
      if (handleType !== "source" || !node || !port) return;
      overlay.setState({ refused: refusedTargets(drawing.editor.store.getState().document, { from: node, port }) });
    },
    onConnectEnd(event: MouseEvent | TouchEvent, state: FinalConnectionState) {
      overlay.setState({ refused: null });
      const from = state.fromNode?.id;
      const port = state.fromHandle?.id;
      if (state.toNode || state.isValid || !from || !port || !(event instanceof MouseEvent)) return;
      // Let go over a card that refuses the line: nothing is meant to be added there.
      if (document.elementFromPoint(event.clientX, event.clientY)?.closest(".react-flow__node")) return;
      const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      const target = { type: "port" as const, node: from, port, at: { x, y: y - 36 } };
      asked.setState({ add: { screen: { x: event.clientX, y: event.clientY }, target } });
    },
  };
}

function changeDrawing(drawing: Drawing, carry: Carry): Handlers {
  const { editor, canvas } = drawing;
  const commitMove = (moved: readonly (Card | Ghost)[]) => {
    const places = Object.fromEntries(moved.map((card) => [card.id, { ...card.position }]));
    const operation = moveNodes(documentOf(drawing), places);
    if (operation && !editor.apply(operation)) canvas.sync(documentOf(drawing));
  };
  return {
    onNodesChange(changes) {
      if (!carry.follow(changes)) canvas.onNodesChange(changes as NodeChange<Card>[]);
    },
    onEdgesChange: canvas.onEdgesChange,
    onConnect(connection) {
      const operation = connect(documentOf(drawing), lineOf(connection));
      if (operation) editor.apply(operation);
    },
    onReconnect(wire, connection) {
      const operation = reconnect(documentOf(drawing), wire.id, lineOf(connection));
      if (operation) editor.apply(operation);
    },
    isValidConnection: (wire: Connection | Edge) =>
      connectRefusal(documentOf(drawing), lineOf(wire as Connection)) === null,
    onNodeDragStop: (_, __, moved) => commitMove(moved),
    onSelectionDragStop: (_, moved) => commitMove(moved),
  };
}

function openMenus({ canvas, asked }: Drawing, flow: Flow): Handlers {
  const openMenu = (event: MouseEvent | ReactMouseEvent, target: MenuTarget) => {
    event.preventDefault();
    asked.setState({ menu: { screen: { x: event.clientX, y: event.clientY }, target } });
  };
  return {
    onNodeContextMenu(event, card) {
      if (!canvas.store.getState().selection.nodes.includes(card.id)) canvas.select({ nodes: [card.id] });
      openMenu(event, { type: "nodes" });
    },
    onSelectionContextMenu: (event) => openMenu(event, { type: "nodes" }),
    onEdgeContextMenu(event, wire) {
      canvas.select({ edges: [wire.id] });
      openMenu(event, { type: "edge", edge: wire.id });
    },
    onPaneContextMenu: (event) =>
      openMenu(event, { type: "canvas", at: flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }) }),
  };
}

/** At rest the drawing lies on whole pixels, so in a pan too: between them each pixel that is shown is mixed from four. */
function restOnPixels(flow: Flow): Handlers {
  return {
    onMoveEnd(_, { x, y, zoom }) {
      const [left, top] = [Math.round(x), Math.round(y)];
      if (left !== x || top !== y) void flow.setViewport({ x: left, y: top, zoom });
    },
  };
}

export function useGestures(carry: Carry): Handlers {
  const drawing = useDrawing();
  const flow = useReactFlow<Card | Ghost, Wire>();
  return useMemo(
    () => ({
      ...drawLine(drawing, flow),
      ...changeDrawing(drawing, carry),
      ...openMenus(drawing, flow),
      ...restOnPixels(flow),
    }),
    [drawing, flow, carry],
  );
}

/** A kind from the palette, let go over the canvas: on a line, into it. */
export function dropKind({ editor, canvas }: Drawing, flow: Flow, event: DragEvent): void {
  const kind = readKind(event.dataTransfer);
  const { document, readOnly } = editor.store.getState();
  if (!kind || readOnly) return;
  event.preventDefault();
  const edge = edgeUnder(event.clientX, event.clientY);
  const at = flow.screenToFlowPosition({ x: event.clientX - 60, y: event.clientY - 20 });
  const added = (edge ? insertOnEdge(document, edge, kind) : null) ?? addNode(document, kind, at);
  if (editor.apply(added.operation)) canvas.select({ nodes: [added.id] });
}
