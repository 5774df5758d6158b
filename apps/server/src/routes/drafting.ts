/** People at one draft: who holds it, and what they say about its nodes. */
import { createRoute, z } from "@hono/zod-openapi";
import { jsonBody } from "../http/body.ts";
import * as schema from "../http/schemas/beside-flows.ts";
import { id, json, jsonRequest, pageOf } from "../http/schemas/common.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import { addComment, changeComment, listComments, named, removeComment } from "../verbs/comments.ts";
import { findFlow } from "../verbs/get-flow.ts";
import { apiApp, type Get } from "./api-app.ts";

const params = z.object({ id });
const one = z.object({ id, comment: id });
const BODY_LIMIT = MEGABYTE / 16;

const holder = createRoute({
  method: "get",
  path: "/flows/{id}/holder",
  summary: "Who edits the draft; null when nobody does",
  request: { params },
  responses: { 200: json(schema.holderView, "The holder") },
  "x-problems": ["flow_not_found"],
});
const hold = createRoute({
  method: "put",
  path: "/flows/{id}/holder",
  summary: "Holds the draft for 15 s if it is free (`take`: from whoever has it); answers who holds it now",
  middleware: [jsonBody(BODY_LIMIT)] as const,
  request: { params, body: jsonRequest(schema.hold) },
  responses: { 200: json(schema.holderView, "The holder") },
  "x-problems": ["flow_not_found"],
});
const letGo = createRoute({
  method: "delete",
  path: "/flows/{id}/holder",
  summary: "Lets go of the draft; `closing`: in 4 s, unless the page is loaded again meanwhile and holds it",
  request: { params, query: schema.letGo },
  responses: { 200: json(schema.holderView, "The holder") },
  "x-problems": ["flow_not_found"],
});
const list = createRoute({
  method: "get",
  path: "/flows/{id}/comments",
  summary: "What people say about the flow's nodes",
  request: { params },
  responses: { 200: json(pageOf(schema.commentView), "All comments, oldest first") },
  "x-problems": ["flow_not_found"],
});
const add = createRoute({
  method: "post",
  path: "/flows/{id}/comments",
  summary: "Begins a thread at a node, or answers to one",
  middleware: [jsonBody(BODY_LIMIT)] as const,
  request: { params, body: jsonRequest(schema.newComment) },
  responses: { 201: json(schema.commentView, "The comment") },
  "x-problems": ["flow_not_found", "comment_not_found"],
});
const change = createRoute({
  method: "patch",
  path: "/flows/{id}/comments/{comment}",
  summary: "Changes one's own text; resolves a thread or opens it again",
  middleware: [jsonBody(BODY_LIMIT)] as const,
  request: { params: one, body: jsonRequest(schema.changeComment) },
  responses: { 200: json(schema.commentView, "The comment") },
  "x-problems": ["flow_not_found", "comment_not_found", "not_your_comment"],
});
const remove = createRoute({
  method: "delete",
  path: "/flows/{id}/comments/{comment}",
  summary: "Removes one's own comment; a thread's first one takes its replies along",
  request: { params: one, query: z.object({ by: z.string().min(1).max(64) }) },
  responses: { 200: json(z.object({ id }), "It is gone") },
  "x-problems": ["flow_not_found", "comment_not_found", "not_your_comment"],
});

export const draftingRoutes = (ctx: Get) =>
  apiApp()
    .openapi(holder, async (c) => {
      await findFlow(ctx(c), c.req.valid("param").id);
      return c.json({ holder: ctx(c).holders.of(c.req.valid("param").id) }, 200);
    })
    .openapi(hold, async (c) => {
      const { id: flow } = c.req.valid("param");
      const { editor, take } = c.req.valid("json");
      await findFlow(ctx(c), flow);
      return c.json({ holder: ctx(c).holders.hold(flow, { ...editor, name: named(ctx(c), editor).name }, take) }, 200);
    })
    .openapi(letGo, async (c) => {
      const { id: flow } = c.req.valid("param");
      const { editor, closing } = c.req.valid("query");
      await findFlow(ctx(c), flow);
      ctx(c).holders.letGo(flow, editor, closing === "true");
      return c.json({ holder: ctx(c).holders.of(flow) }, 200);
    })
    .openapi(list, async (c) => {
      return c.json({ items: await listComments(ctx(c), c.req.valid("param").id), nextCursor: null }, 200);
    })
    .openapi(add, async (c) => c.json(await addComment(ctx(c), c.req.valid("param").id, c.req.valid("json")), 201))
    .openapi(change, async (c) => {
      const { id: flow, comment } = c.req.valid("param");
      return c.json(await changeComment(ctx(c), flow, comment, c.req.valid("json")), 200);
    })
    .openapi(remove, async (c) => {
      const { id: flow, comment } = c.req.valid("param");
      await removeComment(ctx(c), flow, comment, c.req.valid("query").by);
      return c.json({ id: comment }, 200);
    });
