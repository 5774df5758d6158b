/** One action said of many orders, or one of each: each for itself, and what was before, so that it can be taken back. */
import type { EventAnswer } from "../events/take-event.ts";
import type { ActOnOrders, OrderAction } from "../http/schemas/events.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { actOnOrder } from "./act-on-order.ts";

export interface ActedOn {
  order: string;
  result: "done" | "waiting" | "refused" | "late" | "nothing";
  /** Why not, where it was refused. */
  reason: { zh: string; en: string } | null;
  /** As it stood: where it was to go, and whether a person had set that. */
  before: { destination: string | null; locked: boolean };
}

/** One after another, so that other work gets its turn in between; the writer still commits them in groups. */
export async function actOnOrders(ctx: Context, said: ActOnOrders): Promise<ActedOn[]> {
  const all = "each" in said ? said.each : said.orders.map((order) => ({ order, action: said.action }));
  const done: ActedOn[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    await ctx.executor.room();
    done.push(
      ...(await Promise.all(all.slice(from, from + AT_ONCE).map(({ order, action }) => actOn(ctx, order, action)))),
    );
  }
  return done;
}
const AT_ONCE = 32;

async function actOn(ctx: Context, order: string, action: OrderAction): Promise<ActedOn> {
  const found = await ctx.store.read.orders.get(ctx.workspace.id, order);
  const before = {
    destination: found?.state.destination ?? null,
    locked: found?.state.locks?.destination !== undefined,
  };
  try {
    const answer = JSON.parse(await actOnOrder(ctx, { order, action, requestKey: null })) as Answered;
    const [record] = answer.records;
    const reason = answer.result === "done" || record === undefined ? null : record.text;
    return { order, result: answer.result, reason, before };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "order_not_found") throw error;
    return { order, result: "refused", reason: { zh: "没有这张订单", en: "There is no such order" }, before };
  }
}
/** What `takeEvent` wrote itself. */
type Answered = Pick<EventAnswer, "result" | "records">;
