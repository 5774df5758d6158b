import { courierKeyword } from "@switchyard/orders";
import { readFactName } from "../condition/fact-name.ts";
import { comparison } from "../condition/make.ts";
import { declared } from "../condition/subject.ts";
import { courierAction } from "../phrase/triggers.ts";
import { readQuantity } from "../source/quantities.ts";
import type { Reader } from "../source/reader.ts";
import { eventTrigger } from "./anchor.ts";
import type { Piece } from "./items.ts";
import { trigger, zh } from "./trigger-piece.ts";

/** Triggers by events, measures and the courier, as people say them. */

const SIGNS: [RegExp, RegExp, "lt" | "le" | "gt" | "ge"][] = [
  [zh("(?:≥|>=|达到|不低于|不少于|至少)"), / ?(?:≥|>=|is at least|at least|reaches) ?/y, "ge"],
  [zh("(?:≤|<=|不超过|至多|不高于)"), / ?(?:≤|<=|is at most|at most) ?/y, "le"],
  [zh("(?:>|超过了?|大于|高于|超)"), / ?(?:>|is over|is above|exceeds|over|above|is more than) ?/y, "gt"],
  [zh("(?:<|低于|小于|少于|不到)"), / ?(?:<|is under|is below|under|below|is less than) ?/y, "lt"],
];

/** 「库存差异超过±3件」: a measure of the workspace's, and what it must be. */
export function measureIs(reader: Reader): Piece | null {
  if (reader.language === "en") reader.take(/(?:the )/y);
  const event = reader.name(reader.lexicon.events)?.[0];
  if (event === undefined || !reader.lexicon.measures.has(event)) return null;
  const isZh = reader.language === "zh";
  const operator = SIGNS.find(([chinese, english]) => reader.take(isZh ? chinese : english) !== null)?.[2];
  const around = reader.take(/ ?(?:±|\+\/-|plus or minus) ?/y) !== null;
  const quantity = operator === undefined ? null : readQuantity(reader);
  if (operator === undefined || quantity === null) return null;
  const value = quantity.unit === "percent" ? Number((quantity.value / 100).toFixed(6)) : quantity.value;
  if (!around) return trigger({ kind: "measure", measure: event }, comparison("event.value", operator, value));
  if (operator !== "gt") return null;
  return trigger(
    { kind: "measure", measure: event },
    { type: "group", match: "not", parts: [comparison("event.value", "between", [-value, value])] },
  );
}

/** 「收件人电话错误→」「虚假签收时」: words by which couriers' texts are known. */
export function courierWords(reader: Reader): Piece | null {
  if (reader.language === "en") return null;
  const clause = reader.look(/ ?([^,;:。\n→]{2,16}?)(?:时(?![间刻长])|后(?!续)|→)/y);
  const words = clause?.[1];
  const action = words === undefined ? undefined : courierKeyword(words);
  if (clause === null || action === undefined) return null;
  reader.at += clause[0].length;
  return trigger({ kind: "courier_node", actions: [action.id] });
}

/** 「品牌连续3次修改交期」: changes of a field, counted over a year by a key. */
export function changedOften(reader: Reader): Piece | null {
  if (reader.language === "en") return changedOftenEn(reader);
  reader.take(/(?:同一个?)?/y);
  const by = readFactName(reader);
  if (by === null || reader.take(/连续|累计|反复/y) === null) return null;
  const times = readQuantity(reader);
  if (times?.unit !== "time" || reader.take(/(?:修改|变更|更改|改)了?/y) === null) return null;
  const field = readFactName(reader, (one) => !/^(due_in|paid_minute|age_|paid_hours|size_count)/.test(one));
  if (field === null) return null;
  return often(reader, by, field, times.value);
}

/** 「批次3次客诉」, "batch with 3 complaints": an event counted over a year by a key. */
export function happenedOften(reader: Reader): Piece | null {
  const isZh = reader.language === "zh";
  reader.take(isZh ? /(?:同一个?)?/y : /(?:if |when |once )?(?:the same |one |an? |the )?/y);
  const by = readFactName(reader);
  if (by === null || reader.take(isZh ? /(?:连续|累计|满|达到?|有|出现)?/y : / (?:with|has|gets?|reaches) /y) === null)
    return null;
  const times = readQuantity(reader);
  if (times === null || !Number.isInteger(times.value) || !(isZh ? times.unit === "time" : times.unit === "none"))
    return null;
  reader.blanks();
  const word = isZh ? null : reader.look(/([a-z ]{3,24}?)s(?=[\s,:;.]|$)/y)?.[1];
  const event = isZh ? reader.name(reader.lexicon.events)?.[0] : reader.lexicon.events.get(word ?? "")[0];
  if (event === undefined || !["complaint", "return", "exchange", "refund"].includes(event)) return null;
  if (word !== null && word !== undefined) reader.at += word.length + 1;
  const said = eventTrigger(event);
  if (said === null) return null;
  const year = { amount: 365, unit: "day" as const, clock: "natural" as const };
  // Which batch a complaint is about is said by the complaint; an order may have lines of several.
  const key = by === "batch_nos" ? "event.batch_no" : by;
  const counter = declared(reader, { of: "count", event, by: [key], window: year });
  return trigger(said, comparison(counter, "ge", times.value));
}

/** "brand changes due date 3 times running" */
function changedOftenEn(reader: Reader): Piece | null {
  reader.take(/(?:if |when )?(?:the same |one |an? |the )?/y);
  const by = readFactName(reader);
  if (by === null || reader.take(/ (?:changes|moves|edits) (?:the |its )?/y) === null) return null;
  const field = readFactName(reader, (one) => !/^(due_in|paid_minute|age_|paid_hours|size_count)/.test(one));
  if (field === null || reader.take(/ /y) === null) return null;
  const times = readQuantity(reader);
  if (times?.unit !== "time") return null;
  reader.take(/ (?:running|in a row)/y);
  return often(reader, by, field, times.value);
}

function often(reader: Reader, by: string, field: string, times: number): Piece {
  const year = { amount: 365, unit: "day" as const, clock: "natural" as const };
  const counter = declared(reader, { of: "count", event: `order_updated:${field}`, by: [by], window: year });
  return trigger({ kind: "order_updated", fields: [field] }, comparison(counter, "ge", times));
}

/** 「快递显示派件中时」「派件中→」 */
export function courier(reader: Reader): Piece | null {
  const isZh = reader.language === "zh";
  const named =
    reader.take(
      isZh
        ? / ?(?:快递|物流)(?:节点|状态|轨迹)?(?:为|是|显示|变为|到|报)? ?[“"「]?/y
        : /(?:when |if )?(?:the )?courier (?:reports|says|shows|node is) /y,
    ) !== null;
  if (!named) return null;
  const actions: string[] = [];
  for (;;) {
    const action = courierAction(reader);
    if (action === null) break;
    actions.push(action);
    if (reader.take(isZh ? /[”"」]?(?:、|或者?)[“"「]?/y : /, (?:or )?| or /y) === null) break;
  }
  if (actions.length === 0) return null;
  if (isZh && reader.take(zh('[”"」]?(?:的时候|之后|时(?![间刻长])|后(?!续)|,|→|即|就)')) === null) return null;
  return trigger({ kind: "courier_node", actions });
}

/** 「报工后」: an event or measure that the workspace's systems send. */
export function measured(reader: Reader): Piece | null {
  const isZh = reader.language === "zh";
  if (isZh) reader.take(/ ?(?:收到|上报)?/y);
  const lead = isZh ? null : reader.take(/(?:when |on |after )?(?:an? |the )?/y);
  const event = reader.name(reader.lexicon.events)?.[0];
  if (event === undefined || event.startsWith("has:") || reader.lexicon.names.events?.[event] === undefined)
    return null;
  const end = reader.take(
    isZh
      ? zh("(?:上报)?(?:的时候|之后|时(?![间刻长])|后(?!续))")
      : / (?:is reported|comes in|arrives|changes)(?=[\s,:;.]|$)|(?=:)/y,
  );
  if (end === null || (end[0] === "" && lead?.[0] === "" && !event.includes(":"))) return null;
  const said = eventTrigger(event);
  return said === null ? null : trigger(said);
}
