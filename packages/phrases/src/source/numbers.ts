import { type Reader, sticky } from "./reader.ts";

const DIGITS: Readonly<Record<string, number>> = {
  零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
}; // biome-ignore format: a table
const POWERS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 };

/** 三百二十 → 320, 一千五 → 1500, 十二 → 12, 二〇二六 → 2026; null for what is no numeral. */
export function chineseNumber(text: string): number | null {
  if (/^[零〇一二三四五六七八九]{2,}$/.test(text)) return Number([...text].map((char) => DIGITS[char]).join(""));
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  let lastPower = 1;
  for (const char of text) {
    const value = DIGITS[char];
    const power = POWERS[char];
    if (value !== undefined) {
      if (digit !== null && digit !== 0) return null;
      digit = value;
      if (value === 0) lastPower = 1;
    } else if (power === undefined) {
      return null;
    } else if (power >= 10_000) {
      total = (total + section + (digit ?? 0)) * power;
      section = 0;
      digit = null;
      lastPower = power;
    } else {
      section += (digit ?? 1) * power;
      digit = null;
      lastPower = power;
    }
  }
  // 一千五 is 1500: a last digit counts in the next smaller power.
  const rest = digit === null ? 0 : lastPower >= 100 ? digit * (lastPower / 10) : digit;
  return total + section + rest;
}

const ARABIC = sticky("[+-]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?!\\d|-\\d{1,2}-\\d|/\\d{1,2}/\\d|年)");
const CHINESE = sticky("[零〇一二两三四五六七八九十百千万亿]+");
const LARGE = sticky(" ?(万|千|百|亿)");
const THOUSANDS = sticky("k\\b");
const ENGLISH_WORDS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(
    " ",
  );
const TENS: Readonly<Record<string, number>> = { thirty: 30, forty: 40, fifty: 50, sixty: 60, ninety: 90 };
const ENGLISH = sticky(
  `(?:(twenty|${Object.keys(TENS).join("|")})[ -])?(${[...ENGLISH_WORDS, ...Object.keys(TENS)].join("|")}|an?)\\b(?: (hundred|thousand))?`,
);

/** A number in either kind of digits: 3, 1,000, 1.5 万, 三百, 24, "twenty-four". Money is exact to two decimals of 万. */
export function readNumber(reader: Reader): number | null {
  const arabic = reader.take(ARABIC);
  if (arabic !== null) {
    const plain = Number(arabic[0].replaceAll(",", ""));
    if (reader.strict) return plain;
    const large = reader.take(LARGE)?.[1];
    const power = large === undefined ? (reader.take(THOUSANDS) === null ? 1 : 1000) : (POWERS[large] ?? 1);
    return power === 1 ? plain : Number((plain * power).toFixed(4));
  }
  if (reader.strict) return null;
  const chinese = reader.look(CHINESE);
  if (chinese !== null) {
    const value = chineseNumber(chinese[0]);
    if (value === null) return null;
    reader.at += chinese[0].length;
    return value;
  }
  return reader.language === "en" ? englishNumber(reader) : null;
}

function englishNumber(reader: Reader): number | null {
  const found = reader.take(ENGLISH);
  if (found === null) return null;
  const [, tens, word = "", large] = found;
  const unit =
    word === "a" || word === "an" ? 1 : ENGLISH_WORDS.includes(word) ? ENGLISH_WORDS.indexOf(word) : (TENS[word] ?? 0);
  const base = tens === undefined ? unit : (tens === "twenty" ? 20 : (TENS[tens] ?? 0)) + unit;
  return base * (large === "hundred" ? 100 : large === "thousand" ? 1000 : 1);
}
