import {
  ClockCircleOutlined,
  DownloadOutlined,
  PlusOutlined,
  PrinterOutlined,
  ReloadOutlined,
} from "@ant-design/icons";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Segmented, Select } from "antd";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { withWorkspace } from "../shell/ask.ts";
import { May } from "../shell/May.tsx";
import { part } from "../shell/part.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import { withWords } from "../words/load-words.ts";
import { againAfter } from "./boards-api.ts";
import { FigureCard } from "./FigureCard.tsx";
import { FigureOrders } from "./FigureOrders.tsx";
import { FigureParts } from "./FigureParts.tsx";
import { FigureReport } from "./FigureReport.tsx";
import styles from "./Figures.module.css";
import { Freshness } from "./Freshness.tsx";
import { FIGURE_PARTS, ownParts } from "./figure-parts.ts";
import { definitionOf, type Figures, type FigureView, figureKeys, figuresApi } from "./figures-api.ts";
import type { FiguresSearch } from "./figures-search.ts";
import { healthOf } from "./health.ts";
import { useFigureWords } from "./use-figure-words.ts";
import { useWall } from "./wall.ts";

/** With the editor of conditions, which brings the canvas' code: only who writes a figure waits for it. */
const FigureEditor = part(withWords(["forms"], () => import("./FigureEditor.tsx")));

const ReportsRoom = part(withWords(["reports"], () => import("./ReportsRoom.tsx")));

/** Counting looks at every order of the period: on a wall, where nobody asks for it, it is done this often. */
const WALL_MS = 300_000;

/** This month and the one before it, from today's date. */
function monthsOf(today: string): [now: string, last: string] {
  const [year = 0, month = 1] = today.split("-").map(Number);
  const last = month === 1 ? [year - 1, 12] : [year, month - 1];
  return [today.slice(0, 7), last.map((part) => String(part).padStart(2, "0")).join("-")];
}

export function FiguresBoard() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const client = useQueryClient();
  const isWall = useWall();
  const { period = "7d", split: by, edit, report, reports, kept } = useSearch({ from: "/boards/figures" });
  const [behind, setBehind] = useState<{ figure: FigureView; is?: "missing" | undefined } | null>(null);
  const figures = useQuery({
    queryKey: figureKeys.list(period),
    queryFn: ({ signal }) => figuresApi.list(period, signal),
    enabled: reports === undefined && kept === undefined,
    placeholderData: keepPreviousData,
    staleTime: 20_000,
    refetchInterval: againAfter(isWall ? WALL_MS : false),
  });
  const whole = { ...(period === "7d" ? {} : { period }), ...(by === undefined ? {} : { split: by }) };
  const go = (next: Pick<FiguresSearch, "edit" | "report" | "reports" | "kept">) =>
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
      <Suspense fallback={<Loading />}>
        <ReportsRoom
          kept={kept}
          onOpen={(id) => go(id === undefined ? { reports: true } : { kept: id })}
          onLeave={() => go({})}
        />
      </Suspense>
    );
  // What was counted stays on the screen while the server is away.
  if (figures.data === undefined) {
    if (figures.isError) return <Failure of={figures} />;
    return <Loading label={t("figures.counting")} />;
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
  const today = format.date(at);
  const [month, lastMonth] = monthsOf(today);
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
      <div className={styles.bar}>
        <Segmented
          aria-label={t("figures.period.label")}
          value={period}
          options={[
            { value: "7d", label: t("figures.period.week") },
            { value: "30d", label: t("figures.period.days") },
            { value: month, label: t("figures.period.month") },
            { value: lastMonth, label: t("figures.period.lastMonth") },
          ]}
          onChange={(next) => choose({ period: next })}
        />
        <PartsSelect by={by} onChange={(next) => choose({ by: next })} />
        <span className={styles.at}>{t("figures.at", { at: format.dateTime(at) })}</span>
        <Button
          type="text"
          icon={<ReloadOutlined aria-hidden />}
          aria-label={t("figures.again")}
          title={t("figures.again")}
          loading={figures.isFetching}
          onClick={() => void client.invalidateQueries({ queryKey: figureKeys.all })}
        />
        <span className={styles.spring} />
        {by === undefined ? (
          <Button
            icon={<PrinterOutlined aria-hidden />}
            disabled={days.length === 0}
            onClick={() => go({ report: days.at(-1) ?? today })}
          >
            {t("figures.report.title")}
          </Button>
        ) : (
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t("figures.report.print")}
          </Button>
        )}
        <May permission="outbox.read">
          <Button icon={<ClockCircleOutlined aria-hidden />} onClick={() => go({ reports: true })}>
            {t("figures.report.scheduled")}
          </Button>
        </May>
        <Button
          icon={<DownloadOutlined aria-hidden />}
          href={withWorkspace(`/api/v1/figures/export?period=${period}`)}
          download={`figures-${period}.csv`}
        >
          {t("figures.file")}
        </Button>
        <Button
          icon={<DownloadOutlined aria-hidden />}
          href={withWorkspace(`/api/v1/figures/returns/export?period=${period}`)}
          download={`returns-${period}.csv`}
          title={t("figures.returnsHint")}
        >
          {t("figures.returns")}
        </Button>
        <May permission="flows.publish">
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => go({ edit: "new" })}>
            {t("figures.add")}
          </Button>
        </May>
      </div>
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

function PartsSelect({ by, onChange }: { by: string | undefined; onChange: (by: string) => void }) {
  const { t } = useTranslation();
  const words = useFigureWords();
  const own = useWorkspace()?.settings.customFields ?? [];
  const options = [...FIGURE_PARTS, ...ownParts(own)].map((value) => ({
    value,
    label: t("figures.parts.by", { by: words.partInside(value) }),
  }));
  return (
    <Select
      aria-label={t("figures.parts.label")}
      value={by ?? ""}
      popupMatchSelectWidth={false}
      options={[{ value: "", label: t("figures.parts.whole") }, ...options]}
      onChange={onChange}
    />
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
    <Suspense fallback={<Loading />}>
      <FigureEditor known={found === undefined ? null : definitionOf(found)} onLeave={onLeave} />
    </Suspense>
  );
}
