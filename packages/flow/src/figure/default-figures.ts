/** The figures of a workspace that has none of its own: of what the default states know. */
import type { Condition } from "../document.ts";
import type { Figure } from "./figure.ts";

const has = (fact: string): Condition => ({ type: "comparison", fact, operator: "is_not_empty" });
const lacks = (fact: string): Condition => ({ type: "comparison", fact, operator: "is_empty" });
const all = (...parts: Condition[]): Condition => ({ type: "group", match: "all", parts });

const IS_OVER: Condition = {
  type: "comparison",
  fact: "status",
  operator: "in_list",
  value: ["Cancelled", "Refunded"],
};
const LATE: Condition = { type: "comparison", fact: "reached.Signed", operator: "after", value: { fact: "due_at" } };

export const DEFAULT_FIGURES: readonly Figure[] = [
  {
    id: "cancel_rate",
    name: { zh: "支付后发货前取消率", en: "Cancelled between payment and shipping" },
    kind: "share",
    by: "paid_at",
    that: all(has("reached.Cancelled"), lacks("reached.HandedOver"), lacks("reached.PickedUp")),
    good: { at: "most", value: 5 },
  },
  {
    id: "on_time_rate",
    name: { zh: "准时交付率", en: "Delivered on time" },
    kind: "share",
    by: "reached.Signed",
    that: { type: "group", match: "not", parts: [LATE] },
    good: { at: "least", value: 95 },
  },
  {
    id: "exception_rate",
    name: { zh: "异常率（挂起、退回或申请退款）", en: "Exceptions: held, returned, refund asked" },
    kind: "share",
    by: "received_at",
    that: {
      ...{ type: "group", match: "any" },
      parts: [has("reached.Held"), has("reached.Returned"), has("reached.RefundRequested")],
    },
    good: { at: "most", value: 5 },
  },
  {
    id: "unshipped_48h",
    name: { zh: "超 48 小时未发货占比", en: "Not shipped 48 hours after payment" },
    kind: "over",
    by: "paid_at",
    of: { type: "group", match: "not", parts: [IS_OVER] },
    from: "paid_at",
    to: "reached.HandedOver",
    hours: 48,
    good: { at: "most", value: 5 },
  },
  {
    id: "pay_to_pickup",
    name: { zh: "平均发货时效（付款到揽收）", en: "Mean time from payment to pick-up" },
    kind: "mean",
    by: "reached.PickedUp",
    from: "paid_at",
    to: "reached.PickedUp",
    good: { at: "most", value: 24 },
  },
  {
    id: "order_to_pickup",
    name: { zh: "下单到首次揽收（中位数）", en: "Median from order to pick-up" },
    kind: "median",
    by: "reached.PickedUp",
    from: "ordered_at",
    to: "reached.PickedUp",
  },
  {
    id: "refund_rate",
    name: { zh: "退款率", en: "Refund rate" },
    kind: "share",
    by: "paid_at",
    that: { type: "group", match: "any", parts: [has("reached.RefundRequested"), has("reached.Refunded")] },
    good: { at: "most", value: 15 },
  },
  {
    id: "first_handling",
    name: { zh: "平均响应时效（下单到分仓）", en: "Mean time from order to first handling" },
    kind: "mean",
    by: "reached.Assigned",
    from: "ordered_at",
    to: "reached.Assigned",
  },
  {
    id: "pick_timeout",
    name: { zh: "分仓后超 2 小时未拣货占比", en: "Not picked 2 hours after assignment" },
    kind: "over",
    by: "reached.Assigned",
    of: { type: "group", match: "not", parts: [IS_OVER] },
    from: "reached.Assigned",
    to: "reached.Picked",
    hours: 2,
    good: { at: "most", value: 10 },
  },
  {
    id: "return_rate",
    name: { zh: "签收后退回占比", en: "Returned after delivery" },
    kind: "share",
    by: "reached.Signed",
    that: has("reached.Returned"),
    good: { at: "most", value: 3 },
  },
];
