import type { JournalInput } from "@switchyard/store";
import type { Context } from "../runtime/context.ts";

/** Who did it: whoever is signed in, whatever name the request gives; where nobody signs in, that name. */
export const actorOf = (ctx: Context, by: string): string => (ctx.who.kind === "local" ? by : ctx.who.id);

/** What somebody did to the workspace itself, as the journal keeps it. Written in the transaction that does it. */
export const act = (
  ctx: Context,
  type: string,
  data: Record<string, unknown>,
  subject = "workspace",
): JournalInput => ({
  ...{ subject, at: ctx.clock.now(), type, actor: ctx.who.id, data: JSON.stringify(data) },
});
