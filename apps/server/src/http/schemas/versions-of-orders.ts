import { z } from "@hono/zod-openapi";
import type { Order } from "@switchyard/orders";
import { component } from "../components.ts";
import { instant } from "./common.ts";

const person = z.object({ id: z.string(), name: z.string() });
const value = z.union([z.string(), z.number()]).nullable();
export const orderHistory = z.object({
  versions: z.array(
    z.object({
      version: z.number().int(),
      seq: z.number().int(),
      at: instant,
      type: z.string().openapi({ description: "The event that made it" }),
      who: person,
      order: component<Order>("Order"),
    }),
  ),
  changes: z.array(
    z.object({
      seq: z.number().int(),
      asked_at: instant,
      asked_by: person,
      reason: z.string(),
      note: z.string(),
      level: z
        .number()
        .int()
        .openapi({ description: "How far it goes: 1 the date, 2 the bill of materials, 3 the contract" }),
      approvals: z.array(z.object({ who: person, at: instant, decision: z.enum(["approved", "rejected"]) })),
      outcome: z.enum(["waiting", "approved", "rejected", "timed_out", "cancelled"]),
      ended_at: instant.nullable(),
      impact: z.array(
        z.object({
          what: z.enum(["due", "ship", "arrive", "invoice", "qty", "amount"]),
          from: value,
          to: value,
          more: z.number().nullable().openapi({ description: "New less old: days, pieces or minor units" }),
        }),
      ),
    }),
  ),
});
