import { createRoute, z } from "@hono/zod-openapi";
import type { ApiKey, Invitation, Member, TrackingLink } from "@switchyard/store";
import { KEY_PERMISSIONS, PERMISSIONS, ROLE_PERMISSIONS } from "../access/permissions.ts";
import { jsonBody } from "../http/body.ts";
import * as schema from "../http/schemas/access.ts";
import { byId, DONE, done, id, instant, json, jsonRequest, pageQuery } from "../http/schemas/common.ts";
import { fileStream } from "../http/stream.ts";
import { createKey, listKeys, revokeKey, rotateKey } from "../verbs/api-keys.ts";
import { createWorkspace } from "../verbs/create-workspace.ts";
import { exportJournal, listJournal } from "../verbs/list-journal.ts";
import {
  changeMember,
  invite,
  listInvitations,
  listMembers,
  removeMember,
  withdrawInvitation,
} from "../verbs/members.ts";
import { createLink, listLinks, revokeLink } from "../verbs/tracking-links.ts";
import { apiApp, asRouteReply, type Get } from "./api-app.ts";
import type { GetDoor } from "./session.ts";

const BODY = jsonBody(8 * 1024);
const itemsOf = <T extends z.ZodType>(item: T, description: string) =>
  json(z.object({ items: z.array(item) }), description);
const brand = z.string().min(1).max(128).nullable().default(null);

const roles = createRoute({
  method: "get",
  path: "/roles",
  summary: "What each role may do, and what a key may be given",
  responses: { 200: json(schema.roleTable, "Roles and permissions") },
});
const makeWorkspace = createRoute({
  method: "post",
  path: "/workspaces",
  summary: "Makes another workspace; who makes it owns it",
  middleware: BODY,
  request: { body: jsonRequest(z.strictObject({ name: schema.personName })) },
  responses: { 201: json(z.object({ id, name: z.string() }), "The workspace") },
});
const members = createRoute({
  method: "get",
  path: "/members",
  summary: "Who belongs to the workspace",
  responses: { 200: itemsOf(schema.member, "Members, in the order they joined") },
});
const change = createRoute({
  method: "patch",
  path: "/members/{id}",
  summary: "Changes a member's role",
  middleware: BODY,
  request: { ...byId, body: jsonRequest(z.strictObject({ role: schema.role, brand })) },
  responses: { 200: done },
  "x-problems": ["member_not_found", "last_owner"],
});
const remove = createRoute({
  method: "delete",
  path: "/members/{id}",
  summary: "Takes a member out of the workspace",
  request: byId,
  responses: { 200: done },
  "x-problems": ["member_not_found", "last_owner"],
});
const invitations = createRoute({
  method: "get",
  path: "/invitations",
  summary: "Invitations that still open the door",
  responses: { 200: itemsOf(schema.invitation, "Invitations, newest first") },
});
const inviteOne = createRoute({
  method: "post",
  path: "/invitations",
  summary: "Invites somebody; the token of the link is told once",
  middleware: BODY,
  request: { body: jsonRequest(z.strictObject({ email: schema.email, role: schema.role, brand })) },
  responses: { 201: json(z.object({ invitation: schema.invitation, token: z.string() }), "The invitation") },
});
const withdraw = createRoute({
  method: "delete",
  path: "/invitations/{id}",
  summary: "Withdraws an invitation",
  request: byId,
  responses: { 200: done },
  "x-problems": ["invitation_not_found"],
});
const keys = createRoute({
  method: "get",
  path: "/keys",
  summary: "Keys with which machines come",
  responses: { 200: itemsOf(schema.key, "Keys, newest first") },
});
const secret = json(z.object({ key: schema.key, secret: z.string() }), "The key; its secret is told once");
const makeKey = createRoute({
  method: "post",
  path: "/keys",
  summary: "Makes a key for one use: verbs, a source, a brand",
  middleware: BODY,
  request: { body: jsonRequest(schema.createKey) },
  responses: { 201: secret },
});
const rotate = createRoute({
  method: "post",
  path: "/keys/{id}/rotate",
  summary: "A new secret; the old one opens for `grace_hours` more",
  middleware: BODY,
  request: {
    ...byId,
    body: jsonRequest(z.strictObject({ grace_hours: z.number().int().min(0).max(720).default(24) })),
  },
  responses: { 201: secret },
  "x-problems": ["key_not_found"],
});
const revoke = createRoute({
  method: "delete",
  path: "/keys/{id}",
  summary: "Revokes a key at once",
  request: byId,
  responses: { 200: done },
  "x-problems": ["key_not_found"],
});
const links = createRoute({
  method: "get",
  path: "/orders/{id}/links",
  summary: "Tracking links of an order",
  request: byId,
  responses: { 200: itemsOf(schema.link, "Links, newest first") },
  "x-problems": ["order_not_found"],
});
const makeLink = createRoute({
  method: "post",
  path: "/orders/{id}/links",
  summary: "A link with which a customer follows this one order, or the orders of its PO; its token is told once",
  middleware: BODY,
  request: { ...byId, body: jsonRequest(schema.createLink) },
  responses: { 201: json(z.object({ link: schema.link, token: z.string() }), "The link") },
  "x-problems": ["order_not_found", "no_po"],
});
const dropLink = createRoute({
  method: "delete",
  path: "/links/{id}",
  summary: "Revokes a tracking link",
  request: byId,
  responses: { 200: done },
  "x-problems": ["link_not_found"],
});
const filter = {
  subject: z.string().max(200).optional().openapi({ description: "What it is about, by its id" }),
  about: z
    .string()
    .max(200)
    .optional()
    .openapi({ description: "An order's or PO's number, a flow's or channel's name" }),
  who: z.string().max(128).optional().openapi({ description: "A person's or key's name, or a source" }),
  type: z.string().max(80).optional(),
  actor: z.string().max(128).optional(),
  from: z.coerce.number().pipe(instant).optional(),
  to: z.coerce.number().pipe(instant).optional(),
};
const journal = createRoute({
  method: "get",
  path: "/journal",
  summary: "What happened in the workspace, newest first",
  request: { query: z.object({ ...filter, ...pageQuery }) },
  responses: { 200: json(schema.journalPage, "A page of entries") },
});
const journalFile = createRoute({
  method: "get",
  path: "/journal/export",
  summary: "The same as a CSV file",
  request: { query: z.object(filter) },
  responses: { 200: { description: "CSV, UTF-8 with BOM", content: { "text/csv": { schema: z.string() } } } },
});

const memberView = ({ user, name, email, role, brand, secondFactor, createdAt, seenAt }: Member) => ({
  ...{ id: user, name, email, role, brand },
  ...{ second_factor: secondFactor, joined_at: createdAt, seen_at: seenAt },
});
const invitationView = ({ id, email, role, brand, ...rest }: Invitation) => ({
  ...{ id, email, role, brand },
  ...{ invited_by: rest.invitedBy, created_at: rest.createdAt, expires_at: rest.expiresAt },
});
const keyView = ({ id, name, prefix, permissions, source, brand, ...rest }: ApiKey) => ({
  ...{ id, name, prefix, permissions, source, brand },
  ...{ rate_per_minute: rest.ratePerMinute, created_by: rest.createdBy, created_at: rest.createdAt },
  ...{ expires_at: rest.expiresAt, revoked_at: rest.revokedAt, last_used_at: rest.lastUsedAt },
});
const linkView = ({ id, order, ...rest }: TrackingLink) => ({
  ...{ id, order, po_no: rest.poNo, created_by: rest.createdBy, created_at: rest.createdAt },
  ...{ expires_at: rest.expiresAt, revoked_at: rest.revokedAt },
});
const ROLE_TABLE = {
  permissions: [...PERMISSIONS],
  key_permissions: [...KEY_PERMISSIONS],
  roles: Object.entries(ROLE_PERMISSIONS).map(([role, held]) => ({
    role: role as Member["role"],
    permissions: [...held],
  })),
};

export const accessRoutes = (ctx: Get, door: GetDoor) =>
  apiApp()
    .openapi(roles, (c) => c.json(ROLE_TABLE, 200))
    .openapi(makeWorkspace, async (c) => c.json(await createWorkspace(ctx(c), door(), c.req.valid("json").name), 201))
    .openapi(members, async (c) => c.json({ items: (await listMembers(ctx(c))).map(memberView) }, 200))
    .openapi(change, async (c) => {
      await changeMember(ctx(c), c.req.valid("param").id, c.req.valid("json"));
      return c.json(DONE, 200);
    })
    .openapi(remove, async (c) => {
      await removeMember(ctx(c), c.req.valid("param").id);
      return c.json(DONE, 200);
    })
    .openapi(invitations, async (c) => c.json({ items: (await listInvitations(ctx(c))).map(invitationView) }, 200))
    .openapi(inviteOne, async (c) => {
      const { invitation, token } = await invite(ctx(c), c.req.valid("json"));
      return c.json({ invitation: invitationView(invitation), token }, 201);
    })
    .openapi(withdraw, async (c) => {
      await withdrawInvitation(ctx(c), c.req.valid("param").id);
      return c.json(DONE, 200);
    })
    .openapi(keys, async (c) => {
      // Whoever tries a key and looks here sees that it came.
      // A list is read also where nothing can be written; the use is kept for the next time.
      await door()
        .keys.flush()
        .catch(() => {});
      return c.json({ items: (await listKeys(ctx(c))).map(keyView) }, 200);
    })
    .openapi(makeKey, async (c) => {
      const { rate_per_minute: ratePerMinute, expires_at: expiresAt, ...rest } = c.req.valid("json");
      const made = await createKey(ctx(c), { ...rest, ratePerMinute, expiresAt });
      return c.json({ key: keyView(made.key), secret: made.secret }, 201);
    })
    .openapi(rotate, async (c) => {
      const made = await rotateKey(ctx(c), c.req.valid("param").id, c.req.valid("json").grace_hours * 3_600_000);
      door().keys.forget();
      return c.json({ key: keyView(made.key), secret: made.secret }, 201);
    })
    .openapi(revoke, async (c) => {
      await revokeKey(ctx(c), c.req.valid("param").id);
      door().keys.forget();
      return c.json(DONE, 200);
    })
    .openapi(links, async (c) =>
      c.json({ items: (await listLinks(ctx(c), c.req.valid("param").id)).map(linkView) }, 200),
    )
    .openapi(makeLink, async (c) => {
      const { link, token } = await createLink(ctx(c), door(), c.req.valid("param").id, c.req.valid("json"));
      return c.json({ link: linkView(link), token }, 201);
    })
    .openapi(dropLink, async (c) => {
      await revokeLink(ctx(c), c.req.valid("param").id);
      return c.json(DONE, 200);
    })
    .openapi(journal, async (c) => {
      const { cursor, limit, ...wanted } = c.req.valid("query");
      return c.json(await listJournal(ctx(c), wanted, { cursor, limit }), 200);
    })
    .openapi(journalFile, async (c) => {
      const file = fileStream(await exportJournal(ctx(c), c.req.valid("query")));
      const headers = {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="journal.csv"',
      };
      return asRouteReply(c.body(file, 200, headers));
    });
