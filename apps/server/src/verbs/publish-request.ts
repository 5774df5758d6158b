/**
 * Four eyes: where the workspace wants it, one person asks that a draft goes live and another one, who may publish too,
 * approves. What is approved is the very revision that was asked for, and it is checked again as it goes live.
 */
import { type PublishRequest, transact } from "@switchyard/store";
import { wordsOf } from "../outbox/words/words.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { findFlow } from "./get-flow.ts";
import { act } from "./journal-act.ts";
import { goLive, type Published, type PublishInput, readyToPublish } from "./publish-flow.ts";

/** Takes the place of an open request. Throws what publishing throws, and `not_four_eyes` where nobody has to be asked. */
export async function requestPublish(ctx: Context, flow: string, input: PublishInput): Promise<{ id: string }> {
  if (ctx.workspace.whole.fourEyes !== true) throw new Refusal("not_four_eyes");
  const { compiled } = await readyToPublish(ctx, flow, input);
  const at = ctx.clock.now();
  const { titles, labels } = wordsOf(ctx.workspace.settings);
  const request: PublishRequest = {
    ...{ id: ctx.newId("ask"), flow, revision: compiled.revision ?? 0, reason: input.reason ?? null },
    rollOut: input.roll_out === undefined ? null : JSON.stringify(input.roll_out),
    ...{ actor: ctx.who.id, at, ended: null, endedBy: null, endedAt: null },
  };
  const { id, revision, reason } = request;
  await transact(ctx.store, async (tx) => {
    const before = await ctx.store.read.publishRequests.open(ctx.workspace.id, flow);
    if (before !== null) await end(ctx, tx, before, "replaced");
    await tx.publishRequests.add(ctx.workspace.id, request);
    const name = compiled.document.name;
    await tx.append(ctx.workspace.id, [act(ctx, "publish_requested", { request: id, revision, reason, name }, flow)]);
    await tx.inbox.put(ctx.workspace.id, [
      {
        ...{ id, at, kind: "publish_requested", level: 2, order: null, flow, people: [], members: [] },
        title: titles.publish_requested(name),
        said: { code: "publish_requested", values: { name } },
        lines: [
          { label: labels.asked_by, value: ctx.who.name, code: "asked_by" },
          ...(reason === null ? [] : [{ label: labels.reason, value: reason, code: "reason" }]),
        ],
        ...{ acknowledgedAt: null, acknowledgedBy: null },
      },
    ]);
  });
  tell(ctx, flow);
  return { id };
}

/** Throws `request_not_found`, `second_person` for whoever asked, `stale_revision` when the draft has changed since. */
export async function approvePublish(ctx: Context, flow: string): Promise<Published> {
  const request = await openRequest(ctx, flow);
  if (request.actor === ctx.who.id) throw new Refusal("second_person");
  const { revision, reason, rollOut } = request;
  const roll_out = rollOut === null ? undefined : (JSON.parse(rollOut) as NonNullable<PublishInput["roll_out"]>);
  const published = await goLive(ctx, flow, { revision, reason: reason ?? undefined, roll_out, request });
  tell(ctx, flow);
  return published;
}

/** Whoever asked takes it back; anybody else who may publish says no. Throws `request_not_found`. */
export async function endPublishRequest(ctx: Context, flow: string): Promise<void> {
  const request = await openRequest(ctx, flow);
  await transact(ctx.store, async (tx) => {
    const ended = request.actor === ctx.who.id ? "withdrawn" : "declined";
    if (!(await end(ctx, tx, request, ended))) throw new Refusal("request_not_found");
  });
  tell(ctx, flow);
}

async function openRequest(ctx: Context, flow: string): Promise<PublishRequest> {
  await findFlow(ctx, flow);
  const request = await ctx.store.read.publishRequests.open(ctx.workspace.id, flow);
  if (request === null) throw new Refusal("request_not_found");
  return request;
}

type Tx = Parameters<Parameters<typeof transact>[1]>[0];

async function end(
  ctx: Context,
  tx: Tx,
  { flow, id, actor, revision }: PublishRequest,
  ended: "withdrawn" | "declined" | "replaced",
): Promise<boolean> {
  const by = { actor: ctx.who.id, at: ctx.clock.now() };
  if (!(await tx.publishRequests.end(ctx.workspace.id, { flow, id }, { ended, by: by.actor, at: by.at }))) return false;
  await tx.inbox.acknowledge(ctx.workspace.id, id, by);
  const data = { request: id, requested_by: actor, revision };
  await tx.append(ctx.workspace.id, [act(ctx, `publish_${ended}`, data, flow)]);
  return true;
}

function tell(ctx: Context, flow: string): void {
  ctx.events.publish({ type: "flow", flow, about: "versions" });
  ctx.events.publish({ type: "inbox" });
}
