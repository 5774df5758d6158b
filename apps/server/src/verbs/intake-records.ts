/** The records that came in: what became of them, and what a person does about those in quarantine. */
import { mergePatch, type Problem } from "@switchyard/orders";
import { type IntakeFilter, type KeptRecord, type Page, type PageRequest, transact } from "@switchyard/store";
import { bodiesOf } from "../intake/bodies.ts";
import { PROBLEMS, Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { readable, Unreadable } from "../text/readable.ts";
import { hear, type TakenIn, takeIn } from "./receive-webhook.ts";

export interface RecordView {
  id: string;
  at: number;
  day: string;
  source: string;
  external_id: string | null;
  door: KeptRecord["door"];
  outcome: KeptRecord["outcome"];
  order: string | null;
  /** In a list, its beginning. */
  raw: string;
  bytes: number;
  problems: Problem[];
  mends: string | null;
  closed_at: number | null;
  mended_by: string | null;
}
export interface Repair {
  /** The whole body anew, as JSON text; by default what came. */
  text?: string | undefined;
  /** Fields to set in it (RFC 7396: null takes a field away). */
  merge?: Record<string, unknown> | undefined;
  /** Fields to set in each of its lines. */
  each_line?: Record<string, unknown> | undefined;
}
export type Repaired = TakenIn & { id: string };

const viewOf = ({ externalId, closedAt, mendedBy, problems, ...rest }: KeptRecord): RecordView => ({
  ...rest,
  external_id: externalId,
  problems: problems ?? [],
  closed_at: closedAt,
  mended_by: mendedBy,
});

export async function listRecords(ctx: Context, filter: IntakeFilter, page: PageRequest): Promise<Page<RecordView>> {
  const { items, nextCursor } = await ctx.store.read.intake.list(ctx.workspace.id, filter, page);
  return { items: items.map(viewOf), nextCursor };
}

export async function getRecord(ctx: Context, id: string): Promise<RecordView> {
  const record = await ctx.store.read.intake.get(ctx.workspace.id, id);
  if (record === null) throw new Refusal("record_not_found");
  return viewOf(record);
}

/** Sends a quarantined record again, mended. Throws `record_not_found`, `not_open`, or what is still wrong with it. */
export async function resubmit(ctx: Context, id: string, repair: Repair): Promise<Repaired> {
  const record = await ctx.store.read.intake.get(ctx.workspace.id, id);
  if (record === null) throw new Refusal("record_not_found");
  if (record.outcome !== "quarantined" || record.closedAt !== null) throw new Refusal("not_open");
  const text = repair.text ?? record.raw;
  const read = readable(text);
  if (read instanceof Unreadable) throw read.refusal;
  const source = record.door === "webhook" ? await ctx.store.read.intake.source(ctx.workspace.id, record.source) : null;
  const isMerged = repair.merge !== undefined || repair.each_line !== undefined;
  const value = withLines(repair.merge === undefined ? read : mergePatch(read, repair.merge), repair.each_line);
  const mapped = bodiesOf(value, source);
  const [body] = mapped.ok ? mapped.bodies : [];
  if (!mapped.ok || body === undefined || mapped.bodies.length > 1) {
    throw new Refusal("invalid_order", { problems: mapped.ok ? [several] : [mapped.problem] });
  }
  const raw = isMerged ? JSON.stringify(value) : text;
  const done = await takeIn(ctx, {
    body,
    requestKey: null,
    isPart: record.door === "upload" || mapped.isPart,
    came: { door: "repair", raw, mends: { record: id, by: ctx.who.id } },
  });
  if (done.status === "quarantined") throw new Refusal("invalid_order", { problems: done.problems });
  await hear(ctx, mapped.news?.[0], `repair ${id}`);
  return { id, ...done };
}

/** Many at once, each for itself: one that is still wrong stays, and says why. */
export async function resubmitMany(
  ctx: Context,
  ids: readonly string[],
  repair: Omit<Repair, "text">,
): Promise<Repaired[]> {
  const done: Repaired[] = [];
  for (let from = 0; from < ids.length; from += 100) {
    const some = ids.slice(from, from + 100).map((id) =>
      resubmit(ctx, id, repair).catch((cause: unknown): Repaired => {
        if (!(cause instanceof Refusal) || PROBLEMS[cause.code].status >= 500) throw cause;
        const { code, details } = cause;
        const problems = details.problems ?? [{ pointer: "", code, message: PROBLEMS[code].title }];
        return { id, status: "quarantined", order: null, record: id, problems };
      }),
    );
    done.push(...(await Promise.all(some)));
  }
  return done;
}

/** Closes records that are no orders and will not become any; they stay, and the journal says who and why. */
export async function dismissRecords(
  ctx: Context,
  ids: readonly string[],
  reason: string,
): Promise<{ dismissed: string[] }> {
  const at = ctx.clock.now();
  const dismissed = await transact(ctx.store, async (tx) => {
    const closed = await tx.intake.dismiss(ctx.workspace.id, ids, at);
    const data = JSON.stringify({ records: closed, reason });
    if (closed.length > 0) {
      await tx.append(ctx.workspace.id, [{ subject: "intake", at, type: "intake_dismissed", actor: ctx.who.id, data }]);
    }
    return closed;
  });
  return { dismissed };
}

/** An order without lines gets one. */
function withLines(order: unknown, fields: Repair["each_line"]): unknown {
  if (fields === undefined || typeof order !== "object" || order === null || Array.isArray(order)) return order;
  const { lines } = order as { lines?: unknown };
  const some = Array.isArray(lines) && lines.length > 0 ? lines : [{ line_no: 1 }];
  return { ...order, lines: some.map((line) => mergePatch(line, fields)) };
}

const several: Problem = {
  pointer: "",
  code: "several_orders",
  message: { zh: "一条记录里有多张订单，请拆开后再提交", en: "The record holds several orders; send them one by one" },
};
