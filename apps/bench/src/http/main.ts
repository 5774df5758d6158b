/** `pnpm bench:http [--quick] [--json]`: orders over HTTP with full durability, beside what else there is. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Figure, report } from "../report.ts";
import { wrongDecisions } from "./agreement.ts";
import { bulkRate, rawRate } from "./bulk.ts";
import { GOALS } from "./goals.ts";
import { load } from "./load/run.ts";
import { installNodeRed } from "./peers/install-node-red.ts";
import { publish, startOurs } from "./peers/ours.ts";
import { cpuSeconds, launch, memory, type Running } from "./processes.ts";

const isQuick = process.argv.includes("--quick");
const isJson = process.argv.includes("--json");
const CONNECTIONS = 64;
const ROUNDS = isQuick ? 1 : 3;
const SECONDS = isQuick ? 2 : 4;
const BULK = isQuick ? 10_000 : 20_000;

const say = (text: string): void => {
  if (!isJson) console.log(text);
};
const root = mkdtempSync(join(tmpdir(), "switchyard-bench-"));
const folder = (name: string) => mkdtempSync(join(root, `${name}-`));
const script = (file: string) => join(import.meta.dirname, "peers", file);

interface Measured {
  perSecond: number;
  /** Microseconds of the server's processor time an order. */
  cpu: number;
  p50: number;
  p99: number;
}

const figures: Figure[] = [];
try {
  await addColdStart();
  const { bare, ours, jsonRules, nodeRed } = await sideBySide();
  addRatios({ bare, ours, jsonRules, nodeRed });
  await addBulk();
} finally {
  rmSync(root, { recursive: true, force: true });
}
report(figures, isJson);

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

/** All peers run at once and are loaded in turns, so that a slow minute of the machine hits them all. */
async function sideBySide() {
  const peers = await startAll();
  const best = new Map<string, Measured>();
  try {
    const oursProcess = peers.find(({ name }) => name === "Switchyard");
    await wait(1500);
    if (oursProcess !== undefined) {
      const { now } = memory(oursProcess.pid);
      figures.push({ figure: "resident, idle", value: now, unit: "MB", goal: { atMost: GOALS.idleMegabytes } });
    }
    for (const peer of peers) {
      const wrong = peer.name === "bare Hono" ? 0 : await wrongDecisions(peer, 200);
      if (wrong > 0) throw new Error(`${peer.name} decides ${wrong} of 200 orders otherwise than the rules`);
      await load({ ...at(peer), name: "warm", connections: CONNECTIONS, seconds: SECONDS / 2, rate: null });
    }
    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const peer of peers) {
        const measured = await measure(peer, `r${round}`);
        const known = best.get(peer.name);
        if (known === undefined || measured.perSecond > known.perSecond) best.set(peer.name, measured);
        say(
          `round ${round}: ${peer.name.padEnd(30)} ${measured.perSecond.toFixed(0).padStart(7)}/s  p99 ${measured.p99.toFixed(1)} ms  ${measured.cpu.toFixed(0)} µs of processor time an order`,
        );
      }
    }
    if (oursProcess !== undefined) await addOpenLoop(oursProcess, best.get("Switchyard")?.perSecond ?? 0);
  } finally {
    for (const peer of peers) await peer.stop();
  }
  return {
    bare: best.get("bare Hono"),
    ours: best.get("Switchyard"),
    jsonRules: best.get("json-rules-engine + express"),
    nodeRed: best.get("Node-RED"),
  };
}

async function startAll(): Promise<Running[]> {
  const ours = await startOurs(folder("ours"));
  await publish(ours);
  const bare = await launch({ name: "bare Hono", args: [script("bare-hono.ts")], path: "/orders" });
  const jsonRules = await launch({
    name: "json-rules-engine + express",
    args: [script("json-rules-express.ts")],
    env: { DATA_DIR: folder("rules") },
    path: "/orders",
  });
  const peers = [bare, ours, jsonRules];
  try {
    const env = { DATA_DIR: folder("red"), NODE_RED: installNodeRed(say) };
    peers.push(await launch({ name: "Node-RED", args: [script("node-red.ts")], env, path: "/orders" }));
  } catch (cause) {
    say(`! Node-RED does not run here: ${cause instanceof Error ? cause.message : cause}`);
  }
  return peers;
}

function at({ port, path }: Running) {
  return { port, path };
}

async function measure(peer: Running, name: string): Promise<Measured> {
  const before = cpuSeconds(peer.pid);
  const { requests, perSecond, failed, p50, p99 } = await load({
    ...at(peer),
    name,
    connections: CONNECTIONS,
    seconds: SECONDS,
    rate: null,
  });
  if (failed > 0) throw new Error(`${peer.name}: ${failed} of ${requests} requests failed`);
  return { perSecond, p50, p99, cpu: ((cpuSeconds(peer.pid) - before) / requests) * 1e6 };
}

async function addOpenLoop(ours: Running, saturation: number): Promise<void> {
  const results = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const plan = {
      ...at(ours),
      name: `open${round}`,
      connections: CONNECTIONS,
      seconds: SECONDS,
      rate: saturation / 2,
    };
    results.push(await load(plan));
  }
  const [best] = results.sort((a, b) => a.p99 - b.p99);
  if (best === undefined) return;
  figures.push(
    { figure: `p50 at ${Math.round(saturation / 2)}/s, open loop`, value: best.p50, unit: "ms" },
    {
      figure: `p99 at ${Math.round(saturation / 2)}/s, open loop`,
      value: best.p99,
      unit: "ms",
      goal: { atMost: GOALS.p99 },
    },
    {
      figure: "resident, most under load",
      value: memory(ours.pid).most,
      unit: "MB",
      goal: { atMost: GOALS.loadedMegabytes },
    },
  );
}

function addRatios({ bare, ours, jsonRules, nodeRed }: Awaited<ReturnType<typeof sideBySide>>): void {
  const named = {
    "bare Hono, nothing stored": bare,
    Switchyard: ours,
    "json-rules-engine + express": jsonRules,
    "Node-RED": nodeRed,
  };
  for (const [name, measured] of Object.entries(named)) {
    if (measured === undefined) continue;
    figures.push({ figure: `${name}, 64 connections`, value: measured.perSecond, unit: "orders/s" });
    figures.push({ figure: `${name}, p99`, value: measured.p99, unit: "ms" });
    figures.push({ figure: `${name}, processor time`, value: measured.cpu, unit: "µs/order" });
  }
  if (ours === undefined) return;
  const ratio = (name: string, peer: Measured | undefined, goal: number) => {
    if (peer !== undefined)
      figures.push({ figure: `ours ÷ ${name}`, value: ours.perSecond / peer.perSecond, unit: "×", goal });
  };
  ratio("bare Hono", bare, GOALS.ofBareHono);
  ratio("json-rules-engine + express", jsonRules, GOALS.ofJsonRules);
  ratio("Node-RED", nodeRed, GOALS.ofNodeRed);
  if (bare !== undefined) {
    const value = ours.cpu / bare.cpu;
    figures.push({
      figure: "processor time, ours ÷ bare Hono",
      value,
      unit: "×",
      goal: { atMost: GOALS.cpuOfBareHono },
    });
  }
}

async function addBulk(): Promise<void> {
  let ours = 0;
  let raw = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const dataDir = folder("bulk");
    const server = await startOurs(dataDir);
    await publish(server);
    await bulkRate(server, 2000, "warm");
    ours = Math.max(ours, await bulkRate(server, BULK, "bulk"));
    await server.stop();
    raw = Math.max(raw, rawRate(join(dataDir, "switchyard.db"), dataDir, "bulk"));
  }
  figures.push(
    { figure: "bulk NDJSON", value: ours, unit: "orders/s" },
    { figure: "the same rows, plain better-sqlite3", value: raw, unit: "orders/s" },
    { figure: "bulk ÷ plain better-sqlite3", value: ours / raw, unit: "×", goal: GOALS.bulkOfRaw },
  );
}
