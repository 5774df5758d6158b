/** One workspace at work: its executor, schedules, dispatcher, replays and screens. Workspaces share a store and nothing else. */
import { createSendTools, type Keyring, type Network, type Requester } from "@switchyard/connectors";
import type { Workspace } from "@switchyard/store";
import { localOwner } from "../access/identity.ts";
import { createLinkTokens } from "../access/link-tokens.ts";
import { errorName } from "../error-name.ts";
import { batchOfSubject } from "../executor/batch-subject.ts";
import { createExecutor } from "../executor/executor.ts";
import type { GroupState } from "../executor/group-state.ts";
import { createLookAgain } from "../executor/look-again.ts";
import { createSchedules } from "../executor/schedules.ts";
import { createDailyFigures } from "../figures/daily.ts";
import { clearStrays } from "../history/clear-rows.ts";
import { inboxRecord } from "../inbox/write-inbox.ts";
import { createHolders } from "../live/holders.ts";
import { createLiveEvents, type LiveEvents } from "../live/live-events.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { findTrace } from "../metrics/trace.ts";
import { createDispatcher } from "../outbox/dispatcher.ts";
import { writeBatch } from "../outbox/write-batch.ts";
import { createReplays } from "../replay/replays.ts";
import { createReporter } from "../reports/reporter.ts";
import { createRollOuts } from "../rollout/roll-outs.ts";
import type { ModelSettings } from "../understand/ask-model.ts";
import { endRollOut } from "../verbs/roll-out.ts";
import { resumeReplays } from "../verbs/start-replay.ts";
import { type Context, viewOf } from "./context.ts";
import { createInEffect } from "./in-effect.ts";
import { createJobs } from "./jobs.ts";
import { loadLiveFlows } from "./live-flows.ts";

/** What every workspace's context has as it is. */
type House = Pick<Context, "store" | "clock" | "newId" | "log" | "library" | "uploads" | "backups" | "checkpoints">;
/** What all workspaces of a process share. */
export interface Shared extends House {
  keyring: Keyring;
  /** Where people reach this server; null: only this machine does. */
  publicUrl: string | null;
  mailRelays: readonly string[];
  /** For tests: another network, and vendors that stand somewhere else. */
  outgoing: { network?: Network; request?: Requester };
  metrics: Metrics;
  model: ModelSettings | null;
}
export interface RunningWorkspace {
  ctx: Context;
  /** Takes up what the last process left, rings what is due, sends what waits. */
  begin(): Promise<void>;
  /** Screens are told to go; what came in is still finished. */
  closing(): void;
  stop(): Promise<void>;
}

export async function startWorkspace(shared: Shared, record: Workspace): Promise<RunningWorkspace> {
  const { keyring, publicUrl, mailRelays, outgoing, metrics, model, ...house } = shared;
  const { store, clock, newId, log } = house;
  const workspace = viewOf(record);
  clock.atLeast((await store.read.journal.newest(workspace.id))?.at ?? 0);
  const live = await loadLiveFlows(store.read, workspace);
  const safe = { keyring, workspace: workspace.id };
  const events = createLiveEvents();
  const holders = createHolders({
    now: () => clock.now(),
    onChange: (flow) => events.publish({ type: "flow", flow, about: "holder" }),
  });
  const intoInbox = writeBatch(store);
  const tools = {
    ...createSendTools({
      now: clock.wall,
      network: { mailRelays, ...outgoing.network },
      async inbox(entry) {
        await intoInbox((tx) => tx.inbox.put(workspace.id, [inboxRecord(entry)]));
        events.publish({ type: "inbox" });
      },
    }),
    ...(outgoing.request === undefined ? {} : { request: outgoing.request }),
  };
  const flowName = (flow: string) => executor.live.names.get(flow) ?? flow;
  const customerLinks = { tokens: createLinkTokens(keyring), publicUrl };
  const dispatcher = createDispatcher({
    ...{ store, workspace, clock, log, safe, tools, customerLinks, flowName },
    onChange: () => events.publish({ type: "outbox" }),
  });
  const executor = createExecutor({
    ...{ store, workspace, live, clock, newId, log },
    onOutbox: dispatcher.wake,
    onGroup(group) {
      metrics.group(group);
      tellScreens(events, group.state);
      rollOuts.take(group.state);
    },
    trace: await findTrace(),
  });
  const rollOuts = createRollOuts({
    read: store.read,
    workspace: workspace.id,
    onExceeded({ flow }, why) {
      endRollOut(ctx, flow, "guard", why).catch((cause: unknown) =>
        log.error("a roll-out could not be stopped", { error: errorName(cause), flow }),
      );
    },
  });
  const replays = createReplays({
    ...{ store, workspace: workspace.id, clock, log },
    onProgress({ id, status, processed, total }, orders) {
      metrics.replayed(orders);
      events.publish({ type: "replay", id, status, processed, total });
    },
  });
  const line = (failure: string) => ({
    ...{ atOnce: 1, isStored: true },
    onFailed: (cause: unknown) => log.error(failure, { error: errorName(cause) }),
  });
  const who = localOwner(workspace.id);
  const schedules = createSchedules({ store, workspace: workspace.id, executor, clock, log });
  const lookAgain = createLookAgain({ store, workspace: workspace.id, executor, clock, log });
  const ctx: Context = {
    ...house,
    // Loaded where there is one: the grammar is a tenth of the server's modules.
    understander: model && (await import("../understand/ask-model.ts")).modelUnderstander(model, tools.request),
    executor,
    schedules,
    lookAgain,
    inEffect: createInEffect({ store, workspace, executor, schedules, lookAgain }),
    replays,
    imports: createJobs(line("a data set was not imported")),
    comparing: createJobs(line("a sheet was not compared")),
    sheets: createJobs(),
    events,
    holders,
    dispatcher,
    tools,
    safe,
    workspace,
    publicUrl,
    who,
    rollOuts,
  };
  const reporter = createReporter(ctx);
  const dailyFigures = createDailyFigures(ctx);
  return {
    ctx,
    async begin() {
      await rollOuts.begin();
      await executor.resume();
      await schedules.start();
      await dailyFigures.start();
      reporter.start();
      await lookAgain.start();
      await dispatcher.start();
      await resumeReplays(ctx);
      await clearStrays(ctx);
    },
    closing: () => events.close(),
    async stop() {
      events.close();
      await schedules.stop();
      await dailyFigures.stop();
      await reporter.stop();
      await lookAgain.stop();
      for (const jobs of [ctx.imports, ctx.comparing, ctx.sheets]) await jobs.stop();
      await replays.stop();
      await executor.stop();
      await dispatcher.stop();
    },
  };
}

/** Which orders a group touched; a screen that shows them looks again. */
function tellScreens(events: LiveEvents, { intake, journal }: GroupState): void {
  const ids = new Set<string>();
  for (const { subject, type } of journal)
    if (type === "decided" || (type === "acted" && batchOfSubject(subject) === null)) ids.add(subject);
  for (const { order } of intake) if (order !== null) ids.add(order);
  if (ids.size > 0) events.publish({ type: "orders", count: ids.size, ids: [...ids] });
  const quarantined = intake.filter(({ outcome }) => outcome === "quarantined").length;
  if (quarantined > 0) events.publish({ type: "intake", quarantined });
}
