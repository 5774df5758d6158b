import type { Duration, NodeOf } from "@switchyard/flow";
import { readNumber } from "../source/numbers.ts";
import { readDuration } from "../source/quantities.ts";
import type { Reader } from "../source/reader.ts";
import { people } from "./actions.ts";
import { breakerEn, breakerZh } from "./breaker.ts";
import {
  type Both,
  both,
  byLabel,
  byName,
  freeText,
  listOf,
  OR,
  type Said,
  type SaidOf,
  type Sentence,
  take,
} from "./parts.ts";
import { rawName } from "./triggers.ts";

/** What waits and what warns, as the generator says it. */

const KEYS = both("、", " and ");

function merge(reader: Reader): Said | null {
  if (take(reader, both("同一 ?", "merge orders of the same ")) === null) return null;
  const by = listOf(reader, KEYS, () => byLabel(reader));
  if (by === null || take(reader, both(" ?的订单 ", " within ")) === null) return null;
  const window = readDuration(reader);
  if (window === null || take(reader, both("内合并成一批", "")) === null) return null;
  const said: SaidOf<"merge"> = { kind: "merge", by, window };
  if (take(reader, both(",满 ", ", closing at ")) !== null) {
    const orders = reader.attempt(() => limit(reader, both(" 单", " orders?")));
    if (orders !== null) said.maxOrders = orders;
    if (orders === null || take(reader, both("或 ", " or ")) !== null) {
      const pieces = limit(reader, both(" 件", " pieces?"));
      if (pieces === null) return null;
      said.maxQty = pieces;
    }
    if (take(reader, both("即关闭", "")) === null) return null;
  }
  if (take(reader, both(",", ", except where ")) !== null) {
    const exclude = reader.condition();
    if (exclude === null || take(reader, both(" 的除外", "")) === null) return null;
    said.exclude = exclude;
  }
  return said;
}

function limit(reader: Reader, unit: Both): number | null {
  const value = readNumber(reader);
  return value === null || take(reader, unit) === null ? null : value;
}

type Goal = NodeOf<"watch">["goal"];
const NO_GOAL = both("\\(未选目标\\)", "\\(no goal yet\\)");

/** States and events by their names. A name that is both a state's and an event's is the state's. */
export function readGoal(reader: Reader, separator: Both): Goal | null {
  if (take(reader, NO_GOAL) !== null) return { states: [], events: [] };
  const goal: Goal = { states: [], events: [] };
  const list = listOf(reader, separator, () => {
    const state = reader.attempt(() => longest(reader));
    if (state === null) return null;
    goal[state.of].push(state.id);
    return state;
  });
  return list === null ? null : goal;
}

function longest(reader: Reader): { of: "states" | "events"; id: string } | null {
  const from = reader.at;
  const state = byName(reader, reader.lexicon.states);
  const afterState = reader.at;
  reader.at = from;
  const event = reader.name(reader.lexicon.events)?.[0] ?? null;
  if (state !== null && afterState >= reader.at) {
    reader.at = afterState;
    return { of: "states", id: state };
  }
  if (event !== null) return { of: "events", id: event };
  reader.at = from;
  const raw = reader.strict ? rawName(reader) : null;
  return raw === null ? null : { of: "events", id: raw };
}

function since(reader: Reader): NodeOf<"watch">["since"] | null {
  if (take(reader, both("收到订单后", "(?:of|from) receiving the order")) !== null) return "received";
  if (take(reader, both("到此处后", "(?:of|from) coming here")) !== null) return "reached";
  if (take(reader, both("", "(?:of|from) ")) === null) return null;
  const fact = byLabel(reader);
  return fact === null || take(reader, both(" ?后", "")) === null ? null : { fact };
}

function watchZh(reader: Reader): Said | null {
  const start = since(reader);
  if (start === null) return null;
  const strict = reader.take(/超过 /y) !== null;
  if (!strict && reader.take(/ /y) === null) return null;
  const within = readDuration(reader);
  if (within === null || reader.take(strict ? /未到 /y : /内未到 /y) === null) return null;
  const goal = readGoal(reader, OR);
  return goal === null || reader.take(/ 则超时/y) === null
    ? null
    : { kind: "watch", within, since: start, goal, strict };
}

function watchEn(reader: Reader): Said | null {
  const strict = reader.take(/late when /y) !== null;
  if (!strict && reader.take(/late unless /y) === null) return null;
  const goal = readGoal(reader, OR);
  if (goal === null || reader.take(strict ? / takes over /y : / within /y) === null) return null;
  const within = readDuration(reader);
  const start = within === null || reader.take(/ /y) === null ? null : since(reader);
  return within === null || start === null ? null : { kind: "watch", within, since: start, goal, strict };
}

function approval(reader: Reader): Said | null {
  const ofBrand = reader.attempt(() =>
    take(reader, both("请品牌的审批人逐级审批,没有审批链的品牌请 ", "ask the brand's approvers level by level, or ")),
  );
  if (ofBrand === null && take(reader, both("请 ", "ask ")) === null) return null;
  const approvers = people(reader);
  if (approvers === null) return null;
  if (ofBrand !== null && take(reader, both("", " where a brand has none,")) === null) return null;
  if (take(reader, both(" 审批", " to approve")) === null) return null;
  const levels = reader.attempt(() =>
    take(reader, both(",", ", ")) === null ? null : limit(reader, both(" 级", " levels?")),
  );
  const timeout = reader.attempt((): Duration | null => {
    if (take(reader, both(",", ", timing out after ")) === null) return null;
    const span = readDuration(reader);
    return span === null || take(reader, both("内未批则超时", "")) === null ? null : span;
  });
  return {
    kind: "approval",
    approvers,
    levels: levels ?? 1,
    ...(ofBrand === null ? {} : { chain: "of_brand" as const }),
    ...(timeout === null ? {} : { timeout }),
    title: freeText(reader),
  };
}

const of =
  (zh: Sentence, en: Sentence): Sentence =>
  (reader) =>
    reader.language === "zh" ? zh(reader) : en(reader);

export const WAITING: readonly Sentence[] = [merge, of(watchZh, watchEn), approval, of(breakerZh, breakerEn)];
