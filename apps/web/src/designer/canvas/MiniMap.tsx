/**
 * The whole drawing in a corner, on one canvas element: React Flow's own holds an element and a subscription for each card,
 * which at thousands of cards costs more than the cards that are seen. Press or drag to go there; the wheel zooms.
 */
import { Panel, useReactFlow, useStoreApi } from "@xyflow/react";
import { type PointerEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useDrawing } from "../drawing.ts";
import type { Card } from "./canvas-store.ts";
import styles from "./FlowCanvas.module.css";
import { boundsOf, boxOf, samePlaces } from "./geometry.ts";

const WIDTH = 152;
const HEIGHT = 96;
const MARGIN = 6;
/** Edits show a few times a second; the frame round what is seen follows at once. */
const REDRAW_MS = 160;

interface Scale {
  left: number;
  top: number;
  factor: number;
}

/** Where a drawing point lies on the map: the whole drawing, in the middle. */
function scaleOf(cards: readonly Card[]): Scale {
  const { x, y, width, height } = boundsOf(cards);
  const factor = Math.min((WIDTH - 2 * MARGIN) / Math.max(1, width), (HEIGHT - 2 * MARGIN) / Math.max(1, height));
  const spare = (room: number, span: number) => (room - span * factor) / 2 / factor;
  return { left: x - spare(WIDTH, width), top: y - spare(HEIGHT, height), factor };
}

function draw(canvas: HTMLCanvasElement, cards: readonly Card[], scale: Scale): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const style = getComputedStyle(canvas);
  const [chosen, quiet, usual] = ["--brand", "--minimap-quiet", "--minimap-card"].map((name) =>
    style.getPropertyValue(name),
  );
  const density = window.devicePixelRatio;
  canvas.width = WIDTH * density;
  canvas.height = HEIGHT * density;
  context.scale(density, density);
  for (const card of cards) {
    const { x, y, width, height } = boxOf(card);
    context.fillStyle = (card.selected ? chosen : card.type === "card" ? usual : quiet) ?? "";
    context.fillRect(
      (x - scale.left) * scale.factor,
      (y - scale.top) * scale.factor,
      Math.max(1, width * scale.factor),
      Math.max(1, height * scale.factor),
    );
  }
}

export function MiniMap() {
  const { t } = useTranslation();
  const { canvas } = useDrawing();
  const flow = useReactFlow();
  const view = useStoreApi();
  const map = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const scale = useRef<Scale>({ left: 0, top: 0, factor: 1 });

  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | null = null;
    const follow = () => {
      const { transform, width, height } = view.getState();
      const { left, top, factor } = scale.current;
      if (!frame.current) return;
      const zoom = transform[2];
      const x = (-transform[0] / zoom - left) * factor;
      const y = (-transform[1] / zoom - top) * factor;
      frame.current.style.transform = `translate(${x}px, ${y}px)`;
      frame.current.style.width = `${(width / zoom) * factor}px`;
      frame.current.style.height = `${(height / zoom) * factor}px`;
    };
    const redraw = () => {
      waiting = null;
      const { cards } = canvas.store.getState();
      if (!map.current || cards.length === 0) return;
      scale.current = scaleOf(cards);
      draw(map.current, cards, scale.current);
      follow();
    };
    redraw();
    const stops = [
      canvas.store.subscribe((state, before) => {
        if (!samePlaces(before.cards, state.cards)) waiting ??= setTimeout(redraw, REDRAW_MS);
      }),
      view.subscribe((state, before) => {
        if (state.transform !== before.transform || state.width !== before.width) follow();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      if (waiting) clearTimeout(waiting);
    };
  }, [canvas, view]);

  function go(event: PointerEvent<HTMLElement>) {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const { left, top, factor } = scale.current;
    const at = { x: left + (event.clientX - box.x) / factor, y: top + (event.clientY - box.y) / factor };
    void flow.setCenter(at.x, at.y, { zoom: flow.getZoom() });
  }

  return (
    <Panel position="bottom-right" className={styles.minimap ?? ""} data-testid="minimap">
      <div
        role="img"
        aria-label={t("canvas.minimap")}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          go(event);
        }}
        onPointerMove={go}
        onWheel={(event) => void (event.deltaY > 0 ? flow.zoomOut() : flow.zoomIn())}
      >
        <canvas ref={map} style={{ width: WIDTH, height: HEIGHT }} />
        <div ref={frame} className={styles.seen} />
      </div>
    </Panel>
  );
}
