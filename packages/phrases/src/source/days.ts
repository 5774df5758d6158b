import { instantText, readMoment, spokenDay, startOfDay } from "@switchyard/orders";
import { type Reader, sticky } from "./reader.ts";

/** Days of the calendar. Without its year a day is read only where the lexicon knows which day it is. */
interface Written {
  year: number | null;
  /** `M-D`, or the words for a day that is counted from today. */
  day: string;
}

const NUMBERS_ZH = sticky("(?:(\\d{4}) ?年 ?)?(\\d{1,2}) ?月 ?(\\d{1,2}) ?[日号]?(?!\\d|:)");
const FULL = sticky("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d|[ t]\\d{1,2}:)");
const WEEKDAY_ZH = sticky("(?:本|这|这个|下|下个|下下)(?:周|星期|礼拜)[一二三四五六日天]");
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH_EN = `(${MONTHS.join("|")})(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember|\\.)?`;
const DAY_FIRST = sticky(`(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH_EN}\\b(?:,? (\\d{4})(?!\\d))?`);
const MONTH_FIRST = sticky(`${MONTH_EN} (\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (\\d{4})(?!\\d))?`);

function written(reader: Reader): Written | null {
  const full = reader.take(FULL);
  if (full !== null) return { year: Number(full[1]), day: `${full[3]}-${full[4]}` };
  if (reader.language === "zh") {
    const found = reader.take(NUMBERS_ZH);
    if (found !== null)
      return { year: found[1] === undefined ? null : Number(found[1]), day: `${found[2]}-${found[3]}` };
    const week = reader.take(WEEKDAY_ZH);
    return week === null ? null : { year: null, day: week[0] };
  }
  const first = reader.take(DAY_FIRST);
  const [day, month, year] = first?.slice(1) ?? swapped(reader.take(MONTH_FIRST));
  if (month === undefined) return null;
  return { year: year === undefined ? null : Number(year), day: `${MONTHS.indexOf(month) + 1}-${day}` };
}

const swapped = (found: RegExpExecArray | null) => (found === null ? [] : [found[2], found[1], found[3]]);

/** The year given or, for a day without, the next such day from `from` on: `YYYY-MM-DD`. */
function dateOf({ year, day }: Written, from: string | null): string | null {
  if (year !== null) return existing(`${year}-${day.replace(/\d+/g, (part) => part.padStart(2, "0"))}`);
  const near = from === null ? null : spokenDay(day, from);
  if (near === null || from === null || near.by === "today" || near.text >= from) return near?.text ?? null;
  return dateOf({ year: Number(near.text.slice(0, 4)) + 1, day }, null);
}

const existing = (date: string): string | null => (readMoment(date, "UTC").kind === "date" ? date : null);

/** 「12月5日」「下周三」, "5 December": the day as `YYYY-MM-DD`. */
export function readDay(reader: Reader): string | null {
  return reader.attempt(() => {
    const said = written(reader);
    return said === null ? null : dateOf(said, reader.lexicon.today);
  });
}

const TO = { zh: sticky(" ?(?:到|至|-|~) ?"), en: sticky(" ?(?:to|until|till|through|and|-) ?") };
const DAY_ALONE = sticky("(\\d{1,2}) ?[日号]");

/** 「12月1日到12日」: both days belong to it. A range without years is the one that is not over yet. */
export function readDays(reader: Reader): { from: string; to: string } | null {
  return reader.attempt(() => {
    const { language, lexicon } = reader;
    const first = written(reader);
    if (first === null || reader.take(TO[language]) === null) return null;
    const alone = language === "zh" ? reader.take(DAY_ALONE)?.[1] : undefined;
    const last = alone === undefined ? written(reader) : { ...first, day: first.day.replace(/\d+$/, alone) };
    if (last === null) return null;
    const [from, to] = between(first, last, lexicon.today);
    return from === null || to === null || from > to ? null : { from, to };
  });
}

function between(first: Written, last: Written, today: string | null): [string | null, string | null] {
  if (first.year !== null) {
    const from = dateOf(first, null);
    return [from, dateOf(last, from)];
  }
  const to = dateOf(last, today);
  if (to === null || !/^\d/.test(first.day)) return [dateOf(first, today), to];
  // The last such day before the range ends: in the same year, or in the one before.
  const year = Number(to.slice(0, 4));
  const from = dateOf({ ...first, year }, null);
  return [from !== null && from > to ? dateOf({ ...first, year: year - 1 }, null) : from, to];
}

/** The first instant of a day in the workspace's zone, and its last second. */
export const startOf = (day: string, zone: string): string => instantText(startOfDay(day, zone), zone);
export const endOf = (day: string, zone: string): string => instantText(startOfDay(day, zone, 1) - 1000, zone);
export const dayAfter = (day: string, zone: string): string => instantText(startOfDay(day, zone, 1), zone);
