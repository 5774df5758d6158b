/** The whole reading, inside the worker: source → header → batches of rows, under the caps. */

import { namesAmong } from "../intake/table-order.ts";
import { nameColumns } from "./columns.ts";
import { oldExcel, openCsv } from "./csv.ts";
import type { FileBytes } from "./file-bytes.ts";
import { Notices } from "./notices.ts";
import {
  capsOf,
  type RawRow,
  type Source,
  type TableCaps,
  type TableEvent,
  TableFault,
  type TableOptions,
  type TableRow,
} from "./table.ts";
import { openXlsx } from "./xlsx.ts";

const BATCH_ROWS = 500;
const BATCH_CELLS = 10_000;

/** Ends with `end` or `failed`; a fault that is not ours comes out as an exception. */
export function* readRows(bytes: FileBytes, options: TableOptions): Generator<TableEvent> {
  const caps = capsOf(options);
  const notices = new Notices();
  try {
    yield* events(open(bytes, options, caps, notices), options, caps, notices);
  } catch (error) {
    if (!(error instanceof TableFault)) throw error;
    yield { type: "failed", problem: error.problem };
  }
}

function open(bytes: FileBytes, options: TableOptions, caps: TableCaps, notices: Notices): Source {
  if (bytes.size === 0) throw new TableFault("empty", "文件是空的", "The file is empty");
  if (options.format === "csv") return openCsv(bytes, options, caps, notices);
  if (bytes.head[0] === 0xd0 && bytes.head[1] === 0xcf) throw oldExcel();
  return openXlsx(bytes.whole(), options, caps, notices);
}

function* events(source: Source, options: TableOptions, caps: TableCaps, notices: Notices): Generator<TableEvent> {
  const { sheet, sheets, encoding } = source;
  let columns: string[] | null = null;
  let batch: TableRow[] = [];
  let batchCells = 0;
  let rows = 0;
  let cells = 0;
  let isBelowSums = false;
  for (const found of fromHeader(source.rows, options.headerRow, notices)) {
    cells += found.cells.length;
    if (cells > caps.cells)
      throw new TableFault("too_many_cells", `单元格超过 ${caps.cells} 个`, `More than ${caps.cells} cells`);
    if (columns === null) {
      columns = nameColumns(found.cells, notices);
      yield { type: "columns", columns, headerRow: found.row, sheet, sheets, encoding };
      continue;
    }
    if (isSums(found.cells)) {
      const { row } = found;
      notices.add(
        "sums_passed",
        `第 ${row} 行是合计，未当作订单`,
        `Row ${row} holds sums and was not taken for an order`,
        row,
      );
      isBelowSums = true;
      continue;
    }
    if (isBelowSums && isNote(found.cells)) {
      const { row } = found;
      notices.add(
        "note_passed",
        `第 ${row} 行在合计之下，只写了一格，是说明，未当作订单`,
        `Row ${row} stands below the sums with one cell filled: a note, and was not taken for an order`,
        row,
      );
      continue;
    }
    isBelowSums = false;
    rows += 1;
    if (rows > caps.rows) throw new TableFault("too_many_rows", `超过 ${caps.rows} 行`, `More than ${caps.rows} rows`);
    batch.push(fitted(found, columns.length, notices));
    batchCells += columns.length;
    if (batch.length < BATCH_ROWS && batchCells < BATCH_CELLS) continue;
    yield { type: "rows", rows: batch };
    batch = [];
    batchCells = 0;
  }
  if (columns === null) throw new TableFault("no_header", "没有找到表头行", "There is no header row");
  if (batch.length > 0) yield { type: "rows", rows: batch };
  yield { type: "end", rows, cells, notices: notices.list };
}

/** How far down the names of the columns may stand, and how many known ones tell them from a heading. */
const HEADINGS = 20;
const KNOWN_NAMES = 2;

/**
 * The rows from the one that names the columns. Where no row is told, headings above the table (a title over merged cells, who
 * made it) are passed over: the first row with two names that columns have, otherwise the first row.
 */
function* fromHeader(rows: Iterable<RawRow>, headerRow: number | undefined, notices: Notices): Generator<RawRow> {
  let above: RawRow[] = [];
  let isFound = headerRow !== undefined;
  for (const found of rows) {
    if (headerRow !== undefined && found.row < headerRow) continue;
    if (!isFound && namesAmong(found.cells) >= KNOWN_NAMES) {
      if (above.length > 0)
        notices.add(
          "headings_passed",
          `表头在第 ${found.row} 行，上面的标题行已略过`,
          `The names of the columns stand in row ${found.row}: the headings above were passed over`,
          found.row,
        );
      above = [];
      isFound = true;
    }
    if (isFound) yield found;
    else above.push(found);
    if (above.length < HEADINGS) continue;
    yield* above;
    above = [];
    isFound = true;
  }
  yield* above;
}

/** A line of sums under a table is no order. */
const SUMS = /^(?:合计|总计|小计|共计|(?:grand ?|sub ?)?totals?)[::]?$/i;
const isSums = (cells: readonly string[]): boolean => SUMS.test((cells.find((cell) => cell !== "") ?? "").trim());

/** Who made the table, who looked at it: what stands below the sums in one cell. */
const isNote = (cells: readonly string[]): boolean => cells.filter((cell) => cell !== "").length === 1;

function fitted({ row, cells }: TableRow, width: number, notices: Notices): TableRow {
  if (cells.slice(width).some((cell) => cell !== "")) {
    notices.add(
      "extra_cells",
      `第 ${row} 行的内容多于表头，多出的已忽略`,
      `Row ${row} has more cells than the header: the rest was left out`,
      row,
    );
  }
  return { row, cells: Array.from({ length: width }, (_, index) => cells[index] ?? "") };
}
