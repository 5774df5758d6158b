import { describe, expect, test } from "vitest";
import { nodeCatalogue } from "../catalogue/catalogue.ts";
import { type Condition, type FlowNode, nodeSchema } from "../document.ts";
import { all, any, edge, flow, hours, is, not, rushFlow, trigger } from "../testing/flows.ts";
import { conditionSentence } from "./condition-sentence.ts";
import { flowSentences, nodeTitle } from "./flow-sentences.ts";
import type { Names } from "./names.ts";
import { namesFor } from "./names-for.ts";
import { nodeSentence } from "./node-sentence.ts";

const NAMES: Names = {
  destinations: { rush: "快反线" },
  people: { boss: "王主管", lead: "班组长" },
  flows: { vip: { zh: "老客户", en: "Regulars" } },
};
const day = { amount: 3, unit: "day", clock: "working" } as const;

describe("conditions", () => {
  const cases: [Condition, string, string][] = [
    [all(is("style_code", "starts_with", "FJ"), is("due_in_days", "le", 3)), "款号以 FJ 开头 且 交期≤3天", "style code starts with FJ and due ≤ 3 days"],
    [is("due_in_working_days", "lt", 1), "交期<1个工作日", "due < 1 working day"],
    [is("due_in_hours", "gt", 12), "交期>12小时", "due > 12 hours"],
    [is("due_in_days", "is_empty"), "距交期天数为空", "days until due is empty"],
    [is("amount", "ge", 30_000), "金额≥300元", "amount ≥ CNY 300"],
    [is("amount", "between", [9_990, 30_050]), "金额在 99.90元 到 300.50元 之间", "amount is between CNY 99.90 and CNY 300.50"],
    [is("total_qty", "lt", 5), "总数量<5件", "total quantity < 5 pieces"],
    [is("paid_minute_of_day", "lt", 720), "付款时刻<12:00", "time of day of payment < 12:00"],
    [is("weekday", "in_list", [6, 7]), "星期属于 周六、周日", "weekday is one of Saturday, Sunday"],
    [is("brand", "is_not", "奔驰"), "品牌不是 奔驰", "brand is not 奔驰"],
    [is("po_no", "ends_with", "088"), "采购单号以 088 结尾", "PO number ends with 088"],
    [is("note", "contains", "生日 礼物"), "备注包含 “生日 礼物”", "note contains “生日 礼物”"],
    [is("note", "contains", "急，今天"), "备注包含 “急，今天”", "note contains “急，今天”"],
    [is("note", "contains_any", ["急"]), "备注包含 急 中任一", "note contains any of 急"],
    [is("tags", "contains_any", ["急"]), "标签包含 急", "tags contain 急"],
    [is("note", "contains", "他说“急”"), "备注包含 「他说“急”」", "note contains 「他说“急”」"],
    [is("brand", "is", "Empty"), "品牌是 Empty", "brand is “Empty”"],
    [is("brand", "is", { fact: "note" }), "品牌是 备注的值", "brand is the value of note"],
    [is("brand", "is", "备注的值"), "品牌是 “备注的值”", "brand is 备注的值"],
    [is("custom.code", "is", "12"), "字段 code 是 “12”", "field code is “12”"],
    [all(all(any(is("brand", "is", "A"), is("brand", "is", "B"))), is("brand", "is", "C")), "（品牌是 A 或 品牌是 B） 且 品牌是 C", "(brand is A or brand is B) and brand is C"],
    [is("note", "contains_any", ["比亚迪", "蔚来", "小鹏"]), "备注包含 比亚迪、蔚来、小鹏 中任一", "note contains any of 比亚迪, 蔚来, 小鹏"],
    [is("tags", "contains_all", ["VIP", "急"]), "标签同时包含 VIP、急", "tags contain all of VIP, 急"],
    [is("tags", "contains_none", ["VIP", "急"]), "标签不包含 VIP、急 中任何一个", "tags contain none of VIP, 急"],
    [is("tags", "count_ge", 2), "标签个数≥2", "number of tags ≥ 2"],
    [is("province", "in_list", ["江苏", "浙江", "上海", "安徽", "福建", "江西"]), "省份属于 江苏、浙江、上海、安徽、福建 等 6 个", "province is one of 江苏, 浙江, 上海, 安徽, 福建 … 6 in all"],
    [is("is_working_day", "is", true), "是工作日", "working day: yes"],
    [is("is_working_day", "is", false), "不是工作日", "working day: no"],
    [is("status", "is", "PendingReview"), "状态是 待审核", "status is Pending review"],
    [is("due_at", "before", "2026-11-11T00:00:00+08:00"), "交期早于 2026-11-11 00:00", "due time is before 2026-11-11 00:00"],
    [is("paid_at", "within", hours(24)), "付款时间距现在不超过 24小时", "payment time is within 24 hours of now"],
    [is("total_qty", "le", { fact: "stock.available" }), "总数量≤可用库存", "total quantity ≤ available stock"],
    [is("event.action", "in_list", ["signed", "fix_address", "x y"]), "事件的快递节点属于 签收、联系客户修正地址/电话、“x y”", "the event's courier node is one of delivered, contact the customer for address or phone fix, “x y”"],
    [is("event.to", "is", "PendingReview"), "事件的新状态是 待审核", "the event's new state is Pending review"],
    [all(is("event.sku", "is", "G1"), is("event.available", "lt", 1)), "事件的 SKU 是 G1 且 事件的可用数量<1", "the event's SKU is G1 and the event's available quantity < 1"],
    [is("event.impact", "in_list", ["bom"]), "事件的 impact 属于 bom", "the event's impact is one of bom"],
    [is("note", "is_not_empty"), "备注不为空", "note is not empty"],
    [all(any(is("brand", "is", "A"), is("brand", "is", "B")), not(is("note", "is_empty"))), "（品牌是 A 或 品牌是 B） 且 非（备注为空）", "(brand is A or brand is B) and not (note is empty)"],
    [any(all(is("brand", "is", "A"))), "品牌是 A", "brand is A"],
    [all(is("custom.fit", "is", "宽松")), "字段 fit 是 宽松", "field fit is 宽松"],
    [all(), "（条件未填）", "(no condition yet)"],
    [is("brand", "is", ""), "品牌是 （未填）", "brand is (not filled in)"],
  ]; // biome-ignore format: a table
  test.each(cases)("[S1] %# is said in both languages", (condition, zh, en) => {
    expect(conditionSentence(condition)).toEqual({ zh, en });
  });

  test("[S2] what the flow declares is said by what it means", () => {
    const doc = flow([], [], {
      windows: [{ id: "w", of: "count", event: "order_received", by: ["brand"], window: hours(24) }],
      patterns: [{ id: "p", fact: "note", expression: "\\d{11}" }],
    });
    const names = namesFor(doc);
    expect(conditionSentence(is("count.w", "ge", 3), names)).toEqual({
      zh: "24小时内同一品牌的订单数≥3",
      en: "number of orders of the same brand in 24 hours ≥ 3",
    });
    expect(conditionSentence(is("note", "matches", "p"), names).zh).toBe("备注符合规则 \\d{11}");
  });
});

describe("nodes", () => {
  const node = (own: Record<string, unknown>): FlowNode =>
    nodeSchema.parse({ id: "n", position: { x: 0, y: 0 }, ...own });
  const cases: [Record<string, unknown>, string, string][] = [
    [{ kind: "order_updated", fields: ["due_at", "amount"] }, "订单的 交期、金额 变更时", "When one of these changes: due time, amount"],
    [{ kind: "state_reached", states: ["Assigned", "Picked"] }, "订单到达 已分仓 或 已拣货 时", "When an order reaches Assigned or Picked"],
    [{ kind: "after_sale", events: ["complaint", "return"] }, "发生客诉、退货时", "On a complaint or a return"],
    [{ kind: "schedule", at: ["10:00", "16:00"], days: "working" }, "每个工作日 10:00、16:00", "Every working day at 10:00, 16:00"],
    [{ kind: "schedule", at: ["18:00"], days: "every", once: true }, "每天 18:00 整体一次", "Every day at 18:00, once for all orders"],
    [{ kind: "branch", mode: "first", missing: "not_met", cases: [{ id: "a", name: "快反", when: is("brand", "is", "A") }, { id: "b", when: is("brand", "is", "B") }] }, "依次判断：快反；品牌是 B；都不满足走“否则”", "First that holds: 快反; brand is B; otherwise if none"],
    [{ kind: "decision_table", hit: "first", columns: [{ id: "a", fact: "brand", operator: "is" }], outputs: [{ id: "o", effect: "route" }], rows: [] }, "按 品牌 查表（0 行，取第一个命中），得出 去向", "Look up destination by brand (0 rows, first row that matches)"],
    [{ kind: "split", by: "customer", parts: [{ id: "a", name: "新规则", percent: 5 }, { id: "b", percent: 95 }] }, "按客户分流：新规则 5%、B 95%", "Split by customer: 新规则 5%, B 95%"],
    [{ kind: "merge", by: ["brand"], window: hours(24), maxOrders: 10, exclude: is("status", "is", "Refunded") }, "同一品牌的订单 24小时内合并成一批，满 10 单即关闭，状态是 已退款 的除外", "Merge orders of the same brand within 24 hours, closing at 10 orders, except where status is Refunded"],
    [{ kind: "watch", within: hours(2), since: "received", goal: { states: ["Assigned"], events: [] }, strict: false }, "收到订单后 2小时内未到 已分仓 则超时", "Late unless Assigned within 2 hours of receiving the order"],
    [{ kind: "watch", within: hours(2), since: "received", goal: { states: [], events: ["courier:signed", "has:tracking_no"] }, strict: false }, "收到订单后 2小时内未到 快递签收 或 有快递单号 则超时", "Late unless courier: delivered or a tracking number within 2 hours of receiving the order"],
    [{ kind: "courier_node", actions: ["signed"] }, "快递节点为 签收 时", "When the courier reports delivered"],
    [{ kind: "watch", within: hours(2), since: { fact: "paid_at" }, goal: { states: ["PickedUp"], events: [] }, strict: true }, "付款时间后超过 2小时未到 已揽收 则超时", "Late when Picked up takes over 2 hours from payment time"],
    [{ kind: "approval", title: "换货", approvers: ["boss"], levels: 2, timeout: day }, "请 王主管 审批，2 级，3个工作日内未批则超时：换货", "Ask 王主管 to approve, 2 levels, timing out after 3 working days: 换货"],
    [{ kind: "breaker", measure: { of: "count", event: "state_conflict", by: ["channel"], day: true }, operator: "gt", threshold: 15, hold: { amount: 0, unit: "minute", clock: "natural" }, pauses: "channel" }, "同一渠道 当日状态冲突次数>15 则熔断，暂停该渠道；由人恢复", "Open when count of state conflict of the same channel today > 15, pausing the channel; closed by hand"],
    [{ kind: "subflow", flow: "vip" }, "执行流程 老客户", "Run flow Regulars"],
    [{ kind: "route", destination: "rush" }, "派到 快反线", "Route to 快反线"],
    [{ kind: "route", destination: "rush", lines: is("qty", "ge", 5) }, "把 行数量≥5件 的行派到 快反线", "Route lines where line quantity ≥ 5 pieces to 快反线"],
    [{ kind: "tag", tag: "加急", whileMatched: true }, "满足期间打标签 加急", "Tag 加急 while it holds"],
    [{ kind: "set_field", field: "urgency", value: "red" }, "把紧急程度改为 red", "Set urgency to red"],
    [{ kind: "add_line", sku: "NB-2026FREE", qty: 1 }, "加 1件 NB-2026FREE", "Add 1 piece of NB-2026FREE"],
    [{ kind: "add_line", sku: "G(1)", qty: 2, name: "小样" }, "加 2件 “G(1)”（小样）", "Add 2 pieces of “G(1)” (小样)"],
    [{ kind: "freeze", scope: "brand", reason: "24 小时未发货" }, "冻结该品牌：24 小时未发货", "Freeze the brand: 24 小时未发货"],
    [{ kind: "alert", to: ["boss"], channel: "sms", level: 2, text: "急", quietHours: { start: "22:00", end: "08:00" } }, "短信告警 王主管（2 级）：急（22:00–08:00 免打扰）", "Alert 王主管 by SMS (level 2): 急 (not between 22:00 and 08:00)"],
    [{ kind: "notify", to: "customer", channel: "sms", template: "已发货", quietHours: "none" }, "短信通知 客户：已发货（不受免打扰限制）", "Notify the customer by SMS: 已发货 (at any hour)"],
    [{ kind: "alert", to: ["boss", "lead"], channel: "wecom", level: 2, text: "交期将到" }, "企业微信告警 王主管、班组长（2 级）：交期将到", "Alert 王主管, 班组长 by WeCom (level 2): 交期将到"],
    [{ kind: "task", to: ["boss"], title: "核对钱包" }, "给 王主管 派任务：核对钱包", "Task for 王主管: 核对钱包"],
    [{ kind: "notify", to: "customer", channel: "sms", template: "已发货" }, "短信通知 客户：已发货", "Notify the customer by SMS: 已发货"],
    [{ kind: "note", text: "第一行\n第二行" }, "第一行", "第一行"],
  ]; // biome-ignore format: a table
  test.each(cases)("[S3] %# is said in both languages", (own, zh, en) => {
    expect(nodeSentence(node(own), NAMES)).toEqual({ zh, en });
  });

  test("[S3] every kind has a sentence in both languages as soon as it is put on the canvas", () => {
    for (const spec of nodeCatalogue) {
      const { zh, en } = nodeSentence(spec.create("n", { x: 0, y: 0 }));
      if (spec.kind === "note") continue;
      expect(zh).toMatch(/[一-鿿]/);
      expect(en).toMatch(/^[A-Z(]/);
      expect(`${zh}${en}`).not.toMatch(/undefined|NaN|\[object/);
    }
  });
});

test("[S3] two nodes of a kind with long sentences are told apart by the numbers on their cards", () => {
  const goal = { states: ["Assigned", "Picked", "Packed"], events: [] };
  const watch = (id: string) => ({
    id,
    kind: "watch" as const,
    within: hours(2),
    since: "received",
    goal,
    strict: false,
  });
  const doc = flow([trigger, watch("w1"), watch("w2")], ["t>w1", "w1:breached>w2"]);
  const titles = doc.nodes.slice(1).map((one) => nodeTitle(one, {}, doc));
  expect(titles.map(({ zh }) => zh)).toEqual(["时限（第 2 步）", "时限（第 3 步）"]);
  expect(titles.map(({ en }) => en)).toEqual(["Watch (step 2)", "Watch (step 3)"]);
});

describe("the list view", () => {
  test("[S4] numbers the nodes in order of effect, with how each is reached and where it leads", () => {
    const list = flowSentences(rushFlow(), NAMES);
    expect(list.map((line) => `${line.number}. ${line.text.zh}`)).toEqual([
      "1. 收到新订单时",
      "2. 第 1 步之后：款号以 FJ 开头 且 交期≤3天",
      "3. 第 2 步“命中”：派到 快反线",
      "4. 第 2 步“未命中”：派到 normal",
    ]);
    expect(list[2]?.text.en).toBe("Step 2, met: route to 快反线");
    expect(list[1]?.ports).toEqual([
      { port: "met", label: { zh: "命中", en: "met" }, to: [3] },
      { port: "not_met", label: { zh: "未命中", en: "not met" }, to: [4] },
    ]);
  });

  test("[S4] a node that several paths reach names them all; a case without a name is said in full", () => {
    const doc = flow(
      [
        trigger,
        {
          id: "b",
          kind: "branch",
          mode: "first",
          missing: "not_met",
          cases: [{ id: "a", when: is("brand", "is", "A") }],
        },
        { id: "x", kind: "tag", tag: "x" },
      ],
      [],
      { edges: [edge("t>b", "1"), edge("b:a>x", "2"), edge("b:otherwise>x", "3")] },
    );
    expect(flowSentences(doc)[2]?.text).toEqual({
      zh: "第 2 步“品牌是 A” 或 第 2 步“否则”：打标签 x",
      en: "Step 2, brand is A or step 2, otherwise: tag x",
    });
  });
});
