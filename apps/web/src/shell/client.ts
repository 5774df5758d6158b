/** The typed client of the server's API. */
import type { AppType } from "@switchyard/server/api";
import { hc } from "hono/client";
import { ask } from "./ask.ts";

type Client = ReturnType<typeof hc<AppType>>;
export const v1: Client["api"]["v1"] = hc<AppType>("/", { fetch: ask }).api.v1;
