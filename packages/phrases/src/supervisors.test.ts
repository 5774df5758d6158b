import { describe, expect, test } from "vitest";
import { fragmentDocument } from "./accept.ts";
import { sayFlow } from "./say-flow.ts";
import { outline } from "./testing/outline.ts";
import { LEXICON } from "./testing/workspace.ts";
import { understand } from "./understand.ts";
import type { Language } from "./understanding.ts";

/** What supervisors type into chat groups, part by part. */

const languageOf = (text: string): Language => (/[\u4e00-\u9fff]/.test(text) ? "zh" : "en");
const read = (text: string) => understand(text, languageOf(text), LEXICON);

const MEANT: [string, string][] = [
  ["奔驰、比亚迪、蔚来三个品牌的单走宁波保税仓", "[brand in_list [奔驰,比亚迪,蔚来]] > route ningbo"],
  ["The three brands Mercedes-Benz, BYD and NIO ship from Ningbo", "[brand in_list [奔驰,比亚迪,蔚来]] > route ningbo"],
  ["Orders that aren't from Douyin go to Hangzhou", "[channel is_not 抖音] > route hangzhou"],
  ["三天内要交的货，派快反线", "[due_in_days le 3] > route rapid"],
  ["库存只剩5件的，提醒PMC", "[stock.available le 5] > alert inbox 1 to pmc"],
  ["每天早上9点把待审核的订单提醒主管", "daily(09:00) > [status is PendingReview] > alert inbox 1 to boss"],
  ["Every day at 9 remind the supervisor of orders pending review", "daily(09:00) > [status is PendingReview] > alert inbox 1 to boss"],
  ["付款后24小时内必须发货，否则提醒仓管", "within 24h of paid_at to HandedOver > alert inbox 1 to store"],
  [
    "发货超过72小时没签收，先通知客服，再过1天还没签收通知主管",
    "reached(HandedOver) > (over 72h of reached to Signed > alert inbox 1 to service + over 96h of reached to Signed > alert inbox 2 to boss)",
  ],
  [
    "Not shipped 24 hours after payment: alert the warehouse; after 48 hours: alert the supervisor",
    "within 24h of paid_at to HandedOver > alert inbox 1 to store ;; within 48h of paid_at to HandedOver > alert inbox 2 to boss",
  ],
  ["24 hours without courier news after pickup: a task for service", "reached(PickedUp) > within 24h of reached to courier_node > task service"],
  ["VIP客户的订单派快反线，加急的也一样", "[tags contains_any [VIP] | tags contains_any [加急]] > route rapid"],
  ["分拣完成率低于95%超过十分钟，暂停该波次", "breaker(value WaveProgress lt 0.95 for 10min; pauses wave)"],
  [
    "客诉累计三次的批次，冻结并通知质检",
    "sale(complaint) > [count{complaint by event.batch_no in 365d} ge 3] > freeze batch > alert inbox 1 to qc",
  ],
  ["货到付款的一律要审核", "[payment_method is cod] > approve( by )"],
  ["Any order above 15k yuan needs finance to approve", "[amount gt 1500000] > approve( by finance)"],
  ["Fewer than five domestic substitutes go to Jiaxing", "[total_qty lt 5 & origin is 国产替代件] > route jiaxing"],
  ["金额不低于5000的提醒财务", "[amount ge 500000] > alert inbox 1 to finance"],
  ["不是A类客户且金额不超过500的走常规线", "[customer_grade is_not A & amount le 50000] > route normal"],
  ["没有加急的订单走常规线", "[tags contains_none [加急]] > route normal"],
  ["抖音的走快反线，除非客户是VIP", "[channel is 抖音 & tags contains_none [VIP]] > route rapid"],
  ["24小时内没发货的订单提醒主管", "within 24h of received to HandedOver > alert inbox 1 to boss"],
  ["工作日晚上6点以后的单，挂起", "[is_working_day is true & minute_of_day ge 1080] > hold"],
  ["每周一早上9点提醒主管", "daily(09:00) > [weekday eq 1] > alert inbox 1 to boss"],
  ["Every Monday at 9 remind the supervisor", "daily(09:00) > [weekday eq 1] > alert inbox 1 to boss"],
  ["退货率达到百分之二十的，通知设计部", "measure(ReturnRate) > [event.value ge 0.2] > alert inbox 1 to design"],
  ["Return rate of 20 percent or more: alert design", "measure(ReturnRate) > [event.value ge 0.2] > alert inbox 1 to design"],
  ["两成的单走广州仓，其余走杭州仓", "split(order: 20%,80%) | p1 > route guangzhou | p2 > route hangzhou"],
  [
    "超过三天没发货的，提醒仓管，超过五天的，提醒主管",
    "over 3d of received to HandedOver > alert inbox 1 to store ;; over 5d of received to HandedOver > alert inbox 2 to boss",
  ],
  ["两百件以上的单子，让PMC先看一下", "[total_qty ge 200] > task pmc"],
  ["没有写备注的订单直接派快反线", "[note is_empty] > route rapid"],
  ["交期改了三次以上的品牌，打“不稳”", "updated(due_at) > [count{order_updated:due_at by brand in 365d} ge 3] > tag 不稳"],
  ["新疆西藏的单不发，挂起来等主管处理", "[province in_list [新疆,西藏]] > hold > task boss"],
  ["揽收之后24小时没有新的物流信息，给客服建个任务", "reached(PickedUp) > within 24h of reached to courier_node > task service"],
  ["At 4 pm every day print waybills", "daily(16:00) > push order_received to label"],
  ["Orders worth 500 to 2,000 yuan from JD go to East China", "[amount between [50000,200000] & channel is 京东] > route east"],
  ["Tag orders placed after 6 pm as night", "[minute_of_day ge 1080] > tag night"],
  ["VIP orders go to the rapid line, urgent ones too", "[tags contains_any [VIP] | tags contains_any [urgent]] > route rapid"],
  ["Orders over 10,000 yuan must be approved by finance", "[amount gt 1000000] > approve( by finance)"],
  ["Orders of 100 to 200 pieces go to the normal line", "[total_qty between [100,200]] > route normal"],
  ["晚上10点到早上8点进来的订单先挂起", "[minute_of_day ge 1320 | minute_of_day lt 480] > hold"],
]; // biome-ignore format: a table

describe("rules as they are said in chat groups", () => {
  test.each(MEANT)("[P37] %s", (text, means) => {
    const found = read(text);
    expect(found.complete).toBe(true);
    expect(outline(found.fragment)).toBe(means);
  });

  test.each(MEANT)("[P20] said by the generator and read again it is the same: %s", (text) => {
    const doc = fragmentDocument(read(text).fragment, "x");
    for (const language of ["zh", "en"] as const)
      expect(outline(understand(sayFlow(doc, LEXICON, language), language, LEXICON).fragment)).toBe(
        outline({ ...doc, entries: [] }),
      );
  });
});

describe("what may mean something else is marked, and never drawn as if it were known", () => {
  test.each([
    "奔驰、比亚迪三个品牌的单走宁波保税仓",
    "派到快反线的订单，4小时内要开工，不然通知班组长",
    "抖音的VIP订单派快反线，加急的也一样",
    "发货72小时没签收通知客服，再过1天还没揽收通知主管",
    "订单取消的时候如果已经派了车间，通知班组长",
    "不发货的通知主管",
    "Tag everything from Douyin as D",
    "冻结的订单通知财务",
    "再过24小时提醒主管",
    "超过五天的，提醒主管",
    "发货3天没签收提醒客服，金额超过5000的提醒主管",
    "After 48 hours: alert the supervisor",
    "付款后2小时内不要发货，否则提醒主管",
    "订单金额不满100元的不合并",
    "抖音的不走快反线",
    "VIP客户不用审批",
    "加急的不除外",
    "派到快反线的VIP除外",
    "每天22点到8点之外的订单走快反线",
    "12月1日到12月12日以外的订单走常规线",
    "晚上12点以后的订单先挂起",
    "待审核的不派快反线",
    "Do not send Douyin orders to the rapid line",
    "Not every Douyin order goes to the rapid line",
    "Hold all orders but VIP orders",
    "Hold Douyin orders until service has called",
    "Orders not placed between 1 December and 12 December go to the normal line",
    "Orders outside 10 pm to 8 am go to the rapid line",
  ])("[P37] %s", (text) => {
    expect(read(text).complete).toBe(false);
  });
});
