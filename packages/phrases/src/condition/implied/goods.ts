import type { Condition } from "@switchyard/flow";
import { type Reader, sticky } from "../../source/reader.ts";
import { comparison, textCondition } from "../make.ts";
import { ends, readKnown, readQuoted, readValues } from "../values.ts";
import type { Implied } from "./says.ts";

/** 「含纸尿裤SKU」: a category that is known, or words in the goods. */
export function goods(reader: Reader, start: RegExp, end: RegExp): Condition | null {
  if (reader.take(start) === null) return null;
  // "has more than 300 pieces" counts; no article is called so.
  if (reader.language === "en" && reader.look(COUNTING) !== null) return null;
  // "it has shipped" speaks of the order.
  if (reader.language === "en" && reader.lexicon.states.longest(reader.source.low, reader.at) !== null) return null;
  const category = reader.attempt(
    () => reader.name(reader.lexicon.values)?.find(({ fact }) => fact === "categories")?.value ?? null,
  );
  if (category !== null) {
    reader.take(end);
    return ends(reader) ? comparison("categories", "contains_any", [category]) : null;
  }
  const words: string[] = [];
  for (;;) {
    const word = readQuoted(reader) ?? readKnown(reader, "brands");
    if (word === null) break;
    words.push(word);
    if (reader.take(reader.language === "zh" ? /[、/或]|或者/y : /, (?:or )?| or /y) === null) break;
  }
  const typed = words.length > 0 ? words : readValues(reader, "item_text");
  if (typed === null) return null;
  reader.take(end);
  return textCondition(reader, "item_text", "contains", typed);
}

const COUNTING = sticky(
  "(?:run|been|gone|lasted|stood|stayed|waited|taken|sat)\\b|(?:more|fewer|less) than \\d|(?:at (?:least|most)|over|under|up to|no (?:more|fewer|less) than) \\d|\\d+ (?:or|and) ",
);
export const BEFORE_GOODS_ZH = sticky(
  "(?:订单|单子|单)?(?:中|里|内)?面?(?:商品|货品)?(?:包含|含有?|带有?|买了|(?<=[里中内面])有) ?",
);
export const BEFORE_GOODS_EN = sticky(
  "(?:the )?(?:order )?(?:contains?|containing|has|with|includes?|including) (?:an? |any )?(?:skus? (?=[a-z0-9-]*\\d))?",
);
export const KINDS_ZH = sticky(" ?(?:的)?(?:SKU|sku|商品|产品|货品|字样|品类|类商品)?");
export const KINDS_EN = sticky("(?: (?:skus?|items?|products?|goods)\\b)?");
/** A category that is known, named by its goods: "diaper SKU". */
export const category =
  (kinds: RegExp): Implied =>
  (reader) => {
    const found = reader.name(reader.lexicon.values)?.find(({ fact }) => fact === "categories");
    return found === undefined || reader.take(kinds) === null
      ? null
      : comparison("categories", "contains_any", [found.value]);
  };
