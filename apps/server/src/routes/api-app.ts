/** A group of routes: refusals of its schemas are problems like any other. */
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context as Request } from "hono";
import { invalid } from "../http/schemas/common.ts";
import type { Context } from "../runtime/context.ts";

/** The house of the workspace that a request is about. */
export type Get = (request: Request) => Context;
export const apiApp = () => new OpenAPIHono({ defaultHook: invalid });

/** A reply that is made by hand: its bytes are what the route's description says. */
export const asRouteReply = (reply: Response) => reply as never;
