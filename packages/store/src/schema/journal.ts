import type { Kit } from "./kit.ts";

/** Types of entries that every order brings. Others are few among many, and those are looked for. */
export const COMMON_TYPES = [
  "order_received", "order_updated", "decided", "acted", "waiting", "state_asserted", "platform_status", "courier_node",
  "timer_due", "watch_started", "watch_kept", "watch_breached", "message_undelivered",
] as const; // biome-ignore format: a word list

/** What happened (append-only, chained per subject) and what is still to be sent. */
export const defineJournal = (kit: Kit) => ({
  journal: kit.table(
    "journal",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      /** Place in the workspace's whole journal, from 1. */
      position: kit.int("position").notNull(),
      /** What the entry is about: an order's or a flow's id. */
      subject: kit.text("subject").notNull(),
      /** Place in the subject's own chain, from 1. */
      seq: kit.int("seq").notNull(),
      at: kit.ms("at").notNull(),
      type: kit.text("type").notNull(),
      actor: kit.text("actor").notNull(),
      /** JSON, kept byte for byte: the hash is over these bytes. */
      data: kit.text("data").notNull(),
      prevHash: kit.text("prev_hash").notNull(),
      hash: kit.text("hash").notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.workspaceId, t.position] }),
      kit.uniqueIndex("journal_chain").on(t.workspaceId, t.subject, t.seq),
      // An order's entries pay nothing for it.
      kit
        .index("journal_rare")
        .on(t.workspaceId, t.type, t.position)
        .where(kit.all(...COMMON_TYPES.map((type) => kit.isNotText(t.type, type)))),
    ],
  ),
  /** Effects that leave the house, written with the decision that caused them. Ids are stable: delivery is at least once. */
  outbox: kit.table(
    "outbox",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      outboxId: kit.text("outbox_id").notNull(),
      orderId: kit.text("order_id").notNull(),
      kind: kit.text("kind").notNull(),
      payload: kit.text("payload").notNull(),
      createdAt: kit.ms("created_at").notNull(),
      dueAt: kit.ms("due_at").notNull(),
      leasedUntil: kit.ms("leased_until").notNull(),
      attempts: kit.int("attempts").notNull(),
      doneAt: kit.ms("done_at"),
    },
    (t) => [
      kit.primaryKey({ columns: [t.workspaceId, t.outboxId] }),
      kit.index("outbox_by_order").on(t.workspaceId, t.orderId),
      kit.index("outbox_due").on(t.doneAt, t.dueAt),
    ],
  ),
});
