/** The grid: rows drawn as they come into view, a selection that keys and mouse move, and one field over the active cell. */
import type { Finding } from "@switchyard/flow";
import {
  type ClipboardEvent,
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../shell/workspace.ts";
import { useOverlay } from "../drawing.ts";
import { CellField, type Leave } from "./CellField.tsx";
import { ColumnHead } from "./ColumnHead.tsx";
import { GridRow } from "./GridRow.tsx";
import type { Grid } from "./grid-columns.ts";
import { gridAction } from "./grid-keys.ts";
import { rowFindings } from "./row-findings.ts";
import styles from "./Table.module.css";
import { at, type Range, rangeOf, type Spot, type Table } from "./table-edit.ts";

export interface Picked {
  active: Spot;
  anchor: Spot;
}

export interface GridCommands {
  type: (spot: Spot, text: string) => void;
  clear: (range: Range) => void;
  paste: (range: Range, text: string) => void;
  copy: (range: Range) => string;
  moveRows: (range: Range, by: -1 | 1) => void;
  undo: () => void;
  redo: () => void;
}

interface TableGridProps {
  table: Table;
  grid: Grid;
  findings: readonly Finding[];
  picked: Picked;
  onPick: (picked: Picked) => void;
  commands: GridCommands;
  readOnly: boolean;
}

const ROW = 30;
const HEAD = 47;
const GUTTER = 56;
/** With the orders that hit each row. */
const COUNTED_GUTTER = 120;
const WIDTH = 144;
const OVERSCAN = 6;
const OVERSCAN_COLUMNS = 2;

function spotOf(target: EventTarget | null): { row: number; col: number | null } | null {
  const element = target instanceof Element ? target : null;
  const row = element?.closest<HTMLElement>("[data-row]")?.dataset.row;
  if (row === undefined) return null;
  const col = element?.closest<HTMLElement>("[data-col]")?.dataset.col;
  return { row: Number(row), col: col === undefined ? null : Number(col) };
}

export function TableGrid({ table, grid, findings, picked, onPick, commands, readOnly }: TableGridProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [view, setView] = useState({ top: 0, left: 0, height: 600, width: 1200 });
  const [draft, setDraft] = useState<string | null>(null);
  const hits = useOverlay((state) => state.counts?.rows);
  const gutter = hits ? COUNTED_GUTTER : GUTTER;
  const conditions = table.columns.length;
  const rows = table.rows.length;
  const cols = grid.columns.length;
  const byRow = useMemo(() => rowFindings(findings, conditions), [findings, conditions]);
  const { active } = picked;
  const range = rangeOf(picked.active, picked.anchor);
  const first = Math.max(0, Math.floor(view.top / ROW) - OVERSCAN);
  const last = Math.min(rows, Math.ceil((view.top + view.height) / ROW) + OVERSCAN);
  const leftmost = Math.max(0, Math.floor(view.left / WIDTH) - OVERSCAN_COLUMNS);
  const rightmost = Math.min(cols, Math.ceil((view.left + view.width) / WIDTH) + OVERSCAN_COLUMNS);
  const shown = useMemo(() => grid.columns.slice(leftmost, rightmost), [grid, leftmost, rightmost]);
  const row = table.rows[active.row];
  const column = grid.columns[active.col];
  const finding = byRow.get(active.row)?.cells.get(active.col) ?? byRow.get(active.row)?.cells.get(-1);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() =>
      setView((old) => ({ ...old, height: element.clientHeight, width: element.clientWidth })),
    );
    watch.observe(element);
    field.current?.focus({ preventScroll: true });
    return () => watch.disconnect();
  }, []);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const top = active.row * ROW;
    const left = active.col * WIDTH;
    const high = element.clientHeight - HEAD - ROW;
    const wide = element.clientWidth - gutter - WIDTH;
    element.scrollTop = Math.min(Math.max(element.scrollTop, top - high), top);
    element.scrollLeft = Math.min(Math.max(element.scrollLeft, left - wide), left);
  }, [active.row, active.col, gutter]);

  const focus = () => field.current?.focus({ preventScroll: true });
  const go = (to: Spot, extend = false) => onPick({ active: to, anchor: extend ? picked.anchor : to });

  function commit(text: string, leave: Leave) {
    setDraft(null);
    if (text !== column?.text(row ? at(conditions, row, active.col) : null)) commands.type(active, text);
    if (leave === "down") go({ row: Math.min(active.row + 1, rows - 1), col: active.col });
    if (leave === "right") go({ row: active.row, col: Math.min(active.col + 1, cols - 1) });
    if (leave === "left") go({ row: active.row, col: Math.max(active.col - 1, 0) });
    focus();
  }

  function press(event: KeyboardEvent) {
    const page = Math.max(1, Math.floor((view.height - HEAD) / ROW) - 1);
    const action = gridAction(event, active, { rows, cols, page });
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (action.type === "move") return go(action.to, action.extend);
    if (action.type === "select_all")
      return onPick({ anchor: { row: 0, col: 0 }, active: { row: rows - 1, col: cols - 1 } });
    if (readOnly) return;
    if (action.type === "edit") setDraft(text);
    if (action.type === "clear") commands.clear(range);
    if (action.type === "undo") commands.undo();
    if (action.type === "redo") commands.redo();
    if (action.type === "rows_up") commands.moveRows(range, -1);
    if (action.type === "rows_down") commands.moveRows(range, 1);
  }

  function copy(event: ClipboardEvent, cut: boolean) {
    event.clipboardData.setData("text/plain", commands.copy(range));
    event.preventDefault();
    if (cut && !readOnly) commands.clear(range);
  }

  function pasteInto(event: ClipboardEvent) {
    event.preventDefault();
    if (!readOnly) commands.paste(range, event.clipboardData.getData("text/plain"));
  }

  function point(event: PointerEvent) {
    const spot = spotOf(event.target);
    if (!spot || event.button !== 0) return;
    // The field keeps the focus, and what is being typed is taken over by its blur.
    if (draft !== null) field.current?.blur();
    event.preventDefault();
    if (spot.col === null) onPick({ active: { row: spot.row, col: 0 }, anchor: { row: spot.row, col: cols - 1 } });
    else go({ row: spot.row, col: spot.col }, event.shiftKey);
    focus();
  }

  function drag(event: PointerEvent) {
    if (event.buttons !== 1) return;
    const spot = spotOf(event.target);
    if (!spot || spot.col === null || (spot.row === active.row && spot.col === active.col)) return;
    if (draft === null) go({ row: spot.row, col: spot.col }, true);
  }

  const text = row && column ? column.text(at(conditions, row, active.col)) : "";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a windowed grid is no table element
    <div
      ref={box}
      className={styles.grid}
      role="grid"
      aria-label={t("table.grid")}
      aria-rowcount={rows + 1}
      aria-colcount={cols + 1}
      data-testid="table-grid"
      onScroll={(event) => {
        const { scrollTop: top, scrollLeft: left } = event.currentTarget;
        const same = (a: number, b: number, step: number) => Math.floor(a / step) === Math.floor(b / step);
        setView((old) => (same(old.top, top, ROW) && same(old.left, left, WIDTH) ? old : { ...old, top, left }));
      }}
    >
      <div className={styles.sheet} style={{ "--gutter": `${gutter}px` } as CSSProperties}>
        {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons are */}
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div className={styles.head} role="row" aria-rowindex={1}>
          <span className={styles.corner}>#{hits ? <b title={t("table.hitsHelp")}>{t("table.hits")}</b> : null}</span>
          {grid.columns.map((one) => (
            <ColumnHead key={one.id} table={table.id} grid={grid} column={one} readOnly={readOnly} />
          ))}
        </div>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys go to the field over the active cell */}
        <div
          className={styles.rows}
          style={{ height: rows * ROW, width: gutter + cols * WIDTH }}
          onPointerDown={point}
          onPointerMove={drag}
          onDoubleClick={() => readOnly || draft !== null || setDraft(text)}
        >
          <div className={styles.window} style={{ top: first * ROW }}>
            {table.rows.slice(first, last).map((one, offset) => {
              const index = first + offset;
              const inside = index >= range.top && index <= range.bottom;
              return (
                <GridRow
                  key={one.id}
                  conditions={conditions}
                  row={one}
                  index={index}
                  columns={shown}
                  lead={leftmost * WIDTH}
                  findings={byRow.get(index)}
                  hits={hits ? (hits[`${table.id}/${one.id}`] ?? 0) : undefined}
                  from={inside ? range.left : -1}
                  to={inside ? range.right : -2}
                  any={t("table.any")}
                />
              );
            })}
          </div>
          {row && column ? (
            <CellField
              inputRef={field}
              label={t("table.cell", { column: `${column.title} ${column.detail}`, n: active.row + 1 })}
              describedBy={`cell-${active.row}-${active.col}`}
              place={{ left: gutter + active.col * WIDTH, top: active.row * ROW, width: WIDTH, height: ROW }}
              text={text}
              draft={draft}
              options={column.options}
              problem={finding ? format.text(finding.message) : null}
              readOnly={readOnly}
              onDraft={setDraft}
              onCommit={commit}
              onKey={press}
              onCopy={copy}
              onPaste={pasteInto}
            />
          ) : null}
        </div>
        <p className={styles.below}>{rows === 0 ? t("table.noRows") : t("table.pasteHint")}</p>
      </div>
    </div>
  );
}
