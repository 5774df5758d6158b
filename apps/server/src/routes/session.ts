import { createRoute, z } from "@hono/zod-openapi";
import type { Context as Request } from "hono";
import { fromAddress } from "../access/addresses.ts";
import type { Door } from "../access/door.ts";
import type { Identity } from "../access/identity.ts";
import type { Entrance } from "../access/sign-in.ts";
import { jsonBody } from "../http/body.ts";
import * as schema from "../http/schemas/access.ts";
import { byId, DONE, done, json, jsonRequest } from "../http/schemas/common.ts";
import { Refusal } from "../refusal/refusal.ts";
import { acceptInvitation, beginByCompany, readInvitation } from "../verbs/members.ts";
import {
  type AccountAct,
  endSession,
  enter,
  enterWithCode,
  listSessions,
  readSession,
  setUp,
  signInOf,
  tellHouses,
} from "../verbs/session.ts";
import { answerLink, readLink } from "../verbs/tracking-links.ts";
import { apiApp } from "./api-app.ts";

export type GetDoor = () => Door;
const BODY = jsonBody(8 * 1024);
const byToken = { params: z.object({ token: schema.token }) };

const read = createRoute({
  method: "get",
  path: "/session",
  summary: "Who is signed in here, where they may go and what they may do",
  responses: { 200: json(schema.session, "The session") },
});
const first = createRoute({
  method: "post",
  path: "/setup",
  summary: "Makes the first owner, with the code that was shown where the program was started",
  middleware: BODY,
  request: {
    body: jsonRequest(
      z.strictObject({
        code: z.string().max(64),
        name: schema.personName,
        email: schema.email,
        password: schema.password,
      }),
    ),
  },
  responses: { 200: json(schema.entrance, "Signed in") },
  "x-problems": ["set_up_already", "wrong_set_up_code", "too_many_tries", "not_found"],
});
const signIn = createRoute({
  method: "post",
  path: "/session",
  summary: "Signs in",
  middleware: BODY,
  request: { body: jsonRequest(z.strictObject({ email: schema.email, password: z.string().max(1000) })) },
  responses: { 200: json(schema.entrance, "Signed in, or a code is needed") },
  "x-problems": ["wrong_entry", "too_many_tries", "not_found"],
});
const second = createRoute({
  method: "post",
  path: "/session/second-factor",
  summary: "The second step of signing in: a code of the app, or a backup code",
  middleware: BODY,
  request: { body: jsonRequest(z.strictObject({ code: z.string().min(6).max(40) })) },
  responses: { 200: json(schema.entrance, "Signed in") },
  "x-problems": ["wrong_entry", "too_many_tries", "not_found"],
});
const signOut = createRoute({
  method: "delete",
  path: "/session",
  summary: "Signs out",
  responses: { 200: done },
  "x-problems": ["not_found"],
});
const company = createRoute({
  method: "post",
  path: "/session/company",
  summary: "Begins to sign in by the company's own identity: where to send the browser",
  description: "With the token of an invitation, a person whom nobody knows yet may come in, and is led back to it.",
  middleware: BODY,
  request: { body: jsonRequest(z.strictObject({ invitation: schema.token.optional() })) },
  responses: { 200: json(z.object({ url: z.string() }), "Where to") },
  "x-problems": ["not_found", "company_unreachable", "invitation_not_found", "too_many_tries"],
});
const sessions = createRoute({
  method: "get",
  path: "/sessions",
  summary: "One's own open sessions",
  responses: { 200: json(z.object({ items: z.array(schema.openSession) }), "Sessions, newest first") },
});
const end = createRoute({
  method: "delete",
  path: "/sessions/{id}",
  summary: "Ends one of one's own sessions",
  request: byId,
  responses: { 200: done },
  "x-problems": ["session_not_found"],
});
const changePassword = createRoute({
  method: "post",
  path: "/session/password",
  summary: "Changes one's password; all other sessions end",
  middleware: BODY,
  request: { body: jsonRequest(z.strictObject({ current: z.string().max(1000), next: schema.password })) },
  responses: { 200: done },
  "x-problems": ["wrong_entry", "too_many_tries", "not_found"],
});
const withPassword = { body: jsonRequest(z.strictObject({ password: z.string().max(1000) })) };
const beginFactor = createRoute({
  method: "post",
  path: "/second-factor",
  summary: "Begins a second factor: the address for the app, and backup codes (told once)",
  middleware: BODY,
  request: withPassword,
  responses: { 200: json(z.object({ uri: z.string(), backup_codes: z.array(z.string()) }), "For the app") },
  "x-problems": ["wrong_entry", "too_many_tries", "not_found"],
});
const confirmFactor = createRoute({
  method: "post",
  path: "/second-factor/confirm",
  summary: "The app's first code: from now on it is asked for",
  middleware: BODY,
  request: { body: jsonRequest(z.strictObject({ code: z.string().regex(/^\d{6}$/) })) },
  responses: { 200: done },
  "x-problems": ["wrong_entry", "too_many_tries", "not_found"],
});
const endFactor = createRoute({
  method: "delete",
  path: "/second-factor",
  summary: "Ends the second factor",
  middleware: BODY,
  request: withPassword,
  responses: { 200: done },
  "x-problems": ["wrong_entry", "too_many_tries", "not_found"],
});
const readInvite = createRoute({
  method: "get",
  path: "/invitations/{token}",
  summary: "What an invitation is to",
  request: byToken,
  responses: {
    200: json(z.object({ email: z.string(), workspace: z.string(), known: z.boolean() }), "The invitation"),
  },
  "x-problems": ["invitation_not_found", "too_many_tries", "not_found"],
});
const accept = createRoute({
  method: "post",
  path: "/invitations/{token}",
  summary: "Takes an invitation up: as a new person with name and password, or signed in as the invited one",
  middleware: BODY,
  request: {
    ...byToken,
    body: jsonRequest(z.strictObject({ name: schema.personName.optional(), password: schema.password.optional() })),
  },
  responses: { 200: json(schema.entrance, "Signed in") },
  "x-problems": ["invitation_not_found", "address_taken", "not_signed_in", "too_many_tries", "not_found"],
});
const track = createRoute({
  method: "get",
  path: "/tracking/{token}",
  summary: "What a customer sees of one order, or of the orders of one PO",
  request: byToken,
  responses: { 200: json(schema.tracked, "The orders") },
  "x-problems": ["link_not_found", "too_many_tries"],
});

const answerTrack = createRoute({
  method: "post",
  path: "/tracking/{token}/answers",
  summary: "What a customer answers there: where the courier reaches them, or one of the options of a moved date",
  middleware: BODY,
  request: { ...byToken, body: jsonRequest(schema.customerAnswer) },
  responses: { 200: json(schema.tracked, "The orders, as they are now") },
  "x-problems": ["link_not_found", "not_asked", "too_many_tries"],
});

/** Cookies of an entrance go out with the answer. Throws `wrong_entry` for one that was refused. */
function come(c: Request, { result, cookies }: Entrance): "in" | "second_factor" {
  if (result === "refused") throw new Refusal("wrong_entry");
  for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
  return result;
}

export const sessionRoutes = (door: GetDoor) => {
  const who = (c: Request) => c.get("who") as Identity;
  const current = (c: Request) => (c.get("session") as string | undefined) ?? null;
  const asked = (c: Request) => {
    const address = door().addresses.of(c.env, c.req.header("x-forwarded-for"));
    return { address, headers: fromAddress(c.req.raw.headers, address) };
  };
  /** Passwords and codes of somebody who is signed in are counted like those of somebody who is not. */
  const tried = async (c: Request, act: AccountAct, entrance: () => Promise<Entrance>) => {
    await door().limits.try(who(c).id, asked(c).address);
    come(c, await entrance());
    await door().limits.forgive(who(c).id, asked(c).address);
    await tellHouses(door(), who(c).id, act);
    return DONE;
  };
  return apiApp()
    .openapi(read, async (c) => c.json(await readSession(door(), who(c)), 200))
    .openapi(first, async (c) => c.json({ result: come(c, await setUp(door(), c.req.valid("json"), asked(c))) }, 200))
    .openapi(signIn, async (c) => c.json({ result: come(c, await enter(door(), c.req.valid("json"), asked(c))) }, 200))
    .openapi(second, async (c) =>
      c.json({ result: come(c, await enterWithCode(door(), c.req.valid("json").code, asked(c))) }, 200),
    )
    .openapi(signOut, async (c) => {
      for (const cookie of await signInOf(door()).leave(c.req.raw.headers))
        c.header("set-cookie", cookie, { append: true });
      return c.json(DONE, 200);
    })
    .openapi(company, async (c) => {
      const start = await beginByCompany(door(), c.req.valid("json").invitation ?? null, asked(c));
      for (const cookie of start.cookies) c.header("set-cookie", cookie, { append: true });
      return c.json({ url: start.url }, 200);
    })
    .openapi(sessions, async (c) => c.json({ items: await listSessions(door(), who(c), current(c)) }, 200))
    .openapi(end, async (c) => {
      await endSession(door(), who(c), c.req.valid("param").id);
      return c.json(DONE, 200);
    })
    .openapi(changePassword, async (c) => {
      const signIn = signInOf(door());
      return c.json(
        await tried(c, "password_changed", () => signIn.changePassword(c.req.valid("json"), c.req.raw.headers)),
        200,
      );
    })
    .openapi(beginFactor, async (c) => {
      const signIn = signInOf(door());
      await door().limits.try(who(c).id, asked(c).address);
      const begun = await signIn.beginSecondFactor(c.req.valid("json").password, c.req.raw.headers);
      if (begun === null) throw new Refusal("wrong_entry");
      return c.json({ uri: begun.uri, backup_codes: begun.backupCodes }, 200);
    })
    .openapi(confirmFactor, async (c) => {
      const signIn = signInOf(door());
      return c.json(
        await tried(c, "second_factor_on", () =>
          signIn.confirmSecondFactor(c.req.valid("json").code, c.req.raw.headers),
        ),
        200,
      );
    })
    .openapi(endFactor, async (c) => {
      const signIn = signInOf(door());
      return c.json(
        await tried(c, "second_factor_off", () =>
          signIn.endSecondFactor(c.req.valid("json").password, c.req.raw.headers),
        ),
        200,
      );
    })
    .openapi(readInvite, async (c) =>
      c.json(await readInvitation(door(), c.req.valid("param").token, asked(c).address), 200),
    )
    .openapi(accept, async (c) => {
      const { name, password } = c.req.valid("json");
      const given = name === undefined || password === undefined ? null : { name, password };
      const { token } = c.req.valid("param");
      const entrance = await acceptInvitation(door(), token, given, { who: who(c), ...asked(c) });
      return c.json({ result: come(c, entrance) }, 200);
    })
    .openapi(track, async (c) => {
      c.header("x-robots-tag", "noindex, nofollow");
      return c.json(await readLink(door(), c.req.valid("param").token, asked(c).address), 200);
    })
    .openapi(answerTrack, async (c) => {
      const { token } = c.req.valid("param");
      return c.json(await answerLink(door(), token, asked(c).address, c.req.valid("json")), 200);
    });
};
