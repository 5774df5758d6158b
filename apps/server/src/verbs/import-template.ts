import { type GroupTx, transact } from "@switchyard/store";
import {
  type Mapping,
  type NeedKind,
  parseTemplate,
  referencesOf,
  serialiseTemplate,
  suggestMapping,
  type Template,
  unmappedNeeds,
} from "@switchyard/templates";
import { Refusal } from "../refusal/refusal.ts";
import { type Context, viewOf } from "../runtime/context.ts";
import { mappingOf, namesOfWorkspace } from "../templates/stored.ts";
import { type TemplateView, templateView } from "../templates/views.ts";
import { useWorkspace, type WorkspaceChange, writeWorkspace } from "./change-workspace.ts";

/** A file, or one of those that are shipped. */
export interface TemplateSource {
  text?: string | undefined;
  library?: string | undefined;
}
export type GivenMapping = { [K in NeedKind]?: Record<string, string> | undefined };
export interface ImportInput extends TemplateSource {
  /** What is left out is looked for by name. */
  mapping?: GivenMapping | undefined;
  /** Makes what the workspace does not have: destinations, people, fields. */
  create_missing?: boolean | undefined;
  actor?: string;
}

/** Looks at a file and stores nothing. Throws `invalid_template` with what is wrong, or `template_not_found`. */
export async function checkTemplateFile(ctx: Context, source: TemplateSource): Promise<TemplateView> {
  const template = readSource(ctx, source);
  return templateView({ template, mapping: await foundMapping(ctx, template) });
}

/** As the release that is here already is mapped, because flows run by it; what is open is looked for by name. */
export async function foundMapping(ctx: Context, template: Template): Promise<Mapping> {
  const there = await ctx.store.read.templates.get(ctx.workspace.id, template.id, template.version);
  const suggested = suggestMapping(template, namesOfWorkspace(ctx));
  return there === null ? suggested : mergedMapping(suggested, mappingOf(there.mapping));
}

/**
 * Takes a template into the workspace, mapped to what is there. Nothing runs by it until a flow made from it is published.
 * Throws `invalid_template` (with `/mapping/…` for needs that stay open) or `template_exists`.
 */
export async function importTemplate(ctx: Context, input: ImportInput): Promise<{ id: string; version: number }> {
  const template = readSource(ctx, input);
  const taken = await takenTemplate(ctx, template, input);
  const written = await transact(ctx.store, async (tx) => {
    const changed = await writeWorkspace(ctx, tx, taken.changes);
    await taken.write(tx);
    return changed;
  });
  await useWorkspace(ctx, written);
  const { id, version } = template;
  return { id, version };
}

/** The workspace as it will be; nothing but what is planned may be told of it. */
export function withChanges(ctx: Context, changes: readonly WorkspaceChange[]): Context {
  if (changes.length === 0) return ctx;
  const whole = changes.reduce((before, { change }) => change(before), ctx.workspace.whole);
  return { ...ctx, workspace: viewOf(whole) };
}

/** What taking a template in means. */
export interface TakenTemplate {
  template: Template;
  mapping: Mapping;
  /** To the workspace, where it makes what is missing: written in the same transaction. */
  changes: WorkspaceChange[];
  write(tx: GroupTx): Promise<void>;
}

/** Looks at everything and stores nothing. Throws what `importTemplate` throws. */
export async function takenTemplate(
  ctx: Context,
  template: Template,
  { mapping: given = {}, create_missing = false, actor = ctx.who.id }: Omit<ImportInput, keyof TemplateSource>,
): Promise<TakenTemplate> {
  const file = serialiseTemplate(template);
  await assertSameContent(ctx, template, file);
  const wanted = mergedMapping(await foundMapping(ctx, template), given);
  const made = create_missing ? makeMissing(ctx, template, wanted, actor) : null;
  const mapping = made?.mapping ?? wanted;
  const changes = made === null ? [] : [made.change];
  assertMapped(withChanges(ctx, changes), template, mapping);
  const { id, version } = template;
  return {
    ...{ template, mapping, changes },
    async write(tx) {
      const at = ctx.clock.now();
      const record = { id, version, file, mapping: { ...mapping }, actor, createdAt: at };
      if (!(await tx.templates.add(ctx.workspace.id, record)))
        await tx.templates.setMapping(ctx.workspace.id, { template: id, version, mapping: { ...mapping } });
      const data = JSON.stringify({ template: id, version, mapping });
      await tx.append(ctx.workspace.id, [{ subject: `template:${id}`, at, type: "template_imported", actor, data }]);
    },
  };
}

/** A release that is there already must say the same. Throws `template_exists`. */
async function assertSameContent(ctx: Context, { id, version }: Template, file: string): Promise<void> {
  const there = await ctx.store.read.templates.get(ctx.workspace.id, id, version);
  if (there !== null && there.file !== file) throw new Refusal("template_exists");
}

function readSource(ctx: Context, { text, library }: TemplateSource): Template {
  if (library !== undefined) {
    const entry = ctx.library.get(library);
    if (entry === null) throw new Refusal("template_not_found");
    return entry.template;
  }
  const read = parseTemplate(text ?? "");
  if (!read.ok) throw new Refusal("invalid_template", { problems: read.problems });
  return read.template;
}

const KINDS: NeedKind[] = ["fields", "destinations", "people", "endpoints"];
const mergedMapping = (found: Mapping, given: GivenMapping): Mapping =>
  Object.fromEntries(KINDS.map((kind) => [kind, { ...found[kind], ...given[kind] }])) as unknown as Mapping;

/** Needs that are open, and targets that the workspace does not have. Throws `invalid_template`. */
function assertMapped(ctx: Context, template: Template, mapping: Mapping): void {
  const open = unmappedNeeds(template, mapping);
  const { destinations, people, fields } = namesOfWorkspace(ctx);
  const has = {
    destinations: new Set(destinations.map(({ id }) => id)),
    people: new Set(people.flatMap(({ id, name, role }) => [id, name, role])),
    fields: new Set(fields.map(({ name }) => name)),
  };
  const unknown = (["destinations", "people", "fields"] as const).flatMap((kind) =>
    Object.entries(mapping[kind]).flatMap(([need, target]) =>
      target === "" || has[kind].has(target)
        ? []
        : [
            {
              pointer: `/mapping/${kind}/${need}`,
              code: "unknown_target",
              message: { zh: `本工作区没有 ${target}，请另选`, en: `This workspace has no ${target}; choose another` },
            },
          ],
    ),
  );
  const problems = [...open, ...unknown];
  if (problems.length > 0) throw new Refusal("invalid_template", { problems });
}

/** Names tell people and places apart, in settings and in sentences. */
function freeName(name: string, taken: readonly { name: string }[]): string {
  for (let n = 1; ; n += 1) {
    const tried = n === 1 ? name : `${name} ${n}`;
    if (!taken.some((one) => one.name === tried)) return tried;
  }
}

/**
 * Destinations, people and fields that the drawing uses and nothing is mapped to, as a change of the workspace; null: there are
 * none. They keep the template's own ids where those are free.
 */
function makeMissing(
  ctx: Context,
  template: Template,
  mapping: Mapping,
  actor: string,
): { change: WorkspaceChange; mapping: Mapping } | null {
  const used = new Set(referencesOf(template.document).map(({ kind, id }) => `${kind} ${id}`));
  const isOpen = (kind: NeedKind, id: string) => used.has(`${kind} ${id}`) && (mapping[kind][id] ?? "") === "";
  const { destinations, people, fields } = template.needs;
  const open = {
    destinations: destinations.filter(({ id }) => isOpen("destinations", id)),
    people: people.filter(({ id }) => isOpen("people", id)),
    fields: fields.filter(({ name }) => isOpen("fields", name)),
  };
  if (open.destinations.length + open.people.length + open.fields.length === 0) return null;
  if (!ctx.who.permissions.has("workspace.manage")) throw new Refusal("not_allowed");
  const whole = ctx.workspace.whole;
  const free = (id: string, taken: readonly { id: string }[], prefix: string) =>
    taken.some((one) => one.id === id) ? ctx.newId(prefix) : id;
  const made = {
    destinations: open.destinations.map((one) => ({
      need: one.id,
      id: free(one.id, whole.destinations, "dest"),
      name: freeName(one.name.zh, whole.destinations),
      kind: one.kind,
    })),
    people: open.people.map((one) => ({
      need: one.id,
      id: free(one.id, whole.people, "person"),
      name: freeName(one.name.zh, whole.people),
      role: one.role,
    })),
  };
  const change: WorkspaceChange = {
    change: (before) => ({
      ...before,
      destinations: [...before.destinations, ...made.destinations.map(({ need: _, ...one }) => one)],
      people: [...before.people, ...made.people.map(({ need: _, ...one }) => one)],
      settings: { ...before.settings, customFields: [...before.settings.customFields, ...open.fields] },
    }),
    ...{ actor, about: { template: template.id, ...made, fields: open.fields.map(({ name }) => name) } },
  };
  const idsOf = (list: readonly { need: string; id: string }[]) =>
    Object.fromEntries(list.map(({ need, id }) => [need, id]));
  const mapped = {
    ...mapping,
    destinations: { ...mapping.destinations, ...idsOf(made.destinations) },
    people: { ...mapping.people, ...idsOf(made.people) },
    fields: { ...mapping.fields, ...Object.fromEntries(open.fields.map(({ name }) => [name, name])) },
  };
  return { change, mapping: mapped };
}
