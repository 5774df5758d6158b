/** The canvas: shows the drawing, lets it be dragged and connected, and turns every gesture into one operation. */
import { namesFor } from "@switchyard/flow";
import {
  Background,
  BackgroundVariant,
  type Connection,
  type FinalConnectionState,
  type NodeChange,
  ReactFlow,
  type ReactFlowInstance,
  SelectionMode,
  useStore as useFlowStore,
  useReactFlow,
} from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import {
  type DragEvent,
  memo,
  type MouseEvent as ReactMouseEvent,
  useCallback,
  useLayoutEffect,
  useMemo,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { MenuTarget } from "../asked.ts";
import { useDrawing, useEditor, useOverlay } from "../drawing.ts";
import { addNode, connect, insertOnEdge, moveNodes, reconnect } from "../editor/commands.ts";
import { connectRefusal, refusedTargets } from "../editor/connect.ts";
import { useSentenceNames } from "../names.ts";
import { edgeUnder, KIND_TYPE, readKind } from "../palette/drag-kind.ts";
import type { Card, Wire } from "./canvas-store.ts";
import styles from "./FlowCanvas.module.css";
import { GhostCard } from "./GhostCard.tsx";
import { type Ghost, ghostsOf, ghostWires } from "./ghosts.ts";
import { MiniMap } from "./MiniMap.tsx";
import { NodeCard } from "./NodeCard.tsx";
import { FrameCard, NoteCard } from "./NoteCard.tsx";
import { WireHeads, WireLine } from "./WireLine.tsx";
import { ZoomBar } from "./ZoomBar.tsx";

const nodeTypes = { card: NodeCard, note: NoteCard, frame: FrameCard, ghost: GhostCard };
const edgeTypes = { wire: WireLine };
/** Below this a sentence is no longer read. */
const FAR = 0.5;
const MANY = 120;
/** Zoom at which a card's sentence still reads well. */
const READABLE = 0.68;
const MARGIN = 40;
const GRID: [number, number] = [8, 8];

const lineOf = (connection: Connection) => ({
  from: connection.source,
  port: connection.sourceHandle ?? "next",
  to: connection.target,
});

/** All of a small flow; of a large one its beginning, at a size that can be read. */
function firstView(flow: ReactFlowInstance<Card | Ghost, Wire>, cards: readonly Card[]): void {
  const box = document.querySelector("[data-testid=canvas]")?.getBoundingClientRect();
  if (!box || cards.length === 0) return;
  const bounds = flow.getNodesBounds([...cards]);
  const fits = Math.min((box.width - 2 * MARGIN) / bounds.width, (box.height - 2 * MARGIN) / bounds.height);
  const zoom = Math.min(1, Math.max(READABLE, fits));
  const x = fits < READABLE ? MARGIN - bounds.x * zoom : (box.width - bounds.width * zoom) / 2 - bounds.x * zoom;
  const y = (box.height - bounds.height * zoom) / 2 - bounds.y * zoom;
  void flow.setViewport({ x, y, zoom });
}

/** What a sentence would add stands beside the cards, and is no part of the document. */
function useWithPreview(cards: Card[], wires: Wire[]): { nodes: (Card | Ghost)[]; edges: Wire[] } {
  const preview = useOverlay((state) => state.preview);
  const names = useSentenceNames();
  return useMemo(() => {
    if (!preview) return { nodes: cards, edges: wires };
    const declared = namesFor(preview.document, names);
    return { nodes: [...cards, ...ghostsOf(preview, declared)], edges: [...wires, ...ghostWires(preview)] };
  }, [cards, wires, preview, names]);
}

export const FlowCanvas = memo(function FlowCanvas() {
  const { editor, canvas, overlay, asked } = useDrawing();
  const { t } = useTranslation();
  const { cards, wires } = useStore(canvas.store);
  const { nodes, edges } = useWithPreview(cards, wires);
  const readOnly = useEditor((state) => state.readOnly);
  const flow = useReactFlow<Card | Ghost, Wire>();
  const far = useFlowStore((state) => state.transform[2] < FAR);
  const [connecting, setConnecting] = useState(false);
  useLayoutEffect(() => overlay.setState({ far }), [far, overlay]);
  const current = useCallback(() => editor.store.getState().document, [editor]);

  function startConnect(from: string | null, port: string | null) {
    if (!from || !port) return;
    overlay.setState({ refused: refusedTargets(current(), { from, port }) });
    setConnecting(true);
  }

  function endConnect(event: MouseEvent | TouchEvent, state: FinalConnectionState) {
    overlay.setState({ refused: null });
    setConnecting(false);
    const from = state.fromNode?.id;
    const port = state.fromHandle?.id;
    if (state.toNode || state.isValid || !from || !port || !(event instanceof MouseEvent)) return;
    // Let go over a card that refuses the line: nothing is meant to be added there.
    if (document.elementFromPoint(event.clientX, event.clientY)?.closest(".react-flow__node")) return;
    const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const target = { type: "port" as const, node: from, port, at: { x, y: y - 36 } };
    asked.setState({ add: { screen: { x: event.clientX, y: event.clientY }, target } });
  }

  function dropKind(event: DragEvent) {
    const kind = readKind(event.dataTransfer);
    if (!kind || readOnly) return;
    event.preventDefault();
    const edge = edgeUnder(event.clientX, event.clientY);
    const at = flow.screenToFlowPosition({ x: event.clientX - 60, y: event.clientY - 20 });
    const added = (edge ? insertOnEdge(current(), edge, kind) : null) ?? addNode(current(), kind, at);
    if (editor.apply(added.operation)) canvas.select({ nodes: [added.id] });
  }

  function openMenu(event: MouseEvent | ReactMouseEvent, target: MenuTarget) {
    event.preventDefault();
    asked.setState({ menu: { screen: { x: event.clientX, y: event.clientY }, target } });
  }

  function commitMove(moved: readonly (Card | Ghost)[]) {
    const operation = moveNodes(current(), Object.fromEntries(moved.map((card) => [card.id, { ...card.position }])));
    if (operation && !editor.apply(operation)) canvas.sync(current());
  }

  return (
    <section
      className={styles.canvas}
      data-detail={far ? "far" : "near"}
      data-connecting={connecting || undefined}
      data-testid="canvas"
      aria-label={t("canvas.label")}
      // Keys reach the canvas when it is tabbed to, and come back to it after a dialog.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a canvas is worked on with keys
      tabIndex={0}
      onDragOver={(event) => {
        if (!readOnly && event.dataTransfer.types.includes(KIND_TYPE)) {
          event.preventDefault();
          event.dataTransfer.dropEffect = "copy";
        }
      }}
      onDrop={dropKind}
    >
      <WireHeads />
      <ReactFlow<Card | Ghost, Wire>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={(changes) => canvas.onNodesChange(changes as NodeChange<Card>[])}
        onEdgesChange={canvas.onEdgesChange}
        onConnect={(connection) => {
          const operation = connect(current(), lineOf(connection));
          if (operation) editor.apply(operation);
        }}
        onReconnect={(wire, connection) => {
          const operation = reconnect(current(), wire.id, lineOf(connection));
          if (operation) editor.apply(operation);
        }}
        isValidConnection={(wire) => connectRefusal(current(), lineOf(wire as Connection)) === null}
        onConnectStart={(_, { nodeId, handleId, handleType }) => {
          if (handleType === "source") startConnect(nodeId, handleId);
        }}
        onConnectEnd={endConnect}
        onNodeDragStop={(_, __, moved) => commitMove(moved)}
        onSelectionDragStop={(_, moved) => commitMove(moved)}
        onNodeContextMenu={(event, card) => {
          if (!canvas.store.getState().selection.nodes.includes(card.id)) canvas.select({ nodes: [card.id] });
          openMenu(event, { type: "nodes" });
        }}
        onSelectionContextMenu={(event) => openMenu(event, { type: "nodes" })}
        onEdgeContextMenu={(event, wire) => {
          canvas.select({ edges: [wire.id] });
          openMenu(event, { type: "edge", edge: wire.id });
        }}
        onPaneContextMenu={(event) =>
          openMenu(event, { type: "canvas", at: flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }) })
        }
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        edgesReconnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={["Control", "Meta"]}
        panActivationKeyCode="Space"
        selectionMode={SelectionMode.Partial}
        zoomOnDoubleClick={false}
        snapToGrid
        snapGrid={GRID}
        minZoom={0.1}
        maxZoom={2}
        onInit={(instance) => firstView(instance, canvas.store.getState().cards)}
        connectionRadius={28}
        onlyRenderVisibleElements={cards.length > MANY}
        elevateEdgesOnSelect
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.6} color="var(--dot)" />
        {cards.length > 8 ? <MiniMap /> : null}
        <ZoomBar />
      </ReactFlow>
    </section>
  );
});
