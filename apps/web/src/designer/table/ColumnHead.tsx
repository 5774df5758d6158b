/** A column's title; pressing it opens what the column asks or does, and lets it move or go. */
import { ArrowLeftOutlined, ArrowRightOutlined, DeleteOutlined } from "@ant-design/icons";
import { factLookup, type Operator, operatorSpec } from "@switchyard/flow";
import { Button, Popover, Select } from "antd";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { FactPicker } from "../condition/FactPicker.tsx";
import type { FactOption } from "../condition/fact-options.ts";
import { firstOperator, offeredOperators } from "../condition/operators.ts";
import { useDrawing, useEditor } from "../drawing.ts";
import { cellText, readCell } from "./cell-text.ts";
import type { Grid, GridColumn } from "./grid-columns.ts";
import styles from "./Table.module.css";
import {
  type Column,
  changeColumn,
  changeOutput,
  moveColumn,
  type Output,
  removeColumn,
  type Table,
} from "./table-edit.ts";

interface ColumnHeadProps {
  /** The table's id: what stands in its rows is no matter of a title. */
  table: string;
  grid: Grid;
  column: GridColumn;
  readOnly: boolean;
}

/** Has a menu of its own: drawn again only for its column, not for a scroll or a cell. */
export const ColumnHead = memo(function ColumnHead(props: ColumnHeadProps) {
  const { column, readOnly } = props;
  const { t } = useTranslation();
  const title = (
    <button
      type="button"
      className={styles.title}
      data-output={column.isOutput || undefined}
      title={`${column.title} ${column.detail}`}
      aria-label={t("table.columnOf", { title: column.title, detail: column.detail })}
      data-testid={`table-column-${column.col}`}
    >
      <b>{column.title}</b>
      <small>{column.detail}</small>
    </button>
  );
  if (readOnly) return title;
  return (
    <Popover trigger="click" placement="bottomLeft" destroyOnHidden content={<ColumnPanel {...props} />}>
      {title}
    </Popover>
  );
});

const isField = (option: FactOption): boolean => option.kind === "field";
const EFFECTS: readonly Output["effect"][] = ["route", "tag", "set_field"];

function ColumnPanel(props: ColumnHeadProps) {
  const node = useEditor(({ document }) => document.nodes.find(({ id }) => id === props.table));
  return node?.kind === "decision_table" ? <Panel {...props} table={node} /> : null;
}

function Panel({ table, grid, column }: Omit<ColumnHeadProps, "table"> & { table: Table }) {
  const { editor } = useDrawing();
  const { t } = useTranslation();
  const put = (next: Table) => {
    if (next !== table) editor.apply({ type: "update_node", id: table.id, node: next });
  };
  const condition = table.columns[column.col];
  const own = column.col - table.columns.length;
  const output = table.outputs[own];
  const count = column.isOutput ? table.outputs.length : table.columns.length;
  const place = column.isOutput ? own : column.col;
  return (
    <div className={styles.column} data-testid="table-column-panel">
      {condition ? <ConditionPart table={table} grid={grid} column={condition} col={column.col} put={put} /> : null}
      {output ? <OutputPart table={table} column={column} output={output} own={own} put={put} /> : null}
      <span>
        <Button
          size="small"
          icon={<ArrowLeftOutlined aria-hidden />}
          aria-label={t("table.left")}
          disabled={place === 0}
          onClick={() => put(moveColumn(table, column.col, -1))}
        />
        <Button
          size="small"
          icon={<ArrowRightOutlined aria-hidden />}
          aria-label={t("table.right")}
          disabled={place === count - 1}
          onClick={() => put(moveColumn(table, column.col, 1))}
        />
        <Button
          size="small"
          danger
          icon={<DeleteOutlined aria-hidden />}
          onClick={() => put(removeColumn(table, column.col))}
        >
          {t("table.removeColumn")}
        </Button>
      </span>
    </div>
  );
}

interface PartProps {
  table: Table;
  put: (table: Table) => void;
}

function ConditionPart(props: PartProps & { grid: Grid; column: Column; col: number }) {
  const { table, grid, column, col, put } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const windows = useEditor((state) => state.document.windows);
  const patterns = useEditor((state) => state.document.patterns);
  const lookup = factLookup({ windows, patterns });
  const typeOf = (fact: string) => lookup(fact)?.type ?? "text";
  const offered = offeredOperators(typeOf(column.fact));
  const known = offered.some((spec) => spec.operator === column.operator);
  const operators = known ? offered : [operatorSpec(column.operator), ...offered];

  /** What stands in the cells is read again, as if it had been typed under the new title. */
  function become(next: Column) {
    const [before, after] = [grid.kindOf(column), grid.kindOf(next)];
    const same = before.shape === after.shape && before.type === after.type;
    put(
      changeColumn(table, col, next, (cell) =>
        same ? cell : readCell(cellText(cell, before, grid.style), after, grid.style),
      ),
    );
  }
  const changeFact = (fact: string) => {
    const keeps = typeOf(fact) === typeOf(column.fact);
    become({ ...column, fact, operator: keeps ? column.operator : firstOperator(typeOf(fact)) });
  };
  return (
    <>
      <div>
        <FactPicker value={column.fact} onChange={changeFact} />
      </div>
      <Select<Operator>
        aria-label={t("condition.operator")}
        value={column.operator}
        options={operators.map((spec) => ({ value: spec.operator, label: format.text(spec.label) }))}
        onChange={(operator) => become({ ...column, operator })}
      />
    </>
  );
}

function OutputPart(props: PartProps & { column: GridColumn; output: Output; own: number }) {
  const { table, column, output, own, put } = props;
  const { t } = useTranslation();
  const become = (next: Output) =>
    put(
      changeOutput(table, own, next, (value) =>
        value === null || next.effect === "set_field" ? value : column.text(value),
      ),
    );
  return (
    <>
      <Select<Output["effect"]>
        aria-label={t("table.does")}
        value={output.effect}
        options={EFFECTS.map((effect) => ({ value: effect, label: t(`table.effect.${effect}`) }))}
        onChange={(effect) => become({ id: output.id, effect })}
      />
      {output.effect === "set_field" ? (
        <div>
          <FactPicker value={output.field} only={isField} onChange={(field) => become({ ...output, field })} />
        </div>
      ) : null}
    </>
  );
}
