import type { ChannelKind } from "@switchyard/connectors";
import type { ChannelRecord, DeliveryStatus } from "@switchyard/store";
import { INBOX, isChannelKind, openStored, type Settings, secretsShown } from "../channels/settings.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";

export interface ChannelView {
  id: string;
  kind: ChannelKind;
  name: string;
  built_in: boolean;
  enabled: boolean;
  settings: Settings;
  secrets: { name: string; set: boolean; shown: string }[];
  fallback: string | null;
  state: "ready" | "off" | "incomplete" | "faulty";
  fault: ChannelRecord["fault"];
  waiting: number;
  dead: number;
  created_at: number | null;
  updated_at: number | null;
}
type Counts = readonly { channel: string; status: DeliveryStatus; count: number }[];

const countOf = (counts: Counts, channel: string, ...statuses: DeliveryStatus[]) =>
  counts
    .filter((one) => one.channel === channel && statuses.includes(one.status))
    .reduce((sum, { count }) => sum + count, 0);

export async function channelViews(ctx: Context): Promise<ChannelView[]> {
  const counts = await ctx.store.read.deliveries.counts(ctx.workspace.id);
  const records = await ctx.store.read.channels.list(ctx.workspace.id);
  return [builtIn(counts), ...records.map((record) => viewOf(ctx, record, counts))];
}

export async function channelViewOf(ctx: Context, record: ChannelRecord): Promise<ChannelView> {
  return viewOf(ctx, record, await ctx.store.read.deliveries.counts(ctx.workspace.id));
}

function viewOf(ctx: Context, record: ChannelRecord, counts: Counts): ChannelView {
  const { id, name, enabled, settings, fallback, fault, createdAt, updatedAt } = record;
  const kind = isChannelKind(record.kind) ? record.kind : "inbox";
  const state = !enabled
    ? "off"
    : !openStored(ctx.safe, record).ok
      ? "incomplete"
      : fault !== null
        ? "faulty"
        : "ready";
  return {
    ...{ id, kind, name, built_in: false, enabled, settings, fallback, state, fault },
    secrets: secretsShown(ctx.safe, record),
    waiting: countOf(counts, id, "waiting", "merged"),
    dead: countOf(counts, id, "dead"),
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

const builtIn = (counts: Counts): ChannelView => ({
  ...{ id: INBOX, kind: "inbox", name: "站内消息", built_in: true, enabled: true, settings: {}, secrets: [] },
  ...{ fallback: null, state: "ready", fault: null, created_at: null, updated_at: null },
  waiting: countOf(counts, INBOX, "waiting", "merged"),
  dead: countOf(counts, INBOX, "dead"),
});

export async function findChannel(ctx: Context, id: string): Promise<ChannelRecord> {
  const found = await ctx.store.read.channels.get(ctx.workspace.id, id);
  if (found === null) throw new Refusal("channel_not_found");
  return found;
}
