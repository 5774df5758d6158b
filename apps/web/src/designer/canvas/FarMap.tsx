/** Under the cards of a large drawing seen from far away: the picture that stands for those that are not there. */
import { useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { useDrawing } from "../drawing.ts";
import type { Carry } from "./carry.ts";
import { drawFar } from "./draw-far.ts";
import styles from "./FlowCanvas.module.css";
import { boxOf } from "./geometry.ts";

interface FarMapProps {
  carry: Carry;
  /** The card under the pointer, which is a real one. */
  hovered: string | null;
}

export default function FarMap({ carry, hovered }: FarMapProps) {
  const { canvas, overlay } = useDrawing();
  const view = useStoreApi();
  const element = useRef<HTMLCanvasElement>(null);
  const without = useRef(hovered);
  const ask = useRef(() => {});

  useEffect(() => {
    let waiting = 0;
    const draw = () => {
      waiting = 0;
      const [target, context] = [element.current, element.current?.getContext("2d")];
      if (!target || !context) return;
      const { transform, width, height } = view.getState();
      const density = window.devicePixelRatio;
      if (target.width !== width * density) target.width = width * density;
      if (target.height !== height * density) target.height = height * density;
      context.setTransform(density, 0, 0, density, 0, 0);
      const style = getComputedStyle(target);
      const { cards, wires } = canvas.store.getState();
      const seen = { overlay: overlay.getState(), carried: carry.shifts(), without: without.current };
      const colour = (variable: string) => style.getPropertyValue(variable);
      drawFar(context, { cards, wires, transform, width, height, colour, ...seen });
    };
    ask.current = () => {
      waiting ||= requestAnimationFrame(draw);
    };
    draw();
    const stops = [
      canvas.store.subscribe(ask.current),
      overlay.subscribe(ask.current),
      carry.subscribe(ask.current),
      // At once: cards over the picture move in the same frame.
      view.subscribe((state, before) => {
        if (state.transform !== before.transform || state.width !== before.width || state.height !== before.height)
          ask.current();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      cancelAnimationFrame(waiting);
    };
  }, [canvas, overlay, carry, view]);

  useEffect(() => {
    without.current = hovered;
    ask.current();
  }, [hovered]);

  useEffect(() => {
    // React Flow finds the cards that are there in its box of selection; from far away there are none.
    const select = (rect: { x: number; y: number; width: number; height: number }) => {
      const [x, y, zoom] = view.getState().transform;
      const [left, top] = [(rect.x - x) / zoom, (rect.y - y) / zoom];
      const [right, bottom] = [left + rect.width / zoom, top + rect.height / zoom];
      const inside = canvas.store.getState().cards.filter((card) => {
        const box = boxOf(card);
        return box.x < right && box.x + box.width > left && box.y < bottom && box.y + box.height > top;
      });
      canvas.select({ nodes: inside.map(({ id }) => id) });
    };
    return view.subscribe(({ userSelectionActive, userSelectionRect }, before) => {
      if (userSelectionActive && userSelectionRect && userSelectionRect !== before.userSelectionRect)
        select(userSelectionRect);
    });
  }, [canvas, view]);

  return <canvas ref={element} className={styles.farMap} aria-hidden data-testid="far-map" />;
}
