/** A report as the message that tells of it. Words are Chinese, as in all that goes out: this is what the shop floor reads. */
import type { Message } from "@switchyard/connectors";
import type { ListedReport, Person } from "@switchyard/store";
import { messageIdOf } from "../outbox/message.ts";
import type { ReportBody, ReportFigure } from "./count-report.ts";

const MOST_LINES = 20;

interface About {
  report: Omit<ListedReport, "messages">;
  body: ReportBody;
  people: readonly Person[];
  /** Where people reach this server; null: the message carries no link. */
  publicUrl: string | null;
}

export function reportMessage({ report, body, people, publicUrl }: About): Message {
  const { id, name, at, schedule } = report;
  const days = body.from === body.to ? body.to : `${body.from} 至 ${body.to}`;
  const title = `${name} ${days}`;
  const late = (body.late ?? []).map(({ step, orders }) => `${step?.zh ?? "还在第一个环节"} ${orders} 单`).join("、");
  return {
    id: messageIdOf(`report ${id}`),
    at,
    kind: `report.${schedule}`,
    kindName: name.slice(0, 20),
    level: 1,
    title,
    lines: [
      // What there were no orders for is on the page, and only there.
      ...body.figures
        .flatMap((one) => (one.value === null ? [] : [{ label: one.name.zh, value: valueText(one, one.value) }]))
        .slice(0, MOST_LINES),
      ...(late === "" ? [] : [{ label: "延误原因", value: late }]),
    ],
    to: people.map((one) => ({ id: one.id, name: one.name })),
    ...(publicUrl === null ? {} : { link: `${publicUrl}/boards/figures?kept=${id}` }),
    data: {
      ...{ type: "report", order: null, origin: null, report: id, at },
      ...{ from: body.from, to: body.to, figures: body.figures, late: body.late },
      // Read in the reader's language: no word of ours stands between the days.
      title: {
        code: "report",
        values: { name, days: body.from === body.to ? body.to : `${body.from} – ${body.to}`, id },
      },
    },
  };
}

function valueText({ unit, yes, of, is_good }: ReportFigure, value: number): string {
  const counts = unit === "percent" ? `${yes} / ${of}` : `${of} 单`;
  return `${UNITS[unit](value)}（${counts}）${is_good === false ? " 未达标" : ""}`;
}
const UNITS: Record<ReportFigure["unit"], (value: number) => string> = {
  percent: (value) => `${value.toFixed(1)} %`,
  hour: (value) => `${value.toFixed(1)} 小时`,
  day: (value) => `${value.toFixed(1)} 天`,
  each: (value) => `每单 ${value.toFixed(2)}`,
};
