/** Days as people say them, which only the day on which they are said makes dates: 12月5日, 明天, 下周三. */
import { dateText, dayOfDate, dayOfParts, weekdayOf } from "./civil.ts";

export interface SpokenDay {
  /** `YYYY-MM-DD`, or with the time that was said, `YYYY-MM-DDTHH:MM:00`. */
  text: string;
  /** What had to be added: a year, or the day on which it was said. */
  by: "year" | "today";
}

const MONTH_AND_DAY = /^(\d{1,2})(?:[-/.]|月)(\d{1,2})[日号]?(?=$|[ T])/;
const DAYS: Readonly<Record<string, number>> = {
  前天: -2, 昨天: -1, 今天: 0, 今日: 0, 当天: 0, 明天: 1, 明日: 1, 后天: 2, 大后天: 3,
  yesterday: -1, today: 0, tomorrow: 1, "the day after tomorrow": 2,
}; // biome-ignore format: a table
const DAY_WORD = new RegExp(`^(${Object.keys(DAYS).sort((a, b) => b.length - a.length).join("|")})(?=$|[ T\\d])`); // biome-ignore format: one line
/** A week begins on Monday. A weekday without its week (周三) may be this one or the next: it is not read. */
const WEEKDAY = /^(本|这|这个|下|下个|下下|下下个)(?:周|星期|礼拜)([一二三四五六日天])(?=$|[ T\d])/;
const WEEKDAY_EN =
  /^(?:(this|next) week(?:'s)? )?(mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:of )?(this|next) week)?(?=$|[ T])/;
const TIME = /^(?:[ T]+|(?<=[^\d])(?=\d))(\d{1,2}):(\d{2})(?::00)?$/;
const EN_DAYS = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"];

/** Null where it is no such day, or none that there is (2月30日). `today`: `YYYY-MM-DD` on the calendar of whoever says it. */
export function spokenDay(written: string, today: string): SpokenDay | null {
  const text = written.normalize("NFKC").trim().toLowerCase();
  const now = dayOfDate(today);
  if (now === null) return null;
  const yearless = MONTH_AND_DAY.exec(text);
  const found = yearless === null ? counted(text, now) : { day: nearest(yearless, now), said: yearless[0] };
  if (found === null || found.day === null) return null;
  const date = dateText(found.day);
  const by = yearless === null ? "today" : "year";
  const rest = text.slice(found.said.length);
  if (rest === "") return { text: date, by };
  const time = TIME.exec(rest.startsWith(" ") || rest.startsWith("t") ? rest.toUpperCase() : ` ${rest}`);
  return time === null ? null : { text: `${date}T${(time[1] ?? "").padStart(2, "0")}:${time[2]}:00`, by };
}

/** A month and a day are of the year in which they lie nearest; half a year away there are two that are as near: the one to come. */
function nearest([, month, day]: RegExpExecArray, now: number): number | null {
  const year = Number(dateText(now).slice(0, 4));
  let best: number | null = null;
  for (const one of [year + 1, year, year - 1]) {
    const at = dayOfParts(one, Number(month), Number(day));
    if (at !== null && (best === null || Math.abs(at - now) < Math.abs(best - now))) best = at;
  }
  return best;
}

function counted(text: string, now: number): { day: number; said: string } | null {
  const word = DAY_WORD.exec(text);
  if (word !== null) return { day: now + (DAYS[word[1] ?? ""] ?? 0), said: word[0] };
  const zh = WEEKDAY.exec(text);
  const monday = now + 1 - weekdayOf(now);
  if (zh !== null) {
    const weeks = zh[1]?.startsWith("下下") ? 2 : zh[1]?.startsWith("下") ? 1 : 0;
    const place = zh[2] === "天" ? 6 : "一二三四五六日".indexOf(zh[2] ?? "");
    return { day: monday + 7 * weeks + place, said: zh[0] };
  }
  const en = WEEKDAY_EN.exec(text);
  const week = en?.[1] ?? en?.[3];
  if (en === null || week === undefined) return null;
  return { day: monday + (week === "next" ? 7 : 0) + EN_DAYS.indexOf(en[2] ?? ""), said: en[0] };
}
