import { z } from "zod";
import { edgeSchema, flowDocumentSchema, idSchema, nodeSchema } from "../document.ts";

const position = z.strictObject({ x: z.number(), y: z.number() });
const index = z.number().int().min(0);
const { name, description, brands, windows, patterns } = flowDocumentSchema.shape;

/**
 * The only ways in which a document changes. `at` says where in the lists the additions come to stand (one index each,
 * counted in the list as it is afterwards); without it they come last. Inverses use it to restore a document exactly.
 */
export type Operation =
  | {
      type: "add_nodes";
      nodes: z.infer<typeof nodeSchema>[];
      edges: z.infer<typeof edgeSchema>[];
      at?: Places | undefined;
    }
  | { type: "remove_nodes"; ids: string[] }
  | { type: "update_node"; id: string; node: z.infer<typeof nodeSchema> }
  | { type: "move_nodes"; positions: Record<string, { x: number; y: number }> }
  | { type: "add_edges"; edges: z.infer<typeof edgeSchema>[]; at?: number[] | undefined }
  | { type: "remove_edges"; ids: string[] }
  | ({ type: "update_settings" } & z.infer<typeof settingsSchema>)
  | { type: "batch"; operations: Operation[] };
type Places = { nodes: number[]; edges: number[] };

/** Settings of the flow itself; `description: null` takes it away. */
const settingsSchema = z.strictObject({
  name: name.optional(),
  description: description.unwrap().nullable().optional(),
  brands: brands.optional(),
  windows: windows.optional(),
  patterns: patterns.optional(),
});

const single = [
  z.strictObject({
    type: z.literal("add_nodes"),
    nodes: z.array(nodeSchema).max(5000),
    edges: z.array(edgeSchema).max(20_000),
    at: z.strictObject({ nodes: z.array(index), edges: z.array(index) }).optional(),
  }),
  z.strictObject({ type: z.literal("remove_nodes"), ids: z.array(idSchema).max(5000) }),
  z.strictObject({ type: z.literal("update_node"), id: idSchema, node: nodeSchema }),
  z.strictObject({ type: z.literal("move_nodes"), positions: z.record(idSchema, position) }),
  z.strictObject({
    type: z.literal("add_edges"),
    edges: z.array(edgeSchema).max(20_000),
    at: z.array(index).optional(),
  }),
  z.strictObject({ type: z.literal("remove_edges"), ids: z.array(idSchema).max(20_000) }),
  settingsSchema.extend({ type: z.literal("update_settings") }),
] as const;

export const operationSchema: z.ZodType<Operation> = z.lazy(() =>
  z.discriminatedUnion("type", [
    ...single,
    z.strictObject({ type: z.literal("batch"), operations: z.array(operationSchema).max(1000) }),
  ]),
);
