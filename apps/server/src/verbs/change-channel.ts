/** Adding, changing and removing channels. Each act is in the journal, by the names of what changed and never by a secret. */
import type { ChannelKind } from "@switchyard/connectors";
import { rotateWebhookSecrets } from "@switchyard/connectors";
import { type ChannelRecord, type GroupTx, transact } from "@switchyard/store";
import { DETACHED, hostOf, INBOX, openAll, readSettings, type Settings, sealAll } from "../channels/settings.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { type ChannelView, channelViewOf, findChannel } from "./channel-view.ts";

export interface NewChannel {
  kind: ChannelKind;
  name: string;
  enabled: boolean;
  settings: Settings;
  secrets: Settings;
  fallback: string | null;
}

/** Throws `invalid_channel` with the fields at fault. */
export async function createChannel(ctx: Context, input: NewChannel): Promise<ChannelView> {
  const { kind, name, enabled, fallback } = input;
  const read = readSettings(kind, input);
  if (!read.ok) throw new Refusal("invalid_channel", { problems: read.problems });
  const id = ctx.newId("chn");
  const at = ctx.clock.now();
  const sealed = sealAll(ctx.safe, id, read.secrets);
  const record: ChannelRecord = {
    ...{ id, kind, name, enabled, settings: read.settings, sealed, fallback, fault: null },
    ...{ createdAt: at, updatedAt: at },
  };
  await checkName(ctx, record);
  await checkFallback(ctx, record);
  await transact(ctx.store, async (tx) => {
    await tx.channels.save(ctx.workspace.id, record);
    await note(ctx, tx, { id, at, type: "channel_created", data: { kind, name, secrets: Object.keys(sealed) } });
  });
  ctx.dispatcher.wake();
  return channelViewOf(ctx, record);
}

export interface ChannelChange {
  name?: string | undefined;
  enabled?: boolean | undefined;
  settings?: Settings | undefined;
  secrets?: Settings | undefined;
  keep_previous_secret?: boolean | undefined;
  fallback?: string | null | undefined;
}

/**
 * Secrets are good for the host that they were given for: when the host changes, those that do not come with the change
 * are taken away, and the channel waits until they are entered again.
 */
export async function patchChannel(ctx: Context, id: string, change: ChannelChange): Promise<ChannelView> {
  const before = await findChannel(ctx, id);
  const given = withPrevious(ctx, before, change);
  const read = readSettings(
    before.kind,
    { settings: change.settings ?? before.settings, secrets: filled(given) },
    { lenient: true },
  );
  if (!read.ok) throw new Refusal("invalid_channel", { problems: read.problems });
  const moved = hostOf(before.kind, before.settings) !== hostOf(before.kind, read.settings);
  const kept = moved ? {} : Object.fromEntries(Object.entries(before.sealed).filter(([name]) => !(name in given)));
  const lost = moved ? Object.keys(before.sealed).filter((name) => !(name in given)) : [];
  const at = ctx.clock.now();
  const after: ChannelRecord = {
    ...before,
    name: change.name ?? before.name,
    enabled: change.enabled ?? before.enabled,
    fallback: change.fallback === undefined ? before.fallback : change.fallback,
    settings: read.settings,
    sealed: { ...kept, ...sealAll(ctx.safe, id, read.secrets) },
    fault: faultAfter(before, {
      lost,
      touched: change.settings !== undefined || Object.keys(given).length > 0,
      at,
      given,
    }),
    updatedAt: Math.max(at, before.updatedAt + 1),
  };
  if (after.name !== before.name) await checkName(ctx, after);
  await checkFallback(ctx, after);
  const data = { name: after.name, changed: changedOf(before, after), secrets: Object.keys(given), detached: lost };
  await transact(ctx.store, async (tx) => {
    await tx.channels.save(ctx.workspace.id, after);
    await note(ctx, tx, { id, at, type: "channel_changed", data });
  });
  ctx.dispatcher.wake();
  return channelViewOf(ctx, after);
}

const filled = (secrets: Settings) => Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ""));

/** A webhook's old secret stays beside the new one when that is asked for. */
function withPrevious(ctx: Context, before: ChannelRecord, change: ChannelChange): Settings {
  const given = change.secrets ?? {};
  const fresh = given.secrets;
  const old = openAll(ctx.safe, before).secrets;
  const isRotation =
    change.keep_previous_secret === true && Array.isArray(fresh) && fresh.length === 1 && Array.isArray(old);
  return isRotation ? { ...given, secrets: rotateWebhookSecrets(old.map(String), String(fresh[0])) } : given;
}

function faultAfter(
  before: ChannelRecord,
  { lost, touched, at, given }: { lost: string[]; touched: boolean; at: number; given: Settings },
): ChannelRecord["fault"] {
  const reason = {
    zh: "接收地址已改变，原密钥不再使用。请重新填写密钥。",
    en: "The address has changed and the old secret is no longer used. Enter the secret again.",
  };
  if (lost.length > 0) return { code: DETACHED, reason, at };
  if (before.fault?.code === DETACHED) return Object.keys(given).length > 0 ? null : before.fault;
  return touched ? null : before.fault;
}

function changedOf(before: ChannelRecord, after: ChannelRecord): string[] {
  const fields = ["name", "enabled", "fallback"] as const;
  const own = fields.filter((field) => before[field] !== after[field]);
  const names = new Set([...Object.keys(before.settings), ...Object.keys(after.settings)]);
  const settings = [...names].filter(
    (name) => JSON.stringify(before.settings[name]) !== JSON.stringify(after.settings[name]),
  );
  return [...own, ...settings.map((name) => `settings.${name}`)];
}

/** What still waits for it goes to its fallback, or to the dead letters. */
export async function removeChannel(ctx: Context, id: string): Promise<void> {
  const { kind, name } = await findChannel(ctx, id);
  await transact(ctx.store, async (tx) => {
    await tx.channels.remove(ctx.workspace.id, id);
    await note(ctx, tx, { id, at: ctx.clock.now(), type: "channel_removed", data: { kind, name } });
  });
  ctx.dispatcher.wake();
}

/** Flows name a channel by its name: two of one name could not be told apart. */
async function checkName(ctx: Context, { id, name }: ChannelRecord): Promise<void> {
  const records = await ctx.store.read.channels.list(ctx.workspace.id);
  if (!records.some((one) => one.id !== id && one.name === name)) return;
  const message = { zh: `已有名为“${name}”的渠道，请换一个名称`, en: `There is a channel named “${name}” already` };
  throw new Refusal("invalid_channel", { problems: [{ pointer: "/name", code: "name_taken", message }] });
}

/** A fallback is another channel that is there, and leads back to no channel before it. */
async function checkFallback(ctx: Context, { id, fallback }: ChannelRecord): Promise<void> {
  if (fallback === null || fallback === INBOX) return;
  const records = await ctx.store.read.channels.list(ctx.workspace.id);
  const next = new Map(records.map((one) => [one.id, one.fallback]));
  const wrong = (code: string, zh: string, en: string) =>
    new Refusal("invalid_channel", { problems: [{ pointer: "/fallback", code, message: { zh, en } }] });
  if (!next.has(fallback)) throw wrong("channel_not_found", "没有这个备用渠道", "There is no such channel");
  for (let at: string | null | undefined = fallback, steps = 0; at !== null && at !== undefined; at = next.get(at)) {
    if (at === id || steps > records.length)
      throw wrong("circle", "备用渠道不能绕回自己", "The fallbacks lead back to this channel");
    steps += 1;
  }
}

async function note(
  ctx: Context,
  tx: GroupTx,
  { id, at, type, data }: { id: string; at: number; type: string; data: object },
): Promise<void> {
  await tx.append(ctx.workspace.id, [{ subject: id, at, type, actor: ctx.who.id, data: JSON.stringify(data) }]);
}
