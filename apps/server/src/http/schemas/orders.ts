import { z } from "@hono/zod-openapi";

import type { Order } from "@switchyard/orders";
import { ORDER_SORTS } from "@switchyard/store";
import { DUE, STAYS, STOPPED } from "../../verbs/order-filter.ts";
import { component } from "../components.ts";
import { id, instant, pageQuery, text } from "./common.ts";
import { effect } from "./effects.ts";

const outcome = z.enum(["decided", "undecided", "parked"]);
export const namedDestination = z.object({ id: z.string(), name: z.string() });

export const decisionView = z.object({
  outcome,
  destination: namedDestination.nullable(),
  flow_version: z.array(z.object({ flow: z.string(), name: z.string(), version: z.number().int() })),
  nodes: z.array(z.string()),
  effects: z.array(effect),
  missing: z.array(z.string()),
  at: instant,
});

export const orderAnswer = z.object({
  order: z.object({ id, source: z.string(), external_id: z.string() }),
  result: z.enum(["accepted", "duplicate", "update"]),
  decision: decisionView,
});

/** As it stands in the form. */
export const typedOrder = z.object({
  key: z.string().min(8).max(100).openapi({ description: "The form's own: a random one for each order" }),
  by: z.string().min(1).max(200),
  customer: z.string().trim().min(1).max(200),
  due: z.string().max(40).default(""),
  product: z.string().trim().min(1).max(600),
  qty: z.string().trim().min(1).max(40),
  requirement: z.string().max(5000).default(""),
});

export const orderView = z.object({
  id,
  source: z.string(),
  external_id: z.string(),
  po_no: z.string().nullable(),
  brand: z.string().nullable(),
  style_code: z.string().nullable(),
  due_at: instant.nullable(),
  due_date: z.string().nullable(),
  amount: z.number().int().nullable(),
  currency: z.string().nullable(),
  status: z.string().nullable(),
  received_at: instant,
  outcome,
  destination: namedDestination.nullable(),
  tags: z.array(z.string()),
});

/** A day of the calendar. */
const day = z.iso.date();

export const orderFilter = {
  q: z.string().max(200).optional(),
  brand: z.string().max(200).optional().openapi({ description: "One of the brand's names, or `none`" }),
  destination: z.string().max(200).optional().openapi({ description: "A destination's id, or `none`" }),
  outcome: outcome.optional(),
  source: z.string().max(200).optional(),
  status: z.string().max(200).optional(),
  open: z.enum(["true"]).optional().openapi({ description: "Still open" }),
  due: z
    .enum(DUE)
    .optional()
    .openapi({ description: "Still open, and due then; days are the workspace's, `soon` the two after tomorrow" }),
  late: z
    .enum(["true"])
    .optional()
    .openapi({ description: "The same as `due=late`: past its due date and still open" }),
  stay: z.enum(STAYS).optional().openapi({
    description: "Still open, and nothing new of it (neither another state nor a courier's node) for so long",
  }),
  from: day.optional().openapi({ description: "Came on this day or later; days are the workspace's" }),
  to: day.optional().openapi({ description: "Came on this day or earlier" }),
  category: z.string().max(200).optional().openapi({ description: "The category of its first line, or `none`" }),
  carrier: z
    .string()
    .max(200)
    .optional()
    .openapi({ description: "Who carries its parcel, by any of the carrier's names, or `none`" }),
  province: z
    .string()
    .max(200)
    .optional()
    .openapi({ description: "The province that it goes to, by any of its names, or `none`" }),
  parcel_in: z
    .string()
    .max(200)
    .optional()
    .openapi({ description: "The province in which its parcel is by the courier's last news, or `none`" }),
  waits: z.enum(STOPPED).optional().openapi({ description: "On hold, or frozen" }),
};

/** A cursor holds the last order's value of the column: a number of up to 255 characters, three bytes each, as text. */
export const orderPage = {
  ...pageQuery,
  cursor: z.string().max(2000).optional(),
  sort: z
    .enum(ORDER_SORTS)
    .optional()
    .openapi({ description: "Newest first where none is named; no value comes last" }),
  direction: z.enum(["ascending", "descending"]).optional().openapi({ description: "Ascending where none is named" }),
};

/** Where it goes, where it is, and when it is expected. */
export const delivery = {
  to_province: z.string().nullable(),
  eta: z.object({ at: instant, by: z.enum(["courier", "promise"]) }).nullable(),
  arrived_at: instant.nullable(),
  is_over: z.boolean().openapi({ description: "Cancelled or refunded: nothing more is to come" }),
  parcel: z
    .object({
      tracking_no: z.string().nullable(),
      courier: text.nullable(),
      phone: z.string().nullable().openapi({ description: "The carrier's, as the workspace has it" }),
      place: text.nullable(),
      province: z.string().nullable().openapi({ description: "In which it was by the courier's last news" }),
      at: instant.nullable(),
    })
    .nullable(),
};

export const orderDetail = z.object({
  order: component<Order>("Order"),
  decision: decisionView.nullable(),
  delivery: z.object(delivery),
  timeline: z.array(
    z.object({
      seq: z.number().int(),
      at: instant,
      type: z.string(),
      actor: z.string(),
      actor_name: z.string().nullable(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  mentioned: z.array(z.object({ id: z.string(), external_id: z.string() })),
});
