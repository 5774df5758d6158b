import { createRoute, z } from "@hono/zod-openapi";
import { jsonBody } from "../http/body.ts";
import { byId, DONE, done, id, json, jsonRequest, text } from "../http/schemas/common.ts";
import { groupRule } from "../http/schemas/flows.ts";
import { groupTotals, handOut, joinGroup, leaveGroup, readGroup } from "../verbs/group.ts";
import { apiApp, type Get } from "./api-app.ts";
import type { GetDoor } from "./session.ts";

const named = z.object({ id, name: z.string() });
const count = z.number().int();

const read = createRoute({
  method: "get",
  path: "/group",
  summary: "The group that this workspace belongs to, and the workspaces that belong to this one",
  responses: {
    200: json(
      z.object({ group: named.nullable(), members: z.array(named), candidates: z.array(named) }),
      "The group; `candidates` could be added by whoever asks",
    ),
  },
});
const totals = createRoute({
  method: "get",
  path: "/group/totals",
  summary: "Numbers of each member; never an order",
  responses: {
    200: json(
      z.object({
        items: z.array(
          named.extend({
            ...{ orders: count, days: z.array(z.object({ day: z.string(), accepted: count })) },
            ...{ undecided: count, parked: count, quarantined: count, open_alerts: count, live_flows: count },
          }),
        ),
      }),
      "Totals",
    ),
  },
});
const add = createRoute({
  method: "put",
  path: "/group/members/{id}",
  summary: "Takes a workspace into this group; whoever asks owns both",
  request: byId,
  responses: { 200: done },
  "x-problems": ["workspace_not_found", "group_nested"],
});
const remove = createRoute({
  method: "delete",
  path: "/group/members/{id}",
  summary: "Takes a workspace out of this group; with its own id, a workspace leaves its group",
  request: byId,
  responses: { 200: done },
  "x-problems": ["not_in_group"],
});
const hand = createRoute({
  method: "post",
  path: "/group/rules",
  summary: "Hands a template's release to members, as drafts that they publish themselves",
  middleware: jsonBody(64 * 1024),
  request: {
    body: jsonRequest(
      z.strictObject({
        template: id,
        version: z.number().int().min(1).optional(),
        members: z.array(id).min(1).max(500).optional(),
        rule: groupRule.default(null),
      }),
    ),
  },
  responses: {
    200: json(
      z.object({
        items: z.array(
          named.extend({
            result: z.enum(["drafted", "upgrade", "stored", "refused"]),
            flow: id.nullable(),
            problem: z.object({ code: z.string(), message: text }).nullable(),
          }),
        ),
      }),
      "What became of it in each member",
    ),
  },
  "x-problems": ["template_not_found"],
});

export const groupRoutes = (ctx: Get, door: GetDoor) =>
  apiApp()
    .openapi(read, async (c) => c.json(await readGroup(ctx(c), door()), 200))
    .openapi(totals, async (c) => c.json(await groupTotals(ctx(c)), 200))
    .openapi(add, async (c) => {
      await joinGroup(ctx(c), door(), c.req.valid("param").id);
      return c.json(DONE, 200);
    })
    .openapi(remove, async (c) => {
      await leaveGroup(ctx(c), c.req.valid("param").id);
      return c.json(DONE, 200);
    })
    .openapi(hand, async (c) => c.json(await handOut(ctx(c), door(), c.req.valid("json")), 200));
