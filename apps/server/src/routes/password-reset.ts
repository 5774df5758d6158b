import { createRoute, z } from "@hono/zod-openapi";
import type { Context as Request } from "hono";
import { jsonBody } from "../http/body.ts";
import * as schema from "../http/schemas/access.ts";
import { byId, DONE, done, instant, json, jsonRequest } from "../http/schemas/common.ts";
import { forgotPassword, issueReset, resetPassword } from "../verbs/password-reset.ts";
import { apiApp, type Get } from "./api-app.ts";
import type { GetDoor } from "./session.ts";

const BODY = jsonBody(8 * 1024);

const issue = createRoute({
  method: "post",
  path: "/members/{id}/password-reset",
  summary: "A link with which a member sets a new password; its token is told once",
  request: byId,
  responses: { 201: json(z.object({ token: z.string(), expires_at: instant }), "The link's token") },
  "x-problems": ["member_not_found", "elsewhere_too", "not_found"],
});
const forgot = createRoute({
  method: "post",
  path: "/session/forgot",
  summary: "Mails such a link, where there is such a person and a mail channel; the answer does not say",
  middleware: BODY,
  request: { body: jsonRequest(z.strictObject({ email: schema.email })) },
  responses: { 200: done },
  "x-problems": ["too_many_tries", "not_found"],
});
const reset = createRoute({
  method: "post",
  path: "/password-reset/{token}",
  summary: "Sets a new password with such a link; every session of the person ends",
  middleware: BODY,
  request: {
    params: z.object({ token: schema.token }),
    body: jsonRequest(z.strictObject({ password: schema.password })),
  },
  responses: { 200: done },
  "x-problems": ["reset_not_found", "too_many_tries", "not_found"],
});

export const passwordResetRoutes = (ctx: Get, door: GetDoor) => {
  const from = (c: Request) => door().addresses.of(c.env, c.req.header("x-forwarded-for"));
  return apiApp()
    .openapi(issue, async (c) => c.json(await issueReset(ctx(c), door(), c.req.valid("param").id), 201))
    .openapi(forgot, async (c) => {
      await forgotPassword(door(), c.req.valid("json").email, from(c));
      return c.json(DONE, 200);
    })
    .openapi(reset, async (c) => {
      await resetPassword(door(), c.req.valid("param").token, c.req.valid("json").password, from(c));
      return c.json(DONE, 200);
    });
};
