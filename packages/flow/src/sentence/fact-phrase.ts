import {
  DEFAULT_SETTINGS,
  type FactUnit,
  instantText,
  readMoment,
  timeOfDay,
  unitWord,
  weekdayName,
} from "@switchyard/orders";
import type { Scope } from "../facts.ts";
import { type Text, text } from "../text.ts";
import { factNamed, type Names, valueName } from "./names.ts";
import { inside, moneyText, quoteValue, same, spanText } from "./words.ts";

/** How a fact is said: what comes before the comparison, and how its values are written. */
export interface FactPhrase {
  subject: Text;
  /** The fact's own name, where there is no value to give it a unit. */
  label: Text;
  value(value: string | number | boolean): Text;
}

/** Facts that people say otherwise than by their label: 「交期≤3天」, not 「距交期天数≤3」. */
const SUBJECTS: Readonly<Record<string, Text>> = {
  due_in_days: text("交期", "due"),
  due_in_working_days: text("交期", "due"),
  due_in_hours: text("交期", "due"),
  age_hours: text("已接收", "time since receipt"),
  paid_hours: text("已付款", "time since payment"),
};

/** 3天 / 3 days, 12:00, 周六 / Saturday. English says no word for kinds: 「SKU count ≥ 3」. */
function amountText(amount: number, unit: FactUnit): Text {
  if (unit === "time_of_day") return same(timeOfDay(amount));
  if (unit === "weekday") return weekdayName(amount) ?? same(String(amount));
  const word = unitWord(unit, amount);
  const zh = `${amount}${word?.zh ?? ""}`;
  return text(zh, word === null || unit === "kind" ? String(amount) : `${amount} ${word.en}`);
}

export function factPhrase(name: string, names: Names, scope: Scope): FactPhrase {
  const fact = factNamed(name, names, scope);
  const label = inside(fact.label);
  return {
    subject: (Object.hasOwn(SUBJECTS, name) ? SUBJECTS[name] : undefined) ?? label,
    label,
    value: (value) => {
      if (typeof value === "boolean") return value ? text("是", "yes") : text("否", "no");
      if (fact.type === "instant") return instantName(value, names);
      if (typeof value === "string") return valueName(name, value, names) ?? quoteValue(value);
      if (fact.unit !== undefined) return amountText(value, fact.unit);
      if (fact.type === "money") return moneyText(value, names.currency ?? DEFAULT_SETTINGS.currency);
      return fact.type === "duration" ? spanText(value) : same(String(value));
    },
  };
}

/** 2026-11-11 00:00 in the workspace's zone; text that is no instant stays as it is. */
function instantName(value: string | number, names: Names): Text {
  const moment = readMoment(value, "UTC");
  if (moment.kind !== "instant") return quoteValue(String(value));
  const iso = instantText(moment.at, names.zone ?? DEFAULT_SETTINGS.zone);
  const time = iso
    .slice(11)
    .replace(/(Z|[+-]\d\d:\d\d)$/, "")
    .replace(/:00$/, "");
  return same(`${iso.slice(0, 10)} ${time}`);
}
