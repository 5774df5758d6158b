import type { Condition, WindowFact } from "@switchyard/flow";
import { readDuration } from "../source/quantities.ts";
import { type Reader, sticky } from "../source/reader.ts";
import { readFactName } from "./fact-name.ts";

type Window = Omit<WindowFact, "id">;

/** 「24小时内同一品牌的（…）订单数」 / "number of orders of the same brand in 24 hours": a counter, said in full. */
export function readWindow(reader: Reader): Window | null {
  if (reader.depth > 4) return null;
  return reader.attempt(() => (reader.language === "zh" ? windowZh(reader) : windowEn(reader)));
}

const INSIDE_ZH = sticky(" ?(?:之?内|以内) ?");
const SAME_ZH = sticky(" ?(?:同一个?|相同) ?");
const COUNT_ZH = sticky("(?:总|下)?(?:数量?|次数)(?!据)");
const DIFFERENT_ZH = sticky("不同 ?");

function windowZh(reader: Reader): Window | null {
  const span = reader.attempt(() => {
    const duration = readDuration(reader);
    return duration !== null && reader.take(INSIDE_ZH) !== null ? duration : null;
  });
  if (reader.take(SAME_ZH) === null) return null;
  const by = readKeys(reader);
  const within =
    span ??
    (reader.strict
      ? null
      : reader.attempt(() => {
          reader.take(/ ?的? ?(?:在|最近|近)? ?/y);
          const duration = readDuration(reader);
          return duration !== null && reader.take(INSIDE_ZH) !== null ? duration : null;
        }));
  if (by === null || within === null) return null;
  reader.take(reader.strict ? / ?的/y : / ?的?/y);
  const where = inBrackets(reader, /\(/y);
  const event = readEvent(reader);
  if (event === null) return null;
  const base = { event, by, window: within, ...(where === null ? {} : { where }) };
  if (reader.take(COUNT_ZH) !== null) return { of: "count", ...base, ...resetZh(reader) };
  if (reader.take(DIFFERENT_ZH) !== null) {
    const field = readFactName(reader);
    if (field === null || reader.take(/ ?个数/y) === null) return null;
    return { of: "distinct", ...base, field, ...resetZh(reader) };
  }
  reader.take(/ /y);
  const field = readFactName(reader);
  if (field === null || reader.take(/ ?(?:合计|总和|总额)/y) === null) return null;
  return { of: "sum", ...base, field, ...resetZh(reader) };
}

type Reset = Pick<Window, "reset">;

/** 「（到达“已签收”后重新计数）」: what begins the count anew. */
function resetZh(reader: Reader): Reset {
  return (
    reader.attempt(() => {
      if (reader.take(/\(/y) === null) return null;
      const where = inBrackets(reader, /\(/y);
      const event = readEvent(reader);
      if (event === null || reader.take(ANEW_ZH) === null) return null;
      return { reset: { event, ...(where === null ? {} : { where }) } };
    }) ?? {}
  );
}
const ANEW_ZH = sticky(" ?(?:之后|以后|后|就|则)(?:就)?(?:重新计数|重新计算|重新开始|清零)\\)");

/** " (counted anew after each arrival at “Signed”)" */
function resetEn(reader: Reader): Reset {
  return (
    reader.attempt(() => {
      if (reader.take(ANEW_EN) === null) return null;
      const event = readEvent(reader);
      if (event === null) return null;
      const where = reader.attempt(() => (reader.take(/ where /y) === null ? null : reader.condition()));
      return reader.take(/\)/y) === null ? null : { reset: { event, ...(where === null ? {} : { where }) } };
    }) ?? {}
  );
}
const ANEW_EN = sticky(" \\((?:counted|counting|starting|beginning) anew (?:after|with) (?:each|every|an?) ");

/** An event by its name, or an order's coming to a state: 「到达“已签收”」, "arrival at “Signed”". */
function readEvent(reader: Reader): string | null {
  const state = reader.attempt(() => {
    if (reader.take(reader.language === "zh" ? /到达 ?[“"「]/y : /arrivals? at [“"]/y) === null) return null;
    const found = reader.name(reader.lexicon.states)?.[0];
    return found !== undefined && reader.take(/[”"」]/y) !== null ? `state:${found}` : null;
  });
  return state ?? reader.name(reader.lexicon.events)?.[0] ?? null;
}

const SAME_EN = sticky(" (?:of|from|by|for) (?:the same|one|a) ");
const NUMBER_EN = sticky("(?:the )?(?:number|count) of ");
const DIFFERENT_EN = sticky("(?:the )?number of different ");
const TOTAL_EN = sticky("(?:the )?total ");

function windowEn(reader: Reader): Window | null {
  const different = reader.take(DIFFERENT_EN) !== null;
  const total = !different && reader.take(TOTAL_EN) !== null;
  if (!different && !total && reader.take(NUMBER_EN) === null) return null;
  const field = different || total ? readFactName(reader) : null;
  if ((different || total) && (field === null || reader.take(/ of /y) === null)) return null;
  const event = readPlural(reader);
  if (event === null || reader.take(SAME_EN) === null) return null;
  const by = readKeys(reader);
  if (by === null || reader.take(/ (?:in|within) /y) === null) return null;
  const window = readDuration(reader);
  if (window === null) return null;
  const where = reader.attempt(() => (reader.take(/ where /y) === null ? null : reader.condition()));
  const base = { event, by, window, ...(where === null ? {} : { where }) };
  if (field === null) return { of: "count", ...base, ...resetEn(reader) };
  return { of: different ? "distinct" : "sum", ...base, field, ...resetEn(reader) };
}

/** "orders", "change of amounts": an event's name with its plural. */
function readPlural(reader: Reader): string | null {
  if (reader.look(/arrivals at /y) !== null) return readEvent(reader);
  const { low } = reader.source;
  const end = low.indexOf(" of the same ", reader.at);
  const stop = end < 0 ? Math.min(low.length, reader.at + 60) : end;
  const word = low.slice(reader.at, stop);
  const found = reader.lexicon.events.get(word.replace(/s$/, ""))[0] ?? reader.lexicon.events.get(word)[0];
  if (found === undefined) return null;
  reader.at = stop;
  return found;
}

const AND = {
  zh: sticky(" ?(?:和|与|、|且|,|\\+)? ?(?:同一个?|相同|同)|、| ?(?:和|与|加|\\+) ?"),
  en: sticky(" and (?:(?:the )?same )?|, (?:(?:the )?same )?| \\+ "),
};

/** The facts of a key: 「品牌、款号」, 「客户同一地址」. */
export function readKeys(reader: Reader): string[] | null {
  const first = readKey(reader);
  if (first === null) return null;
  const keys = [first];
  for (;;) {
    const next = reader.attempt(() => (reader.take(AND[reader.language]) === null ? null : readKey(reader)));
    if (next === null) break;
    keys.push(next);
  }
  return keys.length <= 6 ? keys : null;
}

const KEY_WORDS: Readonly<Record<string, string>> = {
  客户: "customer_id", 买家: "customer_id", 收件人: "buyer_name", 地址: "address_key", 收货地址: "address_key", 款: "style_code",
  customer: "customer_id", buyer: "customer_id", address: "address_key", "delivery address": "address_key",
}; // biome-ignore format: a table
const KEY = {
  zh: sticky("(客户|买家|收件人|收货地址|地址|款)(?![a-z编号等级名称])"),
  en: sticky("(customer|buyer|delivery address|address)\\b(?! (?:id|key|grade|name))"),
};

/** In keys, 客户 is the customer's number and 地址 the address key, whatever else the words mean in conditions. */
function readKey(reader: Reader): string | null {
  const label = reader.attempt(() => {
    const words = reader.lexicon.facts[reader.language].labels;
    return reader.name(words);
  });
  if (
    label?.[0] !== undefined &&
    (reader.strict || KEY_WORDS[reader.source.low.slice(reader.at - 2, reader.at)] === undefined)
  )
    return label[0];
  if (!reader.strict) {
    const word = reader.take(KEY[reader.language])?.[1];
    if (word !== undefined) return KEY_WORDS[word] ?? null;
  }
  if (label?.[0] !== undefined) return label[0];
  return readFactName(reader);
}

/** A condition in round brackets, when there is one here. */
export function inBrackets(reader: Reader, open: RegExp): Condition | null {
  return reader.attempt(() => {
    if (reader.take(open) === null) return null;
    const condition = reader.condition();
    return condition !== null && reader.take(/\)/y) !== null ? condition : null;
  });
}
