/** `pnpm bench:http [--quick] [--json] [--bulk] [--flush=1,4]`: orders over HTTP with full durability, beside what else there is. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Figure, report } from "../report.ts";
import { wrongDecisions } from "./agreement.ts";
import { bulkRate, GROUP, openRawFile } from "./bulk.ts";
import { flushCosts, printFlushes } from "./flush.ts";
import { GOALS } from "./goals.ts";
import { type Generator, load } from "./load/run.ts";
import { CONNECTIONS, type Measured, measure, warmUp } from "./measure.ts";
import { BARE, JSON_RULES, NODE_RED, NODE_RED_FUNCTION, OURS, startAll } from "./peers/all.ts";
import { publish, startOurs } from "./peers/ours.ts";
import { memory, type Running } from "./processes.ts";

const isQuick = process.argv.includes("--quick");
const isJson = process.argv.includes("--json");
const ROUNDS = isQuick ? 1 : 3;
const SECONDS = isQuick ? 2 : 4;
/** Of warming up, each as long as half a measured one. */
const MOST_ROUNDS = isQuick ? 6 : 30;
const BULK = isQuick ? 10_000 : 20_000;
/** Orders of a turn of bulk, and how many turns: of warming up, and counted. */
const SLICE = 3000;
const BULK_WARM = isQuick ? 12 : 30;
const BULK_TURNS = isQuick ? 15 : 36;
const GENERATORS = ["autocannon", "ours"] as const;

const say = (text: string): void => {
  if (!isJson) console.log(text);
};
const root = mkdtempSync(join(tmpdir(), "switchyard-bench-"));
const folder = (name: string) => mkdtempSync(join(root, `${name}-`));

const figures: Figure[] = [];
const costs = flushCosts(process.argv);
try {
  if (costs === null) await measureHere();
  else await printFlushes({ costs, rounds: isQuick ? 1 : 2, seconds: isQuick ? 2 : 3, bulk: BULK, folder, say });
} finally {
  rmSync(root, { recursive: true, force: true });
}

async function measureHere(): Promise<void> {
  if (!process.argv.includes("--bulk")) {
    await addColdStart();
    const best = await sideBySide();
    for (const by of GENERATORS) addRatios(best, by);
  }
  await addBulk();
  report(figures, isJson);
}

/** From spawn to the first answered order, on a file with its schema and flow; the best of the rounds. */
async function addColdStart(): Promise<void> {
  const dataDir = folder("cold");
  const first = await startOurs(dataDir);
  await publish(first);
  await first.stop();
  const seconds: number[] = [];
  for (let round = 0; round < Math.max(3, ROUNDS); round += 1) {
    const began = performance.now();
    const server = await startOurs(dataDir);
    const wrong = await wrongDecisions(server, 1);
    seconds.push((performance.now() - began) / 1000);
    if (wrong > 0) throw new Error("the first order was decided wrongly");
    await server.stop();
  }
  figures.push({
    figure: "cold start to first answered order",
    value: Math.min(...seconds),
    unit: "s",
    goal: { atMost: GOALS.coldSeconds },
  });
}

/** Of each generator and peer. */
type Best = Map<string, Measured>;
function placeOf(by: Generator, peer: string): string {
  return `${by} ${peer}`;
}

/** All peers run at once and are loaded in turns, so that a slow minute of the machine hits them all. */
async function sideBySide(): Promise<Best> {
  const peers = await startAll({ folder, say });
  const best: Best = new Map();
  try {
    const ours = peers.get(OURS);
    await wait(1500);
    if (ours !== undefined) {
      const { now } = memory(ours.pid);
      figures.push({ figure: "resident, idle", value: now, unit: "MB", goal: { atMost: GOALS.idleMegabytes } });
    }
    for (const [name, peer] of peers) {
      const wrong = name === BARE ? 0 : await wrongDecisions(peer, 200);
      if (wrong > 0) throw new Error(`${name} decides ${wrong} of 200 orders otherwise than the rules`);
      const { rounds, isSteady } = await warmUp(peer, { seconds: SECONDS / 2, most: MOST_ROUNDS });
      say(`${name.padEnd(28)} ${isSteady ? "steady" : "not steady yet"} after ${rounds} rounds of warming up`);
    }
    for (let round = 1; round <= ROUNDS; round += 1)
      for (const [name, peer] of peers) await measureTwice(name, peer, round, best);
    if (ours !== undefined) await addOpenLoop(ours, best.get(placeOf("ours", OURS))?.perSecond ?? 0);
  } finally {
    for (const peer of peers.values()) await peer.stop();
  }
  return best;
}

/** By each generator; after the others' turns some machine code is made again, which a short round takes upon itself. */
async function measureTwice(name: string, peer: Running, round: number, best: Best): Promise<void> {
  await measure(peer, { by: "ours", name: `again${round}`, seconds: SECONDS / 4 });
  for (const by of GENERATORS) {
    const measured = await measure(peer, { by, name: `r${round}`, seconds: SECONDS });
    const place = placeOf(by, name);
    const known = best.get(place);
    if (known === undefined || measured.perSecond > known.perSecond) best.set(place, measured);
    const { perSecond, p99, cpu } = measured;
    const rate = `${perSecond.toFixed(0).padStart(7)}/s  p99 ${p99.toFixed(1)} ms`;
    say(
      `round ${round}: ${name.padEnd(28)} ${saidBy(by).padEnd(18)} ${rate}  ${cpu.toFixed(0)} µs of processor time an order`,
    );
  }
}
function saidBy(by: Generator): string {
  return by === "autocannon" ? "by autocannon" : "by our generator";
}

async function addOpenLoop(ours: Running, saturation: number): Promise<void> {
  const results = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { port, path } = ours;
    const rate = saturation / 2;
    results.push(await load({ port, path, name: `open${round}`, connections: CONNECTIONS, seconds: SECONDS, rate }));
  }
  const [best] = results.sort((a, b) => a.p99 - b.p99);
  if (best === undefined) return;
  const at = `at ${Math.round(saturation / 2)}/s, open loop`;
  const { most } = memory(ours.pid);
  figures.push(
    { figure: `p50 ${at}`, value: best.p50, unit: "ms" },
    { figure: `p99 ${at}`, value: best.p99, unit: "ms", goal: { atMost: GOALS.p99 } },
    { figure: "resident, most under load", value: most, unit: "MB", goal: { atMost: GOALS.loadedMegabytes } },
  );
}

/** autocannon's are held to the goals; by our leaner generator the servers have more of the machine. */
function addRatios(best: Best, by: Generator): void {
  const isHeadline = by === "autocannon";
  const of = (peer: string) => best.get(placeOf(by, peer));
  const add = (figure: string, value: number, unit: string, goal?: Figure["goal"]) =>
    figures.push({ figure, value, unit, ...(isHeadline && goal !== undefined ? { goal } : {}) });
  for (const name of [BARE, OURS, JSON_RULES, NODE_RED, NODE_RED_FUNCTION]) {
    const measured = of(name);
    if (measured === undefined) continue;
    add(`${name}, ${saidBy(by)}`, measured.perSecond, "orders/s");
    add(`${name}, p99`, measured.p99, "ms");
    add(`${name}, processor time`, measured.cpu, "µs/order");
  }
  const ours = of(OURS);
  if (ours === undefined) return;
  const ratio = (name: string, goal?: number) => {
    const peer = of(name);
    if (peer !== undefined) add(`ours ÷ ${name}, ${saidBy(by)}`, ours.perSecond / peer.perSecond, "×", goal);
  };
  ratio(BARE, GOALS.ofBareHono);
  ratio(JSON_RULES, GOALS.ofJsonRules);
  ratio(NODE_RED, GOALS.ofNodeRed);
  ratio(NODE_RED_FUNCTION);
  const bare = of(BARE);
  if (bare !== undefined)
    add(`processor time, ours ÷ bare Hono, ${saidBy(by)}`, ours.cpu / bare.cpu, "×", { atMost: GOALS.cpuOfBareHono });
}

/** One server, warmed; then a slice of bulk, and its rows inserted by plain SQL, in turns: a slow minute hits both. */
async function addBulk(): Promise<void> {
  const dataDir = folder("bulk");
  const server = await startOurs(dataDir);
  await publish(server);
  const ratios: number[] = [];
  const inLarge: number[] = [];
  const cpu: number[] = [];
  const rates: Record<"ours" | "raw", number[]> = { ours: [], raw: [] };
  try {
    for (let round = 1; round <= BULK_WARM; round += 1) await bulkRate(server, SLICE, `warm${round}`);
    const raw = openRawFile(join(dataDir, "switchyard.db"), dataDir);
    raw.catchUp();
    for (let turn = 1; turn <= BULK_TURNS; turn += 1) {
      const ours = await bulkRate(server, SLICE, `bulk${turn}`);
      // Every third turn inserts as many at once as would suit it best; those are told apart.
      const isLarge = turn % 3 === 0;
      const plain = raw.catchUp(isLarge ? 4 * GROUP : GROUP);
      if (isLarge) {
        inLarge.push(ours.perSecond / plain.perSecond);
        continue;
      }
      ratios.push(ours.perSecond / plain.perSecond);
      cpu.push(ours.cpu / plain.cpu);
      rates.ours.push(ours.perSecond);
      rates.raw.push(plain.perSecond);
    }
    raw.close();
  } finally {
    await server.stop();
  }
  const [low, middle, high] = quartiles(ratios);
  figures.push(
    { figure: "bulk NDJSON, median", value: quartiles(rates.ours)[1], unit: "orders/s" },
    {
      figure: `the same rows, plain better-sqlite3, ${GROUP} orders a commit`,
      value: quartiles(rates.raw)[1],
      unit: "orders/s",
    },
    { figure: "bulk ÷ plain better-sqlite3, median of turns", value: middle, unit: "×", goal: GOALS.bulkOfRaw },
    { figure: "  lower quartile", value: low, unit: "×" },
    { figure: "  upper quartile", value: high, unit: "×" },
    { figure: `  median where it commits ${4 * GROUP} at once`, value: quartiles(inLarge)[1], unit: "×" },
    { figure: "  processor time, ours ÷ plain, median", value: quartiles(cpu)[1], unit: "×" },
  );
}

function quartiles(values: readonly number[]): [number, number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
  return [at(0.25), at(0.5), at(0.75)];
}
