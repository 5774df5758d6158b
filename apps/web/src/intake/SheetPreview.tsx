/** How a table would be read: its sheet and row of headings, its columns, its first orders. What is not right is corrected here. */
import type { Order } from "@switchyard/orders";
import { Alert, InputNumber, Select, Table } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../shell/workspace.ts";
import { ColumnFields } from "../upload/ColumnFields.tsx";
import { useFieldOptions, useProblemText } from "./fields.ts";
import styles from "./Intake.module.css";
import type { TableMapping, UploadPreview, UploadRow } from "./intake-api.ts";
import { useDifferenceText } from "./use-difference-text.ts";

/** Dates and size lists are read as people write them. */
const asOf = (field: string) => (/_at$/.test(field) ? "date" : field === "line.size" ? "sizes" : "text");

/** What somebody said of the reading; what is not said, the server finds. */
export interface Asked {
  sheet: string | undefined;
  headerRow: number | undefined;
  mapping: TableMapping | null;
}
export const AS_IT_COMES: Asked = { sheet: undefined, headerRow: undefined, mapping: null };

interface SheetPreviewProps {
  preview: UploadPreview;
  asked: Asked;
  onAsk: (asked: Asked) => void;
  /** While it is read anew: how far that is; until then the counts are those of before. */
  reading: ReactNode | null;
}

export function SheetPreview({ preview, asked, onAsk, reading }: SheetPreviewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const fields = useFieldOptions();
  const { columns, rows, total, good, bad, sheets, notices } = preview;
  const now = asked.mapping ?? preview.mapping;
  const put = (column: string, field: string | undefined) => {
    const { [column]: _old, ...rest } = now;
    const mapping = field === undefined ? rest : { ...rest, [column]: { field, as: asOf(field) } as const };
    onAsk({ ...asked, mapping });
  };
  return (
    <>
      <div className={styles.where}>
        {sheets.length > 1 ? (
          <div>
            <label htmlFor="upload-sheet">{t("intake.upload.sheet")}</label>
            <Select
              id="upload-sheet"
              size="small"
              style={{ minWidth: 160 }}
              value={preview.sheet}
              options={sheets.map((name) => ({ value: name, label: name }))}
              onChange={(name) => onAsk({ ...AS_IT_COMES, sheet: name ?? undefined })}
            />
          </div>
        ) : null}
        <div>
          <label htmlFor="upload-header">{t("intake.upload.headerRow")}</label>
          <InputNumber
            id="upload-header"
            size="small"
            min={1}
            max={10_000}
            precision={0}
            value={asked.headerRow ?? preview.header_row}
            onChange={(row) => onAsk({ ...AS_IT_COMES, sheet: asked.sheet, headerRow: row ?? undefined })}
          />
        </div>
      </div>
      {total > 0 && good === 0 && reading === null ? (
        <Alert type="warning" title={t("intake.upload.noneGood")} />
      ) : null}
      {notices.length > 0 ? (
        <details className={styles.notices}>
          <summary>{t("intake.upload.notices", { n: notices.length })}</summary>
          <ul>
            {notices.map(({ pointer, code, message }) => (
              <li key={`${code} ${pointer}`}>{format.text(message)}</li>
            ))}
          </ul>
        </details>
      ) : null}
      <ColumnFields
        columns={columns}
        testId="upload-mapping"
        fieldOf={(column) => now[column]?.field}
        options={fields}
        onChange={put}
      />
      {reading ?? (
        <h3>
          {t("intake.upload.preview", {
            total: format.number(total),
            new: format.number(preview.new),
            changed: format.number(preview.changed),
            same: format.number(preview.same),
            bad: format.number(bad),
          })}
        </h3>
      )}
      <Table
        size="small"
        rowKey="row"
        pagination={false}
        scroll={{ y: 180 }}
        loading={reading !== null}
        dataSource={rows}
        columns={[
          { title: t("import.line"), dataIndex: "row", width: 60, align: "right" },
          { title: t("orders.column.external_id"), width: 150, ellipsis: true, dataIndex: "external_id" },
          { title: t("orders.column.style_code"), width: 120, render: (_, { order }) => styleOf(order) },
          { title: t("orders.column.due_at"), width: 110, render: (_, { order }) => order?.due_date },
          {
            title: t("intake.upload.does"),
            render: (_, row: UploadRow) => <Does row={row} />,
          },
        ]}
      />
    </>
  );
}

/** What taking it in would do, or why it cannot be taken in. */
function Does({ row: { problems, news, fields } }: { row: UploadRow }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { label, value } = useDifferenceText();
  if (news === null) {
    const said = problems.map((one) => Object.values(problemText(one)).filter(Boolean).join(" "));
    return <span className={styles.bad}>{said.join(t("state.comma"))}</span>;
  }
  const changes = fields.map(({ field, sheet, system }) =>
    t("intake.upload.change", { field: label(field), old: value(field, system), new: value(field, sheet) }),
  );
  return (
    <>
      <span className={news === "same" ? "quiet" : styles.good}>{t(`intake.upload.news.${news}`)}</span>
      {news === "changed" && changes.length > 0 ? ` ${changes.join(t("state.comma"))}` : null}
    </>
  );
}

/** Of the order, or of its first line: tables name it line by line. */
const styleOf = (order: Order | null) => order?.style_code ?? order?.lines[0]?.style_code;
