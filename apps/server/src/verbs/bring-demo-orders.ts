import { BUSINESS, isDemo } from "../demo/demo-workspace.ts";
import { Refusal } from "../refusal/refusal.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import type { Context } from "../runtime/context.ts";
import { receiveEventsInBulk } from "./receive-events-in-bulk.ts";
import { receiveOrdersInBulk } from "./receive-orders-in-bulk.ts";

/** The last week: so many orders the recorded events tell of (`examples/demo-garment/make.mjs`). */
const RECENT = 400;
const DAY = 86_400_000;
/** Orders that were brought longer ago are not looked for: they would be brought once more, with dates of now. */
const BROUGHT_WITHIN_DAYS = 60;
const SOURCE = "demo";
const LIMITS = { line: MEGABYTE };

/**
 * The demo's newest recorded orders and what became of them, through the doors that all orders and events take, with every
 * date moved by so many whole days that the last order came within the last day. What is there already is not brought twice, so
 * after a cut it goes on where it stopped, by the days it began with. Throws `not_found` where this is no demo or nothing is shipped.
 */
export async function bringDemoOrders(ctx: Context): Promise<{ orders: number }> {
  const recorded = recordedDemo(ctx);
  if (recorded === null) throw new Refusal("not_found");
  const days = (await daysOfBrought(ctx, recorded)) ?? daysUpToNow(ctx, recorded);
  let orders = 0;
  for await (const answers of receiveOrdersInBulk(ctx, bytes(moved(recorded.orders.join("\n"), days)), LIMITS))
    orders += acceptedIn(answers);
  const events = recorded.events.map((event, place) => `{"id":"${idOf(days, place)}",${event.slice(1)}`).join("\n");
  for await (const answers of receiveEventsInBulk(ctx, bytes(moved(events, days)), LIMITS)) acceptedIn(answers);
  return { orders };
}

/** Goes on with what a cut left half done: some of the orders are there, and the last that became of them is not. */
export async function finishDemoOrders(ctx: Context): Promise<void> {
  const recorded = recordedDemo(ctx);
  const days = recorded === null ? null : await daysOfBrought(ctx, recorded);
  if (recorded === null || days === null || (await isWhole(ctx, recorded, days))) return;
  await bringDemoOrders(ctx);
}

interface Recorded {
  /** Lines of JSON. */
  orders: string[];
  events: string[];
}
function recordedDemo(ctx: Context): Recorded | null {
  if (!isDemo(ctx.workspace)) return null;
  const [orders, events] = [ctx.library.records(BUSINESS, "orders"), ctx.library.records(BUSINESS, "events")];
  if (orders === null) return null;
  return { orders: linesOf(orders).slice(-RECENT), events: linesOf(events ?? "") };
}
const linesOf = (text: string): string[] => text.split("\n").filter((line) => line !== "");

/** Each has an id of its own, by which it is known when it comes again. */
const idOf = (days: number, place: number): string => `demo-${days}-${place + 1}`;

function daysUpToNow(ctx: Context, { orders }: Recorded): number {
  const newest = Math.max(...orders.map((order) => Date.parse(JSON.parse(order).ordered_at)));
  return Math.floor((ctx.clock.now() - newest) / DAY);
}

/** By how many days the orders that are there were moved; null: none is there. */
async function daysOfBrought(ctx: Context, recorded: Recorded): Promise<number | null> {
  const first = numberIn(recorded.orders[0]);
  const latest = daysUpToNow(ctx, recorded);
  const asked = Array.from({ length: BROUGHT_WITHIN_DAYS }, (_, ago) => latest - ago);
  const numbers = new Map(asked.map((days) => [moved(first, days), days]));
  const [found] = await ctx.store.read.orders.withNumbers(ctx.workspace.id, SOURCE, [...numbers.keys()]);
  return numbers.get(found?.external_id ?? "") ?? null;
}

/** Whether the last event has come; they come in their order. */
async function isWhole(ctx: Context, { events }: Recorded, days: number): Promise<boolean> {
  const number = moved(numberIn(events.at(-1)), days);
  const [order] = await ctx.store.read.orders.withNumbers(ctx.workspace.id, SOURCE, [number]);
  if (order === undefined) return false;
  const entries = await ctx.store.read.journal.timeline(ctx.workspace.id, order.id);
  return entries.some(({ data }) => data.includes(`/${idOf(days, events.length - 1)}"`));
}
const numberIn = (line = "{}"): string => String((JSON.parse(line) as { external_id?: unknown }).external_id ?? "");

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
function moved(text: string, days: number): string {
  const date = (year: string, month: string, day: string) =>
    new Date(Date.UTC(Number(year), Number(month) - 1, Number(day) + days)).toISOString().slice(0, 10);
  return text
    .replace(/\b(20\d\d)-(\d\d)-(\d\d)(?!\d)/g, (_, year, month, day) => date(year, month, day))
    .replace(/(?<=[-#])(20\d\d)(\d\d)(\d\d)(?=-)/g, (_, year, month, day) =>
      date(year, month, day).replaceAll("-", ""),
    );
}
