import type { Duration, NodeOf } from "@switchyard/flow";
import { both, byName } from "../phrase/parts.ts";
import { readGoal } from "../phrase/waiting.ts";
import { readDuration } from "../source/quantities.ts";
import { type Reader, sticky } from "../source/reader.ts";
import { type Anchor, readMoment, sinceNews, statesAfter, staying } from "./anchor.ts";
import type { Goal, Piece } from "./items.ts";

/** Deadlines as people say them in Chinese. 超 and 超过 are strict: after the deadline; otherwise at it (design: Watch). */

const s = (words: string) => sticky(` ?(?:${words}) ?`);
const AFTER = s("(?:以后|之后|后(?!续))(?:,)?(?:仍|还|已)?(?:经)?");
const OVER = s("(?:超过了?|超出|超|逾)");
/** 「开工12小时没报工」: how long it has been so. */
const LASTING = s(
  "(?:了|已经?|都|但是?|却|而)?(?:超过了?|超出|超|满|过了|有)?(?:\\d|[一二两三四五六七八九十半]+ ?个?(?:多)?(?:小时|钟头|天|分钟|工作日|周|星期))",
);
const FULL = s("(?:满|已经?|达到|过了|在)?");
const INSIDE = s(
  "(?:之内|以内|内|后(?!续)|以上|了|钟)?(?:货|单号|单|订单|人)?(?:还|仍|都|仍然|依然|仓库|车间|对方|客户)?(?:还)?",
);
const NOT = s("(?:没有|没|无|未能?|不曾|尚未|还没有?|未被|没被)(?:人)?");
const PERFECT = s("(?:记录)?(?:了|的|时|订单|就|则|即|算超时|则超时)?");
const LATE = sticky(
  "(?:的)?(?:订单)?(?=[,;。→=:]|$|派|提|通|告|短|企|钉|飞|邮|暂|冻|挂|标|打|自|就|则|转|推|预|报|给|加|触|财|强|建|创|生|安|打|升|催|叫|喊|找|联)",
);

export function watchZh(reader: Reader): Piece | null {
  reader.take(/(?:如果|若是?|要是|当(?![日天])|但?凡是?|对于|只要是?) ?/y);
  return (
    reader.attempt(() => laterZh(reader)) ??
    reader.attempt(() => checked(reader)) ??
    reader.attempt(() => stalled(reader)) ??
    reader.attempt(() => writeBack(reader)) ??
    reader.attempt(() => stays(reader)) ??
    reader.attempt(() => goalFirst(reader)) ??
    reader.attempt(() => deadline(reader)) ??
    reader.attempt(() => mustBy(reader))
  );
}

/** A check is given the shortest time there is: what was to have happened by then may be a moment late. */
export const AT_ONCE = { amount: 1, unit: "minute", clock: "natural" } as const;

/** 「校验ERP库存已还原，否则…」: an event that should have come with the one before. */
function checked(reader: Reader): Piece | null {
  const name = reader.take(
    / ?(?:校验|检查|确认|核对)(?:一下)?([^,;:。→]{2,20}?) ?[,;]? ?(?:否则|不然|要不然)(?:的话)?/y,
  )?.[1];
  const [event] = name === undefined ? [] : reader.lexicon.events.get(name.replace("已", ""));
  if (event === undefined) return null;
  const goal = { states: [], events: [event] };
  return {
    type: "watch",
    said: { kind: "watch", within: AT_ONCE, since: "reached", goal, strict: false },
    from: null,
    bare: false,
  };
}

const OR = both("(?: ?或者?(?:未|没)?| ?、) ?", " or ");

/** What is waited for. 「没审核」: out of the state that is called 待审核. */
function readWanted(reader: Reader): Goal | null {
  const said = reader.attempt(() => readGoal(reader, OR));
  if (said !== null) return said;
  for (const length of [4, 3, 2]) {
    const word = reader.source.low.slice(reader.at, reader.at + length);
    const [state, ...others] = reader.lexicon.states.get(`待${word}`);
    if (word.length < length || state === undefined || others.length > 0) continue;
    reader.at += length;
    return { states: statesAfter(reader, state), events: [] };
  }
  return null;
}

function deadline(reader: Reader): Piece | null {
  const anchor = reader.attempt((): Anchor | null => {
    reader.take(s("(?:已经?)"));
    const moment = readMoment(reader);
    if (moment === null) return null;
    return reader.take(AFTER) !== null || moment.since !== "reached" || reader.look(LASTING) !== null ? moment : null;
  });
  reader.take(s("(?:但是?|却|而)?(?:仓库|车间|物流|快递|订单|在|已经?|都|了)?"));
  const over = reader.take(OVER) !== null;
  if (!over) reader.take(FULL);
  const within = readDuration(reader);
  if (within === null) return null;
  reader.take(INSIDE);
  if (reader.take(NOT) === null) return null;
  const goal = readWanted(reader);
  if (goal === null || goal.states.length + goal.events.length === 0) return null;
  reader.take(PERFECT);
  if (reader.look(LATE) === null) return null;
  return waiting({ within, strict: over, goal }, anchor);
}

const MUST_NEAR = /^[^,;。\n]{2,24}?[内后](?:就|都|一定)?(?:必|要|须|得|应)/;
const MUST = s("(?:之内|以内|内|后)(?:就|都|一定)?(?:必须|要|须|得|应该?)(?:被|完成)?");
const OR_ELSE = s("(?:的)?[,;。]? ?(?:否则|不然的话|不然|要不然|逾期|超时|没做到|做不到)(?:的话|的)?(?:就|则)?");

/** 「付款后24小时内要发货，否则…」: what must happen, and behind it what is done where it did not. */
function mustBy(reader: Reader): Piece | null {
  if (!MUST_NEAR.test(reader.source.low.slice(reader.at, reader.at + 30))) return null;
  const anchor = reader.attempt((): Anchor | null => {
    const moment = readMoment(reader);
    return moment !== null && reader.take(AFTER) !== null ? moment : null;
  });
  const within = readDuration(reader);
  if (within === null || reader.take(MUST) === null) return null;
  const goal = readWanted(reader);
  if (goal === null || goal.states.length + goal.events.length === 0 || reader.take(OR_ELSE) === null) return null;
  return waiting({ within, strict: false, goal }, anchor);
}

/** 「…，超过五天的提醒主管」: that long after the same start. 「再过24小时」: so much later than the deadline before it, and for the same thing. */
function laterZh(reader: Reader): Piece | null {
  const bare = reader.attempt(() => {
    const strict = "超满".includes(reader.char) ? reader.take(OVER) !== null : null;
    if (strict === null || (!strict && reader.take(FULL) === null)) return null;
    const within = readDuration(reader);
    return within === null || reader.take(/(?:以上)?的(?:话)?(?=[,;:提通告短企钉飞邮])/y) === null
      ? null
      : { within, strict };
  });
  if (bare !== null) return { type: "later", ...bare, plus: false, goal: null };
  if (!"再又".includes(reader.char) || reader.take(AGAIN) === null) return null;
  const within = readDuration(reader);
  if (within === null) return null;
  reader.take(INSIDE);
  const goal = reader.take(NOT) === null ? null : readWanted(reader);
  reader.take(PERFECT);
  return reader.look(LATE) === null ? null : { type: "later", within, plus: true, goal };
}
const AGAIN = s("(?:再|又)(?:过了?|等|隔)");

/** 「已付款未发货超过48小时」「未发货满两天」: the goal first. */
function goalFirst(reader: Reader): Piece | null {
  const anchor = reader.attempt((): Anchor | null => {
    const done = reader.take(s("(?:已经?)")) !== null;
    const moment = readMoment(reader);
    const after = moment !== null && reader.take(AFTER) !== null;
    return moment !== null && (done || after) ? moment : null;
  });
  reader.take(s("(?:但|却|还|仍|又|,)*"));
  if (reader.take(NOT) === null) return null;
  const goal = readWanted(reader);
  if (goal === null || goal.states.length + goal.events.length === 0) return null;
  reader.take(s("(?:时间|已经?|的)?"));
  const over = reader.take(OVER) !== null;
  if (!over && reader.take(s("(?:满|达到?|已有|有)")) === null) return null;
  const within = readDuration(reader);
  if (within === null) return null;
  reader.take(s("(?:以上|了|的|时|就|则)*"));
  return waiting({ within, strict: over, goal }, anchor);
}

function waiting(said: Pick<NodeOf<"watch">, "within" | "strict" | "goal">, named: Anchor | null): Piece {
  const anchor = sinceNews(said.goal, named);
  return {
    type: "watch",
    said: { kind: "watch", ...said, since: anchor?.since ?? "received" },
    from: anchor?.from ?? null,
    bare: anchor === null,
  };
}

const STAYS = s("(?:订单)?(?:状态)?(?:停留?在|处于|卡在|停在|是)");

/** 「停在待审核超过2小时」: reached, and none of the states after it. */
function stays(reader: Reader): Piece | null {
  if (reader.take(STAYS) === null) return null;
  const state = byName(reader, reader.lexicon.states);
  const later = state === null ? [] : statesAfter(reader, state);
  if (state === null || later.length === 0) return null;
  reader.take(s("(?:状态)?(?:已经?|的)?"));
  const over = reader.take(OVER) !== null;
  if (!over && reader.take(s("(?:满|达到?|已有|有|了)")) === null) return null;
  const within = readDuration(reader);
  if (within === null) return null;
  reader.take(s("(?:以上|了|的|时|就|则)*"));
  return staying(state, later, within, over);
}

const STALL = s(
  "(?:订单|快递|包裹)?(?:物流)?(?:的)?(?:轨迹|节点)?(?:停滞|中断|断了|断更|停了|没动静|没动|无更新|没有?更新|不更新|未更新|没动静|不动)",
);

/** 「停滞2小时」「物流轨迹中断超4小时」: no newer node of the courier. */
function stalled(reader: Reader): Piece | null {
  const lead = reader.attempt(() => {
    if (reader.take(s("物流|快递|轨迹|包裹")) === null) return null;
    const over = reader.take(OVER) !== null;
    const within = readDuration(reader);
    reader.take(INSIDE);
    return within !== null && reader.take(STALL) !== null ? { within, over } : null;
  });
  if (lead !== null) return stall(lead.within, lead.over);
  if (reader.take(STALL) === null) return null;
  const over = reader.take(OVER) !== null;
  const within = readDuration(reader);
  return within === null ? null : stall(within, over);
}

const stall = (within: Duration, strict: boolean): Piece => ({
  type: "watch",
  said: { kind: "watch", within, since: "reached", goal: { states: [], events: ["courier_node"] }, strict },
  from: { kind: "courier_node", actions: [] },
  bare: false,
});

/** 「快递单号回传延迟超15分钟」: handed over, and no number has come. */
function writeBack(reader: Reader): Piece | null {
  const first = reader.attempt(() => {
    if (reader.take(s("(?:快递单号|运单号|单号|物流单号)")) === null) return null;
    const over = reader.take(OVER) !== null;
    const late = readDuration(reader);
    reader.take(INSIDE);
    return late !== null && reader.take(NOT) !== null && reader.take(s("回传")) !== null ? { late, over } : null;
  });
  if (first !== null) return numberLate(first.late, first.over);
  if (reader.take(s("(?:快递单号|运单号|单号|物流单号)回传(?:延迟|晚了)?")) === null) return null;
  const strict = reader.take(OVER) !== null;
  const within = readDuration(reader);
  return within === null ? null : numberLate(within, strict);
}

const numberLate = (within: Duration, strict: boolean): Piece => ({
  type: "watch",
  said: { kind: "watch", within, since: "reached", goal: { states: [], events: ["has:tracking_no"] }, strict },
  from: { kind: "state_reached", states: ["HandedOver"] },
  bare: false,
});
