/**
 * What follows from an attempt. A delivery ends delivered or dead, never in between: after the last attempt, or a final
 * refusal, it goes to the next fallback channel, and where there is none it becomes a dead letter that a person can send again.
 */
import type { Outcome } from "../channel/channel.ts";
import { assertNever } from "../text.ts";

export interface Delivery {
  /** The message's id: the same at every attempt. */
  id: string;
  /** The channel's row, and those to try after it. */
  channel: string;
  fallbacks: readonly string[];
  /** Attempts made. */
  attempts: number;
  status: "waiting" | "delivered" | "dead";
  /** Null when nothing more is to be done here. */
  nextAt: number | null;
  lastCode: string | null;
}

export type Follow =
  | { do: "nothing" }
  /** A delivery of its own, with the same message id, for these people (null: all of them). */
  | { do: "fallback"; delivery: Delivery; to: readonly string[] | null }
  | { do: "dead_letter"; code: string; to: readonly string[] | null };

export interface Step {
  delivery: Delivery;
  follow: Follow;
  /** The channel's settings are at fault: tell the operator, further messages will fail alike. */
  channelFault: boolean;
}

/** The longest that a vendor's Retry-After is believed. */
const MAX_WAIT_MS = 86_400_000;

export function newDelivery(id: string, channels: readonly [string, ...string[]], now: number): Delivery {
  const [channel, ...fallbacks] = channels;
  return { id, channel, fallbacks, attempts: 0, status: "waiting", nextAt: now, lastCode: null };
}

/** `schedule` holds the wait before each attempt, the first included. */
export function nextDelivery(delivery: Delivery, outcome: Outcome, now: number, schedule: readonly number[]): Step {
  const attempts = delivery.attempts + 1;
  switch (outcome.result) {
    case "delivered": {
      const done: Delivery = { ...delivery, attempts, status: "delivered", nextAt: null, lastCode: null };
      const follow: Follow =
        outcome.missed.length === 0 ? { do: "nothing" } : giveOn(done, "missed", outcome.missed, now);
      return { delivery: done, follow, channelFault: false };
    }
    case "retry": {
      const wait = schedule[attempts];
      if (wait === undefined) return end({ ...delivery, attempts }, outcome.code, now, false);
      const nextAt = now + Math.max(wait, Math.min(outcome.afterMs ?? 0, MAX_WAIT_MS));
      return {
        delivery: { ...delivery, attempts, nextAt, lastCode: outcome.code },
        follow: { do: "nothing" },
        channelFault: false,
      };
    }
    case "final":
      return end({ ...delivery, attempts }, outcome.code, now, outcome.scope === "channel");
    default:
      return assertNever(outcome);
  }
}

function end(delivery: Delivery, code: string, now: number, channelFault: boolean): Step {
  const dead: Delivery = { ...delivery, status: "dead", nextAt: null, lastCode: code };
  return { delivery: dead, follow: giveOn(dead, code, null, now), channelFault };
}

function giveOn(delivery: Delivery, code: string, to: readonly string[] | null, now: number): Follow {
  const [channel, ...rest] = delivery.fallbacks;
  return channel === undefined
    ? { do: "dead_letter", code, to }
    : { do: "fallback", delivery: newDelivery(delivery.id, [channel, ...rest], now), to };
}

/** A dead letter sent again from the screen: the same id, a fresh schedule. */
export function revive(delivery: Delivery, now: number): Delivery {
  return { ...delivery, attempts: 0, status: "waiting", nextAt: now };
}
