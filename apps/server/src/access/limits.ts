/** How often something may be tried. Counted in this process; better-auth's own limiter believes forged addresses. */
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { Refusal } from "../refusal/refusal.ts";
import { neighbourhood } from "./addresses.ts";

export interface Limits {
  /** Before a password, code or token is looked at. Throws `too_many_tries`. */
  try(account: string, address: string): Promise<void>;
  /** It was right: what went before is forgotten for this account from this place. */
  forgive(account: string, address: string): Promise<void>;
  /** Tokens of the public pages, by place alone. Throws `too_many_tries`. */
  guess(address: string): Promise<void>;
  /** A look at a page whose token is right. Throws `too_many_tries`. */
  look(token: string): Promise<void>;
  /** One request with a key. Throws `too_many_requests`. */
  key(id: string, perMinute: number): Promise<void>;
}

const QUARTER_S = 15 * 60;

export function createLimits(): Limits {
  // By account and place together, so that a stranger cannot lock anybody out; and by each alone, more generously, so
  // that neither many places nor many accounts help.
  const both = new RateLimiterMemory({ points: 5, duration: QUARTER_S });
  const account = new RateLimiterMemory({ points: 50, duration: QUARTER_S });
  const place = new RateLimiterMemory({ points: 100, duration: QUARTER_S });
  const guesses = new RateLimiterMemory({ points: 60, duration: 60 });
  const looks = new RateLimiterMemory({ points: 60, duration: 60 });
  const keys = new Map<number, RateLimiterMemory>();
  return {
    async try(name, address) {
      const where = neighbourhood(address);
      const who = name.toLowerCase();
      await take(both, `${who} ${where}`, "too_many_tries");
      await take(account, who, "too_many_tries");
      await take(place, where, "too_many_tries");
    },
    async forgive(name, address) {
      await both.delete(`${name.toLowerCase()} ${neighbourhood(address)}`);
    },
    guess: (address) => take(guesses, neighbourhood(address), "too_many_tries"),
    look: (token) => take(looks, token, "too_many_tries"),
    async key(id, perMinute) {
      let limiter = keys.get(perMinute);
      if (limiter === undefined) {
        limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
        keys.set(perMinute, limiter);
      }
      await take(limiter, id, "too_many_requests");
    },
  };
}

async function take(
  limiter: RateLimiterMemory,
  key: string,
  code: "too_many_tries" | "too_many_requests",
): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (cause) {
    if (cause instanceof Error) throw cause;
    const { msBeforeNext } = cause as RateLimiterRes;
    throw new Refusal(code, { retryAfter: Math.max(1, Math.ceil(msBeforeNext / 1000)) });
  }
}
