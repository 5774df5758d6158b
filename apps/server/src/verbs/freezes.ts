import type { FreezeScope } from "@switchyard/engine";
import { normaliseField } from "@switchyard/orders";
import type { Page, PageRequest } from "@switchyard/store";
import { takeEvent } from "../events/take-event.ts";
import type { Context } from "../runtime/context.ts";
import { actorOf } from "./journal-act.ts";

export interface FreezeView {
  scope: FreezeScope;
  name: string;
  /** Who asked for it, and why. */
  by: { by: string; reason: string }[];
}

/** Brands, customers and lots that are frozen. Orders that are frozen themselves are listed as orders. */
export async function listFreezes(ctx: Context, page: PageRequest): Promise<Page<FreezeView>> {
  const { items, nextCursor } = await ctx.store.read.state.list(ctx.workspace.id, "channel", "freeze/", page);
  const freezes = items.flatMap(({ value }): FreezeView[] => {
    if (value.kind !== "freeze" || Object.keys(value.by).length === 0) return [];
    const by = Object.entries(value.by).map(([who, reason]) => ({ by: who, reason }));
    return [{ scope: value.scope, name: value.name, by }];
  });
  return { items: freezes, nextCursor };
}

/** A person freezes a brand, a customer or a lot. Answers JSON text (EventAnswer). */
export function freezeByHand(
  ctx: Context,
  { scope, name, reason, by }: { scope: FreezeScope; name: string; reason: string; by: string },
): Promise<string> {
  const kept = normaliseField(scope === "batch" ? "batch_no" : scope === "brand" ? "brand" : "customer_id", name);
  return takeEvent(ctx, {
    actor: actorOf(ctx, by),
    about: null,
    event: ({ id, at }) => ({ type: "freeze_switched", id, at, scope, name: kept, on: true, by, reason }),
    key: null,
  });
}

/** A person lifts a freeze, whoever asked for it. Answers JSON text (EventAnswer). Throws `order_not_found`. */
export async function liftFreeze(
  ctx: Context,
  { scope, name, by }: { scope: FreezeScope; name: string; by: string },
): Promise<string> {
  const actor = actorOf(ctx, by);
  if (scope !== "order")
    return takeEvent(ctx, {
      actor,
      about: null,
      event: ({ id, at }) => ({ type: "freeze_switched", id, at, scope, name, on: false, by }),
      key: null,
    });
  // An order's own freeze is written on the order.
  return takeEvent(ctx, {
    actor,
    about: { order: name },
    event: ({ id, at }) => ({ type: "freeze_told", id, at, order: name, scope, name, on: false, reason: "" }),
    key: null,
  });
}
