/** Everything that can happen to the core, in one union. The schema is the source of the type and of the API document. */
import type { Order } from "@switchyard/orders";
import { z } from "zod";
import { KEY_KINDS } from "../state/key.ts";

const id = z.string().min(1).max(300);
const instant = z.number().int();
const name = z.string().min(1).max(200);
const scalar = z.union([z.string().max(2000), z.number(), z.boolean()]);
const data = z.record(z.string().max(64), z.unknown());

/** An order as `readOrder` gives it. The edge has read it field by field; here only its frame is looked at. */
export function isOrder(value: unknown): value is Order {
  if (typeof value !== "object" || value === null) return false;
  const order = value as Partial<Record<keyof Order, unknown>>;
  return (
    typeof order.id === "string" && order.id !== "" && Array.isArray(order.tags) && Array.isArray(order.lines) &&
    typeof order.custom === "object" && order.custom !== null &&
    order.lines.every((line) => typeof line === "object" && line !== null)
  ); // biome-ignore format: one condition
}
const order = z.custom<Order>(isOrder, "an order as readOrder gives it");

/**
 * `at` is when the event was taken in and the only clock there is. `occurredAt` is the source's claim of when it
 * happened (never later than `at`): deadlines count from it. `id` makes the event unique.
 */
const base = { id, at: instant, occurredAt: instant.optional() };
const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...base, ...shape });

const EVIDENCE_KINDS = ["hand", "scan", "courier", "platform"] as const;
const evidence = z.strictObject({ kind: z.enum(EVIDENCE_KINDS), by: name.optional(), ref: name.optional() });
const pauseTarget = z.enum(["channel", "workshop", "wave", "sku"]);
const freezeScope = z.enum(["order", "brand", "batch", "customer"]);
const stateKey = z.strictObject({ kind: z.enum(KEY_KINDS), key: id });

/**
 * An order of another source that has the same PO number, as the shell found it: this one may be the same order once more.
 * `differs`: fields that both name and that are not alike. `holds`: it waits until a person has looked.
 */
const twin = z.strictObject({
  order: id,
  source: name,
  external_id: name,
  differs: z.array(name).max(100),
  holds: z.boolean(),
});
export type Twin = z.infer<typeof twin>;

export const eventSchema = z.discriminatedUnion("type", [
  // Orders
  event("order_received", { order, twin: twin.optional() }),
  /** The whole new content, and which fields differ. */
  event("order_updated", { order, changed: z.array(name).max(500), data: data.optional(), twin: twin.optional() }),
  event("order_cancelled", { order: id, reason: z.string().max(500).optional(), by: name.optional() }),
  /** `data` are fields that come with the state (a workshop, a waybill number); they become `custom.<name>`. */
  event("state_asserted", { order: id, to: name, evidence, data: z.record(z.string().max(64), scalar).optional() }),
  /** A provider's code and text (`table` names the provider), or the action that they stand for. */
  event("courier_node", {
    order: id,
    action: name.optional(),
    provider: name.optional(),
    code: z.union([z.string().max(100), z.number()]).optional(),
    text: z.string().max(2000).optional(),
    data: data.optional(),
  }),
  /** A platform's own status codes for an order as a whole: one of several lines is not sent as it stands (decision 0072). */
  event("platform_status", {
    order: id,
    platform: name,
    statuses: z.record(z.string().max(64), z.union([z.string().max(100), z.number()])),
  }),
  event("after_sale", {
    kind: z.enum(["complaint", "return", "exchange", "refund"]),
    order: id.optional(),
    subject: name.optional(),
    data: data.optional(),
  }),
  // The world around them
  event("measure_observed", {
    measure: name,
    order: id.optional(),
    subject: name.optional(),
    value: z.number().optional(),
    data: data.optional(),
  }),
  event("stock_changed", { sku: name, available: z.number().int(), data: data.optional() }),
  event("credit_changed", { customer: name, remaining: z.number().int() }),
  // People
  event("set_by_hand", {
    order: id,
    destination: name.nullable().optional(),
    fields: z.record(z.string().max(64), scalar).optional(),
    tags: z.record(z.string().max(120), z.boolean()).optional(),
    /** Names to give back to the flows: `destination`, `field:<name>`, `tag:<name>`. */
    unlock: z.array(name).max(100).optional(),
    by: name,
  }),
  event("approval_decided", { order: id, approval: name, decision: z.enum(["approved", "rejected"]), by: name }),
  event("held_by_hand", { order: id, by: name, reason: z.string().max(500).optional() }),
  event("hold_released", { order: id, by: name }),
  /** 召回: an order that one version decided is decided anew by another; what a person set stays. */
  event("recalled", { order: id, flow: name, version: z.number().int(), by: name }),
  event("batch_closed_by_hand", { batch: id, by: name }),
  event("paused_by_hand", { target: pauseTarget, name, by: name, reason: z.string().max(500).optional() }),
  event("resumed", { target: pauseTarget, name, by: name }),
  event("freeze_switched", { scope: freezeScope, name, on: z.boolean(), by: name, reason: z.string().max(500).optional() }),
  /**
   * 批次链: a lot was scanned where it went into another lot, or into an order (its parcel). `on` false takes a wrong scan back.
   * `step` names where it was scanned; `ref` what proves it (a report's number).
   */
  event("lot_linked", { lot: name, into: name.optional(), order: id.optional(), on: z.boolean(), step: name.optional(), qty: z.number().optional(),
    ref: name.optional(), by: name }),
  // The runtime
  event("timer_due", { key: stateKey, timer: id, due: instant }),
  /** A schedule's turn: for each open order (once without, where there is none), or once with what is said of them all. */
  event("scheduled", { flow: name, node: name, due: instant, order: id.optional(), data: data.optional() }),
  event("program_published", { flow: name, version: z.number().int(), by: name.optional() }),
  // What one key tells another (made by the core itself; see Message)
  /** `only`: of what the nodes do, nothing else; `held`: those that hold the order, and no others. */
  event("apply", { order: id, flow: name, version: z.number().int(), nodes: z.array(name), rows: z.record(z.string(), z.array(z.string())), data,
    only: z.enum(["route", "held"]).optional() }),
  event("unpool", { order: id, target: pauseTarget, name }),
  event("freeze_told", { order: id, scope: freezeScope, name, on: z.boolean(), reason: z.string() }),
  /** A lot was frozen, or is not any more: to each lot that it went into. */
  event("lot_told", { lot: name, from: name, on: z.boolean(), reason: z.string() }),
  /** A destination was paused or has opened: to all orders that stand in it, from `page` on, and from there to each. */
  event("gate_told", { order: id.optional(), target: pauseTarget, name, on: z.boolean(), page: z.number().int().optional() }),
  event("tally", { flow: name, version: z.number().int(), node: name, group: z.array(z.string()), value: z.number().nullable(),
    names: data, subject: name.nullable(), order: id.nullable() }),
]); // biome-ignore format: one event a line where it fits

export type EngineEvent = z.infer<typeof eventSchema>;
export type EventType = EngineEvent["type"];
export type EventOf<T extends EventType> = Extract<EngineEvent, { type: T }>;

/** When it happened: the source's claim, but never after it was taken in. */
export function happenedAt(event: { at: number; occurredAt?: number | undefined }): number {
  return event.occurredAt !== undefined && event.occurredAt < event.at ? event.occurredAt : event.at;
}

/** The order that an event is about, or null. */
export function orderOf(event: EngineEvent): string | null {
  switch (event.type) {
    case "order_received":
    case "order_updated":
      return event.order.id;
    case "timer_due":
      return event.key.kind === "order" ? event.key.key : null;
    case "tally": // about a breaker; it only names the order that was counted
      return null;
    default:
      return "order" in event && typeof event.order === "string" ? event.order : null;
  }
}
