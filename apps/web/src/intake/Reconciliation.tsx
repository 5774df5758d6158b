import { CheckCircleOutlined, EditOutlined, WarningOutlined } from "@ant-design/icons";
import { calendarDate } from "@switchyard/orders";
import type { UseQueryResult } from "@tanstack/react-query";
import { Button, Table } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../shell/session.ts";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import { useSourceName } from "../shell/use-source-name.ts";
import { useFormat, useWorkspace } from "../shell/workspace.ts";
import styles from "./Intake.module.css";
import type { IntakeCounts } from "./intake-api.ts";
import { type StatedCount, StatedCountDialog } from "./StatedCountDialog.tsx";

type Row = IntakeCounts["items"][number];
const COUNTS = ["received", "accepted", "duplicate", "update", "quarantined", "closed"] as const;

/** For each day and source: what came in is what was accepted, a duplicate, an update, or in quarantine; and what the platform says. */
export function Reconciliation({ counts }: { counts: UseQueryResult<IntakeCounts> }) {
  const { t } = useTranslation();
  const may = useMay("orders.write");
  const zone = useWorkspace()?.zone ?? "Asia/Shanghai";
  const [stating, setStating] = useState<StatedCount | null>(null);
  if (counts.isPending) return <Loading />;
  if (counts.isError) return <Failure of={counts} />;
  const { items } = counts.data;
  const sources = [...new Set(items.map(({ source }) => source))].filter((source) => source !== "");
  const enter = () => setStating({ day: calendarDate(Date.now(), zone), source: sources[0] ?? "", stated: null });
  return (
    <div className={styles.sources}>
      <div className={styles.bar}>
        <p>{t("intake.stated.about")}</p>
        {may ? <Button onClick={enter}>{t("intake.stated.title")}</Button> : null}
      </div>
      {items.length === 0 ? (
        <Empty title={t("intake.noCounts")} hint={t("intake.noCountsHint")} />
      ) : (
        <Counts items={items} onState={may ? setStating : null} />
      )}
      {stating === null ? null : <StatedCountDialog of={stating} sources={sources} onClose={() => setStating(null)} />}
    </div>
  );
}

function Counts({ items, onState }: { items: readonly Row[]; onState: ((of: StatedCount) => void) | null }) {
  const { t } = useTranslation();
  const sourceName = useSourceName();
  const format = useFormat();
  const figure = { width: 112, align: "right" as const };
  return (
    <Table<Row>
      rowKey={({ day, source }) => `${day} ${source}`}
      size="small"
      sticky
      pagination={false}
      dataSource={[...items]}
      columns={[
        { title: t("intake.column.day"), dataIndex: "day", width: 120 },
        { title: t("intake.column.source"), render: (_, { source }) => sourceName(source) || t("intake.unknown") },
        ...COUNTS.map((name) => ({
          title: t(`intake.count.${name}`),
          ...figure,
          render: (_: unknown, row: Row) => <span className={styles.figure}>{format.number(row[name])}</span>,
        })),
        {
          title: t("intake.balance"),
          width: 110,
          render: (_, { balanced }) => (
            <Verdict good={balanced}>{t(balanced ? "intake.balanced" : "intake.unbalanced")}</Verdict>
          ),
        },
        {
          title: t("intake.stated.column"),
          ...figure,
          width: 130,
          render: (_, { day, source, stated }) => (
            <span className={styles.figure}>
              {stated === null ? null : format.number(stated)}
              {onState === null || source === "" ? null : (
                <Button
                  type="text"
                  size="small"
                  icon={<EditOutlined aria-hidden />}
                  aria-label={t("intake.stated.edit", { source, day })}
                  onClick={() => onState({ day, source, stated })}
                />
              )}
            </span>
          ),
        },
        {
          title: t("intake.stated.difference"),
          width: 120,
          render: (_, { difference }) => (difference === null ? null : <Difference of={difference} />),
        },
      ]}
    />
  );
}

function Difference({ of }: { of: number }) {
  const { t } = useTranslation();
  const n = useFormat().number(Math.abs(of));
  const words = of === 0 ? t("intake.stated.same") : t(of < 0 ? "intake.stated.missing" : "intake.stated.more", { n });
  return <Verdict good={of === 0}>{words}</Verdict>;
}

const Verdict = ({ good, children }: { good: boolean; children: ReactNode }) => (
  <span className={good ? styles.good : styles.bad}>
    {good ? <CheckCircleOutlined aria-hidden /> : <WarningOutlined aria-hidden />} {children}
  </span>
);
