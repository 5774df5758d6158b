/** What a source sent, as bodies of orders. */
import { mapPlatformOrder, type PlatformOrder } from "@switchyard/connectors";
import { effectiveStatus, mailOrder, type Problem, statusMap } from "@switchyard/orders";
import type { SourceRecord } from "@switchyard/store";
import { z } from "zod";
import type { ExternalEvent } from "../events/external-event.ts";
import { isSourceKind } from "./sources.ts";

/** `isPart`: they say some fields of their orders, whose others stay. `news`: beside each body of a platform, how it says that the order stands. */
export type Bodies =
  | { ok: true; bodies: Record<string, unknown>[]; isPart: boolean; news?: PlatformNews[] }
  | { ok: false; problem: Problem };
type PlatformNews = Extract<ExternalEvent, { type: "platform_status" }>;

/** By the kind of its source; without one a body is taken as it is. The source's name is ours, whatever the body says. */
export function bodiesOf(value: unknown, source: Pick<SourceRecord, "id" | "kind"> | null): Bodies {
  const kind = source !== null && isSourceKind(source.kind) ? source.kind : "upload";
  if (source !== null && (kind === "shopify" || kind === "woocommerce")) {
    const mapped = mapPlatformOrder(kind, value, source.id);
    if (!mapped.ok) return mapped;
    const bodies = mapped.orders.map(({ input, statuses }) => {
      const said = statuses.map(({ platform, field, code }) => statusMap(platform, field, code));
      const state = effectiveStatus(said).state?.id;
      return state === undefined || "status" in input ? input : { ...input, status: state };
    });
    return { ok: true, bodies, isPart: false, news: mapped.orders.map((order) => newsOf(kind, order)) };
  }
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const objects = list.filter((one): one is Record<string, unknown> => typeof one === "object" && one !== null);
  if (list.length === 0 || objects.length < list.length || objects.some(Array.isArray))
    return { ok: false, problem: noOrder };
  if (source === null) return { ok: true, bodies: objects, isPart: false };
  const bodies = objects.map((one) => (isMail(one) ? mailOrder(one.mail) : one));
  if (bodies.includes(null)) return { ok: false, problem: noNumber };
  return { ok: true, bodies: bodies.map((one) => ({ ...one, source: source.id })), isPart: objects.every(isMail) };
}

/** An order that is known already changes its state by an event alone: what a body says of it counts when the order is new. */
function newsOf(platform: string, { input, statuses }: PlatformOrder): PlatformNews {
  const { source, external_id, source_updated_at: at } = input;
  return {
    type: "platform_status",
    platform,
    source,
    external_id,
    statuses: Object.fromEntries(statuses.map(({ field, code }) => [field, code])),
    ...(z.iso.datetime({ offset: true }).safeParse(at).success ? { occurred_at: String(at) } : {}),
  };
}

/** `{ "mail": { "subject", "text" } }`: what a mailbox's relay passes on. */
const isMail = (body: Record<string, unknown>): body is { mail: { subject?: unknown; text?: unknown } } =>
  typeof body.mail === "object" && body.mail !== null;

const noNumber: Problem = {
  pointer: "/mail/subject",
  code: "no_order",
  message: { zh: "邮件里没有 PO# 单号，不是订单", en: "The mail has no PO# number, so it is no order" },
};

const noOrder: Problem = {
  pointer: "",
  code: "no_order",
  message: { zh: "内容不是订单对象", en: "The body is not an order" },
};
