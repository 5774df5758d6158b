import { z } from "@hono/zod-openapi";
import type { FlowDocument } from "@switchyard/flow";
import type { Order } from "@switchyard/orders";
import { CHANGE_KINDS } from "@switchyard/sandbox";
import { component } from "../components.ts";
import { id, instant, problem, text } from "./common.ts";
import { explanation } from "./effects.ts";
import { versionName } from "./flows.ts";
import { namedDestination } from "./orders.ts";

const order = component<Order>("Order");
const counts = z.record(z.string(), z.number().int());
const format = z.enum(["csv", "ndjson", "xlsx"]);
const mapping = z
  .record(z.string().max(200), z.string().max(128))
  .openapi({ description: "Column → field of the order (`external_id`, `lines.sku` …); others are kept in `raw`" });

export const datasetView = z.object({
  id,
  name: z.string(),
  format,
  note: z.string().nullable(),
  status: z.enum(["importing", "ready", "failed"]),
  failed: text.nullable(),
  total: z.number().int(),
  good: z.number().int(),
  bad: z.number().int(),
  first_at: instant.nullable(),
  last_at: instant.nullable(),
  hash: z.string().nullable(),
  mapping: mapping.nullable(),
  ended: z.boolean().openapi({
    description: "Its orders hold the states in which they ended, and replays take them as over: import the file again",
  }),
  created_at: instant,
});
const name = z.string().trim().min(1).max(120);
const note = z.string().max(2000);
export const uploadQuery = z.object({ format, name: z.string().trim().min(1).max(200) });
export const upload = z.object({ id, name: z.string(), format, bytes: z.number().int() });
export const previewDataset = z.strictObject({
  mapping: mapping.optional(),
  source: z.string().trim().min(1).max(128).optional(),
});
export const importUpload = previewDataset.extend({ name, note: note.optional() });
export const importDataset = importUpload.extend({ format: z.enum(["csv", "ndjson"]), text: z.string() });
export const renameDataset = z.strictObject({ name: name.optional(), note: note.optional() });
export const preview = z.object({
  columns: z.array(z.string()),
  suggested: mapping,
  kept: z
    .object({ kind: z.enum(["source", "dataset"]), name: z.string() })
    .nullable()
    .openapi({ description: "Whose mapping is suggested; null: the names of the columns suggest it" }),
  targets: z.array(z.string()),
  rows: z.array(z.object({ row: z.number().int(), order: order.optional(), problems: z.array(problem).optional() })),
  problems: z.array(z.object({ row: z.number().int(), text: z.string(), problems: z.array(problem) })),
  total: z.number().int(),
  good: z.number().int(),
  bad: z.number().int(),
  whole: z.boolean().openapi({ description: "Whether these are all rows of the file; otherwise its first" }),
});
export const datasetProblem = z.object({ rowNo: z.number().int(), text: z.string(), problems: z.array(problem) });
export const datasetOrder = order;

const history = {
  dataset: id.optional().openapi({ description: "By default what this workspace received itself" }),
  from: instant.optional(),
  to: instant.optional(),
  brands: z.array(z.string().max(128)).max(200).optional().openapi({ description: "By default all" }),
  channels: z.array(z.string().max(128)).max(200).optional().openapi({ description: "By default all" }),
};
const mode = z.enum(["events", "reception"]);
export const startReplay = z.strictObject({
  flow: id,
  version: versionName,
  against: versionName.nullable().optional().openapi({ description: "By default `live`; null: beside nothing" }),
  mode: mode.optional().openapi({ description: "`reception`: only what is decided when an order comes in" }),
  ...history,
});
export const startSweep = z.strictObject({
  flow: id,
  version: versionName,
  node: z.string().min(1).max(200),
  pointer: z
    .string()
    .regex(/^(\/[^/]{1,64}){1,8}$/)
    .openapi({ description: "Inside the node: `/window/amount`" }),
  values: z.array(z.unknown()).min(1).max(12),
  ...history,
});

const int = z.number().int();
const move = { from: namedDestination.nullable(), to: namedDestination.nullable() };
const capacity = { capacity_per_day: int.nullable() };
const side = z.object({
  decided: int,
  undecided: int,
  parked: int,
  destinations: z.array(namedDestination.extend({ count: int, ...capacity })),
  load: z.array(
    namedDestination.extend({
      ...capacity,
      days: z.array(z.object({ date: z.string(), count: int, over: z.boolean() })),
    }),
  ),
  alerts: counts.openapi({ description: "By level" }),
  sent: counts.openapi({ description: "task, notify, webhook" }),
  watches: z.object({ started: int, kept: int, breached: int, open: int }),
  merge: z.object({ orders: int, batches: int, saved: int, late: int }),
  holds: int,
  freezes: int,
  pauses: int,
});
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const standing = z.object({
  destination: namedDestination.nullable(),
  tags: z.array(z.string()),
  fields: z.record(z.string(), scalar),
  alerts: z.array(z.object({ level: int, node: z.string() })),
  sent: z.array(z.string()),
  breaches: z.array(z.string()),
  batch: z.string().nullable(),
  held: z.boolean(),
  frozen: z.boolean(),
  parked: z.string().nullable(),
});
const changeKind = z.enum(CHANGE_KINDS);
const orderName = {
  source: z.string(),
  external_id: z.string(),
  brand: z.string().nullable(),
  style_code: z.string().nullable(),
  at: instant,
};
export const namedOrder = z.object({ order: z.string(), ...orderName });
/** A node's or a port's id. */
export const place = z.string().min(1).max(200);
export const drawnThen = z.object({ document: component<FlowDocument>("FlowDocument") });
export const differenceFilter = {
  kind: changeKind.optional(),
  q: z.string().max(200).optional().openapi({ description: "Part of the order's number, brand, style or source" }),
  before: z.string().max(128).optional().openapi({ description: "Where the order goes before; empty: nowhere" }),
  after: z.string().max(128).optional().openapi({ description: "Where it goes after; empty: nowhere" }),
};
export const difference = z.object({
  order: z.string(),
  ...orderName,
  kinds: z.array(changeKind),
  before: standing,
  after: standing,
});
const decisions = z.array(z.object({ at: instant, explanation }));
const why = z.object({ before: decisions, after: decisions });
export const explainedDifference = difference.extend({ why });
export const explainedOrder = z.object({ order: z.string(), why });

export const replaySummary = z.object({
  id,
  kind: z.enum(["replay", "sweep"]),
  status: z.enum(["running", "done", "failed", "cancelled"]),
  mode,
  looks: z.boolean(),
  flow: z.string(),
  version: z.string(),
  revision: int.nullable(),
  against: z.string().nullable(),
  dataset: z.string().nullable(),
  from: instant.nullable(),
  to: instant.nullable(),
  brands: z.array(z.string()),
  channels: z.array(z.string()),
  total: int,
  processed: int,
  started_at: instant,
  finished_at: instant.nullable(),
  first_at: instant.nullable(),
  last_at: instant.nullable(),
  days: int,
  orders: int,
  differences_total: int,
  restarts: int,
  digest: z.string().nullable(),
  data_hash: z.string(),
  rules: int.nullable().openapi({ description: "The number of the core's own rules by which it ran" }),
  again_of: z.string().nullable(),
  error: z.string().nullable(),
  failed: text.nullable(),
});
const count = { count: int };
export const replayView = replaySummary.extend({
  rate: int.nullable(),
  remaining_ms: int.nullable(),
  events: int,
  strays: int,
  edges: counts,
  nodes: counts,
  ports: counts,
  rows: counts,
  destinations: z.array(namedDestination.extend(count)),
  undecided: int,
  parked: int,
  missing: z.array(z.object({ fact: z.string(), ...count })),
  quality: z.array(z.object({ source: z.string(), fact: z.string(), ...count })),
  after: side,
  before: side.nullable(),
  differences: z.object({ total: int, stored: int, kinds: counts }),
  sankey: z.array(z.object({ ...move, ...count })),
  sweep: z
    .object({ node: z.string(), pointer: z.string(), points: z.array(z.object({ value: z.unknown(), side })) })
    .nullable(),
  same: z.boolean().nullable(),
  other_rules: z
    .object({ first: int.nullable(), now: int.nullable() })
    .nullable()
    .openapi({ description: "A repetition came out otherwise, and ran by other rules of the core than the first" }),
  changed: z
    .object({
      count: int,
      moves: z.array(z.object({ ...move, ...count })),
      examples: z.array(z.object({ ...orderName, ...move })),
    })
    .nullable(),
});
