/** Orders that came, by week or month: how many of each brand, destination, category or carrier. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { NONE } from "../orders/order-search.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Boards.module.css";
import { boardsApi, type Trend, type TrendAsked, useBoard } from "./boards-api.ts";
import type { BoardsSearch } from "./boards-search.ts";
import { Freshness } from "./Freshness.tsx";
import { HeatTable } from "./HeatTable.tsx";
import { NothingOpen, whatIs } from "./NothingOpen.tsx";
import { rowName } from "./row-name.ts";
import { useWall } from "./wall.ts";

export function TrendBoard() {
  const { t } = useTranslation();
  const isWall = useWall();
  const { of: by = "brand", unit = "week" } = useSearch({ from: "/boards" });
  const navigate = useNavigate();
  const board = useBoard(["trend", by, unit], (signal) => boardsApi.trend({ by, unit }, signal));
  const show = (next: TrendAsked) => {
    const search: BoardsSearch = {
      ...(next.by === "brand" ? {} : { of: next.by }),
      ...(next.unit === "week" ? {} : { unit: next.unit }),
    };
    void navigate({ to: "/boards/trend", search, replace: true });
  };
  return (
    <section className={styles.main} aria-label={t("boards.tab.trend")}>
      <div className={styles.bar}>
        {isWall ? null : (
          <>
            <Segmented<TrendAsked["by"]>
              aria-label={t("boards.rows")}
              value={by}
              options={(["brand", "destination", "category", "carrier"] as const).map((value) => ({
                value,
                label: t(`boards.by.${value}`),
              }))}
              onChange={(value) => show({ by: value, unit })}
            />
            <Segmented<TrendAsked["unit"]>
              aria-label={t("boards.unit")}
              value={unit}
              options={(["week", "month"] as const).map((value) => ({ value, label: t(`boards.unitIs.${value}`) }))}
              onChange={(value) => show({ by, unit: value })}
            />
            <p className={styles.about}>{t(`boards.aboutTrend.${unit}`)}</p>
          </>
        )}
        <Freshness query={board} />
      </div>
      {whatIs(board, (trend) =>
        trend.rows.length === 0 ? <NothingOpen /> : <TrendMap trend={trend} by={by} unit={unit} />,
      )}
    </section>
  );
}

function TrendMap({ trend: { periods, rows, others }, by, unit }: { trend: Trend } & TrendAsked) {
  const { t } = useTranslation();
  const format = useFormat();
  const [first, last] = [periods[0], periods.at(-1)];
  return (
    <HeatTable
      testId="trend"
      corner={t(`boards.by.${by}`)}
      columns={periods.map(({ from, to }) => ({
        id: from,
        // A week by the day on which it begins.
        label: <time dateTime={from}>{unit === "month" ? from.slice(0, 7) : from.slice(5)}</time>,
        search: { from, to },
      }))}
      groups={[
        {
          id: "all",
          rows: rows.map(({ id, name, cells }) => ({
            id: id ?? NONE,
            label: id === null ? t(`boards.without.${by}`) : format.text(rowName(by, name)),
            isNone: id === null,
            cells,
            search: { [by]: id ?? NONE },
          })),
        },
      ]}
      others={others}
      whole={first === undefined || last === undefined ? {} : { from: first.from, to: last.to }}
    />
  );
}
