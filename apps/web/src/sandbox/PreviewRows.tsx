import { Table } from "antd";
import { useTranslation } from "react-i18next";
import { useProblemText } from "../intake/fields.ts";
import { useFormat } from "../shell/workspace.ts";
import styles from "./Sandbox.module.css";
import type { DatasetPreview, PreviewRow } from "./sandbox-api.ts";

export function PreviewRows({ preview }: { preview: DatasetPreview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const problemText = useProblemText();
  const money = ({ order }: PreviewRow) =>
    order?.amount === undefined ? "" : format.money(order.amount, order.currency ?? "CNY");
  return (
    <section>
      <h3>
        {t(preview.whole ? "import.preview" : "import.previewPart", {
          total: format.number(preview.total),
          good: format.number(preview.good),
          bad: format.number(preview.bad),
        })}
      </h3>
      {preview.total === 0 ? <p className={styles.note}>{t("import.nothing")}</p> : null}
      {preview.bad > 0 ? <p className={styles.note}>{t("import.whatToDo")}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keys */}
      <div className={styles.previewRows} hidden={preview.total === 0} tabIndex={0}>
        <Table<PreviewRow>
          size="small"
          sticky
          rowKey={(row) => row.row}
          pagination={false}
          dataSource={shown(preview)}
          columns={[
            { title: t("import.line"), dataIndex: "row", width: 60, align: "right" },
            { title: t("orders.column.external_id"), width: 150, render: (_, row) => row.order?.external_id },
            { title: t("orders.column.brand"), width: 120, render: (_, row) => row.order?.brand },
            { title: t("orders.column.style_code"), width: 110, render: (_, row) => row.order?.style_code },
            { title: t("orders.column.amount"), width: 110, align: "right", render: (_, row) => money(row) },
            {
              title: t("import.read"),
              render: (_, row) =>
                row.problems && row.problems.length > 0 ? (
                  <div className={styles.bad}>
                    {row.problems.map(problemText).map(({ place, text }) => (
                      <div key={place}>
                        <strong>{place}</strong> {text}
                      </div>
                    ))}
                  </div>
                ) : (
                  <span className={styles.good}>{t("import.readWell")}</span>
                ),
            },
          ]}
        />
      </div>
    </section>
  );
}

/** The first rows, and the first bad ones wherever they stand. */
function shown({ rows, problems }: DatasetPreview): PreviewRow[] {
  const listed = new Set(rows.map(({ row }) => row));
  return [...rows, ...problems.filter(({ row }) => !listed.has(row))];
}
