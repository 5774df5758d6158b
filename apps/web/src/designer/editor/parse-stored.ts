/** Parsing of what comes from outside the editor; loaded when it is needed, because schemas are large. */
import { edgeSchema, nodeSchema, operationSchema, patternFactSchema, windowFactSchema } from "@switchyard/flow";
import type { Clip } from "./clipboard.ts";

const nodes = nodeSchema.array();
const edges = edgeSchema.array();
const windows = windowFactSchema.array();
const patterns = patternFactSchema.array();

/** Throws when it is not one. Clips of before declarations were copied have none. */
export const parseClip = (value: Partial<Clip>): Clip => ({
  nodes: nodes.parse(value.nodes),
  edges: edges.parse(value.edges),
  windows: windows.parse(value.windows ?? []),
  patterns: patterns.parse(value.patterns ?? []),
});
export const storedOperations = operationSchema.array();
