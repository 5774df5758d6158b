/** Events and actions over HTTP. What a source or a person may say is the engine's own schema, part by part. */
import { z } from "@hono/zod-openapi";
import { eventSchema } from "@switchyard/engine";
import { id, instant, problem } from "./common.ts";
import { effect } from "./effects.ts";
import { decisionView } from "./orders.ts";

const name = z.string().trim().min(1).max(200);
export const by = name.openapi({ description: "Who does it: a person's id or name" });
const scalar = z.union([z.string().max(2000), z.number(), z.boolean()]);

export const orderAction = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("cancel"), reason: z.string().max(500).optional(), by }),
  z.strictObject({
    type: z.literal("set_by_hand"),
    destination: name.nullable().optional().openapi({ description: "A destination's id; null takes it away" }),
    fields: z.record(z.string().max(64), scalar).optional(),
    tags: z
      .record(z.string().max(120), z.boolean())
      .optional()
      .openapi({ description: "true puts it on, false takes it off" }),
    unlock: z.array(name).max(100).optional().openapi({
      description: "Gives back to the flows: `destination`, `field:<name>`, `tag:<name>`",
    }),
    by,
  }),
  z.strictObject({
    type: z.literal("move_due"),
    due_date: z.iso.date().openapi({ description: "The new day; flows hear of the measure `promise_moved`, in days" }),
    cause: name.optional().openapi({ description: "Why: an id or name of the customers’ page settings" }),
    by,
  }),
  z.strictObject({
    type: z.literal("request_change"),
    reason: name.openapi({ description: "Why: flows hear of the measure `ChangeRequested`, and ask for approval" }),
    level: z
      .number()
      .int()
      .min(1)
      .max(3)
      .openapi({ description: "How far it goes: 1 the date, 2 the bill of materials, 3 the contract" }),
    due_date: z.iso
      .date()
      .optional()
      .openapi({ description: "The new day: set when the change is approved, not before" }),
    qty: z
      .number()
      .int()
      .positive()
      .optional()
      .openapi({ description: "Pieces of all lines together; the source sends them" }),
    amount: z.number().int().nonnegative().optional().openapi({ description: "Minor units; the source sends it" }),
    note: z.string().max(2000).optional(),
    by,
  }),
  z.strictObject({ type: z.literal("hold"), reason: z.string().max(500).optional(), by }),
  z.strictObject({ type: z.literal("release_hold"), by }),
  z.strictObject({
    type: z.literal("assert_state"),
    to: name,
    occurred_at: z.iso.datetime({ offset: true }).optional(),
    ref: name.optional().openapi({ description: "What proves it: a form's number, a photo" }),
    data: z.record(z.string().max(64), scalar).optional(),
    by,
  }),
]);
export type OrderAction = z.output<typeof orderAction>;

/** What is wrong with an order, from whoever stands before it. */
export const flagOrder = z.strictObject({ reason: z.string().trim().min(1).max(500), by });

/** One action for all of them, or one for each. */
export const actOnOrders = z.union([
  z.strictObject({ orders: z.array(id).min(1).max(500), action: orderAction }),
  z.strictObject({
    each: z
      .array(z.strictObject({ order: id, action: orderAction }))
      .min(1)
      .max(500),
  }),
]);
export type ActOnOrders = z.output<typeof actOnOrders>;

const pauseTarget = z.enum(["channel", "workshop", "wave", "sku"]);
export const switchGate = z.strictObject({ target: pauseTarget, name, by, reason: z.string().max(500).optional() });
export const resumeGate = z.strictObject({ target: pauseTarget, name, by });
export const closeBatch = z.strictObject({ by });
export const decideApproval = z.strictObject({ approval: name, decision: z.enum(["approved", "rejected"]), by });

export const eventAnswer = z.object({
  id: z.string(),
  type: z.enum(eventSchema.options.map((one) => one.shape.type.value)),
  at: instant,
  order: z.object({ id, source: z.string().nullable(), external_id: z.string().nullable() }).nullable(),
  result: z.enum(["done", "waiting", "refused", "late", "nothing"]),
  decisions: z.array(decisionView.extend({ order: z.string() })),
  effects: z.array(effect),
  records: z.array(
    z.object({
      code: z.string(),
      order: z.string().nullable(),
      text: problem.shape.message,
      data: z.record(z.string(), z.unknown()),
    }),
  ),
});

export const actedOn = z.object({
  order: z.string(),
  result: eventAnswer.shape.result,
  reason: problem.shape.message.nullable(),
  before: z.object({ destination: z.string().nullable(), locked: z.boolean() }),
});

const byNode = { flow: z.string(), flow_name: z.string(), node: z.string() };
export const orderStanding = z.object({
  status: z.string(),
  cancelled: z.boolean(),
  holds: z.array(z.object({ ...byNode, reason: z.string() })),
  frozen: z.array(z.string()),
  locks: z.array(z.object({ name: z.string(), by: z.string() })),
  watches: z.array(z.object({ ...byNode, status: z.enum(["open", "breached"]), start: instant, deadline: instant })),
  approvals: z.array(
    z.object({
      ...byNode,
      name: z.string(),
      level: z.number().int(),
      levels: z.number().int(),
      due: instant.nullable(),
    }),
  ),
  /** The order of another source, with the same PO number, that it may be once more. */
  twin: z.string().nullable(),
  waiting: z.array(z.object({ why: z.string(), by: z.string().nullable(), type: z.string(), at: instant })),
  batches: z.array(
    z.object({
      ...byNode,
      closes_at: instant.nullable(),
      closed: z.object({ at: instant, reason: z.enum(["window", "orders", "qty", "hand", "begun"]) }).nullable(),
      count: z.number().int(),
      orders: z.array(z.object({ id: z.string(), external_id: z.string() })),
    }),
  ),
});

export const batchView = z.object({
  id: z.string(),
  ...byNode,
  version: z.number().int(),
  group: z.array(z.string()),
  opened_at: instant,
  closes_at: instant,
  count: z.number().int(),
  qty: z.number(),
  due_at: instant.nullable(),
  orders: z.array(z.string()),
});
export const gateView = z.object({
  target: pauseTarget,
  name: z.string(),
  paused: z.array(z.object({ by: z.string(), reason: z.string() })),
  waiting: z.number().int(),
});
