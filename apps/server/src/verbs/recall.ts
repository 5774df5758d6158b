/** 召回: open orders that one version decided, what another would decide, and giving chosen ones to it. */
import {
  type DecidingDocument,
  type Decision,
  type EngineEvent,
  type Explanation,
  explainDecision,
  keysFor,
  MemoryState,
  type OrderState,
  type PreparedPrograms,
  prepare,
  settle,
} from "@switchyard/engine";
import { type FlowDocument, nodeSentence } from "@switchyard/flow";
import type { Text } from "@switchyard/orders";
import type { Page, PageRequest } from "@switchyard/store";
import { runEvent } from "../executor/run-event.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context, NamedDestination } from "../runtime/context.ts";
import { compileVersion, type VersionName } from "./compile-version.ts";
import { latestDecision } from "./get-order.ts";

export interface RecallPreviewInput {
  from_version: number;
  to_version: VersionName;
  /** Only orders that would be decided otherwise. */
  changed?: boolean | undefined;
  /** Part of the order's number or source. */
  q?: string | undefined;
}
/** Why the order stands as it does, and why it would stand otherwise. */
export interface RecallWhy {
  before: Explanation | null;
  after: Explanation[];
}
export interface RecallItem {
  order: string;
  source: string;
  external_id: string;
  status: string;
  /** The version that decides it now. */
  version: number;
  before: RecallStanding;
  after: RecallStanding;
  /** What would be done to it that was not done yet, in sentences: joining a batch, a deadline, an alert. */
  begins: Text[];
  /** Whether it would stand otherwise, or something would begin. */
  changed: boolean;
  /** What a person set: `destination`, `field:<name>`, `tag:<name>`. It stays. */
  locked: string[];
}
interface RecallStanding {
  destination: NamedDestination | null;
  tags: string[];
}
export interface RecallInput {
  from_version: number;
  to_version: number;
  orders: string[];
}
export interface RecallResult {
  applied: string[];
  /** `external_id`: as its source calls it; null: there is none. */
  refused: { order: string; external_id: string | null; reason: Text }[];
}

/** Open orders that one look reads: a page may be short, and says where it ended. */
const LOOKED_AT = 500;

/** Nothing is stored. Throws `flow_not_found`, `version_not_found`, `invalid_flow`. */
export async function previewRecall(
  ctx: Context,
  flow: string,
  { from_version, to_version, changed = false, q = "", cursor, limit }: RecallPreviewInput & PageRequest,
): Promise<Page<RecallItem>> {
  const wanted = q.trim().toLowerCase();
  const tried = await compileVersion(ctx, flow, to_version);
  const prepared = await withVersion(ctx, tried.revision === null ? null : tried.program, flow);
  const items: RecallItem[] = [];
  // By the index of states: what is over, most of a pool, is not read.
  const { orders } = ctx.store.read;
  const statuses = [...ctx.executor.live.prepared.openStates];
  const page = await orders.list(ctx.workspace.id, { statuses }, { cursor, limit: LOOKED_AT });
  const ids = page.items.map(({ id }) => id);
  const states = new Map((await orders.states(ctx.workspace.id, ids)).map(({ id, state }) => [id, state]));
  let last: string | null = null;
  for (const id of ids) {
    last = id;
    const state = states.get(id);
    if (state === undefined || !isRecallable(ctx, state, flow, from_version) || !isNamed(state, wanted)) continue;
    const item = await previewOne(ctx, prepared, { id, state, flow, version: tried.version }, tried.document);
    if (!changed || item.changed) items.push(item);
    if (items.length >= limit) break;
  }
  const isOver = page.nextCursor === null && last === (ids.at(-1) ?? null);
  return { items, nextCursor: isOver ? null : last };
}

/** One of them with *why* on both sides. Throws `order_not_found` and as `previewRecall`. */
export async function explainRecall(
  ctx: Context,
  flow: string,
  order: string,
  to_version: VersionName,
): Promise<RecallWhy> {
  const tried = await compileVersion(ctx, flow, to_version);
  const state = await ctx.store.read.state.get(ctx.workspace.id, "order", order);
  if (state?.kind !== "order" || state.order === null) throw new Refusal("order_not_found");
  const prepared = await withVersion(ctx, tried.revision === null ? null : tried.program, flow);
  const { decisions } = await settleRecall(ctx, prepared, { id: order, state, flow, version: tried.version });
  const draft = { flow, version: tried.version, document: tried.document };
  const after: Explanation[] = [];
  for (const decision of decisions) after.push(await explained(ctx, decision, [draft]));
  const latest = await latestDecision(ctx, order);
  return { before: latest === null ? null : await explained(ctx, latest, []), after };
}

async function explained(ctx: Context, decision: Decision, known: DecidingDocument[]): Promise<Explanation> {
  const documents = [...known];
  for (const { flow, version } of decision.flows) {
    if (documents.some((one) => one.flow === flow && one.version === version)) continue;
    const found = await ctx.store.read.flows.version(ctx.workspace.id, flow, version);
    if (found !== null) documents.push({ flow, version, document: found.document });
  }
  return explainDecision(decision, documents, ctx.workspace.names);
}

/** Gives orders to another published version, each in its own step, journaled as `recalled`. */
export async function applyRecall(ctx: Context, flow: string, input: RecallInput): Promise<RecallResult> {
  const { from_version, to_version, orders } = input;
  const { version } = await compileVersion(ctx, flow, to_version);
  if (ctx.executor.live.prepared.versions.get(flow)?.has(version) !== true) throw new Refusal("version_not_found");
  let result: RecallResult = { applied: [], refused: [] };
  await ctx.executor.work(async (run, at) => {
    result = { applied: [], refused: [] };
    for (const order of orders) {
      const key = { kind: "order", key: order } as const;
      await run.group.load(run.tx, ctx.workspace.id, [key]);
      const state = run.group.get(key);
      const reason = state?.kind === "order" ? refusal(ctx, state, flow, from_version) : NO_ORDER;
      if (reason !== null) {
        const external_id = state?.kind === "order" ? (state.order?.external_id ?? null) : null;
        result.refused.push({ order, external_id, reason });
        continue;
      }
      const event: EngineEvent = { type: "recalled", id: ctx.newId("evt"), at, order, flow, version, by: ctx.who.id };
      await runEvent(run, event, ctx.who.id);
      result.applied.push(order);
    }
  });
  return result;
}

const NO_ORDER = { zh: "没有这张订单", en: "There is no such order" };
const CLOSED = { zh: "订单已结束", en: "The order is closed" };
const OTHER_VERSION = {
  zh: "订单已由别的版本决定，可能有人刚刚召回过",
  en: "Another version decides the order by now; somebody may have recalled it just before",
};

function refusal(ctx: Context, state: OrderState, flow: string, version: number): Text | null {
  if (state.order === null) return NO_ORDER;
  if (state.cancelled === true || !ctx.executor.live.prepared.openStates.has(state.status)) return CLOSED;
  return state.versions?.[flow] === version ? null : OTHER_VERSION;
}
const isRecallable = (...args: Parameters<typeof refusal>) => refusal(...args) === null;

/** What is live; with a draft beside it, where it is one. */
async function withVersion(
  ctx: Context,
  draft: Parameters<typeof prepare>[0][number] | null,
  flow: string,
): Promise<PreparedPrograms> {
  const { prepared } = ctx.executor.live;
  if (draft === null) return prepared;
  const programs = await ctx.store.read.flows.programs(ctx.workspace.id);
  const live = Object.fromEntries(prepared.flows.map((one) => [one.flow, one.live.version]));
  return prepare(
    [...programs.filter((one) => one.flow !== flow || one.version !== draft.version), draft],
    prepared.settings,
    { live },
  );
}

interface OneRecall {
  id: string;
  state: OrderState;
  flow: string;
  version: number;
}

/** The very step that applying would take, over a copy of what it reads. */
async function settleRecall(
  ctx: Context,
  prepared: PreparedPrograms,
  { id, state, flow, version }: OneRecall,
): Promise<{ decisions: Decision[]; state: OrderState }> {
  const memory = new MemoryState();
  const own = { kind: "order", key: id } as const;
  memory.write([{ key: own, value: state }]);
  const event: EngineEvent = {
    type: "recalled",
    id: "preview",
    at: ctx.clock.now(),
    order: id,
    flow,
    version,
    by: ctx.who.id,
  };
  const read = new Set([`order:${id}`]);
  for (let round = 0; round < 4; round += 1) {
    const unknown = keysFor(prepared, event, memory).filter(({ kind, key }) => !read.has(`${kind}:${key}`));
    if (unknown.length === 0) break;
    for (const key of unknown) {
      read.add(`${key.kind}:${key.key}`);
      const value = await ctx.store.read.state.get(ctx.workspace.id, key.kind, key.key);
      if (value !== null) memory.write([{ key, value }]);
    }
  }
  const { decisions } = settle(prepared, event, memory);
  const value = memory.get(own);
  return {
    decisions: decisions.filter(({ order }) => order === id),
    state: value?.kind === "order" ? value : state,
  };
}

async function previewOne(
  ctx: Context,
  prepared: PreparedPrograms,
  one: OneRecall,
  document: FlowDocument,
): Promise<RecallItem> {
  const { id, state, flow } = one;
  const settled = await settleRecall(ctx, prepared, one);
  const [before, after] = [standing(ctx, state), standing(ctx, settled.state)];
  // What has acted does not act again: only what is new to the order begins.
  const done = new Set(state.active?.[flow]);
  const begun = (settled.state.active?.[flow] ?? []).filter((node) => !done.has(node));
  const begins = document.nodes
    .filter(({ id, kind }) => begun.includes(id) && !STANDING.has(kind))
    .map((node) => nodeSentence(node, ctx.workspace.names));
  const { source = "", external_id = "" } = state.order ?? {};
  return {
    ...{ order: id, source, external_id, status: state.status, version: state.versions?.[flow] ?? 0, before, after },
    begins,
    changed: begins.length > 0 || JSON.stringify(before) !== JSON.stringify(after),
    locked: Object.keys(state.locks ?? {}).sort(),
  };
}

/** What these do is how the order stands. */
const STANDING: ReadonlySet<string> = new Set(["route", "tag"]);

const isNamed = ({ order }: OrderState, wanted: string) =>
  wanted === "" || [order?.external_id, order?.source].some((name) => name?.toLowerCase().includes(wanted));

const standing = (ctx: Context, { destination, tags }: OrderState): RecallStanding => ({
  destination: ctx.workspace.destination(destination ?? null),
  tags: Object.keys(tags ?? {}).sort(),
});
