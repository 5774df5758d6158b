import { ExclamationCircleFilled } from "@ant-design/icons";
import { memo } from "react";
import { useFormat } from "../../shell/workspace.ts";
import type { GridColumn } from "./grid-columns.ts";
import type { RowFindings } from "./row-findings.ts";
import styles from "./Table.module.css";
import { at, type Row } from "./table-edit.ts";

interface GridRowProps {
  /** How many of the grid's columns are conditions. */
  conditions: number;
  row: Row;
  index: number;
  /** Those in view, and how wide the ones before them are. */
  columns: readonly GridColumn[];
  lead: number;
  findings: RowFindings | undefined;
  /** Orders of the last replay that hit this row. */
  hits: number | undefined;
  /** Grid columns that are selected in this row. */
  from: number;
  to: number;
  any: string;
}

/** Rows are redrawn only when they, their findings or their selection change: scrolling draws new rows alone. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { conditions, row, index, columns, lead, findings, hits, from, to, any } = props;
  const format = useFormat();
  const [wrong] = findings?.cells.values() ?? [];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field over the active cell has the focus
    // biome-ignore lint/a11y/useSemanticElements: a windowed grid is no table element
    <div className={styles.row} role="row" aria-rowindex={index + 2} data-row={index}>
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div
        className={styles.gutter}
        role="rowheader"
        data-gutter
        data-wrong={wrong !== undefined || undefined}
        title={wrong ? format.text(wrong.message) : undefined}
        data-testid={`table-row-${index + 1}`}
      >
        {wrong ? <ExclamationCircleFilled aria-label={format.text(wrong.message)} /> : null}
        {index + 1}
        {hits === undefined ? null : (
          <b className={styles.rowHits} data-zero={hits === 0 || undefined} data-testid={`table-hits-${index + 1}`}>
            {format.number(hits)}
          </b>
        )}
      </div>
      {lead > 0 ? <div className={styles.lead} style={{ width: lead }} role="presentation" /> : null}
      {columns.map((column) => {
        const content = at(conditions, row, column.col);
        const finding = findings?.cells.get(column.col);
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div
            key={column.id}
            id={`cell-${index}-${column.col}`}
            className={styles.cell}
            role="gridcell"
            aria-colindex={column.col + 2}
            data-col={column.col}
            data-output={column.isOutput || undefined}
            data-empty={content === null || undefined}
            data-number={typeof content === "number" || undefined}
            data-wrong={finding !== undefined || undefined}
            data-selected={(column.col >= from && column.col <= to) || undefined}
            title={finding ? format.text(finding.message) : undefined}
          >
            {content === null ? (column.isOutput ? "" : any) : column.text(content)}
          </div>
        );
      })}
    </div>
  );
});
