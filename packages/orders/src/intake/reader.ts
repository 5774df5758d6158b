/** Reads single values out of untrusted input and notes what is wrong or odd, in both languages, by JSON pointer. */
import { readMoment } from "../calendar/instant.ts";
import { parseMoney } from "../money.ts";
import { type Problem, pointerTo, quoted } from "../text.ts";
import {
  hasBrokenCharacter,
  hasControlCharacter,
  isNormal,
  normaliseCode,
  normaliseNote,
  normaliseText,
} from "./normalise.ts";
import { keptName, type NamesOf } from "./normalise-field.ts";

/** A hostile body must not make a reply larger than itself: after so many, one more says that there are others. */
const MAX_NOTES = 50;
const OTHERS: Problem = {
  pointer: "",
  code: "more",
  message: { zh: "还有其他问题，未一一列出", en: "There are more, not listed" },
};

export interface Reader {
  zone: string;
  problems: Problem[];
  warnings: Problem[];
}

/** `region`, `carrier`: kept by the one name of a thing that has many. */
export type TextForm = "text" | "code" | "note" | NamesOf;
/** An instant or a bare date's day number. */
export type DueMoment = { at: number } | { day: number };

function note(list: Problem[], pointer: string, code: string, zh: string, en: string): undefined {
  if (list.some((known) => known.pointer === pointer && known.code === "not_finite")) return undefined;
  if (list.length < MAX_NOTES) list.push({ pointer, code, message: { zh, en } });
  else if (list.length === MAX_NOTES) list.push(OTHERS);
  return undefined;
}

export function problem(reader: Reader, pointer: string, code: string, zh: string, en: string): undefined {
  return note(reader.problems, pointer, code, zh, en);
}

export function warning(reader: Reader, pointer: string, code: string, zh: string, en: string): undefined {
  return note(reader.warnings, pointer, code, zh, en);
}

function wrongType(reader: Reader, pointer: string, value: unknown, zh: string, en: string): undefined {
  const shown = quoted(value);
  return problem(reader, pointer, "wrong_type", `应为${zh}，得到 ${shown}`, `Expected ${en}, got ${shown}`);
}

/** Null, undefined and blank text all mean "not said". */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}

export function readText(
  reader: Reader,
  value: unknown,
  pointer: string,
  form: TextForm,
  max: number,
): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "number") {
    const text = numberAsText(reader, value, pointer);
    return text === undefined ? undefined : inForm(text, form);
  }
  if (typeof value !== "string") return wrongType(reader, pointer, value, "文字", "text");
  if (value.length > max) return tooLong(reader, pointer, max);
  if (isNormal(value)) return inForm(value, form);
  if (hasBrokenCharacter(value)) {
    return problem(reader, pointer, "broken_text", "含残缺字符（编码错误）", "Holds half a character: wrong encoding");
  }
  if (hasControlCharacter(value)) {
    warning(reader, pointer, "control_characters", "已去除控制字符", "Control characters were removed");
  }
  const kept = form === "note" ? normaliseNote(value) : inForm(normaliseText(value), form);
  if (kept.length > max) return tooLong(reader, pointer, max);
  return kept === "" ? undefined : kept;
}

/** Of text that is in its normal form already. */
function inForm(value: string, form: TextForm): string {
  if (form === "code") return normaliseCode(value);
  return form === "text" || form === "note" ? value : keptName(form, value);
}

function tooLong(reader: Reader, pointer: string, max: number): undefined {
  return problem(reader, pointer, "too_long", `长度超过 ${max} 字符`, `Longer than ${max} characters`);
}

/** Ids come as JSON numbers from some platforms: kept where no digit can have been lost. */
function numberAsText(reader: Reader, value: number, pointer: string): string | undefined {
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return problem(
      reader,
      pointer,
      "digits_lost",
      "数字超过 2^53，末位已失真，请以文字发送",
      "The number is over 2^53 and has lost digits: send it as text",
    );
  }
  warning(reader, pointer, "number_as_text", "数字已按文字读取", "A number was read as text");
  return String(value);
}

/** The number that a text spells, where it has the given form; anything else as it is. */
function numberIn(value: unknown, form: RegExp): unknown {
  if (typeof value !== "string") return value;
  const text = normaliseText(value);
  return form.test(text) ? Number(text) : value;
}

export function readInteger(
  reader: Reader,
  value: unknown,
  pointer: string,
  range: { min: number; max: number },
): number | undefined {
  const number = numberIn(value, /^[+-]?\d{1,15}$/);
  if (typeof number !== "number" || !Number.isInteger(number))
    return wrongType(reader, pointer, value, "整数", "a whole number");
  if (number < range.min || number > range.max) {
    const limits = `${range.min}…${range.max}`;
    return problem(
      reader,
      pointer,
      "out_of_range",
      `超出范围 ${limits}：${number}`,
      `Out of range ${limits}: ${number}`,
    );
  }
  return number === 0 ? 0 : number;
}

export function readNumber(reader: Reader, value: unknown, pointer: string): number | undefined {
  if (isAbsent(value)) return undefined;
  const number = numberIn(value, /^[+-]?\d{1,20}(\.\d{1,20})?$/);
  if (typeof number !== "number" || !Number.isFinite(number))
    return wrongType(reader, pointer, value, "数字", "a number");
  return number;
}

const WORDS: Record<string, boolean> = {
  true: true,
  yes: true,
  是: true,
  "1": true,
  false: false,
  no: false,
  否: false,
  "0": false,
};

export function readBoolean(reader: Reader, value: unknown, pointer: string): boolean | undefined {
  if (isAbsent(value)) return undefined;
  if (typeof value === "boolean") return value;
  const word = typeof value === "string" || typeof value === "number" ? normaliseText(String(value)).toLowerCase() : "";
  const meant = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
  return meant ?? wrongType(reader, pointer, value, "是/否", "true or false");
}

/** Tags and other lists: a JSON list, or one text with commas. Each entry once, in the order given. */
export function readList(reader: Reader, value: unknown, pointer: string, form: TextForm): string[] | undefined {
  if (isAbsent(value)) return undefined;
  const entries = typeof value === "string" ? value.split(/[,;\uff0c\uff1b\u3001]/) : value;
  if (!Array.isArray(entries)) return wrongType(reader, pointer, value, "列表", "a list");
  if (entries.length > 200) return problem(reader, pointer, "too_many", "超过 200 项", "More than 200 entries");
  const kept = new Set<string>();
  for (let index = 0; index < entries.length; index += 1) {
    const at = typeof value === "string" ? pointer : pointerTo(pointer, index);
    const entry = readText(reader, entries[index], at, form, 100);
    if (entry !== undefined) kept.add(entry);
  }
  return [...kept];
}

export function readMoney(reader: Reader, value: unknown, pointer: string, currency: string): number | undefined {
  if (isAbsent(value)) return undefined;
  if (typeof value !== "string" && typeof value !== "number")
    return wrongType(reader, pointer, value, "金额", "an amount");
  const money = parseMoney(typeof value === "string" ? normaliseText(value) : value, currency);
  if (!money.ok)
    return problem(
      reader,
      pointer,
      money.code,
      `${money.message.zh}：${quoted(value)}`,
      `${money.message.en}: ${quoted(value)}`,
    );
  if (money.minor < 0) return problem(reader, pointer, "negative", "金额不能为负", "An amount cannot be negative");
  return money.minor;
}

const MOMENT_PROBLEMS = {
  not_a_moment: [
    "不是日期或时间（如 2026-01-20 或 2026-01-20 09:00）",
    "Not a date or time such as 2026-01-20 or 2026-01-20 09:00",
  ],
  no_such_date: ["没有这个日期", "There is no such date"],
  no_such_time: ["没有这个时刻", "There is no such time"],
  seconds: [
    "数字须为 UTC 毫秒，疑似秒数或 Excel 日期序号",
    "A number means UTC milliseconds; this looks like seconds or a spreadsheet's day number",
  ],
  out_of_range: ["日期超出 1900…9999 年", "The date is outside the years 1900…9999"],
} as const;

export function readDue(reader: Reader, value: unknown, pointer: string): DueMoment | undefined {
  if (isAbsent(value)) return undefined;
  if (typeof value !== "string" && typeof value !== "number")
    return wrongType(reader, pointer, value, "日期或时间", "a date or time");
  const moment = readMoment(typeof value === "string" ? normaliseText(value) : value, reader.zone);
  if (moment.kind === "problem") {
    const [zh, en] = MOMENT_PROBLEMS[moment.problem];
    return problem(reader, pointer, moment.problem, `${zh}：${quoted(value)}`, `${en}: ${quoted(value)}`);
  }
  if (moment.oddity === "no_offset") {
    warning(
      reader,
      pointer,
      "no_offset",
      `无时区，按 ${reader.zone} 读取`,
      `No offset: read as a time in ${reader.zone}`,
    );
  } else if (moment.oddity === "loose_date") {
    warning(
      reader,
      pointer,
      "loose_date",
      "日期写法不标准，已按年月日读取",
      "Not written as YYYY-MM-DD: read as year, month, day",
    );
  }
  return moment.kind === "date" ? { day: moment.day } : { at: moment.at };
}

/** An instant; a bare date is refused, since it says no time. */
export function readInstant(reader: Reader, value: unknown, pointer: string): number | undefined {
  const moment = readDue(reader, value, pointer);
  if (moment === undefined) return undefined;
  if ("at" in moment) return moment.at;
  return problem(reader, pointer, "no_time", "缺少时刻，只有日期", "A time of day is missing: this is only a date");
}
