import { z } from "@hono/zod-openapi";
import { durationSchema, type FlowChange } from "@switchyard/flow";
import type { Conflict, Pick } from "@switchyard/templates";
import type { BundleView, TemplateView } from "../../templates/views.ts";
import { component } from "../components.ts";
import { id, instant, problem, text } from "./common.ts";

const named = z.strictObject({ zh: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) });
/** What a value must be is the parameter's business: the room of templates says what is wrong in a sentence. */
const value = z.union([z.number(), z.string().max(2000), z.array(z.string().max(500)).max(500), durationSchema]);
const values = z.record(z.string().max(64), value);
const version = z.number().int().min(1);

const summary = {
  ...{ id, version, name: text, description: text },
  parameters: z.number().int(),
  golden: z.number().int(),
};
export const templateList = z.object({
  items: z.array(z.object({ ...summary, created_at: instant, uses: z.number().int() })),
  library: z.array(z.object({ ...summary, taken: version.nullable() })),
});
export const templateView = component<TemplateView>("Template");
export const templateDetail = component<TemplateView & { versions: number[] }>("Template");

const source = {
  text: z.string().max(8_000_000).optional().openapi({ description: "A template file" }),
  library: id.optional().openapi({ description: "Or one of those that are shipped" }),
};
const oneSource = (body: { text?: string | undefined; library?: string | undefined }) =>
  (body.text === undefined) !== (body.library === undefined);
const ONE_SOURCE = { message: "one of text, library", params: { zh: "text、library 须写且只写一项" } };
export const checkFile = z.strictObject(source).refine(oneSource, ONE_SOURCE);
const targets = z.record(z.string().max(64), z.string().max(128));
const mapping = z
  .strictObject({ fields: targets, destinations: targets, people: targets, endpoints: targets })
  .partial();
export const importFile = z
  .strictObject({
    ...source,
    mapping: mapping.optional(),
    create_missing: z.boolean().optional(),
  })
  .refine(oneSource, ONE_SOURCE);
export const release = z.object({ id, version });
export const made = release.extend({ golden_left_out: z.array(z.string()) });

export const picks = z.object({ items: z.array(component<Pick>("TemplatePick")) });
export const makeTemplate = z.strictObject({
  flow: id,
  id: id.optional(),
  name: named,
  description: z.strictObject({ zh: z.string().max(4000), en: z.string().max(4000) }),
  parameters: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(64),
        label: named,
        help: named.optional(),
        required: z.boolean(),
        keepDefault: z.boolean(),
        min: z.number().optional(),
        max: z.number().optional(),
        places: z.array(z.string().max(300)).min(1).max(200),
      }),
    )
    .max(200),
});

const brands = z.array(z.string().min(1).max(120)).max(500);
export const useTemplate = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  brands,
  values,
  version: version.optional(),
});
export const uses = z.object({
  items: z.array(
    z.object({
      ...{ flow: id, name: z.string(), brands, version, values },
      given: z.array(z.string()),
      status: z.enum(["draft", "published", "changed"]),
      live_version: version.nullable(),
      draft_revision: z.number().int(),
      own_changes: z.number().int(),
    }),
  ),
});
const conflict = component<Conflict>("TemplateConflict");
export const changeUses = z.strictObject({
  changes: z
    .array(z.strictObject({ flow: id, values: z.record(z.string().max(64), value.nullable()) }))
    .min(1)
    .max(500),
});
export const usesChanged = z.object({
  items: z.array(
    z.union([
      z.object({ flow: id, ok: z.literal(true), revision: z.number().int(), conflicts: z.array(conflict) }),
      z.object({ flow: id, ok: z.literal(false), problems: z.array(problem).optional() }),
    ]),
  ),
});
export const upgrade = z.strictObject({
  flow: id,
  version: version.optional(),
  values: values.optional(),
  take: z.array(z.string().max(400)).max(500).optional(),
});
const parameterName = z.array(z.object({ id: z.string(), label: text }));
export const upgradePreview = z.object({
  ...{ from: version, to: version, revision: z.number().int() },
  changes: z.array(component<FlowChange>("FlowChange")),
  conflicts: z.array(conflict),
  added: parameterName,
  removed: parameterName,
});
export const upgraded = z.object({ revision: z.number().int(), version });
const bundleText = z.string().max(8_000_000).openapi({ description: "A bundle file" });
export const checkBundle = z.strictObject({ text: bundleText });
export const bundleView = component<BundleView>("Bundle");
export const importBundle = z.strictObject({
  text: bundleText,
  brand: z.string().trim().min(1).max(100).optional(),
  mapping: z.record(z.string().max(64), mapping).optional().openapi({ description: "By template" }),
  create_missing: z.boolean().optional(),
});
export const bundleImported = z.object({
  brand: z.string(),
  flows: z.array(z.object({ id, name: z.string(), golden_left_out: z.array(z.string()) })),
});
