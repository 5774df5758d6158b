import { z } from "@hono/zod-openapi";
import { ROLES } from "@switchyard/store";
import { KEY_PERMISSIONS, PERMISSIONS } from "../../access/permissions.ts";
import { PASSWORD_LENGTH } from "../../access/sign-in.ts";
import { id, instant, pageOf, text } from "./common.ts";
import { delivery } from "./orders.ts";

export const role = z.enum(ROLES);
export const email = z.email().max(254);
export const personName = z.string().trim().min(1).max(80);
export const password = z.string().min(PASSWORD_LENGTH.min).max(PASSWORD_LENGTH.max);
/** A link's secret part. */
export const token = z.string().min(16).max(128);

const named = { id, name: z.string() };
export const session = z.object({
  state: z.enum(["local", "set_up", "signed_out", "signed_in"]),
  person: z.object(named).nullable(),
  role: role.nullable(),
  permissions: z.array(z.enum(PERMISSIONS)),
  brand: z.string().nullable(),
  workspace: z.string().nullable(),
  workspaces: z.array(z.object({ ...named, role })),
  second_factor: z.boolean(),
  open_id: z.string().nullable(),
  password: z.object({ min: z.number().int(), max: z.number().int() }),
});
export const entrance = z.object({ result: z.enum(["in", "second_factor"]) });
export const openSession = z.object({
  id,
  address: z.string().nullable(),
  agent: z.string().nullable(),
  created_at: instant,
  seen_at: instant,
  current: z.boolean(),
});
export const roleTable = z.object({
  permissions: z.array(z.enum(PERMISSIONS)),
  key_permissions: z.array(z.enum(PERMISSIONS)),
  roles: z.array(z.object({ role, permissions: z.array(z.enum(PERMISSIONS)) })),
});
export const member = z.object({
  ...named,
  email: z.string(),
  role,
  brand: z.string().nullable(),
  second_factor: z.boolean(),
  joined_at: instant,
  seen_at: instant.nullable(),
});
export const invitation = z.object({
  id,
  email: z.string(),
  role,
  brand: z.string().nullable(),
  invited_by: z.string(),
  created_at: instant,
  expires_at: instant,
});
export const key = z.object({
  ...named,
  prefix: z.string(),
  permissions: z.array(z.string()),
  source: z.string().nullable(),
  brand: z.string().nullable(),
  rate_per_minute: z.number().int(),
  created_by: z.string(),
  created_at: instant,
  expires_at: instant.nullable(),
  revoked_at: instant.nullable(),
  last_used_at: instant.nullable(),
});
export const createKey = z.strictObject({
  name: personName,
  permissions: z.array(z.enum(KEY_PERMISSIONS)).min(1).max(KEY_PERMISSIONS.length),
  source: z.string().trim().min(1).max(64).nullable().default(null),
  brand: z.string().trim().min(1).max(128).nullable().default(null),
  rate_per_minute: z.number().int().min(1).max(1_000_000).default(60_000),
  expires_at: instant.nullable().default(null),
});
export const createLink = z.strictObject({
  days: z.number().int().min(1).max(365).default(30),
  shows: z.enum(["order", "po"]).default("order"),
});
export const link = z.object({
  id,
  order: id,
  po_no: z.string().nullable().openapi({ description: "The PO whose orders it shows; null: that order alone" }),
  created_by: z.string(),
  created_at: instant,
  expires_at: instant,
  revoked_at: instant.nullable(),
});
const due = z.object({ due_at: instant.nullable(), due_date: z.string().nullable() });
const trackedOrder = z.object({
  external_id: z.string(),
  state: z.string(),
  state_label: text,
  received_at: instant,
  due_at: instant.nullable(),
  due_date: z.string().nullable(),
  key_states: z
    .array(z.object({ state: z.string(), label: text, at: instant.nullable(), is_passed: z.boolean() }))
    .openapi({ description: "The three that customers look at first" }),
  states: z.array(z.object({ state: z.string(), label: text, at: instant })),
  ...delivery,
  promise: z.object({
    ship_by: instant.nullable(),
    transit_days: z.number().int().nullable(),
    arrive_by: instant.nullable(),
    invoice_days: z.number().int().nullable(),
    invoice_by: instant.nullable(),
  }),
  move: z
    .object({
      ...{ at: instant, from: due, to: due },
      ...{ explanation: z.string(), options: z.array(z.string()), compensation: z.string() },
      choice: z.string().nullable(),
    })
    .nullable()
    .openapi({ description: "The last time that the promised date moved" }),
  asks_contact: z.boolean(),
});
export const tracked = z.object({
  po_no: z.string().nullable(),
  orders: z.array(trackedOrder),
  expires_at: instant,
  ...{ seller: z.string(), zone: z.string(), at: instant },
});
/** Numbers as people write them: digits, and what stands between them. */
const mobile = z.string().trim().regex(/^\+?\d[\d -]{5,24}$/); // biome-ignore format: one line
export const customerAnswer = z.strictObject({
  order: z.string().min(1).max(128),
  contact: z.strictObject({ mobile, address: z.string().trim().max(300).optional() }).optional(),
  choice: z.string().max(200).optional(),
});
const journalEntry = z.object({
  position: z.number().int(),
  subject: z.string(),
  about: z.object({ kind: z.enum(["order", "flow", "channel", "batch"]), name: z.string() }).nullable(),
  at: instant,
  type: z.string(),
  actor: z.string(),
  actor_name: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});
export const journalPage = pageOf(journalEntry).extend({
  only_newest: z
    .number()
    .int()
    .nullable()
    .openapi({ description: "So many of the newest orders that `about` may mean were looked at; null: all of them" }),
});
