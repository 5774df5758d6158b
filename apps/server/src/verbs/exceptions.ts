/** What needs somebody most: alerts that nobody has acknowledged, then orders that wait for a person. */
import type { WaitKind } from "@switchyard/store";
import type { Context } from "../runtime/context.ts";
import { type InboxView, urgentAlerts } from "./inbox.ts";

const SHOWN = 5;
/** What a person decides or releases; a promise that was not kept has alerted already. */
const FOR_PEOPLE = ["approval", "hold", "freeze", "pool"] as const satisfies readonly WaitKind[];

export interface Exceptions {
  at: number;
  alerts: InboxView[];
  /** How many alerts are open in all. */
  alerts_open: number;
  /** Orders that wait longest, as many as alerts leave room for. */
  orders: { kind: (typeof FOR_PEOPLE)[number]; id: string; external_id: string; since: number }[];
  /** How many wait in all. */
  waiting: Record<(typeof FOR_PEOPLE)[number], number>;
}

export async function exceptions(ctx: Context): Promise<Exceptions> {
  const { waits } = ctx.store.read;
  const workspace = ctx.workspace.id;
  const { items: alerts, open } = await urgentAlerts(ctx, SHOWN);
  const room = SHOWN - alerts.length;
  const waiting = await waits.counts(workspace, FOR_PEOPLE);
  // One that waits for several reasons is one thing to see to.
  const longest = room === 0 ? [] : await waits.longest(workspace, FOR_PEOPLE, room * FOR_PEOPLE.length);
  const orders = new Map<string, Exceptions["orders"][number]>();
  for (const { kind, order: id, external_id, since } of longest)
    if (kind !== "breach" && !orders.has(id)) orders.set(id, { kind, id, external_id, since });
  return { at: ctx.clock.now(), alerts, alerts_open: open, orders: [...orders.values()].slice(0, room), waiting };
}
