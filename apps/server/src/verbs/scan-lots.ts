/** 批次链: what a scanner, a system or a sheet says of lots that went into lots and orders. */
import { normaliseField, normaliseText, type Text } from "@switchyard/orders";
import type { EventAnswer } from "../events/take-event.ts";
import { takeEvent } from "../events/take-event.ts";
import type { Context } from "../runtime/context.ts";
import { actorOf } from "./journal-act.ts";
import { lotStateOf } from "./trace.ts";

export interface LotScan {
  lot: string;
  /** As a scanner reads it: an order's number or a lot's, or the address of a page of either. */
  to?: string | undefined;
  /** Said exactly: a lot, or an order by its id. */
  into?: string | undefined;
  order?: string | undefined;
  step?: string | undefined;
  qty?: number | undefined;
  /** What proves it: a report's number. */
  ref?: string | undefined;
  /** false takes a wrong scan back. */
  on: boolean;
  occurred_at?: string | undefined;
}
export interface ScanAnswer {
  lot: string;
  /** What it was understood to have gone into; null: nothing that is known. */
  to: { lot: string } | { order: string; external_id: string | null } | null;
  result: EventAnswer["result"];
  /** Why not, where it was refused or there was nothing to do. */
  reason: Text | null;
}

const AT_ONCE = 32;

/** Each for itself; where a scan stands on another does not matter to either. */
export async function scanLots(ctx: Context, scans: readonly LotScan[], by: string): Promise<ScanAnswer[]> {
  const answers: ScanAnswer[] = [];
  for (let from = 0; from < scans.length; from += AT_ONCE) {
    await ctx.executor.room();
    answers.push(...(await Promise.all(scans.slice(from, from + AT_ONCE).map((scan) => takeScan(ctx, scan, by)))));
  }
  return answers;
}

async function takeScan(ctx: Context, scan: LotScan, by: string): Promise<ScanAnswer> {
  const lot = lotName(scan.lot);
  const target = await targetOf(ctx, scan);
  const refused = (reason: Text): ScanAnswer => ({ lot, to: null, result: "refused", reason });
  if ("refused" in target) return refused(target.refused);
  if ("into" in target && scan.on && (await isAbove(ctx, target.into, lot))) return refused(LOOP);
  const { step, qty, ref, on, occurred_at } = scan;
  const text = await takeEvent(ctx, {
    actor: actorOf(ctx, by),
    about: "order" in target ? { order: target.order } : null,
    event: ({ id, at }) => ({
      ...{ type: "lot_linked", id, at, lot, on, by },
      ...("into" in target ? { into: target.into } : { order: target.order }),
      ...(step && { step: normaliseText(step) }),
      ...(qty !== undefined && { qty }),
      ...(ref && { ref: normaliseText(ref) }),
      ...(occurred_at !== undefined && { occurredAt: Date.parse(occurred_at) }),
    }),
    key: null,
  });
  const { result, records, order } = JSON.parse(text) as EventAnswer;
  const to = "into" in target ? { lot: target.into } : { order: target.order, external_id: order?.external_id ?? null };
  return { lot, to, result, reason: result === "done" ? null : (records[0]?.text ?? null) };
}

type Target = { into: string } | { order: string } | { refused: Text };

async function targetOf(ctx: Context, { lot, to, into, order }: LotScan): Promise<Target> {
  if (lotName(lot) === "") return { refused: NOTHING };
  if (order !== undefined)
    return (await ctx.store.read.orders.get(ctx.workspace.id, order)) === null ? { refused: NO_ORDER } : { order };
  if (into !== undefined) return named(into);
  return readTarget(ctx, to ?? "");
}

/** What a scanner has read: an order of this number, otherwise a lot. */
export async function readTarget(ctx: Context, code: string): Promise<Target> {
  const read = pageOf(code);
  if (read.kind === "lots") return named(read.text);
  if (read.kind === "orders" && (await ctx.store.read.orders.get(ctx.workspace.id, read.text)) !== null)
    return { order: read.text };
  const [found, second] = await ctx.store.read.orders.called(ctx.workspace.id, [normaliseText(read.text)]);
  if (second !== undefined) return { refused: SEVERAL };
  return found === undefined ? named(read.text) : { order: found.id };
}

const named = (text: string): Target => (lotName(text) === "" ? { refused: NOTHING } : { into: lotName(text) });

/** A label of ours shows the address of a page; every other text is the number itself. */
function pageOf(text: string): { kind: "lots" | "orders" | null; text: string } {
  const found = /^https?:\/\/[^/]+\/(lots|orders)\/([^/?#]+)/.exec(text.trim());
  if (found === null) return { kind: null, text };
  try {
    return { kind: found[1] as "lots" | "orders", text: decodeURIComponent(found[2] ?? "") };
  } catch {
    return { kind: null, text };
  }
}

/** As lines keep their lots. */
export const lotName = (text: string): string => normaliseField("batch_no", pageOf(text).text).slice(0, 200);

/** Whether `upper` is among what `lot` is made of: a chain has no rings. */
async function isAbove(ctx: Context, upper: string, lot: string): Promise<boolean> {
  const seen = new Set([lot]);
  for (const name of seen) {
    if (name === upper) return true;
    for (const link of (await lotStateOf(ctx, name))?.up ?? []) seen.add(link.lot);
  }
  return false;
}

const text = (zh: string, en: string): Text => ({ zh, en });
const NO_ORDER = text("没有这张订单", "There is no such order");
const NOTHING = text("没有扫到批次号", "No lot was scanned");
const SEVERAL = text(
  "不同来源有同号订单，请打开订单扫描",
  "Orders of several sources have this number: scan from the order itself",
);
const LOOP = text(
  "它的上游里已有这个批次，不能连成环",
  "That lot is among what this one is made of: a chain has no rings",
);
