/**
 * A group: a workspace that hands rules to others and sees their totals. This is the one place that reaches from one
 * workspace into another: it counts there, and gives templates, which become drafts; orders it never reads.
 */
import { transact } from "@switchyard/store";
import type { Door } from "../access/door.ts";
import type { Permission } from "../access/permissions.ts";
import { wordsOf } from "../outbox/words/words.ts";
import { PROBLEMS, type ProblemCode, Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";
import { findTemplate } from "../templates/stored.ts";
import { importTemplate } from "./import-template.ts";
import { act } from "./journal-act.ts";
import { setGroupRule } from "./order-flows.ts";
import { useTemplate } from "./use-template.ts";

export interface Named {
  id: string;
  name: string;
}
export interface GroupView {
  /** That this workspace belongs to. */
  group: Named | null;
  /** That belong to this workspace. */
  members: Named[];
  /** That could: whoever asks owns both, and they are in no group. */
  candidates: Named[];
}

export async function readGroup(ctx: Context, door: Door): Promise<GroupView> {
  const { workspaces } = ctx.store.read;
  const { id } = ctx.workspace;
  const group = await workspaces.groupOf(id);
  const members = await workspaces.members(id);
  const candidates: Named[] = [];
  for (const workspace of group === null ? await owned(ctx) : []) {
    const house = workspace === id ? null : door.workspaces.find(workspace);
    if (house !== null && (await isFree(ctx, workspace))) candidates.push(nameOf(house));
  }
  const house = group === null ? null : door.workspaces.find(group);
  return { group: house === null ? null : nameOf(house), members, candidates };
}

const nameOf = ({ workspace: { whole } }: Context): Named => ({ id: whole.id, name: whole.name });
const isFree = async ({ store: { read } }: Context, workspace: string) =>
  (await read.workspaces.groupOf(workspace)) === null && (await read.workspaces.members(workspace)).length === 0;
const owned = async ({ store, who }: Context) =>
  (await store.read.access.memberships(who.id)).flatMap((one) => (one.role === "owner" ? [one.workspace] : []));

/**
 * Whoever adds a workspace owns both, so nobody is put under a group unasked. Throws `workspace_not_found`, and `group_nested` for
 * one that is in a group or is one, or when this one is in a group itself.
 */
export async function joinGroup(ctx: Context, door: Door, member: string): Promise<void> {
  const house = door.workspaces.find(member);
  if (house === null || member === ctx.workspace.id || !(await owned(ctx)).includes(member))
    throw new Refusal("workspace_not_found");
  const group = ctx.workspace.id;
  await setGroup(ctx, { group, member, joins: true }, async () => {
    const isMember = (await ctx.store.read.workspaces.groupOf(group)) !== null;
    if (isMember || !(await isFree(ctx, member))) throw new Refusal("group_nested");
  });
}

/** Taken out by the group, or leaving by itself. Throws `not_in_group`. */
export async function leaveGroup(ctx: Context, member: string): Promise<void> {
  const groupNow = () => ctx.store.read.workspaces.groupOf(member);
  const group = await groupNow();
  if (group === null || ![group, member].includes(ctx.workspace.id)) throw new Refusal("not_in_group");
  await setGroup(ctx, { group, member, joins: false }, async () => {
    if ((await groupNow()) !== group) throw new Refusal("not_in_group");
  });
}

/** `check` throws what stands against it: in the transaction, where nobody changes what it reads. */
async function setGroup(
  ctx: Context,
  { group, member, joins }: { group: string; member: string; joins: boolean },
  check: () => Promise<void>,
): Promise<void> {
  const entry = act(ctx, joins ? "group_joined" : "group_left", { group, member });
  await transact(ctx.store, async (tx) => {
    await check();
    await tx.workspaces.setGroup(member, joins ? group : null);
    for (const workspace of [group, member]) await tx.append(workspace, [entry]);
  });
}

export interface MemberTotals extends Named {
  orders: number;
  /** Taken in on the last seven days, the newest one first. */
  days: { day: string; accepted: number }[];
  undecided: number;
  parked: number;
  quarantined: number;
  open_alerts: number;
  live_flows: number;
}

const DAYS = 7;
const DAY_MS = 86_400_000;

/** Numbers of each member; never an order, a customer or a text of theirs. */
export async function groupTotals(ctx: Context): Promise<{ items: MemberTotals[] }> {
  const { read } = ctx.store;
  const from = new Date(ctx.clock.now() - (DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  const items: MemberTotals[] = [];
  for (const { id, name } of await read.workspaces.members(ctx.workspace.id)) {
    const accepted = new Map<string, number>();
    for (const count of await read.intake.counts(id, { from }))
      accepted.set(count.day, (accepted.get(count.day) ?? 0) + count.accepted);
    items.push({
      ...{ id, name, orders: await read.orders.count(id), ...(await read.orders.notDecided(id)) },
      days: [...accepted].map(([day, taken]) => ({ day, accepted: taken })).sort((a, b) => (a.day < b.day ? 1 : -1)),
      quarantined: await read.intake.open(id),
      open_alerts: await read.inbox.open(id),
      live_flows: (await read.flows.list(id, ctx.clock.now())).filter(({ liveVersion }) => liveVersion !== null).length,
    });
  }
  return { items };
}

export interface GroupRelease {
  template: string;
  version?: number | undefined;
  /** By default all. */
  members?: string[] | undefined;
  /** As what the draft stands in the member's order of flows. */
  rule: "fixed" | "default" | null;
}
export interface Handed extends Named {
  /**
   * `drafted`: a flow that waits for the member to publish it. `upgrade`: flows made from an earlier release can take it.
   * `stored`: it lies in their library, and asks for what is named in `problem`. `refused`: it does not fit.
   */
  result: "drafted" | "upgrade" | "stored" | "refused";
  flow: string | null;
  problem: { code: string; message: { zh: string; en: string } } | null;
}

/** What a group may do in a member: nothing but hand in drafts. Making destinations there is the member's own. */
const HANDS: ReadonlySet<Permission> = new Set(["flows.read", "flows.edit"] as const);

/** A template's release to members, as drafts: nothing of a member's runs by it until they publish. Throws `template_not_found`. */
export async function handOut(ctx: Context, door: Door, release: GroupRelease): Promise<{ items: Handed[] }> {
  const { record, template } = await findTemplate(ctx, release.template, release.version);
  const members = await ctx.store.read.workspaces.members(ctx.workspace.id);
  const chosen = members.filter(({ id }) => release.members === undefined || release.members.includes(id));
  const items: Handed[] = [];
  for (const { id } of chosen) {
    const house = door.workspaces.find(id);
    if (house === null) continue;
    const there: Context = { ...house, who: { ...ctx.who, workspace: id, role: null, permissions: HANDS } };
    const handed = await handTo(there, { id: record.id, file: record.file, rule: release.rule });
    const { result } = handed;
    if (result !== "refused")
      await tellMember(there, { ...handed, result, title: template.name, by: ctx.workspace.id });
    items.push({ ...nameOf(house), ...handed });
  }
  const told = items.map(({ id, result }) => ({ member: id, result }));
  await transact(ctx.store, async (tx) => {
    const data = { template: record.id, version: record.version, rule: release.rule, members: told };
    await tx.append(ctx.workspace.id, [act(ctx, "group_rule_handed_out", data, `template:${record.id}`)]);
  });
  return { items };
}

async function handTo(
  there: Context,
  { id, file, rule }: { id: string; file: string; rule: GroupRelease["rule"] },
): Promise<Omit<Handed, keyof Named>> {
  try {
    await importTemplate(there, { text: file });
  } catch (cause) {
    return { result: "refused", flow: null, problem: problemOf(cause) };
  }
  if ((await there.store.read.templates.uses(there.workspace.id, id)).length > 0)
    return { result: "upgrade", flow: null, problem: null };
  try {
    const flow = await useTemplate(there, id, { brands: [], values: {} });
    if (rule !== null) await setGroupRule(there, flow.id, rule);
    return { result: "drafted", flow: flow.id, problem: null };
  } catch (cause) {
    return { result: "stored", flow: null, problem: problemOf(cause) };
  }
}

function problemOf(cause: unknown): NonNullable<Handed["problem"]> {
  if (!(cause instanceof Refusal)) throw cause;
  const [first] = cause.details.problems ?? [];
  const code: ProblemCode = cause.code;
  return first === undefined ? { code, message: PROBLEMS[code].title } : { code: first.code, message: first.message };
}

async function tellMember(
  there: Context,
  about: {
    result: Exclude<Handed["result"], "refused">;
    flow: string | null;
    title: { zh: string; en: string };
    by: string;
  },
): Promise<void> {
  const { flow, title, by, result } = about;
  const at = there.clock.now();
  const words = wordsOf(there.workspace.settings);
  await transact(there.store, async (tx) => {
    await tx.append(there.workspace.id, [act(there, "group_rule_received", { group: by, flow, result })]);
    await tx.inbox.put(there.workspace.id, [
      {
        ...{ id: there.newId("msg"), at, kind: "group_rule", level: 1, order: null, flow, people: [], members: [] },
        title: words.titles.group_rule(words.text(title)),
        said: { code: "group_rule", values: { zh: title.zh, en: title.en } },
        lines: [{ label: words.labels[`rule_${result}`], value: "", code: `rule_${result}` }],
        ...{ acknowledgedAt: null, acknowledgedBy: null },
      },
    ]);
  });
  there.events.publish({ type: "inbox" });
}
