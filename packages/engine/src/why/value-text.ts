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
export function unitOf(fact: string, count: number): Text {
  const unit = factSpec(fact)?.unit;
  if (unit === undefined || unit === "weekday") return same("");
  const many = Math.abs(count) === 1 ? "" : "s";
  if (unit === "time_of_day") return { zh: " 分钟", en: ` minute${many}` };
  const word = unitWord(unit, count);
  return word === null || unit === "kind" ? same("") : { zh: ` ${word.zh}`, en: ` ${word.en}` };
}

export const numberText = (value: number): string => String(Math.round(value * 1000) / 1000);

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
  const unit = unitOf(fact, value);
  return { zh: `${numberText(value)}${unit.zh}`, en: `${numberText(value)}${unit.en}` };
}
