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

/**
 * Steady: some rounds together take no less than this part of the processor time an order that the same number before them took. One
 * round beside another says nothing: a busy machine differs by more than what a round gains.
 */
const STEADY = 0.97;
const TOGETHER = 3;

/** Answers how many rounds it took, and whether it is steady after so many at most. */
export async function warmUp(peer: Running, { seconds, most }: { seconds: number; most: number }) {
  const costs: number[] = [];
  const sum = (from: number, to?: number) => costs.slice(from, to).reduce((all, cost) => all + cost, 0);
  while (costs.length < most) {
    const { cpu } = await measure(peer, { by: "ours", name: `warm${costs.length + 1}`, seconds });
    costs.push(cpu);
    if (costs.length < 2 * TOGETHER) continue;
    if (sum(-TOGETHER) >= sum(-2 * TOGETHER, -TOGETHER) * STEADY) return { rounds: costs.length, isSteady: true };
  }
  return { rounds: most, isSteady: false };
}
