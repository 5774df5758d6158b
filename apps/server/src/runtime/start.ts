/** Puts the parts together: store, executor, replays, HTTP. What is opened here is closed by `stop`, in the other order. */
import { join } from "node:path";
import { openSqliteStore, transact } from "@switchyard/store";
import type { Hono } from "hono";
import { createApp } from "../app.ts";
import { addDemoFlows, addDemoHistory, openWorkspace } from "../demo/demo-workspace.ts";
import { createExecutor } from "../executor/executor.ts";
import { errorName, type Log } from "../log.ts";
import { createReplays } from "../replay/replays.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type Context, viewOf } from "./context.ts";
import { idMaker } from "./ids.ts";
import { loadLiveFlows } from "./live-flows.ts";

export interface StartOptions {
  dataDir: string;
  webDir: string;
  examplesDir: string;
  log: Log;
  clock?: Clock;
  /** The disk failed under a write: the process should end, and a new one read what is really there. */
  onBroken?: () => void;
}
export interface Runtime {
  app: Hono;
  ctx: Context;
  /** The demo's recorded orders are there. */
  seeded: Promise<void>;
  /** Says on `/healthz` that no new requests should come. */
  closing(): void;
  /** Finishes what waits, then closes the file. */
  stop(): Promise<void>;
}

export async function startRuntime(options: StartOptions): Promise<Runtime> {
  const { dataDir, webDir, examplesDir, log, clock = systemClock(), onBroken = () => {} } = options;
  const store = await openSqliteStore({ file: join(dataDir, "switchyard.db"), now: clock.now(), onBroken });
  try {
    const workspace = viewOf(await openWorkspace(store, { examplesDir, now: clock.now() }));
    clock.atLeast((await store.read.journal.newest(workspace.id))?.at ?? 0);
    const newId = idMaker(clock);
    await transact(store, (tx) => tx.replays.failUnfinished(clock.now()));
    const live = await loadLiveFlows(store.read.flows, workspace);
    const executor = createExecutor({ store, workspace, live, clock, newId, log });
    const replays = createReplays({ store, workspace: workspace.id, clock, log });
    const ctx: Context = { store, executor, replays, clock, newId, log, workspace };
    await addDemoFlows(ctx, examplesDir);
    await executor.resume();
    let ready = true;
    const seeded = addDemoHistory(ctx, examplesDir).catch((cause: unknown) => {
      if (ready) log.error("the demo's orders were not imported", { error: errorName(cause) });
    });
    return {
      app: createApp(ctx, { webDir, isReady: () => ready }),
      ctx,
      seeded,
      closing() {
        ready = false;
      },
      async stop() {
        ready = false;
        await replays.stop();
        await executor.stop();
        await seeded;
        await store.close();
      },
    };
  } catch (cause) {
    await store.close();
    throw cause;
  }
}
