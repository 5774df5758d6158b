import type { EngineEvent, KeyKind, StateValue } from "@switchyard/engine";
import type { WaitKind } from "../port/waits.ts";
import type { Kit } from "./kit.ts";

/** The engine's state by key, its timers, and the events that one key has still to tell another. */
export const defineState = (kit: Kit) => ({
  state: kit.table(
    "state",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      kind: kit.text("kind").$type<KeyKind>().notNull(),
      key: kit.text("key").notNull(),
      value: kit.json<StateValue>("value").notNull(),
      /** After this instant the value says nothing any more and may be purged. */
      until: kit.ms("until"),
    },
    (t) => [
      kit.primaryKey({ columns: [t.workspaceId, t.kind, t.key] }),
      // Few values end by themselves: the others are not in this index and pay nothing for it.
      kit.index("state_until").on(t.workspaceId, t.until).where(kit.isThere(t.until)),
    ],
  ),
  /** Orders that wait for a person, by why. */
  waits: kit.table(
    "waits",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      kind: kit.text("kind").$type<WaitKind>().notNull(),
      orderId: kit.text("order_id").notNull(),
      since: kit.ms("since").notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.workspaceId, t.kind, t.orderId] }),
      kit.index("waits_by_since").on(t.workspaceId, t.kind, t.since, t.orderId),
    ],
  ),
  timers: kit.table(
    "timers",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      kind: kit.text("kind").$type<KeyKind>().notNull(),
      key: kit.text("key").notNull(),
      timer: kit.text("timer").notNull(),
      due: kit.ms("due").notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.workspaceId, t.kind, t.key, t.timer] }),
      kit.index("timers_due").on(t.workspaceId, t.due),
    ],
  ),
  messages: kit.table(
    "messages",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      messageId: kit.text("message_id").notNull(),
      event: kit.json<EngineEvent>("event").notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.messageId] })],
  ),
});
