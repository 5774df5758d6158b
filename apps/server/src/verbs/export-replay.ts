/** A replay as a table to take away: its differences order by order, or its figures side by side. */
import type { CHANGE_KINDS, SideFigures } from "@switchyard/sandbox";
import { CSV_BEGIN, csvLine } from "../http/csv.ts";
import { readDifference } from "../replay/spec.ts";
import type { SideView } from "../replay/view.ts";
import type { Context } from "../runtime/context.ts";
import { type DifferenceView, differenceView, findReplay, getReplay } from "./get-replay.ts";
import { noteExport } from "./journal-act.ts";

export type ExportWhat = "differences" | "figures";
export type ExportFormat = "csv" | "xlsx";
type Cell = string | number | null;

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
  what: ExportWhat,
  format: ExportFormat,
): Promise<ExportedFile> {
  const rows = what === "differences" ? await differenceRows(ctx, id) : await figureRows(ctx, id);
  await noteExport(ctx, { what, replay: id, format });
  const bytes = format === "csv" ? csvText(rows) : await workbook(rows);
  return {
    name: `${id}-${what}.${format}`,
    type: `${EXPORT_TYPES[format]}${format === "csv" ? "; charset=utf-8" : ""}`,
    bytes,
  };
}

const KIND_WORDS: Record<(typeof CHANGE_KINDS)[number], string> = {
  ...{ rerouted: "改派", newly_routed: "新派", no_longer_routed: "不再派" },
  ...{ newly_alerted: "新增告警", no_longer_alerted: "不再告警", alerted_otherwise: "告警不同" },
  ...{ newly_merged: "新合并", no_longer_merged: "不再合并", merged_otherwise: "合并不同" },
  ...{ newly_breached: "新超时", no_longer_breached: "不再超时", newly_held: "新暂停", no_longer_held: "不再暂停" },
  ...{ newly_parked: "新待处理", no_longer_parked: "不再待处理", tags: "标签", fields: "字段", messages: "消息" },
};

async function differenceRows(ctx: Context, id: string): Promise<Cell[][]> {
  await findReplay(ctx, id);
  const rows: Cell[][] = [
    ["订单号 order", "来源 source", "品牌 brand", "款号 style", "时间 time", "变化 change", "原去向 before", "新去向 after",
      "原标签 tags before", "新标签 tags after", "原告警 alerts before", "新告警 alerts after", "原批次 batch before", "新批次 batch after"],
  ]; // biome-ignore format: a row of words
  for (let cursor: string | undefined; ; ) {
    const page = await ctx.store.read.replays.differences(ctx.workspace.id, id, { limit: PAGE, cursor });
    for (const { body } of page.items) rows.push(differenceRow(differenceView(ctx, readDifference(body))));
    if (page.nextCursor === null) return rows;
    cursor = page.nextCursor;
  }
}

function differenceRow({ external_id, source, brand, style_code, at, kinds, before, after }: DifferenceView): Cell[] {
  const alerts = (side: DifferenceView["before"]) => side.alerts.map(({ level }) => level).join(" ");
  return [
    ...[external_id, source, brand, style_code, new Date(at).toISOString()],
    kinds.map((kind) => `${KIND_WORDS[kind]} ${kind}`).join("; "),
    ...[before.destination?.name ?? null, after.destination?.name ?? null],
    ...[before.tags.join(" "), after.tags.join(" "), alerts(before), alerts(after), before.batch, after.batch],
  ];
}

/** A column for each side; of a sweep one for each value. */
async function figureRows(ctx: Context, id: string): Promise<Cell[][]> {
  const { orders, after, before, differences, sweep } = await getReplay(ctx, id);
  const columns: { title: string; side: SideView }[] =
    sweep === null
      ? [...(before === null ? [] : [{ title: "原 before", side: before }]), { title: "新 after", side: after }]
      : sweep.points.map(({ value, side }) => ({ title: valueText(value), side }));
  const all = (label: string, of: (side: SideView) => number): Cell[] => [
    label,
    ...columns.map(({ side }) => of(side)),
  ];
  const names = new Map(columns.flatMap(({ side }) => side.destinations.map((one) => [one.id, one.name] as const)));
  const count = ({ destinations }: SideView, one: string) => destinations.find((entry) => entry.id === one)?.count ?? 0;
  const merge = (label: string, name: keyof SideFigures["merge"]) => all(label, (side) => side.merge[name]);
  return [
    ["指标 figure", ...columns.map(({ title }) => title)],
    all("订单 orders", () => orders),
    all("已决定 decided", (side) => side.decided),
    all("未命中 undecided", (side) => side.undecided),
    all("待处理 parked", (side) => side.parked),
    ...[...names].map(([one, name]) => all(`去向 ${name}`, (side) => count(side, one))),
    ...["1", "2", "3", "4"].map((level) => all(`告警 ${level} 级 alerts`, (side) => side.alerts[level] ?? 0)),
    all("时限达成 kept", (side) => side.watches.kept),
    all("时限超时 breached", (side) => side.watches.breached),
    merge("合并订单 merged orders", "orders"),
    merge("合并批次 batches", "batches"),
    merge("省下包裹 parcels saved", "saved"),
    merge("因合并逾期 late by merging", "late"),
    ...(before === null ? [] : [["决定不同 differences", null, differences.total]]),
    ...loadRows(columns),
  ];
}

/** Orders a day of each destination, with what it can take. */
function loadRows(columns: readonly { title: string; side: SideView }[]): Cell[][] {
  const places = new Map(
    columns.flatMap(({ side }) => side.load.map(({ id, name, capacity_per_day }) => [id, { name, capacity_per_day }])),
  );
  return [...places].flatMap(([id, { name, capacity_per_day: capacity }]) => {
    const days = columns.map(
      ({ side }) => new Map(side.load.find((one) => one.id === id)?.days.map(({ date, count }) => [date, count])),
    );
    const dates = [...new Set(days.flatMap((counts) => [...counts.keys()]))].sort();
    const limit = capacity === null ? "" : `（每日产能 capacity ${capacity}）`;
    return dates.map((date): Cell[] => [`${name} ${date}${limit}`, ...days.map((counts) => counts.get(date) ?? 0)]);
  });
}

/** A number, or a span with its unit. */
const valueText = (value: unknown): string =>
  typeof value === "object" && value !== null && "amount" in value && "unit" in value
    ? `${String(value.amount)} ${String(value.unit)}`
    : String(value);

const csvText = (rows: readonly (readonly Cell[])[]) =>
  new TextEncoder().encode(
    CSV_BEGIN + rows.map((row) => csvLine(row.map((value) => (value === null ? "" : String(value))))).join(""),
  );

/** Text is written as text: a workbook's formulas are a type of their own. Loaded when it is first used. */
async function workbook(rows: readonly (readonly Cell[])[]): Promise<Uint8Array<ArrayBuffer>> {
  const { default: write } = await import("write-excel-file/node");
  const data = rows.map((row) =>
    row.map((value) =>
      value === null ? null : typeof value === "number" ? { value, type: Number } : { value, type: String },
    ),
  );
  return new Uint8Array(await write(data, { stickyRowsCount: 1 }).toBuffer());
}
