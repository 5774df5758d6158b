/** A year's days as the calendar screen shows them, and what a click makes of one. */
import type { WorkingCalendar } from "@switchyard/orders";

/** `work` and `off` by the week; `holiday` and `workday` where the date says otherwise. */
export type DayKind = "work" | "off" | "holiday" | "workday";
export interface Day {
  /** YYYY-MM-DD. */
  date: string;
  kind: DayKind;
  name: string;
}

const two = (value: number) => String(value).padStart(2, "0");
/** Monday is 0. */
const weekday = (year: number, month: number, day: number) =>
  (new Date(Date.UTC(year, month, day)).getUTCDay() + 6) % 7;

/** The days of a month (0 … 11), led by as many nulls as its first week lacks days. */
export function monthDays(calendar: WorkingCalendar, year: number, month: number): (Day | null)[] {
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const days = Array.from({ length }, (_, n): Day => {
    const date = `${year}-${two(month + 1)}-${two(n + 1)}`;
    const isWorked = (calendar.week[weekday(year, month, n + 1)] ?? []).length > 0;
    const workday = calendar.workdays.find((one) => one.date === date);
    if (workday !== undefined) return { date, kind: "workday", name: workday.name ?? "" };
    const holiday = calendar.holidays.find((one) => one.date === date);
    if (holiday !== undefined) return { date, kind: "holiday", name: holiday.name ?? "" };
    return { date, kind: isWorked ? "work" : "off", name: "" };
  });
  return [...Array.from({ length: weekday(year, month, 1) }, () => null), ...days];
}

/** A worked day becomes a holiday, a day off a make-up day; what stood apart goes back to the week. */
export function toggled(calendar: WorkingCalendar, { date, kind }: Day): WorkingCalendar {
  const apart = { ...calendar, holidays: without(calendar.holidays, date), workdays: without(calendar.workdays, date) };
  if (kind === "work") return { ...apart, holidays: inOrder([...apart.holidays, { date }]) };
  if (kind === "off") return { ...apart, workdays: inOrder([...apart.workdays, { date }]) };
  return apart;
}

/** Gives a date that stands apart a name; an empty one takes it away. */
export function named(calendar: WorkingCalendar, date: string, name: string): WorkingCalendar {
  const change = <T extends { date: string; name?: string }>(days: T[]): T[] =>
    days.map((one) => {
      if (one.date !== date) return one;
      const { name: _, ...rest } = one;
      return (name === "" ? rest : { ...rest, name }) as T;
    });
  return { ...calendar, holidays: change(calendar.holidays), workdays: change(calendar.workdays) };
}

const without = <T extends { date: string }>(days: readonly T[], date: string) =>
  days.filter((one) => one.date !== date);
const inOrder = <T extends { date: string }>(days: T[]) => days.toSorted((a, b) => (a.date < b.date ? -1 : 1));
