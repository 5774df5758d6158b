/** A group of routes: refusals of its schemas are problems like any other. */
import { OpenAPIHono } from "@hono/zod-openapi";
import { invalid } from "../http/schemas/common.ts";
import type { Context } from "../runtime/context.ts";

export type Get = () => Context;
export const apiApp = () => new OpenAPIHono({ defaultHook: invalid });
