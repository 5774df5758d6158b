import { CheckCircleOutlined, WarningOutlined } from "@ant-design/icons";
import type { UseQueryResult } from "@tanstack/react-query";
import { Table } from "antd";
import { useTranslation } from "react-i18next";
import { Empty, Failure, Loading } from "../shell/states.tsx";
import type { IntakeCounts } from "../shell/wire.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Intake.module.css";

type Row = IntakeCounts["items"][number];
const COUNTS = ["received", "accepted", "duplicate", "update", "quarantined", "closed"] as const;

/** For each day and source: what came in is what was accepted, a duplicate, an update, or in quarantine. */
export function Reconciliation({ counts }: { counts: UseQueryResult<IntakeCounts> }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (counts.isPending) return <Loading />;
  if (counts.isError) return <Failure error={counts.error} onRetry={() => void counts.refetch()} />;
  if (counts.data.items.length === 0) return <Empty title={t("intake.noCounts")} hint={t("intake.noCountsHint")} />;
  return (
    <Table<Row>
      rowKey={({ day, source }) => `${day} ${source}`}
      size="small"
      sticky
      pagination={false}
      dataSource={[...counts.data.items]}
      columns={[
        { title: t("intake.column.day"), dataIndex: "day", width: 130 },
        { title: t("intake.column.source"), render: (_, { source }) => source || t("intake.unknown") },
        ...COUNTS.map((name) => ({
          title: t(`intake.count.${name}`),
          width: 120,
          align: "right" as const,
          render: (_: unknown, row: Row) => <span className={styles.figure}>{format.number(row[name])}</span>,
        })),
        {
          title: t("intake.balance"),
          width: 130,
          render: (_, { balanced }) => (
            <span className={balanced ? styles.good : styles.bad}>
              {balanced ? <CheckCircleOutlined aria-hidden /> : <WarningOutlined aria-hidden />}{" "}
              {t(balanced ? "intake.balanced" : "intake.unbalanced")}
            </span>
          ),
        },
      ]}
    />
  );
}
