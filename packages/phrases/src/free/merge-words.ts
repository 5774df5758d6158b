import type { Condition } from "@switchyard/flow";
import { readComparison } from "../condition/comparison.ts";
import { all, comparison } from "../condition/make.ts";
import { negate } from "../condition/negate.ts";
import { readKeys } from "../condition/window-fact.ts";
import { both, type SaidOf, take } from "../phrase/parts.ts";
import { readNumber } from "../source/numbers.ts";
import { readDuration } from "../source/quantities.ts";
import { type Reader, sticky } from "../source/reader.ts";
import type { Piece } from "./items.ts";

/** Merges as people say them. Where no window is said, it is the catalogue's: 24 hours. */

const s = (words: string) => sticky(` ?(?:${words}) ?`);
const WINDOW = { amount: 24, unit: "hour" as const, clock: "natural" as const };

export function readMerge(reader: Reader): Piece | null {
  const said = reader.attempt(() => (reader.language === "zh" ? mergeZh(reader) : mergeEn(reader)));
  return said === null ? null : { type: "action", said };
}

const SAME_ZH = s("(?:把|将)?(?:同一个?|相同|同)");
const ORDERS_ZH = s("(?:的)?(?:多个?|多笔|所有|几张)?(?:重复)?(?:订单|单子|下单的订单|下的单|单)?");
const AGAIN_ZH = s("(?:的)?(?:重复|多次|又|再次)?(?:下单|下的单|来单)?(?:的)?(?:多个?|多笔|所有)?(?:订单|单子)?");
const MERGE_ZH = s(
  "(?:自动|要|都|就|可以|统一)*(?:给)?(?:合并|并单|合单|拼单|并成|并为|合成|合批|并批|聚合|凑成|(?:并|合|凑|拼)(?=在一起|到一起|起来|一批|一单|一个))(?:在一起|到一起|起来)?(?:成|为)?(?:一个|同一|一)?(?:批次单|批次|批|单|包裹|个包裹|包)?(?:打包|发货|处理|出货|发出|发)?",
);

function mergeZh(reader: Reader): SaidOf<"merge"> | null {
  let window = reader.attempt(() => within(reader));
  if (reader.take(SAME_ZH) === null) return null;
  const by = readKeys(reader);
  if (by === null) return null;
  reader.take(ORDERS_ZH);
  window ??= reader.attempt(() => within(reader));
  reader.take(AGAIN_ZH);
  const only = reader.look(MERGE_ZH) === null ? reader.attempt(() => someOf(reader)) : null;
  if (reader.take(MERGE_ZH) === null) return null;
  window ??= reader.attempt(() =>
    reader.take(s("[,(]?(?:合并)?(?:窗口|时间窗口?|时限|时间)(?:为|是|设为)?")) === null ? null : readDuration(reader),
  );
  const said = withLimits(reader, { kind: "merge", by, window: window ?? WINDOW });
  return only === null || said.exclude !== undefined ? said : { ...said, exclude: negate(only) };
}

/** 「已发货未开票」: which orders of the key are merged; all others are left out. */
function someOf(reader: Reader): Condition | null {
  const parts: Condition[] = [];
  for (;;) {
    const part = reader.attempt(() => readComparison(reader));
    if (part === null) break;
    parts.push(part);
    reader.take(/ ?(?:[,、且并]|而且)? ?/y);
    if (reader.look(MERGE_ZH) !== null) break;
  }
  reader.take(/的?(?:订单|单子|单)?/y);
  return parts.length === 0 ? null : all(parts);
}

function within(reader: Reader): SaidOf<"merge">["window"] | null {
  reader.take(s("(?:在|每)?"));
  const span = readDuration(reader);
  return span === null || reader.take(s("(?:之内|以内|内|里)(?:的)?")) === null ? null : span;
}

const MERGE_EN = s("(?:merge|combine|consolidate|batch|bundle|join|group|collect|put together)(?: up| together)?");
const ORDERS_EN = sticky(
  "(?:all )?(?:orders? )?(?:of|by|from|for|with|to) (?:the same|one|a single) |(?:the )?same |orders? of (?:one|the same) ",
);
const BECOME_EN = sticky(
  ",? ?:? ?(?:(?:are|is|should be|get) )?(?:to be )?(?:merged?|combined?|consolidated?|become one batch|go in one parcel|are one batch|into one|one (?:parcel|batch|order)|a single (?:parcel|batch|order))(?: (?:into|in|as) (?:one|a) (?:batch|order|parcel|shipment))?",
);

function mergeEn(reader: Reader): SaidOf<"merge"> | null {
  const listed = reader.attempt(() => listedEn(reader));
  if (listed !== null) return listed;
  const verb = reader.take(MERGE_EN) !== null;
  if (reader.take(ORDERS_EN) === null) return null;
  const by = readKeys(reader);
  if (by === null) return null;
  reader.take(/(?:'s)? orders?\b/y);
  const window = reader.attempt(() =>
    reader.take(
      /,? (?:that (?:come|comes|came|arrive|are placed|were placed)(?: in)? |placed |coming in )?(?:within|in) /y,
    ) === null
      ? null
      : readDuration(reader),
  );
  const end = reader.take(verb ? / (?:into|in|as) (?:one|a) (?:batch|order|parcel|shipment)\b/y : BECOME_EN);
  if (!verb && end === null) return null;
  const later = window ?? reader.attempt(() => windowEn(reader));
  return withLimits(reader, { kind: "merge", by, window: later ?? WINDOW });
}

/** "one customer, shipped in 3 days, not invoiced": what a list puts together, and which orders it takes. */
function listedEn(reader: Reader): SaidOf<"merge"> | null {
  if (reader.take(/(?:one|the same) /y) === null) return null;
  const by = readKeys(reader);
  if (by === null || reader.take(/, (?=[a-z ]+ (?:in|within) \d)/y) === null) return null;
  const state = reader.name(reader.lexicon.states)?.[0];
  const at = state === undefined ? -1 : reader.lexicon.chain.indexOf(state);
  if (at < 0 || reader.take(/ (?:in|within) /y) === null) return null;
  const window = readDuration(reader);
  if (window === null) return null;
  const parts: Condition[] = [comparison("status", "in_list", [...reader.lexicon.chain.slice(at)])];
  for (;;) {
    const part = reader.attempt(() => (reader.take(/, /y) === null ? null : readComparison(reader)));
    if (part === null) break;
    parts.push(part);
  }
  return { kind: "merge", by, window, exclude: negate(all(parts)) };
}

/** ", 6 hour window", ", with a window of 2 days". */
function windowEn(reader: Reader): SaidOf<"merge">["window"] | null {
  if (reader.take(/,? (?:with |in )?(?:an? )?(window of )?/y) === null) return null;
  const named = / window of $/.test(reader.source.low.slice(0, reader.at));
  const span = readDuration(reader);
  return span === null || (!named && reader.take(/ window\b/y) === null) ? null : span;
}

const FULL = both(
  "[,;]? ?(?:满|到|达到|最多|凑满|够)",
  ",? (?:and )?(?:closing at|close at|until|up to|at most|full at|no more than|not more than|max(?:imum)?(?: of)?|capped at) ",
);
const CLOSE = both(" ?(?:就|即|后)?(?:关闭|截止|结批|封批|关批|停止合并|发出|收单)?", "(?: or)?");
const EXCEPT = both("[,;]? ?(?:但)?(?:除了?)?", ",? (?:except|unless|but not)(?: (?:where|when|if|for))? ");
const EXCEPT_END = s("(?:的)?(?:订单)?(?:除外|不合并|不参与(?:合并)?|不并|不算)");

function withLimits(reader: Reader, merge: SaidOf<"merge">): SaidOf<"merge"> {
  const said = { ...merge };
  reader.attempt(() => {
    if (take(reader, FULL) === null) return null;
    const more = limit(reader, said);
    if (more && take(reader, both(" ?或者?(?:满)?", " or ")) !== null) limit(reader, said);
    take(reader, CLOSE);
    return more ? true : null;
  });
  const exclude = reader.attempt(() => {
    if (take(reader, EXCEPT) === null) return null;
    const when = reader.condition();
    if (reader.language === "en") reader.take(/ (?:ones|orders?)\b/y);
    return when !== null && (reader.language === "en" || reader.take(EXCEPT_END) !== null) ? when : null;
  });
  return exclude === null ? said : { ...said, exclude };
}

function limit(reader: Reader, said: SaidOf<"merge">): boolean {
  const value = readNumber(reader);
  if (value === null || !Number.isInteger(value) || value < 1) return false;
  if (
    take(reader, both(" ?(?:单|张|个订单|笔)", " orders?\\b(?: (?:per|in a|in one|a|each) ?(?:batch|parcel)?)?")) !==
    null
  )
    said.maxOrders = value;
  else if (take(reader, both(" ?(?:件|个)", " (?:pieces?|items?|units?)\\b")) !== null) said.maxQty = value;
  else return false;
  return true;
}
