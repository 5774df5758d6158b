import { z } from "@hono/zod-openapi";
import type { Order } from "@switchyard/orders";
import { component } from "../components.ts";
import { id, instant, problem } from "./common.ts";
import { versionName } from "./flows.ts";
import { namedDestination } from "./orders.ts";

const order = component<Order>("Order");
const counts = z.record(z.string(), z.number().int());
const format = z.enum(["csv", "ndjson"]);
const mapping = z
  .record(z.string().max(200), z.string().max(128))
  .openapi({ description: "Column → field of the order (`external_id`, `lines.sku` …); others are kept in `raw`" });

export const datasetView = z.object({
  id,
  name: z.string(),
  format,
  note: z.string().nullable(),
  total: z.number().int(),
  good: z.number().int(),
  bad: z.number().int(),
  first_at: instant.nullable(),
  last_at: instant.nullable(),
  created_at: instant,
});
export const previewDataset = z.strictObject({ format, text: z.string(), mapping: mapping.optional() });
export const importDataset = previewDataset.extend({
  name: z.string().trim().min(1).max(120),
  note: z.string().max(2000).optional(),
  source: z.string().trim().min(1).max(128).optional(),
});
export const preview = z.object({
  columns: z.array(z.string()),
  suggestedMapping: mapping,
  targets: z.array(z.string()),
  rows: z.array(z.object({ line: z.number().int(), order: order.optional(), problems: z.array(problem).optional() })),
  problems: z.array(z.object({ line: z.number().int(), text: z.string(), problems: z.array(problem) })),
  total: z.number().int(),
  good: z.number().int(),
  bad: z.number().int(),
});
export const datasetProblem = z.object({ rowNo: z.number().int(), text: z.string(), problems: z.array(problem) });
export const datasetOrder = order;

export const startReplay = z.strictObject({
  flow: id,
  version: versionName,
  dataset: id.optional().openapi({ description: "By default the orders that this workspace received itself" }),
  from: instant.optional(),
  to: instant.optional(),
});

const move = { from: namedDestination.nullable(), to: namedDestination.nullable() };
export const replayView = z.object({
  id,
  status: z.enum(["running", "done", "failed", "cancelled"]),
  total: z.number().int(),
  processed: z.number().int(),
  started_at: instant,
  finished_at: instant.nullable(),
  flow: z.string(),
  version: z.string(),
  revision: z.number().int().nullable(),
  dataset: z.string().nullable(),
  from: instant.nullable(),
  to: instant.nullable(),
  edges: counts,
  nodes: counts,
  ports: counts,
  destinations: z.array(namedDestination.extend({ count: z.number().int() })),
  undecided: z.number().int(),
  parked: z.number().int(),
  missing: z.array(z.object({ fact: z.string(), count: z.number().int() })),
  changed: z
    .object({
      count: z.number().int(),
      moves: z.array(z.object({ ...move, count: z.number().int() })),
      examples: z.array(
        z.object({
          source: z.string(),
          external_id: z.string(),
          brand: z.string().nullable(),
          style_code: z.string().nullable(),
          at: instant,
          ...move,
        }),
      ),
    })
    .nullable(),
  error: z.string().nullable(),
});
