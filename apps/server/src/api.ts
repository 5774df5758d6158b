/** The HTTP API. Routes are chained, so that `hc<AppType>` infers a client from this type. */
import { OpenAPIHono } from "@hono/zod-openapi";
import { createMiddleware } from "hono/factory";
import { isWhole } from "./http/security.ts";
import { accessRoutes } from "./routes/access.ts";
import type { Get } from "./routes/api-app.ts";
import { boardRoutes } from "./routes/boards.ts";
import { byHandRoutes } from "./routes/by-hand.ts";
import { channelRoutes } from "./routes/channels.ts";
import { checkRoutes } from "./routes/checks.ts";
import { comparisonRoutes } from "./routes/comparisons.ts";
import { draftingRoutes } from "./routes/drafting.ts";
import { eventRoutes } from "./routes/events.ts";
import { figureRoutes } from "./routes/figures.ts";
import { flowRoutes } from "./routes/flows.ts";
import { goldenRoutes } from "./routes/golden.ts";
import { groupRoutes } from "./routes/group.ts";
import { historyRoutes } from "./routes/history.ts";
import { intakeRoutes } from "./routes/intake.ts";
import { intakeDoorRoutes } from "./routes/intake-doors.ts";
import { liveRoutes } from "./routes/live.ts";
import { lotRoutes } from "./routes/lots.ts";
import { orderRoutes } from "./routes/orders.ts";
import { outboxRoutes } from "./routes/outbox.ts";
import { passwordResetRoutes } from "./routes/password-reset.ts";
import { replayRoutes } from "./routes/replays.ts";
import { reportRoutes } from "./routes/reports.ts";
import { type GetDoor, sessionRoutes } from "./routes/session.ts";
import { templateRoutes } from "./routes/templates.ts";
import { todoRoutes } from "./routes/todo.ts";
import { understandRoutes } from "./routes/understand.ts";
import { upkeepRoutes } from "./routes/upkeep.ts";
import { versionRoutes } from "./routes/versions.ts";
import { workspaceRoutes } from "./routes/workspace.ts";

const noStore = createMiddleware(async (c, next) => {
  await next();
  if (isWhole(c.res)) return;
  c.res.headers.set("cache-control", "no-store");
});

/** `/api/v1`. Context and door are asked for at each request, so that the routes can be listed without them. */
export function createApi(ctx: Get, door: GetDoor) {
  const app = new OpenAPIHono().basePath("/api/v1");
  app.use(noStore);
  return app
    .route("/", workspaceRoutes(ctx))
    .route("/", checkRoutes(ctx))
    .route("/", understandRoutes(ctx))
    .route("/", orderRoutes(ctx))
    .route("/", eventRoutes(ctx))
    .route("/", figureRoutes(ctx))
    .route("/", reportRoutes(ctx))
    .route("/", byHandRoutes(ctx))
    .route("/", todoRoutes(ctx))
    .route("/", lotRoutes(ctx))
    .route("/", boardRoutes(ctx))
    .route("/", flowRoutes(ctx))
    .route("/", goldenRoutes(ctx))
    .route("/", draftingRoutes(ctx))
    .route("/", versionRoutes(ctx))
    .route("/", templateRoutes(ctx))
    .route("/", historyRoutes(ctx))
    .route("/", replayRoutes(ctx))
    .route("/", channelRoutes(ctx))
    .route("/", outboxRoutes(ctx))
    .route("/", intakeRoutes(ctx))
    .route("/", intakeDoorRoutes(ctx))
    .route("/", comparisonRoutes(ctx))
    .route("/", liveRoutes(ctx))
    .route("/", upkeepRoutes(ctx))
    .route("/", sessionRoutes(door))
    .route("/", accessRoutes(ctx, door))
    .route("/", passwordResetRoutes(ctx, door))
    .route("/", groupRoutes(ctx, door));
}
export type AppType = ReturnType<typeof createApi>;
