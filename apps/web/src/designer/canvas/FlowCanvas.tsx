/** The canvas: shows the drawing, lets it be dragged and connected, and turns every gesture into one operation. */
import { namesFor } from "@switchyard/flow";
import { ReactFlow, SelectionMode, useStore as useFlowStore, useReactFlow, type Viewport } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { memo, type RefObject, Suspense, useLayoutEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { part } from "../../shell/part.ts";
import { useDrawing, useEditor, useOverlay } from "../drawing.ts";
import { useSentenceNames } from "../names.ts";
import { KIND_TYPE } from "../palette/drag-kind.ts";
import type { CanvasStore, Card, Wire } from "./canvas-store.ts";
import { type Carry, createCarry } from "./carry.ts";
import styles from "./FlowCanvas.module.css";
import { GhostCard } from "./GhostCard.tsx";
import { Ground } from "./Ground.tsx";
import { seenOf } from "./geometry.ts";
import { type Ghost, ghostsOf, ghostWires } from "./ghosts.ts";
import { MiniMap } from "./MiniMap.tsx";
import { NodeCard } from "./NodeCard.tsx";
import { FrameCard, NoteCard } from "./NoteCard.tsx";
import { cardAt, MANY } from "./near.ts";
import { dropKind, useGestures } from "./use-gestures.ts";
import { type FirstView, useGiven } from "./use-given.ts";
import { useKnownPorts } from "./use-known-ports.ts";
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
const ADDING = ["Control", "Meta"];
const BARE = { hideAttribution: true };

/** All of a small flow; of a large one its beginning, at a size that can be read. */
function firstView(box: Size, cards: readonly Card[]): Viewport {
  if (cards.length === 0) return { x: 0, y: 0, zoom: 1 };
  const bounds = seenOf(cards);
  const fits = Math.min((box.width - 2 * MARGIN) / bounds.width, (box.height - 2 * MARGIN) / bounds.height);
  const zoom = Math.min(1, Math.max(READABLE, fits));
  const x = fits < READABLE ? MARGIN - bounds.x * zoom : (box.width - bounds.width * zoom) / 2 - bounds.x * zoom;
  const y = (box.height - bounds.height * zoom) / 2 - bounds.y * zoom;
  return { x: Math.round(x), y: Math.round(y), zoom };
}

interface Size {
  width: number;
  height: number;
}

/** What the canvas shows at first, known before React Flow has begun: nothing is drawn that would not be seen. */
function useFirstView(root: RefObject<HTMLElement | null>, canvas: CanvasStore): FirstView | null {
  const [first, setFirst] = useState<FirstView | null>(null);
  useLayoutEffect(() => {
    const box = root.current?.getBoundingClientRect();
    if (box) setFirst({ ...firstView(box, canvas.store.getState().cards), width: box.width, height: box.height });
  }, [root, canvas]);
  return first;
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

interface DrawnProps {
  first: FirstView;
  isPicture: boolean;
  hovered: string | null;
  carry: Carry;
}

const Drawn = memo(function Drawn({ first, isPicture, hovered, carry }: DrawnProps) {
  const { canvas } = useDrawing();
  const { cards, wires } = useGiven({ first, isPicture, hovered, carry });
  const { nodes, edges } = useWithPreview(cards, wires);
  const gestures = useGestures(carry);
  const readOnly = useEditor((state) => state.readOnly);
  const hasMap = useStore(canvas.store, (state) => state.cards.length > 8);
  const around = useMemo(
    () => (
      <>
        <Ground />
        {hasMap ? <MiniMap /> : null}
        <ZoomBar />
      </>
    ),
    [hasMap],
  );
  return (
    <ReactFlow<Card | Ghost, Wire>
      {...gestures}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      nodesDraggable={!readOnly}
      nodesConnectable={!readOnly}
      edgesReconnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode="Shift"
      multiSelectionKeyCode={ADDING}
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
      proOptions={BARE}
    >
      {around}
    </ReactFlow>
  );
});

export const FlowCanvas = memo(function FlowCanvas() {
  const drawing = useDrawing();
  const { editor, canvas, overlay } = drawing;
  const { t } = useTranslation();
  const root = useRef<HTMLElement>(null);
  useKnownPorts();
  const first = useFirstView(root, canvas);
  const isLarge = useStore(canvas.store, (state) => state.cards.length > MANY);
  const isPicture = useFlowStore((state) => state.panZoom !== null && state.transform[2] < PICTURE) && isLarge;
  const [hovered, setHovered] = useState<string | null>(null);
  const flow = useReactFlow<Card | Ghost, Wire>();
  const far = useFlowStore((state) => state.transform[2] < FAR);
  const readOnly = useEditor((state) => state.readOnly);
  const connecting = useOverlay((state) => state.refused !== null);
  useLayoutEffect(() => overlay.setState({ far }), [far, overlay]);
  const carry = useMemo(() => createCarry(canvas), [canvas]);
  useLayoutEffect(() => carry.within(root.current), [carry]);

  return (
    <section
      ref={root}
      className={styles.canvas}
      data-detail={far ? "far" : "near"}
      data-connecting={connecting || undefined}
      data-read-only={readOnly || undefined}
      data-testid="canvas"
      aria-label={t("canvas.label")}
      // Keys reach the canvas when it is tabbed to, and come back to it after a dialog.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a canvas is worked on with keys
      tabIndex={0}
      onDragOver={(event) => {
        if (!editor.store.getState().readOnly && event.dataTransfer.types.includes(KIND_TYPE)) {
          event.preventDefault();
          event.dataTransfer.dropEffect = "copy";
        }
      }}
      onDrop={(event) => dropKind(drawing, flow, event)}
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
      {first ? <Drawn first={first} isPicture={isPicture} hovered={hovered} carry={carry} /> : null}
    </section>
  );
});
