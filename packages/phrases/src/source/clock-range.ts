import { readClock } from "./moments.ts";
import { type Reader, sticky } from "./reader.ts";

/** From the first minute to the one before the last, in minutes since midnight; `to` before `from` is past midnight. */
export interface ClockRange {
  from: number;
  to: number;
}

const BEFORE = {
  zh: sticky("(?:每天|每晚|每日)?(?:在|从|介于)? ?"),
  en: sticky("(?:every (?:day|night) )?(?:between|from) "),
};
const TO = {
  zh: sticky(" ?(?:到|至|-|–|—|~) ?(?:次日|第二天|翌日)?(?:的)?"),
  en: sticky(" ?(?:to|and|until|till|-|–) ?"),
};
const PART_ZH = /上午|早|凌晨|清晨|中午|下午|晚|夜|傍晚/;
const NOON = 720;

/** 「晚上10点到早上8点」「下午2点到5点」, "between 10 pm and 8 am": the part of the day carries over where that goes forward. */
export function readClockRange(reader: Reader): ClockRange | null {
  return reader.attempt(() => {
    const { language } = reader;
    if (reader.take(BEFORE[language]) === null) return null;
    const first = reader.at;
    const from = readClock(reader);
    const between = reader.at;
    if (from === null || reader.take(TO[language]) === null) return null;
    const second = reader.at;
    const said = readClock(reader);
    if (said === null) return null;
    const { low } = reader.source;
    const carries =
      language === "zh" &&
      from >= NOON &&
      said < NOON &&
      PART_ZH.test(low.slice(first, between)) &&
      !PART_ZH.test(low.slice(second, reader.at)) &&
      said + NOON > from;
    const to = carries ? said + NOON : said;
    return from === to ? null : { from, to };
  });
}
