import type { Text } from "@switchyard/orders";
import { transact } from "@switchyard/store";
import {
  makeTemplate,
  type Pick,
  pickableValues,
  serialiseTemplate,
  type WantedParameter,
} from "@switchyard/templates";
import { Refusal } from "../http/problem.ts";
import type { Context } from "../runtime/context.ts";
import { namesOfWorkspace } from "../templates/stored.ts";
import { findFlow } from "./get-flow.ts";

export interface MakeTemplateInput {
  flow: string;
  /** By default a new one; that of a template makes its next release. */
  id?: string | undefined;
  name: Text;
  description: Text;
  parameters: WantedParameter[];
  actor?: string;
}

/** What could be left open in a flow's draft. Throws `flow_not_found`. */
export async function pickValues(ctx: Context, flow: string): Promise<{ items: Pick[] }> {
  return { items: pickableValues((await findFlow(ctx, flow)).draft.document) };
}

/** Makes a template of a flow's draft. Throws `flow_not_found`, or `invalid_template` with what must be mended first. */
export async function makeTemplateOf(ctx: Context, input: MakeTemplateInput): Promise<{ id: string; version: number }> {
  const { flow, name, description, parameters, actor = "local" } = input;
  const { draft } = await findFlow(ctx, flow);
  const id = input.id ?? ctx.newId("tpl");
  const [newest = 0] = await ctx.store.read.templates.versions(ctx.workspace.id, id);
  const version = newest + 1;
  const workspace = namesOfWorkspace(ctx);
  const made = makeTemplate({
    id,
    version,
    name,
    description,
    parameters,
    document: draft.document,
    golden: [],
    workspace,
  });
  if (!made.ok) throw new Refusal("invalid_template", { problems: made.problems });
  const at = ctx.clock.now();
  const file = serialiseTemplate(made.template);
  await transact(ctx.store, async (tx) => {
    const record = { id, version, file, mapping: { ...made.mapping }, actor, createdAt: at };
    if (!(await tx.templates.add(ctx.workspace.id, record))) throw new Refusal("template_exists");
    const data = JSON.stringify({ template: id, version, flow, revision: draft.revision });
    await tx.append(ctx.workspace.id, [{ subject: `template:${id}`, at, type: "template_made", actor, data }]);
  });
  return { id, version };
}
