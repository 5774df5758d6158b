/** A template as it is in memory: a whole flow, what may be chosen in it, and what it asks of a workspace. */
import { type FlowDocument, flowDocumentSchema, type GoldenOrder, goldenOrderSchema, idSchema } from "@switchyard/flow";
import { z } from "zod";
import { descriptionSchema, nameSchema } from "./name.ts";
import { needsSchema } from "./needs.ts";
import { parameterSchema } from "./parameter.ts";

export const TEMPLATE_FORMAT = "switchyard-template";
export const TEMPLATE_FORMAT_VERSION = 1;

/** Everything but the drawing. */
export const templateHeadSchema = z.strictObject({
  id: idSchema,
  /** Goes up with every release of the template. */
  version: z.number().int().min(1).max(100_000),
  name: nameSchema,
  description: descriptionSchema,
  parameters: z.array(parameterSchema).max(200),
  needs: needsSchema,
  golden: z.array(goldenOrderSchema).max(500),
});
export type TemplateHead = z.infer<typeof templateHeadSchema>;

/** `document` belongs to no brand, is called by the Chinese name, and names destinations and people by the template's own ids. */
export interface Template extends TemplateHead {
  golden: GoldenOrder[];
  document: FlowDocument;
}

/** The file: the drawing without its layout, which stands apart, so that a moved card changes one line far from the rules. */
export const templateFileSchema = z.strictObject({
  format: z.literal(TEMPLATE_FORMAT),
  formatVersion: z.literal(TEMPLATE_FORMAT_VERSION),
  ...templateHeadSchema.shape,
  flow: z.looseObject({
    formatVersion: flowDocumentSchema.shape.formatVersion,
    nodes: z.array(z.looseObject({ id: idSchema })).max(5000),
  }),
  /** Node → [x, y]. */
  layout: z.record(z.string(), z.tuple([z.number(), z.number()])),
  /** `sha256:` and 64 hex digits over everything above it, as canonical JSON. */
  checksum: z.string().regex(/^sha256:[0-9a-f]{64}$/),
});
