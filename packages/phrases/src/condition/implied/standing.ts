import type { Condition } from "@switchyard/flow";
import { type Reader, sticky } from "../../source/reader.ts";
import { readFactName, typeOf } from "../fact-name.ts";
import { comparison, textCondition } from "../make.ts";
import { ends } from "../values.ts";
import type { Implied } from "./says.ts";

/** "Shipped and …": a state that is said before something else. */
const AND_THEN = sticky("(?= and )");
const ALREADY = { zh: sticky("(?:状态)?已经?"), en: sticky("(?:is |has been |has )?already ") };
const LASTS = ["待", "pending ", "waiting "];
const NOT_YET = {
  zh: sticky("(?:仍然?|依然|还)?(?:未|没有?|尚未)"),
  en: sticky("(?:is |are |has |have |was |were )?(?:not|n't) (?:yet )?(?:been )?"),
};

/**
 * 「已发货」: that state or one further on in the chain; 「未发货」: none of them. A state beside the chain (已退款) is meant alone.
 */
export function standing(reader: Reader): Condition | null {
  // 「待审核的订单」: a state whose word says that it lasts is meant alone.
  if (LASTS.some((word) => reader.source.low.startsWith(word, reader.at))) {
    const [lasting, ...others] = reader.name(reader.lexicon.states) ?? [];
    // How long it has lasted is a deadline's affair.
    const ended =
      reader.look(/的(?!时)|订单/y) !== null || (ends(reader) && reader.look(/ ?(?:for|over|超|满)/y) === null);
    return lasting !== undefined && others.length === 0 && ended ? comparison("status", "is", lasting) : null;
  }
  const done = reader.take(ALREADY[reader.language]) !== null;
  const bare = !done && reader.language === "en" && reader.take(NOT_YET.en) === null;
  if (!done && !bare && reader.language === "zh" && reader.take(NOT_YET.zh) === null) return null;
  const states = reader.name(reader.lexicon.states);
  const [state] = states ?? [];
  if (state === undefined || states?.length !== 1 || !(ends(reader) || reader.look(/的|订单|未|没/y) !== null))
    return null;
  if (bare && reader.look(AND_THEN) === null) return null;
  const at = reader.lexicon.chain.indexOf(state);
  const reached = at < 0 ? [state] : reader.lexicon.chain.slice(at);
  return textCondition(reader, "status", done || bare ? "is" : "is_not", reached);
}

/** 「含赠品」, "has gift": a yes/no field of the workspace by its whole name. */
export function yesByName(reader: Reader): Condition | null {
  const no =
    reader.take(reader.language === "zh" ? /(?:没有|不是|不|无|未|没)(?=.)/y : /(?:no|not|without) /y) !== null;
  // 「未开票」 of 已开票.
  const { labels, yes } = reader.lexicon.facts[reader.language];
  const facts = reader.name(labels) ?? (no ? reader.name(yes) : null);
  const fact = facts?.find((one) => typeOf(reader, one) === "boolean");
  return fact !== undefined && (ends(reader) || reader.look(/的|须|聚合|合并/y) !== null)
    ? comparison(fact, "is", !no)
    : null;
}

export const LACKS_ZH = sticky("(?:没有?(?:填写|填|写)|没有|缺少?|缺失|无|未填写?|不带) ?");
export const HAS_ZH = sticky("(?:有|已有|填了|写了) ?");
export const lacks =
  (before: RegExp, operator: "is_empty" | "is_not_empty"): Implied =>
  (reader) => {
    if (reader.take(before) === null) return null;
    // 「没有加急的订单」: a tag of the workspace's before a field of that name.
    const tag = reader.attempt(() => {
      const named = reader.name(reader.lexicon.tags)?.[0] ?? null;
      return ends(reader) || reader.look(/的/y) !== null ? named : null;
    });
    if (tag !== null) return comparison("tags", operator === "is_empty" ? "contains_none" : "contains_any", [tag]);
    const fact = readFactName(reader, (one) => !/^(due_in|paid_minute|paid_hours|age_|size_count|sku_count)/.test(one));
    if (fact !== null && typeOf(reader, fact) === "boolean")
      return ends(reader) ? comparison(fact, "is", operator === "is_not_empty") : null;
    return fact !== null && (ends(reader) || reader.look(/的/y) !== null) ? comparison(fact, operator) : null;
  };
