/** What was sent, what waits and what is dead; and sending again. */
import type { Message } from "@switchyard/connectors";
import { type ChannelRecord, type DeliveryRecord, type DeliveryStatus, type Page, transact } from "@switchyard/store";
import { INBOX } from "../channels/settings.ts";
import { knownOrder } from "../executor/known-order.ts";
import { deliveriesOf } from "../outbox/expand.ts";
import { messageContext } from "../outbox/message-context.ts";
import { heldUntil } from "../outbox/quiet.ts";
import { brandOf } from "../outbox/tell-no-contacts.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";

export type DeliveryState = "pending" | "delivered" | "passed_on" | "unaddressed" | "dead";
const STATUSES: Record<DeliveryState, DeliveryStatus[]> = {
  pending: ["waiting", "merged"],
  delivered: ["delivered"],
  passed_on: ["passed_on"],
  unaddressed: ["unaddressed"],
  dead: ["dead"],
};
const stateOf = (status: DeliveryStatus): DeliveryState =>
  status === "waiting" || status === "merged" ? "pending" : status;

export interface DeliveryView {
  id: string;
  message: string;
  kind: string;
  level: number;
  title: string;
  to: string[];
  order: { id: string; external_id: string | null } | null;
  channel: { id: string; name: string; kind: string } | null;
  /** Which channel took over from it. */
  passed_to: string | null;
  state: DeliveryState;
  status: DeliveryStatus;
  digest: string | null;
  attempts: number;
  resent: number;
  next_at: number | null;
  created_at: number;
  done_at: number | null;
  code: string | null;
  reason: { zh: string; en: string } | null;
  answer: string | null;
  /** The brand that has no contacts. */
  brand: string | null;
  /** Of what would be sent again now: when the quiet hours end that would hold it. */
  quiet_until: number | null;
}

export async function listOutbox(
  ctx: Context,
  filter: { state?: DeliveryState | undefined; channel?: string | undefined; order?: string | undefined },
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<DeliveryView> & { counts: Record<DeliveryState, number> }> {
  const { state, ...rest } = filter;
  const { deliveries, channels } = ctx.store.read;
  const found = await deliveries.list(
    ctx.workspace.id,
    { ...rest, ...(state === undefined ? {} : { statuses: STATUSES[state] }) },
    page,
  );
  const records = await channels.list(ctx.workspace.id);
  const counts = { pending: 0, delivered: 0, passed_on: 0, unaddressed: 0, dead: 0 };
  for (const { status, count } of await deliveries.counts(ctx.workspace.id)) counts[stateOf(status)] += count;
  return { items: found.items.map((one) => viewOf(ctx, one, records)), nextCursor: found.nextCursor, counts };
}

function viewOf({ workspace, clock }: Context, row: DeliveryRecord, records: readonly ChannelRecord[]): DeliveryView {
  const message = row.message as Message;
  const content = message.data?.content as { external_id?: string } | undefined;
  const record = records.find(({ id }) => id === row.channel);
  const channel =
    row.channel === INBOX ? { name: "站内消息", kind: INBOX } : (record ?? { name: row.channel, kind: "" });
  return {
    id: row.id,
    message: row.messageId,
    kind: row.kind,
    level: row.level,
    title: row.title,
    to: message.to.map(({ name }) => name),
    order: row.order === "" ? null : { id: row.order, external_id: content?.external_id ?? null },
    channel: row.channel === "" ? null : { id: row.channel, name: channel.name, kind: channel.kind },
    passed_to: row.status === "passed_on" ? nameOf(row.fallbacks[0], records) : null,
    state: stateOf(row.status),
    status: row.status,
    digest: row.digest,
    attempts: row.attempts,
    resent: row.resent,
    next_at: row.nextAt,
    created_at: row.createdAt,
    done_at: row.doneAt,
    code: row.code,
    reason: row.reason,
    answer: row.answer,
    brand: brandOf(row, workspace)?.id ?? null,
    quiet_until: isOver(row) ? heldUntil(row, clock.now(), workspace.settings.zone) : null,
  };
}

const nameOf = (channel: string | undefined, records: readonly ChannelRecord[]) =>
  records.find(({ id }) => id === channel)?.name ?? null;

/** It ended, and a person may send it again. */
const isOver = ({ status }: DeliveryRecord): boolean => status === "dead" || status === "unaddressed";

/** Who sends by hand means now; `quiet`: after the quiet hours of whom it is for. */
interface Again {
  quiet?: boolean | undefined;
}

/**
 * What ended begins anew; what waits for its next attempt, or for the end of quiet hours, is sent now. Throws
 * `delivery_not_found`, `not_dead`, or `nowhere_to_send` while there is no channel or nobody to send it to.
 */
export async function resend(ctx: Context, id: string, how: Again = {}): Promise<DeliveryView> {
  const found = await ctx.store.read.deliveries.get(ctx.workspace.id, id);
  if (found === null) throw new Refusal("delivery_not_found");
  const again = found.status === "waiting" ? hurry(ctx, found) : resendAll(ctx, [found], how);
  if ((await again) === 0) throw new Refusal(isOver(found) && found.channel === "" ? "nowhere_to_send" : "not_dead");
  const after = await ctx.store.read.deliveries.get(ctx.workspace.id, id);
  return viewOf(ctx, after ?? found, await ctx.store.read.channels.list(ctx.workspace.id));
}

const AT_ONCE = 500;

export interface ResendMany extends Again {
  ids?: string[] | undefined;
  channel?: string | undefined;
  /** Of all: those that ended so. */
  state?: "dead" | "unaddressed" | undefined;
}

/** Sends the named ones that ended again, or all dead or unaddressed ones (of one channel); answers how many. */
export async function resendMany(ctx: Context, which: ResendMany): Promise<number> {
  const { deliveries } = ctx.store.read;
  if (which.ids !== undefined) {
    const found = await Promise.all(which.ids.map((id) => deliveries.get(ctx.workspace.id, id)));
    return resendAll(
      ctx,
      found.flatMap((one) => one ?? []),
      which,
    );
  }
  let sent = 0;
  let cursor: string | undefined;
  do {
    const filter = { statuses: [which.state ?? "dead"], channel: which.channel };
    const page = await deliveries.list(ctx.workspace.id, filter, { cursor, limit: AT_ONCE });
    sent += await resendAll(ctx, page.items, which);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return sent;
}

/** The same ids, a fresh schedule. What had no channel, or nobody to tell, looks for one again. */
async function resendAll(ctx: Context, rows: readonly DeliveryRecord[], { quiet = false }: Again): Promise<number> {
  const dead = rows.filter(isOver);
  const [lost, known] = [dead.filter(({ channel }) => channel === ""), dead.filter(({ channel }) => channel !== "")];
  const channels = await ctx.store.read.channels.list(ctx.workspace.id);
  const found = await Promise.all(
    lost.map(async (row) => ({
      row,
      fresh: (await routedAgain(ctx, row, channels)).map((one) => (quiet ? one : atAnyHour(one))),
    })),
  );
  const at = ctx.clock.now();
  const count = await transact(ctx.store, async (tx) => {
    const revived = await tx.deliveries.revive(
      ctx.workspace.id,
      known.map(({ id }) => id),
      { at, quiet },
    );
    const routed = found.filter(({ fresh }) => fresh.length > 0);
    for (const { row, fresh } of routed) {
      await tx.deliveries.add(ctx.workspace.id, fresh);
      const { id, attempts, code, reason, answer } = row;
      const over = { id, attempts, code, reason, answer, status: "passed_on" as const, nextAt: null, doneAt: at };
      await tx.deliveries.update(ctx.workspace.id, over);
    }
    const again = [...known.filter(({ id }) => revived.includes(id)), ...routed.map(({ row }) => row)];
    const entries = again.map((row) => entryOf(ctx, row, at));
    await tx.append(ctx.workspace.id, entries);
    return again.length;
  });
  if (count > 0) ctx.dispatcher.wake();
  return count;
}

function atAnyHour(row: DeliveryRecord): DeliveryRecord {
  const { quietHours: _, ...message } = row.message as Message;
  return { ...row, message };
}

/** Its attempts go on being counted, and the channel's limits hold. */
async function hurry(ctx: Context, row: DeliveryRecord): Promise<number> {
  const at = ctx.clock.now();
  const count = await transact(ctx.store, async (tx) => {
    const hurried = await tx.deliveries.hurry(ctx.workspace.id, [row.id], at);
    if (hurried.length > 0) await tx.append(ctx.workspace.id, [entryOf(ctx, row, at)]);
    return hurried.length;
  });
  if (count > 0) ctx.dispatcher.wake();
  return count;
}

const entryOf = (ctx: Context, { order, messageId, channel, title }: DeliveryRecord, at: number) => ({
  ...{ subject: order === "" ? "workspace" : order, at, type: "message_resent", actor: ctx.who.id },
  data: JSON.stringify({ message: messageId, channel, title }),
});

/** Its deliveries through the channels that there are now; none while there is still no channel for it. */
async function routedAgain(ctx: Context, row: DeliveryRecord, channels: ChannelRecord[]): Promise<DeliveryRecord[]> {
  const effect = await ctx.store.read.deliveries.outboxRow(ctx.workspace.id, row.outbox);
  if (effect === null) return [];
  const found = row.order === "" ? null : await ctx.store.read.orders.get(ctx.workspace.id, row.order);
  const flowName = (flow: string) => ctx.executor.live.names.get(flow) ?? flow;
  const { tracking_link: said } = (row.message as Message).data ?? {};
  const link = typeof said === "string" ? said : null;
  const order = found === null ? null : knownOrder(found.state);
  const contacts = await ctx.store.read.workspaces.contacts(ctx.workspace.id);
  const context = messageContext(ctx.workspace, { order, link, flowName, contacts });
  const all = deliveriesOf(effect, channels, context, ctx.clock.now());
  return all.filter(({ channel }) => channel !== "" && channel !== INBOX);
}
