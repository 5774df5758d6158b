/** A report as the message that tells of it. */
import type { Message } from "@switchyard/connectors";
import type { ListedReport, Person } from "@switchyard/store";
import { messageIdOf } from "../outbox/message.ts";
import type { OutgoingWords } from "../outbox/words/words.ts";
import type { ReportBody, ReportFigure } from "./count-report.ts";

const MOST_LINES = 20;

interface About {
  report: Omit<ListedReport, "messages">;
  body: ReportBody;
  people: readonly Person[];
  /** Where people reach this server; null: the message carries no link. */
  publicUrl: string | null;
  words: OutgoingWords;
}

export function reportMessage({ report, body, people, publicUrl, words }: About): Message {
  const { id, name, at, schedule } = report;
  const days = body.from === body.to ? body.to : words.report.days(body.from, body.to);
  const title = `${name} ${days}`;
  const late = (body.late ?? [])
    .map(
      ({ step, orders }) => `${step === null ? words.report.noStep : words.text(step)} ${words.report.orders(orders)}`,
    )
    .join(words.report.between);
  return {
    id: messageIdOf(`report ${id}`),
    at,
    kind: `report.${schedule}`,
    kindName: name.slice(0, 20),
    level: 1,
    title,
    language: words.language,
    lines: [
      // What there were no orders for is on the page, and only there.
      ...body.figures
        .flatMap((one) =>
          one.value === null ? [] : [{ label: words.text(one.name), value: valueText(one, one.value, words) }],
        )
        .slice(0, MOST_LINES),
      ...(late === "" ? [] : [{ label: words.labels.late, value: late, code: "late" }]),
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

function valueText({ unit, yes, of, is_good }: ReportFigure, value: number, { report }: OutgoingWords): string {
  const counts = unit === "percent" ? `${yes} / ${of}` : report.orders(of);
  return report.value(report[unit](value.toFixed(unit === "each" ? 2 : 1)), counts, is_good === false);
}
