/** Lists of orders that wait for a person. */
import type { FreezeScope, OrderState } from "@switchyard/engine";
import type { Page, WaitKind } from "@switchyard/store";
import type { Context } from "../runtime/context.ts";

export interface WaitingOrder {
  order: { id: string; source: string; external_id: string; brand: string | null; style_code: string | null };
  since: number;
}
interface Wanted {
  kind: WaitKind;
  /** Words of its number, style or buyer. */
  q?: string | undefined;
}
/** So much is looked through for one page: what a filter leaves out costs no more than this. */
const LOOKED_AT = 1000;

/** A page may hold fewer than its limit while more follow; `nextCursor` null: this was the last one. */
export async function waitingOrders<T>(
  ctx: Context,
  { kind, q }: Wanted,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
  view: (order: WaitingOrder, state: OrderState) => Promise<T[]>,
): Promise<Page<T>> {
  const { waits, orders } = ctx.store.read;
  const words = q?.normalize("NFKC").trim().toLowerCase() ?? "";
  const items: T[] = [];
  let after = cursor;
  for (let looked = 0; looked < LOOKED_AT; ) {
    const page = await waits.list(ctx.workspace.id, kind, { cursor: after, limit: Math.max(1, limit - items.length) });
    const ids = page.items.map(({ order }) => order);
    const known = new Map((await orders.some(ctx.workspace.id, ids)).map((one) => [one.summary.id, one]));
    for (const { order: id, since } of page.items) {
      const found = known.get(id);
      if (found === undefined || !contains(found.summary, words)) continue;
      const { source, external_id, brand, style_code } = found.summary;
      items.push(...(await view({ order: { id, source, external_id, brand, style_code }, since }, found.state)));
    }
    looked += page.items.length;
    if (page.nextCursor === null) return { items, nextCursor: null };
    after = page.nextCursor;
    if (items.length >= limit) break;
  }
  return { items, nextCursor: after ?? null };
}

const contains = (summary: { external_id: string; brand: string | null; style_code: string | null }, words: string) =>
  words === "" ||
  [summary.external_id, summary.brand ?? "", summary.style_code ?? ""].some((text) =>
    text.toLowerCase().includes(words),
  );

export interface HeldOrder extends WaitingOrder {
  /** Who holds it and why. */
  reasons: { flow: string; flow_name: string; node: string; reason: string }[];
}
export interface FrozenOrder extends WaitingOrder {
  freezes: { scope: FreezeScope; name: string }[];
}
export interface PooledOrder extends WaitingOrder {
  /** The gates that keep it, and what waits there. */
  gates: { target: string; name: string; event: string; at: number }[];
}

type ListPage = { cursor?: string | undefined; limit: number };
export const listHeld = (ctx: Context, q: string | undefined, page: ListPage): Promise<Page<HeldOrder>> =>
  waitingOrders(ctx, { kind: "hold", q }, page, async (order, { holds }) => [
    { ...order, reasons: Object.entries(holds ?? {}).map(([name, reason]) => ({ ...placeOf(ctx, name), reason })) },
  ]);

export const listFrozen = (ctx: Context, q: string | undefined, page: ListPage): Promise<Page<FrozenOrder>> =>
  waitingOrders(ctx, { kind: "freeze", q }, page, async (order, { frozen }) => [
    { ...order, freezes: (frozen ?? []).map(readFreeze) },
  ]);

export const listPooled = (ctx: Context, q: string | undefined, page: ListPage): Promise<Page<PooledOrder>> =>
  waitingOrders(ctx, { kind: "pool", q }, page, async (order, { parked }) => [
    {
      ...order,
      gates: (parked ?? []).flatMap(({ why, by = "", event }) => {
        const [, target = "", name = ""] = by.split("/").map(unescaped);
        return why === "pool" ? [{ target, name, event: event.type, at: event.at }] : [];
      }),
    },
  ]);

function readFreeze(text: string): { scope: FreezeScope; name: string } {
  const [scope = "", name = ""] = text.split("/").map(unescaped);
  return { scope: scope as FreezeScope, name };
}

/** Of `flow/node`; a single name is a person's or the core's own. */
export function placeOf(ctx: Context, name: string): { flow: string; flow_name: string; node: string } {
  const [flow = "", node = ""] = name.split("/").map(unescaped);
  if (node === "") return { flow: "", flow_name: "", node: flow };
  return { flow, flow_name: ctx.executor.live.names.get(flow) ?? flow, node };
}

/** Parts of the engine's keys are escaped like JSON pointers. */
export const unescaped = (part: string) => part.replaceAll("~1", "/").replaceAll("~0", "~");

export interface TodoCounts {
  approvals: number;
  tasks: number;
  pooled: number;
  held: number;
  frozen: number;
  batches: number;
}
export async function countTodo(ctx: Context): Promise<TodoCounts> {
  const { waits, inbox, state } = ctx.store.read;
  const { approval, hold, freeze, pool } = await waits.counts(ctx.workspace.id, ["approval", "hold", "freeze", "pool"]);
  const tasks = await inbox.open(ctx.workspace.id, "task");
  const batches = await state.count(ctx.workspace.id, "batch");
  return { approvals: approval, tasks, pooled: pool, held: hold, frozen: freeze, batches };
}
