import type { Program } from "@switchyard/flow";
import { type Replay, transact } from "@switchyard/store";
import { Refusal } from "../http/problem.ts";
import { countHistory } from "../replay/history.ts";
import type { Context } from "../runtime/context.ts";
import { type CompiledVersion, compileVersion, type VersionName } from "./compile-version.ts";

export interface StartReplayInput {
  flow: string;
  version: VersionName;
  /** Null: the orders that this workspace received itself. */
  dataset?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

/** Runs recorded orders through a version of a flow, beside what is live. Throws as `compileVersion`, or `dataset_not_found`. */
export async function startReplay(ctx: Context, input: StartReplayInput): Promise<{ id: string }> {
  const { workspace, store } = ctx;
  const { flow, version, dataset = null, from, to } = input;
  if (dataset !== null && (await store.read.datasets.get(workspace.id, dataset)) === null) {
    throw new Refusal("dataset_not_found");
  }
  const compiled = await compileVersion(ctx, flow, version);
  const { candidate, live } = await programsWith(ctx, compiled);
  const source = { workspace: workspace.id, dataset, from, to };
  const replay: Replay = {
    id: ctx.newId("rep"),
    flow,
    version: version === "draft" ? "draft" : String(compiled.version),
    revision: compiled.revision,
    dataset,
    from: from ?? null,
    to: to ?? null,
    status: "running",
    total: await countHistory(store.read, source),
    processed: 0,
    startedAt: ctx.clock.now(),
    finishedAt: null,
    result: null,
    error: null,
  };
  await transact(store, (tx) => tx.replays.save(workspace.id, replay));
  ctx.replays.start(replay, {
    location: store.location,
    source,
    settings: workspace.settings,
    flow,
    edges: compiled.document.edges,
    candidate,
    baseline: version === "live" || live.length === 0 ? null : live,
  });
  return { id: replay.id };
}

/** All live programs in flow order, and the same with the tried one in its flow's place. */
async function programsWith(ctx: Context, tried: CompiledVersion): Promise<{ candidate: Program[]; live: Program[] }> {
  const { flows } = ctx.store.read;
  const published = new Map((await flows.published(ctx.workspace.id)).map(({ id, version }) => [id, version]));
  const programs = await flows.programs(ctx.workspace.id);
  const live = programs.filter((program) => published.get(program.flow) === program.version);
  const byFlow = new Map(live.map((program) => [program.flow, program]));
  byFlow.set(tried.flow, tried.program);
  const order = (await flows.list(ctx.workspace.id, ctx.clock.now())).map(({ id }) => id);
  return { live, candidate: order.flatMap((id) => byFlow.get(id) ?? []) };
}
