import { z } from "@hono/zod-openapi";
import { CHANNEL_KINDS } from "@switchyard/connectors";
import { DELIVERY_STATUSES } from "@switchyard/store";
import { id, instant, text } from "./common.ts";

const settings = z.record(z.string().max(64), z.unknown());
/** Taken, sealed, and never given back. */
const secrets = z.record(z.string().max(64), z.union([z.string().max(2000), z.array(z.string().max(2000)).max(3)]));
const name = z.string().trim().min(1).max(80);

export const channelView = z.object({
  id,
  kind: z.enum(CHANNEL_KINDS),
  name: z.string(),
  /** The inbox of the product itself: always there, not to be changed. */
  built_in: z.boolean(),
  enabled: z.boolean(),
  settings,
  secrets: z.array(z.object({ name: z.string(), set: z.boolean(), shown: z.string() })),
  fallback: z.string().nullable(),
  state: z.enum(["ready", "off", "incomplete", "faulty"]),
  fault: z.object({ code: z.string(), reason: text, at: instant }).nullable(),
  waiting: z.number().int(),
  dead: z.number().int(),
  created_at: instant.nullable(),
  updated_at: instant.nullable(),
});
export const createChannel = z.strictObject({
  kind: z.enum(CHANNEL_KINDS).exclude(["inbox"]),
  name,
  enabled: z.boolean().default(true),
  settings: settings.default({}),
  secrets: secrets.default({}),
  fallback: id.nullable().default(null),
});
export const patchChannel = z.strictObject({
  name: name.optional(),
  enabled: z.boolean().optional(),
  settings: settings.optional(),
  secrets: secrets.optional().openapi({ description: "Only those to be changed; an empty text takes one away" }),
  keep_previous_secret: z
    .boolean()
    .optional()
    .openapi({ description: "Webhooks: sign with the old secret too while the receiver changes over" }),
  fallback: id.nullable().optional(),
});
export const testChannel = z.strictObject({
  person: id.optional(),
  address: z
    .string()
    .max(254)
    .optional()
    .openapi({ description: "An e-mail address, a mobile number or a WeCom account" }),
});
export const testAnswer = z.object({
  result: z.enum(["delivered", "failed"]),
  code: z.string().nullable(),
  reason: text.nullable(),
  /** The vendor's own words, shortened, without secrets. */
  answer: z.string(),
  ms: z.number().int(),
});

export const contact = z.strictObject({
  email: z.string().max(254).optional(),
  mobile: z.string().max(30).optional(),
  wecom: z.string().max(64).optional(),
  dingtalk: z.string().max(64).optional(),
  feishu: z.string().max(64).optional(),
  quiet_hours: z
    .strictObject({ start: z.string().max(5), end: z.string().max(5) })
    .optional()
    .openapi({ description: "When the person is not to be rung up; by default when the workspace says" }),
});
export const contactView = z.object({ person: id, name: z.string(), role: z.string(), contact });

export const deliveryState = z
  .enum(["pending", "delivered", "passed_on", "unaddressed", "dead"])
  .openapi({ description: "`unaddressed`: nobody to send it to until somebody adds a contact or an address" });
export const deliveryView = z.object({
  id,
  message: z.string().openapi({ description: "The message's id: the same over attempts and channels" }),
  kind: z.string(),
  level: z.number().int(),
  title: z.string(),
  to: z.array(z.string()),
  order: z.object({ id, external_id: z.string().nullable() }).nullable(),
  channel: z.object({ id: z.string(), name: z.string(), kind: z.string() }).nullable(),
  passed_to: z.string().nullable().openapi({ description: "Which channel took over from it" }),
  state: deliveryState,
  status: z.enum(DELIVERY_STATUSES),
  digest: z.string().nullable(),
  attempts: z.number().int(),
  resent: z.number().int(),
  next_at: instant.nullable(),
  created_at: instant,
  done_at: instant.nullable(),
  code: z.string().nullable(),
  reason: text.nullable(),
  answer: z.string().nullable(),
  brand: z.string().nullable().openapi({ description: "The brand that has no contacts to be told" }),
  quiet_until: instant.nullable().openapi({ description: "Of what would be sent again now: when its quiet hours end" }),
});
export const outboxCounts = z.object({
  pending: z.number().int(),
  delivered: z.number().int(),
  passed_on: z.number().int(),
  unaddressed: z.number().int(),
  dead: z.number().int(),
});

export const inboxView = z.object({
  id,
  at: instant,
  kind: z.string(),
  level: z.number().int(),
  title: z
    .string()
    .openapi({ description: "In plain words; in the workspace’s language where the product itself says it" }),
  said: z
    .object({ code: z.string(), values: z.record(z.string(), z.string()) })
    .nullable()
    .openapi({ description: "Which sentence of the product's own the title is; null: somebody's own words" }),
  lines: z.array(z.object({ label: z.string(), value: z.string(), code: z.string().optional() })),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  order: z.string().nullable(),
  flow: z.string().nullable(),
  acknowledged_at: instant.nullable(),
  acknowledged_by: z.string().nullable(),
});

export const takenOn = z.object({
  id,
  result: z
    .enum(["acknowledged", "already", "missing"])
    .openapi({ description: "`already`: somebody had acknowledged it; `missing`: there is no such message" }),
  stopped: z.number().int().openapi({ description: "Deadlines of its escalation that ended with it" }),
});
