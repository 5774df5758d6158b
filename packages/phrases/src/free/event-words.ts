import { COURIER_ACTIONS, courierKeyword } from "@switchyard/orders";
import { readFactName } from "../condition/fact-name.ts";
import { comparison } from "../condition/make.ts";
import { declared } from "../condition/subject.ts";
import { readKeys } from "../condition/window-fact.ts";
import type { Said } from "../phrase/parts.ts";
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
  const more = operator === undefined && !isZh ? orMoreEn(reader) : null;
  if (more !== null)
    return trigger({ kind: "measure", measure: event }, comparison("event.value", more.operator, more.value));
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

/** "a return rate of 20 percent or more" */
function orMoreEn(reader: Reader): { operator: "ge" | "le"; value: number } | null {
  return reader.attempt(() => {
    const quantity = reader.take(/ of /y) === null ? null : readQuantity(reader);
    const word = quantity === null ? undefined : reader.take(/ or (more|less|above|over|below|under)\b/y)?.[1];
    if (quantity === null || word === undefined) return null;
    const value = quantity.unit === "percent" ? Number((quantity.value / 100).toFixed(6)) : quantity.value;
    return { operator: /more|above|over/.test(word) ? "ge" : "le", value };
  });
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

/** What ends a run: 连续三次 is three with no order signed for in between. */
const IN_A_ROW = { event: "state:Signed" } as const;
const YEAR = { amount: 365, unit: "day", clock: "natural" } as const;

/** 「品牌连续3次修改交期」: changes of a field, counted over a year by a key. */
export function changedOften(reader: Reader): Piece | null {
  if (reader.language === "en") return changedOftenEn(reader);
  reader.take(/(?:同一个?)?/y);
  const by = readFactName(reader);
  const how = by === null ? null : reader.take(/连续|连着|接连|累计|反复/y);
  if (by === null || how === null) return null;
  const before = reader.take(CHANGE) !== null;
  const times = readQuantity(reader);
  if (times?.unit !== "time" || (!before && reader.take(CHANGE) === null)) return null;
  const field = readFactName(reader, (one) => !/^(due_in|paid_minute|age_|paid_hours|size_count)/.test(one));
  if (field === null) return null;
  return often(reader, { by, field, times: times.value, isRun: !/累计|反复/.test(how[0]) });
}
const CHANGE = /(?:修改|变更|更改|改)了?/y;

/** 「批次3次客诉」「连续三次拒收」, "batch with 3 complaints": an event counted over a year by a key. */
export function happenedOften(reader: Reader): Piece | null {
  const isZh = reader.language === "zh";
  reader.take(isZh ? /(?:同一个?)?/y : /(?:if |when |once )?(?:the same |one |an? |the )?/y);
  const by = reader.attempt(() => readKeys(reader));
  const how = isZh
    ? reader.take(by === null ? /连续/y : /(?:连续|累计|满|达到?|有|出现)?/y)
    : reader.take(by === null ? /(?=three|two|four|five|\d)/y : / (?:with|has|gets?|reaches) /y);
  if (how === null) return null;
  const times = readQuantity(reader);
  if (times === null || !Number.isInteger(times.value) || !(isZh ? times.unit === "time" : times.unit === "none"))
    return null;
  reader.blanks();
  if (isZh) reader.take(/(?:都|均|被)?/y);
  const said = isZh ? happening(reader.name(reader.lexicon.events)) : manyEn(reader);
  if (said === null) return null;
  const isRun = isZh ? how[0] === "连续" : reader.take(RUNNING) !== null;
  const whose = by ?? (isRun ? runOf(reader) : null);
  if (whose === null) return null;
  // Which batch a complaint is about is said by the complaint; an order may have lines of several.
  const keys = whose.map((key) => (key === "batch_nos" ? "event.batch_no" : key));
  const counter = declared(reader, {
    ...{ of: "count", event: said.event, by: keys, window: YEAR },
    ...(isRun ? { reset: IN_A_ROW } : {}),
  });
  return trigger(said.trigger, comparison(counter, "ge", times.value));
}

/** What may be counted so: what happens after the sale, and what a courier reports. */
function happening(events: readonly string[] | null | undefined): { event: string; trigger: Said } | null {
  for (const id of events ?? []) {
    const event = COURIER.has(id) ? `courier:${id}` : id;
    if (!event.startsWith("courier:") && !["complaint", "return", "exchange", "refund"].includes(event)) continue;
    const said = eventTrigger(event);
    if (said !== null) return { event, trigger: said };
  }
  return null;
}
const COURIER: ReadonlySet<string> = new Set(COURIER_ACTIONS.map(({ id }) => id));

/** "three refusals", "3 complaints". */
function manyEn(reader: Reader): { event: string; trigger: Said } | null {
  const word = reader.look(/([a-z ]{3,24}?)s(?=[\s,:;.]|$)/y)?.[1];
  if (word === undefined) return null;
  const found = happening(word === "refusal" ? ["refused"] : reader.lexicon.events.get(word));
  if (found !== null) reader.at += word.length + 1;
  return found;
}

/** Whose run it is: 「连续三次拒收」 are one customer's, unless it says another. */
function runOf(reader: Reader): string[] {
  const named = reader.attempt(() =>
    reader.take(reader.language === "zh" ? /(?!)/y : / (?:by|of|from|for) (?:the same |one |an? |the )/y) === null
      ? null
      : readKeys(reader),
  );
  return named ?? ["customer_id"];
}

/** "brand changes due date 3 times running" */
function changedOftenEn(reader: Reader): Piece | null {
  reader.take(/(?:if |when )?(?:the same |one |an? |the )?/y);
  const by = readFactName(reader);
  if (
    by === null ||
    reader.take(/ (?:change[sd]?|move[sd]?|edit(?:s|ed)|has changed|has moved) (?:the |its )?/y) === null
  )
    return null;
  const field = readFactName(reader, (one) => !/^(due_in|paid_minute|age_|paid_hours|size_count)/.test(one));
  if (field === null || reader.take(/ /y) === null) return null;
  const times = readQuantity(reader);
  if (times?.unit !== "time") return null;
  const isRun = reader.take(RUNNING) !== null;
  return often(reader, { by, field, times: times.value, isRun });
}

const RUNNING = / (?:running|in a row|in succession|one after (?:the other|another))/y;

function often(reader: Reader, said: { by: string; field: string; times: number; isRun: boolean }): Piece {
  const { by, field, times, isRun } = said;
  const counter = declared(reader, {
    ...{ of: "count", event: `order_updated:${field}`, by: [by], window: YEAR },
    ...(isRun ? { reset: IN_A_ROW } : {}),
  });
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
