/** One peer under closed-loop load: warmed until it is steady, then measured. */
import { type Generator, load } from "./load/run.ts";
import { cpuSeconds, type Running } from "./processes.ts";

export const CONNECTIONS = 64;

export interface Measured {
  perSecond: number;
  /** Microseconds of the server's processor time an order. */
  cpu: number;
  p50: number;
  p99: number;
}

interface Round {
  by: Generator;
  /** Leads the orders' numbers. */
  name: string;
  seconds: number;
}

export async function measure(peer: Running, { by, name, seconds }: Round): Promise<Measured> {
  const before = cpuSeconds(peer.pid);
  const plan = {
    port: peer.port,
    path: peer.path,
    name: `${name}-${by}`,
    connections: CONNECTIONS,
    seconds,
    rate: null,
  };
  const { requests, perSecond, failed, p50, p99 } = await load(plan, by);
  if (failed > 0) throw new Error(`${peer.name}: ${failed} of ${requests} requests failed`);
  return { perSecond, p50, p99, cpu: ((cpuSeconds(peer.pid) - before) / requests) * 1e6 };
}

/** Processor time an order of two rounds that differ by less is steady. */
const STEADY = 0.05;
const FEWEST = 3;

/** Answers how many rounds it took, and whether it is steady after so many at most. */
export async function warmUp(peer: Running, { seconds, most }: { seconds: number; most: number }) {
  let last = Number.POSITIVE_INFINITY;
  for (let round = 1; round <= most; round += 1) {
    const { cpu } = await measure(peer, { by: "ours", name: `warm${round}`, seconds });
    if (round >= FEWEST && Math.abs(cpu / last - 1) < STEADY) return { rounds: round, isSteady: true };
    last = cpu;
  }
  return { rounds: most, isSteady: false };
}
