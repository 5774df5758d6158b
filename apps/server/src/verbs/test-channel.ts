import { admit, type Message, type Recipient } from "@switchyard/connectors";
import { transact } from "@switchyard/store";
import { openStored } from "../channels/settings.ts";
import { judgeChannel } from "../outbox/record-outcome.ts";
import { wordsOf } from "../outbox/words/words.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { findChannel } from "./channel-view.ts";

export interface TestAnswer {
  result: "delivered" | "failed";
  code: string | null;
  reason: { zh: string; en: string } | null;
  answer: string;
  ms: number;
}

/**
 * Sends one message now and says what the vendor answered. It counts against the vendor's limits like any other, and marks
 * the channel like any other where its settings are at fault.
 */
export async function testChannel(
  ctx: Context,
  id: string,
  to: { person?: string | undefined; address?: string | undefined },
): Promise<TestAnswer> {
  const record = await findChannel(ctx, id);
  const opened = openStored(ctx.safe, record);
  if (!opened.ok) throw new Refusal("invalid_channel", { problems: opened.problems });
  const at = ctx.clock.now();
  const { quotas } = opened.channel.channel;
  const wait = await transact(ctx.store, async (tx) => {
    const state = await tx.channels.limiter(ctx.workspace.id, opened.channel.credential);
    const admission = admit(state, quotas, { critical: false, recipient: to.person ?? to.address ?? null }, at);
    if (!admission.ok) return admission.at - at;
    await tx.channels.saveLimiter(ctx.workspace.id, opened.channel.credential, admission.state);
    const data = JSON.stringify({ name: record.name, person: to.person ?? null });
    await tx.append(ctx.workspace.id, [{ subject: id, at, type: "channel_tested", actor: ctx.who.id, data }]);
    return 0;
  });
  if (wait > 0) return heldBack(wait);
  const started = performance.now();
  const outcome = await opened.channel.send(await testMessage(ctx, record.kind, at, to), ctx.tools);
  const ms = Math.round(performance.now() - started);
  const { answer } = outcome;
  const isFault = outcome.result === "final" && outcome.scope === "channel";
  const attempt = {
    workspace: ctx.workspace.id,
    channel: record,
    outcome,
    now: at,
    words: wordsOf(ctx.workspace.settings),
  };
  await transact(ctx.store, (tx) => judgeChannel(tx, attempt, isFault));
  if (outcome.result !== "delivered")
    return { result: "failed", code: outcome.code, reason: outcome.reason, answer, ms };
  return { result: "delivered", code: null, reason: null, answer, ms };
}

function heldBack(waitMs: number): TestAnswer {
  const seconds = Math.ceil(waitMs / 1000);
  const reason = {
    zh: `为不超过对方的频率限制，请 ${seconds} 秒后再试`,
    en: `To stay within the vendor's limits, try again in ${seconds} seconds`,
  };
  return { result: "failed", code: "held_back", reason, answer: "", ms: 0 };
}

async function testMessage(
  ctx: Context,
  kind: string,
  at: number,
  { person, address }: { person?: string | undefined; address?: string | undefined },
): Promise<Message> {
  const { language, titles, labels } = wordsOf(ctx.workspace.settings);
  return {
    id: ctx.newId("test"),
    at,
    kind: "test",
    level: 1,
    title: titles.test(),
    language,
    lines: [{ label: labels.workspace, value: ctx.workspace.whole.name }],
    to: await recipient(ctx, kind, person, address),
    data: { test: true },
  };
}

async function recipient(ctx: Context, kind: string, person?: string, address?: string): Promise<Recipient[]> {
  if (address !== undefined && address !== "") {
    const field = kind === "email" ? "email" : kind === "aliyun_sms" ? "mobile" : kind === "wecom_app" ? "wecom" : null;
    return [{ id: address, name: address, ...(field === null ? {} : { [field]: address }) }];
  }
  const found = ctx.workspace.whole.people.find(({ id }) => id === person);
  if (person !== undefined && found === undefined) throw new Refusal("person_not_found");
  if (found === undefined) return [];
  const contacts = await ctx.store.read.workspaces.contacts(ctx.workspace.id);
  return [{ id: found.id, name: found.name, ...contacts.get(found.id) }];
}
