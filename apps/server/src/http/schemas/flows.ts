import { z } from "@hono/zod-openapi";

import { type FlowDocument, flowDocumentSchema, operationSchema } from "@switchyard/flow";
import { checkedComponent, component } from "../components.ts";
import { id, instant } from "./common.ts";
import { explanation } from "./effects.ts";
import { decisionView } from "./orders.ts";

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
  .refine((body) => (body.order === undefined) !== (body.order_id === undefined), "one of order, order_id");
export const tryResult = z.object({ decision: decisionView, explanation: explanation });

export const publishFlow = z.strictObject({
  reason: z.string().max(2000).optional(),
  revision: z.number().int().min(1).optional(),
});
export const published = z.object({ version: z.number().int(), published_at: instant });
