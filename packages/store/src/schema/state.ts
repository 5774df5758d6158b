import type { EngineEvent, KeyKind, StateValue } from "@switchyard/engine";
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
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.kind, t.key] })],
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
