/** Under the grid: how much there is, what is selected, what is wrong, and where. */
import type { Finding } from "@switchyard/flow";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { tableFindings } from "./row-findings.ts";
import styles from "./Table.module.css";
import type { Range, Table } from "./table-edit.ts";

interface TableFootProps {
  table: Table;
  range: Range;
  findings: readonly Finding[];
  wrongRows: readonly number[];
  onShow: (row: number) => void;
}

export function TableFoot({ table, range, findings, wrongRows, onShow }: TableFootProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [whole] = tableFindings(findings);
  const next = wrongRows.find((row) => row > range.top) ?? wrongRows[0];
  const cells = (range.bottom - range.top + 1) * (range.right - range.left + 1);
  return (
    <footer className={styles.foot}>
      <span>
        {t("table.size", { rows: format.number(table.rows.length), cols: table.columns.length + table.outputs.length })}
      </span>
      {cells > 1 ? <span>{t("table.selected", { n: format.number(cells) })}</span> : null}
      <span className={styles.spring} />
      {whole ? <strong>{format.text(whole.message)}</strong> : null}
      {next !== undefined ? (
        <Button size="small" danger data-testid="table-next-wrong" onClick={() => onShow(next)}>
          {t("table.wrongRows", { n: wrongRows.length })}
        </Button>
      ) : null}
    </footer>
  );
}
