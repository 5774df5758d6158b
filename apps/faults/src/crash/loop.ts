/** SIGKILL under load, again and again, on one file. */
import { setTimeout as wait } from "node:timers/promises";
import { type Audit, auditFile } from "../harness/audit.ts";
import { publishFlow } from "../harness/flow.ts";
import { moreAnswers, percentile, startLoad } from "../harness/load.ts";
import { readLogState, SHORT_LOG } from "../harness/log-state.ts";
import { startServer } from "../harness/server.ts";

export interface CrashResult {
  kills: number;
  audit: Audit;
  /** Connections that the kills broke: each kill must have hit somebody. */
  broken: number;
  /** How often SQLite's log was moved into the file under load, and how many kills came in the midst of it. */
  moved: number;
  halfMoved: number;
  /** Milliseconds from spawn to ready, of every restart. */
  ready: { p50: number; p99: number; most: number };
  seconds: number;
}

export interface CrashOptions {
  kills: number;
  dataDir: string;
  connections?: number;
  random?: () => number;
  say?: (text: string) => void;
}

export async function crashLoop({
  kills,
  dataDir,
  connections = 16,
  random = Math.random,
  say = () => {},
}: CrashOptions): Promise<CrashResult> {
  const began = performance.now();
  const start = { dataDir, nodeArgs: SHORT_LOG };
  let server = await startServer(start);
  await publishFlow(server.port);
  let port: number | null = server.port;
  const load = startLoad({ port: () => port, connections, name: "C" });
  const ready: number[] = [];
  let moved = 0;
  let halfMoved = 0;
  try {
    for (let kill = 1; kill <= kills; kill += 1) {
      await moreAnswers(load, 14);
      await wait(150 + random() * 500);
      await server.kill();
      port = null;
      const log = readLogState(dataDir);
      moved = log.restarts;
      halfMoved += log.isHalfMoved ? 1 : 0;
      server = await startServer(start);
      ready.push(server.readyMs);
      port = server.port;
      if (kill % 25 === 0) say(`${kill} kills, ${load.acknowledged.length} orders acknowledged`);
    }
  } finally {
    await load.stop();
    await server.stop();
  }
  const audit = await auditFile(dataDir, load.acknowledged);
  return {
    kills: ready.length,
    audit,
    moved,
    halfMoved,
    broken: [...load.broken.values()].reduce((sum, n) => sum + n, 0),
    ready: { p50: percentile(ready, 0.5), p99: percentile(ready, 0.99), most: Math.max(...ready) },
    seconds: (performance.now() - began) / 1000,
  };
}
