/**
 * Counting that several ask for is done once: who asks for the same while it runs waits with the first, and for ten times as long
 * as it took gets the same answer, so that counting takes a tenth of the process at most. One count runs at a time in a workspace. It ends when the last who waits for it has gone.
 */
import type { Executor } from "../executor/executor.ts";
import { Refusal } from "../refusal/refusal.ts";

/** Nobody reads this answer any more. */
const GONE = new Refusal("too_slow");

const TIMES = 10;
const LONGEST_MS = 60_000;
const MOST = 32;

interface Count {
  result: Promise<unknown>;
  stop: AbortController;
  waiting: number;
  /** Until when its answer is good; null: it runs. */
  until: number | null;
}
interface House {
  counts: Map<string, Count>;
  last: Promise<unknown>;
}
const houses = new WeakMap<Executor, House>();

interface KeptOptions {
  executor: Executor;
  key: string;
  now: () => number;
  signal?: AbortSignal | undefined;
}

export async function kept<T>(
  { executor, key, now, signal }: KeptOptions,
  count: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const house = houses.get(executor) ?? { counts: new Map<string, Count>(), last: Promise.resolve() };
  houses.set(executor, house);
  const known = house.counts.get(key);
  const isGood = known !== undefined && !known.stop.signal.aborted && (known.until === null || now() < known.until);
  return (await waitFor(isGood ? known : begin(house, { key, now }, count), signal)) as T;
}

function begin(
  house: House,
  { key, now }: { key: string; now: () => number },
  count: (signal: AbortSignal) => Promise<unknown>,
) {
  const stop = new AbortController();
  let from = now();
  const result = house.last.then(() => {
    stop.signal.throwIfAborted();
    from = now();
    return count(stop.signal);
  });
  house.last = result.catch(() => {});
  const mine: Count = { result, stop, waiting: 0, until: null };
  house.counts.delete(key);
  house.counts.set(key, mine);
  for (const [oldest, { until }] of house.counts)
    if (house.counts.size > MOST && until !== null) house.counts.delete(oldest);
  const forget = () => house.counts.get(key) === mine && house.counts.delete(key);
  result.then(() => {
    mine.until = now() + Math.min(LONGEST_MS, TIMES * (now() - from));
  }, forget);
  return mine;
}

async function waitFor(count: Count, signal: AbortSignal | undefined): Promise<unknown> {
  if (signal === undefined) {
    count.waiting += 1;
    return count.result;
  }
  if (signal.aborted) throw GONE;
  count.waiting += 1;
  let leave = () => {};
  const gone = new Promise<never>((_, reject) => {
    leave = () => {
      count.waiting -= 1;
      if (count.waiting === 0) count.stop.abort(signal.reason);
      reject(GONE);
    };
    signal.addEventListener("abort", leave, { once: true });
  });
  try {
    return await Promise.race([count.result, gone]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}
