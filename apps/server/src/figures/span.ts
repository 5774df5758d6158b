/** The days of a period, as the workspace's calendar has them. */
import { calendarDate, startOfDay } from "@switchyard/orders";

/** The last 7 or 30 days, today among them, or a month (`2026-01`). */
export const PERIOD = /^(?:7d|30d|\d{4}-(?:0[1-9]|1[0-2]))$/;

export interface Span {
  /** `YYYY-MM-DD`, ascending. */
  days: readonly string[];
  /** Where each begins. */
  starts: readonly number[];
  /** Where the next one would begin. */
  end: number;
}

/** Days that have not begun are left out: a month that is to come has none. */
export function spanOf(period: string, now: number, zone: string): Span {
  const today = startOfDay(now, zone);
  const starts = period.endsWith("d") ? lastDays(Number.parseInt(period, 10), today, zone) : month(period, today, zone);
  const last = starts.at(-1) ?? today;
  return {
    starts,
    days: starts.map((at) => calendarDate(at, zone)),
    end: starts.length === 0 ? today : startOfDay(last, zone, 1),
  };
}

function lastDays(count: number, today: number, zone: string): number[] {
  return Array.from({ length: count }, (_, place) => startOfDay(today, zone, place + 1 - count));
}

function month(period: string, today: number, zone: string): number[] {
  const starts: number[] = [];
  for (let at = startOfDay(`${period}-01`, zone); at <= today; at = startOfDay(at, zone, 1)) {
    if (!calendarDate(at, zone).startsWith(period)) break;
    starts.push(at);
  }
  return starts;
}

/** The place of an instant's day; null: it lies outside. */
export function dayIn({ starts, end }: Span, at: number): number | null {
  if (at >= end) return null;
  const place = starts.findLastIndex((start) => start <= at);
  return place < 0 ? null : place;
}

/** A source's clock may run before ours: an order paid today may have been stored yesterday. */
const DAY = 86_400_000;
/** Of orders that did not change since then nothing counts in these days. */
export const changedFrom = ({ starts, end }: Span): number => (starts[0] ?? end) - DAY;
