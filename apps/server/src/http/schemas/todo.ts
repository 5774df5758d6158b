import { z } from "@hono/zod-openapi";
import { instant } from "./common.ts";
import { by } from "./events.ts";

const waiting = {
  order: z.object({
    id: z.string(),
    source: z.string(),
    external_id: z.string(),
    brand: z.string().nullable(),
    style_code: z.string().nullable(),
  }),
  /** Since when it waits. */
  since: instant,
};
const byNode = { flow: z.string(), flow_name: z.string(), node: z.string() };
const freezeScope = z.enum(["order", "brand", "batch", "customer"]);

export const approval = z.object({
  ...waiting,
  ...byNode,
  name: z.string().openapi({ description: "What `POST /orders/{id}/approvals` takes as `approval`" }),
  title: z.string(),
  approvers: z.array(z.object({ id: z.string(), name: z.string() })),
  level: z.number().int(),
  levels: z.number().int(),
  due: instant.nullable(),
});
export const held = z.object({ ...waiting, reasons: z.array(z.object({ ...byNode, reason: z.string() })) });
export const frozen = z.object({ ...waiting, freezes: z.array(z.object({ scope: freezeScope, name: z.string() })) });
export const pooled = z.object({
  ...waiting,
  gates: z.array(z.object({ target: z.string(), name: z.string(), event: z.string(), at: instant })),
});
export const counts = z.object({
  approvals: z.number().int(),
  tasks: z.number().int(),
  pooled: z.number().int(),
  held: z.number().int(),
  frozen: z.number().int(),
  batches: z.number().int(),
});
export const freeze = z.object({
  scope: freezeScope,
  name: z.string(),
  by: z.array(z.object({ by: z.string(), reason: z.string() })),
});
export const freezeSwitch = z.strictObject({
  scope: z.enum(["brand", "batch", "customer"]),
  name: z.string().trim().min(1).max(200),
  reason: z.string().trim().min(1).max(500),
  by,
});
export const lift = z.strictObject({ scope: freezeScope, name: z.string().trim().min(1).max(200), by });
