/** The ceiling of the framework: reads the order as JSON, answers, stores nothing. */
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { BenchOrder } from "../workload.ts";

const app = new Hono();
app.post("/orders", async (c) => {
  const { source, external_id } = await c.req.json<BenchOrder>();
  return c.json({ order: { source, external_id }, result: "accepted", destination: "none" }, 201);
});
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => console.log(`listening on ${port}`));
