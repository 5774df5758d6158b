/** The whole reading, inside the worker: source → header → batches of rows, under the caps. */

import { nameColumns } from "./columns.ts";
import { oldExcel, openCsv } from "./csv.ts";
import type { FileBytes } from "./file-bytes.ts";
import { Notices } from "./notices.ts";
import {
  capsOf,
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
  for (const found of source.rows) {
    cells += found.cells.length;
    if (cells > caps.cells)
      throw new TableFault("too_many_cells", `单元格超过 ${caps.cells} 个`, `More than ${caps.cells} cells`);
    if (columns === null) {
      if (found.row < (options.headerRow ?? 0)) continue;
      columns = nameColumns(found.cells, notices);
      yield { type: "columns", columns, sheet, sheets, encoding };
      continue;
    }
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
