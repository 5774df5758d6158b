/** Orders between destinations, before → after: bands as wide as the orders they stand for. */
import { useTranslation } from "react-i18next";
import type { ReplayView } from "../replays/replays-api.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Sandbox.module.css";

export type Move = ReplayView["sankey"][number];
/** What is on both ends of a band; of no destination empty. */
export const endsOf = ({ from, to }: Pick<Move, "from" | "to">) => ({ before: from?.id ?? "", after: to?.id ?? "" });
const WIDTH = 640;
const BAR = 10;
const GAP = 8;
const LABEL = 150;

interface Stop {
  id: string;
  name: string;
  count: number;
  top: number;
  height: number;
  /** Where the next band begins. */
  next: number;
}

function stopsOf(moves: readonly Move[], end: "from" | "to", none: string, scale: number): Map<string, Stop> {
  const stops = new Map<string, Stop>();
  for (const move of moves) {
    const id = move[end]?.id ?? "";
    const known = stops.get(id);
    if (known) known.count += move.count;
    else stops.set(id, { id, name: move[end]?.name ?? none, count: move.count, top: 0, height: 0, next: 0 });
  }
  let top = 0;
  for (const stop of [...stops.values()].sort((a, b) => b.count - a.count)) {
    stop.top = top;
    stop.next = top;
    stop.height = Math.max(2, stop.count * scale);
    top += stop.height + GAP;
  }
  return stops;
}

export const isMoved = (move: Move): boolean => endsOf(move).before !== endsOf(move).after;

interface BandProps {
  path: string;
  thick: number;
  title: string;
  /** Null: these orders stay where they were. */
  onOpen: (() => void) | null;
}

function Band({ path, thick, title, onOpen }: BandProps) {
  if (onOpen === null)
    return (
      <path d={path} strokeWidth={thick}>
        <title>{title}</title>
      </path>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a band of an SVG
    <g
      role="button"
      tabIndex={0}
      aria-label={title}
      data-moved
      onClick={onOpen}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onOpen();
      }}
    >
      <title>{title}</title>
      <path d={path} strokeWidth={thick} data-moved />
      {/* One order among thousands is a hair's breadth, and must be hit all the same. */}
      <path d={path} strokeWidth={Math.max(thick, 12)} data-reach />
    </g>
  );
}

export function Sankey({ moves, onMove }: { moves: readonly Move[]; onMove: (move: Move) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const total = moves.reduce((sum, { count }) => sum + count, 0);
  const scale = 220 / Math.max(1, total);
  const none = t("outcome.undecided");
  const left = stopsOf(moves, "from", none, scale);
  const right = stopsOf(moves, "to", none, scale);
  const height = Math.max(...[...left.values(), ...right.values()].map(({ top, height: own }) => top + own)) + 4;
  const bands = [...moves]
    .sort((a, b) => b.count - a.count)
    .flatMap((move) => {
      const from = left.get(move.from?.id ?? "");
      const to = right.get(move.to?.id ?? "");
      if (!from || !to) return [];
      const thick = Math.max(1, move.count * scale);
      const band = { move, thick, y1: from.next + thick / 2, y2: to.next + thick / 2 };
      from.next += thick;
      to.next += thick;
      return [band];
    });
  const x1 = LABEL + BAR;
  const x2 = WIDTH - LABEL - BAR;
  const middle = (x1 + x2) / 2;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing with buttons in it
    <svg className={styles.sankey} viewBox={`0 0 ${WIDTH} ${height}`} role="group" aria-label={t("comparison.moves")}>
      {bands.map(({ move, thick, y1, y2 }) => (
        <Band
          key={`${move.from?.id ?? ""}>${move.to?.id ?? ""}`}
          path={`M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2}`}
          thick={thick}
          title={`${t("sandbox.move", { from: move.from?.name ?? none, to: move.to?.name ?? none })} ${t("sandbox.orders", { n: format.number(move.count) })}`}
          onOpen={isMoved(move) ? () => onMove(move) : null}
        />
      ))}
      {[...left.values()].map(({ id, name, count, top, height: own }) => (
        <g key={id}>
          <rect x={LABEL} y={top} width={BAR} height={own} />
          <text x={LABEL - 6} y={top + own / 2 + 4} textAnchor="end">
            {name} {format.number(count)}
          </text>
        </g>
      ))}
      {[...right.values()].map(({ id, name, count, top, height: own }) => (
        <g key={id}>
          <rect x={x2} y={top} width={BAR} height={own} />
          <text x={x2 + BAR + 6} y={top + own / 2 + 4}>
            {name} {format.number(count)}
          </text>
        </g>
      ))}
    </svg>
  );
}
