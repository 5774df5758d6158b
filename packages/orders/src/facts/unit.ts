/** How the numbers of a unit are said: 12:00, 周六, 3 天. */
import type { Text } from "../text.ts";
import type { FactUnit } from "./spec.ts";

type Counted = Exclude<FactUnit, "time_of_day" | "weekday">;

const WORDS: Record<Counted, readonly [zh: string, one: string, many: string]> = {
  day: ["天", "day", "days"],
  working_day: ["个工作日", "working day", "working days"],
  hour: ["小时", "hour", "hours"],
  piece: ["件", "piece", "pieces"],
  line: ["行", "line", "lines"],
  kind: ["种", "kind", "kinds"],
};
const DAYS: readonly (readonly [zh: string, en: string])[] = [
  ["周一", "Monday"],
  ["周二", "Tuesday"],
  ["周三", "Wednesday"],
  ["周四", "Thursday"],
  ["周五", "Friday"],
  ["周六", "Saturday"],
  ["周日", "Sunday"],
];

/** What so many of it are called, without the number; null where the number is not said at all (times, weekdays). */
export function unitWord(unit: FactUnit, amount: number): Text | null {
  if (unit === "time_of_day" || unit === "weekday") return null;
  const [zh, one, many] = WORDS[unit];
  return { zh, en: Math.abs(amount) === 1 ? one : many };
}

/** Minutes since midnight as 09:05. */
export function timeOfDay(minutes: number): string {
  const whole = Math.floor(minutes);
  return [Math.floor(whole / 60), whole % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** 1 is Monday, 7 Sunday; undefined for a number that is no day. */
export function weekdayName(day: number): Text | undefined {
  const found = DAYS[day - 1];
  return found && { zh: found[0], en: found[1] };
}
