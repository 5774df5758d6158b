import type { Message } from "@switchyard/connectors";
import type { Effect, OrderState, StateKey } from "@switchyard/engine";
import type { DeliveryRecord, InboxFilter, InboxRecord, InboxSaid } from "@switchyard/store";
import { runEvent } from "../executor/run-event.ts";
import type { Work } from "../executor/run-group.ts";
import { escalationOf, withoutWatches } from "../inbox/escalation.ts";
import type { MessageData } from "../outbox/message.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { actorOf } from "./journal-act.ts";

export interface InboxView {
  id: string;
  at: number;
  kind: string;
  level: number;
  title: string;
  said: InboxSaid | null;
  lines: InboxRecord["lines"];
  people: { id: string; name: string }[];
  order: string | null;
  flow: string | null;
  acknowledged_at: number | null;
  acknowledged_by: string | null;
}

export async function listInbox(
  ctx: Context,
  filter: InboxFilter,
  page: { cursor?: string | undefined; limit: number },
) {
  const { inbox } = ctx.store.read;
  const found = await inbox.list(ctx.workspace.id, filter, page);
  const unread = await inbox.open(ctx.workspace.id);
  const alerts = await inbox.open(ctx.workspace.id, "alert");
  const names = await memberNames(ctx);
  return { items: found.items.map((one) => viewOf(ctx, one, names)), nextCursor: found.nextCursor, unread, alerts };
}

/** Alerts that nobody has acknowledged: the highest level first, of a level the oldest; and how many there are. */
export async function urgentAlerts(ctx: Context, limit: number): Promise<{ items: InboxView[]; open: number }> {
  const { inbox } = ctx.store.read;
  const found = await inbox.urgent(ctx.workspace.id, "alert", limit);
  const names = await memberNames(ctx);
  return { items: found.map((one) => viewOf(ctx, one, names)), open: await inbox.open(ctx.workspace.id, "alert") };
}

async function memberNames(ctx: Context): Promise<Map<string, string>> {
  const members = await ctx.store.read.access.members(ctx.workspace.id);
  return new Map(members.map(({ user, name }) => [user, name]));
}

function viewOf(ctx: Context, entry: InboxRecord, members: ReadonlyMap<string, string>): InboxView {
  const { members: _, people, flow = null, said = null, acknowledgedAt, acknowledgedBy, ...rest } = entry;
  const nameOf = (id: string) => ctx.workspace.whole.people.find((one) => one.id === id)?.name ?? id;
  return {
    ...rest,
    said,
    flow,
    people: people.map((id) => ({ id, name: nameOf(id) })),
    acknowledged_at: acknowledgedAt,
    acknowledged_by: acknowledgedBy === null ? null : (members.get(acknowledgedBy) ?? nameOf(acknowledgedBy)),
  };
}

/** An order, and the watches of it that the alert would have gone on to. */
interface Target {
  order: string;
  watches: Set<string>;
}

/**
 * A person takes the alert on: its escalation ends, and flows hear `alert_acknowledged`. A second time changes nothing.
 * Answers how many watches ended.
 */
export async function acknowledge(
  ctx: Context,
  id: string,
  by: string | undefined,
): Promise<InboxView & { stopped: number }> {
  const [taken] = await acknowledgeMany(ctx, [id], by);
  const after = await ctx.store.read.inbox.get(ctx.workspace.id, id);
  if (after === null) throw new Refusal("message_not_found");
  return { ...viewOf(ctx, after, await memberNames(ctx)), stopped: taken?.stopped ?? 0 };
}

export interface TakenOn {
  id: string;
  /** `already`: somebody had acknowledged it; `missing`: there is no such message. */
  result: "acknowledged" | "already" | "missing";
  /** Watches that ended with it. */
  stopped: number;
}

/** The same for many, each for itself: one that is gone, or that somebody else took on, stops no other. */
export async function acknowledgeMany(
  ctx: Context,
  ids: readonly string[],
  by: string | undefined,
): Promise<TakenOn[]> {
  const actor = actorOf(ctx, by ?? ctx.who.id);
  const below: Below = new Map();
  const done: TakenOn[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    await ctx.executor.room();
    const piece = ids.slice(from, from + AT_ONCE);
    const alerts = await alertsOf(ctx, piece, below);
    // Asked for in one turn, so that the piece shares a transaction.
    done.push(...(await Promise.all(piece.map((id) => takeOn(ctx, id, alerts.get(id), actor)))));
  }
  if (done.some(({ result }) => result === "acknowledged")) ctx.events.publish({ type: "inbox" });
  return done;
}
const AT_ONCE = 250;

/** Watches below an alert, by the node of a version: of a flood many come from one. */
type Below = Map<string, Promise<string[]>>;
interface Alert {
  entry: InboxRecord;
  targets: Target[];
}

async function takeOn(ctx: Context, id: string, alert: Alert | undefined, actor: string): Promise<TakenOn> {
  if (alert === undefined) return { id, result: "missing", stopped: 0 };
  const { entry, targets } = alert;
  const done: TakenOn = { id, result: "already", stopped: 0 };
  if (entry.acknowledgedAt !== null) return done;
  await ctx.executor.work(async (run, at) => {
    done.stopped = 0;
    const isNew = await run.tx.inbox.acknowledge(run.workspace, id, { actor, at });
    done.result = isNew ? "acknowledged" : "already";
    if (!isNew) return;
    for (const target of targets) done.stopped += await stopEscalation(target, { entry, actor }, run, at);
    if (targets.length === 0) {
      const data = JSON.stringify({ message: id, title: entry.title });
      run.group.journal.push({ subject: "workspace", at, type: "alert_acknowledged", actor, data });
    }
  });
  return done;
}

async function stopEscalation(
  { order, watches }: Target,
  { entry, actor }: { entry: InboxRecord; actor: string },
  run: Parameters<Work>[0],
  at: number,
): Promise<number> {
  const key: StateKey = { kind: "order", key: order };
  await run.group.load(run.tx, run.workspace, [key]);
  const state = run.group.get(key);
  const change = state?.kind === "order" ? withoutWatches(state satisfies OrderState, key, watches) : null;
  if (change !== null) run.group.apply(change);
  const data = JSON.stringify({ message: entry.id, title: entry.title, watches: change?.ended ?? [] });
  run.group.journal.push({ subject: order, at, type: "alert_acknowledged", actor, data });
  const about = { alert: entry.id, level: entry.level, by: actor };
  const id = `ack:${entry.id}:${order}`;
  await runEvent(run, { type: "measure_observed", id, at, measure: "alert_acknowledged", order, data: about }, actor);
  return change?.ended.length ?? 0;
}

/** What of these is there, by id; of a digest, the orders of all its members. */
async function alertsOf(ctx: Context, ids: readonly string[], below: Below): Promise<Map<string, Alert>> {
  const entries = await ctx.store.read.inbox.named(ctx.workspace.id, ids);
  const open = entries.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  const messages = open.flatMap((entry) => [entry.id, ...entry.members]);
  const rows = new Map<string, DeliveryRecord[]>();
  for (const row of await ctx.store.read.deliveries.ofMessages(ctx.workspace.id, messages)) {
    const known = rows.get(row.messageId);
    if (known === undefined) rows.set(row.messageId, [row]);
    else known.push(row);
  }
  const alerts = new Map<string, Alert>();
  for (const entry of entries) {
    const own = [entry.id, ...entry.members].flatMap((id) => rows.get(id) ?? []);
    alerts.set(entry.id, { entry, targets: await targetsOf(ctx, own, below) });
  }
  return alerts;
}

async function targetsOf(ctx: Context, rows: readonly DeliveryRecord[], below: Below): Promise<Target[]> {
  const targets = new Map<string, Target>();
  for (const row of rows) {
    const { order = null, origin = null } = ((row.message as Message).data ?? {}) as Partial<MessageData>;
    if (order === null) continue;
    const target = targets.get(order) ?? { order, watches: new Set() };
    targets.set(order, target);
    if (origin === null) continue;
    const place = JSON.stringify([origin.flow, origin.version, origin.node]);
    const known = below.get(place) ?? watchesAfter(ctx, origin);
    below.set(place, known);
    for (const watch of await known) target.watches.add(watch);
  }
  return [...targets.values()];
}

async function watchesAfter(ctx: Context, origin: NonNullable<Effect["origin"]>): Promise<string[]> {
  const version = await ctx.store.read.flows.version(ctx.workspace.id, origin.flow, origin.version);
  return version === null ? [] : escalationOf(version.document, origin.node).map((node) => `${origin.flow}/${node}`);
}
