import type { Condition } from "@switchyard/flow";
import { readNumber } from "../../source/numbers.ts";
import { readDuration } from "../../source/quantities.ts";
import { type Reader, sticky } from "../../source/reader.ts";
import { comparison } from "../make.ts";
import { declared } from "../subject.ts";
import { readKeys } from "../window-fact.ts";

/** 「同客户24小时内下了3单以上」, "three or more orders from one customer in 24 hours": orders of one key, counted. */
export function manyOf(reader: Reader): Condition | null {
  if (reader.scope !== "order") return null;
  return reader.language === "zh" ? manyZh(reader) : manyEn(reader);
}

const SAME = sticky("(?:同一?个?|相同的?|一个) ?");
const INSIDE = sticky(" ?(?:之内|以内|内)(?:的)?");
const DID = sticky("(?:累计|总共|一共|又|连续)?(?:下单|下了?|有了?|来了?|买了?)?");
const OVER = sticky("(?:超过了?|多于|大于|超) ?");
const LEAST = sticky("(?:至少|不少于|满|达到?) ?");
const ORDERS = sticky(" ?(?:个|张|笔)?(?:订单|单子|单)");
const OR_MORE = sticky("(?:及|或)?以上");

const span = (reader: Reader) =>
  reader.attempt(() => {
    const duration = readDuration(reader);
    return duration !== null && reader.take(INSIDE) !== null ? duration : null;
  });

function manyZh(reader: Reader): Condition | null {
  const before = span(reader);
  if (reader.take(SAME) === null) return null;
  const by = readKeys(reader);
  const window = before ?? span(reader);
  if (by === null || window === null) return null;
  reader.take(DID);
  const over = reader.take(OVER) !== null;
  const least = !over && reader.take(LEAST) !== null;
  const count = readNumber(reader);
  if (count === null || reader.take(ORDERS) === null) return null;
  const more = !over && reader.take(OR_MORE) !== null;
  if (!over && !least && !more) return null;
  const counter = declared(reader, { of: "count", event: "order_received", by, window });
  return comparison(counter, over ? "gt" : "ge", count);
}

const MORE_EN = sticky("(more than|over|at least) ");
const ORDERS_EN = sticky("(?: (or more))? orders? (?:from|by|of|for) (?:the same |one |an? |a single )");
const IN_EN = sticky(" (?:in|within) (?:the last )?");

function manyEn(reader: Reader): Condition | null {
  const more = reader.take(MORE_EN)?.[1];
  const count = readNumber(reader);
  const orders = count === null ? null : reader.take(ORDERS_EN);
  if (count === null || orders === null || (more === undefined && orders[1] === undefined)) return null;
  const by = readKeys(reader);
  if (by === null || reader.take(IN_EN) === null) return null;
  const window = readDuration(reader);
  if (window === null) return null;
  const counter = declared(reader, { of: "count", event: "order_received", by, window });
  return comparison(counter, more === "more than" || more === "over" ? "gt" : "ge", count);
}
