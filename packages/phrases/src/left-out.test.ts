import { describe, expect, test } from "vitest";
import { outline } from "./testing/outline.ts";
import { LEXICON } from "./testing/workspace.ts";
import { understand } from "./understand.ts";
import type { Language } from "./understanding.ts";

const read = (text: string) => {
  const language: Language = /[\u4e00-\u9fff]/.test(text) ? "zh" : "en";
  const found = understand(text, language, LEXICON);
  return found.complete ? outline(found.fragment) : null;
};

describe("what is left out, said behind the rule", () => {
  test.each([
    ["抖音的走快反线，VIP客户除外", "[channel is 抖音 & tags contains_none [VIP]] > route rapid"],
    ["抖音或淘宝的走快反线，但不含加急的", "[channel in_list [抖音,淘宝] & tags contains_none [加急]] > route rapid"],
    ["青禾记走快反线（VIP除外）", "[brand is 青禾记 & tags contains_none [VIP]] > route rapid"],
    ["所有新订单派到快反线，青禾记除外", "[brand is_not 青禾记] > route rapid"],
    ["VIP除外，抖音的都派快反线", "[tags contains_none [VIP] & channel is 抖音] > route rapid"],
    [
      "发货后6小时没揽收提醒主管，京东的除外",
      "reached(HandedOver) > [channel is_not 京东] > within 6h of reached to PickedUp > alert inbox 1 to boss",
    ],
    ["同一客户24小时内的订单合并，加急的除外", "merge(customer_id 24h except tags contains_any [加急])"],
    [
      "抖音的单子金额超过2000的先挂起让客服核实，VIP客户除外",
      "[channel is 抖音 & amount gt 200000 & tags contains_none [VIP]] > hold > task service",
    ],
    [
      "除了抖音和淘宝的加急单，其余都走常规线",
      "[!(channel in_list [抖音,淘宝] & tags contains_any [加急])] > route normal",
    ],
    ["除了抖音的VIP订单以外都走常规线", "[!(channel is 抖音 & tags contains_any [VIP])] > route normal"],
    [
      "Cash on delivery orders go to the manual pool, except VIP customers.",
      "[payment_method is cod & tags contains_none [VIP]] > route manual",
    ],
  ])("[P35] %s", (text, means) => {
    expect(read(text)).toBe(means);
  });

  test.each([
    "青禾记走快反线，南亭里走常规线，VIP除外",
    "青禾记走快反线，其余走常规线，VIP除外",
    "发货后6小时没揽收提醒主管，8小时没揽收提醒财务，京东的除外",
    "抖音走快反线，老王的单除外",
    "除了抖音的老王的单，其余都走常规线",
    "Unless paid within 2 hours, hold the order",
    "退货超过3次的客户，货到付款的挂起",
  ])("[P35] where it may be meant of several rules, or is not known, it is marked: %s", (text) => {
    expect(read(text)).toBe(null);
  });

  test("[P37] a rule about customers who did something ends with its sentence", () => {
    expect(read("退货超过3次的客户，通知客服。货到付款的挂起")).toBe(
      "sale(return) > [count{return by customer_id in 365d} gt 3] > alert inbox 1 to service ;; [payment_method is cod] > hold",
    );
  });

  test("[P35] what somebody is asked to do ends where the next clause narrows the rule", () => {
    expect(read("抖音的让客服核实，金额超过五千的找主管")).toBe(null);
    expect(read("抖音的让客服核实，不含VIP的除外")).toBe(null);
  });
});
