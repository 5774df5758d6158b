/** Values of facts as people read them: days, hours, money, instants, lists. */
import { type Names, operandSentence, stateName } from "@switchyard/flow";
import { factSpec, formatMoney, type Text, timeOfDay, unitWord, weekdayName } from "@switchyard/orders";

export interface ExplainedValue {
  fact: string;
  label: Text;
  /** null: missing. */
  value: unknown;
  text: Text;
}

const MINUTE = 60_000;
const same = (text: string): Text => ({ zh: text, en: text });

/** What the difference of two numbers of this fact is counted in. */
function unitOf(fact: string, count: number): Text {
  const unit = factSpec(fact)?.unit;
  if (unit === undefined || unit === "weekday") return same("");
  const many = Math.abs(count) === 1 ? "" : "s";
  if (unit === "time_of_day") return { zh: " 分钟", en: ` minute${many}` };
  const word = unitWord(unit, count);
  return word === null || unit === "kind" ? same("") : { zh: ` ${word.zh}`, en: ` ${word.en}` };
}

export const numberText = (value: number): string => String(Math.round(value * 1000) / 1000);

type PartUnit = "day" | "hour" | "minute";
const PARTS: readonly { unit: PartUnit; minutes: number }[] = [
  { unit: "day", minutes: 1440 },
  { unit: "hour", minutes: 60 },
  { unit: "minute", minutes: 1 },
];

function counted(count: number, unit: PartUnit): Text {
  const word =
    unit === "minute" ? { zh: "分钟", en: Math.abs(count) === 1 ? "minute" : "minutes" } : unitWord(unit, count);
  return { zh: `${count} ${word?.zh}`, en: `${count} ${word?.en}` };
}

/** Days or hours with a fraction as people say them: its two greatest parts, 16 天 19 小时. */
function spanText(value: number, unit: "day" | "hour"): Text {
  const sign = value < 0 ? "-" : "";
  let left = Math.round(Math.abs(value) * (unit === "day" ? 1440 : 60));
  if (left === 0) return value === 0 ? counted(0, unit) : { zh: "不到 1 分钟", en: "less than a minute" };
  const parts: Text[] = [];
  for (const part of PARTS.slice(unit === "day" ? 0 : 1)) {
    const count = Math.floor(left / part.minutes);
    left -= count * part.minutes;
    if (count > 0 && parts.length < 2) parts.push(counted(count, part.unit));
  }
  return { zh: sign + parts.map(({ zh }) => zh).join(" "), en: sign + parts.map(({ en }) => en).join(" ") };
}

/** A number of this fact with what it counts. */
export function amountText(fact: string, value: number): Text {
  const unit = factSpec(fact)?.unit;
  if ((unit === "day" || unit === "hour") && !Number.isInteger(value)) return spanText(value, unit);
  const word = unitOf(fact, value);
  return { zh: `${numberText(value)}${word.zh}`, en: `${numberText(value)}${word.en}` };
}

/** With `names`, in the workspace's zone, currency and states. */
export function valueText(fact: string, value: unknown, names: Names = {}): Text {
  if (value === null || value === undefined) return { zh: "缺失", en: "missing" };
  if (typeof value === "boolean") return value ? { zh: "是", en: "yes" } : { zh: "否", en: "no" };
  if (Array.isArray(value)) return { zh: value.join("、"), en: value.join(", ") };
  const spec = names.fact?.(fact) ?? factSpec(fact);
  if (typeof value === "string" && fact === "status") return stateName(value, names);
  if (typeof value !== "number") return same(String(value));
  // To the minute: the end of a day is 23:59.
  if (spec?.type === "instant") return operandSentence(fact, Math.floor(value / MINUTE) * MINUTE, names);
  if (spec?.type === "money") return same(formatMoney(value, names.currency ?? "CNY"));
  if (spec?.unit === "time_of_day") return same(timeOfDay(value));
  if (spec?.unit === "weekday") return weekdayName(value) ?? same(String(value));
  return amountText(fact, value);
}
