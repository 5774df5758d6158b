import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { part } from "../shell/part.ts";
import { againAfter } from "../shell/query.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { withWords } from "../words/load-words.ts";
import { FigureCard } from "./FigureCard.tsx";
import { FigureOrders } from "./FigureOrders.tsx";
import { FigureParts } from "./FigureParts.tsx";
import { FigureReport } from "./FigureReport.tsx";
import styles from "./Figures.module.css";
import { FiguresBar } from "./FiguresBar.tsx";
import { Freshness } from "./Freshness.tsx";
import { definitionOf, type Figures, type FigureView, figureKeys, figuresApi } from "./figures-api.ts";
import type { FiguresSearch } from "./figures-search.ts";
import { healthOf } from "./health.ts";
import { useWall } from "./wall.ts";

/** With the editor of conditions, which brings the canvas' code: only who writes a figure waits for it. */
const FigureEditor = part(withWords(["forms"], () => import("./FigureEditor.tsx")));

const ChecksRoom = part(withWords(["checks"], () => import("./ChecksRoom.tsx")));
const ReportsRoom = part(withWords(["reports"], () => import("./ReportsRoom.tsx")));

/** Counting looks at every order of the period: on a wall, where nobody asks for it, it is done this often. */
const WALL_MS = 300_000;

export function FiguresBoard() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isWall = useWall();
  const { period = "7d", split: by, edit, report, reports, kept, check } = useSearch({ from: "/boards/figures" });
  const [behind, setBehind] = useState<{ figure: FigureView; is?: "missing" | undefined } | null>(null);
  const figures = useQuery({
    queryKey: figureKeys.list(period),
    queryFn: ({ signal }) => figuresApi.list(period, signal),
    enabled: reports === undefined && kept === undefined && check === undefined,
    placeholderData: keepPreviousData,
    staleTime: 20_000,
    refetchInterval: againAfter(isWall ? WALL_MS : false),
  });
  const whole = { ...(period === "7d" ? {} : { period }), ...(by === undefined ? {} : { split: by }) };
  const go = (next: Pick<FiguresSearch, "edit" | "report" | "reports" | "kept" | "check">) =>
    void navigate({ to: "/boards/figures", search: { ...whole, ...next } });
  const choose = (next: { period?: string; by?: string }) => {
    const { period: days = period, by: part = by } = next;
    const search = {
      ...(days === "7d" ? {} : { period: days }),
      ...(part === undefined || part === "" ? {} : { split: part }),
    };
    void navigate({ to: "/boards/figures", search, replace: true });
  };

  // Nothing is counted for what was counted already.
  if (reports === true || kept !== undefined)
    return (
      <Suspense fallback={<Loading isPart />}>
        <ReportsRoom
          kept={kept}
          onOpen={(id) => go(id === undefined ? { reports: true } : { kept: id })}
          onLeave={() => go({})}
        />
      </Suspense>
    );
  if (check !== undefined)
    return (
      <Suspense fallback={<Loading />}>
        <ChecksRoom check={check} period={period} onCheck={(next) => go({ check: next })} onLeave={() => go({})} />
      </Suspense>
    );
  // What was counted stays on the screen while the server is away.
  if (figures.data === undefined) {
    if (figures.isError) return <Failure of={figures} />;
    return <Loading label={t("figures.counting")} slow={t("figures.countsLong")} />;
  }
  const { items, days, at } = figures.data;
  if (isWall)
    return (
      <>
        <Freshness query={figures} />
        <ul className={styles.cards}>
          {items.map((figure) => (
            <FigureCard key={figure.id} figure={figure} />
          ))}
        </ul>
      </>
    );
  if (edit !== undefined) return <Edit key={edit} id={edit} items={items} onLeave={() => go({})} />;
  if (report !== undefined)
    return (
      <FigureReport
        figures={figures.data}
        period={period}
        day={report}
        onDay={(day) => go({ report: day })}
        onLeave={() => go({})}
      />
    );
  return (
    <>
      <FiguresBar
        {...{ period, by, at }}
        isCounting={figures.isFetching}
        lastDay={days.at(-1)}
        onChoose={choose}
        onGo={go}
      />
      <HealthLine items={items} />
      {by !== undefined && items.length > 0 ? (
        <FigureParts period={period} by={by} />
      ) : (
        <>
          {items.length === 0 ? <Empty title={t("figures.none")} hint={t("figures.noneHint")} /> : null}
          <ul className={styles.cards} aria-busy={figures.isPlaceholderData}>
            {items.map((figure) => (
              <FigureCard
                key={figure.id}
                figure={figure}
                onOrders={(is) => setBehind({ figure, is })}
                onEdit={definitionOf(figure) === null ? null : () => go({ edit: figure.id })}
              />
            ))}
          </ul>
        </>
      )}
      {behind === null ? null : <FigureOrders {...behind} period={period} onClose={() => setBehind(null)} />}
    </>
  );
}

function HealthLine({ items }: { items: Figures["items"] }) {
  const { t } = useTranslation();
  const { of, good, band } = healthOf(items);
  if (band === null) return null;
  return (
    <p className={styles.health} data-testid="figures-health">
      {t("figures.health.told", { of, good, bad: of - good })} <b data-band={band}>{t(`figures.health.${band}`)}</b>
    </p>
  );
}

function Edit({ id, items, onLeave }: { id: string; items: Figures["items"]; onLeave: () => void }) {
  const { t } = useTranslation();
  const found = items.find((one) => one.id === id);
  if (found === undefined && id !== "new")
    return (
      <Empty title={t("figures.gone")}>
        <Button onClick={onLeave}>{t("figures.back")}</Button>
      </Empty>
    );
  return (
    <Suspense fallback={<Loading isPart />}>
      <FigureEditor known={found === undefined ? null : definitionOf(found)} onLeave={onLeave} />
    </Suspense>
  );
}
