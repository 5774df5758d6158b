/** Values of facts as people read them: days, hours, money, instants, lists. */
import { factSpec, formatMoney, type Text } from "@switchyard/orders";

export interface ExplainedValue {
  fact: string;
  label: Text;
  /** null: missing. */
  value: unknown;
  text: Text;
}

const same = (text: string): Text => ({ zh: text, en: text });

/** What a number of this fact is counted in. */
export function unitOf(fact: string, count: number): Text {
  const many = Math.abs(count) === 1 ? "" : "s";
  if (fact === "due_in_days") return { zh: " 天", en: ` day${many}` };
  if (fact === "due_in_working_days") return { zh: " 个工作日", en: ` working day${many}` };
  if (fact.endsWith("_hours")) return { zh: " 小时", en: ` hour${many}` };
  if (fact === "paid_minute_of_day" || fact === "minute_of_day") return { zh: " 分钟", en: ` minute${many}` };
  return same("");
}

export const numberText = (value: number): string => String(Math.round(value * 1000) / 1000);

export function valueText(fact: string, value: unknown, currency = "CNY"): Text {
  if (value === null || value === undefined) return { zh: "缺失", en: "missing" };
  if (typeof value === "boolean") return value ? { zh: "是", en: "yes" } : { zh: "否", en: "no" };
  if (Array.isArray(value)) return { zh: value.join("、"), en: value.join(", ") };
  if (typeof value !== "number") return same(String(value));
  if (factSpec(fact)?.type === "money") return same(formatMoney(value, currency));
  const unit = unitOf(fact, value);
  return { zh: `${numberText(value)}${unit.zh}`, en: `${numberText(value)}${unit.en}` };
}
