/**
 * `--flush=1,4`: the same programs on a disk whose flush takes that many milliseconds longer, beside this machine's own. 1 ms is
 * a usual data-centre SSD that keeps nothing at a loss of power, 4 ms a volume of a cloud.
 */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { printTable, round } from "../report.ts";
import { bulkRate } from "./bulk.ts";
import { makeSlowDisk, type SlowDisk } from "./disk/slow-disk.ts";
import { GOALS } from "./goals.ts";
import { load } from "./load/run.ts";
import { CONNECTIONS, type Measured, measure, warmUp } from "./measure.ts";
import { BARE, JSON_RULES, NODE_RED, NODE_RED_FUNCTION, OURS, startAll } from "./peers/all.ts";
import { publish, startOurs } from "./peers/ours.ts";
import type { Running } from "./processes.ts";

const run = promisify(execFile);

interface FlushPlan {
  /** Milliseconds; the machine as it is stands before them. */
  costs: readonly number[];
  rounds: number;
  seconds: number;
  bulk: number;
  folder(name: string): string;
  say(text: string): void;
}
/** Of a name, by cost. */
type Rows = Map<string, (string | null)[]>;

/** The costs that `--flush=1,4` names, or null. */
export function flushCosts(args: readonly string[]): number[] | null {
  const said = args.find((arg) => arg.startsWith("--flush="));
  if (said === undefined) return null;
  const costs = said.slice("--flush=".length).split(",").map(Number);
  if (costs.some((cost) => !(cost > 0))) throw new Error(`${said} does not name milliseconds`);
  return costs;
}

export async function printFlushes(plan: FlushPlan): Promise<void> {
  const disk = makeSlowDisk(plan.folder("disk"));
  const rows: Rows = new Map();
  const costs = [0, ...plan.costs];
  await addOrders(plan, disk, costs, rows);
  await addBulk(plan, disk, costs, rows);
  const head = [
    "a flush takes longer by",
    ...costs.map((cost) => (cost === 0 ? "0 (as it is)" : `${cost} ms`)),
    "goal",
  ];
  printTable(
    head,
    [...rows].map(([name, cells]) => [name, ...Array.from(head.slice(1), (_, place) => cells[place] ?? "")]),
  );
}

async function addOrders(plan: FlushPlan, disk: SlowDisk, costs: readonly number[], rows: Rows): Promise<void> {
  const { folder, say } = plan;
  const peers = await startAll({ folder, say, envOf: (name) => disk.envFor(name) });
  try {
    for (const peer of peers.values()) await warmUp(peer, { seconds: plan.seconds / 2, most: 8 });
    for (const [place, cost] of costs.entries()) {
      disk.take(cost);
      const best = await sideBySide(plan, disk, peers, cost);
      const ours = best.get(OURS);
      if (ours === undefined) return;
      const put = putAt(rows, place, costs.length);
      for (const [name, { perSecond }] of best) put(`${name}, orders/s`, perSecond);
      const against: [string, number?][] = [
        [BARE, GOALS.ofBareHono],
        [JSON_RULES, GOALS.ofJsonRules],
      ];
      for (const [name, goal] of [...against, [NODE_RED, GOALS.ofNodeRed], [NODE_RED_FUNCTION]] as typeof against) {
        const peer = best.get(name);
        if (peer !== undefined) put(`ours ÷ ${name}`, ours.perSecond / peer.perSecond, goal);
      }
      const server = peers.get(OURS);
      if (server !== undefined) await addOpenLoop(plan, server, ours.perSecond / 2, put);
    }
  } finally {
    for (const peer of peers.values()) await peer.stop();
  }
}

/** The best of the rounds, by autocannon; who stores must be seen to flush, and to wait for it. */
async function sideBySide(
  { rounds, seconds, say }: FlushPlan,
  disk: SlowDisk,
  peers: Map<string, Running>,
  cost: number,
) {
  const best = new Map<string, Measured>();
  for (let round_ = 1; round_ <= rounds; round_ += 1) {
    for (const [name, peer] of peers) {
      await measure(peer, { by: "ours", name: `again${cost}-${round_}`, seconds: seconds / 4 });
      const before = disk.syncs(name);
      const measured = await measure(peer, { by: "autocannon", name: `f${cost}-${round_}`, seconds });
      const { count, ms } = disk.syncs(name);
      const flushes = count - before.count;
      const each = (ms - before.ms) / flushes;
      if (name !== BARE && !(flushes > 0 && each >= cost)) throw new Error(`${name} does not wait for the slow disk`);
      const waited = name === BARE ? "" : `${flushes} flushes of ${each.toFixed(2)} ms`;
      say(`+${cost} ms  ${name.padEnd(28)} ${measured.perSecond.toFixed(0).padStart(7)}/s  ${waited}`);
      if (measured.perSecond > (best.get(name)?.perSecond ?? 0)) best.set(name, measured);
    }
  }
  return best;
}

type Put = (name: string, value: number, goal?: number | { atMost: number }) => void;

async function addOpenLoop({ rounds, seconds }: FlushPlan, { port, path }: Running, rate: number, put: Put) {
  const p99s: number[] = [];
  for (let turn = 1; turn <= rounds; turn += 1) {
    const name = `open${rate.toFixed(0)}-${turn}`;
    p99s.push((await load({ port, path, name, connections: CONNECTIONS, seconds, rate })).p99);
  }
  put("p99 at half of that, open loop, ms", Math.min(...p99s), { atMost: GOALS.p99 });
}

async function addBulk({ bulk, rounds, folder }: FlushPlan, disk: SlowDisk, costs: readonly number[], rows: Rows) {
  const dataDir = folder("bulk");
  disk.take(0);
  const server = await startOurs(dataDir, { env: disk.envFor("bulk") });
  const ours: number[] = [];
  try {
    await publish(server);
    for (let warm = 1; warm <= 3; warm += 1) await bulkRate(server, bulk / 2, `warm${warm}`);
    for (const cost of costs) {
      disk.take(cost);
      const rates: number[] = [];
      for (let turn = 1; turn <= rounds; turn += 1)
        rates.push((await bulkRate(server, bulk, `bulk${cost}-${turn}`)).perSecond);
      ours.push(Math.max(...rates));
    }
  } finally {
    disk.take(0);
    await server.stop();
  }
  const env = { PATH: process.env.PATH ?? "", ...disk.envFor("raw") };
  for (const [place, cost] of costs.entries()) {
    disk.take(cost);
    const rates: number[] = [];
    for (let turn = 1; turn <= rounds; turn += 1) {
      const plan = { written: join(dataDir, "switchyard.db"), folder: folder("raw") };
      const script = join(import.meta.dirname, "load/raw-rate.ts");
      const args = [...process.execArgv, script, JSON.stringify(plan)];
      rates.push(Number((await run(process.execPath, args, { env })).stdout));
    }
    const put = putAt(rows, place, costs.length);
    put("bulk NDJSON, orders/s", ours[place] ?? 0);
    put("ours ÷ the same rows, plain better-sqlite3", (ours[place] ?? 0) / Math.max(...rates), GOALS.bulkOfRaw);
  }
}

/** Puts a figure into its column; the last one says the goal. */
function putAt(rows: Rows, place: number, columns: number): Put {
  return (name, value, goal) => {
    const cells = rows.get(name) ?? [];
    rows.set(name, cells);
    if (goal === undefined) {
      cells[place] = round(value);
      return;
    }
    const isUpper = typeof goal !== "number";
    const holds = isUpper ? value <= goal.atMost : value >= goal;
    cells[place] = `${round(value)} ${holds ? "✓" : "✗"}`;
    cells[columns] = isUpper ? `≤ ${goal.atMost}` : `≥ ${goal}`;
  };
}
