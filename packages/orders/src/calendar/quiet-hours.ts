/** 免打扰时段: hours of each day by the wall clock in which people are not rung up. */
import { MINUTE } from "./civil.ts";
import { instantAt, localDay, localTime } from "./local.ts";
import { minutesOf } from "./working-days.ts";

/** `HH:MM`, from `start` (inclusive) to `end` (exclusive); an end that is not after its start is on the next day. */
export interface QuietHours {
  start: string;
  end: string;
}

/** When the quiet hours end in which an instant lies; null where it lies in none. Hours that are none are never quiet. */
export function quietUntil({ start, end }: QuietHours, at: number, zone: string): number | null {
  const [from, to] = [minutesOf(start), minutesOf(end)];
  if (from === null || to === null || from === to) return null;
  const now = localTime(at, zone);
  const isAfterStart = now >= from * MINUTE;
  const isBeforeEnd = now < to * MINUTE;
  const overNight = from > to;
  if (overNight ? !isAfterStart && !isBeforeEnd : !isAfterStart || !isBeforeEnd) return null;
  const daysLater = overNight && isAfterStart ? 1 : 0;
  const until = instantAt(localDay(at, zone) + daysLater, to * MINUTE, zone);
  // Where the clock is put back over the end, the same wall-clock time comes twice.
  return until > at ? until : null;
}

export const areQuietHours = ({ start, end }: QuietHours): boolean => {
  const [from, to] = [minutesOf(start), minutesOf(end)];
  return from !== null && to !== null && from !== to && from < 1440;
};
