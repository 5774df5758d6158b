/** One figure, in a process of its own: neither the heap nor the compiled code of one falls on another. */
import { feed, ordersFor, prepared, type Stream, stream, type Workload } from "./workload.ts";

export interface Measurement {
  workload: Workload;
  /** Orders that stay open. */
  open: number;
  /** Among how many brands they are; each has twenty customers, and each of these a batch. */
  brands: number;
  rounds: number;
  /** As the server runs it: the keys of each event are named, decisions carry their trace. Otherwise as a replay does. */
  live: boolean;
}

export interface Measured {
  /** Of one core. */
  stepsPerSecond: number;
  /** The mix: how many steps an order took. */
  stepsPerOrder: number;
}

const ROUND = 20_000;

/** Time that this process worked, in milliseconds: on a busy machine the wall clock tells of the others too. */
function worked(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Steps per second of one core. Collecting garbage counts, on whatever thread. */
function rate(run: Stream): number {
  const orders = ordersFor(run, ROUND);
  const before = run.steps;
  const begun = worked();
  feed(run, orders);
  return ((run.steps - before) / (worked() - begun)) * 1000;
}

/**
 * How often the yard is filled before it is measured. When it opens no key has a batch, so that all close together a day later and
 * wave upon wave after that, with 2.8 to 3.4 steps an order. A small yard's rounds go over weeks; those of a million orders over
 * six hours, which from here on have the mix of the long run (after one filling they had a sixth more batches that close).
 */
const FILLINGS = 1.75;

function fill(run: Stream, count: number): void {
  for (let left = count; left > 0; left -= 10_000) feed(run, ordersFor(run, Math.min(left, 10_000)));
}

/** The best of some rounds, with the state filled first: other work on the machine only ever slows. */
export function measure({ workload, open, brands, rounds, live }: Measurement): Measured {
  const run = stream(prepared(workload, live), open, brands, live);
  fill(run, Math.max(Math.round(open * FILLINGS), 60_000));
  const [steps, orders] = [run.steps, run.next];
  const stepsPerSecond = Math.max(...Array.from({ length: rounds }, () => rate(run)));
  return { stepsPerSecond, stepsPerOrder: (run.steps - steps) / (run.next - orders) };
}
