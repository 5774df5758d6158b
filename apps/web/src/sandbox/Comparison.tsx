/** Both sides in figures: outcomes, alerts, deadlines, batches, load per day against capacity, and the flow of orders between destinations. */
import { useTranslation } from "react-i18next";
import type { ReplayView } from "../shell/wire.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Sandbox.module.css";
import { Sankey } from "./Sankey.tsx";
import type { Side } from "./sandbox-api.ts";

const ROWS = [
  "decided",
  "undecided",
  "parked",
  "alerts",
  "kept",
  "breached",
  "merged",
  "batches",
  "saved",
  "late",
  "holds",
  "freezes",
] as const;
type Row = (typeof ROWS)[number];

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);
const FIGURE: Record<Row, (side: Side) => number> = {
  decided: (side) => side.decided,
  undecided: (side) => side.undecided,
  parked: (side) => side.parked,
  alerts: (side) => sum(side.alerts),
  kept: (side) => side.watches.kept,
  breached: (side) => side.watches.breached,
  merged: (side) => side.merge.orders,
  batches: (side) => side.merge.batches,
  saved: (side) => side.merge.saved,
  late: (side) => side.merge.late,
  holds: (side) => side.holds,
  freezes: (side) => side.freezes,
};

export function Comparison({ replay }: { replay: ReplayView }) {
  const { t } = useTranslation();
  const { before, after, sankey } = replay;
  return (
    <div className={styles.comparison} data-testid="comparison">
      <section>
        <h3>{t("comparison.figures")}</h3>
        <FigureTable before={before} after={after} />
      </section>
      {before !== null && sankey.length > 0 ? (
        <section>
          <h3>{t("comparison.moves")}</h3>
          <Sankey moves={sankey} />
        </section>
      ) : null}
      <section>
        <h3>{t("comparison.load")}</h3>
        <Load side={after} />
      </section>
      <Quality replay={replay} />
    </div>
  );
}

export function FigureTable({ before, after }: { before: Side | null; after: Side }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = ROWS.filter((row) => FIGURE[row](after) !== 0 || (before !== null && FIGURE[row](before) !== 0));
  const change = (delta: number) => (delta === 0 ? "" : `${delta > 0 ? "+" : "−"}${format.number(Math.abs(delta))}`);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>{t("comparison.figure")}</th>
          {before === null ? null : <th className={styles.figure}>{t("differences.before")}</th>}
          <th className={styles.figure}>{t("differences.after")}</th>
          {before === null ? null : <th>{t("comparison.change")}</th>}
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => (
          <tr key={row}>
            <td>{t(`comparison.row.${row}`)}</td>
            {before === null ? null : <td className={styles.figure}>{format.number(FIGURE[row](before))}</td>}
            <td className={styles.figure}>{format.number(FIGURE[row](after))}</td>
            {before === null ? null : <td>{change(FIGURE[row](after) - FIGURE[row](before))}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Orders a day; a day over capacity stands out by colour and by words. */
function Load({ side }: { side: Side }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (side.load.length === 0) return <p className="quiet">{t("comparison.noLoad")}</p>;
  return side.load.map(({ id, name, capacity_per_day: capacity, days }) => {
    const most = Math.max(capacity ?? 0, ...days.map(({ count }) => count), 1);
    const over = days.filter((day) => day.over).length;
    return (
      <figure key={id} className={styles.load}>
        <figcaption>
          <b>{name}</b>
          <span className="quiet">
            {capacity === null ? t("comparison.noCapacity") : t("comparison.capacity", { n: format.number(capacity) })}
            {over > 0 ? ` · ${t("comparison.over", { n: over })}` : ""}
          </span>
        </figcaption>
        <div className={styles.days}>
          {days.map(({ date, count, over: isOver }) => (
            <i
              key={date}
              data-over={isOver || undefined}
              style={{ height: `${Math.max(2, (100 * count) / most)}%` }}
              title={t("comparison.day", { date, n: format.number(count) })}
            />
          ))}
        </div>
      </figure>
    );
  });
}

function Quality({ replay }: { replay: ReplayView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (replay.quality.length === 0) return null;
  return (
    <section>
      <h3>{t("comparison.quality")}</h3>
      <table className={styles.table}>
        <tbody>
          {replay.quality.map(({ source, fact, count }) => (
            <tr key={`${source} ${fact}`}>
              <td>
                {source}
                <small>{fact}</small>
              </td>
              <td>{t("sandbox.orders", { n: format.number(count) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
