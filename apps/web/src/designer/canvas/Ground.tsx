/** The dotted ground: drawn once for a zoom, and only shifted while the canvas is panned. */
import { useStoreApi } from "@xyflow/react";
import { useLayoutEffect, useRef } from "react";
import styles from "./FlowCanvas.module.css";

const GAP = 24;
/** How far the ground reaches beyond the canvas: one gap at the greatest zoom. */
const BEYOND = 48;
/** Seen from farther away the dots would be a grey haze. */
const SEEN = 0.4;

export function Ground() {
  const view = useStoreApi();
  const ground = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    let drawn = 0;
    const follow = () => {
      const style = ground.current?.style;
      if (!style) return;
      const [x, y, zoom] = view.getState().transform;
      if (zoom !== drawn) {
        drawn = zoom;
        style.visibility = zoom < SEEN ? "hidden" : "visible";
        style.setProperty("--gap", `${GAP * zoom}px`);
        style.setProperty("--dot-size", `${0.9 * zoom}px`);
      }
      if (zoom < SEEN) return;
      const gap = GAP * zoom;
      // Whole pixels: see `restOnPixels`.
      const shift = (at: number) => Math.round((((at + BEYOND - gap / 2) % gap) + gap) % gap);
      style.transform = `translate(${shift(x)}px, ${shift(y)}px)`;
    };
    follow();
    return view.subscribe((state, before) => {
      if (state.transform !== before.transform) follow();
    });
  }, [view]);
  return <div ref={ground} className={styles.ground} aria-hidden />;
}
