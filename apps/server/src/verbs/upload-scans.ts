/** A sheet of scans (CSV or xlsx): a scanner's memory, or what a workshop wrote down. Its columns are found by their names. */
import { normaliseText, type Text } from "@switchyard/orders";
import type { Upload } from "../history/uploads.ts";
import { readUpload } from "../intake/read-upload.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { type LotScan, type ScanAnswer, scanLots } from "./scan-lots.ts";

const COLUMNS: Record<"lot" | "to" | "step" | "qty" | "ref", readonly string[]> = {
  lot: ["批次", "批次号", "上游批次", "lot", "batch", "batch_no"],
  to: ["去向", "下游", "下游批次", "订单", "订单号", "去处", "into", "to", "order"],
  step: ["工序", "环节", "step", "station"],
  qty: ["数量", "件数", "qty", "quantity"],
  ref: ["凭证", "质检报告", "质检报告编号", "报告编号", "ref", "report"],
};
const NAMES = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
const MOST_ROWS = 20_000;
const LEFT = 100;

export interface UploadedScans {
  rows: number;
  done: number;
  left: { row: number; lot: string; result: ScanAnswer["result"]; reason: Text | null }[];
}

/** The file is read to its end before anything of it counts. Throws `invalid_file`. */
export async function uploadScans(
  ctx: Context,
  { path }: Upload,
  { format, by }: { format: "csv" | "xlsx"; by: string },
): Promise<UploadedScans> {
  const scans: (LotScan & { row: number })[] = [];
  let at: Record<string, number> = {};
  for await (const event of readUpload(ctx, { source: "", format, path })) {
    if (event.type === "columns") at = placesOf(event.columns);
    if (event.type !== "rows") continue;
    for (const { row, cells } of event.rows) {
      const cell = (name: string) => normaliseText(cells[at[name] ?? -1] ?? "") || undefined;
      const [lot = "", qty] = [cell("lot"), Number(cell("qty")?.replaceAll(",", ""))];
      scans.push({
        row,
        lot,
        to: cell("to") ?? "",
        step: cell("step"),
        ref: cell("ref"),
        on: true,
        ...(qty > 0 && { qty }),
      });
    }
    if (scans.length > MOST_ROWS) throw invalid("too_many_rows", `最多 ${MOST_ROWS} 行`, `At most ${MOST_ROWS} rows`);
  }
  const found: UploadedScans = { rows: scans.length, done: 0, left: [] };
  const answers = await scanLots(ctx, scans, by);
  for (const [index, { lot, result, reason }] of answers.entries()) {
    if (result === "done") found.done += 1;
    else if (found.left.length < LEFT) found.left.push({ row: scans[index]?.row ?? 0, lot, result, reason });
  }
  return found;
}

function placesOf(columns: readonly string[]): Record<string, number> {
  const plain = columns.map((name) => normaliseText(name).toLowerCase());
  const at = Object.fromEntries(NAMES.map((name) => [name, plain.findIndex((one) => COLUMNS[name].includes(one))]));
  if ((at.lot ?? -1) < 0 || (at.to ?? -1) < 0)
    throw invalid("columns_missing", "需要「批次」和「去向」两列", "Two columns are needed: lot and to");
  return at;
}

const invalid = (code: string, zh: string, en: string) =>
  new Refusal("invalid_file", { problems: [{ pointer: "", code, message: { zh, en } }] });
