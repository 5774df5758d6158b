/** Times of day and weekdays as people type them, for facts that keep them as numbers. */
import { weekdayName } from "@switchyard/orders";

const CLOCK =
  /^(\u4e0a\u5348|\u65e9\u4e0a|\u4e2d\u5348|\u4e0b\u5348|\u508d\u665a|\u665a\u4e0a)?\s*(\d{1,2})(?:[:.](\d{2})(?::\d{2})?|[\u70b9\u65f6](?:(\u534a)|(\d{1,2})\u5206?)?)?\s*(am|pm)?$/i;
const LATE = /\u4e0b\u5348|\u508d\u665a|\u665a\u4e0a|pm/i;
const EARLY = /\u4e0a\u5348|\u65e9\u4e0a|am/i;

/** Minutes since midnight of 12:00, 12：00, 9点半, 下午3点, 3 pm; null for anything else. */
export function readTime(text: string): number | null {
  const found = CLOCK.exec(text.normalize("NFKC").trim());
  if (found === null) return null;
  const [, before = "", hour = "", colon, half, minutes, after = ""] = found;
  const part = before + after;
  const noon = Number(hour) === 12;
  const hours = LATE.test(part) && Number(hour) < 12 ? Number(hour) + 12 : EARLY.test(part) && noon ? 0 : Number(hour);
  const rest = half === undefined ? Number(colon ?? minutes ?? 0) : 30;
  return hours > 23 || rest > 59 ? null : hours * 60 + rest;
}

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** 1 Monday … 7 Sunday of 周六, 星期六, 6, Sat, Saturday; null for anything else. */
export function readWeekday(text: string): number | null {
  const said = text.normalize("NFKC").trim().toLowerCase();
  const zh = said.replace(/^(\u661f\u671f|\u793c\u62dc)/, "\u5468").replace(/^\u5468\u5929$/, "\u5468\u65e5");
  const short = (name: string) => said.length >= 3 && name.toLowerCase().startsWith(said);
  const found = WEEKDAYS.find((day) => {
    const name = weekdayName(day);
    return said === String(day) || (name !== undefined && (zh === name.zh || short(name.en)));
  });
  return found ?? null;
}
