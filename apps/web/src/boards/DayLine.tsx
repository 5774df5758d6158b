/** A figure's value over the days: a small line; days without orders leave a gap. */
import { useTranslation } from "react-i18next";
import styles from "./Figures.module.css";
import type { FigureView } from "./figures-api.ts";
import { useFigureWords } from "./use-figure-words.ts";

const [WIDTH, HEIGHT, EDGE] = [240, 44, 5];

export function DayLine({ figure: { days, unit } }: { figure: FigureView }) {
  const { t } = useTranslation();
  const words = useFigureWords();
  const most = Math.max(unit === "percent" ? 1 : 0.1, ...days.map(({ value }) => value ?? 0));
  const x = (place: number) =>
    EDGE + (days.length < 2 ? (WIDTH - 2 * EDGE) / 2 : (place * (WIDTH - 2 * EDGE)) / (days.length - 1));
  const y = (value: number) => HEIGHT - EDGE - (value * (HEIGHT - 2 * EDGE)) / most;
  let isDrawing = false;
  const path = days
    .map(({ value }, place) => {
      const step = value === null ? "" : `${isDrawing ? "L" : "M"}${x(place).toFixed(1)},${y(value).toFixed(1)}`;
      isDrawing = value !== null;
      return step;
    })
    .join("");
  const said = days.filter(({ value }) => value !== null).map(({ day, value }) => `${day} ${words.value(value, unit)}`);
  return (
    <svg
      className={styles.line}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="xMinYMid meet"
      role="img"
      aria-label={said.length === 0 ? t("figures.quiet") : said.join(t("state.comma"))}
    >
      <line x1={EDGE} x2={WIDTH - EDGE} y1={HEIGHT - EDGE} y2={HEIGHT - EDGE} data-ground />
      <path d={path} />
      {days.map(({ day, value }, place) =>
        value === null ? null : (
          <circle key={day} cx={x(place)} cy={y(value)} r={days.length > 10 ? 1.8 : 2.6}>
            <title>{`${day} ${words.value(value, unit)}`}</title>
          </circle>
        ),
      )}
    </svg>
  );
}
