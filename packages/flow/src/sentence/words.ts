import { formatMoney } from "@switchyard/orders";
import type { Duration } from "../document.ts";
import { type Text, text } from "../text.ts";

export const same = (value: string): Text => text(value, value);

/** Puts texts side by side, language by language. */
export const cat = (...parts: Text[]): Text =>
  text(parts.map((part) => part.zh).join(""), parts.map((part) => part.en).join(""));

/** Marks that a sentence itself uses. */
const MARKS = /["“”‘’「」『』《》()[\],;:、。\uff08\uff09\uff0c\uff1b\uff1a\s]|^$/;
/** Words with which a sentence goes on where a value could stand. */
const WORDS_ZH = /且|或|非|之间|开头|结尾|的值$/;
const WORDS_EN = /^(and|or|not|empty|one|none|any|all|the)$/i;

/** A value as it stands in a sentence: in quotes where its own spaces, marks or words would run into the sentence. */
export function quoteValue(value: string): Text {
  const marked = MARKS.test(value);
  const quoted = inQuotes(value);
  return text(marked || WORDS_ZH.test(value) ? quoted : value, marked || WORDS_EN.test(value) ? quoted : value);
}

const QUOTES = ["“”", "「」", "『』"];

/** In quotes that do not end inside the value: 「他说“好”」. */
export function inQuotes(value: string): string {
  const [open = "", close = ""] = QUOTES.find(([, end = ""]) => !value.includes(end)) ?? "“”";
  return open + value + close;
}

/** How many values of a list a sentence names. */
const SHOWN = 5;

/** 「A、B、C 等 12 个」 / "A, B, C … 12 in all". */
export function listOf(values: readonly Text[], shown = SHOWN): Text {
  if (values.length <= shown) return joined(values, "、", ", ");
  const first = joined(values.slice(0, shown), "、", ", ");
  return text(`${first.zh} 等 ${values.length} 个`, `${first.en} … ${values.length} in all`);
}

/** A name in Latin letters keeps off the Chinese words beside it: 「把 note_2 改为」, 「SKU 是」. */
export const apart = ({ zh, en }: Text): Text => text(zh.replace(/^(?=[\w.])/, " ").replace(/(?<=[\w.])$/, " "), en);
/** Only behind it: where the sentence begins. */
export const ended = ({ zh, en }: Text): Text => text(zh.replace(/(?<=[\w.])$/, " "), en);

export function joined(values: readonly Text[], zh: string, en: string): Text {
  return text(values.map((value) => value.zh).join(zh), values.map((value) => value.en).join(en));
}

const UNITS = {
  natural: { second: ["秒", "second"], minute: ["分钟", "minute"], hour: ["小时", "hour"], day: ["天", "day"] },
  working: {
    second: ["个工作秒", "working second"],
    minute: ["个工作分钟", "working minute"],
    hour: ["个工作小时", "working hour"],
    day: ["个工作日", "working day"],
  },
} as const;

/** 2小时, 3个工作日 / 2 hours, 3 working days. */
export function durationText({ amount, unit, clock }: Duration): Text {
  const [zh, en] = UNITS[clock][unit];
  return text(`${amount}${zh}`, counted(amount, en));
}

export const counted = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? "" : "s"}`;

/** 300元, USD 12.50; trailing `.00` is left out. */
export function moneyText(minor: number, currency: string): Text {
  const amount = formatMoney(minor, currency).replace(/\.0+$/, "");
  return currency === "CNY" ? text(`${amount}元`, `CNY ${amount}`) : same(`${currency} ${amount}`);
}

/** A span in milliseconds in the largest unit that divides it. */
export function spanText(ms: number): Text {
  for (const [unit, size] of [
    ["day", 86_400_000],
    ["hour", 3_600_000],
    ["minute", 60_000],
    ["second", 1000],
  ] as const) {
    if (ms !== 0 && ms % size === 0) return durationText({ amount: ms / size, unit, clock: "natural" });
  }
  return text(`${ms / 1000}秒`, counted(ms / 1000, "second"));
}

/** A label inside an English sentence starts small, unless it is an abbreviation (PO number, SKU count). */
export const inside = (label: Text): Text =>
  text(label.zh, /^[A-Z][a-z]/.test(label.en) ? label.en.charAt(0).toLowerCase() + label.en.slice(1) : label.en);

export const capital = (sentence: Text): Text =>
  text(sentence.zh, sentence.en.charAt(0).toUpperCase() + sentence.en.slice(1));

/** What stands where something has not been filled in yet. */
export const blank = (zh: string, en: string): Text => text(`（${zh}）`, `(${en})`);
