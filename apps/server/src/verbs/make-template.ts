import type { FlowDocument, GoldenOrder } from "@switchyard/flow";
import type { Text } from "@switchyard/orders";
import { type GoldenRecord, transact } from "@switchyard/store";
import {
  instantiate,
  type MakeResult,
  makeTemplate,
  type ParameterValue,
  type Pick,
  parseTemplate,
  pickableValues,
  serialiseTemplate,
  type Template,
  type WantedParameter,
} from "@switchyard/templates";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { heldGolden } from "../templates/held-golden.ts";
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

export interface MadeTemplate {
  id: string;
  version: number;
  /** Names of golden orders that do not hold without customers' data. */
  golden_left_out: string[];
}

/** What could be left open in a flow's draft. Throws `flow_not_found`. */
export async function pickValues(ctx: Context, flow: string): Promise<{ items: Pick[] }> {
  return { items: pickableValues((await findFlow(ctx, flow)).draft.document) };
}

/** Makes a template of a flow's draft. Throws `flow_not_found`, or `invalid_template` with what must be mended first. */
export async function makeTemplateOf(ctx: Context, input: MakeTemplateInput): Promise<MadeTemplate> {
  const { flow, name, description, parameters, actor = ctx.who.id } = input;
  const { draft } = await findFlow(ctx, flow);
  const id = input.id ?? ctx.newId("tpl");
  const [newest = 0] = await ctx.store.read.templates.versions(ctx.workspace.id, id);
  const version = newest + 1;
  const workspace = namesOfWorkspace(ctx);
  const golden = (await ctx.store.read.golden.list(ctx.workspace.id, flow)).map(asGolden);
  const document = draft.document;
  const made = makeTemplate({ id, version, name, description, parameters, document, golden, workspace });
  if (!made.ok) throw new Refusal("invalid_template", { problems: made.problems });
  const { template, left } = await withHeldGolden(ctx, made, document);
  const at = ctx.clock.now();
  const file = serialiseTemplate(template);
  // What is stored must read back: ids and names of a request are no better than those of a file.
  const back = parseTemplate(file);
  if (!back.ok) throw new Refusal("invalid_template", { problems: back.problems });
  await transact(ctx.store, async (tx) => {
    const record = { id, version, file, mapping: { ...made.mapping }, actor, createdAt: at };
    if (!(await tx.templates.add(ctx.workspace.id, record))) throw new Refusal("template_exists");
    const data = JSON.stringify({ template: id, version, flow, revision: draft.revision, left_out: left });
    await tx.append(ctx.workspace.id, [{ subject: `template:${id}`, at, type: "template_made", actor, data }]);
  });
  return { id, version, golden_left_out: left };
}

const asGolden = ({ createdAt: _, updatedAt: __, ...golden }: GoldenRecord): GoldenOrder => golden;

/** Stand-ins take the place of customers and orders; where that changes what comes of a golden order, it stays at home. */
async function withHeldGolden(
  ctx: Context,
  { template, mapping }: Extract<MakeResult, { ok: true }>,
  document: FlowDocument,
): Promise<{ template: Template; left: string[] }> {
  const stands = new Map(pickableValues(document).map(({ place, value }) => [place, value]));
  const values = Object.fromEntries(
    template.parameters.flatMap((one): [string, ParameterValue][] => {
      const value = one.default === undefined ? stands.get(one.places[0] ?? "") : undefined;
      return value === undefined ? [] : [[one.id, value]];
    }),
  );
  const used = instantiate(template, { brands: [], mapping, values });
  if (!used.ok) return { template: { ...template, golden: [] }, left: template.golden.map(({ name }) => name) };
  const { held, left } = await heldGolden(ctx, used.document, used.golden);
  const ids = new Set(held.map(({ id }) => id));
  return { template: { ...template, golden: template.golden.filter(({ id }) => ids.has(id)) }, left };
}
