/** Reports that are made by themselves: when and for whom, the ones that were made, and what became of their messages. */
import type { Problem } from "@switchyard/orders";
import type { DeliveryRecord, KeptReport, ListedReport, Page, PageRequest, ReportSchedule } from "@switchyard/store";
import { partsOf } from "../figures/order-judge.ts";
import { Refusal } from "../refusal/refusal.ts";
import type { ReportBody } from "../reports/count-report.ts";
import { sendReport } from "../reports/send-report.ts";
import { turnAfter } from "../reports/turns.ts";
import type { Context } from "../runtime/context.ts";
import { changeWorkspace } from "./change-workspace.ts";
import { actorNames } from "./journal-act.ts";

export type ScheduleInput = Omit<ReportSchedule, "id" | "since">;
export interface ReportSent {
  delivered: number;
  waiting: number;
  dead: number;
  /** Why the newest of the dead ones did not arrive. */
  reason: { zh: string; en: string } | null;
}
export interface ReportListed {
  id: string;
  schedule: string;
  name: string;
  due: number;
  at: number;
  /** Null: its turn had come. */
  made_by: string | null;
  sent: ReportSent;
}
export interface ScheduleView extends ScheduleInput {
  id: string;
  /** Null: it is turned off. */
  next_at: number | null;
  last: ReportListed | null;
}

const MOST_SCHEDULES = 20;
/** They send to people's own addresses, and to nobody where no person is named. */
const NEEDS_PEOPLE = new Set(["email", "aliyun_sms", "wecom_app"]);

const schedulesOf = ({ workspace }: Context): readonly ReportSchedule[] => workspace.whole.reportSchedules ?? [];

export async function listSchedules(ctx: Context): Promise<{ items: ScheduleView[] }> {
  const { workspace, clock, store } = ctx;
  const newest = await Promise.all(schedulesOf(ctx).map(({ id }) => store.read.reports.newest(workspace.id, id)));
  const listed = new Map(
    (
      await withOutcomes(
        ctx,
        newest.flatMap((one) => one ?? []),
      )
    ).map((one) => [one.schedule, one]),
  );
  return {
    items: schedulesOf(ctx).map(({ since: _, ...schedule }) => ({
      ...schedule,
      next_at: schedule.enabled ? turnAfter(schedule, clock.now(), workspace.settings.zone) : null,
      last: listed.get(schedule.id) ?? null,
    })),
  };
}

/** Adds a schedule, or replaces the one of this id. Throws `invalid_report`, `too_many_reports`. */
export async function putSchedule(ctx: Context, id: string, input: ScheduleInput): Promise<void> {
  const problems = await problemsOf(ctx, input);
  if (problems.length > 0) throw new Refusal("invalid_report", { problems });
  const since = ctx.clock.now();
  await changeSchedules(ctx, (all) => {
    const known = all.find((one) => one.id === id);
    if (known === undefined && all.length >= MOST_SCHEDULES) throw new Refusal("too_many_reports");
    // Another name or receiver moves no turn; what begins anew does not make up for turns that have passed.
    const sameTurns = known?.enabled && turnsText(known) === turnsText(input);
    const next: ReportSchedule = { ...input, id, since: sameTurns ? known.since : since };
    return known === undefined ? [...all, next] : all.map((one) => (one.id === id ? next : one));
  });
}

const turnsText = ({ covers, weekday, minute }: Pick<ReportSchedule, "covers" | "weekday" | "minute">) =>
  JSON.stringify([covers, weekday, minute]);

/** Reports that were made stay. Throws `report_not_found`. */
export async function removeSchedule(ctx: Context, id: string): Promise<void> {
  find(ctx, id);
  await changeSchedules(ctx, (all) => all.filter((one) => one.id !== id));
}

/** Now, whether it is turned on or not; its turns stay where they are. Throws `report_not_found`. */
export async function sendNow(ctx: Context, id: string, signal?: AbortSignal): Promise<ReportListed> {
  const { body: _, ...report } = await sendReport(ctx, find(ctx, id), {
    due: ctx.clock.now(),
    by: ctx.who.id,
    signal,
  });
  const [listed] = await withOutcomes(ctx, [report]);
  if (listed === undefined) throw new Error("a report that was made is not listed");
  return listed;
}

function find(ctx: Context, id: string): ReportSchedule {
  const found = schedulesOf(ctx).find((one) => one.id === id);
  if (found === undefined) throw new Refusal("report_not_found");
  return found;
}

/** Newest first. */
export async function listReports(ctx: Context, page: PageRequest): Promise<Page<ReportListed>> {
  const { items, nextCursor } = await ctx.store.read.reports.list(ctx.workspace.id, page);
  return { items: await withOutcomes(ctx, items), nextCursor };
}

/** As it was made. Throws `report_not_found`. */
export async function getReport(ctx: Context, id: string): Promise<ReportListed & { body: ReportBody }> {
  const found = await ctx.store.read.reports.get(ctx.workspace.id, id);
  if (found === null) throw new Refusal("report_not_found");
  const { body, ...report } = found;
  const [listed] = await withOutcomes(ctx, [report]);
  if (listed === undefined) throw new Error("a report that is kept is not listed");
  return { ...listed, body: bodyOf({ body }) };
}

/** Nothing but `sendReport` writes reports. */
const bodyOf = ({ body }: Pick<KeptReport, "body">) => body as ReportBody;

async function withOutcomes(ctx: Context, reports: readonly ListedReport[]): Promise<ReportListed[]> {
  const all = reports.flatMap(({ messages }) => messages);
  const rows = all.length === 0 ? [] : await ctx.store.read.deliveries.ofMessages(ctx.workspace.id, all);
  const names = await actorNames(ctx);
  return reports.map(({ id, schedule, name, due, at, madeBy, messages }) => ({
    ...{ id, schedule, name, due, at, made_by: madeBy === null ? null : (names.get(madeBy) ?? madeBy) },
    sent: sentOf(rows.filter(({ messageId }) => messages.includes(messageId))),
  }));
}

/** One that was passed on to another channel is told by that one. */
function sentOf(rows: readonly DeliveryRecord[]): ReportSent {
  const count = (...statuses: DeliveryRecord["status"][]) =>
    rows.filter(({ status }) => statuses.includes(status)).length;
  const dead = rows
    .filter(({ status }) => status === "dead" || status === "unaddressed")
    .sort((a, b) => (b.doneAt ?? 0) - (a.doneAt ?? 0));
  return {
    delivered: count("delivered"),
    waiting: count("waiting", "merged"),
    dead: dead.length,
    reason: dead[0]?.reason ?? null,
  };
}

async function changeSchedules(
  ctx: Context,
  change: (all: readonly ReportSchedule[]) => ReportSchedule[],
): Promise<void> {
  await changeWorkspace(ctx, (whole) => ({ ...whole, reportSchedules: change(whole.reportSchedules ?? []) }));
}

async function problemsOf(ctx: Context, { people, channels, by }: ScheduleInput): Promise<Problem[]> {
  const { settings, whole } = ctx.workspace;
  const known = await ctx.store.read.channels.list(ctx.workspace.id);
  const chosen = known.filter(({ id }) => channels.includes(id));
  const wrong = (pointer: string, code: string, zh: string, en: string): Problem => ({
    pointer,
    code,
    message: { zh, en },
  });
  return [
    ...(people.length + channels.length > 0
      ? []
      : [wrong("/people", "no_receiver", "至少选一位收件人或一个渠道", "Choose at least one person or channel")]),
    ...(people.every((id) => whole.people.some((one) => one.id === id))
      ? []
      : [wrong("/people", "unknown_person", "没有这个人", "There is no such person")]),
    ...(chosen.length === new Set(channels).size
      ? []
      : [wrong("/channels", "unknown_channel", "没有这个渠道", "There is no such channel")]),
    ...(people.length > 0 || !chosen.some(({ kind }) => NEEDS_PEOPLE.has(kind))
      ? []
      : [wrong("/people", "no_person", "这个渠道发给个人，请选收件人", "This channel sends to people: choose who")]),
    ...(by === undefined || partsOf(settings).includes(by)
      ? []
      : [wrong("/by", "unknown_part", "不能按这一项分", "Figures are not split by this")]),
  ];
}
