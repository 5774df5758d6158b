/** A flow at a version, compiled: what try, publish and replay run. */
import {
  compileFlow,
  type FlowContext,
  type FlowDocument,
  nodeCatalogue,
  ownThings,
  type Program,
  validateFlow,
} from "@switchyard/flow";
import { compilePattern, DEFAULT_STATE_MACHINE } from "@switchyard/orders";
import { Refusal } from "../refusal/refusal.ts";
import type { Context, WorkspaceView } from "../runtime/context.ts";
import { findFlow } from "./get-flow.ts";
import { publishedFlows } from "./published-flows.ts";

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
    const version = (flow.newestVersion ?? 0) + 1;
    const program = await compileDocument(ctx, draft.document, { flow: id, version });
    return { flow: id, version, revision: draft.revision, document: draft.document, program };
  }
  const number = name === "live" ? flow.liveVersion : name;
  const found = number === null ? null : await ctx.store.read.flows.version(ctx.workspace.id, id, number);
  if (found === null) throw new Refusal("version_not_found");
  return { flow: id, version: found.version, revision: null, document: found.document, program: found.program };
}

/** Throws `invalid_flow` when the drawing has an error: such a flow is neither run nor published. */
export async function compileDocument(
  ctx: Context,
  document: FlowDocument,
  as: { flow: string; version: number },
): Promise<Program> {
  const flows = document.nodes.some(({ kind }) => kind === "subflow") ? await callable(ctx) : {};
  const context = { ...flowContext(ctx.workspace), flow: as.flow, flows };
  const errors = validateFlow(document, context).filter((finding) => finding.severity === "error");
  if (errors.length > 0) throw new Refusal("invalid_flow", { findings: errors });
  const compiled = compileFlow(document, { ...context, ...as });
  if (!compiled.ok) throw new Refusal("invalid_flow", { findings: compiled.findings });
  return compiled.program;
}

/** What the workspace has: a flow that names something else would never act. People are named as messages find them. */
export function flowContext({ whole, settings }: WorkspaceView): FlowContext {
  return {
    destinations: whole.destinations.map(({ id }) => id),
    people: whole.people.flatMap(({ id, name, role }) => [id, name, role]),
    states: (settings.states ?? DEFAULT_STATE_MACHINE).states.map(({ id }) => id),
    kinds: nodeCatalogue.map(({ kind }) => kind),
    customFields: settings.customFields,
    own: ownThings({ ...whole, customFields: settings.customFields }),
    checkPattern(expression) {
      const pattern = compilePattern(expression);
      return pattern.ok ? null : pattern.problem.message;
    },
  };
}

/** Its drawing becomes part of the caller's program when the caller is published. */
const callable = async (ctx: Context): Promise<Record<string, FlowDocument>> =>
  Object.fromEntries((await publishedFlows(ctx)).map(({ id, document }) => [id, document]));
