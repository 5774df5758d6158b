/** An effect of the outbox as deliveries: one a message and channel. The same effect always gives the same deliveries. */
import { fanOut, type Message } from "@switchyard/connectors";
import type { Text } from "@switchyard/orders";
import type { ChannelRecord, DeliveryRecord, OutboxRow } from "@switchyard/store";
import { INBOX, specOf } from "../channels/settings.ts";
import { brandWithoutContacts, type MessageContext, messageOf, saidOf, shortHash } from "./message.ts";
import { apartByQuietHours } from "./quiet.ts";
import { channelsFor, type Leaving, noChannel, wanted } from "./routing.ts";

export function deliveriesOf(
  row: OutboxRow,
  channels: readonly ChannelRecord[],
  context: MessageContext,
  now: number,
): DeliveryRecord[] {
  const effect = JSON.parse(row.payload) as Leaving;
  const message = messageOf(effect, { outbox: row.id, at: row.at }, context);
  const make = (to: { channel: string; fallbacks?: string[]; message?: Message }) =>
    delivery({ row, message: to.message ?? message, channel: to.channel, fallbacks: to.fallbacks ?? [], now });
  const found: DeliveryRecord[] = [];
  // People can acknowledge only what they see here, whatever else tells them.
  if (effect.type === "alert" || effect.type === "task") {
    const flow = effect.origin === null ? null : context.flowName(effect.origin.flow);
    const data = { ...message.data, title: saidOf(effect, flow, context.stateText) };
    found.push(make({ channel: INBOX, message: { ...message, data } }));
  }
  const name = wanted(effect);
  if (name === null) return found;
  const silent = brandWithoutContacts(effect, context);
  if (silent !== null) return [...found, { ...make({ channel: "" }), ...ended(now), ...noContacts(silent) }];
  const [channel, ...others] = channelsFor(effect, channels);
  if (channel === undefined) {
    const why = { status: "dead" as const, code: "no_channel", reason: noChannel(name) };
    return [...found, { ...make({ channel: "" }), ...ended(now), ...why }];
  }
  const apart = apartByQuietHours(effect, message, context.quiet);
  return [...found, ...apart.flatMap((one) => through({ row, message: one, now }, [channel, ...others]))];
}

const ended = (now: number) => ({ nextAt: null, doneAt: now });

/** Of a brand that nobody can be told for. */
export const NO_CONTACTS = "no_contacts";
function noContacts({ id, name }: { id: string | null; name: string }) {
  const reason: Text =
    id !== null
      ? {
          zh: `品牌“${name}”没有联系人。请在 设置 → 品牌 添加，然后重新发送。`,
          en: `The brand “${name}” has no contacts. Add them under Settings → Brands, then send again.`,
        }
      : name === ""
        ? { zh: "订单没有写品牌，没有人可以通知。", en: "The order names no brand: there is nobody to tell." }
        : {
            zh: `设置里没有品牌“${name}”。请在 设置 → 品牌 添加它和联系人，然后重新发送。`,
            en: `The settings have no brand “${name}”. Add it with contacts under Settings → Brands, then send again.`,
          };
  return { status: "unaddressed" as const, code: NO_CONTACTS, reason };
}

/** A message through the first of these channels, with the others behind it. */
export function through(
  { row, message, now }: Pick<NewDelivery, "row" | "message" | "now">,
  [channel, ...others]: readonly [ChannelRecord, ...ChannelRecord[]],
): DeliveryRecord[] {
  const fallbacks = others.map(({ id }) => id);
  return fanOut(message, specOf(channel.kind).quotas).map((one) =>
    delivery({ row, message: one, channel: channel.id, fallbacks, now }),
  );
}

export interface NewDelivery {
  row: Pick<OutboxRow, "id" | "order" | "kind">;
  message: Message;
  channel: string;
  fallbacks: readonly string[];
  now: number;
  /** Tells deliveries of one message through one channel apart. */
  part?: string;
}

export function delivery({ row, message, channel, fallbacks, now, part = "" }: NewDelivery): DeliveryRecord {
  return {
    id: `dlv_${shortHash(message.id, channel, part)}`,
    messageId: message.id,
    outbox: row.id,
    order: row.order,
    kind: row.kind,
    level: message.level,
    channel,
    fallbacks: [...fallbacks],
    message,
    title: message.title,
    status: "waiting",
    attempts: 0,
    nextAt: now,
    fixed: false,
    digest: null,
    code: null,
    reason: null,
    answer: null,
    createdAt: now,
    doneAt: null,
    resent: 0,
  };
}
