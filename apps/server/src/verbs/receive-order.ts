import { readOrder } from "@switchyard/orders";
import { type Answer, intakeOf } from "../executor/intake.ts";
import { Refusal } from "../http/problem.ts";
import type { Context } from "../runtime/context.ts";

export interface ReceiveInput {
  /** An order as a source sends it; parsed JSON, otherwise untrusted. */
  body: unknown;
  requestKey: string | null;
}

/** Takes in one order: new, duplicate or update. Throws `invalid_order` with every problem, or `key_reused`. */
export async function receiveOrder(ctx: Context, { body, requestKey }: ReceiveInput): Promise<Answer & { ok: true }> {
  const { settings } = ctx.workspace;
  const read = readOrder(body, { settings, receivedAt: ctx.clock.now(), id: ctx.newId("ord") });
  if (!read.ok) throw new Refusal("invalid_order", { problems: read.problems });
  const answer = await ctx.executor.receive(intakeOf(read.order, requestKey));
  if (!answer.ok) throw new Refusal(answer.reason);
  return answer;
}
