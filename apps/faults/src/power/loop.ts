/** The power is cut under load, again and again: what was acknowledged must be on the disk. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Audit, auditFile } from "../harness/audit.ts";
import { publishFlow } from "../harness/flow.ts";
import { moreAnswers, percentile, startLoad } from "../harness/load.ts";
import { SHORT_LOG } from "../harness/log-state.ts";
import { type ServerOptions, type ServerProcess, startServer } from "../harness/server.ts";
import { MOVING, type Moving, makeShim, type Shim } from "../shim/shim.ts";
import { cutPower, seedShadow } from "./cut.ts";

export interface PowerResult {
  cuts: number;
  /** Cuts in which some of the unsynced sectors came through. */
  torn: number;
  /** Bytes that were written and not synced when the power went, over all cuts. */
  bytesLost: number;
  syncs: number;
  /** How often SQLite's log was moved into the file under load. */
  moved: number;
  /** Cuts at each point of moving it; the others came at any moment. */
  movingCuts: Record<Moving, number>;
  audit: Audit;
  ready: { p50: number; p99: number };
  seconds: number;
}
export interface PowerOptions {
  cuts: number;
  folder: string;
  /** `NORMAL` is the self-test: it must lose orders. */
  synchronous?: "FULL" | "NORMAL";
  random?: () => number;
}

/** One after the other, then one at any moment (null). After the second round each was cut torn and not torn. */
const POINTS = [...(Object.keys(MOVING) as Moving[]), null];
/** So many cuts reach each point of moving the log once. */
export const ALL_POINTS = POINTS.length - 1;

export async function powerLoop({
  cuts,
  folder,
  synchronous = "FULL",
  random = Math.random,
}: PowerOptions): Promise<PowerResult> {
  const began = performance.now();
  const dataDir = join(folder, "data");
  mkdirSync(dataDir, { recursive: true });
  const shim = makeShim(folder, dataDir);
  // A sync that takes a while is one that the power can go out in.
  shim.set({ slowMinUs: 500, slowMaxUs: 8000 });
  // Under NORMAL the log is only synced where it is moved: the self-test keeps it long.
  const nodeArgs = synchronous === "FULL" ? SHORT_LOG : ["--import", join(import.meta.dirname, "normal.ts")];
  const start: ServerOptions = { dataDir, env: shim.env, nodeArgs };
  let server = await startServer(start);
  await publishFlow(server.port);
  let port: number | null = server.port;
  const load = startLoad({ port: () => port, connections: 16, name: "P" });
  const ready: number[] = [];
  let torn = 0;
  let bytesLost = 0;
  try {
    for (let cut = 1; cut <= cuts; cut += 1) {
      await moreAnswers(load, 14);
      const point = synchronous === "FULL" ? (POINTS[(cut - 1) % POINTS.length] ?? null) : null;
      if (point === null) {
        await wait(150 + random() * 350);
        await server.kill();
      } else await cutWhileMoving(server, shim, point);
      port = null;
      const tears = (cut + Math.floor((cut - 1) / POINTS.length)) % 2 === 0;
      torn += tears ? 1 : 0;
      bytesLost += cutPower(dataDir, shim.shadow, tears ? random : null);
      seedShadow(dataDir, shim.shadow);
      server = await startServer(start);
      ready.push(server.readyMs);
      port = server.port;
    }
  } finally {
    await load.stop();
    await server.stop();
  }
  const audit = await auditFile(dataDir, load.acknowledged);
  const [syncs, moved] = [shim.read("syncs"), shim.read("moved")];
  const movingCuts = {
    logSync: shim.read("cutLogSync"),
    pages: shim.read("cutPages"),
    fileSync: shim.read("cutFileSync"),
    restart: shim.read("cutRestart"),
    firstFrames: shim.read("cutFirstFrames"),
  };
  shim.close();
  return {
    cuts: ready.length,
    torn,
    bytesLost,
    syncs,
    moved,
    movingCuts,
    audit,
    ready: { p50: percentile(ready, 0.5), p99: percentile(ready, 0.99) },
    seconds: (performance.now() - began) / 1000,
  };
}

/** The server ends itself there; one that does not come by is killed all the same, and the count of this point stays 0. */
async function cutWhileMoving(server: ServerProcess, shim: Shim, point: Moving): Promise<void> {
  shim.set({ cutAt: MOVING[point] });
  await Promise.race([server.exited, wait(10_000)]);
  await server.kill();
  shim.set({ cutAt: 0 });
}
