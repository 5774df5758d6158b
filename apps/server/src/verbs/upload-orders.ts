/**
 * Orders as a table that a person uploads: read whole in a process of its own, then taken in order by order. A row says fields of its
 * order; those that it does not say stay (decision 0061).
 */
import type { TableMapping } from "@switchyard/connectors";
import { type Order, orderContent, type Problem } from "@switchyard/orders";
import type { FieldDifference } from "@switchyard/store";
import { saidOrder } from "../executor/known-order.ts";
import type { Upload } from "../history/uploads.ts";
import { applyPart } from "../intake/apply-part.ts";
import { comparedFields, differencesOf } from "../intake/differences.ts";
import { quarantine } from "../intake/quarantine.ts";
import type { TableUpload } from "../intake/read-upload.ts";
import { saidBy } from "../intake/record.ts";
import { type SheetOrder, withSheet } from "../intake/sheet-orders.ts";
import type { Context } from "../runtime/context.ts";
import { inPieces } from "../runtime/in-pieces.ts";
import type { Hand } from "../runtime/jobs.ts";
import { numberKey, ordersNamed } from "./comparisons.ts";
import { keepMapping } from "./intake-sources.ts";
import { type TakenIn, takeIn } from "./receive-webhook.ts";

export interface UploadInput extends TableUpload {
  keepMapping?: boolean | undefined;
  /** What an empty cell says of its field: nothing (the default), or that it is to be empty. */
  empty?: EmptyCells | undefined;
}
export const EMPTY_CELLS = ["keep", "clear"] as const;
export type EmptyCells = (typeof EMPTY_CELLS)[number];
/** What a row would do: bring an order, change one, or nothing. */
export type News = "new" | "changed" | "same";
export interface UploadPreview {
  columns: string[];
  header_row: number;
  sheet: string | null;
  /** Names of all sheets of a workbook. */
  sheets: string[];
  mapping: TableMapping;
  /** Orders: good + bad; good = new + changed + same. */
  total: number;
  good: number;
  bad: number;
  new: number;
  changed: number;
  same: number;
  /** `external_id` as the table has it, also of a row that is no order yet. Of one that changes, what (`sheet`: new, `system`: old). */
  rows: {
    row: number;
    external_id: string | null;
    order: Order | null;
    problems: Problem[];
    news: News | null;
    fields: FieldDifference[];
  }[];
  notices: Problem[];
}
export interface UploadAnswer extends Record<TakenIn["status"], number> {
  source: string;
  total: number;
  mapping: TableMapping;
  /** The first of those in quarantine. */
  problems: { row: number; record: string | null; problems: Problem[] }[];
  notices: Problem[];
  /** Orders that were not taken in, because somebody ended it. */
  left: number;
}
/** A sheet that is being looked at (it will have a preview) or taken in (an answer). */
export interface SheetUnderWay {
  what: "preview" | "answer";
  source: string;
  /** SHA-256 of the file. */
  hash: string;
  /** Rows of the file that were read. */
  rows: number;
  /** Orders that are through, of how many; null: it is still being read. */
  done: number;
  total: number | null;
}

const SHOWN = 20;
const AT_ONCE = 512;

/** What would come of it; nothing is kept. */
export async function previewUpload(
  ctx: Context,
  { path }: Upload,
  { empty = "keep", ...input }: UploadInput,
  { tell }: Hand<SheetUnderWay>,
): Promise<UploadPreview> {
  const { settings } = ctx.workspace;
  const context = { settings, receivedAt: ctx.clock.now(), id: "preview" };
  return withSheet(
    ctx,
    { ...input, path, empty },
    {
      onRow: (rows) => tell({ rows }),
      async use(sheet) {
        const { columns, mapping, total, headerRow, notices } = sheet;
        tell({ total });
        let done = 0;
        const { fields } = comparedFields(columns, mapping);
        const counts = { bad: 0, new: 0, changed: 0, same: 0 };
        const shown: UploadPreview["rows"] = [];
        for await (const some of inPieces(sheet.orders(), AT_ONCE)) {
          const named = some.map(({ part }) => saidBy(part));
          const known = await ordersNamed(ctx, named, ({ state }) => saidOrder(state));
          for (const { row, part, problems } of some) {
            const { externalId } = saidBy(part);
            const before = known.get(numberKey(saidBy(part))) ?? null;
            const read = problems.length > 0 ? { ok: false as const, problems } : applyPart(before, part, context);
            const news = read.ok ? newsOf(before, read.order) : null;
            counts[news ?? "bad"] += 1;
            if (shown.length === SHOWN) continue;
            const order = read.ok ? read.order : null;
            const differences = before !== null && order !== null ? differencesOf(order, before, fields, settings) : [];
            shown.push({
              row,
              external_id: externalId,
              order,
              problems: read.ok ? [] : read.problems,
              news,
              fields: differences,
            });
          }
          done += some.length;
          tell({ done });
        }
        return {
          ...{ columns, header_row: headerRow, sheet: sheet.sheet, sheets: sheet.sheets, mapping, total, notices },
          ...{ ...counts, good: total - counts.bad, rows: shown },
        };
      },
    },
  );
}

const newsOf = (before: Order | null, after: Order): News => {
  if (before === null) return "new";
  return orderContent(before) === orderContent({ ...after, id: before.id }) ? "same" : "changed";
};

/** A file that fails half-way is refused whole: no row of it counts. One that is ended says what was taken in by then. Throws `invalid_file`. */
export async function uploadOrders(
  ctx: Context,
  { path }: Upload,
  { empty = "keep", ...input }: UploadInput,
  { tell, signal }: Hand<SheetUnderWay>,
): Promise<UploadAnswer> {
  return withSheet(
    ctx,
    { ...input, path, empty },
    {
      onRow: (rows) => tell({ rows }),
      async use({ mapping, total, notices, orders }) {
        tell({ total });
        if (input.keepMapping === true) await keepMapping(ctx, input.source, mapping);
        const answer: UploadAnswer = {
          ...{ source: input.source, total, mapping, problems: [], notices },
          ...{ accepted: 0, duplicate: 0, update: 0, quarantined: 0, left: total },
        };
        for await (const some of inPieces(orders(), AT_ONCE)) {
          // What was taken in by then stays.
          if (signal.aborted) break;
          await ctx.executor.room();
          const taken = some.map(async (one) => ({ row: one.row, ...(await takeOne(ctx, one)) }));
          for (const { row, status, record, problems } of await Promise.all(taken)) {
            answer[status] += 1;
            if (status === "quarantined" && answer.problems.length < SHOWN)
              answer.problems.push({ row, record, problems });
          }
          answer.left -= some.length;
          if (!signal.aborted) tell({ done: total - answer.left });
        }
        ctx.log.info("table taken in", { count: total - answer.left });
        return answer;
      },
    },
  );
}

async function takeOne(ctx: Context, { part, problems }: SheetOrder): Promise<TakenIn> {
  const came = { door: "upload", raw: JSON.stringify(part) } as const;
  if (problems.length === 0) return takeIn(ctx, { body: part, requestKey: null, came, isPart: true });
  const record = await quarantine(ctx, { came, body: part, problems });
  return { status: "quarantined", order: null, record, problems };
}
