/** An effect of the outbox as deliveries: one a message and channel. The same effect always gives the same deliveries. */
import { fanOut, type Message } from "@switchyard/connectors";
import type { ChannelRecord, DeliveryRecord, OutboxRow } from "@switchyard/store";
import { INBOX, specOf } from "../channels/settings.ts";
import { type MessageContext, messageOf, saidOf, shortHash } from "./message.ts";
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
    const data = { ...message.data, title: saidOf(effect, flow) };
    found.push(make({ channel: INBOX, message: { ...message, data } }));
  }
  const name = wanted(effect);
  if (name === null) return found;
  const [channel, ...others] = channelsFor(effect, channels);
  if (channel === undefined) {
    const dead = make({ channel: "" });
    return [
      ...found,
      { ...dead, status: "dead", nextAt: null, doneAt: now, code: "no_channel", reason: noChannel(name) },
    ];
  }
  const apart = apartByQuietHours(effect, message, context.quiet);
  return [...found, ...apart.flatMap((one) => through({ row, message: one, now }, [channel, ...others]))];
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
