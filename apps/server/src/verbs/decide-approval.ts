import { type EventAnswer, takeEvent } from "../events/take-event.ts";
import { Refusal } from "../http/problem.ts";
import type { Context } from "../runtime/context.ts";
import { moveDue } from "./act-on-order.ts";
import { actorOf } from "./journal-act.ts";
import { CHANGE_REQUESTED } from "./order-versions.ts";

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
  const asked = found.state.approvals?.[approval];
  if (asked === undefined) throw new Refusal("approval_not_found");
  const answer = await takeEvent(ctx, {
    actor: actorOf(ctx, by),
    about: { order },
    event: ({ id, at }) => ({ type: "approval_decided", id, at, order, approval, decision, by }),
    key: null,
  });
  // A change that was asked for takes effect now that the last has approved it, and not before.
  const { measure, due_date } = asked.data ?? {};
  if (measure === CHANGE_REQUESTED && typeof due_date === "string" && isApproved(answer))
    await moveDue(ctx, order, { due_date, by }, null);
  return answer;
}

function isApproved(answer: string): boolean {
  const { effects, decisions } = JSON.parse(answer) as EventAnswer;
  return [...effects, ...decisions.flatMap((one) => one.effects)].some(
    (effect) => effect.type === "approval_ended" && effect.outcome === "approved",
  );
}
