/**
 * What happened in the last days, kept while somebody looks at figures of it: a look reads the entries that the journal got since the
 * last one. The journal only grows, so that nothing that is kept has to be mended.
 */
import { type Figure, isHappened } from "@switchyard/flow";
import type { JournalEntry } from "@switchyard/store";
import type { Executor } from "../executor/executor.ts";
import type { Context } from "../runtime/context.ts";
import { eachEntry, lastBefore } from "../runtime/each-entry.ts";
import { entriesOf } from "./happened.ts";
import { type Amount, Happenings, type Wanted } from "./happenings.ts";

/** Of more than so many (some 180 MB) nothing is kept: they are read at each look. */
const MOST = 6_000_000;
const IDLE_MS = 600_000;

interface Followed {
  key: string;
  /** Kept from behind this position on. */
  after: number;
  happenings: Happenings;
  idle: NodeJS.Timeout;
}
interface House {
  followed: Followed | null;
  last: Promise<unknown>;
}
const houses = new WeakMap<Executor, House>();

interface FollowOptions {
  figures: readonly Figure[];
  /** Figures that are looked at again and again. */
  standing: readonly Figure[];
  /** From the first entry at this instant, or later. */
  since: number;
  signal?: AbortSignal | undefined;
}
/** More may be put behind `to`, of orders behind the first `orders`, while these are looked at. */
export interface Looked {
  happenings: Happenings;
  from: number;
  to: number;
  orders: number;
  amounts: readonly Amount[];
}

/** All that happened since then. What is not asked for by figures that stand is read, and not kept. */
export function happeningsSince(ctx: Context, asked: FollowOptions): Promise<Looked> {
  const house = houses.get(ctx.executor) ?? { followed: null, last: Promise.resolve() };
  houses.set(ctx.executor, house);
  const found = house.last.then(() => look(ctx, house, asked));
  house.last = found.catch(() => {});
  return found;
}

async function look(ctx: Context, house: House, { figures, standing, since, signal }: FollowOptions): Promise<Looked> {
  signal?.throwIfAborted();
  const after = await lastBefore(ctx.store.read.journal, ctx.workspace.id, since);
  const [own, kept] = [wantedOf(figures), wantedOf(standing)];
  const isKept = isWithin(own.names, kept.names) && isWithin(own.measures, kept.measures);
  const wanted = isKept ? kept : own;
  const happenings = isKept ? follow(house, kept, after) : new Happenings(own, after);
  await catchUp(ctx, happenings, wanted, signal);
  if (happenings.size > MOST && house.followed?.happenings === happenings) forget(house, house.followed);
  const [from, to] = [happenings.rowAfter(after), happenings.rows];
  return { happenings, from, to, orders: happenings.ids.length, amounts: happenings.amountsAfter(after) };
}

const isWithin = (few: ReadonlySet<string>, all: ReadonlySet<string>) => [...few].every((name) => all.has(name));

/** Those of days gone by are let go once there are many. */
function follow(house: House, wanted: Wanted, after: number): Happenings {
  const key = JSON.stringify([[...wanted.names].sort(), [...wanted.measures].sort()]);
  const { followed } = house;
  if (followed !== null && followed.key === key && followed.after <= after) {
    followed.idle.refresh();
    return followed.happenings;
  }
  if (followed !== null) forget(house, followed);
  const happenings = new Happenings(wanted, after);
  const idle = setTimeout(() => forget(house, made), IDLE_MS).unref();
  const made: Followed = { key, after, happenings, idle };
  house.followed = made;
  return happenings;
}

async function catchUp(
  { store, workspace }: Context,
  happenings: Happenings,
  { names, measures }: Wanted,
  signal: AbortSignal | undefined,
): Promise<void> {
  const types = [...new Set([...[...names].flatMap(entriesOf), ...(measures.size > 0 ? ["measure_observed"] : [])])];
  const asked = { types, after: happenings.upTo, signal };
  const put = (entry: JournalEntry) => happenings.put(entry);
  // Behind the last that is of these types nothing has to be looked through again.
  happenings.upTo = await eachEntry(store.read.journal, workspace.id, asked, put);
}

function wantedOf(figures: readonly Figure[]): Wanted {
  const told = figures.filter(isHappened);
  const names = told.flatMap((one) => (one.kind === "among" ? [...one.all, ...one.some] : [...one.first, ...one.next]));
  const measures = figures.flatMap((one) => (one.kind === "per_order" ? [one.measure] : []));
  return { names: new Set(names), measures: new Set(measures) };
}

function forget(house: House, followed: Followed): void {
  clearTimeout(followed.idle);
  if (house.followed === followed) house.followed = null;
}
