import { BUSINESS, isDemo } from "../demo/demo-workspace.ts";
import { Refusal } from "../refusal/refusal.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import type { Context } from "../runtime/context.ts";
import { receiveEventsInBulk } from "./receive-events-in-bulk.ts";
import { receiveOrdersInBulk } from "./receive-orders-in-bulk.ts";

/** The last week: so many orders the recorded events tell of (`examples/demo-garment/make.mjs`). */
const RECENT = 400;
const DAY = 86_400_000;
const LIMITS = { line: MEGABYTE };

/**
 * The demo's newest recorded orders and what became of them, through the doors that all orders and events take, with every
 * date moved by so many whole days that the last order came within the last day. Throws `not_found` where this is no demo
 * or nothing is shipped.
 */
export async function bringDemoOrders(ctx: Context): Promise<{ orders: number }> {
  const recorded = isDemo(ctx.workspace) ? ctx.library.records(BUSINESS, "orders") : null;
  if (recorded === null) throw new Refusal("not_found");
  const lines = recorded.trimEnd().split("\n").slice(-RECENT);
  const move = mover(lines, ctx.clock.now());
  let orders = 0;
  for await (const answers of receiveOrdersInBulk(ctx, bytes(move(lines.join("\n"))), LIMITS))
    orders += acceptedIn(answers);
  if (orders === 0) return { orders };
  const events = receiveEventsInBulk(ctx, bytes(move(ctx.library.records(BUSINESS, "events") ?? "")), LIMITS);
  for await (const _ of events);
  return { orders };
}

/** Throws where the disk took a line no more: who asked would think that the demo is whole. */
function acceptedIn(answers: string): number {
  const full = (["disk_full", "disk_failed"] as const).find((code) => answers.includes(`"code":"${code}"`));
  if (full !== undefined) throw new Refusal(full);
  return answers.match(/^\{"line":\d+,"status":"accepted"/gm)?.length ?? 0;
}

async function* bytes(text: string) {
  yield Buffer.from(text);
}

/** Dates stand in instants, in days (`2026-11-15`) and in numbers (`PO#20261115-004`): all of them move. */
function mover(orders: readonly string[], now: number): (text: string) => string {
  const newest = Math.max(...orders.map((order) => Date.parse(JSON.parse(order).ordered_at)));
  const days = Math.floor((now - newest) / DAY);
  const moved = (year: string, month: string, day: string) =>
    new Date(Date.UTC(Number(year), Number(month) - 1, Number(day) + days)).toISOString().slice(0, 10);
  return (text) =>
    text
      .replace(/\b(20\d\d)-(\d\d)-(\d\d)(?!\d)/g, (_, year, month, day) => moved(year, month, day))
      .replace(/(?<=[-#])(20\d\d)(\d\d)(\d\d)(?=-)/g, (_, year, month, day) =>
        moved(year, month, day).replaceAll("-", ""),
      );
}
