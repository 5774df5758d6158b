/**
 * Rate limits as pure arithmetic: a token bucket per quota in its exact form (GCRA: one number says when the bucket is full again).
 * Burst and refill are chosen so that no window of the vendor's length, wherever it starts, ever holds more than the maximum.
 */
import type { Quota } from "../channel/channel.ts";

/** Bucket → instant at which it is full again. Only buckets that are not full are kept. */
export type LimiterState = Readonly<Record<string, number>>;

export interface Asking {
  /** Level 4: may use what is reserved. */
  critical: boolean;
  /** The one person of a channel that is limited per person. */
  recipient: string | null;
}
export type Admission = { ok: true; state: LimiterState } | { ok: false; at: number };

interface Bucket {
  key: string;
  burst: number;
  /** Milliseconds for one token. */
  interval: number;
}

/** In any half-open window there are at most burst + window / interval - 1 = max messages. */
function bucket(key: string, max: number, windowMs: number): Bucket {
  const burst = Math.max(1, Math.floor(max / 5));
  return { key, burst, interval: Math.ceil(windowMs / (max - burst + 1)) };
}

/** The buckets that could serve: of each inner list one must have a token. */
function bucketsFor(quota: Quota, index: number, { critical, recipient }: Asking): Bucket[] {
  const key = quota.per === "recipient" ? `${index}:${recipient ?? ""}` : String(index);
  const common = bucket(key, quota.max - quota.reserved, quota.windowMs);
  if (!critical || quota.reserved === 0) return [common];
  return [bucket(`${key}!`, quota.reserved, quota.windowMs), common];
}

/** The buckets of one look at what waits. They are filled in place: copied for each of a thousand messages, ten thousand would take minutes. */
export interface Buckets {
  /** Takes one token of every quota, or of none. Null: taken; otherwise the instant at which it is worth asking again. */
  take(asking: Asking): number | null;
  /** As they stand now. */
  state(): LimiterState;
}

export function bucketsAt(state: LimiterState, quotas: readonly Quota[], now: number): Buckets {
  const fullAt = new Map(Object.entries(state).filter(([, full]) => full > now));
  return {
    take(asking) {
      const taken: [key: string, full: number][] = [];
      let wait = now;
      for (const [index, quota] of quotas.entries()) {
        const options = bucketsFor(quota, index, asking).map((one) => {
          const full = fullAt.get(one.key) ?? now;
          return { one, full, at: full - (one.burst - 1) * one.interval };
        });
        const best = options.reduce((a, b) => (b.at < a.at ? b : a));
        if (best.at > now) wait = Math.max(wait, best.at);
        else taken.push([best.one.key, best.full + best.one.interval]);
      }
      if (wait > now) return wait;
      for (const [key, full] of taken) fullAt.set(key, full);
      return null;
    },
    state: () => Object.fromEntries(fullAt),
  };
}

/** For one message by itself; `at` is when it is worth asking again. */
export function admit(state: LimiterState, quotas: readonly Quota[], asking: Asking, now: number): Admission {
  const buckets = bucketsAt(state, quotas, now);
  const at = buckets.take(asking);
  return at === null ? { ok: true, state: buckets.state() } : { ok: false, at };
}
