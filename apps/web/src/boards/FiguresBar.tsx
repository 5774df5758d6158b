/** What is chosen of the figures' board, and what else can be done with figures. */
import {
  DownloadOutlined,
  DownOutlined,
  FileTextOutlined,
  PlusOutlined,
  PrinterOutlined,
  ReloadOutlined,
} from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Dropdown, Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";
import { withWorkspace } from "../shell/ask.ts";
import { May } from "../shell/May.tsx";
import { useMay, useSession } from "../shell/session.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import styles from "./Figures.module.css";
import { FIGURE_PARTS, ownParts } from "./figure-parts.ts";
import { figureKeys } from "./figures-api.ts";
import type { FiguresSearch } from "./figures-search.ts";
import { useFigureWords } from "./use-figure-words.ts";

interface FiguresBarProps {
  period: string;
  by: string | undefined;
  /** When they were counted. */
  at: number;
  isCounting: boolean;
  /** The day whose report can be printed; none: no day has begun. */
  lastDay: string | undefined;
  onChoose: (next: { period?: string; by?: string }) => void;
  onGo: (next: FiguresSearch) => void;
}

export function FiguresBar({ period, by, at, isCounting, lastDay, onChoose, onGo }: FiguresBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const [month, lastMonth] = monthsOf(format.date(at));
  return (
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
        onChange={(next) => onChoose({ period: next })}
      />
      <PartsSelect by={by} onChange={(next) => onChoose({ by: next })} />
      <span className={styles.at}>{t("figures.at", { at: format.dateTime(at) })}</span>
      <Button
        type="text"
        icon={<ReloadOutlined aria-hidden />}
        aria-label={t("figures.again")}
        title={t("figures.again")}
        loading={isCounting}
        onClick={() => void client.invalidateQueries({ queryKey: figureKeys.all })}
      />
      <span className={styles.spring} />
      {by === undefined ? null : (
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t("figures.report.print")}
        </Button>
      )}
      <ReportsMenu lastDay={by === undefined ? lastDay : undefined} onGo={onGo} />
      <FilesMenu period={period} />
      <May permission="flows.publish">
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => onGo({ edit: "new" })}>
          {t("figures.add")}
        </Button>
      </May>
    </div>
  );
}

/** This month and the one before it, from today's date. */
function monthsOf(today: string): [now: string, last: string] {
  const [year = 0, month = 1] = today.split("-").map(Number);
  const last = month === 1 ? [year - 1, 12] : [year, month - 1];
  return [today.slice(0, 7), last.map((part) => String(part).padStart(2, "0")).join("-")];
}

function ReportsMenu({ lastDay, onGo }: Pick<FiguresBarProps, "lastDay" | "onGo">) {
  const { t } = useTranslation();
  const maySend = useMay("outbox.read");
  // What all systems say is of the whole house.
  const isLimited = useSession().data?.role === "brand_guest";
  const items = [
    ...(lastDay === undefined
      ? []
      : [{ key: "day", label: t("figures.report.title"), onClick: () => onGo({ report: lastDay }) }]),
    ...(maySend ? [{ key: "sent", label: t("figures.report.scheduled"), onClick: () => onGo({ reports: true }) }] : []),
    ...(isLimited
      ? []
      : [
          { key: "self", label: t("figures.report.self"), onClick: () => onGo({ check: "self" }) },
          { key: "systems", label: t("figures.report.systems"), onClick: () => onGo({ check: "systems" }) },
        ]),
  ];
  if (items.length === 0) return null;
  return (
    <Dropdown trigger={["click"]} menu={{ items }}>
      <Button icon={<FileTextOutlined aria-hidden />}>
        {t("figures.report.menu")} <DownOutlined aria-hidden />
      </Button>
    </Dropdown>
  );
}

function FilesMenu({ period }: { period: string }) {
  const { t } = useTranslation();
  const file = (path: string, name: string, label: string, title?: string) => ({
    key: name,
    label: (
      <a
        href={withWorkspace(`/api/v1/figures/${path}?period=${period}`)}
        download={`${name}-${period}.csv`}
        title={title}
      >
        {label}
      </a>
    ),
  });
  const items = [
    file("export", "figures", t("figures.file")),
    file("returns/export", "returns", t("figures.returns"), t("figures.returnsHint")),
  ];
  return (
    <Dropdown trigger={["click"]} menu={{ items }}>
      <Button icon={<DownloadOutlined aria-hidden />}>
        {t("figures.files")} <DownOutlined aria-hidden />
      </Button>
    </Dropdown>
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
