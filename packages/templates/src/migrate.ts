/** Older files in the shape of today's. Each format has one step to the next; a file takes all that it needs. */
import { type ReadFlowResult, readFlow } from "@switchyard/flow";
import { needsOf } from "./needs-of.ts";
import type { Template } from "./template.ts";

/** Before there were templates, a file was a bare flow: `formatVersion` without `format`. */
export const isBareFlow = (input: unknown): boolean =>
  typeof input === "object" && input !== null && !Object.hasOwn(input, "format") && Object.hasOwn(input, "nodes");

/** A bare flow as a template without parameters. */
export function fromBareFlow(input: unknown): { ok: true; template: Template } | Exclude<ReadFlowResult, { ok: true }> {
  const read = readFlow(input);
  if (!read.ok) return read;
  const { description, ...flow } = read.document;
  const { document, needs } = needsOf({ ...flow, brands: [] }, {});
  const name = { zh: flow.name, en: flow.name };
  const about = { zh: description ?? "", en: description ?? "" };
  return {
    ok: true,
    template: { id: "flow", version: 1, name, description: about, parameters: [], needs, golden: [], document },
  };
}
