/** Reports of sheets that were held beside the orders: day after day, and row by row. */
import { DEFAULT_STATE_MACHINE, factSpec, lineFieldCatalogue, stateNamed, type Text } from "@switchyard/orders";
import type { Comparison, ComparisonFilter, ComparisonKind, ComparisonRow, Page, PageRequest } from "@switchyard/store";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { type Job, whyFailed } from "../runtime/jobs.ts";
import { CSV_BEGIN, csvLine } from "../text/csv.ts";
import { actorNames, noteExport } from "./journal-act.ts";
import { type TakenIn, takeIn } from "./receive-webhook.ts";

export interface ComparisonView {
  id: string;
  status: "comparing" | "ready" | "failed";
  /** Why it came to nothing. */
  failed: Text | null;
  at: number;
  made_by: string | null;
  source: string;
  file: string;
  /** Rows; while it is made, those that were compared so far. */
  total: number;
  same: number;
  only_sheet: number;
  different: number;
  unread: number;
  only_system: number | null;
  covers: Comparison["about"]["covers"];
  fields: string[];
  ignored: string[];
  notices: Comparison["about"]["notices"];
}

const NONE = { same: 0, only_sheet: 0, different: 0, unread: 0, only_system: null };
const WENT_WRONG = { zh: "比对时出错，已记录", en: "The comparison went wrong; it was recorded" };
/** A report that is not whole yet. */
export interface ComparisonUnderWay extends Pick<Comparison, "file" | "source"> {
  createdAt: number;
  /** Orders of the sheet that were compared so far. */
  read: number;
}
export function comparingView({ id, about, outcome }: Job<ComparisonUnderWay, Comparison>): ComparisonView {
  const { file, source, createdAt, read } = about;
  const failed = whyFailed({ outcome }, WENT_WRONG);
  return {
    ...{ id, status: failed === null ? "comparing" : "failed", failed, at: createdAt, made_by: null, source, file },
    ...{ total: read, ...NONE, covers: null, fields: [], ignored: [], notices: [] },
  };
}
function viewOf(one: Comparison, names: ReadonlyMap<string, string>): ComparisonView {
  const { id, at, source, file, total, same, different, unread, about } = one;
  return {
    ...{ id, status: "ready", failed: null, at, made_by: names.get(one.madeBy) ?? null, source, file, total, same },
    ...{ only_sheet: one.onlySheet, different, unread, only_system: one.onlySystem, ...about },
  };
}

/** Newest first; those that are being made before all others. */
export async function listComparisons(ctx: Context, page: PageRequest): Promise<Page<ComparisonView>> {
  const { items, nextCursor } = await ctx.store.read.comparisons.list(ctx.workspace.id, page);
  const names = await actorNames(ctx);
  const underWay = page.cursor === undefined ? ctx.comparing.list().map(comparingView).reverse() : [];
  return { items: [...underWay, ...items.map((one) => viewOf(one, names))], nextCursor };
}

async function find(ctx: Context, id: string): Promise<Comparison> {
  const found = await ctx.store.read.comparisons.get(ctx.workspace.id, id);
  if (found === null) throw new Refusal("comparison_not_found");
  return found;
}

/** Throws `comparison_not_found`. */
export async function getComparison(ctx: Context, id: string): Promise<ComparisonView> {
  const underWay = ctx.comparing.get(id);
  return underWay === null ? viewOf(await find(ctx, id), await actorNames(ctx)) : comparingView(underWay);
}

/** Ends one that is being made, or takes a failed one off the list. A report stays. Throws `comparison_not_found`. */
export function cancelComparison(ctx: Context, id: string): { id: string } {
  if (!ctx.comparing.cancel(id)) throw new Refusal("comparison_not_found");
  return { id };
}

export type ComparisonRowView = Omit<ComparisonRow, "externalId" | "input" | "fields" | "problems"> & {
  external_id: string | null;
  fields: NonNullable<ComparisonRow["fields"]>;
  problems: NonNullable<ComparisonRow["problems"]>;
  /** It can be handed to the intake. */
  takeable: boolean;
};

/** `order` is the one that it has now: a row that was missing then may have come since. Throws `comparison_not_found`. */
export async function listComparisonRows(
  ctx: Context,
  id: string,
  filter: ComparisonFilter,
  page: PageRequest,
): Promise<Page<ComparisonRowView>> {
  await find(ctx, id);
  const { items, nextCursor } = await ctx.store.read.comparisons.rows(ctx.workspace.id, id, filter, page);
  const since = await cameSince(ctx, items);
  const views = items.map(({ externalId, input, fields = [], problems = [], order, ...row }) => {
    const now = order ?? since.get(numberKey({ source: row.source, externalId })) ?? null;
    const takeable = input !== undefined && now === null;
    return { ...row, external_id: externalId, order: now, fields, problems, takeable };
  });
  return { items: views, nextCursor };
}

/** Orders of several sources may have the same number. */
export const numberKey = ({ source, externalId }: Pick<ComparisonRow, "source" | "externalId">): string =>
  JSON.stringify([source, externalId]);

/** The orders that the numbers of these rows name, by `numberKey`. */
export async function ordersNamed<T>(
  { store, workspace }: Context,
  rows: readonly Pick<ComparisonRow, "source" | "externalId">[],
  of: (order: Awaited<ReturnType<typeof store.read.orders.withNumbers>>[number]) => T | null,
): Promise<Map<string, T>> {
  const found = new Map<string, T>();
  for (const source of new Set(rows.map((row) => row.source))) {
    const numbers = rows.flatMap((row) => (row.source === source ? (row.externalId ?? []) : []));
    for (const order of await store.read.orders.withNumbers(workspace.id, source, numbers)) {
      const value = of(order);
      if (value !== null) found.set(numberKey({ source, externalId: order.external_id }), value);
    }
  }
  return found;
}

function cameSince(ctx: Context, rows: readonly ComparisonRow[]): Promise<Map<string, string>> {
  const open = rows.filter(({ order, externalId, input }) => order === null && externalId !== null && input);
  return ordersNamed(ctx, open, ({ id }) => id);
}

export type TakenRows = Record<TakenIn["status"], number>;
/** Rows that are only in the sheet, or could not be read, go the ordinary way of an upload: what is no order waits in quarantine. */
export async function takeComparedRows(
  ctx: Context,
  id: string,
  which: { rows: number[] } | { kind: "only_sheet" },
): Promise<TakenRows> {
  await find(ctx, id);
  const answer: TakenRows = { accepted: 0, duplicate: 0, update: 0, quarantined: 0 };
  for await (const rows of "rows" in which ? chosen(ctx, id, which.rows) : all(ctx, id, which)) {
    await ctx.executor.room();
    const since = await cameSince(ctx, rows);
    const open = rows.filter((row) => !since.has(numberKey(row)));
    const taken = open.flatMap(({ input: body }) => {
      if (body === undefined) return [];
      const came = { door: "upload", raw: JSON.stringify(body) } as const;
      return [takeIn(ctx, { body, requestKey: null, came, isPart: true })];
    });
    for (const { status } of await Promise.all(taken)) answer[status] += 1;
  }
  return answer;
}

const AT_ONCE = 500;
async function* chosen({ store, workspace }: Context, id: string, rows: readonly number[]) {
  yield await store.read.comparisons.some(workspace.id, id, rows);
}
async function* all({ store, workspace }: Context, id: string, filter: ComparisonFilter) {
  let cursor: string | undefined;
  do {
    const page: Page<ComparisonRow> = await store.read.comparisons.rows(workspace.id, id, filter, {
      cursor,
      limit: AT_ONCE,
    });
    yield page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

const HEAD = [
  "结果 result",
  "行 row",
  "来源 source",
  "单号 order",
  "字段 field",
  "表格 sheet",
  "系统 system",
  "原因 why",
];
const KINDS: Record<ComparisonKind, string> = {
  only_sheet: "仅表里有 only in the sheet",
  different: "不同 different",
  unread: "未能比对 not compared",
  only_system: "仅系统有 only in the system",
};

/** A line for each difference. Throws `comparison_not_found`. */
export async function exportComparison(
  ctx: Context,
  id: string,
  filter: ComparisonFilter,
): Promise<AsyncGenerator<string>> {
  await find(ctx, id);
  await noteExport(ctx, { what: "comparison", comparison: id, ...filter }, ["q"]);
  return textOf(ctx, id, filter);
}

async function* textOf(ctx: Context, id: string, filter: ComparisonFilter): AsyncGenerator<string> {
  const { states = DEFAULT_STATE_MACHINE } = ctx.workspace.settings;
  const value = (field: string, text: string | null) =>
    text !== null && field === "status" ? (stateNamed(states, text)?.label.zh ?? text) : (text ?? "");
  yield CSV_BEGIN + csvLine(HEAD);
  for await (const rows of all(ctx, id, filter)) {
    let text = "";
    for (const { kind, row, source, externalId, fields = [], problems = [] } of rows) {
      const head = [KINDS[kind], row === null ? "" : String(row), source, externalId ?? ""];
      const why = problems.map(({ message }) => message.zh).join("；");
      const lines = fields.map(({ field, sheet, system }) => [
        ...[fieldName(field), value(field, sheet), value(field, system), ""],
      ]);
      for (const line of lines.length === 0 ? [["", "", "", why]] : lines) text += csvLine([...head, ...line]);
    }
    if (text !== "") yield text;
  }
}

const fieldName = (field: string): string =>
  (field.startsWith("line.") ? lineFieldCatalogue.find(({ name }) => `line.${name}` === field) : factSpec(field))?.label
    .zh ?? field;
