/** The typed client of the server's API. */
import type { AppType } from "@switchyard/server/api";
import { hc } from "hono/client";
import { ask } from "./ask.ts";

type Client = ReturnType<typeof hc<AppType>>;
export const v1: Client["api"]["v1"] = hc<AppType>("/", { fetch: ask }).api.v1;

/** What a call is given beside its values: the signal that ends it. */
export const until = (signal?: AbortSignal) => (signal ? { init: { signal } } : {});

/** Names only what is set: the server knows no empty filters. */
export function query(values: Record<string, string | number | boolean | null | undefined>): Record<string, string> {
  const set = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return Object.fromEntries(set.map(([name, value]) => [name, String(value)]));
}
