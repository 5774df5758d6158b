import type { Decide } from "./peers/peer.ts";
import type { Facts } from "./workload.ts";

/**
 * Orders per second of processor time in one pass of about `seconds`, going round the orders as often as it takes.
 * The processor's clock, not the wall's: other work on the machine then costs nobody. Implementations that answer later
 * may work in other threads, so they are timed by the wall.
 */
export async function ordersPerSecond(decide: Decide, orders: readonly Facts[], seconds: number): Promise<number> {
  const isAsync = decide(orders[0] as Facts) instanceof Promise;
  const clock = isAsync ? () => performance.now() : processorTime;
  const batch = isAsync ? 1 : 16;
  const until = performance.now() + seconds * 1000;
  const started = clock();
  let done = 0;
  while (performance.now() < until) {
    for (let i = 0; i < batch; i++) {
      const answer = decide(orders[done % orders.length] as Facts);
      if (isAsync) await answer;
      done++;
    }
  }
  return (done / (clock() - started)) * 1000;
}

/** Milliseconds that this thread has used. */
export function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

export function best(values: readonly number[]): number {
  return Math.max(...values);
}
