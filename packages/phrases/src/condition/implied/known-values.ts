import type { Condition } from "@switchyard/flow";
import { chineseNumber } from "../../source/chinese-number.ts";
import { type Reader, sticky } from "../../source/reader.ts";
import { readFactName, typeOf } from "../fact-name.ts";
import { comparison, type TextWant, textCondition } from "../make.ts";
import { ends, readGroup, readKnown, readQuoted } from "../values.ts";
import type { Implied } from "./says.ts";

/** Facts that a value alone may stand for; a tag only where the workspace knows it. */
const ALONE = [
  "brand",
  "channel",
  "origin",
  "province",
  "customer_grade",
  "payment_method",
  "tags",
  "source",
  "shop",
  "urgency",
  "categories",
];

const NOT = {
  zh: sticky("(?:非|并非|不是|不来自|不属于) ?"),
  en: sticky(
    "(?:is |are |that (?:is|are) |that (?=aren't|isn't))?(?:(?:not|aren't|isn't) (?:going |coming |shipping )?(?:(?:from|to|in|of|for) (?:the |an? )?|the |an? )|outside (?:of )?(?:the )?)",
  ),
};

/** 「抖音」「奔驰原厂件」「非抖音渠道」: a value that the workspace knows, and that only one fact has. */
export function knownValue(reader: Reader): Condition | null {
  const from = reader.at;
  const want = reader.take(NOT[reader.language]) === null ? "is" : "is_not";
  reader.take(
    reader.language === "zh"
      ? /(?:(?:单子|订单|单)(?:里|中|内)面?(?:有|含|是)|来自|出自|发往|寄往|寄到|送往|(?:收货)?地址?(?:在|是|为)|收货地?在?|来源是?|[用以](?=[^,;。]{1,24}(?:付款|支付|结算))) ?/y
      : /(?:from|to|in|of|for|shipping to|paid (?:by|with|via|using)|paying (?:by|with)|an?|the) /y,
  );
  const counted =
    reader.language === "en" && "btfs23456789".includes(reader.char) ? (reader.take(COUNTED.en)?.[1] ?? null) : null;
  const group = reader.name(reader.lexicon.provinces)?.[0];
  const values =
    group?.map((value) => ({ fact: "province", value })) ??
    reader.name(reader.lexicon.values)?.filter(({ fact }) => ALONE.includes(fact)) ??
    [];
  const [only] = values;
  if (only === undefined || values.some(({ fact }) => fact !== only.fact)) return null;
  // 「A类」 is a grade, whatever brand is called A.
  if (reader.language === "zh" && /^[a-z]$/i.test(reader.raw(reader.at - 1)) && reader.look(/[类级]/y) !== null)
    return null;
  // "in a row" speaks of no brand A.
  if (
    reader.language === "en" &&
    /^[a-z]$/.test(reader.raw(reader.at - 1)) &&
    /[^\w]$/.test(reader.raw(0, reader.at - 1))
  )
    return null;
  // 「…的加急」 at the end may say what is to be done.
  if (
    only.fact === "tags" &&
    from > 0 &&
    /的\s*$/.test(reader.raw(0, from)) &&
    reader.look(/ *(?:[。;\n]|$)/y) !== null
  )
    return null;
  const more: string[] = group === undefined ? [only.value] : [...group];
  for (;;) {
    const next = reader.attempt(() =>
      reader.take(
        reader.language === "zh" ? /(?:渠道|平台|品牌)?(?:[、/]|或者?|和|以及)?/y : /, (?:or |and )?| or | and |\//y,
      ) === null
        ? null
        : (readGroup(reader, only.fact) ??
          readKnown(reader, only.fact) ??
          // 「非抖音、天猫渠道」: neither; read apart, the second would be asked for.
          (want === "is_not" ? named(reader, only.fact) : null)),
    );
    if (next === null) break;
    more.push(...(typeof next === "string" ? [next] : next));
  }
  if (!countIs(reader, counted, more.length)) return null;
  reader.take(
    reader.language === "zh"
      ? /(?:渠道|平台|品牌|客户|件|标签?|付款|支付|结算|类(?:别|商品|产品)?)?(?:的)?(?:订单|单子|单|货|客户)?(?:的)?(?=$|[\s,;:。、→\d<>≤≥且并或派打提标推分转短企钉暂冻挂加赠建请走进都就则含有须没外之以一-龥])/y
      : / ?(?:(?:channel|platform|shop)(?: orders?)?|orders?|parts?|customers?|flag(?=ged\b|s?\b(?! it| them| as)))?\b/y,
  );
  return textCondition(reader, only.fact, want, more);
}

const COUNTED = {
  zh: sticky(
    "(?:这|那)?([两俩二三四五六七八九十]|\\d{1,2})个(?=品牌|平台|渠道|省份?|地区|店铺|客户|产地)(?:品牌|平台|渠道|省份?|地区|店铺|客户|产地)",
  ),
  en: sticky("(?:both )?(two|three|four|five|six|\\d) (?:brands?|channels?|platforms?|provinces?|shops?),? |(?:both )"),
};
const NUMBERS = ["two", "three", "four", "five", "six"];

/** 「奔驰、比亚迪、蔚来三个品牌」: how many were named must be how many are said. */
function countIs(reader: Reader, before: string | null, names: number): boolean {
  const word = reader.language === "zh" ? (reader.take(COUNTED.zh)?.[1] ?? null) : before;
  if (word === null) return true;
  const said = NUMBERS.includes(word) ? NUMBERS.indexOf(word) + 2 : (chineseNumber(word) ?? Number(word));
  return said === names;
}

const named = (reader: Reader, fact: string): string | null =>
  reader.name(reader.lexicon.values)?.find((one) => one.fact === fact)?.value ?? null;

export const GRADE_ZH = sticky(
  "(?:客户|顾客)?(?:等级|级别)?(?:为|是)?([a-z])(?:类|级)(?:客户|顾客)?|客户(?:为|是)?([a-z])(?:类|级)?(?![a-z0-9])",
);
export const GRADE_EN = sticky(
  "(?:an? |the )?([a-z])[ -](?:grade|class) customers?|(?:an? |the )?(?:grade|class)[ -]([a-z])\\b(?: customers?)?|(?:the )?customer (?:is )?(?:an? )?(?:(?:grade|class)[ -])?([a-z])\\b(?!\\w)",
);
/** "A customer" in the middle of a sentence, with a capital letter: the grade, not the article. */
function capitalGrade(reader: Reader): string | undefined {
  const letter = reader.raw(reader.at, reader.at + 1);
  const begins = /(?:^|[.;:\n])\s*$/.test(reader.source.raw.slice(0, reader.at));
  if (!/[A-Z]/.test(letter) || (begins && letter === "A")) return undefined;
  return reader.take(/[a-z] customers?\b/y) === null ? undefined : letter;
}
export const grade =
  (pattern: RegExp): Implied =>
  (reader) => {
    const not =
      reader.language === "zh" && reader.take(/(?:不是|并非|非|不属于) ?(?=(?:客户|顾客)?[a-z](?:类|级))/y) !== null;
    const found = reader.take(pattern);
    const letter =
      found?.slice(1).find((one) => one !== undefined) ??
      (found === null && reader.language === "en" ? capitalGrade(reader) : undefined);
    return letter === undefined ? null : comparison("customer_grade", not ? "is_not" : "is", letter.toUpperCase());
  };

/** 「FJ开头的款号」「含生日礼物的备注」: the value first. */
const AROUND_ZH: [RegExp, RegExp, TextWant][] = [
  [sticky("(?:前缀|开头)(?:是|为) ?"), sticky(" ?的"), "starts"],
  [sticky("以? ?"), sticky(" ?(?:开头|打头)的"), "starts"],
  [sticky("以? ?"), sticky(" ?结尾的"), "ends"],
];
function readCodes(reader: Reader): string[] | null {
  const codes: string[] = [];
  do {
    const from = reader.at;
    const code = readQuoted(reader) ?? (reader.take(/[a-z0-9][a-z0-9#_-]*/y) === null ? null : reader.raw(from));
    if (code === null) return null;
    codes.push(code);
  } while (reader.take(/或者?|、/y) !== null);
  return codes;
}
export function valueFirst(reader: Reader): Condition | null {
  for (const [before, after, want] of AROUND_ZH) {
    const found = reader.attempt(() => {
      reader.take(before);
      const values = readCodes(reader);
      if (values === null || reader.take(after) === null) return null;
      const fact = readFactName(reader, (one) => typeOf(reader, one) === "text" || typeOf(reader, one) === "code");
      return fact === null ? null : textCondition(reader, fact, want, values);
    });
    if (found !== null) return found;
  }
  return null;
}

/** "FJ styles": by the letters that they begin with; "FJ2026 style": that one. */
export function stylesEn(reader: Reader): Condition | null {
  const from = reader.at;
  const found = reader.take(/([a-z]{1,4}|[a-z]+[-\d][a-z0-9-]*) styles?\b/y)?.[1];
  const code = found === undefined ? "" : reader.raw(from, from + found.length);
  if (code === "" || code !== code.toUpperCase()) return null;
  return comparison("style_code", /^[A-Z]+$/.test(code) ? "starts_with" : "is", code);
}

/** 「带VIP标签的」, "tagged VIP". */
export function tagged(reader: Reader): Condition | null {
  const zh = reader.language === "zh";
  if (
    reader.take(
      zh
        ? /(?:带有?|有|含有?|贴了|打了)(?:标签)? ?/y
        : /(?:are |is )?(?:tagged|labelled|marked|with tag|with the tag) (?:as )?/y,
    ) === null
  )
    return null;
  const tag = reader.attempt(() => readQuoted(reader)) ?? reader.name(reader.lexicon.tags)?.[0] ?? null;
  if (tag === null || (zh && reader.take(/的?标签?/y) === null) || !(ends(reader) || reader.look(/的/y) !== null))
    return null;
  return comparison("tags", "contains_any", [tag]);
}
