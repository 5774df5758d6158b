/**
 * Public holidays and make-up working days (调休) of mainland China, as published.
 * Sources: 国务院办公厅关于2025年部分节假日安排的通知 (国办发明电〔2024〕12号, 2024-11-12);
 * 国务院办公厅关于2026年部分节假日安排的通知 (2025-11-04).
 * Checked against copies of both notices; every date in this file is as in the notices. Years before 2025 and after
 * 2026 are not covered: there only the weekly pattern counts, until the workspace adds dates of its own.
 */
import { dateText, dayOfDate } from "./civil.ts";

export interface NamedDate {
  date: string;
  name: string;
}

type Span = [first: string, last: string, name: string];

const HOLIDAYS: Span[] = [
  ["2025-01-01", "2025-01-01", "元旦"],
  ["2025-01-28", "2025-02-04", "春节"],
  ["2025-04-04", "2025-04-06", "清明节"],
  ["2025-05-01", "2025-05-05", "劳动节"],
  ["2025-05-31", "2025-06-02", "端午节"],
  ["2025-10-01", "2025-10-08", "国庆节、中秋节"],
  ["2026-01-01", "2026-01-03", "元旦"],
  ["2026-02-15", "2026-02-23", "春节"],
  ["2026-04-04", "2026-04-06", "清明节"],
  ["2026-05-01", "2026-05-05", "劳动节"],
  ["2026-06-19", "2026-06-21", "端午节"],
  ["2026-09-25", "2026-09-27", "中秋节"],
  ["2026-10-01", "2026-10-07", "国庆节"],
];

const MAKE_UP_DAYS: [date: string, name: string][] = [
  ["2025-01-26", "春节调休"],
  ["2025-02-08", "春节调休"],
  ["2025-04-27", "劳动节调休"],
  ["2025-09-28", "国庆节、中秋节调休"],
  ["2025-10-11", "国庆节、中秋节调休"],
  ["2026-01-04", "元旦调休"],
  ["2026-02-14", "春节调休"],
  ["2026-02-28", "春节调休"],
  ["2026-05-09", "劳动节调休"],
  ["2026-09-20", "国庆节调休"],
  ["2026-10-10", "国庆节调休"],
];

function datesOf([first, last, name]: Span): NamedDate[] {
  const from = dayOfDate(first) ?? 0;
  const to = dayOfDate(last) ?? -1;
  return Array.from({ length: to - from + 1 }, (_, index) => ({ date: dateText(from + index), name }));
}

/** The days off, one entry a date. */
export const CHINESE_HOLIDAYS: readonly NamedDate[] = HOLIDAYS.flatMap(datesOf);

/** Saturdays and Sundays that are worked. */
export const CHINESE_MAKE_UP_DAYS: readonly NamedDate[] = MAKE_UP_DAYS.map(([date, name]) => ({ date, name }));
