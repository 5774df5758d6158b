import { takeEvent } from "../events/take-event.ts";
import { Refusal } from "../http/problem.ts";
import type { Context } from "../runtime/context.ts";
import { actorOf } from "./journal-act.ts";

interface DecideInput {
  order: string;
  /** Its name on the order, `flow/node`. */
  approval: string;
  decision: "approved" | "rejected";
  by: string;
}

/** One person's word on one level. Answers JSON text (EventAnswer). Throws `order_not_found`, `approval_not_found`. */
export async function decideApproval(ctx: Context, { order, approval, decision, by }: DecideInput): Promise<string> {
  const found = await ctx.store.read.orders.get(ctx.workspace.id, order);
  if (found === null) throw new Refusal("order_not_found");
  if (found.state.approvals?.[approval] === undefined) throw new Refusal("approval_not_found");
  return takeEvent(ctx, {
    actor: actorOf(ctx, by),
    about: { order },
    event: ({ id, at }) => ({ type: "approval_decided", id, at, order, approval, decision, by }),
    key: null,
  });
}
