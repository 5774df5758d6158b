import type { Duration } from "@switchyard/flow";
import { chineseNumber } from "./chinese-number.ts";
import { readNumber } from "./numbers.ts";
import { type Reader, sticky } from "./reader.ts";

/** What a number was counted in; "none" where nothing was said. */
export type Unit =
  | "second"
  | "minute"
  | "hour"
  | "day"
  | "piece"
  | "order"
  | "line"
  | "kind"
  | "time"
  | "money"
  | "percent"
  | "none";

export interface Quantity {
  value: number;
  unit: Unit;
  clock: "natural" | "working";
  /** ISO code where one was written; null: the workspace's. */
  currency: string | null;
}

type Row = [pattern: string, unit: Unit, factor: number, clock?: "working"];
const rows = (list: Row[]) =>
  list.map(([pattern, unit, factor, clock]) => ({ pattern: sticky(pattern), unit, factor, clock }));

const UNITS_ZH = rows([
  [" ?个?工作日", "day", 1, "working"],
  [" ?个?工作小时", "hour", 1, "working"],
  [" ?个?工作分钟", "minute", 1, "working"],
  [" ?个?工作秒钟?", "second", 1, "working"],
  [" ?个?(?:自然日|自然天)", "day", 1],
  [" ?(?:天|日)(?!期)", "day", 1],
  [" ?个?(?:小时|钟头|h(?![a-z]))", "hour", 1],
  [" ?(?:分钟|分(?![配拣仓到给派流]))", "minute", 1],
  [" ?刻钟", "minute", 15],
  [" ?秒钟?(?!杀)", "second", 1],
  [" ?个?(?:星期|礼拜)|周", "day", 7],
  [" ?(?:元|块钱?|rmb|人民币)", "money", 1],
  [" ?(?:件|个|支|台|套|双|箱|包|pcs)(?!工作|自然|小时)", "piece", 1],
  [" ?(?:单|笔|张)(?!价)", "order", 1],
  [" ?行", "line", 1],
  [" ?(?:种|款|色)(?!号|式)", "kind", 1],
  [" ?(?:次|回)", "time", 1],
  [" ?%", "percent", 1],
]);
const UNITS_EN = rows([
  ["[ -]?(?:working|business)[ -]days?\\b|[ -]?workdays?\\b", "day", 1, "working"],
  ["[ -]?(?:working|business)[ -]hours?\\b", "hour", 1, "working"],
  ["[ -]?(?:working|business)[ -]minutes?\\b", "minute", 1, "working"],
  ["[ -]?(?:working|business)[ -]seconds?\\b", "second", 1, "working"],
  ["[ -]?(?:(?:calendar|natural) )?(?:days?|d)\\b", "day", 1],
  ["[ -]?(?:hours?|hrs?|h)\\b", "hour", 1],
  ["[ -]?(?:minutes?|mins?)\\b", "minute", 1],
  ["[ -]?(?:seconds?|secs?|s)\\b", "second", 1],
  ["[ -]?weeks?\\b", "day", 7],
  [" ?(?:yuan|rmb|cny)\\b", "money", 1],
  [" ?(?:pieces?|pcs|items?|units?)\\b", "piece", 1],
  [" ?orders?\\b", "order", 1],
  [" ?lines?\\b", "line", 1],
  [" ?(?:kinds?)\\b", "kind", 1],
  [" ?times?\\b", "time", 1],
  [" ?(?:%|percent\\b)", "percent", 1],
]);

const CURRENCY = sticky("(¥|rmb|cny|usd|eur|gbp|jpy|hkd|[a-z]{3}(?= \\d)|\\$|€|£) ?");
const CURRENCIES: Readonly<Record<string, string | null>> = { "¥": null, rmb: "CNY", $: "USD", "€": "EUR", "£": "GBP" };
/** 「半天」「一个半小时」, and the half behind the unit: 「一天半」. */
const HALF_ZH = sticky(
  "(?:([\\d一二两三四五六七八九十]+) ?个)?半 ?个?(小时|钟头|天|日)|([\\d一二两三四五六七八九十]+) ?个?(小时|钟头|天|日)半(?![天日小钟])",
);
/** "half a day", "a day and a half", "one and a half hours". */
const HALF_EN = sticky(
  "(?:half an? (hour|day)|(an?|one|two|three|four|\\d+) (?:(hour|day)s? and a half|and a half (hour|day)s?))\\b",
);
const COUNTS_EN: Readonly<Record<string, number>> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4 };

const OF_HUNDRED = sticky("百分之");

/** 3天, 24小时, 三百元, ¥300, 半小时, 3 working days. */
export function readQuantity(reader: Reader): Quantity | null {
  return reader.attempt(() => {
    const half = readHalf(reader);
    if (half !== null) return half;
    if (reader.language === "zh" && !reader.strict && reader.take(OF_HUNDRED) !== null) {
      const value = readNumber(reader);
      return value === null ? null : { value, unit: "percent", clock: "natural", currency: null };
    }
    const currency = reader.take(CURRENCY)?.[1];
    const value = readNumber(reader);
    if (value === null) return null;
    if (currency !== undefined) {
      const code = currency in CURRENCIES ? (CURRENCIES[currency] ?? null) : currency.toUpperCase();
      reader.take(reader.language === "zh" ? / ?(?:元|块钱?)/y : / ?(?:yuan|rmb)\b/y);
      return { value, unit: "money", clock: "natural", currency: code };
    }
    const unit = (reader.language === "zh" ? UNITS_ZH : UNITS_EN).find(({ pattern }) => reader.take(pattern) !== null);
    if (unit === undefined) return { value, unit: "none", clock: "natural", currency: null };
    return { value: value * unit.factor, unit: unit.unit, clock: unit.clock ?? "natural", currency: null };
  });
}

function readHalf(reader: Reader): Quantity | null {
  if (reader.strict) return null;
  return reader.attempt(() => {
    const isZh = reader.language === "zh";
    const found = reader.take(isZh ? HALF_ZH : HALF_EN);
    if (found === null) return null;
    const [, a, b, c, d] = found;
    const whole = isZh ? (a ?? c) : b;
    const unit = (isZh ? (b ?? d) : (a ?? c ?? d)) ?? "";
    const count = whole === undefined ? 0 : (COUNTS_EN[whole] ?? numberOf(whole));
    const minutes = /小时|钟头|hour/.test(unit) ? 60 : 1440;
    return { value: minutes * count + minutes / 2, unit: "minute", clock: "natural", currency: null };
  });
}

const numberOf = (text: string): number => (/\d/.test(text) ? Number(text) : (chineseNumber(text) ?? 0));

type TimeUnit = Duration["unit"];
const SMALLER: Readonly<Record<TimeUnit, [TimeUnit, number] | null>> = {
  day: ["hour", 24],
  hour: ["minute", 60],
  minute: ["second", 60],
  second: null,
};
const isTime = (unit: Unit): unit is TimeUnit =>
  unit === "day" || unit === "hour" || unit === "minute" || unit === "second";

/** A span of time as documents write it: whole units (1.5 hours are 90 minutes, half a day is 12 hours). */
function durationOf({ value, unit, clock }: Quantity): Duration | null {
  if (!isTime(unit)) return null;
  let [amount, size]: [number, TimeUnit] = [value, unit];
  for (let smaller = SMALLER[size]; !Number.isInteger(amount); smaller = SMALLER[size]) {
    if (smaller === null || (clock === "working" && size === "day")) return null;
    [size, amount] = [smaller[0], Number((amount * smaller[1]).toFixed(6))];
  }
  if (size === "minute" && amount % 1440 === 720) [size, amount] = ["hour", amount / 60];
  return amount >= 0 && amount <= 100_000 ? { amount, unit: size, clock } : null;
}

export function readDuration(reader: Reader): Duration | null {
  return reader.attempt(() => {
    const quantity = readQuantity(reader);
    return quantity === null ? null : durationOf(quantity);
  });
}
