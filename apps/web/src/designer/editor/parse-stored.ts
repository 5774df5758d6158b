/** Parsing of what comes from outside the editor; loaded when it is needed, because schemas are large. */
import { edgeSchema, nodeSchema, operationSchema } from "@switchyard/flow";

export const storedNodes = nodeSchema.array();
export const storedEdges = edgeSchema.array();
export const storedOperations = operationSchema.array();
