import type { Condition, Duration, FlowNode, NodeKind, NodeOf } from "../document.ts";
import type { Text } from "../text.ts";
import { text } from "../text.ts";

export type NodeFamily = "trigger" | "decision" | "action" | "merge" | "alert" | "person" | "note";

/** What a kind's own settings are when a node of it is first put on the canvas. */
type Settings<K extends NodeKind> = Omit<NodeOf<K>, "id" | "kind" | "name" | "position" | "comment">;

export interface KindSpec<K extends NodeKind> {
  family: NodeFamily;
  /** Name of an icon of the designer's set. */
  icon: string;
  label: Text;
  help: Text;
  settings: () => Settings<K>;
}

const nothing = (): Condition => ({ type: "group", match: "all", parts: [] });
const hours = (amount: number): Duration => ({ amount, unit: "hour", clock: "natural" });

const kind = <K extends NodeKind>(
  family: NodeFamily,
  icon: string,
  label: [zh: string, en: string],
  help: [zh: string, en: string],
  settings: () => Settings<K>,
): KindSpec<K> => ({ family, icon, label: text(...label), help: text(...help), settings });

/** Every kind of node, in the order of the palette. */
export const KIND_SPECS: { [K in NodeKind]: KindSpec<K> } = {
  order_received: kind("trigger", "inbox", ["收到订单", "Order received"], ["每收到一张新订单，从这里开始", "Starts for every new order"], () => ({})),
  order_updated: kind("trigger", "edit", ["订单变更", "Order updated"], ["已有订单的内容变了，从这里开始", "Starts when an order's content changed"], () => ({ fields: [] })),
  order_cancelled: kind("trigger", "close-circle", ["订单取消", "Order cancelled"], ["订单被取消时开始", "Starts when an order is cancelled"], () => ({})),
  state_reached: kind("trigger", "flag", ["到达状态", "State reached"], ["订单走到选定的状态时开始", "Starts when an order reaches one of the states"], () => ({ states: ["Assigned"] })),
  courier_node: kind("trigger", "car", ["物流节点", "Courier node"], ["快递回传轨迹节点时开始", "Starts when the courier reports a node"], () => ({ actions: [] })),
  after_sale: kind("trigger", "customer-service", ["售后", "After-sale"], ["客诉、退货、换货、退款时开始", "Starts on a complaint, return, exchange or refund"], () => ({ events: [] })),
  measure: kind("trigger", "line-chart", ["指标上报", "Measure observed"], ["上报一个指标值时开始", "Starts when a measure is reported"], () => ({ measure: "" })),
  stock_changed: kind("trigger", "database", ["库存变化", "Stock changed"], ["库存数量变化时开始", "Starts when stock changes"], () => ({})),
  schedule: kind("trigger", "clock-circle", ["定时", "Schedule"], ["每天到点执行：逐单，或整体一次", "At set times: for each open order, or once for all together"], () => ({ at: ["10:00"], days: "every" })),
  condition: kind("decision", "filter", ["条件", "Condition"], ["满足走命中，不满足走未命中", "Met goes one way, not met the other"], () => ({ when: nothing(), missing: "not_met" })),
  branch: kind("decision", "branches", ["分支", "Branch"], ["多种情况分头走，都不满足走否则", "Several cases; otherwise when none holds"], () => ({ mode: "first", cases: [{ id: "case1", when: nothing() }], missing: "not_met" })),
  decision_table: kind("decision", "table", ["决策表", "Decision table"], ["一行一条规则，可从 Excel 粘贴", "One rule a row; paste from Excel"], () => ({ hit: "first", columns: [], outputs: [], rows: [] })),
  split: kind("decision", "percentage", ["按比例分流", "Percentage split"], ["按固定比例分流，同一订单始终走同一路", "Fixed shares; an order always takes the same way"], () => ({ by: "order", parts: [{ id: "a", percent: 50 }, { id: "b", percent: 50 }] })),
  merge: kind("merge", "merge", ["合并", "Merge"], ["把同类订单并成一批", "Orders of one key become one batch"], () => ({ by: ["brand"], window: hours(24) })),
  watch: kind("merge", "hourglass", ["时限", "Watch"], ["到时没做到，走超时", "Not done in time goes to breached"], () => ({ within: hours(2), since: "reached", goal: { states: [], events: [] }, strict: false })),
  approval: kind("person", "audit", ["审批", "Approval"], ["等人批准后再走", "Waits for people to decide"], () => ({ title: "", approvers: [], levels: 1 })),
  breaker: kind("alert", "thunderbolt", ["熔断", "Breaker"], ["指标持续越线时暂停接入", "Stops intake while a measure stays past its threshold"], () => ({ measure: { of: "count", event: "", by: [], window: hours(24) }, operator: "gt", threshold: 15, hold: { amount: 0, unit: "minute", clock: "natural" }, pauses: "channel" })),
  subflow: kind("action", "partition", ["子流程", "Sub-flow"], ["执行另一条流程后继续", "Runs another flow, then goes on"], () => ({ flow: "" })),
  route: kind("action", "send", ["派单", "Route"], ["把订单派到一个去向", "Sends the order to a destination"], () => ({ destination: "" })),
  tag: kind("action", "tag", ["打标签", "Tag"], ["给订单打上标签", "Puts a tag on the order"], () => ({ tag: "" })),
  untag: kind("action", "minus-square", ["去标签", "Untag"], ["从订单去掉标签", "Takes a tag off the order"], () => ({ tag: "" })),
  set_field: kind("action", "form", ["改字段", "Set field"], ["把订单的一个字段改成给定的值", "Gives a field of the order a value"], () => ({ field: "", value: "" })),
  add_line: kind("action", "gift", ["加行", "Add line"], ["给订单加一行，例如赠品", "Adds a line, for example a gift"], () => ({ sku: "", qty: 1 })),
  hold: kind("action", "pause-circle", ["挂起", "Hold"], ["暂不处理这张订单", "Puts the order on hold"], () => ({ reason: "" })),
  release: kind("action", "play-circle", ["放行", "Release"], ["解除挂起", "Takes the order off hold"], () => ({})),
  freeze: kind("action", "lock", ["冻结", "Freeze"], ["冻结订单、品牌、批次或客户", "Freezes an order, brand, batch or customer"], () => ({ scope: "order", reason: "" })),
  unfreeze: kind("action", "unlock", ["解冻", "Unfreeze"], ["解除冻结", "Lifts a freeze"], () => ({ scope: "order" })),
  reserve_stock: kind("action", "container", ["预占库存", "Reserve stock"], ["为每一行预占库存", "Reserves stock for every line"], () => ({})),
  pause_channel: kind("action", "stop", ["暂停", "Pause"], ["暂停渠道、车间、波次或商品", "Pauses a channel, workshop, wave or item"], () => ({ target: "channel", reason: "" })),
  resume_channel: kind("action", "redo", ["恢复", "Resume"], ["恢复渠道、车间、波次或商品", "Resumes a channel, workshop, wave or item"], () => ({ target: "channel" })),
  alert: kind("alert", "alert", ["告警", "Alert"], ["提醒负责的人", "Warns the people in charge"], () => ({ to: [], channel: "inbox", level: 1, text: "" })),
  task: kind("person", "carry-out", ["任务", "Task"], ["给人派一个任务", "Gives people a task"], () => ({ to: [], title: "" })),
  notify: kind("action", "message", ["通知客户", "Notify"], ["给客户发消息", "Sends the customer a message"], () => ({ to: "customer", channel: "sms", template: "" })),
  webhook: kind("action", "api", ["推送", "Webhook"], ["把事件推送给外部系统", "Pushes an event to another system"], () => ({ endpoint: "", event: "" })),
  note: kind("note", "file-text", ["便签", "Note"], ["写给人看的说明", "A remark for people"], () => ({ text: "" })),
  frame: kind("note", "border", ["框", "Frame"], ["把相关的节点框在一起", "Groups nodes that belong together"], () => ({ width: 480, height: 320 })),
}; // biome-ignore format: a table

/** Settings that a kind starts with, joined to a node's id and place. */
export function newNode<K extends NodeKind>(kindName: K, id: string, position: { x: number; y: number }): NodeOf<K> {
  const settings: unknown = KIND_SPECS[kindName].settings();
  return sealed<K>({ id, kind: kindName, position, ...(settings as object) });
}

/** The one cast of the catalogue: a base with the settings of its kind is a node of that kind (a test parses every kind). */
function sealed<K extends NodeKind>(node: Pick<FlowNode, "id" | "position"> & { kind: K }): NodeOf<K> {
  return node as unknown as NodeOf<K>;
}
