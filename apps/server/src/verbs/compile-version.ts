/** A flow at a version, compiled: what try, publish and replay run. */
import { compileFlow, type FlowDocument, type Program, validateFlow } from "@switchyard/flow";
import { Refusal } from "../http/problem.ts";
import type { Context } from "../runtime/context.ts";
import { findFlow } from "./get-flow.ts";

/** `draft`, `live`, or a version's number. */
export type VersionName = "draft" | "live" | number;

export interface CompiledVersion {
  flow: string;
  /** A draft counts as the version that it would become. */
  version: number;
  /** The draft's revision; null for a published version. */
  revision: number | null;
  document: FlowDocument;
  program: Program;
}

/** Throws `flow_not_found`, `version_not_found`, or `invalid_flow` with the findings of a draft. */
export async function compileVersion(ctx: Context, id: string, name: VersionName): Promise<CompiledVersion> {
  const { flow, draft } = await findFlow(ctx, id);
  if (name === "draft") {
    const version = (flow.liveVersion ?? 0) + 1;
    const program = compileDraft(ctx, draft.document, { flow: id, version });
    return { flow: id, version, revision: draft.revision, document: draft.document, program };
  }
  const number = name === "live" ? flow.liveVersion : name;
  const found = number === null ? null : await ctx.store.read.flows.version(ctx.workspace.id, id, number);
  if (found === null) throw new Refusal("version_not_found");
  return { flow: id, version: found.version, revision: null, document: found.document, program: found.program };
}

/** Throws `invalid_flow` when the draft has an error: such a flow is neither run nor published. */
function compileDraft(ctx: Context, document: FlowDocument, as: { flow: string; version: number }): Program {
  const destinations = ctx.workspace.whole.destinations.map((destination) => destination.id);
  const errors = validateFlow(document, { destinations }).filter((finding) => finding.severity === "error");
  if (errors.length > 0) throw new Refusal("invalid_flow", { findings: errors });
  const compiled = compileFlow(document, as);
  if (!compiled.ok) throw new Refusal("invalid_flow", { findings: compiled.findings });
  return compiled.program;
}
