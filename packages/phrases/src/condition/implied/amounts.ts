import type { Condition } from "@switchyard/flow";
import { readQuantity } from "../../source/quantities.ts";
import { type Reader, sticky } from "../../source/reader.ts";
import { oneFact, readFactName, typeOf } from "../fact-name.ts";
import { all, comparison } from "../make.ts";
import { amountOf } from "../operand.ts";
import { ends } from "../values.ts";
import type { Implied } from "./says.ts";

const AMOUNT_FIRST: Readonly<
  Record<"zh" | "en", [before: RegExp, after: RegExp, operator: "ge" | "gt" | "le" | "lt"][]>
> = {
  zh: [
    [sticky("(?:至少有?|不少于|不低于|不小于|大于等于|达到|满) ?"), sticky(" ?"), "ge"],
    [sticky("(?:超过|超出|多于|大于|高于|超) ?"), sticky(" ?"), "gt"],
    [sticky("(?:不超过|不高于|不大于|不多于|小于等于|至多|最多) ?"), sticky(" ?"), "le"],
    [sticky("(?:少于|小于|不到|没到|不满|未满|不足|低于) ?"), sticky(" ?"), "lt"],
    [sticky("(?:有)?"), sticky(" ?(?:及|或)?以上(?:的)? ?"), "ge"],
    [sticky("(?:有)?"), sticky(" ?(?:及|或)?以下(?:的)? ?"), "le"],
  ],
  en: [
    [sticky("(?:(?:has|have|with) )?(?:at least|no fewer than|no less than) "), sticky(""), "ge"],
    [sticky("(?:(?:has|have|with) )?(?:more than|over|above|exceeding) "), sticky(""), "gt"],
    [sticky("(?:(?:has|have|with) )?(?:at most|no more than|up to) "), sticky(""), "le"],
    [sticky("(?:(?:has|have|with) )?(?:fewer than|less than|under|below) "), sticky(""), "lt"],
    [
      sticky("(?:(?:has|have|with) )?"),
      sticky(" (?:or (?:more|above|over)|and (?:up|above|over|more)|upwards|\\+)"),
      "ge",
    ],
    [sticky("(?:(?:has|have|with) )?"), sticky(" (?:or (?:fewer|less|under|below)|and (?:below|under))"), "le"],
  ],
};
const OWN_UNIT: Readonly<Record<string, string>> = { piece: "total_qty", line: "line_count", money: "amount" };

const OR_MORE = /,? or (?:more|fewer|less|above)/y;
const RANGE: Readonly<Record<"zh" | "en", [before: RegExp, middle: RegExp, after: RegExp]>> = {
  zh: [sticky("(?:在|介于)? ?"), sticky(" ?(?:到|至|~|-|—) ?"), sticky(" ?(?:之间|以内)?(?=的|$|[,;。→])")],
  en: [sticky("worth |(?<=\\bof )|(?:worth )?(?:between|from) "), sticky(" (?:and|to) | ?- ?"), sticky("")],
};

/** 「100到300元的订单」, "orders between 100 and 300 yuan": both ends belong to it. */
function amountRange(reader: Reader): Condition | null {
  const [before, middle, after] = RANGE[reader.language];
  if (reader.take(before) === null) return null;
  const from = readQuantity(reader);
  if (from === null || reader.take(middle) === null) return null;
  const to = readQuantity(reader);
  if (to === null || (from.unit !== "none" && from.unit !== to.unit) || reader.take(after) === null) return null;
  const own = OWN_UNIT[to.unit];
  if (own === undefined || !(ends(reader) || reader.look(/的/y) !== null)) return null;
  const [low, high] = [amountOf(reader, own, { ...from, unit: to.unit }), amountOf(reader, own, to)];
  if (low === null || high === null || low > high) return null;
  reader.last = oneFact(own);
  return comparison(own, "between", [low, high]);
}

/** "five sizes or more": the number, what is counted, and then how it is compared. */
export const countedFirst: Implied = (reader) => {
  const quantity = readQuantity(reader);
  if (quantity?.unit !== "none" || reader.take(/ /y) === null) return null;
  const fact = readFactName(reader, (one) => typeOf(reader, one) === "number" && !/^due_in|hours$|minute/.test(one));
  const word = fact === null ? undefined : reader.take(/,? or (more|fewer|less)(?=[\s,:;.]|$)/y)?.[1];
  return fact === null || word === undefined ? null : comparison(fact, word === "more" ? "ge" : "le", quantity.value);
};

/** "fewer than five domestic substitutes": pieces of goods that are known by that word. */
const goodsFollow = (reader: Reader): boolean =>
  reader.language === "en" &&
  reader.lexicon.values
    .longest(reader.source.low, reader.at)
    ?.values.every(({ fact }) => fact === "origin" || fact === "categories") === true;

/** "5 or more size combinations", 「5种以上尺码组合」: the number first. */
export const amountFirst: Implied = (reader) => {
  const range = reader.attempt(() => amountRange(reader));
  if (range !== null) return range;
  for (const [before, after, operator] of AMOUNT_FIRST[reader.language]) {
    const found = reader.attempt(() => {
      if (reader.take(before) === null) return null;
      const quantity = readQuantity(reader);
      if (quantity === null || reader.take(after) === null) return null;
      if (quantity.unit === "day" && reader.take(/ (?:left|to go|until due)/y) !== null)
        return comparison(
          quantity.clock === "working" ? "due_in_working_days" : "due_in_days",
          operator,
          quantity.value,
        );
      if (!["none", "piece", "kind", "line", "money"].includes(quantity.unit)) return null;
      const end = reader.at;
      reader.take(/ /y);
      const fact = readFactName(
        reader,
        (one) => ["number", "money"].includes(typeOf(reader, one) ?? "") && !/^due_in|hours$|minute/.test(one),
      );
      // "orders under 50 pieces …, 50 and up …": the fact that was spoken of last.
      const again = quantity.unit === "none" ? reader.last?.facts[0] : undefined;
      const ofGoods = fact === null && quantity.unit === "none" && goodsFollow(reader);
      const own = fact ?? (ofGoods ? "total_qty" : null) ?? OWN_UNIT[quantity.unit] ?? again ?? null;
      if (fact === null) reader.at = end;
      // "five sizes or more": the number, its fact, and only then how it is compared.
      if (fact !== null && after.source === "" && reader.look(OR_MORE) !== null) return null;
      const said = reader.raw(reader.at - 1, reader.at) === "的" || reader.look(/的/y) !== null;
      if (own === null || !(ends(reader) || said || ofGoods)) return null;
      const amount = amountOf(
        reader,
        own,
        fact === null || quantity.unit !== "piece" ? quantity : { ...quantity, unit: "none" },
      );
      if (amount === null) return null;
      reader.last = oneFact(own);
      const bound = comparison(own, operator, amount);
      if (!ofGoods) return bound;
      reader.blanks();
      const goods = reader.condition();
      return goods === null ? null : all([bound, goods]);
    });
    if (found !== null) return found;
  }
  return null;
};
