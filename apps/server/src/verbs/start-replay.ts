import { createHash } from "node:crypto";
import { CORE_RULES } from "@switchyard/engine";
import { type FlowDocument, flowDocumentSchema, type Program } from "@switchyard/flow";
import type { Text } from "@switchyard/orders";
import { type Replay, transact } from "@switchyard/store";
import { Refusal } from "../refusal/refusal.ts";
import { countHistory, type HistorySource } from "../replay/history.ts";
import type { ReplayJob } from "../replay/message.ts";
import { type ProgramSource, plain, type ReplayMode, type ReplaySpec, readReplay } from "../replay/spec.ts";
import type { Context } from "../runtime/context.ts";
import { type CompiledVersion, compileDocument, compileVersion, type VersionName } from "./compile-version.ts";
import { findDataset } from "./datasets.ts";

export interface HistoryInput {
  /** By default what this workspace received itself. */
  dataset?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
  brands?: string[] | undefined;
  channels?: string[] | undefined;
}
export interface StartReplayInput extends HistoryInput {
  flow: string;
  version: VersionName;
  /** What it is held against, by default `live`; null: nothing. */
  against?: VersionName | null | undefined;
  mode?: ReplayMode | undefined;
}
export interface SweepInput extends HistoryInput {
  flow: string;
  version: VersionName;
  node: string;
  /** Inside the node: `/window/amount`. */
  pointer: string;
  values: unknown[];
}

/** Runs recorded orders through a version of a flow, beside another. Throws as `compileVersion`, or `dataset_not_found`. */
export async function startReplay(ctx: Context, input: StartReplayInput): Promise<{ id: string }> {
  const { flow, version, mode = "events" } = input;
  const tried = await compileVersion(ctx, flow, version);
  const against = await heldAgainst(ctx, tried, input);
  const after = await lineUp(ctx, tried);
  const before = against === null ? null : await lineUp(ctx, against === "none live" ? null : against, flow);
  const spec: ReplaySpec = {
    ...{ kind: "replay", mode, against: against === null ? null : againstName(input.against, tried.version) },
    ...{ edges: tried.document.edges, sweep: null },
    ...(await aboutHistory(ctx, input)),
    after,
    before: before === null || before.length === 0 ? null : before,
  };
  return await begin(ctx, { input, spec, tried, againOf: null });
}

/** What-if: one history through the flow with one setting of a node at each of several values. Throws `invalid_flow`, `invalid_request`. */
export async function startSweep(ctx: Context, input: SweepInput): Promise<{ id: string }> {
  const { flow, version, node, pointer, values } = input;
  const tried = await compileVersion(ctx, flow, version);
  const programs: Program[] = [];
  for (const [place, value] of values.entries()) {
    const document = withValue(tried.document, node, pointer, value);
    if (document === null) throw refused("/pointer", "no_such_setting", NO_SUCH_SETTING);
    if (!flowDocumentSchema.safeParse(document).success) throw refused(`/values/${place}`, "wrong_value", WRONG_VALUE);
    programs.push(await compileDocument(ctx, document, { flow, version: tried.version + place }));
  }
  const spec: ReplaySpec = {
    ...{ kind: "sweep", mode: "events", against: null, edges: tried.document.edges },
    ...(await aboutHistory(ctx, input)),
    ...{ after: await lineUp(ctx, tried), before: null },
    sweep: { node, pointer, values, programs },
  };
  return await begin(ctx, { input, spec, tried, againOf: null });
}

/** The same versions, settings and data once more: its result must have the same bytes. Throws `replay_not_found`, `dataset_not_found`. */
export async function repeatReplay(ctx: Context, id: string): Promise<{ id: string }> {
  const first = await ctx.store.read.replays.get(ctx.workspace.id, id);
  if (first === null) throw new Refusal("replay_not_found");
  const again: Replay = { ...first, ...fresh(ctx), spec: byTheseRules(first), againOf: first.againOf ?? first.id };
  return await launch(ctx, again);
}

/** It runs by the core of this program, whichever it began with. */
const byTheseRules = (replay: Replay) => plain({ ...readReplay(replay).spec, rules: CORE_RULES });

/** Takes up what was running when the last process ended, from the beginning. */
export async function resumeReplays(ctx: Context): Promise<void> {
  for (const replay of await ctx.store.read.replays.unfinished(ctx.workspace.id)) {
    await transact(ctx.store, (tx) => tx.replays.clearDifferences(ctx.workspace.id, replay.id));
    const begun = { processed: 0, result: null, restarts: replay.restarts + 1 };
    const anew = { ...replay, ...begun, spec: byTheseRules(replay) };
    await launch(ctx, anew).catch((cause: unknown) => failed(ctx, anew, cause));
  }
}

async function failed(ctx: Context, replay: Replay, cause: unknown): Promise<void> {
  const error = cause instanceof Error ? cause.message : String(cause);
  const ended = { ...replay, status: "failed" as const, finishedAt: ctx.clock.now(), error };
  await transact(ctx.store, (tx) => tx.replays.save(ctx.workspace.id, ended));
}

const fresh = (ctx: Context) => ({
  ...{ id: ctx.newId("rep"), status: "running" as const, processed: 0, startedAt: ctx.clock.now() },
  ...{ finishedAt: null, result: null, error: null, digest: null, restarts: 0 },
});

interface Begin {
  input: HistoryInput & { flow: string; version: VersionName };
  spec: ReplaySpec;
  tried: CompiledVersion;
  againOf: string | null;
}

async function begin(ctx: Context, { input, spec, tried, againOf }: Begin): Promise<{ id: string }> {
  const { flow, version, dataset = null, from = null, to = null } = input;
  const about = { flow, version: version === "draft" ? "draft" : String(tried.version), revision: tried.revision };
  return await launch(ctx, { ...fresh(ctx), ...about, dataset, from, to, total: 0, spec: plain(spec), againOf });
}

async function launch(ctx: Context, replay: Replay): Promise<{ id: string }> {
  const { workspace, store } = ctx;
  const job = await jobOf(ctx, replay);
  const counted: Replay = { ...replay, total: await countHistory(store.read, job.source) };
  await transact(store, (tx) => tx.replays.save(workspace.id, counted));
  ctx.replays.start(counted, job);
  return { id: replay.id };
}

export async function jobOf(ctx: Context, replay: Replay, focus: ReplayJob["focus"] = null): Promise<ReplayJob> {
  const { spec } = readReplay(replay);
  const { dataset, from, to, flow } = replay;
  // It may have been removed since the replay was started.
  if (dataset !== null) await findDataset(ctx, dataset);
  return {
    location: ctx.store.location,
    source: sourceOf(ctx, spec, { dataset, from, to }),
    ...{ settings: spec.settings, flow, edges: spec.edges, looks: spec.looks, focus },
    after: await programsOf(ctx, spec.after),
    before: spec.before === null ? null : await programsOf(ctx, spec.before),
    variants: spec.sweep?.programs ?? null,
  };
}

function sourceOf(
  ctx: Context,
  { journalTo, brands, channels, mode }: ReplaySpec,
  { dataset, from, to }: Pick<Replay, "dataset" | "from" | "to">,
): HistorySource {
  const span = { from: from ?? undefined, to: to ?? undefined };
  return {
    workspace: ctx.workspace.id,
    dataset,
    ...span,
    journalTo,
    brands,
    channels,
    receptionOnly: mode === "reception",
  };
}

async function programsOf(ctx: Context, sources: readonly ProgramSource[]): Promise<Program[]> {
  const programs: Program[] = [];
  for (const source of sources) {
    if ("program" in source) programs.push(source.program);
    else {
      const found = await ctx.store.read.flows.version(ctx.workspace.id, source.flow, source.version);
      if (found === null) throw new Refusal("version_not_found");
      programs.push(found.program);
    }
  }
  return programs;
}

type Against = CompiledVersion | "none live" | null;

async function heldAgainst(
  ctx: Context,
  tried: CompiledVersion,
  { flow, against = "live" }: StartReplayInput,
): Promise<Against> {
  if (against === null) return null;
  if (against !== "live") return await compileVersion(ctx, flow, against);
  const published = await ctx.store.read.flows.published(ctx.workspace.id);
  const live = published.find(({ id }) => id === flow);
  if (live === undefined) return "none live";
  // What is live beside itself tells nothing.
  if (tried.revision === null && live.version === tried.version) return null;
  return await compileVersion(ctx, flow, "live");
}

const againstName = (against: VersionName | null | undefined, version: number) =>
  against === undefined || against === "live" ? "live" : against === "draft" ? "draft" : String(against ?? version);

/** All live programs in flow order, with the tried one in its flow's place; without the flow where nothing of it is tried. */
async function lineUp(ctx: Context, tried: CompiledVersion | null, without?: string): Promise<ProgramSource[]> {
  const { flows } = ctx.store.read;
  const published = new Map((await flows.published(ctx.workspace.id)).map(({ id, version }) => [id, version]));
  const order = (await flows.list(ctx.workspace.id, ctx.clock.now())).map(({ id }) => id);
  return order.flatMap((id): ProgramSource[] => {
    if (id === tried?.flow) return [sourceOfVersion(tried)];
    const version = published.get(id);
    return version === undefined || id === without ? [] : [{ flow: id, version }];
  });
}

const sourceOfVersion = ({ revision, flow, version, program, document }: CompiledVersion): ProgramSource =>
  revision === null ? { flow, version } : { program, document };

/** Throws `dataset_not_found`. */
async function aboutHistory(ctx: Context, { dataset, brands = [], channels = [] }: HistoryInput) {
  const { read } = ctx.store;
  const settings = structuredClone(ctx.workspace.settings);
  const rules = CORE_RULES;
  if (dataset !== undefined) {
    const found = await read.datasets.get(ctx.workspace.id, dataset);
    if (found === null) throw new Refusal("dataset_not_found");
    const looks = await read.datasets.tellsStates(ctx.workspace.id, dataset);
    return { rules, settings, brands, channels, looks, dataHash: found.hash, journalTo: null };
  }
  const newest = await read.journal.newest(ctx.workspace.id);
  const dataHash = newest?.hash ?? createHash("sha256").digest("hex");
  return { rules, settings, brands, channels, looks: true, dataHash, journalTo: newest?.position ?? 0 };
}

const refused = (pointer: string, code: string, message: Text) =>
  new Refusal("invalid_request", { problems: [{ pointer, code, message }] });
const NO_SUCH_SETTING = { zh: "流程里没有这个参数", en: "The flow has no such setting" };
const WRONG_VALUE = { zh: "这个参数不能取这个值", en: "The setting cannot have this value" };

/** The drawing with one setting of a node changed; null where there is none such. */
function withValue(document: FlowDocument, id: string, pointer: string, value: unknown): FlowDocument | null {
  const path = pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const place = document.nodes.findIndex((node) => node.id === id);
  const last = path.pop();
  if (place === -1 || last === undefined || FIXED.has(path[0] ?? last)) return null;
  const changed = structuredClone(document);
  let here: unknown = changed.nodes[place];
  for (const part of path) here = isGroup(here) && Object.hasOwn(here, part) ? here[part] : undefined;
  if (!isGroup(here) || !Object.hasOwn(here, last)) return null;
  here[last] = value;
  return changed;
}
const FIXED = new Set(["id", "kind", "position"]);
const isGroup = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
