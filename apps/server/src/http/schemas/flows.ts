import { z } from "@hono/zod-openapi";

import { type FlowChange, type FlowDocument, flowDocumentSchema, operationSchema } from "@switchyard/flow";
import { checkedComponent, component } from "../components.ts";
import { id, instant, text } from "./common.ts";
import { explanation } from "./effects.ts";
import { decisionView, namedDestination } from "./orders.ts";

export const flowView = z.object({
  id,
  name: z.string(),
  status: z.enum(["draft", "published", "changed"]),
  draft_revision: z.number().int(),
  live_version: z.number().int().nullable(),
  published_at: instant.nullable(),
  updated_at: instant,
  brands: z.array(z.string()),
  hits7d: z.number().int(),
  last_hit_at: instant.nullable(),
  owner: z.string().nullable(),
  /** A rule of the group: before all brands' flows, or after them. */
  group_rule: z.enum(["fixed", "default"]).nullable(),
});

const document = component<FlowDocument>("FlowDocument");
export const flowDetail = z.object({
  id,
  name: z.string(),
  draft: z.object({ revision: z.number().int(), document, updated_at: instant }),
  live: z.object({ version: z.number().int(), revision: z.number().int(), document, published_at: instant }).nullable(),
  hits: z.record(z.string(), z.number().int()),
});

export const createFlow = z.strictObject({
  name: z.string().trim().min(1).max(120),
  document: checkedComponent("FlowDocument", flowDocumentSchema).optional(),
});
export const patchDraft = z.strictObject({
  revision: z.number().int().min(1),
  operations: z.array(checkedComponent("Operation", operationSchema)).min(1).max(500),
});

export const versionName = z.union([z.enum(["draft", "live"]), z.number().int().min(1)]);
/** A version in a query, where everything is text. */
export const versionText = z
  .string()
  .regex(/^(draft|live|[1-9]\d{0,8})$/, "draft, live or a number")
  .transform((text) => (text === "draft" || text === "live" ? text : Number(text)));

export const tryFlow = z
  .strictObject({
    order: z.unknown().optional().openapi({ description: "An order as a source would send it (OrderInput)" }),
    order_id: id.optional().openapi({ description: "Or one of the pool" }),
    at: instant.optional().openapi({ description: "When it is decided; by default now" }),
    version: versionName.optional(),
    id: id.optional().openapi({ description: "The id that the order gets: a percentage split looks at it" }),
    received_at: instant.optional().openapi({ description: "When it was received; by default when it is decided" }),
    before: z.number().int().min(0).max(1000).optional().openapi({ description: "So many orders like it came before" }),
    beside: z.boolean().optional().openapi({ description: "The other published flows decide too" }),
  })
  .refine((body) => (body.order === undefined) !== (body.order_id === undefined), {
    message: "one of order, order_id",
    params: { zh: "order、order_id 须写且只写一项" },
  });
export const tryResult = z.object({ decision: decisionView, explanation: explanation });

const percent = z.number().min(0).max(100).multipleOf(0.01);
const perHundred = z
  .number()
  .min(0)
  .max(10_000)
  .optional()
  .openapi({ description: "Taken back where per hundred orders it has so many more than the baseline" });
const shareBy = z.enum(["order", "customer", "brand"]);
const guards = z.strictObject({
  after: z.number().int().min(1).max(1_000_000),
  ...{ alerts: perHundred, undecided: perHundred, errors: perHundred },
});
const rollOutWish = z.strictObject({ percent, by: shareBy, guards });
export const publishFlow = z.strictObject({
  reason: z.string().max(2000).optional(),
  revision: z.number().int().min(1).optional(),
  live: z
    .number()
    .int()
    .min(1)
    .nullable()
    .optional()
    .openapi({ description: "The version that the publisher saw as live, null for none: another one by then refuses" }),
  roll_out: rollOutWish.optional(),
});
export const published = z.object({
  version: z.number().int(),
  published_at: instant,
  sentences: z.array(text),
  impact: z.array(text),
});
export const publishCheck = z.object({
  revision: z.number().int(),
  live_version: z.number().int().nullable(),
  first: z.boolean(),
  sentences: z.array(text),
  replay: z
    .object({
      id,
      days: z.number().int(),
      orders: z.number().int(),
      finished_at: instant,
      total_differences: z.number().int(),
      kinds: z.record(z.string(), z.number().int()),
    })
    .nullable(),
  needs_reason: z.boolean(),
  impact: z.array(text),
  four_eyes: z.boolean().openapi({ description: "Publishing needs a second person" }),
  request: z
    .object({
      ...{ id, revision: z.number().int(), reason: z.string().nullable(), by: z.string() },
      ...{ by_name: z.string().nullable(), at: instant, own: z.boolean() },
    })
    .nullable()
    .openapi({ description: "Who asks to have the draft published" }),
});

const recallStanding = z.object({ destination: namedDestination.nullable(), tags: z.array(z.string()) });
export const recallItem = z.object({
  order: z.string(),
  source: z.string(),
  external_id: z.string(),
  status: z.string(),
  version: z.number().int(),
  before: recallStanding,
  after: recallStanding,
  begins: z.array(text).openapi({ description: "What would be done to it that was not done yet" }),
  changed: z.boolean(),
  locked: z.array(z.string()),
});
export const recallWhy = z.object({ before: explanation.nullable(), after: z.array(explanation) });
export const recall = z.strictObject({
  from_version: z.number().int().min(1),
  to_version: z.number().int().min(1),
  orders: z.array(id).min(1).max(500),
});
export const recalled = z.object({
  applied: z.array(z.string()),
  refused: z.array(z.object({ order: z.string(), external_id: z.string().nullable(), reason: text })),
});

const versionNumber = z.number().int().min(1);
export const versions = z.object({
  items: z.array(
    z.object({
      ...{ version: versionNumber, revision: z.number().int(), note: z.string().nullable(), actor: z.string() },
      ...{ published_at: instant, replay: id.nullable(), state: z.enum(["live", "rolling_out", "past"]) },
    }),
  ),
});
export const changes = z.object({
  changes: z.array(component<FlowChange>("FlowChange")),
  ...{ before: document, after: document },
});
export const restore = z.strictObject({ revision: versionNumber, editor: z.string().max(128).optional() });
const figures = z.object({
  ...{ orders: z.number().int(), undecided: z.number().int(), alerts: z.number().int(), errors: z.number().int() },
  destinations: z.record(z.string(), z.number().int()),
});
const rollOut = z.object({
  ...{ version: versionNumber, baseline: versionNumber, percent: z.number(), by: shareBy, guards },
  ...{ actor: z.string(), started_at: instant },
  ...{ ended: z.enum(["full", "back", "guard"]).nullable(), ended_at: instant.nullable() },
});
const sideBySide = z.object({ version: figures, baseline: figures });
const exceeded = z.object({
  what: z.enum(["alerts", "undecided", "errors"]),
  per_hundred: z.number(),
  most: z.number(),
});
export const rollOutDetail = z.object({
  current: rollOut.extend({ figures: sideBySide }).nullable(),
  past: z.array(rollOut.extend({ figures: sideBySide.nullable(), why: exceeded.nullable() })),
});
export const changeRollOut = z.union([
  z.strictObject({ action: z.literal("share"), percent }),
  z.strictObject({ action: z.enum(["full", "back"]) }),
]);
export const orderFlows = z.strictObject({ flows: z.array(id).min(1).max(2000) });
export const groupRule = z.enum(["fixed", "default"]).nullable();
export const setGroupRule = z.strictObject({ rule: groupRule });
