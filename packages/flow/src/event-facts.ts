/** What the product's own events bring, by the name behind `event.`, and how people call it. */
import { COURIER_ACTIONS } from "@switchyard/orders";
import type { NodeKind } from "./document.ts";
import { type Text, text } from "./text.ts";

/**
 * One word of English only where it is the name itself: `event.<name>` that nobody knows is called "the event's <name>", and must
 * not be taken for one of these.
 */
const BROUGHT: Readonly<Record<string, Text>> = {
  type: text("类型", "type"),
  occurred_at: text("发生时间", "time of happening"),
  reason: text("原因", "reason"),
  by: text("操作人", "acting person"),
  to: text("新状态", "new state"),
  action: text("快递节点", "courier node"),
  provider: text("快递公司", "courier company"),
  code: text("代码", "code"),
  text: text("文字", "text"),
  platform: text("平台", "platform"),
  kind: text("售后类别", "after-sale kind"),
  phase: text("阶段", "phase"),
  subject: text("对象", "subject"),
  measure: text("指标", "measure"),
  value: text("数值", "value"),
  sku: text(" SKU", "SKU"),
  available: text("可用数量", "available quantity"),
  customer: text("客户", "customer"),
  remaining: text("剩余额度", "remaining credit"),
  decision: text("审批结果", "approval decision"),
  open: text("在办单数", "open orders"),
  unrouted: text("未派单数", "unrouted orders"),
  overdue: text("逾期单数", "overdue orders"),
  batch: text("批次", "batch"),
  count: text("单数", "number of orders"),
  qty: text("件数", "number of pieces"),
  watch_start: text("时限起点", "start of the deadline"),
  deadline: text("截止时间", "deadline"),
};

/** Kinds of node that a flow goes on from with it; those behind which nobody stands here are brought by events that start no flow. */
const BROUGHT_BY: Readonly<Record<string, readonly NodeKind[]>> = {
  reason: ["order_cancelled", "merge"],
  by: ["order_cancelled", "approval"],
  to: ["state_reached"],
  action: ["courier_node"],
  provider: ["courier_node"],
  code: ["courier_node"],
  text: ["courier_node"],
  kind: ["after_sale"],
  phase: ["after_sale"],
  subject: ["after_sale", "measure"],
  measure: ["measure"],
  value: ["measure"],
  sku: ["stock_changed"],
  available: ["stock_changed"],
  open: ["schedule"],
  unrouted: ["schedule"],
  overdue: ["schedule"],
  batch: ["merge"],
  count: ["merge"],
  qty: ["merge"],
  watch_start: ["watch"],
  deadline: ["watch"],
};

/** 「事件的快递节点」 / "the event's courier node"; by its own name what only the sender knows. */
export function eventFactLabel(own: string): Text {
  const label = Object.hasOwn(BROUGHT, own) ? BROUGHT[own] : undefined;
  return label === undefined
    ? text(`事件的 ${own}`, `the event's ${own}`)
    : text(`事件的${label.zh}`, `the event's ${label.en}`);
}

interface EventFact {
  name: string;
  label: Text;
  /** From which kinds of node on there is one; null: whatever happened brings it. */
  from: readonly NodeKind[] | null;
}
const EVERY_EVENT: ReadonlySet<string> = new Set(["type", "occurred_at"]);

/** Those that the product knows. */
export const eventFacts: readonly EventFact[] = Object.keys(BROUGHT).map((own) => ({
  name: `event.${own}`,
  label: eventFactLabel(own),
  from: EVERY_EVENT.has(own) ? null : (BROUGHT_BY[own] ?? []),
}));

const ACTIONS: readonly string[] = COURIER_ACTIONS.map(({ id }) => id);

/** Facts whose values are ids of events (`EVENT_NAMES`): the ids that they may have. */
export const EVENT_VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ["event.action", ACTIONS],
  ["event.kind", ["complaint", "return", "exchange", "refund"]],
]);
/** Facts whose values are states. */
export const STATE_FACTS: ReadonlySet<string> = new Set(["status", "event.to"]);
