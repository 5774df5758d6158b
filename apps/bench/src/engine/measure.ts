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

function fill(run: Stream, count: number): void {
  for (let left = count; left > 0; left -= 10_000) feed(run, ordersFor(run, Math.min(left, 10_000)));
}

/** The best of some rounds, with the state filled first: other work on the machine only ever slows. */
export function measure({ workload, open, brands, rounds, live }: Measurement): number {
  const run = stream(prepared(workload, live), open, brands, live);
  fill(run, Math.max(open, 60_000));
  return Math.max(...Array.from({ length: rounds }, () => rate(run)));
}
