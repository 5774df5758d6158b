import { readQuantity } from "../../source/quantities.ts";
import { sticky } from "../../source/reader.ts";
import { readFactName, typeOf } from "../fact-name.ts";
import { comparison } from "../make.ts";
import { amountOf } from "../operand.ts";
import { ends } from "../values.ts";
import type { Implied } from "./says.ts";

const AMOUNT_FIRST: Readonly<
  Record<"zh" | "en", [before: RegExp, after: RegExp, operator: "ge" | "gt" | "le" | "lt"][]>
> = {
  zh: [
    [sticky("(?:至少有?|不少于|达到|满) ?"), sticky(" ?"), "ge"],
    [sticky("(?:超过|多于|大于|超) ?"), sticky(" ?"), "gt"],
    [sticky("(?:不超过|至多|最多) ?"), sticky(" ?"), "le"],
    [sticky("(?:少于|不到|不满|低于) ?"), sticky(" ?"), "lt"],
    [sticky("(?:有)?"), sticky(" ?(?:及|或)?以上(?:的)? ?"), "ge"],
    [sticky("(?:有)?"), sticky(" ?(?:及|或)?以下(?:的)? ?"), "le"],
  ],
  en: [
    [sticky("(?:at least|no fewer than|no less than) "), sticky(""), "ge"],
    [sticky("(?:more than|over) "), sticky(""), "gt"],
    [sticky("(?:at most|no more than|up to) "), sticky(""), "le"],
    [sticky("(?:fewer than|less than|under) "), sticky(""), "lt"],
    [sticky(""), sticky(" or more"), "ge"],
    [sticky(""), sticky(" or (?:fewer|less)"), "le"],
  ],
};
const OWN_UNIT: Readonly<Record<string, string>> = { piece: "total_qty", line: "line_count", money: "amount" };

/** "5 or more size combinations", 「5种以上尺码组合」: the number first. */
export const amountFirst: Implied = (reader) => {
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
      const own = fact ?? OWN_UNIT[quantity.unit] ?? null;
      if (fact === null) reader.at = end;
      if (own === null || !(ends(reader) || reader.look(/的/y) !== null)) return null;
      const amount = amountOf(
        reader,
        own,
        fact === null || quantity.unit !== "piece" ? quantity : { ...quantity, unit: "none" },
      );
      return amount === null ? null : comparison(own, operator, amount);
    });
    if (found !== null) return found;
  }
  return null;
};
