import type { Text } from "@switchyard/orders";
import type { ChannelFault } from "../port/channels.ts";
import type { DeliveryStatus } from "../port/deliveries.ts";
import type { InboxLine, InboxSaid } from "../port/inbox.ts";
import type { Kit } from "./kit.ts";

/** Where messages go, each message on its way, what the vendors' limits still allow, and the people's inbox. */
export const defineChannels = (kit: Kit) => ({
  channels: kit.table(
    "channels",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      channelId: kit.text("channel_id").notNull(),
      kind: kit.text("kind").notNull(),
      name: kit.text("name").notNull(),
      /** 1 or 0. */
      enabled: kit.int("enabled").notNull(),
      settings: kit.json<Record<string, unknown>>("settings").notNull(),
      /** Secrets, sealed with a key that is not in this file. */
      sealed: kit.json<Record<string, string>>("sealed").notNull(),
      fallback: kit.text("fallback"),
      fault: kit.json<ChannelFault>("fault"),
      createdAt: kit.ms("created_at").notNull(),
      updatedAt: kit.ms("updated_at").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.channelId] })],
  ),
  limiters: kit.table(
    "limiters",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      /** A fingerprint: names a credential without telling it. */
      credential: kit.text("credential").notNull(),
      state: kit.json<Record<string, number>>("state").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.credential] })],
  ),
  deliveries: kit.table(
    "deliveries",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      deliveryId: kit.text("delivery_id").notNull(),
      messageId: kit.text("message_id").notNull(),
      outboxId: kit.text("outbox_id").notNull(),
      orderId: kit.text("order_id").notNull(),
      kind: kit.text("kind").notNull(),
      level: kit.int("level").notNull(),
      channelId: kit.text("channel_id").notNull(),
      fallbacks: kit.json<string[]>("fallbacks").notNull(),
      message: kit.json<unknown>("message").notNull(),
      title: kit.text("title").notNull(),
      status: kit.text("status").$type<DeliveryStatus>().notNull(),
      attempts: kit.int("attempts").notNull(),
      nextAt: kit.ms("next_at"),
      leasedUntil: kit.ms("leased_until").notNull(),
      /** 1 or 0. */
      fixed: kit.int("fixed").notNull(),
      digestId: kit.text("digest_id"),
      code: kit.text("code"),
      reason: kit.json<Text>("reason"),
      answer: kit.text("answer"),
      createdAt: kit.ms("created_at").notNull(),
      doneAt: kit.ms("done_at"),
      resent: kit.int("resent").notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.workspaceId, t.deliveryId] }),
      kit.index("deliveries_due").on(t.workspaceId, t.status, t.channelId, t.nextAt),
      kit.index("deliveries_by_time").on(t.workspaceId, t.createdAt, t.deliveryId),
      kit.index("deliveries_by_order").on(t.workspaceId, t.orderId, t.createdAt, t.deliveryId),
      kit.index("deliveries_by_message").on(t.workspaceId, t.messageId),
      kit.index("deliveries_by_digest").on(t.workspaceId, t.digestId),
    ],
  ),
  inbox: kit.table(
    "inbox",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      messageId: kit.text("message_id").notNull(),
      at: kit.ms("at").notNull(),
      kind: kit.text("kind").notNull(),
      level: kit.int("level").notNull(),
      title: kit.text("title").notNull(),
      said: kit.json<InboxSaid>("said"),
      lines: kit.json<InboxLine[]>("lines").notNull(),
      people: kit.json<string[]>("people").notNull(),
      orderId: kit.text("order_id"),
      flowId: kit.text("flow_id"),
      members: kit.json<string[]>("members").notNull(),
      acknowledgedAt: kit.ms("acknowledged_at"),
      acknowledgedBy: kit.text("acknowledged_by"),
    },
    (t) => [
      kit.primaryKey({ columns: [t.workspaceId, t.messageId] }),
      kit.index("inbox_by_time").on(t.workspaceId, t.at, t.messageId),
      kit.index("inbox_open").on(t.workspaceId, t.acknowledgedAt, t.at),
    ],
  ),
});
