import type { JournalInput } from "@switchyard/store";
import type { Context } from "../runtime/context.ts";

/** What somebody did to the workspace itself, as the journal keeps it. Written in the transaction that does it. */
export const act = (
  ctx: Context,
  type: string,
  data: Record<string, unknown>,
  subject = "workspace",
): JournalInput => ({
  ...{ subject, at: ctx.clock.now(), type, actor: ctx.who.id, data: JSON.stringify(data) },
});
