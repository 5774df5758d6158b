import type { Guards, RollOutEnd } from "../port/rollouts.ts";
import type { Kit } from "./kit.ts";

/** A published version that takes a share of the orders beside the live one. */
export const defineRollOuts = (kit: Kit) => ({
  rollouts: kit.table(
    "rollouts",
    {
      workspaceId: kit.text("workspace_id").notNull(),
      flowId: kit.text("flow_id").notNull(),
      version: kit.int("version").notNull(),
      /** The version that takes the others. */
      baseline: kit.int("baseline").notNull(),
      /** Hundredths of a per cent, 0…10,000. */
      share: kit.int("share").notNull(),
      by: kit.text("by").$type<"order" | "customer" | "brand">().notNull(),
      guards: kit.json<Guards>("guards").notNull(),
      actor: kit.text("actor").notNull(),
      startedAt: kit.ms("started_at").notNull(),
      /** Null: it runs. */
      ended: kit.text("ended").$type<RollOutEnd>(),
      endedAt: kit.ms("ended_at"),
    },
    (t) => [kit.primaryKey({ columns: [t.workspaceId, t.flowId, t.version] })],
  ),
});
