import { chineseNumber, chinesePower } from "./chinese-number.ts";
import { type Reader, sticky } from "./reader.ts";

const ARABIC = sticky(
  "[+-]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?!\\d|-\\d{1,2}-\\d|/\\d{1,2}/\\d|年| ?月| (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\b)",
);
const CHINESE = sticky("(?!百分之)[零〇一二两俩三四五六七八九十百千万亿]+");
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
    const power = large === undefined ? (reader.take(THOUSANDS) === null ? 1 : 1000) : (chinesePower(large) ?? 1);
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
