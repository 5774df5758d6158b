/** The decision table, large: it opens over the canvas and keeps the whole width. Each paste, cell and row edit is one undo step. */
import { Drawer } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { toast } from "../../shell/toasts.ts";
import { useFocusBack } from "../../shell/use-focus-back.ts";
import { useDrawing, useEditor, useOverlay } from "../drawing.ts";
import { freshId } from "../editor/ids.ts";
import { leaves } from "../use-leave.ts";
import { useGrid } from "./grid-columns.ts";
import { rowFindings } from "./row-findings.ts";
import styles from "./Table.module.css";
import { TableBar } from "./TableBar.tsx";
import { TableFoot } from "./TableFoot.tsx";
import { type Picked, TableGrid } from "./TableGrid.tsx";
import { insertRows, MOST_ROWS, moveRows, rangeOf, type Spot, type Table, widthOf } from "./table-edit.ts";
import { useTableCommands } from "./use-table-commands.ts";

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
      <TableBar table={table} range={range} put={put} insert={insert} move={move} copyAll={commands.copyAll} />
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
