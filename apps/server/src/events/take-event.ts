/** One event from outside or from a person, in a group of the executor; and the first answer to it, kept for its id. */
import { hash } from "node:crypto";
import type { EngineEvent, OrderState } from "@switchyard/engine";
import { isLimited, mayTouch, type Seen } from "../access/identity.ts";
import { knownOrder } from "../executor/known-order.ts";
import { type EventRun, runEvent } from "../executor/run-event.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { awaitedKey } from "./awaited.ts";
import type { About, Stamp } from "./external-event.ts";
import { type WhatHappened, whatHappened } from "./what-happened.ts";

export interface EventInput {
  /** Who says it: a source or a person. */
  actor: string;
  about: About;
  /** `before`: the order as it stands, where it was named by its id. */
  event(stamp: Stamp, before: OrderState | null): EngineEvent;
  /** Events that it leads to: in the same transaction, so that none of them is there without the others. The answer does not tell of them. */
  follow?(told: WhatHappened, stamp: Stamp, before: OrderState | null): EngineEvent[];
  /** Good for one content: the same again gets the same answer. Null: every call is a new event. */
  key: { scope: string; id: string; content: unknown } | null;
}
/** An order that has not come yet has no name, unless the event gave one. */
export interface NamedOrder {
  id: string;
  source: string | null;
  external_id: string | null;
}
export interface EventAnswer extends WhatHappened {
  id: string;
  type: string;
  at: number;
  order: NamedOrder | null;
}

/** Answers JSON text. Throws `order_not_found` for an id that is none, `key_reused` for an id that was used for other content. */
export async function takeEvent(ctx: Context, input: EventInput): Promise<string> {
  const made = { event: ctx.newId("evt"), order: ctx.newId("ord") };
  const used = input.key === null ? null : receiptKey(input.key);
  let outcome: Outcome = { is: "not_found" };
  await ctx.executor.work(async (run, at) => {
    outcome = await inGroup(ctx, { run, at, input, used, made });
  });
  return answerOf(ctx, used, outcome);
}

type Outcome =
  | { is: "answer"; body: string }
  /** The id was used for this very content. */
  | { is: "known" }
  | { is: "key_reused" }
  | { is: "not_found" };

async function answerOf(ctx: Context, used: ReceiptKey | null, outcome: Outcome): Promise<string> {
  switch (outcome.is) {
    case "answer":
      return outcome.body;
    case "known": {
      const body = await ctx.store.read.orders.answer(ctx.workspace.id, used?.subject ?? "", used?.contentHash ?? "");
      if (body === null) throw new Error("the first answer to an event is gone");
      return body;
    }
    case "key_reused":
      throw new Refusal("event_id_reused");
    case "not_found":
      throw new Refusal("order_not_found");
  }
}

interface ReceiptKey {
  /** Key of the request, which no sender can write in a header. */
  request: string;
  subject: string;
  event: string;
  contentHash: string;
}
function receiptKey({ scope, id, content }: NonNullable<EventInput["key"]>): ReceiptKey {
  const name = JSON.stringify([scope, id]);
  const contentHash = hash("sha256", canonical(content), "hex");
  return { request: `\nevent ${name}`, subject: `event ${name}`, event: `in/${scope}/${id}`, contentHash };
}

interface Turn {
  run: EventRun;
  at: number;
  input: EventInput;
  used: ReceiptKey | null;
  made: { event: string; order: string };
}

async function inGroup(ctx: Context, turn: Turn): Promise<Outcome> {
  const { run, at, input, used, made } = turn;
  const { group } = run;
  if (used !== null) {
    await group.load(run.tx, run.workspace, [{ kind: "request", key: used.request }]);
    const known = group.request(used.request);
    if (known !== undefined) return { is: known.contentHash === used.contentHash ? "known" : "key_reused" };
  }
  if (isLimited(ctx.who) && !(await isTheirs(ctx, turn))) return { is: "not_found" };
  const order = input.about === null ? null : await findOrder(turn, input.about);
  if (order === "none") return { is: "not_found" };
  const stamp = { id: used?.event ?? made.event, at, order: order?.id ?? null };
  const state = order === null ? undefined : group.get({ kind: "order", key: order.id });
  const before = state?.kind === "order" ? state : null;
  const event = input.event(stamp, before);
  const from = group.journal.length;
  await runEvent(run, event, input.actor);
  const told = whatHappened(group.journal.slice(from), ctx.workspace.settings.states);
  for (const next of input.follow?.(told, { ...stamp, id: ctx.newId("evt") }, before) ?? [])
    await runEvent(run, next, input.actor);
  const answer: EventAnswer = {
    id: input.key?.id ?? stamp.id,
    type: event.type,
    at,
    order,
    ...told,
  };
  const body = JSON.stringify(answer);
  if (used !== null) remember(turn, used, body);
  return { is: "answer", body };
}

function remember({ run, at }: Turn, { request, subject, contentHash }: ReceiptKey, answer: string): void {
  run.group.keepAnswer({ orderId: subject, contentHash, at, result: "accepted", answer });
  run.group.addRequest({ key: request, orderId: subject, contentHash, result: "accepted", at });
}

/**
 * The order that is meant. An id was given out by us, so one that nobody knows never comes; a source's number may come
 * later, and gets its id now, so that the core can keep what waits for it.
 */
async function findOrder(turn: Turn, about: NonNullable<About>): Promise<NamedOrder | "none"> {
  const { run, at, made } = turn;
  const { group, tx, workspace } = run;
  if ("order" in about) {
    const key = { kind: "order", key: about.order } as const;
    await group.load(tx, workspace, [key]);
    const state = group.get(key);
    if (state?.kind !== "order") return "none";
    const order = knownOrder(state);
    return { id: about.order, source: order?.source ?? null, external_id: order?.external_id ?? null };
  }
  const { source, externalId } = about;
  const request = awaitedKey(source, externalId);
  await group.load(tx, workspace, [
    { kind: "request", key: request },
    { kind: "identity", source, externalId },
  ]);
  const known = group.identity(source, externalId)?.orderId ?? group.request(request)?.orderId;
  if (known !== undefined) return { id: known, source, external_id: externalId };
  group.addRequest({ key: request, orderId: made.order, contentHash: "", result: "accepted", at });
  return { id: made.order, source, external_id: externalId };
}

/** Who is there for one brand or source may speak of its known orders, and of nothing else. */
async function isTheirs(seen: Seen, { run, input: { about } }: Turn): Promise<boolean> {
  if (about === null) return false;
  const { group, tx, workspace } = run;
  if (!("order" in about)) {
    await group.load(tx, workspace, [{ kind: "identity", ...about }]);
  }
  const id = "order" in about ? about.order : group.identity(about.source, about.externalId)?.orderId;
  if (id === undefined) return false;
  const key = { kind: "order", key: id } as const;
  await group.load(tx, workspace, [key]);
  const state = group.get(key);
  const order = state?.kind === "order" ? knownOrder(state) : null;
  return order !== null && mayTouch(seen, order);
}

/** The same text for the same content, whatever the order of its fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
