/** The decision table, large: it opens over the canvas and keeps the whole width. Each paste, cell and row edit is one undo step. */
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CopyOutlined,
  DeleteOutlined,
  PlusOutlined,
  RedoOutlined,
  UndoOutlined,
} from "@ant-design/icons";
import { factLookup } from "@switchyard/flow";
import { Button, Drawer, Dropdown, Popover, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../shell/IconButton.tsx";
import { toast } from "../../shell/toasts.ts";
import { useFocusBack } from "../../shell/use-focus-back.ts";
import { FactPicker } from "../condition/FactPicker.tsx";
import { firstOperator } from "../condition/operators.ts";
import { useDrawing, useEditor, useOverlay } from "../drawing.ts";
import { freshId } from "../editor/ids.ts";
import { leaves } from "../use-leave.ts";
import { useGrid } from "./grid-columns.ts";
import { rowFindings } from "./row-findings.ts";
import styles from "./Table.module.css";
import { TableFoot } from "./TableFoot.tsx";
import { type Picked, TableGrid } from "./TableGrid.tsx";
import {
  addColumn,
  addOutput,
  insertRows,
  MOST_COLUMNS,
  MOST_OUTPUTS,
  MOST_ROWS,
  moveRows,
  type Output,
  rangeOf,
  removeRows,
  type Spot,
  type Table,
  widthOf,
} from "./table-edit.ts";
import { useTableCommands } from "./use-table-commands.ts";

const EFFECTS: readonly Output["effect"][] = ["route", "tag", "set_field"];
const START: Picked = { active: { row: 0, col: 0 }, anchor: { row: 0, col: 0 } };
const NONE: readonly never[] = [];

/** A selection that still lies inside the table after rows or columns went. */
function within(picked: Picked, table: Table): Picked {
  const inside = ({ row, col }: Spot): Spot => ({
    row: Math.max(0, Math.min(row, table.rows.length - 1)),
    col: Math.max(0, Math.min(col, widthOf(table) - 1)),
  });
  return { active: inside(picked.active), anchor: inside(picked.anchor) };
}

export default function TableEditor({ table, title, onClose }: { table: Table; title: string; onClose: () => void }) {
  const { t } = useTranslation();
  useFocusBack(true);
  return (
    <Drawer
      open
      placement="right"
      size="calc(100vw - 64px)"
      title={title}
      // Its own Escape waits for lists that are long gone.
      keyboard={false}
      onKeyDown={(event) => {
        if (leaves(event)) onClose();
      }}
      onClose={onClose}
      styles={{ body: { padding: 0 } }}
      aria-label={t("table.editor")}
    >
      <Sheet table={table} />
    </Drawer>
  );
}

function Sheet({ table }: { table: Table }) {
  const { editor } = useDrawing();
  const { t } = useTranslation();
  const readOnly = useEditor((state) => state.readOnly);
  const undoable = useEditor((state) => state.history.past.length > 0);
  const redoable = useEditor((state) => state.history.future.length > 0);
  const findings = useOverlay((state) => state.findings.get(table.id)) ?? NONE;
  const [chosen, pick] = useState<Picked>(START);
  const grid = useGrid(table);
  const picked = within(chosen, table);
  const range = rangeOf(picked.active, picked.anchor);
  const commands = useTableCommands({ table, grid, pick });
  const { put } = commands;
  const bare = grid.columns.length === 0;

  function insert(place: number) {
    if (table.rows.length >= MOST_ROWS) return toast("warn", t("table.full", { n: MOST_ROWS }));
    put(insertRows(table, place, 1, () => freshId("r")));
    const spot = { row: place, col: picked.active.col };
    pick({ active: spot, anchor: spot });
  }

  function move(by: -1 | 1) {
    const next = moveRows(table, range, by);
    if (next === table) return;
    put(next);
    const shift = (spot: Spot): Spot => ({ ...spot, row: spot.row + by });
    pick({ active: shift(picked.active), anchor: shift(picked.anchor) });
  }

  return (
    <div className={styles.editor} data-testid="table-editor">
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
        <Button
          icon={<CopyOutlined aria-hidden />}
          disabled={table.rows.length === 0}
          onClick={() => void commands.copyAll()}
        >
          {t("table.copyAll")}
        </Button>
      </div>
      {bare ? (
        <div className={styles.empty}>
          <h3>{t("table.emptyTitle")}</h3>
          <ol>
            <li>{t("table.emptyFirst")}</li>
            <li>{t("table.emptySecond")}</li>
            <li>{t("table.emptyThird")}</li>
          </ol>
        </div>
      ) : (
        <TableGrid
          table={table}
          grid={grid}
          findings={findings}
          picked={picked}
          onPick={pick}
          readOnly={readOnly}
          commands={{
            ...commands,
            moveRows: (_, by) => move(by),
            undo: () => editor.undo(),
            redo: () => editor.redo(),
          }}
        />
      )}
      <TableFoot
        table={table}
        range={range}
        findings={findings}
        wrongRows={[...rowFindings(findings, table.columns.length).keys()]}
        onShow={(row) => pick({ active: { row, col: 0 }, anchor: { row, col: 0 } })}
      />
    </div>
  );
}

interface AddProps {
  table: Table;
  put: (table: Table) => void;
}

/** What the column was chosen from is gone: its cells are what comes next. */
const toCells = () =>
  requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-testid=cell-field]")?.focus());

/** The first column brings a first row, so that there is a cell to type or paste into. */
const withRow = (table: Table): Table => (table.rows.length > 0 ? table : insertRows(table, 0, 1, () => freshId("r")));

function AddColumn({ table, put, primary }: AddProps & { primary: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const windows = useEditor((state) => state.document.windows);
  const patterns = useEditor((state) => state.document.patterns);
  function add(fact: string) {
    setOpen(false);
    const type = factLookup({ windows, patterns })(fact)?.type ?? "text";
    put(withRow(addColumn(table, { id: freshId("k"), fact, operator: firstOperator(type) })));
    toCells();
  }
  const content = (
    <div className={styles.column}>
      <div>
        <FactPicker opened onChange={add} onCancel={() => setOpen(false)} />
      </div>
    </div>
  );
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={content}
    >
      <Button
        type={primary ? "primary" : "default"}
        icon={<PlusOutlined aria-hidden />}
        disabled={table.columns.length >= MOST_COLUMNS}
      >
        {t("table.addColumn")}
      </Button>
    </Popover>
  );
}

function AddOutput({ table, put }: AddProps) {
  const { t } = useTranslation();
  function add(effect: Output["effect"]) {
    put(withRow(addOutput(table, { id: freshId("o"), effect })));
    toCells();
  }
  const items = EFFECTS.map((effect) => ({
    key: effect,
    label: t(`table.effect.${effect}`),
    onClick: () => add(effect),
  }));
  return (
    <Dropdown autoFocus trigger={["click"]} menu={{ items }}>
      <Button icon={<PlusOutlined aria-hidden />} disabled={table.outputs.length >= MOST_OUTPUTS}>
        {t("table.addOutput")}
      </Button>
    </Dropdown>
  );
}
