/** Both sides in figures: outcomes, alerts, deadlines, batches, load per day against capacity, and the flow of orders between destinations. */
import { DownloadOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFactName } from "../designer/use-fact-name.ts";
import type { ReplayView } from "../replays/replays-api.ts";
import { withWorkspace } from "../shell/ask.ts";
import { useFormat } from "../shell/workspace.ts";
import { everyDay } from "./every-day.ts";
import styles from "./Sandbox.module.css";
import { type Move, Sankey } from "./Sankey.tsx";
import type { Side } from "./sandbox-api.ts";
import { useSideNames } from "./use-side-names.ts";

const FIGURES = {
  decided: (side: Side) => side.decided,
  undecided: (side: Side) => side.undecided,
  parked: (side: Side) => side.parked,
  kept: (side: Side) => side.watches.kept,
  breached: (side: Side) => side.watches.breached,
  open: (side: Side) => side.watches.open,
  merged: (side: Side) => side.merge.orders,
  batches: (side: Side) => side.merge.batches,
  saved: (side: Side) => side.merge.saved,
  late: (side: Side) => side.merge.late,
  holds: (side: Side) => side.holds,
  freezes: (side: Side) => side.freezes,
  pauses: (side: Side) => side.pauses,
  tasks: (side: Side) => side.sent.task ?? 0,
  notices: (side: Side) => (side.sent.notify ?? 0) + (side.sent.webhook ?? 0),
} as const;

const KEYS = Object.keys(FIGURES) as (keyof typeof FIGURES)[];

export function Comparison({ replay, onMove }: { replay: ReplayView; onMove: (move: Move) => void }) {
  const { t } = useTranslation();
  const { before, after, sankey } = replay;
  const names = useSideNames()(replay);
  const [shown, setShown] = useState<"before" | "after">("after");
  const file = (form: string) => withWorkspace(`/api/v1/replays/${replay.id}/export?what=figures&format=${form}`);
  return (
    <div className={styles.comparison} data-testid="comparison">
      <section>
        <header className={styles.blockHead}>
          <h3>{before === null ? t("comparison.figuresAlone", { version: names.tried }) : t("comparison.figures")}</h3>
          <span className={styles.rowActions}>
            {(replay.status === "running" ? [] : (["csv", "xlsx"] as const)).map((form) => (
              <Button
                key={form}
                type="text"
                size="small"
                icon={<DownloadOutlined aria-hidden />}
                href={file(form)}
                download
              >
                {form.toUpperCase()}
              </Button>
            ))}
          </span>
        </header>
        <FigureTable before={before} after={after} names={names} />
      </section>
      {before !== null && sankey.length > 0 ? (
        <section>
          <h3>{t("comparison.moves")}</h3>
          <p className="quiet">{t("comparison.movesHint")}</p>
          <Sankey moves={sankey} onMove={onMove} />
        </section>
      ) : null}
      <section>
        <header className={styles.blockHead}>
          <h3>{t("comparison.load")}</h3>
          {before === null ? null : (
            <Segmented<"before" | "after">
              size="small"
              aria-label={t("comparison.load")}
              value={shown}
              options={[
                { value: "before", label: names.before },
                { value: "after", label: names.after },
              ]}
              onChange={setShown}
            />
          )}
        </header>
        <Load side={shown === "before" && before !== null ? before : after} />
      </section>
      <Quality replay={replay} />
    </div>
  );
}

interface FigureTableProps {
  before: Side | null;
  after: Side;
  names: Record<"before" | "after", string>;
}

function FigureTable({ before, after, names: sideNames }: FigureTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const sides = before === null ? [after] : [before, after];
  const names = new Map(sides.flatMap((side) => side.destinations.map(({ id, name }) => [id, name] as const)));
  const levels = [...new Set(sides.flatMap(({ alerts }) => Object.keys(alerts)))].sort();
  const row = (key: keyof typeof FIGURES) => ({ key, label: t(`comparison.row.${key}`), of: FIGURES[key] });
  const rows = [
    row("decided"),
    ...[...names].map(([id, name]) => ({
      key: `to ${id}`,
      label: t("comparison.to", { name }),
      of: (side: Side) => side.destinations.find((one) => one.id === id)?.count ?? 0,
    })),
    row("undecided"),
    row("parked"),
    ...levels.map((level) => ({
      key: `alert ${level}`,
      label: t("comparison.alertLevel", { level }),
      of: (side: Side) => side.alerts[level] ?? 0,
    })),
    ...KEYS.slice(3).map(row),
  ];
  const shown = rows.filter(({ of }) => sides.some((side) => of(side) !== 0));
  const change = (delta: number) => (delta === 0 ? "" : `${delta > 0 ? "+" : "−"}${format.number(Math.abs(delta))}`);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>{t("comparison.figure")}</th>
          {before === null ? null : <th className={styles.figure}>{sideNames.before}</th>}
          <th className={styles.figure}>{sideNames.after}</th>
          {before === null ? null : <th>{t("comparison.change")}</th>}
        </tr>
      </thead>
      <tbody>
        {shown.map(({ key, label, of }) => (
          <tr key={key}>
            <td>{label}</td>
            {before === null ? null : <td className={styles.figure}>{format.number(of(before))}</td>}
            <td className={styles.figure}>{format.number(of(after))}</td>
            {before === null ? null : <td>{change(of(after) - of(before))}</td>}
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
  // The same days below each other, whichever destination had orders on them.
  const dates = side.load.flatMap(({ days }) => days.map(({ date }) => date)).sort();
  const [first = "", last = ""] = [dates[0], dates.at(-1)];
  return side.load.map(({ id, name, capacity_per_day: capacity, days: counted }) => {
    const days = everyDay(counted, first, last);
    const most = Math.max(capacity ?? 0, ...days.map(({ count }) => count), 1);
    const over = days.filter((day) => day.over).length;
    const busiest = Math.max(...days.map(({ count }) => count));
    const told = [
      capacity === null ? t("comparison.noCapacity") : t("comparison.capacity", { n: format.number(capacity) }),
      t("comparison.most", { n: format.number(busiest) }),
      ...(over > 0 ? [t("comparison.over", { n: format.number(over) })] : []),
    ];
    return (
      <figure key={id} className={styles.load}>
        <figcaption>
          <b>{name}</b>
          <span className="quiet">{told.join(" · ")}</span>
        </figcaption>
        <div className={styles.days}>
          {capacity === null ? null : (
            <hr className={styles.capacity} style={{ bottom: `${(100 * capacity) / most}%` }} aria-hidden />
          )}
          {days.map(({ date, count, over: isOver }) => (
            <i
              key={date}
              data-over={isOver || undefined}
              style={{ height: count === 0 ? 0 : `${Math.max(2, (100 * count) / most)}%` }}
              title={t("comparison.day", { date, n: format.number(count) })}
            />
          ))}
        </div>
        <small className={styles.dates}>
          <span>{first}</span>
          {last === first ? null : <span>{last}</span>}
        </small>
      </figure>
    );
  });
}

function Quality({ replay }: { replay: ReplayView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const factName = useFactName();
  if (replay.quality.length === 0) return null;
  return (
    <section>
      <h3>{t("comparison.quality")}</h3>
      <table className={styles.table}>
        <tbody>
          {replay.quality.map(({ source, fact, count }) => (
            <tr key={`${source} ${fact}`}>
              <td>
                {factName(fact)}
                <small>{t("comparison.source", { source })}</small>
              </td>
              <td>{t("sandbox.orders", { n: format.number(count) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
