import type { PauseTarget } from "@switchyard/engine";
import type { Page, PageRequest } from "@switchyard/store";
import { takeEvent } from "../events/take-event.ts";
import type { Context } from "../runtime/context.ts";
import { actorOf } from "./journal-act.ts";

export interface GateView {
  target: PauseTarget;
  name: string;
  /** Who paused it, and why. */
  paused: { by: string; reason: string }[];
  /** Events that wait in the manual pool. */
  waiting: number;
}

/** Channels, destinations and articles that are paused, or where something still waits. */
export async function listGates(ctx: Context, page: PageRequest): Promise<Page<GateView>> {
  const { items, nextCursor } = await ctx.store.read.state.list(ctx.workspace.id, "channel", "gate/", page);
  const gates = items.flatMap(({ value }): GateView[] => {
    if (value.kind !== "gate") return [];
    const paused = Object.entries(value.paused).map(([by, reason]) => ({ by, reason }));
    const waiting = (value.pool ?? []).reduce((sum, leaf) => sum + leaf.length, 0);
    return [{ target: value.target, name: value.name, paused, waiting }];
  });
  return { items: gates.filter(({ paused, waiting }) => paused.length > 0 || waiting > 0), nextCursor };
}

export interface SwitchInput {
  target: PauseTarget;
  name: string;
  by: string;
  reason?: string | undefined;
}

/** A person pauses it. Answers JSON text (EventAnswer). */
export async function pauseGate(ctx: Context, { target, name, by, reason }: SwitchInput): Promise<string> {
  const why = reason === undefined ? {} : { reason };
  return takeEvent(ctx, {
    actor: actorOf(ctx, by),
    about: null,
    event: ({ id, at }) => ({ type: "paused_by_hand", id, at, target, name, by, ...why }),
    key: null,
  });
}

/** A person takes back every pause of it, also a breaker's; what waited is run again in its order. */
export async function resumeGate(ctx: Context, { target, name, by }: Omit<SwitchInput, "reason">): Promise<string> {
  return takeEvent(ctx, {
    actor: actorOf(ctx, by),
    about: null,
    event: ({ id, at }) => ({ type: "resumed", id, at, target, name, by }),
    key: null,
  });
}
