import { DEFAULT_SETTINGS, instantText, readMoment } from "@switchyard/orders";
import type { Scope } from "../facts.ts";
import { type Text, text } from "../text.ts";
import { factNamed, type Names, stateName } from "./names.ts";
import { counted, inside, moneyText, quoteValue, same, spanText } from "./words.ts";

/** How a fact is said: what comes before the comparison, and how its values are written. */
export interface FactPhrase {
  subject: Text;
  /** The fact's own name, where there is no value to give it a unit. */
  label: Text;
  value(value: string | number | boolean): Text;
}

/** Facts that people say otherwise than by their label: 「交期≤3天」, not 「距交期天数≤3」. `null` subject: the label. */
const SPOKEN: Record<string, [subject: Text | null, value: (value: number) => Text]> = {
  due_in_days: [text("交期", "due"), (n) => text(`${n}天`, counted(n, "day"))],
  due_in_working_days: [text("交期", "due"), (n) => text(`${n}个工作日`, counted(n, "working day"))],
  due_in_hours: [text("交期", "due"), (n) => text(`${n}小时`, counted(n, "hour"))],
  age_hours: [text("已接收", "received for"), (n) => text(`${n}小时`, counted(n, "hour"))],
  paid_hours: [text("已付款", "paid for"), (n) => text(`${n}小时`, counted(n, "hour"))],
  paid_minute_of_day: [text("付款时刻", "time of payment"), clockTime],
  minute_of_day: [text("当天时刻", "time of day"), clockTime],
  weekday: [null, dayName],
  total_qty: [null, (n) => text(`${n}件`, counted(n, "piece"))],
  max_line_qty: [null, (n) => text(`${n}件`, counted(n, "piece"))],
  qty: [null, (n) => text(`${n}件`, counted(n, "piece"))],
  line_count: [null, (n) => text(`${n}行`, counted(n, "line"))],
  sku_count: [null, (n) => text(`${n}种`, String(n))],
  size_count: [null, (n) => text(`${n}种`, String(n))],
};

function clockTime(minutes: number): Text {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return same(`${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
}

function dayName(day: number): Text {
  const zh = "一二三四五六日"[day - 1];
  const en = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][day - 1];
  return zh === undefined || en === undefined ? same(String(day)) : text(`周${zh}`, en);
}

export function factPhrase(name: string, names: Names, scope: Scope): FactPhrase {
  const fact = factNamed(name, names, scope);
  const label = inside(fact.label);
  const spoken = Object.hasOwn(SPOKEN, name) ? SPOKEN[name] : undefined;
  return {
    subject: spoken?.[0] ?? label,
    label,
    value: (value) => {
      if (typeof value === "boolean") return value ? text("是", "yes") : text("否", "no");
      if (fact.type === "instant") return instantName(value, names);
      if (typeof value === "string") return name === "status" ? stateName(value, names) : quoteValue(value);
      if (spoken !== undefined) return spoken[1](value);
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
