/** The canvas: shows the drawing, lets it be dragged and connected, and turns every gesture into one operation. */
import { namesFor } from "@switchyard/flow";
import {
  type Connection,
  type FinalConnectionState,
  type NodeChange,
  ReactFlow,
  SelectionMode,
  useStore as useFlowStore,
  useReactFlow,
  type Viewport,
} from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import {
  type DragEvent,
  memo,
  type MouseEvent as ReactMouseEvent,
  type RefObject,
  Suspense,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { part } from "../../shell/part.ts";
import type { MenuTarget } from "../asked.ts";
import { useDrawing, useEditor, useOverlay } from "../drawing.ts";
import { addNode, connect, insertOnEdge, moveNodes, reconnect } from "../editor/commands.ts";
import { connectRefusal, refusedTargets } from "../editor/connect.ts";
import { useSentenceNames } from "../names.ts";
import { edgeUnder, KIND_TYPE, readKind } from "../palette/drag-kind.ts";
import type { CanvasStore, Card, Wire } from "./canvas-store.ts";
import { createCarry } from "./carry.ts";
import styles from "./FlowCanvas.module.css";
import { GhostCard } from "./GhostCard.tsx";
import { Ground } from "./Ground.tsx";
import { boundsOf } from "./geometry.ts";
import { type Ghost, ghostsOf, ghostWires } from "./ghosts.ts";
import { MiniMap } from "./MiniMap.tsx";
import { NodeCard } from "./NodeCard.tsx";
import { FrameCard, NoteCard } from "./NoteCard.tsx";
import { type Area, areaOf, cardAt, farOff, MANY, nearBy, sameArea } from "./near.ts";
import { WireHeads, WireLine } from "./WireLine.tsx";
import { ZoomBar } from "./ZoomBar.tsx";

const FarMap = part(() => import("./FarMap.tsx"));

const nodeTypes = { card: NodeCard, note: NoteCard, frame: FrameCard, ghost: GhostCard };
const edgeTypes = { wire: WireLine };
/** Below this a sentence is no longer read. */
const FAR = 0.5;
/** Below this nothing is read at all: a large drawing is a picture. */
const PICTURE = 0.3;
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
function firstView(box: Size, cards: readonly Card[]): Viewport {
  if (cards.length === 0) return { x: 0, y: 0, zoom: 1 };
  const bounds = boundsOf(cards);
  const fits = Math.min((box.width - 2 * MARGIN) / bounds.width, (box.height - 2 * MARGIN) / bounds.height);
  const zoom = Math.min(1, Math.max(READABLE, fits));
  const x = fits < READABLE ? MARGIN - bounds.x * zoom : (box.width - bounds.width * zoom) / 2 - bounds.x * zoom;
  const y = (box.height - bounds.height * zoom) / 2 - bounds.y * zoom;
  return { x, y, zoom };
}

interface Size {
  width: number;
  height: number;
}

/** What the canvas shows at first, known before React Flow has begun: nothing is drawn that would not be seen. */
function useFirstView(root: RefObject<HTMLElement | null>, canvas: CanvasStore): (Viewport & Size) | null {
  const [first, setFirst] = useState<(Viewport & Size) | null>(null);
  useLayoutEffect(() => {
    const box = root.current?.getBoundingClientRect();
    if (box) setFirst({ ...firstView(box, canvas.store.getState().cards), width: box.width, height: box.height });
  }, [root, canvas]);
  return first;
}

/** The cards and lines that React Flow is given; `hovered` matters only from far away. */
function useGiven(first: (Viewport & Size) | null, isPicture: boolean, hovered: string | null) {
  const { canvas } = useDrawing();
  const { cards, wires } = useStore(canvas.store);
  const area = useFlowStore(({ panZoom, transform, width, height }) => {
    if (isPicture) return null;
    if (panZoom) return areaOf(transform, width || (first?.width ?? 0), height || (first?.height ?? 0));
    return first && areaOf([first.x, first.y, first.zoom], first.width, first.height);
  }, sameOrNone);
  return useMemo(
    () => (isPicture ? farOff(cards, hovered) : nearBy(cards, wires, area)),
    [cards, wires, area, isPicture, hovered],
  );
}
const sameOrNone = (a: Area | null, b: Area | null) => a === b || (a !== null && b !== null && sameArea(a, b));

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
  const root = useRef<HTMLElement>(null);
  const first = useFirstView(root, canvas);
  const isLarge = useStore(canvas.store, (state) => state.cards.length > MANY);
  const isPicture = useFlowStore((state) => state.panZoom !== null && state.transform[2] < PICTURE) && isLarge;
  const [hovered, setHovered] = useState<string | null>(null);
  const { cards, wires } = useGiven(first, isPicture, hovered);
  const { nodes, edges } = useWithPreview(cards, wires);
  const readOnly = useEditor((state) => state.readOnly);
  const flow = useReactFlow<Card | Ghost, Wire>();
  const far = useFlowStore((state) => state.transform[2] < FAR);
  const [connecting, setConnecting] = useState(false);
  useLayoutEffect(() => overlay.setState({ far }), [far, overlay]);
  const carry = useMemo(() => createCarry(canvas), [canvas]);
  useLayoutEffect(() => carry.within(root.current), [carry]);
  const hasMap = useStore(canvas.store, (state) => state.cards.length > 8);
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
      ref={root}
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
      onPointerMove={(event) => {
        if (!isPicture || event.buttons !== 0) return;
        const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
        const under = cardAt(canvas.store.getState().cards, at);
        // At once: the press that follows must find the card.
        if (under !== hovered) flushSync(() => setHovered(under));
      }}
    >
      <Suspense fallback={null}>{isPicture ? <FarMap carry={carry} hovered={hovered} /> : null}</Suspense>
      <WireHeads />
      {first ? (
        <ReactFlow<Card | Ghost, Wire>
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={(changes) => {
            if (!carry.follow(changes)) canvas.onNodesChange(changes as NodeChange<Card>[]);
          }}
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
          defaultViewport={first}
          connectionRadius={28}
          elevateEdgesOnSelect
          proOptions={{ hideAttribution: true }}
        >
          <Ground />
          {hasMap ? <MiniMap /> : null}
          <ZoomBar />
        </ReactFlow>
      ) : null}
    </section>
  );
});
