import { hash } from "node:crypto";
import { parseBody, verifyWebhook } from "@switchyard/connectors";
import type { Problem } from "@switchyard/orders";
import type { ExternalEvent } from "../events/external-event.ts";
import { bodiesOf } from "../intake/bodies.ts";
import { quarantine } from "../intake/quarantine.ts";
import { secretsOf } from "../intake/sources.ts";
import { PROBLEMS, Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { receiveEvent } from "./receive-event.ts";
import { receiveOrder } from "./receive-order.ts";

export interface WebhookInput {
  source: string;
  /** The body as it came, not decoded. */
  raw: Uint8Array;
  headers: Readonly<Record<string, string | undefined>>;
}
export interface TakenIn {
  status: "accepted" | "duplicate" | "update" | "quarantined";
  order: { id: string; source: string; external_id: string } | null;
  /** Of a quarantined one. */
  record: string | null;
  problems: Problem[];
}
export type WebhookAnswer = { status: "ping" } | { status: "received"; results: TakenIn[] };

/**
 * A shop's or system's own message: the signature is checked over the raw bytes before anything is parsed. What cannot be
 * taken in is kept in quarantine and acknowledged: the sender could only send the same again. Throws `wrong_signature`.
 */
export async function receiveWebhook(ctx: Context, { source: id, raw, headers }: WebhookInput): Promise<WebhookAnswer> {
  const source = await ctx.store.read.intake.source(ctx.workspace.id, id);
  if (source === null || !source.enabled || source.kind === "upload") throw new Refusal("wrong_signature");
  const platform = source.kind as "shopify" | "woocommerce" | "signed";
  const secrets = secretsOf(ctx.safe, source);
  const verdict = verifyWebhook({ platform, raw, headers, secrets, now: ctx.clock.wall() });
  if (verdict.result === "ping") return { status: "ping" };
  if (verdict.result === "refused") {
    throw new Refusal(verdict.status === 401 ? "wrong_signature" : "invalid_request", { problems: [verdict.problem] });
  }
  const came = { door: "webhook", raw: new TextDecoder().decode(raw) } as const;
  const kept = async (problem: Problem): Promise<WebhookAnswer> => {
    const record = await quarantine(ctx, { came, body: null, problems: [problem], source: id });
    return { status: "received", results: [{ status: "quarantined", order: null, record, problems: [problem] }] };
  };
  const parsed = parseBody(verdict.body);
  if (!parsed.ok) return kept(parsed.problem);
  const mapped = bodiesOf(parsed.value, source);
  if (!mapped.ok) return kept(mapped.problem);
  const results = mapped.bodies.map(async (body, index) => {
    const requestKey = `webhook ${id} ${verdict.deliveryId} ${index}`;
    const taken = await takeIn(ctx, { body, requestKey, came, isPart: mapped.isPart });
    if (taken.order !== null) await hear(ctx, mapped.news?.[index], requestKey);
    return taken;
  });
  return { status: "received", results: await Promise.all(results) };
}

/** How the platform says that the order stands. By the message's own key: what is sent again, also because we ended between the two, is heard once. */
export async function hear(ctx: Context, news: ExternalEvent | undefined, key: string): Promise<void> {
  if (news !== undefined) await receiveEvent(ctx, { ...news, id: hash("sha256", key, "base64url") });
}

/** Refusals of the content are answers: it was kept. Those of the house (too busy, stopping) are not. */
export async function takeIn(ctx: Context, input: Parameters<typeof receiveOrder>[1]): Promise<TakenIn> {
  try {
    const { result, order } = await receiveOrder(ctx, input);
    return { status: result, order, record: null, problems: [] };
  } catch (cause) {
    if (!(cause instanceof Refusal) || PROBLEMS[cause.code].status >= 500) throw cause;
    const problems = cause.details.problems ?? [{ pointer: "", code: cause.code, message: PROBLEMS[cause.code].title }];
    return { status: "quarantined", order: null, record: cause.details.record ?? null, problems };
  }
}
