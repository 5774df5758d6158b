import { createRoute, z } from "@hono/zod-openapi";
import { jsonBody } from "../http/body.ts";
import * as schema from "../http/schemas/channels.ts";
import { id, json, jsonRequest, pageOf } from "../http/schemas/common.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { createChannel, patchChannel, removeChannel } from "../verbs/change-channel.ts";
import { channelViews } from "../verbs/channel-view.ts";
import { listContacts, putContact } from "../verbs/contacts.ts";
import { testChannel } from "../verbs/test-channel.ts";
import { apiApp, type Get } from "./api-app.ts";

const params = z.object({ id });
const BODY_LIMIT = MEGABYTE / 16;

const list = createRoute({
  method: "get",
  path: "/channels",
  summary: "Channels that messages leave by; secrets are never shown",
  responses: { 200: json(pageOf(schema.channelView), "All channels") },
});
const create = createRoute({
  method: "post",
  path: "/channels",
  summary: "A new channel; its secrets are sealed and never given back",
  middleware: [jsonBody(BODY_LIMIT)] as const,
  request: { body: jsonRequest(schema.createChannel) },
  responses: { 201: json(schema.channelView, "The channel") },
  "x-problems": ["invalid_channel"],
});
const patch = createRoute({
  method: "patch",
  path: "/channels/{id}",
  summary: "Changes a channel; a new host takes away the secrets that were given for the old one",
  middleware: [jsonBody(BODY_LIMIT)] as const,
  request: { params, body: jsonRequest(schema.patchChannel) },
  responses: { 200: json(schema.channelView, "The channel") },
  "x-problems": ["channel_not_found", "invalid_channel"],
});
const remove = createRoute({
  method: "delete",
  path: "/channels/{id}",
  summary: "Removes a channel; what waits for it goes to its fallback or to the dead letters",
  request: { params },
  responses: { 200: json(z.object({ id }), "It is gone") },
  "x-problems": ["channel_not_found"],
});
const test = createRoute({
  method: "post",
  path: "/channels/{id}/test",
  summary: "Sends a test message now and shows the vendor's answer",
  middleware: [jsonBody(BODY_LIMIT)] as const,
  request: { params, body: jsonRequest(schema.testChannel) },
  responses: { 200: json(schema.testAnswer, "What came of it") },
  "x-problems": ["channel_not_found", "invalid_channel", "person_not_found"],
});
const contacts = createRoute({
  method: "get",
  path: "/contacts",
  summary: "Where people can be reached",
  responses: { 200: json(pageOf(schema.contactView), "All people") },
});
const contact = createRoute({
  method: "put",
  path: "/contacts/{id}",
  summary: "Replaces a person's addresses",
  middleware: [jsonBody(BODY_LIMIT)] as const,
  request: { params, body: jsonRequest(schema.contact) },
  responses: { 200: json(schema.contactView, "The person") },
  "x-problems": ["person_not_found"],
});

export const channelRoutes = (ctx: Get) =>
  apiApp()
    .openapi(list, async (c) => c.json({ items: await channelViews(ctx(c)), nextCursor: null }, 200))
    .openapi(create, async (c) => c.json(await createChannel(ctx(c), c.req.valid("json")), 201))
    .openapi(patch, async (c) => c.json(await patchChannel(ctx(c), c.req.valid("param").id, c.req.valid("json")), 200))
    .openapi(remove, async (c) => {
      const { id: channel } = c.req.valid("param");
      await removeChannel(ctx(c), channel);
      return c.json({ id: channel }, 200);
    })
    .openapi(test, async (c) => c.json(await testChannel(ctx(c), c.req.valid("param").id, c.req.valid("json")), 200))
    .openapi(contacts, async (c) => c.json({ items: await listContacts(ctx(c)), nextCursor: null }, 200))
    .openapi(contact, async (c) => c.json(await putContact(ctx(c), c.req.valid("param").id, c.req.valid("json")), 200));
