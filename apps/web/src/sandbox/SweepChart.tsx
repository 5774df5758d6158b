/** The figures of a sweep in one chart, and each of them in a table. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { withWorkspace } from "../shell/ask.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Sandbox.module.css";
import { type Figure, firstShown, type Series, type SweepPoint, seriesOf } from "./sweep-series.ts";

interface SweepChartProps {
  replay: string;
  points: readonly SweepPoint[];
  isMerge: boolean;
  /** A value with its unit. */
  labelOf: (value: unknown) => string;
  /** As it was drawn when it ran. */
  now: string | null;
}
const COLORS = ["brand", "family-action", "family-merge", "family-person", "family-decision"] as const;
/** What nobody wants is red. */
const colorOf = ({ key }: Series, place: number) =>
  `var(--${key === "late" ? "family-alert" : COLORS[place % COLORS.length]})`;
/** So that lines that lie on each other are seen, and told apart without colour. */
const DASHES = [undefined, "7 5", "2 4", "9 3 2 3"] as const;
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [780, 260, 56, 190, 12, 34];

export function SweepChart({ replay, points, isMerge, labelOf, now }: SweepChartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const series = seriesOf(points);
  const [shown, setShown] = useState(() => firstShown(series, points, isMerge));
  const label = ({ key, name }: Series) =>
    name === null ? t(`comparison.row.${key as Figure}`) : t("comparison.to", { name });
  const drawn = series.filter(({ key }) => shown.includes(key));
  const file = (form: string) => withWorkspace(`/api/v1/replays/${replay}/export?what=figures&format=${form}`);
  return (
    <div data-testid="sweep-chart">
      <Checkbox.Group
        className={styles.sweepForm ?? ""}
        aria-label={t("sweep.shown")}
        value={shown}
        options={series.map((one) => ({ value: one.key, label: label(one) }))}
        onChange={(keys) => setShown(keys.map(String))}
      />
      <Lines points={points} drawn={drawn.map((one) => ({ ...one, label: label(one) }))} labelOf={labelOf} now={now} />
      <table className={styles.sweepTable}>
        <thead>
          <tr>
            <th>{t("comparison.figure")}</th>
            {points.map(({ value }) => (
              <th key={labelOf(value)} data-now={labelOf(value) === now || undefined}>
                {labelOf(value)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {series.map((one) => (
            <tr key={one.key}>
              <td>{label(one)}</td>
              {points.map(({ value, side }) => (
                <td key={labelOf(value)}>{format.number(one.of(side))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.rowActions}>
        {(["csv", "xlsx"] as const).map((form) => (
          <Button key={form} size="small" icon={<DownloadOutlined aria-hidden />} href={file(form)} download>
            {form.toUpperCase()}
          </Button>
        ))}
      </p>
    </div>
  );
}

interface LinesProps extends Pick<SweepChartProps, "points" | "labelOf" | "now"> {
  drawn: readonly (Series & { label: string })[];
}

function Lines({ points, drawn, labelOf, now }: LinesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const most = niceTop(Math.max(1, ...drawn.flatMap(({ of }) => points.map(({ side }) => of(side)))));
  const x = (place: number) =>
    points.length === 1 ? (LEFT + WIDTH - RIGHT) / 2 : LEFT + (place * (WIDTH - LEFT - RIGHT)) / (points.length - 1);
  const y = (count: number) => HEIGHT - BOTTOM - (count * (HEIGHT - TOP - BOTTOM)) / most;
  const last = points.at(-1);
  const names = last === undefined ? [] : apart(drawn.map(({ of }) => y(of(last.side))));
  return (
    <svg className={styles.sweepChart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t("sweep.chart")}>
      {[0, 1, 2, 3, 4].map((step) => {
        const count = (most * step) / 4;
        return (
          <g key={step}>
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(count)} y2={y(count)} data-grid />
            <text x={LEFT - 8} y={y(count) + 4} textAnchor="end">
              {format.number(count)}
            </text>
          </g>
        );
      })}
      {points.map(({ value }, place) => (
        <g key={labelOf(value)}>
          {labelOf(value) === now ? <line x1={x(place)} x2={x(place)} y1={TOP} y2={HEIGHT - BOTTOM} data-now /> : null}
          <text x={x(place)} y={HEIGHT - 12} textAnchor="middle" data-now={labelOf(value) === now || undefined}>
            {labelOf(value)}
          </text>
        </g>
      ))}
      {drawn.map((one, index) => {
        const { key, label, of } = one;
        const path = points.map(({ side }, place) => `${place === 0 ? "M" : "L"}${x(place)},${y(of(side))}`).join("");
        return (
          <g key={key} style={{ color: colorOf(one, index) }}>
            <path d={path} strokeDasharray={DASHES[index % DASHES.length]} />
            {points.map(({ value, side }, place) => (
              <circle key={labelOf(value)} cx={x(place)} cy={y(of(side))} r={3.5}>
                <title>{`${label} · ${labelOf(value)}: ${format.number(of(side))}`}</title>
              </circle>
            ))}
            <text x={WIDTH - RIGHT + 10} y={(names[index] ?? 0) + 4} data-name>
              {label}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** A round number of at least so much that four steps divide. */
function niceTop(most: number): number {
  const step = 10 ** Math.floor(Math.log10(most / 4 || 1));
  const found = [1, 2, 2.5, 5, 10].map((times) => times * step * 4).find((top) => top >= most) ?? most;
  return Math.max(4, Math.ceil(found / 4) * 4);
}

/** Names beside the ends of lines, moved so far that none lies on another. */
function apart(places: readonly number[]): number[] {
  const sorted = places.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at);
  const moved = [...places];
  let below = Number.NEGATIVE_INFINITY;
  for (const { at, index } of sorted) {
    below = Math.max(at, below + 16);
    moved[index] = below;
  }
  return moved;
}
