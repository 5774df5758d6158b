import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CopyOutlined,
  DeleteOutlined,
  PlusOutlined,
  RedoOutlined,
  UndoOutlined,
} from "@ant-design/icons";
import { Button, Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../shell/IconButton.tsx";
import { useDrawing, useEditor } from "../drawing.ts";
import { AddColumn, AddOutput } from "./AddToTable.tsx";
import styles from "./Table.module.css";
import { type Range, removeRows, type Table } from "./table-edit.ts";

interface TableBarProps {
  table: Table;
  /** What is selected. */
  range: Range;
  put: (table: Table) => void;
  insert: (place: number) => void;
  move: (by: -1 | 1) => void;
  copyAll: () => Promise<void>;
}

/** What is done to the table as a whole, and to the rows that are selected. */
export function TableBar({ table, range, put, insert, move, copyAll }: TableBarProps) {
  const { t } = useTranslation();
  const { editor } = useDrawing();
  const readOnly = useEditor((state) => state.readOnly);
  const undoable = useEditor((state) => state.history.past.length > 0);
  const redoable = useEditor((state) => state.history.future.length > 0);
  const bare = table.columns.length === 0;
  return (
    <div className={styles.bar}>
      <span className={styles.hit}>
        {t("field.hit")}
        <Segmented
          aria-label={t("field.hit")}
          disabled={readOnly}
          value={table.hit}
          options={(["first", "collect"] as const).map((hit) => ({ value: hit, label: t(`choice.${hit}`) }))}
          onChange={(hit) => put({ ...table, hit })}
        />
      </span>
      {readOnly ? null : (
        <>
          <span className={styles.rule} />
          <AddColumn table={table} put={put} primary={bare} />
          <AddOutput table={table} put={put} />
          <span className={styles.rule} />
          <Button
            icon={<PlusOutlined aria-hidden />}
            disabled={bare}
            onClick={() => insert(table.rows.length === 0 ? 0 : range.bottom + 1)}
          >
            {t("table.addRow")}
          </Button>
          <IconButton
            type="default"
            icon={<ArrowUpOutlined aria-hidden />}
            label={t("table.rowsUp")}
            disabled={range.top === 0}
            onClick={() => move(-1)}
          />
          <IconButton
            type="default"
            icon={<ArrowDownOutlined aria-hidden />}
            label={t("table.rowsDown")}
            disabled={range.bottom >= table.rows.length - 1}
            onClick={() => move(1)}
          />
          <Button
            icon={<DeleteOutlined aria-hidden />}
            disabled={table.rows.length === 0}
            onClick={() => put(removeRows(table, range))}
          >
            {table.rows.length === 0
              ? t("table.removeNone")
              : t("table.removeRows", { n: Math.min(table.rows.length, range.bottom - range.top + 1) })}
          </Button>
          <span className={styles.rule} />
          <IconButton
            type="default"
            icon={<UndoOutlined aria-hidden />}
            label={t("bar.undo")}
            hint={t("bar.undoKeys")}
            disabled={!undoable}
            onClick={() => editor.undo()}
          />
          <IconButton
            type="default"
            icon={<RedoOutlined aria-hidden />}
            label={t("bar.redo")}
            hint={t("bar.redoKeys")}
            disabled={!redoable}
            onClick={() => editor.redo()}
          />
        </>
      )}
      <span className={styles.spring} />
      <Button icon={<CopyOutlined aria-hidden />} disabled={table.rows.length === 0} onClick={() => void copyAll()}>
        {t("table.copyAll")}
      </Button>
    </div>
  );
}
