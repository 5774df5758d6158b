/** A replay as a table to take away: its differences order by order, or its figures side by side. */
import { readBatchId } from "@switchyard/engine";
import type { DifferenceFilter } from "@switchyard/store";
import { FIGURE_WORDS, KIND_WORDS } from "../replay/change-words.ts";
import { readDifference, readReplay } from "../replay/spec.ts";
import type { ReplaySummary, SideView } from "../replay/view.ts";
import type { Context } from "../runtime/context.ts";
import { CSV_BEGIN, csvLine, sheetTime } from "../text/csv.ts";
import { type DifferenceView, differenceView, findReplay, getReplay } from "./get-replay.ts";
import { noteExport } from "./journal-act.ts";

export type ExportWhat = "differences" | "figures";
export type ExportFormat = "csv" | "xlsx";
type Cell = string | number | null;
interface Sheet {
  name: string;
  rows: Cell[][];
}

const PAGE = 1000;
/** The media type of each format; the API document names the same. */
export const EXPORT_TYPES = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const satisfies Record<ExportFormat, string>;

export interface ExportedFile {
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export async function exportReplay(
  ctx: Context,
  id: string,
  { what, format, ...filter }: DifferenceFilter & { what: ExportWhat; format: ExportFormat },
): Promise<ExportedFile> {
  const sheets = what === "differences" ? await differenceSheets(ctx, id, filter) : await figureSheets(ctx, id);
  await noteExport(ctx, { what, replay: id, format });
  const bytes = format === "csv" ? csvText(sheets) : await workbook(sheets);
  return {
    name: `${id}-${what}.${format}`,
    type: `${EXPORT_TYPES[format]}${format === "csv" ? "; charset=utf-8" : ""}`,
    bytes,
  };
}

async function differenceSheets(ctx: Context, id: string, filter: DifferenceFilter): Promise<Sheet[]> {
  const { result } = readReplay(await findReplay(ctx, id));
  const [total, stored] = [result?.figures?.differences.total ?? 0, result?.stored ?? 0];
  const { zone } = ctx.workspace.settings;
  const rows: Cell[][] = [
    ["订单号 order", "来源 source", "品牌 brand", "款号 style", "时间 time", "变化 change", "原去向 before", "新去向 after",
      "原标签 tags before", "新标签 tags after", "原告警 alerts before", "新告警 alerts after", "原批次 batch before", "新批次 batch after"],
  ]; // biome-ignore format: a row of words
  for (let cursor: string | undefined; ; ) {
    const page = await ctx.store.read.replays.differences(ctx.workspace.id, id, { ...filter, limit: PAGE, cursor });
    for (const { body } of page.items) rows.push(differenceRow(differenceView(ctx, readDifference(body)), zone));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  // Whoever opens the file does not see the screen that says it.
  if (stored < total)
    rows.push([`差异太多，只保留了 ${stored} 单，共 ${total} 单 too many: ${stored} of ${total} orders were kept`]);
  return [{ name: "差异 differences", rows }];
}

function differenceRow(difference: DifferenceView, zone: string): Cell[] {
  const { external_id, source, brand, style_code, at, kinds, before, after } = difference;
  const alerts = (side: DifferenceView["before"]) => side.alerts.map(({ level }) => level).join(" ");
  return [
    ...[external_id, source, brand, style_code, sheetTime(at, zone)],
    kinds.map((kind) => `${KIND_WORDS[kind].zh} ${KIND_WORDS[kind].en}`).join("; "),
    ...[before.destination?.name ?? null, after.destination?.name ?? null],
    ...[
      before.tags.join(" "),
      after.tags.join(" "),
      alerts(before),
      alerts(after),
      batchText(before.batch, zone),
      batchText(after.batch, zone),
    ],
  ];
}

/** What its orders have in common, and when it was opened: two of one key are told apart. */
function batchText(id: string | null, zone: string): string | null {
  const batch = id === null ? null : readBatchId(id);
  return batch === null ? id : `${batch.group.join(" / ")} @ ${sheetTime(batch.opened, zone)}`;
}

/** A column for each side; of a sweep one for each value. */
async function figureSheets(ctx: Context, id: string): Promise<Sheet[]> {
  const replay = await getReplay(ctx, id);
  const { orders, after, before, differences, sweep } = replay;
  const columns: { title: string; side: SideView }[] =
    sweep === null
      ? [
          ...(before === null ? [] : [{ title: `对照 before: ${versionText(replay.against)}`, side: before }]),
          { title: `回放 after: ${versionText(replay.version)}`, side: after },
        ]
      : sweep.points.map(({ value, side }) => ({ title: valueText(value), side }));
  const all = (label: string, of: (side: SideView) => number): Cell[] => [
    label,
    ...columns.map(({ side }) => of(side)),
  ];
  const figure = (key: keyof typeof FIGURE_WORDS, of: (side: SideView) => number) =>
    all(`${FIGURE_WORDS[key].zh} ${FIGURE_WORDS[key].en}`, of);
  const names = new Map(columns.flatMap(({ side }) => side.destinations.map((one) => [one.id, one.name] as const)));
  const count = ({ destinations }: SideView, one: string) => destinations.find((entry) => entry.id === one)?.count ?? 0;
  const rows = [
    ["指标 figure", ...columns.map(({ title }) => title)],
    all("订单 orders", () => orders),
    figure("decided", (side) => side.decided),
    figure("undecided", (side) => side.undecided),
    figure("parked", (side) => side.parked),
    ...[...names].map(([one, name]) => all(`去向 ${name}`, (side) => count(side, one))),
    ...["1", "2", "3", "4"].map((level) => all(`${level} 级告警 alerts`, (side) => side.alerts[level] ?? 0)),
    figure("kept", (side) => side.watches.kept),
    figure("breached", (side) => side.watches.breached),
    figure("open", (side) => side.watches.open),
    figure("merged", (side) => side.merge.orders),
    figure("batches", (side) => side.merge.batches),
    figure("saved", (side) => side.merge.saved),
    figure("late", (side) => side.merge.late),
    ...(before === null ? [] : [["结果不同 differences", null, differences.total]]),
  ];
  return [
    { name: "指标 figures", rows },
    { name: "每天的负荷 load", rows: loadRows(columns) },
  ];
}

/** Orders a day of each destination, beside what it can take. */
function loadRows(columns: readonly { title: string; side: SideView }[]): Cell[][] {
  const places = new Map(
    columns.flatMap(({ side }) => side.load.map(({ id, name, capacity_per_day }) => [id, { name, capacity_per_day }])),
  );
  const head = ["去向 destination", "日期 date", "每天产能 capacity", ...columns.map(({ title }) => title)];
  const rows = [...places].flatMap(([id, { name, capacity_per_day: capacity }]) => {
    const days = columns.map(
      ({ side }) => new Map(side.load.find((one) => one.id === id)?.days.map(({ date, count }) => [date, count])),
    );
    const dates = [...new Set(days.flatMap((counts) => [...counts.keys()]))].sort();
    return dates.map((date): Cell[] => [name, date, capacity, ...days.map((counts) => counts.get(date) ?? 0)]);
  });
  return [head, ...rows];
}

const versionText = (version: ReplaySummary["against"]): string =>
  version === "live" ? "线上 live" : version === "draft" ? "草稿 draft" : `v${version}`;

/** A number, or a span with its unit. */
const valueText = (value: unknown): string =>
  typeof value === "object" && value !== null && "amount" in value && "unit" in value
    ? `${String(value.amount)} ${String(value.unit)}`
    : String(value);

/** One file holds one table after the other, with an empty line between. */
const csvText = (sheets: readonly Sheet[]) => {
  const lines = ({ rows }: Sheet) => rows.map((row) => csvLine(row.map((value) => String(value ?? ""))));
  return new TextEncoder().encode(CSV_BEGIN + sheets.map((sheet) => lines(sheet).join("")).join("\r\n"));
};

/** Text is written as text: a workbook's formulas are a type of their own. Loaded when it is first used. */
async function workbook(sheets: readonly Sheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const { default: write } = await import("write-excel-file/node");
  const cell = (value: Cell) =>
    value === null ? null : typeof value === "number" ? { value, type: Number } : { value, type: String };
  const written = sheets.map(({ name, rows }) => {
    const widths = (rows[0] ?? []).map((_, place) => ({ width: widthOf(rows.map((row) => row[place] ?? "")) }));
    return { sheet: name, data: rows.map((row) => row.map(cell)), columns: widths, stickyRowsCount: 1 };
  });
  return new Uint8Array(await write(written).toBuffer());
}

/** So that a column is read without pulling at it: a Chinese letter is as wide as two others. */
const [NARROW, WIDE] = [8, 48];
const widthOf = (values: readonly Cell[]): number =>
  values.reduce((most: number, value) => {
    const width = [...String(value)].reduce((sum, letter) => sum + (letter > "\u2e80" ? 2 : 1), 2);
    return Math.min(WIDE, Math.max(most, width));
  }, NARROW);
