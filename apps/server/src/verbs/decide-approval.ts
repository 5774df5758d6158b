import { takeEvent } from "../events/take-event.ts";
import type { WhatHappened } from "../events/what-happened.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { dueMoved } from "./due-moved.ts";
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
  if (found.state.approvals?.[approval] === undefined) throw new Refusal("approval_not_found");
  // A change that was asked for takes effect when the last has approved it, and not before: both or neither is kept.
  return takeEvent(ctx, {
    actor: actorOf(ctx, by),
    about: { order },
    event: ({ id, at }) => ({ type: "approval_decided", id, at, order, approval, decision, by }),
    follow: (told, stamp, before) => {
      const { measure, due_date } = before?.approvals?.[approval]?.data ?? {};
      if (measure !== CHANGE_REQUESTED || typeof due_date !== "string" || !isApproved(told)) return [];
      return dueMoved({ due_date, by }, { ...stamp, order }, { before, zone: ctx.workspace.settings.zone });
    },
    key: null,
  });
}

const isApproved = ({ effects, decisions }: WhatHappened): boolean =>
  [...effects, ...decisions.flatMap((one) => one.effects)].some(
    (effect) => effect.type === "approval_ended" && effect.outcome === "approved",
  );
