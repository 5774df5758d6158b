/**
 * Whether an event has the frame that its schema asks for: a text where a text is due, a number where a number is. Made from
 * the schema, but quick enough for every step, which parsing is not; how long texts are is the edge's affair.
 */
import type { z } from "zod";
import { eventSchema } from "./event.ts";

type Holds = (value: unknown) => boolean;

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function frameOf(schema: z.ZodType): Holds {
  const { def } = schema._zod as unknown as { def: Def };
  switch (def.type) {
    case "string":
      return has(def, "min_length")
        ? (value) => typeof value === "string" && value !== ""
        : (value) => typeof value === "string";
    case "number":
      return has(def, "safeint") ? Number.isSafeInteger : Number.isFinite;
    case "boolean":
      return (value) => typeof value === "boolean";
    case "literal":
    case "enum": {
      const values = new Set<unknown>(def.type === "enum" ? Object.values(def.entries) : def.values);
      return (value) => values.has(value);
    }
    case "optional": {
      const inner = frameOf(def.innerType);
      return (value) => value === undefined || inner(value);
    }
    case "nullable": {
      const inner = frameOf(def.innerType);
      return (value) => value === null || inner(value);
    }
    case "array": {
      const item = frameOf(def.element);
      return (value) => Array.isArray(value) && value.every(item);
    }
    case "record": {
      if (def.valueType._zod.def.type === "unknown") return isPlain;
      const inner = frameOf(def.valueType);
      return (value) => isPlain(value) && Object.values(value).every(inner);
    }
    case "object": {
      const parts = Object.entries(def.shape).map(([name, part]) => [name, frameOf(part)] as const);
      return (value) => isPlain(value) && parts.every(([name, holds]) => holds(value[name]));
    }
    case "union": {
      const options = def.options.map(frameOf);
      return (value) => options.some((holds) => holds(value));
    }
    case "custom":
      return def.fn;
    case "unknown":
      return () => true;
  }
}

/** The kinds of schema that events are made of. */
type Def =
  | { type: "boolean" | "unknown" }
  | Checked
  | { type: "literal"; values: unknown[] }
  | { type: "enum"; entries: Record<string, unknown> }
  | { type: "optional" | "nullable"; innerType: z.ZodType }
  | { type: "array"; element: z.ZodType }
  | { type: "record"; valueType: z.ZodType }
  | { type: "object"; shape: Record<string, z.ZodType> }
  | { type: "union"; options: z.ZodType[] }
  | { type: "custom"; fn: Holds };

interface Checked {
  type: "string" | "number";
  checks?: { _zod: { def: { check: string; format?: string } } }[];
}

const has = ({ checks = [] }: Checked, name: string): boolean =>
  checks.some(({ _zod: { def } }) => def.check === name || def.format === name);

const FRAMES = new Map(
  eventSchema.options.map(({ shape }) => {
    const { type, ...fields } = shape;
    return [
      type.value as string,
      Object.entries(fields).map(([name, field]) => [name, frameOf(field as z.ZodType)] as const),
    ];
  }),
);

/** For a record: whatever stands where the type should. */
export const typeName = (type: unknown): string =>
  (typeof type === "string" ? type : (JSON.stringify(type) ?? "")).slice(0, 100);

export type WrongEvent = { code: "unknown_event" | "bad_data"; detail: string };

/** What is wrong with the event, by the first field that is; null: nothing. */
export function wrongEvent(event: unknown): WrongEvent | null {
  const said = isPlain(event) ? event : {};
  const frame = typeof said.type === "string" ? FRAMES.get(said.type) : undefined;
  if (frame === undefined) return { code: "unknown_event", detail: typeName(said.type) };
  for (const [name, holds] of frame) if (!holds(said[name])) return { code: "bad_data", detail: name };
  return null;
}
