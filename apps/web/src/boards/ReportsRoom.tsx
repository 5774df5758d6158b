/** Reports that are made and sent by themselves, and those that were made. */
import { ArrowLeftOutlined, PlusOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Instant } from "../shell/Instant.tsx";
import { May } from "../shell/May.tsx";
import { Pager } from "../shell/Pager.tsx";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useWorkspace } from "../shell/workspace.ts";
import figureStyles from "./Figures.module.css";
import { KeptReport } from "./KeptReport.tsx";
import { ReportDialog } from "./ReportDialog.tsx";
import styles from "./Reports.module.css";
import { type ReportListed, reportKeys, reportsApi, type ScheduleView } from "./reports-api.ts";
import { ScheduleCard } from "./ScheduleCard.tsx";
import { SentText } from "./SentText.tsx";

interface ReportsRoomProps {
  /** The report that is read; none: the lists. */
  kept: string | undefined;
  onOpen: (report: string | undefined) => void;
  onLeave: () => void;
}

/** The outcome of what was sent a moment ago is still to come. */
const AGAIN_MS = 5_000;

export default function ReportsRoom({ kept, onOpen, onLeave }: ReportsRoomProps) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<ScheduleView | "new" | null>(null);
  const hasLinks = useWorkspace()?.sends_links !== false;
  if (kept !== undefined) return <KeptReport id={kept} onLeave={() => onOpen(undefined)} />;
  return (
    <>
      <div className={figureStyles.bar}>
        <Button icon={<ArrowLeftOutlined aria-hidden />} onClick={onLeave}>
          {t("figures.back")}
        </Button>
        <span className={figureStyles.spring} />
        <May permission="flows.publish">
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEdited("new")}>
            {t("reports.add")}
          </Button>
        </May>
      </div>
      {hasLinks ? null : <p className={styles.notice}>{t("reports.noLinks")}</p>}
      <Schedules onEdit={setEdited} onOpen={onOpen} />
      <h2 className={styles.heading}>{t("reports.kept")}</h2>
      <KeptList onOpen={onOpen} />
      {edited === null ? null : (
        <ReportDialog schedule={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}

function Schedules({ onEdit, onOpen }: { onEdit: (one: ScheduleView) => void; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const schedules = useQuery({
    queryKey: reportKeys.schedules,
    queryFn: ({ signal }) => reportsApi.schedules(signal),
    refetchInterval: ({ state }) => (state.data?.items.some(({ last }) => isUnderWay(last)) ? AGAIN_MS : false),
  });
  if (schedules.isPending) return <Loading />;
  if (schedules.isError) return <Failure of={schedules} />;
  const { items } = schedules.data;
  if (items.length === 0) return <Empty title={t("reports.none")} hint={t("reports.noneHint")} />;
  return (
    <ul className={styles.cards} data-testid="report-schedules">
      {items.map((one) => (
        <ScheduleCard key={one.id} schedule={one} onEdit={() => onEdit(one)} onOpen={onOpen} />
      ))}
    </ul>
  );
}

const isUnderWay = (report: ReportListed | null) => (report?.sent.waiting ?? 0) > 0;

function KeptList({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const [trail, setTrail] = useState<readonly string[]>([]);
  const cursor = trail.at(-1);
  const list = useQuery({
    queryKey: reportKeys.list(cursor),
    queryFn: ({ signal }) => reportsApi.list(cursor, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? AGAIN_MS : false),
  });
  if (list.isPending) return <Loading />;
  if (list.isError) return <Failure of={list} />;
  const { items, nextCursor } = list.data;
  if (items.length === 0) return <p className={figureStyles.quiet}>{t("reports.noneKept")}</p>;
  return (
    <div className={styles.kept}>
      <ul className={styles.rows} data-testid="kept-reports">
        {items.map((report) => (
          <li key={report.id}>
            <Button type="link" className={styles.open ?? ""} onClick={() => onOpen(report.id)}>
              {report.name}
            </Button>
            <Instant at={report.at} />
            <span className={styles.by}>
              {report.made_by === null
                ? t("reports.bySchedule")
                : t("reports.byHand", { by: report.made_by === "local" ? t("reports.somebody") : report.made_by })}
            </span>
            <SentText sent={report.sent} />
          </li>
        ))}
      </ul>
      {trail.length === 0 && nextCursor === null ? null : <Pager trail={trail} next={nextCursor} onChange={setTrail} />}
    </div>
  );
}
