/** A line between cards: its port's name at the start, counts or the step of a trail beside it. */
import { BaseEdge, type EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { useOverlay } from "../drawing.ts";
import { useDrawingWords } from "../names.ts";
import type { Wire } from "./canvas-store.ts";
import { LEAD, type LineLook, linePath, rememberLine } from "./line-path.ts";
import styles from "./WireLine.module.css";

const WIDE = 12;
const NARROW = 6.6;
const LONGEST = 112;
/** Before the label and behind it, with the arrowhead. */
const MARGIN = 30;

const widthOf = (text: string) =>
  [...text].reduce((sum, c) => sum + ((c.codePointAt(0) ?? 0) > 0x2e7f ? WIDE : NARROW), 0);

/** As much of a label as fits before the line must turn. */
function fit(label: string, room: number): string {
  if (widthOf(label) <= room) return label;
  let cut = label;
  while (cut.length > 1 && widthOf(`${cut}…`) > room) cut = cut.slice(0, -1);
  return `${cut}…`;
}

interface Emphasis {
  state: "plain" | "trail" | "faded" | "counted" | "untouched";
  width: number;
  figure: string;
}

function useEmphasis(id: string): Emphasis {
  const { format } = useDrawingWords();
  const tried = useOverlay((state) => state.trail !== null);
  const step = useOverlay((state) => state.trail?.edges.get(id));
  const total = useOverlay((state) => state.counts?.total ?? 0);
  const count = useOverlay((state) => (state.counts ? (state.counts.edges[id] ?? 0) : null));
  if (tried) {
    if (step === undefined) return { state: "faded", width: 1.5, figure: "" };
    return { state: "trail", width: 3, figure: String(step) };
  }
  if (count === null) return { state: "plain", width: 1.5, figure: "" };
  if (count === 0) return { state: "untouched", width: 1.5, figure: "0" };
  return { state: "counted", width: 1.5 + 2.5 * Math.sqrt(count / Math.max(total, 1)), figure: format.number(count) };
}

/** React Flow hands every line new props for whatever happens; only these change how it looks. */
const LOOKS = ["id", "data", "selected", "sourceX", "sourceY", "targetX", "targetY"] as const;
const sameLine = (a: EdgeProps<Wire>, b: EdgeProps<Wire>) => LOOKS.every((name) => a[name] === b[name]);

export const WireLine = memo(function WireLine(props: EdgeProps<Wire>) {
  const { id, sourceX, sourceY, targetX, targetY, selected, data } = props;
  const { format } = useDrawingWords();
  const { state, width, figure } = useEmphasis(id);
  const far = useOverlay((overlay) => overlay.far);
  const whole = data?.label ? format.text(data.label) : "";
  // A line that turns back has all the room it wants.
  const room = targetX < sourceX ? LONGEST : Math.min(LONGEST, Math.max(30, targetX - sourceX - MARGIN));
  const label = fit(whole, room);
  const said = Math.max(widthOf(label), widthOf(figure));
  const look: LineLook = { sourceX, sourceY, targetX, targetY, said };
  const head = selected ? "selected" : state === "trail" || state === "counted" ? "path" : "plain";
  return (
    <g
      ref={(element) => {
        if (element) rememberLine(element, look);
      }}
      className={styles.wire}
      data-role={data?.role ?? "normal"}
      data-state={state}
      data-selected={selected || undefined}
      data-ghost={data?.ghost}
      data-testid={`edge-${id}`}
    >
      <BaseEdge
        id={id}
        path={linePath(look)}
        interactionWidth={18}
        style={{ strokeWidth: selected ? Math.max(width, 2.5) : width }}
        {...(far ? {} : { markerEnd: `url(#head-${head})` })}
      />
      {state === "trail" && !far ? (
        <g className={styles.step} transform={`translate(${sourceX + LEAD + 11},${label ? sourceY - 15 : sourceY})`}>
          <circle r="8" />
          <text y="4">{figure}</text>
        </g>
      ) : null}
      {(label || figure) && !far ? (
        <text x={sourceX + LEAD + 4} y={sourceY + 4} className={styles.label}>
          {label ? <tspan>{label}</tspan> : null}
          {figure && state !== "trail" ? (
            <tspan className={styles.figure} x={sourceX + LEAD + 4} y={label ? sourceY - 9 : sourceY + 4}>
              {figure}
            </tspan>
          ) : null}
          <title>{[whole, figure].filter(Boolean).join(" ")}</title>
        </text>
      ) : null}
    </g>
  );
}, sameLine);

export function WireHeads() {
  return (
    <svg className={styles.heads} aria-hidden>
      <defs>
        {(["plain", "path", "selected"] as const).map((head) => (
          <marker
            key={head}
            id={`head-${head}`}
            className={styles[head]}
            viewBox="0 0 10 10"
            refX="8.5"
            refY="5"
            markerWidth="9"
            markerHeight="9"
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path d="M1 1 L9 5 L1 9 z" />
          </marker>
        ))}
      </defs>
    </svg>
  );
}
