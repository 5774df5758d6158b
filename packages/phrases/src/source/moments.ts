import { instantText, readMoment } from "@switchyard/orders";
import { chineseNumber } from "./chinese-number.ts";
import { readDay, startOf } from "./days.ts";
import { type Reader, sticky } from "./reader.ts";

const PART = "(上午|早上|早晨|清晨|凌晨|中午|下午|晚上|夜里|夜间|深夜|半夜|傍晚|晚)?";
const CLOCK_ZH = sticky(
  `(?:当[日天] ?)?${PART} ?(?:(\\d{1,2}):(\\d{2})(?!\\d)|(\\d{1,2}|[一二两三四五六七八九十]{1,3})点(?:(半)|钟|([0-5]?\\d)分?)?)`,
);
const NOON_ZH = sticky("(?:当[日天] ?)?(正午|中午|零点|午夜)");
const CLOCK_EN = sticky("(?:(\\d{1,2}):(\\d{2})(?!\\d)(?: ?(am|pm)\\b)?|(\\d{1,2}) ?(am|pm)\\b|(noon|midnight)\\b)");

/** Minutes since midnight: 12:00, 下午3点半, 中午, 3 pm, noon. */
export function readClock(reader: Reader): number | null {
  return reader.language === "zh" ? clockZh(reader) : clockEn(reader);
}

function clockZh(reader: Reader): number | null {
  const found = reader.look(CLOCK_ZH);
  if (found === null) {
    const word = reader.take(NOON_ZH)?.[1];
    return word === undefined ? null : word === "正午" || word === "中午" ? 720 : 0;
  }
  const [all, part, hour, minute, dots, half, minutes] = found;
  const said = dots === undefined ? Number(hour) : /\d/.test(dots) ? Number(dots) : (chineseNumber(dots) ?? 99);
  const whole = hourOf(said, part ?? "");
  const rest = half === undefined ? Number(minute ?? minutes ?? 0) : 30;
  return whole > 23 || rest > 59 ? null : past(reader, all, whole * 60 + rest);
}

/** 晚上12点 and 凌晨12点 are midnight, 夜里2点 is two in the morning, 夜里11点 is 23:00. */
function hourOf(said: number, part: string): number {
  if (said === 12) return /[晚夜凌]/.test(part) && part !== "傍晚" ? 0 : 12;
  if (said > 12) return said;
  const late =
    part === "下午" || part === "傍晚" || (part === "中午" && said < 3) || (/[晚夜]/.test(part) && said >= 5);
  return late ? said + 12 : said;
}

function clockEn(reader: Reader): number | null {
  const found = reader.look(CLOCK_EN);
  if (found === null) return null;
  const [all, hour, minute, half, alone, otherHalf, word] = found;
  if (word !== undefined) return past(reader, all, word === "noon" ? 720 : 0);
  const said = Number(hour ?? alone);
  const side = half ?? otherHalf;
  if (side !== undefined && (said < 1 || said > 12)) return null;
  const whole = side === undefined ? said : (said % 12) + (side === "pm" ? 12 : 0);
  const rest = Number(minute ?? 0);
  return whole > 23 || rest > 59 ? null : past(reader, all, whole * 60 + rest);
}

function past(reader: Reader, all: string, value: number): number {
  reader.at += all.length;
  return value;
}

const DATE = sticky(
  "(\\d{4})(?:[-/.]|年)(\\d{1,2})(?:[-/.]|月)(\\d{1,2})日?(?:[ t]?(\\d{1,2}):(\\d{2})(?::(\\d{2}(?:\\.\\d{1,3})?))?)?",
);

/**
 * 2026-11-11 08:00, 2026年11月11日: an instant in the workspace's zone, as documents write it. A day without a year is read where
 * the lexicon knows which day it is.
 */
export function readInstant(reader: Reader): string | null {
  const found = reader.look(DATE);
  if (found === null) {
    const day = reader.strict ? null : readDay(reader);
    return day === null ? null : startOf(day, reader.lexicon.zone);
  }
  const [all, year = "", month = "", day = "", hour = "0", minute = "00", second = "00"] = found;
  const two = (value: string): string => value.padStart(2, "0");
  const { zone } = reader.lexicon;
  const moment = readMoment(`${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${second}`, zone);
  if (moment.kind !== "instant") return null;
  reader.at += all.length;
  return instantText(moment.at, zone);
}

const DAYS_ZH = sticky("(?:周|星期|礼拜)([一二三四五六日天])");
const DAYS_EN = sticky("(mon|tues|wednes|thurs|fri|satur|sun)days?\\b");
const WEEKEND = sticky("周末|双休日|the weekend|weekends?\\b");
const EN_DAYS = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"];

/** 1 = Monday … 7 = Sunday; a weekend is two of them. */
export function readWeekdays(reader: Reader): number[] | null {
  if (!reader.strict && reader.take(WEEKEND) !== null) return [6, 7];
  if (reader.language === "en") {
    const found = reader.take(DAYS_EN)?.[1];
    return found === undefined ? null : [EN_DAYS.indexOf(found) + 1];
  }
  const found = reader.take(DAYS_ZH)?.[1];
  return found === undefined ? null : [found === "天" ? 7 : "一二三四五六日".indexOf(found) + 1];
}
