import type { NodeOf } from "@switchyard/flow";
import type { Reader } from "../source/reader.ts";
import {
  type Both,
  both,
  byLabel,
  byName,
  LIST,
  listOf,
  notFilled,
  OR,
  type Said,
  type Sentence,
  take,
} from "./parts.ts";

/** Triggers, as the generator says them. */

const fixed =
  (pattern: Both, said: Said): Sentence =>
  (reader) =>
    take(reader, pattern) === null ? null : said;

const AFTER_SALE: [NodeOf<"after_sale">["events"][number], Both][] = [
  ["complaint", both("客诉", "a complaint")],
  ["return", both("退货", "a return")],
  ["exchange", both("换货", "an exchange")],
  ["refund", both("退款", "a refund")],
];

const inside =
  <T>(before: Both, read: (reader: Reader) => T | null, after: Both, said: (value: T) => Said): Sentence =>
  (reader) => {
    if (take(reader, before) === null) return null;
    const value = read(reader);
    return value === null || take(reader, after) === null ? null : said(value);
  };

const NONE = both("", "");
const clocks = (reader: Reader): string[] | null =>
  listOf(reader, LIST, () => reader.take(/([01]\d|2[0-3]):[0-5]\d/y)?.[0] ?? null);
const measure = (reader: Reader): string | null =>
  notFilled(reader) ? "" : (byName(reader, reader.lexicon.events) ?? rawName(reader));

/** An event that nobody named is called by its id. */
export function rawName(reader: Reader): string | null {
  const from = reader.at;
  return reader.take(/[a-z_][a-z0-9_:.?=|-]*/y) === null ? null : reader.raw(from);
}

const ONCE = both(" 整体一次", ", once for all orders");
export const TRIGGERS: readonly Sentence[] = [
  fixed(both("收到新订单时", "when a new order arrives"), { kind: "order_received" }),
  fixed(both("订单内容变更时", "when an order changes"), { kind: "order_updated", fields: [] }),
  inside(both("订单的 ", "when one of these changes: "), (reader) => listOf(reader, LIST, () => byLabel(reader)), both(" 变更时", ""), (fields) => ({ kind: "order_updated", fields })),
  fixed(both("订单取消时", "when an order is cancelled"), { kind: "order_cancelled" }),
  inside(both("订单到达 ", "when an order reaches "), (reader) => listOf(reader, OR, () => byName(reader, reader.lexicon.states)), both(" 时", ""), (states) => ({ kind: "state_reached", states })),
  fixed(both("收到快递节点时", "when the courier reports anything"), { kind: "courier_node", actions: [] }),
  inside(both("快递节点为 ", "when the courier reports "), (reader) => listOf(reader, LIST, () => courierAction(reader)), both(" 时", ""), (actions) => ({ kind: "courier_node", actions })),
  fixed(both("发生售后时", "when something happens after the sale"), { kind: "after_sale", events: [] }),
  inside(both("发生", "on (?=an? )"), (reader) => listOf(reader, both("、", " or "), () => AFTER_SALE.find(([, word]) => take(reader, word) !== null)?.[0] ?? null), both("时", ""), (events) => ({ kind: "after_sale", events })),
  inside(both("上报指标 ", "when "), measure, both(" 时", " is reported"), (name) => ({ kind: "measure", measure: name })),
  fixed(both("库存变化时", "when stock changes"), { kind: "stock_changed" }),
  inside(both("每天 ", "every day at "), clocks, ONCE, (at) => ({ kind: "schedule", at, days: "every", once: true })),
  inside(both("每个工作日 ", "every working day at "), clocks, ONCE, (at) => ({ kind: "schedule", at, days: "working", once: true })),
  inside(both("每天 ", "every day at "), clocks, NONE, (at) => ({ kind: "schedule", at, days: "every" })),
  inside(both("每个工作日 ", "every working day at "), clocks, NONE, (at) => ({ kind: "schedule", at, days: "working" })),
]; // biome-ignore format: a table

/** Names of actions come without the prefix that the goals of watches have. */
export function courierAction(reader: Reader): string | null {
  return reader.attempt(() => {
    const found = reader.name(reader.lexicon.events)?.filter((id) => !id.includes(":")) ?? [];
    return found[0] ?? null;
  });
}
