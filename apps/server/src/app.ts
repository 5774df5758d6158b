/** Everything that one port answers: the API, its document, health, and the built web. */
import { Hono } from "hono";
import { fromAddress } from "./access/addresses.ts";
import type { Door } from "./access/door.ts";
import { doorkeeper } from "./access/doorkeeper.ts";
import { PROVIDER } from "./access/sign-in.ts";
import { createApi } from "./api.ts";
import { openApiDocument } from "./http/document.ts";
import { errorResponse } from "./http/errors.ts";
import { problemResponse } from "./http/problem.ts";
import { onlyEncrypted, sameSite, securityHeaders } from "./http/security.ts";
import { serveWeb } from "./http/static.ts";
import type { Metrics } from "./metrics/metrics.ts";
import { mayScrape } from "./metrics/who-may-scrape.ts";
import type { Context } from "./runtime/context.ts";

export interface AppOptions {
  door: Door;
  webDir: string;
  /** False while it starts or stops. */
  isReady(): boolean;
  /** False while the disk takes nothing more. */
  hasRoom(): Promise<boolean>;
  metrics: Metrics;
  metricsToken: string | null;
}

export function createApp(ctx: Context, { door, webDir, isReady, hasRoom, metrics, metricsToken }: AppOptions): Hono {
  const api = createApi(
    (c) => c.get("house") as Context,
    () => door,
  );
  let document: string | null = null;
  const app = new Hono();
  app.onError((cause, c) => errorResponse(cause, { method: c.req.method, route: c.req.routePath, log: ctx.log }));
  app.use(securityHeaders);
  if (door.signIn?.publicUrl.startsWith("https://") === true) app.use(onlyEncrypted);
  app.use("/api/*", sameSite({ publicUrl: door.signIn?.publicUrl ?? null, addresses: door.addresses }));
  // Alive: a supervisor that sees no answer starts a new process. Ready: a balancer sends requests here.
  app.get("/healthz", (c) => c.json({ status: isReady() ? "ok" : "stopping", pending: ctx.executor.pending }));
  app.get("/readyz", async (c) => {
    const status = !isReady() ? "stopping" : (await hasRoom()) ? "ready" : "disk_full";
    return c.json({ status, pending: ctx.executor.pending }, status === "ready" ? 200 : 503);
  });
  app.get("/metrics", async (c) => {
    if (!mayScrape(c, metricsToken)) return problemResponse("not_found");
    const { type, text } = await metrics.text();
    return c.body(text, 200, { "content-type": type, "cache-control": "no-store" });
  });
  app.get("/api/openapi.json", (c) => {
    document ??= JSON.stringify(openApiDocument(api));
    return c.body(document, 200, { "content-type": "application/json", "cache-control": "no-cache" });
  });
  // A company's own identity sends browsers back here; nothing else of the library's own addresses is open.
  app.get(`/api/auth/callback/${PROVIDER}`, async (c) => {
    if (door.signIn === null) return problemResponse("not_found");
    const address = door.addresses.of(c.env, c.req.header("x-forwarded-for"));
    await door.limits.guess(address);
    return door.signIn.answer(new Request(c.req.raw, { headers: fromAddress(c.req.raw.headers, address) }));
  });
  app.use("/api/v1/*", doorkeeper(door));
  app.route("/", api);
  app.all("/api/*", (c) => problemResponse(isKnownPath(api.routes, c.req.path) ? "method_not_allowed" : "not_found"));
  app.use(serveWeb(webDir));
  app.notFound(() => problemResponse("not_found"));
  return app;
}

/** Whether another method is answered at this address. */
function isKnownPath(routes: readonly { path: string; method: string }[], path: string): boolean {
  const parts = path.split("/");
  return routes.some(({ path: pattern, method }) => {
    if (method === "ALL" || pattern.includes("*")) return false;
    const own = pattern.split("/");
    return own.length === parts.length && own.every((part, place) => part.startsWith(":") || part === parts[place]);
  });
}
