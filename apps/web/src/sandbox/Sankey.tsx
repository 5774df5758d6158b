/** Orders between destinations, before → after: bands as wide as the orders they stand for. */
import { useTranslation } from "react-i18next";
import type { ReplayView } from "../shell/wire.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Sandbox.module.css";

type Move = ReplayView["sankey"][number];
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

export function Sankey({ moves }: { moves: readonly Move[] }) {
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
    <svg className={styles.sankey} viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={t("comparison.moves")}>
      {bands.map(({ move, thick, y1, y2 }) => (
        <path
          key={`${move.from?.id ?? ""}>${move.to?.id ?? ""}`}
          d={`M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2}`}
          strokeWidth={thick}
          data-moved={(move.from?.id ?? "") !== (move.to?.id ?? "") || undefined}
        >
          <title>
            {t("sandbox.move", { from: move.from?.name ?? none, to: move.to?.name ?? none })}{" "}
            {t("sandbox.orders", { n: format.number(move.count) })}
          </title>
        </path>
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
