import { z } from "@hono/zod-openapi";
import { LANGUAGES, type WorkspaceSettings } from "@switchyard/orders";
import { component } from "../components.ts";

const name = z.string().trim().min(1).max(100);
const label = z.object({ zh: name, en: name });
/** Ids stand in flows: they are given once and never change. */
const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
/** A brand may be known by its name alone: that is its id then. */
const brandId = z.string().trim().min(1).max(100);
const synonyms = z.array(name).max(20).optional();
const person = z.strictObject({ id, name, role: name, synonyms });

const hours = z.array(z.strictObject({ start: z.string().max(5), end: z.string().max(5) })).max(6);
const day = { date: z.string().max(10), name: z.string().trim().max(60).optional() };
const calendar = z.strictObject({
  week: z.array(hours).length(7),
  holidays: z.array(z.strictObject(day)).max(2000),
  workdays: z.array(z.strictObject({ ...day, hours: hours.optional() })).max(2000),
});
const brands = z
  .array(brandId)
  .min(1)
  .max(500)
  .optional()
  .openapi({ description: "Ids of the brands that have it; by default all" });
const destination = z.strictObject({
  id,
  name,
  kind: z.enum(["line", "warehouse", "wave"]),
  color: z.string().regex(/^#[0-9a-fA-F]{6}$/).optional(),
  /** Orders that it can take in a day. */
  capacity_per_day: z.number().int().min(1).max(10_000_000).optional(),
  synonyms,
  brands,
}); // biome-ignore format: a record
const brand = z.strictObject({
  id: brandId,
  name,
  synonyms,
  /** By default the workspace's. */
  calendar: calendar.optional(),
  /** Its approval chain: ids of people, level by level. */
  approvers: z.array(z.array(id).min(1).max(20)).min(1).max(5).optional(),
  /** Ids of the people who are told where a flow notifies the brand. */
  contacts: z.array(id).min(1).max(20).optional(),
});
const customField = z.strictObject({
  name: z.string().max(63),
  type: z.enum(["text", "code", "number", "money", "instant", "boolean", "list"]),
  label,
  brands,
});
const evidence = z.array(z.enum(["hand", "scan", "courier", "platform", "system"])).max(5).optional(); // biome-ignore format: one line
const states = z.strictObject({
  initial: z.string().max(64),
  states: z
    .array(
      z.strictObject({
        id,
        label,
        stage: z.number().int().min(1).max(1000).optional(),
        terminal: z.literal(true).optional(),
        evidence,
      }),
    )
    .min(1)
    .max(100),
  transitions: z.array(z.strictObject({ from: z.string().max(64), to: z.string().max(64), evidence })).max(2000),
});

const quietSpan = z.strictObject({ start: z.string().max(5), end: z.string().max(5) });
/** `HH:MM` by the workspace's clock; an end before its start is on the next day. */
const quietHours = z.strictObject({
  /** For customers, and the contacts of brands. */
  customers: quietSpan.optional(),
  /** For people who have none of their own. */
  people: quietSpan.optional(),
  /** Alerts of this level and above are told at once. */
  urgent: z.number().int().min(1).max(4),
});

const days = z.number().int().min(0).max(365).optional();
const said = z.string().trim().max(500);
const customerPage = z.strictObject({
  /** Ids of the three states that customers see first. */
  keyStates: z.array(z.string().max(64)).length(3).optional(),
  dueIs: z.enum(["arrival", "dispatch"]).optional(),
  transitDays: days,
  invoiceDays: days,
  couriers: z
    .array(
      z.strictObject({
        name,
        phone: z
          .string()
          .trim()
          .regex(/^\+?\d[\d -]{1,24}$/),
      }),
    )
    .max(50)
    .optional(),
  /** Why promised dates move, and what customers are told of it. */
  moves: z
    .array(
      z.strictObject({
        ...{ id, name, explanation: said, compensation: said },
        options: z.array(z.string().trim().min(1).max(200)).max(6),
      }),
    )
    .max(50)
    .optional(),
});

export const workspace = z.object({
  id: z.string(),
  name: z.string(),
  zone: z.string(),
  currency: z.string(),
  brands: z.array(brand),
  destinations: z.array(destination),
  people: z.array(person),
  settings: component<WorkspaceSettings>("WorkspaceSettings"),
  four_eyes: z.boolean(),
  sends_links: z.boolean().openapi({ description: "It is known where people reach this server" }),
  /** Figures whose value is sent as a measure of their id, once a day. */
  sending_figures: z.array(z.object({ id: z.string(), name: label })),
  /** Goes with a change: how often the settings were changed. */
  revision: z.number().int(),
  is_demo: z.boolean(),
});

/** What is not named stays as it is; a list that is named is the whole list. */
export const workspaceChange = z.strictObject({
  /** Of the settings that the person saw. */
  revision: z.number().int(),
  name: name.optional(),
  zone: z.string().max(64).optional(),
  /** Of what goes out. */
  language: z.enum(LANGUAGES).optional(),
  currency: z.string().length(3).optional(),
  calendar: calendar.optional(),
  custom_fields: z.array(customField).max(100).optional(),
  /** Of a PO that another source's order of the brand has: hold it for a person, only alert, or off. */
  same_po: z.enum(["hold", "alert", "off"]).optional(),
  customer_page: customerPage.optional(),
  quiet_hours: quietHours.optional(),
  /** Null: the default state machine. */
  states: states.nullable().optional(),
  brands: z.array(brand).max(500).optional(),
  destinations: z.array(destination).max(500).optional(),
  people: z.array(person).max(500).optional(),
  /** Publishing needs a second person. */
  four_eyes: z.boolean().optional(),
});
export type WorkspaceChange = z.infer<typeof workspaceChange>;
