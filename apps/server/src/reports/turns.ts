/** When a scheduled report has its turn, by the workspace's clock and calendar, and which days it is then about. */
import { calendarDate, instantOn, startOfDay } from "@switchyard/orders";
import type { ReportSchedule } from "@switchyard/store";
import type { Span } from "../figures/span.ts";

type When = Pick<ReportSchedule, "covers" | "weekday" | "minute">;
const WEEK = 7;

/** Its last turn at `now` or before it. */
export function turnBefore(when: When, now: number, zone: string): number {
  for (let ago = 0; ; ago += 1) {
    const turn = turnOn(when, now, zone, -ago);
    if (turn !== null && turn <= now) return turn;
  }
}

/** Its next turn after `now`. */
export function turnAfter(when: When, now: number, zone: string): number {
  for (let later = 0; ; later += 1) {
    const turn = turnOn(when, now, zone, later);
    if (turn !== null && turn > now) return turn;
  }
}

/** Of the date so many days later; null: it has none on that day of the week. */
function turnOn({ covers, weekday, minute }: When, at: number, zone: string, daysLater: number): number | null {
  const turn = instantOn(at, minute, zone, daysLater);
  return covers !== "week" || weekdayOf(turn, zone) === weekday ? turn : null;
}

/** 1 Monday … 7 Sunday. */
function weekdayOf(at: number, zone: string): number {
  return new Date(`${calendarDate(at, zone)}T00:00:00Z`).getUTCDay() || WEEK;
}

/** The days that a report of this turn is about. */
export function spanOfTurn(covers: ReportSchedule["covers"], turn: number, zone: string): Span {
  const [first, count] = covers === "today" ? [0, 1] : covers === "yesterday" ? [-1, 1] : [-WEEK, WEEK];
  const starts = Array.from({ length: count }, (_, place) => startOfDay(turn, zone, first + place));
  return {
    starts,
    days: starts.map((at) => calendarDate(at, zone)),
    end: startOfDay(turn, zone, first + count),
  };
}
