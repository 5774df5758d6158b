/** How long until, or since, a deadline: a countdown that people read at a glance. */
import type { TFunction } from "i18next";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** 05:09, 2:05:09, 3 days 02:05. */
export function countdown(ms: number, t: TFunction): string {
  const left = Math.floor(Math.abs(ms) / SECOND) * SECOND;
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const minutes = two((left % HOUR) / MINUTE);
  if (left >= DAY)
    return t("boards.days", { n: Math.floor(left / DAY), clock: `${two((left % DAY) / HOUR)}:${minutes}` });
  const seconds = two((left % MINUTE) / SECOND);
  return left >= HOUR ? `${Math.floor(left / HOUR)}:${minutes}:${seconds}` : `${minutes}:${seconds}`;
}
