/** The power is cut under load, again and again: what was acknowledged must be on the disk. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Audit, auditFile } from "../harness/audit.ts";
import { publishFlow } from "../harness/flow.ts";
import { moreAnswers, percentile, startLoad } from "../harness/load.ts";
import { type ServerOptions, startServer } from "../harness/server.ts";
import { makeShim } from "../shim/shim.ts";
import { cutPower, seedShadow } from "./cut.ts";

export interface PowerResult {
  cuts: number;
  /** Cuts in which some of the unsynced sectors came through. */
  torn: number;
  /** Bytes that were written and not synced when the power went, over all cuts. */
  bytesLost: number;
  syncs: number;
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
  const nodeArgs = synchronous === "FULL" ? [] : ["--import", join(import.meta.dirname, "normal.ts")];
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
      await wait(150 + random() * 350);
      await server.kill();
      port = null;
      const tears = cut % 2 === 0;
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
  const syncs = shim.read("syncs");
  shim.close();
  return {
    cuts: ready.length,
    torn,
    bytesLost,
    syncs,
    audit,
    ready: { p50: percentile(ready, 0.5), p99: percentile(ready, 0.99) },
    seconds: (performance.now() - began) / 1000,
  };
}
