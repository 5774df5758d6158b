/** Schemas and types that live in the core packages, as named components of the API document. */
import { z } from "@hono/zod-openapi";
import { expectedSchema, figureSchema, flowDocumentSchema, operationSchema, scriptSchema } from "@switchyard/flow";
import { orderInputSchema } from "@switchyard/orders";
import type { ZodType } from "zod";
import { externalEventSchema } from "../events/external-event.ts";

/** Components with a schema of their own. */
const SCHEMAS = {
  Expected: expectedSchema,
  ExternalEvent: externalEventSchema,
  Figure: figureSchema,
  FlowDocument: flowDocumentSchema,
  Operation: operationSchema,
  OrderInput: orderInputSchema,
  Script: scriptSchema,
} satisfies Record<string, ZodType>;

/** Components that are types of the core: plain JSON, described in words. */
const DESCRIBED = {
  Decision: "A decision of the core: outcome, destination, effects, trace and missing facts (see @switchyard/engine).",
  Difference: "Where a golden order came out differently: section, order, what, expected and got in both languages.",
  Effect:
    "What a node that acted asks for: `type`, `origin` (flow, version, node), `order`, and what belongs to the type.",
  Explanation:
    "Why: the nodes that were reached in order, each with a sentence in both languages and the values it saw.",
  FlowChange: "A difference between two drawings: kind, node, and the sentences before and after, in both languages.",
  Template:
    "A template: id, version, names, parameters, needs, golden orders, drawing, sentences, and the mapping of its needs.",
  TemplateConflict: "What a brand and a new release both changed: base, ours, theirs as sentences, and which is taken.",
  Bundle:
    "A bundle: name, the brand here that is called so, and its flows, each as a template with the values that it brings.",
  TemplatePick: "A value of a drawing that could be left open: place, node, type, value, label.",
  Finding: "What is wrong in a flow: severity, code, node or edge, message in both languages.",
  Order: "The canonical order (see @switchyard/orders). Instants are UTC milliseconds, money is minor units.",
  Program: "A compiled flow: ordered steps of standard JSON-Logic over facts.",
  Run: "A script as it was played: moments with what happened, why, how orders stand and what is waited for.",
  WorkspaceSettings: "Zone, language of what goes out, working calendar, currency, declared fields, state machine.",
} as const;

export type ComponentName = keyof typeof SCHEMAS | keyof typeof DESCRIBED;

/**
 * A value of a core package's type. It is checked by the core itself (or was made by it), so nothing is checked here;
 * the API document points at the component.
 */
export const component = <T>(name: ComponentName) =>
  z.custom<T>().openapi({ type: "object", description: `component:${name}` });

/** The one cast: an issue that one schema has found is one of the schema around it. */
const asFound = (issue: z.core.$ZodIssue) => ({ ...issue, input: undefined }) as z.core.$ZodRawIssue;

/** A body that is checked by its core schema, and documented as the component. */
export const checkedComponent = <S extends ZodType>(name: ComponentName, schema: S) =>
  z
    .custom<z.input<S>>()
    .openapi({ type: "object", description: `component:${name}` })
    .transform((value, context): z.output<S> => {
      const parsed = schema.safeParse(value);
      if (parsed.success) return parsed.data;
      for (const issue of parsed.error.issues) context.issues.push(asFound(issue));
      return z.NEVER;
    });

type Json = Record<string, unknown>;

/** `components.schemas` of the document. */
export function componentSchemas(): Record<string, Json> {
  const schemas: Record<string, Json> = {};
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    const {
      $schema: _dialect,
      $defs = {},
      ...root
    } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Json;
    const rename = (value: unknown) => renameRefs(value, name) as Json;
    schemas[name] = rename(root);
    for (const [part, definition] of Object.entries($defs as Json)) schemas[`${name}.${part}`] = rename(definition);
  }
  for (const [name, description] of Object.entries(DESCRIBED)) schemas[name] = { type: "object", description };
  return schemas;
}

/** `#/$defs/x` of a schema becomes `#/components/schemas/Name.x`. */
function renameRefs(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => renameRefs(entry, name));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      if (key !== "$ref" || typeof entry !== "string") return [key, renameRefs(entry, name)];
      return [
        key,
        entry === "#" ? `#/components/schemas/${name}` : entry.replace("#/$defs/", `#/components/schemas/${name}.`),
      ];
    }),
  );
}

/** Puts `$ref`s where `component` left its mark. */
export function withRefs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withRefs);
  if (typeof value !== "object" || value === null) return value;
  const { description } = value as Json;
  if (typeof description === "string" && description.startsWith("component:")) {
    return { $ref: `#/components/schemas/${description.slice("component:".length)}` };
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withRefs(entry)]));
}
