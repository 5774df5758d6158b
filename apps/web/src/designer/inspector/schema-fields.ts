/** The fields of a node kind, read from its schema: one schema is the source of the type, the API document and the form. */
import { conditionSchema, durationSchema, type NodeKind, nodeSchema } from "@switchyard/flow";

export type FieldSpec = { name: string; optional: boolean } & (
  | { type: "text"; long: boolean }
  | { type: "number" }
  | { type: "boolean" }
  | { type: "choice"; options: readonly string[] }
  | { type: "list"; options: readonly string[] | null }
  | { type: "duration" }
  | { type: "condition" }
  | { type: "anchor" }
  | { type: "scalar" }
  | { type: "group"; fields: readonly FieldSpec[] }
  | { type: "items"; fields: readonly FieldSpec[] }
);

/** What this form needs to see of a zod schema. */
interface Schema {
  def: {
    type: string;
    innerType?: Schema;
    element?: Schema;
    entries?: Record<string, string>;
    shape?: Record<string, Schema>;
    options?: Schema[];
    values?: unknown[];
  };
  maxLength?: number | null;
}

/** The one cast: zod 4 documents `def` as the way to look into a schema, typed per class. */
const look = (schema: unknown): Schema => schema as Schema;

const OWN = new Set(["id", "kind", "name", "position", "comment"]);
const LONG = 200;

function shapeFields(shape: Record<string, Schema>): FieldSpec[] {
  return Object.entries(shape).flatMap(([name, schema]) => fieldOf(name, schema) ?? []);
}

function fieldOf(name: string, schema: Schema, optional = false): FieldSpec | null {
  const about = { name, optional };
  if (schema === look(durationSchema)) return { ...about, type: "duration" };
  if (schema === look(conditionSchema)) return { ...about, type: "condition" };
  const { def } = schema;
  switch (def.type) {
    case "optional":
      return def.innerType ? fieldOf(name, def.innerType, true) : null;
    case "string":
      return { ...about, type: "text", long: (schema.maxLength ?? 0) > LONG };
    case "number":
      return { ...about, type: "number" };
    case "boolean":
      return { ...about, type: "boolean" };
    case "enum":
      return { ...about, type: "choice", options: Object.values(def.entries ?? {}) };
    case "object":
      return { ...about, type: "group", fields: shapeFields(def.shape ?? {}) };
    case "array":
      return def.element ? listOf(about, def.element) : null;
    case "union":
      return { ...about, type: def.options?.some((option) => option.def.type === "literal") ? "anchor" : "scalar" };
    default:
      return null;
  }
}

function listOf(about: { name: string; optional: boolean }, element: Schema): FieldSpec | null {
  const { def } = element;
  if (def.type === "object") return { ...about, type: "items", fields: shapeFields(def.shape ?? {}) };
  if (def.type === "enum") return { ...about, type: "list", options: Object.values(def.entries ?? {}) };
  return def.type === "string" ? { ...about, type: "list", options: null } : null;
}

/** Fields beside those that every node has. */
export function nodeFields(kind: NodeKind): FieldSpec[] {
  for (const option of nodeSchema.options) {
    const shape = look(option).def.shape ?? {};
    if (!look(shape.kind).def.values?.includes(kind)) continue;
    return shapeFields(Object.fromEntries(Object.entries(shape).filter(([name]) => !OWN.has(name))));
  }
  return [];
}
