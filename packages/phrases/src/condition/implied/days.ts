import { endOf, readDay, readDays, startOf } from "../../source/days.ts";
import { type Reader, sticky } from "../../source/reader.ts";
import { comparison } from "../make.ts";
import type { Implied } from "./says.ts";

/** What happens on a day; where nothing is said, the order is placed. */
const THEN: readonly [fact: string, zh: RegExp, en: RegExp][] = [
  ["paid_at", sticky("(?:付款|支付|付清|付)了?"), sticky("paid ")],
  ["received_at", sticky("(?:进来|来|收到|接到)了?"), sticky("(?:received|coming in) ")],
  ["due_at", sticky("(?:要|需)?(?:交货|到期|交付|出货|交)"), sticky("due ")],
  ["ordered_at", sticky("(?:下单?|提交|创建)了?"), sticky("(?:placed|ordered) ")],
];
/** Nothing is tried where no day of the calendar is near. */
const STARTS = {
  zh: /^(?:在|从)? ?(?:\d|本|这|下)/,
  en: /^(?:(?:is|are|was|were) )?(?:(?:placed|ordered|paid|received|coming in|due) )?(?:between|from|on) (?:the )?(?:\d|[jfmasond][aepuco])/,
};
const BEFORE = { zh: sticky("(?:在|从)? ?"), en: sticky("(?:between|from|on) ") };
const SIDE_ZH = sticky(" ?(之?前|以前|之后|以后|后|起)");
const MIDDLE_ZH = sticky(" ?(?:之?间|期间|这段时间|当天|这天)?(?:内|里)?");
const END = {
  zh: sticky(
    "的?(?:订单|单子|单(?![价据号独])|货(?![号品值款物架]))|的|(?=[,;。]|$|(?:每天)?(?:早上|上午|中午|下午|晚上|夜里|凌晨) ?[\\d一二两三四五六七八九十])",
  ),
  en: sticky("(?: orders?\\b)?(?=[\\s,:;.]|$)"),
};

/** 「12月1日到12月12日下的单」「12月12日当天付款的」, "placed from 1 to 12 December": whole days, the last one too. */
export const calendarDays: Implied = (reader) => {
  const { language, lexicon, source } = reader;
  if (!STARTS[language].test(source.low.slice(reader.at, reader.at + 48))) return null;
  if (language === "en") reader.take(/(?:is|are|was|were) /y);
  const early = language === "en" ? then(reader) : null;
  const range = reader.take(BEFORE[language]) === null ? null : (readDays(reader) ?? oneDay(reader));
  if (range === null) return null;
  const side = language === "zh" && range.from === range.to ? (reader.take(SIDE_ZH)?.[1] ?? null) : null;
  if (language === "zh") reader.take(MIDDLE_ZH);
  const fact = early ?? (language === "zh" ? then(reader) : null) ?? "ordered_at";
  if (reader.take(END[language]) === null) return null;
  if (side !== null)
    return comparison(fact, side.includes("前") ? "before" : "after", startOf(range.from, lexicon.zone));
  return comparison(fact, "between", [startOf(range.from, lexicon.zone), endOf(range.to, lexicon.zone)]);
};

const then = (reader: Reader): string | null =>
  THEN.find(([, zh, en]) => reader.take(reader.language === "zh" ? zh : en) !== null)?.[0] ?? null;

const oneDay = (reader: Reader) => {
  const day = readDay(reader);
  return day === null ? null : { from: day, to: day };
};
