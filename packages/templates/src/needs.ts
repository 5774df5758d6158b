/** What a template asks of the workspace that takes it in: names of its own, which the importer maps to what is there. */
import { idSchema } from "@switchyard/flow";
import { z } from "zod";
import { nameSchema } from "./name.ts";

const fieldName = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
export const needsSchema = z.strictObject({
  /** Fields that the orders must bring beside the built-in ones: facts `custom.<name>`. */
  fields: z
    .array(
      z.strictObject({
        name: fieldName,
        type: z.enum(["text", "code", "number", "money", "instant", "boolean", "list"]),
        label: nameSchema,
      }),
    )
    .max(100),
  destinations: z
    .array(z.strictObject({ id: idSchema, name: nameSchema, kind: z.enum(["line", "warehouse", "wave"]) }))
    .max(500),
  people: z.array(z.strictObject({ id: idSchema, name: nameSchema, role: z.string().max(60) })).max(200),
  /** Where webhooks go. */
  endpoints: z.array(z.strictObject({ id: idSchema, name: nameSchema })).max(50),
});
export type Needs = z.infer<typeof needsSchema>;
export type NeedKind = keyof Needs;

/** Name of a need in the template → what it is in the workspace. */
export interface Mapping {
  fields: Record<string, string>;
  destinations: Record<string, string>;
  people: Record<string, string>;
  endpoints: Record<string, string>;
}

/** What a name of the template is in the workspace; one that is not mapped stays. */
export const mapped = (table: Readonly<Record<string, string>>, id: string): string =>
  Object.hasOwn(table, id) ? (table[id] ?? id) : id;
