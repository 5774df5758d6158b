import { validateFlow } from "@switchyard/flow";
import {
  DEFAULT_STATE_MACHINE,
  type Problem,
  pointerTo,
  settingsProblems,
  type WorkspaceSettings,
} from "@switchyard/orders";
import type { Workspace } from "@switchyard/store";
import { ROLE_PERMISSIONS } from "../access/permissions.ts";
import type { WorkspaceChange } from "../http/schemas/workspace.ts";
import { Refusal } from "../refusal/refusal.ts";
import { type Context, viewOf, type WorkspaceView } from "../runtime/context.ts";
import { changeWorkspace } from "./change-workspace.ts";
import { flowContext } from "./compile-version.ts";
import { getWorkspace, type WorkspaceDetail } from "./get-workspace.ts";
import { type PublishedDocument, publishedFlows } from "./published-flows.ts";

/** Throws `stale_settings`, `settings_in_use` with the flows, `invalid_settings`, or `one_publisher`. */
export async function patchWorkspace(ctx: Context, change: WorkspaceChange): Promise<WorkspaceDetail> {
  const before = ctx.workspace.whole;
  const next = changed(before, change);
  const view = viewOf(next);
  const problems = [...settingsProblems(view.settings), ...listProblems(next), ...nobodyKnows(next)];
  if (problems.length > 0) throw new Refusal("invalid_settings", { problems });
  if (next.fourEyes === true && before.fourEyes !== true) await assertTwoPublishers(ctx);
  const used = stillUsed(await publishedFlows(ctx), { before: ctx.workspace, after: view });
  if (used.length > 0) throw new Refusal("settings_in_use", { problems: used });
  await changeWorkspace(ctx, () => next, { actor: ctx.who.id, revision: change.revision });
  ctx.log.info("settings changed", { count: Object.keys(change).length - 1 });
  return getWorkspace(ctx);
}

function changed({ fourEyes: twoNow = false, ...before }: Workspace, change: WorkspaceChange): Workspace {
  const {
    name,
    zone,
    language,
    currency,
    calendar,
    custom_fields,
    same_po,
    customer_page,
    quiet_hours,
    states,
    brands,
    destinations,
    people,
  } = change;
  const { four_eyes: fourEyes = twoNow } = change;
  const { states: known, ...others } = before.settings;
  const machine = states === undefined ? known : (states ?? undefined);
  // Schemas say `| undefined` where types say absent.
  const settings = clean({
    ...others,
    ...(machine === undefined ? {} : { states: machine }),
    ...(zone === undefined ? {} : { zone }),
    ...(language === undefined ? {} : { language }),
    ...(currency === undefined ? {} : { currency }),
    ...(calendar === undefined ? {} : { calendar }),
    ...(same_po === undefined ? {} : { samePo: same_po }),
    ...(customer_page === undefined ? {} : { customerPage: customer_page }),
    ...(quiet_hours === undefined ? {} : { quietHours: quiet_hours }),
    ...(custom_fields === undefined ? {} : { customFields: custom_fields }),
  }) as WorkspaceSettings;
  return {
    ...before,
    name: name ?? before.name,
    settings,
    brands: clean(brands ?? before.brands) as Workspace["brands"],
    destinations: clean(destinations ?? before.destinations) as Workspace["destinations"],
    people: clean(people ?? before.people) as Workspace["people"],
    ...(fourEyes ? { fourEyes } : {}),
  };
}
const clean = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Asking for a second person where there is none would lock publishing. */
async function assertTwoPublishers(ctx: Context): Promise<void> {
  const members = await ctx.store.read.access.members(ctx.workspace.id);
  const may = members.filter(({ role }) => ROLE_PERMISSIONS[role].has("flows.publish"));
  if (may.length < 2) throw new Refusal("one_publisher");
}

/** Each id once, each name once: messages and sentences find people and places by either. */
function listProblems(workspace: Workspace): Problem[] {
  const problems: Problem[] = [];
  for (const list of ["brands", "destinations", "people"] as const) {
    const ids = new Set<string>();
    const names = new Set<string>();
    workspace[list].forEach(({ id, name }, index) => {
      const at = pointerTo(pointerTo(`/${list}`, index), ids.has(id) ? "id" : "name");
      if (ids.has(id) || names.has(name)) {
        const message = { zh: `重复：${ids.has(id) ? id : name}`, en: `${ids.has(id) ? id : name} is there twice` };
        problems.push({ pointer: at, code: "duplicate", message });
      }
      ids.add(id);
      names.add(name);
    });
  }
  return problems;
}

/** Brands that fields and destinations are for, and people of approval chains, are those of the workspace. */
function nobodyKnows({ settings, brands, destinations, people }: Workspace): Problem[] {
  const missing = (
    pointer: string,
    ids: readonly string[] = [],
    [known, zh, en]: [readonly { id: string }[], string, string],
  ): Problem[] =>
    ids
      .filter((id) => !known.some((one) => one.id === id))
      .map((id) => ({
        ...{ pointer, code: "unknown" },
        message: { zh: `${zh} ${id}，但它不存在`, en: `${en} ${id}, which does not exist` },
      }));
  return [
    ...settings.customFields.flatMap(({ name, label, brands: of }, n) =>
      missing(`/custom_fields/${n}/brands`, of, [
        brands,
        `字段“${label.zh || name}”限定品牌`,
        `Field “${label.en || name}” is for brand`,
      ]),
    ),
    ...destinations.flatMap(({ name, brands: of }, n) =>
      missing(`/destinations/${n}/brands`, of, [brands, `去向“${name}”限定品牌`, `Destination “${name}” is for brand`]),
    ),
    ...missing("/customer_page/keyStates", settings.customerPage?.keyStates, [
      (settings.states ?? DEFAULT_STATE_MACHINE).states,
      "客户页的关键节点里有状态",
      "The key states of the customers’ page have",
    ]),
    ...brands.flatMap(({ name, contacts }, n) =>
      missing(`/brands/${n}/contacts`, contacts, [
        people,
        `品牌“${name}”的联系人里有人员`,
        `The contacts of “${name}” have`,
      ]),
    ),
    ...brands.flatMap(({ name, approvers = [] }, n) =>
      approvers.flatMap((level, at) =>
        missing(`/brands/${n}/approvers/${at}`, level, [
          people,
          `品牌“${name}”的审批链里有人员`,
          `The approval chain of “${name}” has`,
        ]),
      ),
    ),
  ];
}

/** Published flows of brands that go, and errors that published drawings would have from now on. */
function stillUsed(
  flows: readonly PublishedDocument[],
  { before, after }: { before: WorkspaceView; after: WorkspaceView },
): Problem[] {
  const documents = Object.fromEntries(flows.map(({ id, document }) => [id, document]));
  const gone = before.whole.brands.filter(({ id }) => !after.whole.brands.some((one) => one.id === id));
  const orphans = flows.flatMap(({ document }) =>
    gone
      .filter(({ id }) => document.brands.includes(id))
      .map(({ name }) => ({
        pointer: "/brands",
        code: "brand_in_use",
        message: {
          zh: `流程“${document.name}”适用于品牌“${name}”`,
          en: `Flow “${document.name}” is for brand “${name}”`,
        },
      })),
  );
  const broken = flows.flatMap(({ id, document }) => {
    const errors = (view: WorkspaceView) =>
      validateFlow(document, { ...flowContext(view), flow: id, flows: documents }).filter(
        ({ severity }) => severity === "error",
      );
    const known = new Set(errors(before).map((finding) => JSON.stringify(finding)));
    return errors(after)
      .filter((finding) => !known.has(JSON.stringify(finding)))
      .map(({ code, message: { zh, en } }) => ({
        pointer: "",
        code,
        message: { zh: `流程“${document.name}”：${zh}`, en: `Flow “${document.name}”: ${en}` },
      }));
  });
  return [...orphans, ...broken];
}
