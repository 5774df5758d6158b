import { type RollOut, type RollOutEnd, transact } from "@switchyard/store";
import { Refusal } from "../refusal/refusal.ts";
import type { Exceeded, Figures } from "../rollout/figures.ts";
import type { Context } from "../runtime/context.ts";
import { findFlow } from "./get-flow.ts";

const ROLLOUT_ENDED = "rollout_ended";

export interface RollOutView {
  version: number;
  baseline: number;
  percent: number;
  by: RollOut["by"];
  guards: RollOut["guards"];
  actor: string;
  started_at: number;
  ended: RollOutEnd | null;
  ended_at: number | null;
}
export interface RollOutDetail {
  /** Figures count since it began. */
  current: (RollOutView & { figures: { version: Figures; baseline: Figures } }) | null;
  /** Newest first, with the figures that they ended with. */
  past: PastRollOut[];
}
export interface PastRollOut extends RollOutView {
  figures: { version: Figures; baseline: Figures } | null;
  /** The guard that was exceeded. */
  why: Exceeded | null;
}

/** How a roll-out stands, and those that were. Throws `flow_not_found`. */
export async function getRollOut(ctx: Context, flow: string): Promise<RollOutDetail> {
  await findFlow(ctx, flow);
  const all = await ctx.store.read.rollouts.of(ctx.workspace.id, flow);
  const running = all.find(({ ended }) => ended === null);
  const figuresOf = (version: number) => ctx.rollOuts.figures(flow, version);
  return {
    current:
      running === undefined
        ? null
        : {
            ...view(running),
            figures: { version: figuresOf(running.version), baseline: figuresOf(running.baseline) },
          },
    past: await pastOf(ctx, flow, all),
  };
}

/** What an end was told with stands in the journal. */
type Ended = Pick<PastRollOut, "figures" | "why"> & { started_at: number };
const MOST_PAST = 50;

async function pastOf(ctx: Context, flow: string, all: readonly RollOut[]): Promise<PastRollOut[]> {
  const ended = all.filter((one) => one.ended !== null).slice(0, MOST_PAST);
  if (ended.length === 0) return [];
  const filter = { subject: flow, type: ROLLOUT_ENDED };
  const { items } = await ctx.store.read.journal.list(ctx.workspace.id, filter, { limit: MOST_PAST });
  const told = new Map(
    items.map(({ data }) => {
      const one = JSON.parse(data) as Ended;
      return [one.started_at, one];
    }),
  );
  return ended.map((one) => {
    const { figures = null, why = null } = told.get(one.startedAt) ?? {};
    return { ...view(one), figures, why };
  });
}

const view = ({ version, baseline, percent, by, guards, actor, startedAt, ended, endedAt }: RollOut): RollOutView => ({
  ...{ version, baseline, percent, by, guards, actor },
  ...{ started_at: startedAt, ended, ended_at: endedAt },
});

/** Another share for a version that is being rolled out; orders that it has decided keep it. Throws `rollout_not_found`. */
export async function changeShare(ctx: Context, flow: string, percent: number): Promise<RollOutDetail> {
  const before = await findRunning(ctx, flow);
  const after = { ...before, percent };
  await store(ctx, after, "rollout_changed", { from: before.percent, to: percent });
  ctx.rollOuts.changed(after);
  await useFlows(ctx, flow);
  return getRollOut(ctx, flow);
}

/**
 * Ends a roll-out: taken in full the version is live; taken back, or stopped by a guard, the one before stays so. Orders keep
 * the version that decided them. Throws `rollout_not_found`.
 */
export async function endRollOut(
  ctx: Context,
  flow: string,
  ended: RollOutEnd,
  why: Exceeded | null = null,
): Promise<RollOutDetail> {
  const before = await findRunning(ctx, flow);
  const figures = {
    version: ctx.rollOuts.figures(flow, before.version),
    baseline: ctx.rollOuts.figures(flow, before.baseline),
  };
  const after: RollOut = { ...before, percent: ended === "full" ? 100 : 0, ended, endedAt: ctx.clock.now() };
  await store(ctx, after, ROLLOUT_ENDED, {
    ended,
    started_at: before.startedAt,
    figures,
    ...(why === null ? {} : { why }),
  });
  ctx.rollOuts.ended(flow);
  await useFlows(ctx, flow);
  ctx.log.info("rollout ended", { flow, version: before.version });
  return getRollOut(ctx, flow);
}

async function findRunning(ctx: Context, flow: string): Promise<RollOut> {
  await findFlow(ctx, flow);
  const found = (await ctx.store.read.rollouts.of(ctx.workspace.id, flow)).find(({ ended }) => ended === null);
  if (found === undefined) throw new Refusal("rollout_not_found");
  return found;
}

async function store(ctx: Context, rollOut: RollOut, type: string, said: object): Promise<void> {
  const { flow, version, baseline, ended } = rollOut;
  const at = ctx.clock.now();
  const actor = ended === "guard" ? "switchyard" : ctx.who.id;
  await transact(ctx.store, async (tx) => {
    await tx.rollouts.save(ctx.workspace.id, rollOut);
    if (ended === "full") await tx.flows.setLive(ctx.workspace.id, flow, version, at);
    const data = JSON.stringify({ version, baseline, ...said });
    await tx.append(ctx.workspace.id, [{ subject: flow, at, type, actor, data }]);
  });
}

/** Groups from the next one on are decided so; what is under way ends as it began. */
async function useFlows(ctx: Context, flow: string): Promise<void> {
  await ctx.inEffect.renew("flows");
  ctx.events.publish({ type: "flow", flow, about: "versions" });
}
