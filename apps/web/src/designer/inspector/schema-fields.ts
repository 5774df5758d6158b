/** The fields of a node kind, read from its schema: one schema is the source of the type, the API document and the form. */
import { conditionSchema, durationSchema, type NodeKind, nodeSchema, quietHoursSchema } from "@switchyard/flow";

/** What a text, or each text of a list, is the id of. */
export type Names = "fact" | "person" | "recipient" | "state" | "courier_action" | "event" | "endpoint" | "figure";

/** The one place where a field's path says more than its schema does. */
const NAMES: Readonly<Record<string, Names>> = {
  by: "fact",
  "measure.by": "fact",
  "measure.distinct": "fact",
  approvers: "person",
  endpoint: "endpoint",
  states: "state",
  "goal.states": "state",
  actions: "courier_action",
  "goal.events": "event",
  "measure.event": "event",
  event: "event",
  measure: "figure",
};
/** A task is for people of the house; who is notified may be the customer. */
const namesOf = (path: string, list: boolean): Names | null =>
  path === "to" ? (list ? "person" : "recipient") : (NAMES[path] ?? null);
/** Lists in which nothing chosen means whatever comes. Not a goal's: a deadline needs one. */
const ANY: ReadonlySet<string> = new Set(["actions", "events"]);

/** `path` is its name behind those of the groups that it stands in. */
export type FieldSpec = { name: string; path: string; optional: boolean } & (
  | { type: "text"; long: boolean; names: Names | null }
  | { type: "number" }
  | { type: "boolean" }
  | { type: "choice"; options: readonly string[] }
  /** `any`: left empty, it means all. */
  | { type: "list"; options: readonly string[] | null; names: Names | null; any: boolean }
  | { type: "duration" }
  | { type: "condition" }
  | { type: "anchor" }
  | { type: "quiet" }
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

type About = Pick<FieldSpec, "name" | "path" | "optional">;

function shapeFields(shape: Record<string, Schema>, within = ""): FieldSpec[] {
  return Object.entries(shape).flatMap(
    ([name, schema]) => fieldOf({ name, path: `${within}${name}`, optional: false }, schema) ?? [],
  );
}

function fieldOf(about: About, schema: Schema): FieldSpec | null {
  if (schema === look(durationSchema)) return { ...about, type: "duration" };
  if (schema === look(conditionSchema)) return { ...about, type: "condition" };
  if (schema === look(quietHoursSchema)) return { ...about, type: "quiet" };
  const { def } = schema;
  switch (def.type) {
    case "optional":
      return def.innerType ? fieldOf({ ...about, optional: true }, def.innerType) : null;
    case "string":
      return {
        ...about,
        type: "text",
        long: (schema.maxLength ?? 0) > LONG,
        names: namesOf(about.path, false),
      };
    case "number":
      return { ...about, type: "number" };
    case "boolean":
      return { ...about, type: "boolean" };
    case "enum":
      return { ...about, type: "choice", options: Object.values(def.entries ?? {}) };
    case "object":
      return { ...about, type: "group", fields: shapeFields(def.shape ?? {}, `${about.path}.`) };
    case "array":
      return def.element ? listOf(about, def.element) : null;
    case "union":
      return { ...about, type: def.options?.some((option) => option.def.type === "literal") ? "anchor" : "scalar" };
    default:
      return null;
  }
}

function listOf(about: About, element: Schema): FieldSpec | null {
  const { def } = element;
  if (def.type === "object") return { ...about, type: "items", fields: shapeFields(def.shape ?? {}, `${about.path}.`) };
  const any = ANY.has(about.path);
  if (def.type === "enum")
    return { ...about, type: "list", options: Object.values(def.entries ?? {}), names: null, any };
  return def.type === "string"
    ? { ...about, type: "list", options: null, names: namesOf(about.path, true), any }
    : null;
}

/**
 * Where in a field's value the one change is, as a path: two fields of a group that are typed one after the other are two steps to
 * undo. Where several changed at once it is the path of what holds them.
 */
export function changedAt(path: string, before: unknown, after: unknown): string {
  if (typeof before !== "object" || typeof after !== "object" || before === null || after === null) return path;
  const [one, two] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const [name, ...more] = [...new Set([...one.keys(), ...two.keys()])].filter(
    (key) => JSON.stringify(one.get(key)) !== JSON.stringify(two.get(key)),
  );
  return name === undefined || more.length > 0 ? path : changedAt(`${path}.${name}`, one.get(name), two.get(name));
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
