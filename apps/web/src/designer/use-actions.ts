/** What buttons, menus and keys can do to the drawing; one place, so that they all do the same. */
import { getViewportForBounds, useReactFlow } from "@xyflow/react";
import { useMemo } from "react";
import { wantsStillness } from "../shell/preferences.ts";
import { sizes } from "../shell/tokens.ts";
import type { MenuTarget } from "./asked.ts";
import type { Card } from "./canvas/canvas-store.ts";
import { boundsOf, boxOf, seenOf, USUAL_HEIGHT } from "./canvas/geometry.ts";
import { type Drawing, useDrawing } from "./drawing.ts";
import { type Arrangement, arrange } from "./editor/arrange.ts";
import { type Clip, clipFromText, clipToText, copyNodes, heldClip, holdClip, pasteClip } from "./editor/clipboard.ts";
import { nudge, type Point, removeSelected } from "./editor/commands.ts";
import type { SizeOf } from "./editor/room-for.ts";
import { type Box, tidy } from "./editor/tidy.ts";

/** What the sentence bar covers of the canvas. */
const COVERED = 200;
/** How long the view takes to move, in milliseconds: it jumps where no motion is wanted. */
const motion = () => ({ duration: wantsStillness.isSet() ? 0 : 160 });
/** Below this a card's sentence cannot be read. */
const READABLE = 0.5;
const FIT = { padding: 0.12, maxZoom: 1 };
const LEAST_ZOOM = 0.1;
/** A node that is shown is at least so large. */
const SHOWN = 0.7;
/** Behind a card stand the names of its ways out, and what the next click adds. */
const ROOM_BEHIND = 130;

/** How far something must be moved to lie in a room, with so much left before and behind it. */
function shiftInto(at: number, size: number, room: number, { before, behind }: { before: number; behind: number }) {
  if (at < before || size + before + behind > room) return before - at;
  return Math.min(0, room - behind - size - at);
}

/** Around cards of the usual size that are not drawn yet. */
function placesBounds(places: readonly { position: Point }[]) {
  const xs = places.map(({ position }) => position.x);
  const ys = places.map(({ position }) => position.y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x + 240, height: Math.max(...ys) - y + 96 };
}

function boxesOf({ canvas }: Drawing): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const card of canvas.store.getState().cards) {
    const height = card.measured?.height;
    if (height !== undefined) boxes.set(card.id, { height });
  }
  return boxes;
}

/** As large as they are drawn; what comes from another flow is no smaller than a usual card. */
function sizeOfNodes({ canvas }: Drawing): SizeOf {
  const cards = new Map(canvas.store.getState().cards.map((card) => [card.id, card]));
  return (node) => {
    if (node.kind === "frame") return node;
    const card = cards.get(node.id);
    return card ? boxOf(card) : { width: sizes.card, height: USUAL_HEIGHT };
  };
}

function createActions(drawing: Drawing, flow: ReturnType<typeof useReactFlow>) {
  const { editor, canvas } = drawing;
  const document = () => editor.store.getState().document;
  const selection = () => canvas.store.getState().selection;
  /** React Flow knows only the cards near the screen; all of them are known here. */
  function fit(cards: readonly Card[], { padding, maxZoom }: typeof FIT): void {
    const box = window.document.querySelector("[data-testid=canvas]")?.getBoundingClientRect();
    if (!box || cards.length === 0) return;
    const view = getViewportForBounds(seenOf(cards), box.width, box.height, LEAST_ZOOM, maxZoom, padding);
    void flow.setViewport(view, motion());
  }
  function insert(clip: Clip): void {
    const pasted = pasteClip(document(), clip, sizeOfNodes(drawing));
    if (!editor.apply(pasted.operation)) return;
    canvas.select({ nodes: pasted.ids });
    actions.reveal(pasted.ids);
  }
  const actions = {
    undo: () => editor.undo(),
    redo: () => editor.redo(),
    copy() {
      const clip = copyNodes(document(), selection().nodes);
      if (clip.nodes.length > 0) holdClip(clipToText(clip));
    },
    cut() {
      actions.copy();
      actions.remove();
    },
    /** What was copied in this page or elsewhere; the browser may ask before it hands over the clipboard. */
    async paste(text?: string) {
      const clip = await clipFromText(text ?? (await heldClip()));
      if (clip) insert(clip);
    },
    duplicate() {
      const clip = copyNodes(document(), selection().nodes);
      if (clip.nodes.length > 0) insert(clip);
    },
    remove() {
      const { nodes, edges } = selection();
      const operation = removeSelected(nodes, edges);
      if (operation) editor.apply(operation);
    },
    arrange(how: Arrangement) {
      const operation = arrange(document(), selection().nodes, how, sizeOfNodes(drawing));
      if (operation) editor.apply(operation);
    },
    /** Asks for a node after this one, beside its card, or in the middle of the screen where no card is shown. */
    askAfter(id: string) {
      const card = window.document.querySelector(`[data-testid="node-${CSS.escape(id)}"]`)?.getBoundingClientRect();
      const screen = card ? { x: card.right + 16, y: card.top } : { x: window.innerWidth / 2 - 120, y: 160 };
      drawing.asked.setState({ add: { screen, target: { type: "after", node: id } } });
    },
    /** The menu of the selection, for the keyboard. */
    askMenu() {
      const { nodes, edges } = selection();
      const [edge] = edges;
      const testId = nodes[0] === undefined ? `edge-${edge ?? ""}` : `node-${nodes[0]}`;
      const box = window.document.querySelector(`[data-testid="${CSS.escape(testId)}"]`)?.getBoundingClientRect();
      const screen = { x: (box?.left ?? 400) + 24, y: (box?.top ?? 160) + 24 };
      const at = flow.screenToFlowPosition(screen);
      const target: MenuTarget =
        nodes.length > 0 ? { type: "nodes" } : edge === undefined ? { type: "canvas", at } : { type: "edge", edge };
      drawing.asked.setState({ menu: { screen, target } });
    },
    /** Keys go to the canvas again after a dialog closed over it. */
    focusCanvas() {
      window.document.querySelector<HTMLElement>("[data-testid=canvas], [data-testid=flow-list]")?.focus();
    },
    pan(by: Point) {
      const { x, y, zoom } = flow.getViewport();
      void flow.setViewport({ x: x - by.x, y: y - by.y, zoom });
    },
    zoomIn: () => void flow.zoomIn(motion()),
    zoomOut: () => void flow.zoomOut(motion()),
    selectAll: () => canvas.select({ nodes: document().nodes.map((node) => node.id) }),
    clear: () => canvas.select({}),
    move(by: Point) {
      const operation = nudge(document(), selection().nodes, by);
      if (operation) editor.apply(operation);
    },
    tidy() {
      const operation = tidy(document(), boxesOf(drawing));
      if (operation && editor.apply(operation)) requestAnimationFrame(actions.fit);
    },
    fit: () => fit(canvas.store.getState().cards, FIT),
    zoomReset: () => void flow.zoomTo(1, motion()),
    /** Moves the view only when one of these nodes cannot be seen, or none can be read. */
    reveal(ids: readonly string[]) {
      const box = window.document.querySelector("[data-testid=canvas]")?.getBoundingClientRect();
      const wanted = canvas.store.getState().cards.filter((card) => ids.includes(card.id));
      if (!box || wanted.length === 0) return;
      const bounds = boundsOf(wanted);
      const from = flow.flowToScreenPosition({ x: bounds.x, y: bounds.y });
      const to = flow.flowToScreenPosition({ x: bounds.x + bounds.width, y: bounds.y + bounds.height });
      const seen = from.x >= box.left && from.y >= box.top && to.x <= box.right && to.y <= box.bottom;
      const zoom = flow.getZoom();
      if (seen && zoom >= READABLE) return;
      fit(wanted, { padding: 0.08, maxZoom: Math.max(zoom, 0.75) });
    },
    /** Moves the view only when what stands at these places cannot be seen; what belongs to it too, where both can be read. */
    revealPlace(places: readonly { position: Point }[], beside: readonly { position: Point }[] = []) {
      const box = window.document.querySelector("[data-testid=canvas]")?.getBoundingClientRect();
      if (!box || places.length === 0) return;
      const roomFor = (bounds: { width: number; height: number }) =>
        Math.min((box.width - 80) / bounds.width, (box.height - COVERED - 60) / bounds.height);
      const whole = placesBounds([...places, ...beside]);
      const bounds = roomFor(whole) < READABLE ? placesBounds(places) : whole;
      const from = flow.flowToScreenPosition({ x: bounds.x, y: bounds.y });
      const to = flow.flowToScreenPosition({ x: bounds.x + bounds.width, y: bounds.y + bounds.height });
      if (from.x >= box.left && from.y >= box.top + COVERED && to.x <= box.right && to.y <= box.bottom) return;
      const zoom = Math.max(0.3, Math.min(flow.getZoom(), roomFor(bounds)));
      const x = box.width / 2 - (bounds.x + bounds.width / 2) * zoom;
      const y = COVERED + (box.height - COVERED) / 2 - (bounds.y + bounds.height / 2) * zoom;
      void flow.setViewport({ x, y, zoom }, motion());
    },
    /** Selects a node and brings it into view: not at all where it is seen, else as far as it takes. */
    show(id: string) {
      canvas.select({ nodes: [id] });
      const card = canvas.store.getState().cards.find((candidate) => candidate.id === id);
      const box = window.document.querySelector("[data-testid=canvas]")?.getBoundingClientRect();
      if (!card || !box) return;
      const bounds = boundsOf([card]);
      const { x, y, zoom } = flow.getViewport();
      if (zoom < SHOWN) {
        void flow.setCenter(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2, { ...motion(), zoom: SHOWN });
        return;
      }
      const by = {
        x: shiftInto(bounds.x * zoom + x, bounds.width * zoom, box.width, { before: 24, behind: ROOM_BEHIND }),
        y: shiftInto(bounds.y * zoom + y, bounds.height * zoom, box.height, { before: 24, behind: 64 }),
      };
      // The map at the corner lies over what would stand under it.
      const map = window.document.querySelector("[data-testid=minimap]")?.getBoundingClientRect();
      const right = (bounds.x + bounds.width) * zoom + x + by.x;
      const bottom = (bounds.y + bounds.height) * zoom + y + by.y;
      if (map && right > map.left - box.left) by.y = Math.min(by.y, by.y + map.top - box.top - 12 - bottom);
      if (by.x !== 0 || by.y !== 0) void flow.setViewport({ x: x + by.x, y: y + by.y, zoom }, motion());
    },
  };
  return actions;
}
export type Actions = ReturnType<typeof createActions>;

export function useActions(): Actions {
  const drawing = useDrawing();
  const flow = useReactFlow();
  return useMemo(() => createActions(drawing, flow), [drawing, flow]);
}
