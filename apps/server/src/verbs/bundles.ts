import { transact } from "@switchyard/store";
import {
  type Bundle,
  type BundledFlow,
  type Mapping,
  makeTemplate,
  type Parameter,
  type ParameterValue,
  type ParameterValues,
  parseBundle,
  serialiseBundle,
  serialiseTemplate,
  type Template,
} from "@switchyard/templates";
import { Refusal } from "../http/problem.ts";
import type { Context } from "../runtime/context.ts";
import { namesOfWorkspace } from "../templates/stored.ts";
import { findUse, ownChanges } from "../templates/uses.ts";
import { findFlow } from "./get-flow.ts";
import { assertSameContent, importTemplate } from "./import-template.ts";
import { listFlows } from "./list-flows.ts";
import { useTemplate } from "./use-template.ts";

/** Everything that a brand runs of its own (not what runs for all brands), as one file. Throws `invalid_template` where something private is in it. */
export async function exportBundle(ctx: Context, brand: string): Promise<{ name: string; text: string }> {
  const flows: BundledFlow[] = [];
  for (const { id, name, brands } of await listFlows(ctx))
    if (brands.includes(brand)) flows.push({ name, ...(await bundled(ctx, id)) });
  const called = ctx.workspace.whole.brands.find((one) => one.id === brand)?.name ?? brand;
  const bundle: Bundle = { name: { zh: called, en: called }, flows };
  return { name: "brand.bundle.json", text: serialiseBundle(bundle) };
}

/** The template with the brand's values; a flow that the brand changed by hand goes as a template of its own. */
async function bundled(ctx: Context, flow: string): Promise<Omit<BundledFlow, "name">> {
  const use = await ctx.store.read.templates.use(ctx.workspace.id, flow);
  if (use !== null) {
    const found = await findUse(ctx, use.template, flow);
    const { template, mapping } = found.stored;
    if (ownChanges(found) === 0)
      return { template, values: turned(template.parameters, use.values as ParameterValues, mapping) };
  }
  const { draft } = await findFlow(ctx, flow);
  const { name, description = "" } = draft.document;
  const made = makeTemplate({
    ...{ id: "flow", version: 1, name: { zh: name, en: name }, description: { zh: description, en: description } },
    ...{ parameters: [], document: draft.document, golden: [], workspace: namesOfWorkspace(ctx) },
  });
  if (!made.ok) throw new Refusal("invalid_template", { problems: made.problems });
  return { template: { ...made.template, id: `flow_${contentId(made.template)}` }, values: {} };
}

/** The same drawing has the same id, wherever it is exported. */
function contentId(template: Template): string {
  const { checksum } = JSON.parse(serialiseTemplate(template)) as { checksum: string };
  return checksum.slice("sha256:".length, "sha256:".length + 16);
}

/** Destinations and people in the template's own names; what it has no name for is left to its default. */
function turned(parameters: readonly Parameter[], values: ParameterValues, mapping: Mapping): ParameterValues {
  const need = (kind: "destinations" | "people", id: string) =>
    Object.entries(mapping[kind]).find(([, target]) => target === id)?.[0];
  return mapped(parameters, values, need);
}
const inWorkspace = (parameters: readonly Parameter[], values: ParameterValues, mapping: Mapping): ParameterValues =>
  mapped(parameters, values, (kind, id) => (Object.hasOwn(mapping[kind], id) ? mapping[kind][id] : undefined));

function mapped(
  parameters: readonly Parameter[],
  values: ParameterValues,
  find: (kind: "destinations" | "people", id: string) => string | undefined,
): ParameterValues {
  return Object.fromEntries(
    parameters.flatMap(({ id, type }): [string, ParameterValue][] => {
      const value = Object.hasOwn(values, id) ? values[id] : undefined;
      if (value === undefined) return [];
      if (type === "destination" && typeof value === "string") {
        const found = find("destinations", value);
        return found === undefined ? [] : [[id, found]];
      }
      if (type !== "people" || !Array.isArray(value)) return [[id, value]];
      const people = value.flatMap((one) => find("people", one) ?? []);
      return people.length === 0 ? [] : [[id, people]];
    }),
  );
}

export interface ImportBundleInput {
  text: string;
  /** The brand that takes it; by default the one that the file names, which is made where it is not there. */
  brand?: string | undefined;
  actor?: string;
}

/** A draft for each flow of the bundle; what the workspace does not have is made. Throws `invalid_template`; nothing is stored then. */
export async function importBundle(
  ctx: Context,
  { text, brand, actor = ctx.who.id }: ImportBundleInput,
): Promise<{ brand: string; flows: { id: string; name: string }[] }> {
  const read = parseBundle(text);
  if (!read.ok) throw new Refusal("invalid_template", { problems: read.problems });
  for (const { template } of read.bundle.flows) await assertSameContent(ctx, template, serialiseTemplate(template));
  const target = brand ?? read.bundle.name.zh;
  const flows: { id: string; name: string }[] = [];
  for (const { name, template, values } of read.bundle.flows) {
    const { id, version } = await importTemplate(ctx, {
      text: serialiseTemplate(template),
      create_missing: true,
      actor,
    });
    const stored = await ctx.store.read.templates.get(ctx.workspace.id, id, version);
    const mapping = { destinations: {}, people: {}, fields: {}, endpoints: {}, ...stored?.mapping } as Mapping;
    const own = inWorkspace(template.parameters, values, mapping);
    const made = await useTemplate(ctx, id, { name, brands: [target], values: own, version, actor });
    flows.push({ id: made.id, name });
  }
  await transact(ctx.store, (tx) => {
    const data = JSON.stringify({ brand: target, flows: flows.map(({ id }) => id) });
    return Promise.resolve(
      tx.append(ctx.workspace.id, [
        { subject: "workspace", at: ctx.clock.now(), type: "bundle_imported", actor, data },
      ]),
    );
  });
  return { brand: target, flows };
}
