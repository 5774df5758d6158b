import { brandNamed, type Problem } from "@switchyard/orders";
import { type Brand, transact } from "@switchyard/store";
import {
  type Bundle,
  type BundledFlow,
  instantiate,
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
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { namesOfWorkspace } from "../templates/stored.ts";
import { findUse, ownChanges } from "../templates/uses.ts";
import { type BundleView, templateView } from "../templates/views.ts";
import { useWorkspace, type WorkspaceChange, writeWorkspace } from "./change-workspace.ts";
import { writeFlow } from "./create-flow.ts";
import { findFlow } from "./get-flow.ts";
import { foundMapping, type GivenMapping, type TakenTemplate, takenTemplate, withChanges } from "./import-template.ts";
import { listFlows } from "./list-flows.ts";
import { flowOf } from "./use-template.ts";

/** Everything that a brand runs of its own (not what runs for all brands), as one file. Throws `invalid_template` where something private is in it. */
export async function exportBundle(ctx: Context, brand: string): Promise<{ name: string; text: string }> {
  const { id: brandId, name: called } = brandNamed(ctx.workspace.settings.brands, brand) ?? { id: brand, name: brand };
  const flows: BundledFlow[] = [];
  const problems: Problem[] = [];
  for (const { id, name, brands } of await listFlows(ctx)) {
    if (!brands.includes(brandId)) continue;
    const one = await bundled(ctx, id);
    if (one.ok) flows.push({ name, ...one.flow });
    else problems.push(...one.problems.map((each) => ofFlow(name, each)));
  }
  if (problems.length > 0) throw new Refusal("invalid_template", { problems });
  const bundle: Bundle = { name: { zh: called, en: called }, flows };
  return { name: `${safeName(brandId)}.bundle.json`, text: serialiseBundle(bundle) };
}
/** Of a file, in the header of an answer. */
const safeName = (brand: string): string => (/^[A-Za-z0-9_-]+$/.test(brand) ? brand : "brand");

const ofFlow = (name: string, { message: { zh, en }, ...rest }: Problem): Problem => ({
  ...rest,
  message: { zh: `流程“${name}”:${zh}`, en: `Flow “${name}”: ${en}` },
});

type Bundled = { ok: true; flow: Omit<BundledFlow, "name"> } | { ok: false; problems: Problem[] };

/** The template with the brand's values; a flow that the brand changed by hand goes as a template of its own. */
async function bundled(ctx: Context, flow: string): Promise<Bundled> {
  const use = await ctx.store.read.templates.use(ctx.workspace.id, flow);
  if (use !== null) {
    const found = await findUse(ctx, use.template, flow);
    const { template, mapping } = found.stored;
    if (ownChanges(found) === 0)
      return {
        ok: true,
        flow: { template, values: turned(template.parameters, use.values as ParameterValues, mapping) },
      };
  }
  const { draft } = await findFlow(ctx, flow);
  const { name, description = "" } = draft.document;
  const made = makeTemplate({
    ...{ id: "flow", version: 1, name: { zh: name, en: name }, description: { zh: description, en: description } },
    ...{ parameters: [], document: draft.document, golden: [], workspace: namesOfWorkspace(ctx) },
  });
  if (!made.ok) return made;
  return { ok: true, flow: { template: { ...made.template, id: `flow_${contentId(made.template)}` }, values: {} } };
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

/** Looks at a bundle and stores nothing. Throws `invalid_template` with what is wrong. */
export async function checkBundle(ctx: Context, text: string): Promise<BundleView> {
  const { name, flows } = readBundle(text);
  const views: BundleView["flows"] = [];
  for (const { name: called, template, values } of flows) {
    const view = templateView({ template: withValues(template, values), mapping: await foundMapping(ctx, template) });
    const said = template.parameters.flatMap((parameter) => {
      const value = values[parameter.id];
      return value === undefined ? [] : [{ parameter, value }];
    });
    views.push({ name: called, template: view, values: said });
  }
  return { name, brand: brandNamed(ctx.workspace.settings.brands, name.zh)?.id ?? null, flows: views };
}

function readBundle(text: string): Bundle {
  const read = parseBundle(text);
  if (!read.ok) throw new Refusal("invalid_template", { problems: read.problems });
  return read.bundle;
}

/** The template as it stands with the values, in its own names. Throws `invalid_template` where they do not fit. */
function withValues(template: Template, values: ParameterValues): Template {
  const made = instantiate(template, { brands: [], mapping: inOwnNames(template), values });
  if (!made.ok) throw new Refusal("invalid_template", { problems: made.problems });
  return { ...template, document: made.document };
}

const inOwnNames = ({ needs }: Template): Mapping => {
  const same = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, id]));
  return {
    fields: same(needs.fields.map(({ name }) => name)),
    destinations: same(needs.destinations.map(({ id }) => id)),
    people: same(needs.people.map(({ id }) => id)),
    endpoints: same(needs.endpoints.map(({ id }) => id)),
  };
};

export interface ImportBundleInput {
  text: string;
  /** The brand that takes it, by id or name; by default the one that the file names. It is made where it is not there. */
  brand?: string | undefined;
  /** By template; what is left out is looked for by name. */
  mapping?: Record<string, GivenMapping> | undefined;
  /** Makes what the workspace does not have: destinations, people, fields. By default it does. */
  create_missing?: boolean | undefined;
  actor?: string;
}

/**
 * A draft for each flow of the bundle, in one transaction with all that they need. Throws `invalid_template`, `template_exists` or
 * `not_allowed`.
 */
export async function importBundle(
  ctx: Context,
  input: ImportBundleInput,
): Promise<{ brand: string; flows: { id: string; name: string; golden_left_out: string[] }[] }> {
  const actor = input.actor ?? ctx.who.id;
  const { brand, changes, templates, flows } = await planned(ctx, readBundle(input.text), { ...input, actor });
  const { made, written } = await transact(ctx.store, async (tx) => {
    const changed = await writeWorkspace(ctx, tx, changes);
    for (const { write } of templates) await write(tx);
    const drafts = [];
    for (const { create, left } of flows) drafts.push({ ...(await writeFlow(ctx, tx, create)), golden_left_out: left });
    const data = JSON.stringify({ brand: brand.id, flows: drafts.map(({ id }) => id) });
    const entry = { subject: "workspace", at: ctx.clock.now(), type: "bundle_imported", actor, data };
    await tx.append(ctx.workspace.id, [entry]);
    return { made: drafts, written: changed };
  });
  await useWorkspace(ctx, written);
  return { brand: brand.name, flows: made.map(({ id, name, golden_left_out }) => ({ id, name, golden_left_out })) };
}

/** All that a bundle is to become, looked at in the workspace as it will be. Stores nothing. */
async function planned(
  ctx: Context,
  bundle: Bundle,
  { brand: wanted, mapping = {}, create_missing = true, actor }: ImportBundleInput & { actor: string },
) {
  const word = wanted ?? bundle.name.zh;
  const known = brandNamed(ctx.workspace.settings.brands, word);
  const brand: Brand = known ?? { id: ctx.newId("brand"), name: word };
  const changes = known === undefined ? [newBrand(ctx, brand, actor)] : [];
  const templates = new Map<string, TakenTemplate>();
  const flows: Awaited<ReturnType<typeof flowOf>>[] = [];
  for (const { name, template, values } of bundle.flows) {
    withValues(template, values);
    const release = `${template.id} ${template.version}`;
    const before = templates.get(release);
    if (before !== undefined && serialiseTemplate(before.template) !== serialiseTemplate(template))
      throw new Refusal("template_exists");
    const given = { mapping: mapping[template.id], create_missing, actor };
    const taken = before ?? (await takenTemplate(withChanges(ctx, changes), template, given));
    if (before === undefined) changes.push(...taken.changes);
    templates.set(release, taken);
    const own = inWorkspace(template.parameters, values, taken.mapping);
    flows.push(await flowOf(withChanges(ctx, changes), taken, { name, brands: [brand.id], values: own, actor }));
  }
  return { brand, changes, templates: [...templates.values()], flows };
}

function newBrand({ who }: Context, brand: Brand, actor: string): WorkspaceChange {
  if (!who.permissions.has("workspace.manage")) throw new Refusal("not_allowed");
  return {
    change: (before) => ({ ...before, brands: [...before.brands, brand] }),
    ...{ actor, about: { bundle: brand.name } },
  };
}
