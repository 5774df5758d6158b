/** The one door of the API: who asks, in which workspace, whether they may. Routes find the answer in their context. */
import type { MiddlewareHandler, Context as Request } from "hono";
import { matchedRoutes } from "hono/route";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { hostOf, isLoopback, wasHandedOn } from "./addresses.ts";
import type { Door } from "./door.ts";
import { type Identity, isLimited, localOwner, NOBODY } from "./identity.ts";
import { type Demand, demandOf, isForLimited, ROLE_PERMISSIONS } from "./permissions.ts";
import type { SignIn } from "./sign-in.ts";

const BASE = "/api/v1";
/** Which of their workspaces a person means; without it, the one they joined first. */
const WORKSPACE_HEADER = "x-workspace";

export function doorkeeper(door: Door): MiddlewareHandler {
  const { home } = door.workspaces;
  return async (c, next) => {
    // hono answers HEAD by what answers GET.
    const method = c.req.method === "HEAD" ? "GET" : c.req.method;
    const pattern = patternOf(c, method);
    // No such operation: the routes after this one say so.
    if (pattern === null) return next();
    const demand = demandOf(method, pattern);
    if (demand === null) throw new Refusal("not_allowed");
    const who = door.signIn === null ? thisMachine(c, home) : await identify(c, door, door.signIn);
    const isOpen = demand === "anyone" || (demand === "signed_in" && (who.kind === "person" || who.kind === "local"));
    if (!isOpen) requirePermission(who, demand, { method, pattern });
    // Who is nobody (a platform's webhook) names the workspace in the address; its signature proves the rest.
    const where = demand === "anyone" ? (who.workspace ?? c.req.query("workspace") ?? home) : who.workspace;
    const house = where === null ? null : door.workspaces.find(where);
    if (house === null && demand !== "signed_in") throw new Refusal("not_allowed");
    c.set("who", who);
    c.set("house", house && seenBy(house, who));
    await next();
  };
}

/** Throws `not_signed_in` or `not_allowed`. */
export function requirePermission(
  who: Identity,
  demand: Demand,
  { method, pattern }: { method: string; pattern: string },
): void {
  if (who.kind === "nobody") throw new Refusal("not_signed_in");
  if (demand === "signed_in" || demand === "anyone" || !who.permissions.has(demand)) throw new Refusal("not_allowed");
  if (isLimited(who) && !isForLimited(method, pattern)) throw new Refusal("not_allowed");
}

export const seenBy = (house: Context, who: Identity): Context => (who.kind === "local" ? house : { ...house, who });

/** The secret of an `Authorization` header. */
export const keyIn = (authorization: string | undefined): string | undefined =>
  authorization === undefined ? undefined : /^Bearer (\S+)$/.exec(authorization)?.[1];

/** Throws `key_refused` where there is no such key, or no more, `too_many_requests` where it asks too often. */
export async function holderOf({ keys, limits }: Pick<Door, "keys" | "limits">, secret: string): Promise<Identity> {
  const key = await keys.find(secret);
  if (key === null) throw new Refusal("key_refused");
  await limits.key(key.id, key.ratePerMinute);
  return key;
}

/** The pattern of the operation that will answer, below the API's base; null: none will. */
function patternOf(c: Request, method: string): string | null {
  const routes = matchedRoutes(c);
  for (let place = routes.length - 1; place >= 0; place -= 1) {
    const route = routes[place];
    if (route?.method === method && route.path.startsWith(BASE)) return route.path.slice(BASE.length);
  }
  return null;
}

/** A page elsewhere that has its name point here (DNS rebinding), and what a proxy hands on, are not this machine. */
export function isThisMachine(header: (name: string) => string | undefined): boolean {
  const host = header("host");
  return (host === undefined || isLoopback(hostOf(host))) && !wasHandedOn(header);
}
function thisMachine(c: Request, home: string): Identity {
  if (!isThisMachine((name) => c.req.header(name))) throw new Refusal("not_this_machine");
  return localOwner(home);
}

async function identify(c: Request, door: Door, signIn: SignIn): Promise<Identity> {
  const secret = keyIn(c.req.header("authorization"));
  if (secret !== undefined) return holderOf(door, secret);
  if (c.req.header("cookie") === undefined) return NOBODY;
  const visit = await signIn.visit(c.req.raw.headers);
  if (visit === null) return NOBODY;
  const { person, session } = visit;
  c.set("session", session);
  const memberships = await door.store.read.access.memberships(person.id);
  // Streams and files are asked for by the browser itself, which adds no header.
  const wanted = c.req.header(WORKSPACE_HEADER) ?? c.req.query("workspace");
  const at = wanted === undefined ? memberships[0] : memberships.find(({ workspace }) => workspace === wanted);
  return {
    ...{ kind: "person", id: person.id, name: person.name, workspace: at?.workspace ?? null, role: at?.role ?? null },
    permissions: at === undefined ? NOBODY.permissions : ROLE_PERMISSIONS[at.role],
    brand: at?.role === "brand_guest" ? (at.brand ?? "") : null,
    source: null,
  };
}
