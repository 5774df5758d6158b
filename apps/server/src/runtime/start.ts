/** Puts the parts together: store, executor, replays, HTTP. What is opened here is closed by `stop`, in the other order. */
import { join } from "node:path";
import { createSendTools, type Network, type Requester } from "@switchyard/connectors";
import { openSqliteStore, transact } from "@switchyard/store";
import type { Hono } from "hono";
import { createApp } from "../app.ts";
import { addDemoFlows, addDemoHistory, openWorkspace } from "../demo/demo-workspace.ts";
import { createExecutor } from "../executor/executor.ts";
import type { GroupState } from "../executor/group-state.ts";
import { createSchedules } from "../executor/schedules.ts";
import { inboxRecord } from "../inbox/write-inbox.ts";
import { createLiveEvents, type LiveEvents } from "../live/live-events.ts";
import { errorName, type Log } from "../log.ts";
import { createMetrics, type Metrics } from "../metrics/metrics.ts";
import { findTrace } from "../metrics/trace.ts";
import { createDispatcher } from "../outbox/dispatcher.ts";
import { writeBatch } from "../outbox/write-batch.ts";
import { createReplays } from "../replay/replays.ts";
import { openKeyring } from "../secret/keyring.ts";
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
  /** Who may read `/metrics` from elsewhere. */
  metricsToken?: string | null;
  /** Seals secrets instead of the key file in the data directory. */
  secretKey?: string | null;
  mailRelays?: readonly string[];
  /** For tests: another network, and vendors that stand somewhere else. */
  outgoing?: { network?: Network; request?: Requester };
  /** The disk failed under a write: the process should end, and a new one read what is really there. */
  onBroken?: () => void;
}
export interface Runtime {
  app: Hono;
  ctx: Context;
  metrics: Metrics;
  /** The demo's recorded orders are there. */
  seeded: Promise<void>;
  /** Says on `/readyz` that no new requests should come. */
  closing(): void;
  /** Finishes what waits, then closes the file. */
  stop(): Promise<void>;
}

/** The first answers come before the figures. */
const METRICS_AFTER_MS = 2000;

export async function startRuntime(options: StartOptions): Promise<Runtime> {
  const { dataDir, webDir, examplesDir, log, clock = systemClock(), onBroken = () => {} } = options;
  const { metricsToken = null, secretKey = null, mailRelays = [], outgoing = {} } = options;
  const store = await openSqliteStore({ file: join(dataDir, "switchyard.db"), now: clock.now(), onBroken });
  try {
    const workspace = viewOf(await openWorkspace(store, { examplesDir, now: clock.now() }));
    clock.atLeast((await store.read.journal.newest(workspace.id))?.at ?? 0);
    const newId = idMaker(clock);
    await transact(store, (tx) => tx.replays.failUnfinished(clock.now()));
    const live = await loadLiveFlows(store.read.flows, workspace);
    const safe = { keyring: openKeyring({ dataDir, secretKey }), workspace: workspace.id };
    const events = createLiveEvents();
    const intoInbox = writeBatch(store);
    const tools = {
      ...createSendTools({
        now: () => clock.now(),
        network: { mailRelays, ...outgoing.network },
        async inbox(entry) {
          await intoInbox((tx) => tx.inbox.put(workspace.id, [inboxRecord(entry)]));
          events.publish({ type: "inbox" });
        },
      }),
      ...(outgoing.request === undefined ? {} : { request: outgoing.request }),
    };
    const flowName = (flow: string) => executor.live.names.get(flow) ?? flow;
    const dispatcher = createDispatcher({ store, workspace, clock, log, safe, tools, flowName });
    const pending = () => executor.pending;
    const listeners = () => events.listeners;
    const now = () => clock.now();
    const metrics = createMetrics({ read: store.read, workspace: workspace.id, now, pending, listeners });
    const executor = createExecutor({
      ...{ store, workspace, live, clock, newId, log },
      onOutbox: dispatcher.wake,
      onGroup(group) {
        metrics.group(group);
        tellScreens(events, group.state);
      },
      trace: await findTrace(),
    });
    const replays = createReplays({
      ...{ store, workspace: workspace.id, clock, log },
      onProgress({ id, status, processed, total }, orders) {
        metrics.replayed(orders);
        events.publish({ type: "replay", id, status, processed, total });
      },
    });
    const schedules = createSchedules({ store, workspace: workspace.id, executor, clock, log });
    const ctx: Context = {
      store,
      executor,
      schedules,
      replays,
      events,
      dispatcher,
      tools,
      safe,
      clock,
      newId,
      log,
      workspace,
    };
    await addDemoFlows(ctx, examplesDir);
    await executor.resume();
    await schedules.start();
    await dispatcher.start();
    let ready = true;
    const warm = setTimeout(() => void metrics.load().catch(() => {}), METRICS_AFTER_MS).unref();
    const seeded = addDemoHistory(ctx, examplesDir).catch((cause: unknown) => {
      if (ready) log.error("the demo's orders were not imported", { error: errorName(cause) });
    });
    return {
      app: createApp(ctx, { webDir, isReady: () => ready, metrics, metricsToken }),
      ctx,
      metrics,
      seeded,
      closing() {
        ready = false;
        events.close();
      },
      async stop() {
        ready = false;
        events.close();
        clearTimeout(warm);
        await schedules.stop();
        await replays.stop();
        await executor.stop();
        await dispatcher.stop();
        await seeded;
        await store.close();
      },
    };
  } catch (cause) {
    await store.close();
    throw cause;
  }
}

/** Which orders a group touched; a screen that shows them looks again. */
function tellScreens(events: LiveEvents, { intake, journal }: GroupState): void {
  const ids = new Set<string>();
  for (const { subject, type } of journal) if (type === "decided" || type === "acted") ids.add(subject);
  for (const { order } of intake) if (order !== null) ids.add(order);
  if (ids.size > 0) events.publish({ type: "orders", count: ids.size, ids: [...ids] });
  const quarantined = intake.filter(({ outcome }) => outcome === "quarantined").length;
  if (quarantined > 0) events.publish({ type: "intake", quarantined });
}
