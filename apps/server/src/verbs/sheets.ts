/** Sheets that are being looked at or taken in: begun, followed, ended. */
import { transact } from "@switchyard/store";
import type { Upload } from "../history/uploads.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import type { Hand, Job } from "../runtime/jobs.ts";
import { act } from "./journal-act.ts";
import {
  previewUpload,
  type SheetUnderWay,
  type UploadAnswer,
  type UploadInput,
  type UploadPreview,
  uploadOrders,
} from "./upload-orders.ts";

interface Works {
  preview: UploadPreview;
  answer: UploadAnswer;
}
type Verb<T> = (ctx: Context, file: Upload, input: UploadInput, hand: Hand<SheetUnderWay>) => Promise<T>;
const WORKS: { [What in keyof Works]: Verb<Works[What]> } = { preview: previewUpload, answer: uploadOrders };

/**
 * A table that came with its request (`isKept` false) is gone at the end; one that was brought before, when it is taken in. It is held from
 * here on, also while the work waits for its turn.
 */
export function beginSheet<What extends keyof Works>(
  ctx: Context,
  what: What,
  { file, isKept, input }: { file: Upload; isKept: boolean; input: UploadInput },
): { id: string; done: Promise<Works[What]> } {
  const { sheets, uploads } = ctx;
  const id = ctx.newId("sht");
  const about: SheetUnderWay = { what, source: input.source, hash: file.hash, rows: 0, done: 0, total: null };
  const begin = () => sheets.begin(id, about, (hand) => WORKS[what](ctx, file, input, hand));
  const lookAndTake = async () => {
    const came = await begin();
    if (what === "answer") uploads.drop(file);
    return came;
  };
  const done = isKept ? uploads.look(file, lookAndTake) : uploads.use(file, begin);
  // Who does not wait finds by the id what came of it.
  done.catch(() => undefined);
  return { id, done };
}

function find(ctx: Context, id: string): Job<SheetUnderWay, UploadPreview | UploadAnswer> {
  const found = ctx.sheets.get(id);
  if (found === null) throw new Refusal("upload_not_found");
  return found;
}

export interface SheetProgress extends Pick<SheetUnderWay, "rows" | "done" | "total"> {
  id: string;
  status: "running" | "done" | "cancelled";
  preview: UploadPreview | null;
  answer: UploadAnswer | null;
}
/** How far it is, or what came of it. Throws `upload_not_found`, or why it failed. */
export function followSheet(ctx: Context, id: string): SheetProgress {
  const { about, outcome } = find(ctx, id);
  if (outcome?.is === "failed") throw outcome.cause;
  const { rows, done, total } = about;
  const found = outcome?.is === "done" ? outcome.result : null;
  const came =
    found === null || "columns" in found ? { preview: found, answer: null } : { preview: null, answer: found };
  return { id, status: outcome?.is ?? "running", rows, done, total, ...came };
}

/** Orders that were taken in by then stay, and its answer tells how many they are; what is over stays as it is. Throws `upload_not_found`. */
export async function cancelSheet(ctx: Context, id: string): Promise<{ id: string }> {
  const { about, outcome } = find(ctx, id);
  if (outcome !== null) return { id };
  ctx.sheets.cancel(id);
  if (about.what === "answer") {
    const { what: _, rows: __, ...told } = about;
    await transact(ctx.store, async (tx) =>
      tx.append(ctx.workspace.id, [act(ctx, "upload_cancelled", { id, ...told })]),
    );
  }
  return { id };
}
