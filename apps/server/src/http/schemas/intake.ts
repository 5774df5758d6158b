import { z } from "@hono/zod-openapi";
import type { Order } from "@switchyard/orders";
import { COMPARISON_KINDS, INTAKE_DOORS, INTAKE_OUTCOMES } from "@switchyard/store";
import { SOURCE_KINDS, sourceId, tableMapping } from "../../intake/sources.ts";
import { EMPTY_CELLS } from "../../verbs/upload-orders.ts";
import { component } from "../components.ts";
import { id, instant, problem, text } from "./common.ts";

const outcome = z.enum(INTAKE_OUTCOMES);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const recordView = z.object({
  id,
  at: instant,
  day: z.string(),
  source: z.string(),
  external_id: z.string().nullable(),
  door: z.enum(INTAKE_DOORS),
  outcome,
  order: z.string().nullable(),
  raw: z.string(),
  bytes: z.number().int(),
  problems: z.array(problem),
  mends: z.string().nullable(),
  closed_at: instant.nullable(),
  mended_by: z.string().nullable(),
});
export const recordFilter = {
  outcome: outcome.optional(),
  source: z.string().max(200).optional(),
  day: day.optional(),
  field: z.string().max(200).optional().openapi({
    description: "A field that something is wrong with: an order's own, or `line.` and one of its lines'",
  }),
  open: z.enum(["true"]).optional().openapi({ description: "Quarantined ones that nobody has dealt with" }),
};

export const reconciliationQuery = z.object({ from: day.optional(), to: day.optional() });
export const dayCount = z.object({
  day: z.string(),
  source: z.string(),
  received: z.number().int(),
  accepted: z.number().int(),
  duplicate: z.number().int(),
  update: z.number().int(),
  quarantined: z.number().int(),
  closed: z.number().int(),
  balanced: z.boolean(),
  stated: z.number().int().nullable().openapi({ description: "How many orders the platform says that it has" }),
  difference: z
    .number()
    .int()
    .nullable()
    .openapi({ description: "accepted − stated: below zero, so many are missing; null while nothing is stated" }),
});
export const reconciliation = z.object({ items: z.array(dayCount), open: z.number().int() });
export const statedCount = z.strictObject({
  day: z.iso.date(),
  source: z.string().trim().min(1).max(200),
  stated: z.number().int().min(0).max(100_000_000).nullable().openapi({ description: "null takes it back" }),
});

const merge = z.record(z.string().max(200), z.unknown());
const eachLine = merge.openapi({ description: "Set in each line of the order; an order that has none gets one" });
export const repair = z.strictObject({
  text: z.string().max(1_048_576).optional(),
  merge: merge.optional(),
  each_line: eachLine.optional(),
});
const ids = z.array(id).min(1).max(500);
export const bulkRepair = z.strictObject({ ids, merge: merge.optional(), each_line: eachLine.optional() });
export const dismissal = z.strictObject({ ids, reason: z.string().trim().min(1).max(500) });

const takenIn = z.object({
  status: outcome,
  order: z.object({ id, source: z.string(), external_id: z.string() }).nullable(),
  record: z.string().nullable(),
  problems: z.array(problem),
});
export const repaired = takenIn.extend({ id });
export const webhookAnswer = z.union([
  z.object({ status: z.literal("ping") }),
  z.object({ status: z.literal("received"), results: z.array(takenIn) }),
]);

export const sourceView = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  secret_shown: z.string().nullable(),
  path: z.string().nullable(),
  mapping: tableMapping.nullable(),
  created_at: instant,
  updated_at: instant,
});
export const newSource = sourceView.extend({
  secret: z.string().nullable().openapi({ description: "Made here, shown this once" }),
});
const name = z.string().trim().min(1).max(100);
const secret = z.string().trim().min(8).max(500);
export const createSource = z.strictObject({
  id: sourceId,
  kind: z.enum(SOURCE_KINDS),
  name,
  secret: secret.optional(),
  mapping: tableMapping.optional(),
});
export const changeSource = z.strictObject({
  name: name.optional(),
  enabled: z.boolean().optional(),
  secret: secret.optional(),
  mapping: tableMapping.nullable().optional(),
});

const format = z.enum(["csv", "xlsx"]);
export const keepQuery = z.object({
  format,
  name: z.string().trim().min(1).max(200).openapi({ description: "As the file's owner calls it" }),
});
export const keptFile = z.object({ id, name: z.string(), format, bytes: z.number().int() });
export const uploadQuery = z.object({
  source: sourceId,
  format,
  file: id.optional().openapi({ description: "Of a table that was brought before; then the body is empty" }),
  mapping: z
    .string()
    .max(12_000)
    .optional()
    .openapi({ description: "JSON: column → { field, as: text | date | sizes }" }),
  keep_mapping: z.enum(["true"]).optional(),
  empty: z.enum(EMPTY_CELLS).optional().openapi({
    description:
      "What an empty cell of a column that has a field says: nothing (keep, the default), or that the field is to be empty",
  }),
  sheet: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .openapi({ description: "Of a workbook; default the first that is shown" }),
  header_row: z.coerce.number().int().min(1).max(10_000).optional().openapi({
    description: "Row that names the columns, from 1; default the first with names that columns have",
  }),
});
const fieldDifference = z.object({ field: z.string(), sheet: z.string().nullable(), system: z.string().nullable() });
export const waitQuery = {
  wait: z.enum(["true", "false"]).optional().openapi({
    description: "false: answers at once by 202 with an id, under which the progress and then the answer are found",
  }),
};
const uploaded = { mapping: tableMapping, total: z.number().int(), notices: z.array(problem) };
export const uploadPreview = z.object({
  ...uploaded,
  columns: z.array(z.string()),
  header_row: z.number().int(),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  good: z.number().int().openapi({ description: "new + changed + same" }),
  bad: z.number().int(),
  new: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  rows: z.array(
    z.object({
      row: z.number().int(),
      external_id: z.string().nullable(),
      order: component<Order>("Order").nullable(),
      problems: z.array(problem),
      news: z.enum(["new", "changed", "same"]).nullable(),
      fields: z.array(fieldDifference).openapi({ description: "Of one that changes: sheet is new, system is old" }),
    }),
  ),
});
export const uploadAnswer = z.object({
  ...uploaded,
  source: z.string(),
  accepted: z.number().int(),
  duplicate: z.number().int(),
  update: z.number().int(),
  quarantined: z.number().int(),
  left: z.number().int().openapi({ description: "Orders that were not taken in, because somebody ended it" }),
  problems: z.array(z.object({ row: z.number().int(), record: z.string().nullable(), problems: z.array(problem) })),
});

export const uploadBegun = z.object({ id });
export const uploadProgress = z.object({
  id,
  status: z.enum(["running", "done", "cancelled"]).openapi({
    description: "cancelled: ended before anything came of it",
  }),
  rows: z.number().int().openapi({ description: "Rows of the file that were read so far" }),
  done: z.number().int().openapi({ description: "Orders that are through" }),
  total: z.number().int().nullable().openapi({ description: "Of how many; null while the file is being read" }),
  preview: uploadPreview.nullable(),
  answer: uploadAnswer.nullable(),
});

const covered = z.iso.date();
export const compareQuery = uploadQuery.extend({
  name: z.string().trim().min(1).max(200).openapi({ description: "As the file's owner calls it" }),
  from: covered
    .optional()
    .openapi({ description: "First day that the sheet covers; default its own first order date" }),
  to: covered.optional(),
  brand: z.string().trim().min(1).max(128).optional().openapi({ description: "It has the orders of this brand alone" }),
});
const count = z.number().int();
export const comparisonView = z.object({
  id,
  status: z.enum(["comparing", "ready", "failed"]),
  failed: text.nullable(),
  at: instant,
  made_by: z.string().nullable(),
  source: z.string(),
  file: z.string(),
  total: count.openapi({
    description: "Orders of the sheet: same + only_sheet + different + unread; so far, while it is made",
  }),
  same: count,
  only_sheet: count,
  different: count,
  unread: count,
  only_system: count.nullable().openapi({ description: "null: nobody knew what the sheet covers" }),
  covers: z.object({ from: z.string().nullable(), to: z.string().nullable(), brand: z.string().nullable() }).nullable(),
  fields: z.array(z.string()),
  ignored: z.array(z.string()).openapi({ description: "Columns that no field was chosen for" }),
  notices: z.array(problem),
});
export const comparisonFilter = { kind: z.enum(COMPARISON_KINDS).optional(), q: z.string().max(200).optional() };
export const comparisonRow = z.object({
  seq: count,
  kind: z.enum(COMPARISON_KINDS),
  row: count.nullable(),
  source: z.string(),
  external_id: z.string().nullable(),
  order: z.string().nullable().openapi({ description: "The order as it is now: it may have come since" }),
  fields: z.array(fieldDifference),
  problems: z.array(problem),
  takeable: z.boolean(),
});
export const takeCompared = z.union([
  z.strictObject({ rows: z.array(count.min(0)).min(1).max(500) }),
  z.strictObject({ kind: z.literal("only_sheet") }),
]);
export const takenRows = z.object({ accepted: count, duplicate: count, update: count, quarantined: count });
