/** What an attempt came to, written: the delivery, whatever follows from it, and what the operator must know. */
import { type Message, nextDelivery, type Outcome } from "@switchyard/connectors";
import type { ChannelRecord, DeliveryRecord, DeliveryUpdate, GroupTx, JournalInput } from "@switchyard/store";
import { delivery as newDelivery } from "./expand.ts";
import { CUSTOMER, shortHash } from "./message.ts";
import type { OutgoingWords } from "./words/words.ts";

export interface Attempt {
  workspace: string;
  row: DeliveryRecord;
  channel: ChannelRecord | null;
  outcome: Outcome;
  /** The connector's waits; one that could not be opened is not tried again. */
  schedule: readonly number[];
  now: number;
  words: OutgoingWords;
}

/** For this channel: its schedule is spent, it is off, incomplete or gone. */
export const unavailable: Outcome = {
  result: "final",
  code: "channel_unavailable",
  scope: "channel",
  answer: "",
  reason: {
    zh: "渠道已停用、已删除或缺少密钥。请在 设置 → 渠道 处理后重新发送。",
    en: "The channel is off, gone or lacks its secret. See Settings → Channels, then send again.",
  },
};

export async function recordOutcome(tx: GroupTx, attempt: Attempt): Promise<void> {
  const { workspace, row, outcome, now } = attempt;
  const { id, messageId, channel, fallbacks, attempts, nextAt } = row;
  const before = {
    id: messageId,
    channel,
    fallbacks,
    attempts,
    status: "waiting",
    nextAt,
    lastCode: row.code,
  } as const;
  const { delivery, follow, channelFault } = nextDelivery(before, outcome, now, attempt.schedule);
  const passedOn = delivery.status === "dead" && follow.do === "fallback";
  const said = outcome.result === "delivered" ? { code: null, reason: null } : wanting(row, outcome);
  const { code, reason } = said;
  const status = passedOn
    ? "passed_on"
    : delivery.status === "dead" && isWanting(code)
      ? "unaddressed"
      : delivery.status;
  const doneAt = delivery.status === "waiting" ? null : now;
  const update: DeliveryUpdate = {
    id,
    status,
    attempts: delivery.attempts,
    nextAt: delivery.nextAt,
    code,
    reason,
    answer: outcome.answer,
    doneAt,
  };
  await tx.deliveries.update(workspace, update);
  if (status === "delivered" || status === "dead" || status === "unaddressed") {
    await tx.deliveries.endMembers(workspace, messageId, { status, code, reason, answer: outcome.answer, doneAt: now });
  }
  if (follow.do === "fallback")
    await passOn(tx, attempt, [follow.delivery.channel, ...follow.delivery.fallbacks], follow.to);
  if (follow.do === "dead_letter" && follow.to !== null) await lay(tx, attempt, follow.to, follow.code);
  if (status === "dead" || status === "unaddressed") await tx.append(workspace, undelivered({ ...row, code }, now));
  await judgeChannel(tx, attempt, channelFault);
}

const NO_RECIPIENT = "no_recipient";
const NO_CUSTOMER = "no_customer_address";
const isWanting = (code: string | null): boolean => code === NO_RECIPIENT || code === NO_CUSTOMER;

/** What a customer's address is looked up in is the order: nobody finds it under Contacts. */
function wanting({ message }: DeliveryRecord, { code, reason }: Exclude<Outcome, { result: "delivered" }>) {
  const { to } = message as Message;
  if (code !== NO_RECIPIENT || !to.every(({ id }) => id === CUSTOMER)) return { code, reason };
  return {
    code: NO_CUSTOMER,
    reason: {
      zh: "订单里没有客户可用的手机号或邮箱（字段 mobile、phone、email）。补上后重新发送。",
      en: "The order has no mobile number or e-mail of the customer that could be used (fields mobile, phone, email). Add it, then send again.",
    },
  };
}

const only = (message: Message, to: readonly string[] | null): Message =>
  to === null ? message : { ...message, to: message.to.filter(({ id }) => to.includes(id)) };

async function passOn(
  tx: GroupTx,
  { workspace, row, now }: Attempt,
  [channel = "", ...fallbacks]: string[],
  to: readonly string[] | null,
): Promise<void> {
  const message = only(row.message as Message, to);
  const about = { id: row.outbox, order: row.order, kind: row.kind };
  const next = newDelivery({
    row: about,
    message,
    channel,
    fallbacks,
    now,
    part: to === null ? "" : `missed ${row.id}`,
  });
  // What went as one goes on as one.
  await tx.deliveries.add(workspace, [{ ...next, fixed: row.kind === "digest" }]);
}

/** Those whom the channel could not reach while it reached others. */
async function lay(tx: GroupTx, { workspace, row, now }: Attempt, to: readonly string[], code: string): Promise<void> {
  const about = { id: row.outbox, order: row.order, kind: row.kind };
  const missed = newDelivery({
    row: about,
    message: only(row.message as Message, to),
    channel: row.channel,
    fallbacks: [],
    now,
    part: `missed ${row.id}`,
  });
  const reason = {
    zh: "部分收件人没有可用的联系方式。请在 设置 → 联系方式 补全后重新发送。",
    en: "Some recipients have no address that this channel can use. Add it under Settings → Contacts, then send again.",
  };
  const end = { ...missed, status: "unaddressed" as const, nextAt: null, fixed: true, code, reason, doneAt: now };
  await tx.deliveries.add(workspace, [end]);
}

/** What the order's journal says of it; nothing where it is about none. */
export function undelivered(
  {
    order,
    messageId,
    channel,
    title,
    code,
  }: Pick<DeliveryRecord, "order" | "messageId" | "channel" | "title" | "code">,
  at: number,
): JournalInput[] {
  const data = JSON.stringify({ message: messageId, channel, code: code ?? "", title });
  return order === "" ? [] : [{ subject: order, at, type: "message_undelivered", actor: "switchyard", data }];
}

/** Wrong settings are told once, in the inbox; the first message that arrives takes the fault away. */
export async function judgeChannel(
  tx: GroupTx,
  { workspace, channel, outcome, now, words }: Pick<Attempt, "workspace" | "channel" | "outcome" | "now" | "words">,
  isFault: boolean,
): Promise<void> {
  if (channel === null || outcome === unavailable) return;
  if (isFault && outcome.result === "final") {
    const { code, reason } = outcome;
    await tx.channels.setFault(workspace, channel.id, { code, reason, at: now });
    if (channel.fault?.code === code) return;
    await tx.inbox.put(workspace, [
      {
        id: `msg_${shortHash("fault", channel.id, code, String(channel.updatedAt))}`,
        at: now,
        kind: "channel_fault",
        level: 3,
        title: words.titles.channel_fault(channel.name, words.text(reason)),
        said: { code: "channel_fault", values: { name: channel.name, ...reason } },
        lines: [],
        people: [],
        order: null,
        members: [],
        acknowledgedAt: null,
        acknowledgedBy: null,
      },
    ]);
  } else if (outcome.result === "delivered" && channel.fault !== null) {
    await tx.channels.setFault(workspace, channel.id, null);
  }
}
