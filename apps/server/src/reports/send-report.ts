/** A report is counted, kept, and told to its receivers through the outbox's own deliveries: all of it in one transaction, or nothing. */
import type { Message } from "@switchyard/connectors";
import {
  type ChannelRecord,
  type DeliveryRecord,
  type KeptReport,
  type ReportSchedule,
  transact,
} from "@switchyard/store";
import { INBOX } from "../channels/settings.ts";
import { delivery, through } from "../outbox/expand.ts";
import { apartByQuietHours, type QuietRules } from "../outbox/quiet.ts";
import { type Leaving, withFallbacks } from "../outbox/routing.ts";
import { wordsOf } from "../outbox/words/words.ts";
import type { Context } from "../runtime/context.ts";
import { act } from "../verbs/journal-act.ts";
import { countReport } from "./count-report.ts";
import { reportMessage } from "./report-message.ts";
import { spanOfTurn } from "./turns.ts";

interface Turn {
  due: number;
  /** Who has it made; null: its turn has come. */
  by: string | null;
  signal?: AbortSignal | undefined;
}

export async function sendReport(
  ctx: Context,
  schedule: ReportSchedule,
  { due, by, signal }: Turn,
): Promise<KeptReport> {
  const { workspace, clock, store } = ctx;
  const span = spanOfTurn(schedule.covers, due, workspace.settings.zone);
  const body = await countReport(ctx, { span, by: schedule.by, signal });
  const now = clock.now();
  const report = { id: ctx.newId("rep"), schedule: schedule.id, name: schedule.name, due, at: now, madeBy: by };
  const people = workspace.whole.people.filter(({ id }) => schedule.people.includes(id));
  const message = reportMessage({ report, body, people, publicUrl: ctx.publicUrl, words: wordsOf(workspace.settings) });
  const channels = await store.read.channels.list(workspace.id);
  const quiet = {
    settings: workspace.settings.quietHours,
    contacts: await store.read.workspaces.contacts(workspace.id),
  };
  const rows = deliveriesTo(schedule, { message, channels, quiet, now });
  const kept = { ...report, body, messages: [...new Set(rows.map(({ messageId }) => messageId))] };
  await transact(store, async (tx) => {
    await tx.reports.put(workspace.id, kept);
    await tx.deliveries.add(workspace.id, rows);
    const said = act(ctx, "report_sent", { report: report.id, name: schedule.name, due });
    await tx.append(workspace.id, [{ ...said, actor: by ?? "switchyard" }]);
  });
  ctx.dispatcher.wake();
  return kept;
}

interface Told {
  message: Message;
  channels: readonly ChannelRecord[];
  quiet: QuietRules;
  now: number;
}

/** It rings as little as an alert of the lowest level, and at night no more than that. */
const AS_A_NOTE: Leaving = { type: "alert", origin: null, order: null, to: [], channel: "inbox", level: 1, text: "" };

/** People find it in their inbox, whatever else tells them. It leaves as it is: a digest would say that there was a report, and not what. */
function deliveriesTo(
  { people, channels: chosen }: ReportSchedule,
  { message, channels, quiet, now }: Told,
): DeliveryRecord[] {
  const one = { row: { id: "", order: "", kind: "report" }, message, now };
  const inbox = people.length === 0 ? [] : [delivery({ ...one, channel: INBOX, fallbacks: [] })];
  const others = chosen.flatMap((id) => {
    const channel = channels.find((record) => record.id === id);
    // One that is gone is told as a dead letter.
    return channel === undefined
      ? [delivery({ ...one, channel: id, fallbacks: [] })]
      : apartByQuietHours(AS_A_NOTE, message, quiet).flatMap((apart) =>
          through({ ...one, message: apart }, withFallbacks(channel, channels)),
        );
  });
  return [...inbox, ...others].map((row) => ({ ...row, fixed: true }));
}
