import type { Duration } from "@switchyard/flow";
import { readKeys } from "../condition/window-fact.ts";
import { measureOf } from "../phrase/breaker.ts";
import { both, type SaidOf, take } from "../phrase/parts.ts";
import { readDuration, readQuantity } from "../source/quantities.ts";
import type { Reader } from "../source/reader.ts";
import type { Piece } from "./items.ts";

type Breaker = SaidOf<"breaker">;

const DAY = both("(?:单日|当日|当天|每天|一天|每日)(?:内)?(?:的)?", "(?:daily )|(?= )");
const TODAY_EN = /(?: a day| per day| today| in a day)(?: (?:on|of|per) (?:a |the |one )?channel)?/y;
const ORDER = both("(?:单笔|单个|同一|每个|单)订单(?:的)?(?:状态)?|单笔(?:的)?", "");
const ORDER_EN = /(?: on| of| for| per) (?:one|an|a single|the same) order/y;
const SIGNS: [RegExp, RegExp, Breaker["operator"]][] = [
  [/ ?(?:次数|数)?(?:≥|>=|达到|不少于|至少|满) ?/y, / ?(?:≥|>=|is at least|at least|reaches) ?/y, "ge"],
  [/ ?(?:次数|数)?(?:≤|<=|不超过|至多) ?/y, / ?(?:≤|<=|is at most|at most) ?/y, "le"],
  [
    / ?(?:次数|数)?(?:>|超过|大于|多于|高于|超) ?/y,
    / ?(?:>|is over|is above|exceeds?|over|above|more than|stays (?:over|above)) ?/y,
    "gt",
  ],
  [
    / ?(?:次数|数)?(?:<|低于|小于|少于|不到) ?/y,
    / ?(?:<|is under|is below|under|below|less than|stays (?:under|below)|(?:drops|falls) (?:under|below)) ?/y,
    "lt",
  ],
];
const ARROW = both("(?: ?[,→;]? ?(?:则|就|自动|立即|便)?)*", ",?:? ?(?:then )?");
const PAUSES: [ReturnType<typeof both>, Breaker["pauses"]][] = [
  [
    both(
      "(?:暂停|停止|停)(?:该|这个)?(?:渠道|平台)(?:的)?(?:订单)?(?:流入|接入|接单)?",
      "(?:pause|stop) (?:the |that )?(?:channel|intake(?: of (?:the|that) channel)?)\\b",
    ),
    "channel",
  ],
  [
    both(
      "(?:冻结|暂停|停止)(?:新订单进入?)?(?:该|这个)?波次|冻结新订单进波次",
      "(?:freeze|pause|close) (?:the |that )?wave\\b",
    ),
    "wave",
  ],
  [both("熔断", "(?:trip|open the breaker|break)\\b"), "none"],
];

/** 「单日状态冲突>15次或单笔跳变>3次→暂停该渠道流入」: measures side by side, and what they pause. */
export function readBreakers(reader: Reader): Piece | null {
  return reader.attempt(() => {
    const list: Omit<Breaker, "pauses">[] = [];
    do {
      const one = reader.attempt(() => (reader.language === "zh" ? oneZh(reader) : oneEn(reader)));
      if (one === null) break;
      list.push(one);
    } while (take(reader, both(" ?,? ?(?:或者?|及|、) ?", ",? or ")) !== null);
    if (list.length === 0) return null;
    take(reader, ARROW);
    const pauses = PAUSES.find(([words]) => take(reader, words) !== null)?.[1];
    if (pauses === undefined) return null;
    const whole = list.map((one): Breaker => ({ ...one, pauses, measure: keyed(one.measure, pauses) }));
    return { type: "breakers", said: whole };
  });
}

/** A measure that pauses a channel is counted by channel, one that pauses a wave is the wave's own. */
function keyed(measure: Breaker["measure"], pauses: Breaker["pauses"]): Breaker["measure"] {
  if (pauses !== "channel" || measure.by.includes("channel")) return measure;
  return { ...measure, by: ["channel", ...measure.by] };
}

function oneZh(reader: Reader): Omit<Breaker, "pauses"> | null {
  const by = reader.attempt(() => (reader.take(/(?:同一个?|每个|单个)/y) === null ? null : readKeys(reader))) ?? [];
  reader.take(/ ?的? ?/y);
  const day = take(reader, DAY) !== null;
  const order = !day && take(reader, ORDER) !== null;
  const window = day || order ? null : reader.attempt(() => within(reader));
  const event = reader.name(reader.lexicon.events)?.[0];
  if (event === undefined) return null;
  return rest(reader, { event, by: order ? ["external_id"] : by, day, window, order });
}

function within(reader: Reader): Duration | null {
  const span = readDuration(reader);
  return span === null || reader.take(/ ?(?:之内|以内|内)(?:的)?/y) === null ? null : span;
}

function oneEn(reader: Reader): Omit<Breaker, "pauses"> | null {
  reader.take(/(?:if |when )?(?:the )?(?:number of )?/y);
  const early = reader.attempt(() => (reader.take(/(?:more than|over) /y) === null ? null : readQuantity(reader)));
  if (early !== null) reader.take(/ /y);
  const event = eventEn(reader);
  if (event === null) return null;
  let day = reader.take(TODAY_EN) !== null;
  const order = reader.take(ORDER_EN) !== null;
  day ||= reader.take(TODAY_EN) !== null;
  const window = day
    ? null
    : reader.attempt(() => (reader.take(/ (?:in|within) /y) === null ? null : readDuration(reader)));
  if (early !== null) {
    const hold = held(reader);
    return build(
      { event, by: order ? ["external_id"] : [], day, window, order },
      "gt",
      early.value,
      hold,
      early.unit === "percent",
    );
  }
  return rest(reader, { event, by: order ? ["external_id"] : [], day, window, order });
}

function eventEn(reader: Reader): string | null {
  const exact = reader.name(reader.lexicon.events)?.[0];
  if (exact !== undefined) return exact;
  const word = reader.look(/([a-z ]{3,40}?)s(?= |,|$)/y)?.[1];
  const found = word === undefined ? undefined : reader.lexicon.events.get(word)[0];
  if (word === undefined || found === undefined) return null;
  reader.at += word.length + 1;
  return found;
}

interface Said {
  event: string;
  by: string[];
  day: boolean;
  window: Duration | null;
  order: boolean;
}

function rest(reader: Reader, said: Said): Omit<Breaker, "pauses"> | null {
  const sign = SIGNS.find(
    ([chinese, english]) => reader.take(reader.language === "zh" ? chinese : english) !== null,
  )?.[2];
  const quantity = sign === undefined ? null : readQuantity(reader);
  if (sign === undefined || quantity === null) return null;
  return build(said, sign, quantity.value, held(reader), quantity.unit === "percent");
}

function held(reader: Reader): Duration {
  const hold = reader.attempt(() =>
    take(reader, both(" ?,?(?:并)?(?:持续|连续|超过|达到?|满|长达)+ ?", " (?:for|lasting) ")) === null
      ? null
      : readDuration(reader),
  );
  return hold ?? { amount: 0, unit: "minute", clock: "natural" };
}

const COUNTED = [
  "state_conflict",
  "state_jump",
  "complaint",
  "return",
  "exchange",
  "refund",
  "order_received",
  "order_cancelled",
  "order_updated",
];
const YEAR: Duration = { amount: 365, unit: "day", clock: "natural" };

function build(
  { event, by, day, window, order }: Said,
  operator: Breaker["operator"],
  value: number,
  hold: Duration,
  percent: boolean,
): Omit<Breaker, "pauses"> {
  const counted = COUNTED.includes(event) || day || window !== null;
  const of = percent || !counted ? "value" : "count";
  // An order's own count has no window of its own: a year holds all of it.
  const measure = measureOf({
    of,
    event,
    by,
    day,
    window:
      of === "count" && !day ? (window ?? (order ? YEAR : { amount: 24, unit: "hour", clock: "natural" })) : window,
    where: null,
    distinct: null,
  });
  return { kind: "breaker", measure, operator, threshold: percent ? Number((value / 100).toFixed(6)) : value, hold };
}
