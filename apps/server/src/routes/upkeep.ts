import { createRoute } from "@hono/zod-openapi";
import { json } from "../http/schemas/common.ts";
import { upkeep } from "../http/schemas/upkeep.ts";
import { readUpkeep, startBackup } from "../verbs/upkeep.ts";
import { apiApp, type Get } from "./api-app.ts";

const read = createRoute({
  method: "get",
  path: "/upkeep",
  summary: "Backups of the file, and how its journal holds",
  responses: { 200: json(upkeep, "How well the file is kept") },
});
const backup = createRoute({
  method: "post",
  path: "/upkeep/backups",
  summary: "Makes a backup now; it is read through before it counts",
  responses: { 202: json(upkeep, "It has begun; `running` says when it has ended") },
});

export const upkeepRoutes = (ctx: Get) =>
  apiApp()
    .openapi(read, (c) => c.json(readUpkeep(ctx(c)), 200))
    .openapi(backup, async (c) => c.json(await startBackup(ctx(c)), 202));
