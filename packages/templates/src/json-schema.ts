/** The published schema of the file, made from the schemas that read it. */
import { flowDocumentSchema } from "@switchyard/flow";
import { z } from "zod";
import { templateFileSchema } from "./template.ts";

type Json = Record<string, unknown>;

export function templateJsonSchema(): Json {
  const { formatVersion, windows, patterns, nodes, edges } = flowDocumentSchema.shape;
  const flow = z.strictObject({ formatVersion, windows, patterns, nodes, edges });
  const file = templateFileSchema.extend({ flow });
  const schema = withoutPositions(z.toJSONSchema(file, { io: "input", unrepresentable: "any" })) as Json;
  return {
    ...schema,
    $id: "https://switchyard.example/schemas/template-1.json",
    title: "Switchyard template, format 1",
    description:
      "A flow with typed parameters. `checksum` is `sha256:` and the SHA-256 of everything else as JSON with sorted keys and no spaces.",
  };
}

/** Places stand in `layout`. */
function withoutPositions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPositions);
  if (typeof value !== "object" || value === null) return value;
  const { properties, required, ...rest } = value as { properties?: Json; required?: string[] };
  const inner = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, withoutPositions(one)]));
  if (properties === undefined) return required === undefined ? inner : { ...inner, required };
  const { position, ...others } = properties;
  const isNode = position !== undefined && "kind" in others;
  const kept = isNode ? others : properties;
  const wanted = isNode ? required?.filter((key) => key !== "position") : required;
  return {
    ...inner,
    properties: Object.fromEntries(Object.entries(kept).map(([key, one]) => [key, withoutPositions(one)])),
    ...(wanted === undefined ? {} : { required: wanted }),
  };
}
