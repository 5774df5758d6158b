import { Link } from "@tanstack/react-router";
import { Table } from "antd";
import type { Key } from "react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "./fields.ts";
import styles from "./Intake.module.css";
import type { ComparisonRow } from "./intake-api.ts";
import { useDifferenceText } from "./use-difference-text.ts";

interface ComparisonTableProps {
  rows: readonly ComparisonRow[];
  /** By `seq`; null: nothing can be chosen. */
  chosen: readonly number[] | null;
  onChoose: (chosen: readonly number[]) => void;
}

/** A row for each difference: what differs, and its next step. */
export function ComparisonTable({ rows, chosen, onChoose }: ComparisonTableProps) {
  const { t } = useTranslation();
  const rowSelection = chosen && {
    selectedRowKeys: [...chosen],
    onChange: (seqs: Key[]) => onChoose(seqs.map(Number)),
    getTitleCheckboxProps: () => ({ "aria-label": t("state.chooseAll") }),
    getCheckboxProps: ({ takeable }: ComparisonRow) => ({ disabled: !takeable }),
  };
  return (
    <Table<ComparisonRow>
      rowKey="seq"
      size="small"
      sticky
      pagination={false}
      dataSource={rows}
      locale={{ emptyText: t("intake.compare.nothing") }}
      {...(rowSelection ? { rowSelection } : {})}
      columns={[
        { title: t("intake.compare.row"), dataIndex: "row", width: 70, align: "right" },
        {
          title: t("intake.column.number"),
          width: 170,
          ellipsis: true,
          render: (_, { external_id }) => external_id ?? t("intake.noNumber"),
        },
        { title: t("intake.compare.result"), width: 120, render: (_, { kind }) => t(`intake.compare.count.${kind}`) },
        { title: t("intake.compare.what"), render: (_, one) => <What row={one} /> },
        { title: t("intake.compare.next"), width: 150, render: (_, one) => <Next row={one} /> },
      ]}
    />
  );
}

function What({ row }: { row: ComparisonRow }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { label, value } = useDifferenceText();
  if (row.problems.length > 0)
    return row.problems
      .map((one) => Object.values(problemText(one)).filter(Boolean).join(t("intake.colon")))
      .join(t("state.comma"));
  if (row.kind === "only_sheet") return t(row.order === null ? "intake.compare.missing" : "intake.compare.cameSince");
  if (row.kind === "only_system") return t("intake.compare.extra");
  return (
    <ul className={styles.differences}>
      {row.fields.map(({ field, sheet, system }) => (
        <li key={field}>
          <b>{label(field)}</b>
          <span>
            {t("intake.compare.sheetSays")} <mark>{value(field, sheet)}</mark>
          </span>
          <span>
            {t("intake.compare.systemSays")} <mark>{value(field, system)}</mark>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Next({ row }: { row: ComparisonRow }) {
  const { t } = useTranslation();
  if (row.order !== null)
    return (
      <Link to="/orders/$orderId" params={{ orderId: row.order }}>
        {t("intake.compare.openOrder")}
      </Link>
    );
  if (!row.takeable) return <span className="quiet">{t("intake.compare.mendSheet")}</span>;
  return (
    <span className="quiet">
      {t(row.kind === "unread" ? "intake.compare.takeToRepair" : "intake.compare.chooseToTake")}
    </span>
  );
}
