/** Orders as a table that a person uploads: read in a process of its own, row by row, then taken in like any other. */
import { rowToOrder, type TableMapping, type TableRow } from "@switchyard/connectors";
import { type Order, type Problem, readOrder } from "@switchyard/orders";
import { mappingFor, readUpload, type TableUpload, todayOf, Years } from "../intake/read-upload.ts";
import type { Context } from "../runtime/context.ts";
import { nextTurn } from "../runtime/next-turn.ts";
import { keepMapping } from "./intake-sources.ts";
import { type TakenIn, takeIn } from "./receive-webhook.ts";

export interface UploadInput extends TableUpload {
  bytes: Uint8Array;
  keepMapping?: boolean | undefined;
}
interface Table {
  columns: string[];
  headerRow: number;
  sheet: string | null;
  sheets: string[];
  rows: TableRow[];
  mapping: TableMapping;
  notices: Problem[];
}
export interface UploadPreview {
  columns: string[];
  header_row: number;
  sheet: string | null;
  /** Names of all sheets of a workbook. */
  sheets: string[];
  mapping: TableMapping;
  total: number;
  good: number;
  bad: number;
  /** `external_id` as the table has it, also of a row that is no order yet. */
  rows: { row: number; external_id: string | null; order: Order | null; problems: Problem[] }[];
  notices: Problem[];
}
export interface UploadAnswer extends Record<TakenIn["status"], number> {
  source: string;
  total: number;
  mapping: TableMapping;
  /** The first of those in quarantine. */
  problems: { row: number; record: string | null; problems: Problem[] }[];
  notices: Problem[];
}

const SHOWN = 20;
const AT_ONCE = 512;

/** What would come of it; nothing is kept. */
export async function previewUpload(ctx: Context, input: UploadInput): Promise<UploadPreview> {
  const { columns, rows, mapping, notices, headerRow, sheet, sheets } = await readRows(ctx, input);
  const { settings } = ctx.workspace;
  const context = { settings, receivedAt: ctx.clock.now(), id: "preview" };
  const shown: UploadPreview["rows"] = [];
  const today = todayOf(ctx);
  const years = new Years();
  let good = 0;
  for (const [index, one] of rows.entries()) {
    const { row, input: body, warnings } = rowToOrder(columns, one, { mapping, source: input.source, today });
    years.see(warnings);
    const read = readOrder(body, context);
    if (read.ok) good += 1;
    if (shown.length < SHOWN) {
      const number = body.external_id === undefined ? null : String(body.external_id);
      const order = read.ok ? read.order : null;
      shown.push({ row, external_id: number, order, problems: read.ok ? [] : read.problems });
    }
    if (index % AT_ONCE === AT_ONCE - 1) await nextTurn();
  }
  const counts = { total: rows.length, good, bad: rows.length - good };
  return {
    columns,
    header_row: headerRow,
    sheet,
    sheets,
    mapping,
    ...counts,
    rows: shown,
    notices: [...notices, ...years.notices],
  };
}

/** A file that fails half-way is refused whole: no row of it counts. Throws `invalid_file`. */
export async function uploadOrders(ctx: Context, input: UploadInput): Promise<UploadAnswer> {
  const { columns, rows, mapping, notices } = await readRows(ctx, input);
  if (input.keepMapping === true) await keepMapping(ctx, input.source, mapping);
  const answer: UploadAnswer = {
    ...{ source: input.source, total: rows.length, mapping, problems: [], notices },
    ...{ accepted: 0, duplicate: 0, update: 0, quarantined: 0 },
  };
  const today = todayOf(ctx);
  const years = new Years();
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    await ctx.executor.room();
    const some = rows.slice(from, from + AT_ONCE).map(async (one) => {
      const { row, input: body, warnings } = rowToOrder(columns, one, { mapping, source: input.source, today });
      years.see(warnings);
      const came = { door: "upload", raw: JSON.stringify(body) } as const;
      return { row, ...(await takeIn(ctx, { body, requestKey: null, came })) };
    });
    for (const { row, status, record, problems } of await Promise.all(some)) {
      answer[status] += 1;
      if (status === "quarantined" && answer.problems.length < SHOWN) answer.problems.push({ row, record, problems });
    }
  }
  answer.notices = [...notices, ...years.notices];
  ctx.log.info("table taken in", { count: rows.length });
  return answer;
}

async function readRows(ctx: Context, input: UploadInput): Promise<Table> {
  const table: Omit<Table, "mapping"> = { columns: [], headerRow: 1, sheet: null, sheets: [], rows: [], notices: [] };
  for await (const event of readUpload(ctx, input, input.bytes)) {
    if (event.type === "columns") {
      const { columns, headerRow, sheet, sheets } = event;
      Object.assign(table, { columns, headerRow, sheet, sheets });
    } else if (event.type === "rows") table.rows.push(...event.rows);
    else table.notices = event.notices;
  }
  return { ...table, mapping: await mappingFor(ctx, input, table.columns) };
}
