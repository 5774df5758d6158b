import {
  alert,
  any,
  approval,
  at,
  branch,
  chance,
  dateOf,
  drawing,
  hold,
  hours,
  is,
  line,
  notify,
  param,
  person,
  route,
  t,
  tag,
  task,
  watch,
  when,
} from "./sketch.mjs";

const order = (more) => ({
  brand: "华东重工",
  amount: "80000.00",
  due_at: dateOf(24),
  custom: { credit_left: 200000, kit_ready: true },
  lines: [{ sku: "SHAFT-40", qty: 200 }],
  ...more,
});

export default {
  id: "precision-manufacturing",
  name: t("精密制造：录单即校验、变更分级会签", "Precision manufacturing: checks at entry, changes signed off by level"),
  description: t(
    "录单时校验信用额度、BOM 齐套和交期，任一不满足标红、暂停并通知销售主管与 PMC；需求变更按影响分三级会签；排产、质检、发货各推送客户一次，交期变动时推送说明，客户答复后派给销售；发货后 48 小时未签收派关怀工单；2 小时未拣货通知仓库。",
    "Credit, kit and due date are checked at entry; one that fails turns red, holds the order and tells sales and planning. Changes are signed off on one, two or three levels by what they touch; the customer hears of planning, inspection, dispatch and of every date that moves, and what they answer goes to sales; 48 h unsigned asks for a care call, 2 h unpicked tells the warehouse.",
  ),
  needs: {
    fields: [
      { name: "credit_left", type: "number", label: t("剩余信用额度（元）", "Credit left") },
      { name: "kit_ready", type: "boolean", label: t("BOM 齐套", "Kit complete") },
    ],
    destinations: [line("shop_floor", "机加车间", "Machining shop")],
    people: [
      person("sales_head", "sales_head", "销售主管", "Head of sales"),
      person("planner", "planner", "PMC", "Planning"),
      person("engineering", "engineering", "工艺", "Process engineering"),
      person("storekeeper", "storekeeper", "仓管", "Storekeeper"),
      person("service", "service", "客服", "Customer service"),
    ],
    endpoints: [],
  },
  flow: drawing("精密制造", {
    nodes: {
      in: { kind: "order_received" },
      change: { kind: "measure", measure: "ChangeRequested" },
      moved: { kind: "measure", measure: "promise_moved" },
      answered: { kind: "measure", measure: "customer_answered" },
      assigned: { kind: "state_reached", states: ["Assigned"] },
      inspected: { kind: "state_reached", states: ["Checked"] },
      handed: { kind: "state_reached", states: ["HandedOver"] },
      fails: when(any(is("custom.credit_left", "lt", 100000), is("custom.kit_ready", "is", false), is("due_in_days", "lt", 7))),
      level: branch([
        { id: "contract", name: "需重签技术协议", when: is("event.value", "ge", 3) },
        { id: "bom", name: "含 BOM 变更", when: is("event.value", "ge", 2) },
      ]),
      pick: watch(hours(2), { states: ["Picked", "Checked", "Packed", "HandedOver"] }),
      signed: watch(hours(48), { states: ["Signed"], events: ["courier:signed"] }),
      red: tag("红标"),
      wait: hold("录单校验未通过"),
      tell_sales: alert("sales_head", "inbox", 2, "信用、齐套或交期未通过，请处理"),
      tell_planner: alert("planner", "inbox", 2, "信用、齐套或交期未通过，请评审"),
      plan: route("shop_floor"),
      three: approval("需求变更：重签技术协议", ["sales_head", "engineering", "planner"], 3),
      two: approval("需求变更：含 BOM", ["engineering", "planner"], 2),
      one: approval("需求变更：仅交期", ["planner"], 1, hours(24)),
      refused: hold("变更未批准"),
      late_pick: alert("storekeeper", "inbox", 1, "2 小时未确认拣货"),
      customer_planned: notify("customer", "wechat", "订单已排产"),
      customer_inspected: notify("customer", "wechat", "质检已通过"),
      customer_shipped: notify("customer", "wechat", "已发货，可查物流与电子签收码"),
      customer_moved: notify("customer", "wechat", "交期有变动，请查看原因、可选方案与补偿"),
      ask_sales: task("sales_head", "客户已在客户页答复，请按其选择跟进"),
      care: task("service", "48 小时未签收，请致电关怀"),
    },
    wires: [
      "in -> fails", "fails:met -> red", "red -> wait", "wait -> tell_sales", "wait -> tell_planner", "fails:not_met -> plan",
      "change -> level", "level:contract -> three", "level:bom -> two", "level:otherwise -> one",
      "three:rejected -> refused", "two:rejected -> refused", "one:rejected -> refused", "one:timed_out -> refused",
      "assigned -> pick", "pick:breached -> late_pick", "handed -> signed", "signed:breached -> care",
      "assigned -> customer_planned", "inspected -> customer_inspected", "handed -> customer_shipped",
      "moved -> customer_moved", "answered -> ask_sales",
    ],
  }),
  parameters: [
    param("credit", "number", "最低信用额度（元）", "Least credit", "/nodes/fails/when/parts/0/value", { min: 0 }),
    param("lead_days", "days", "最短交期（天）", "Shortest lead time in days", "/nodes/fails/when/parts/2/value", { min: 0, max: 365 }),
    param("pick_within", "duration", "多久内拣货", "Pick within", "/nodes/pick/within"),
    param("sign_within", "duration", "多久内签收", "Signed within", "/nodes/signed/within"),
    param("contract_signers", "people", "重签协议谁会签", "Who signs off contract changes", "/nodes/three/approvers"),
    param("bom_signers", "people", "BOM 变更谁会签", "Who signs off BOM changes", "/nodes/two/approvers"),
    param("date_signers", "people", "交期变更谁批", "Who signs off due dates", "/nodes/one/approvers"),
  ],
  golden: [
    {
      id: "entry", name: "三项都过才排产，任一不过就暂停并通知两方", start: at(10),
      steps: [
        { type: "order", key: "A", order: order({}) },
        { type: "order", key: "B", order: order({ custom: { credit_left: 99999, kit_ready: true } }) },
        { type: "order", key: "C", order: order({ custom: { credit_left: 200000, kit_ready: false } }) },
        { type: "order", key: "D", order: order({ due_at: dateOf(16) }) },
      ],
      claims: { A: { destination: "shop_floor", held: false }, B: { held: true, tags: ["红标"] }, C: { held: true }, D: { held: true }, levels: [2, 2, 2, 2, 2, 2] },
    },
    {
      id: "date_change", name: "仅交期变更一级审批，超过一天未批视为不批", start: at(10),
      steps: [
        { type: "order", key: "A", order: order({}) },
        { type: "measure", measure: "ChangeRequested", key: "A", value: 1 },
        { type: "wait", for: hours(25) },
      ],
      claims: { A: { held: true }, messages: ["approval"] },
    },
    {
      id: "bom_change", name: "BOM 变更二级会签", start: at(10),
      steps: [
        { type: "order", key: "A", order: order({}) },
        { type: "measure", measure: "ChangeRequested", key: "A", value: 2 },
        { type: "approval", key: "A", node: "two", decision: "approved" },
        { type: "approval", key: "A", node: "two", decision: "approved" },
      ],
      claims: { A: { held: false }, messages: ["approval", "approval"] },
    },
    {
      id: "contract_change", name: "重签协议三级会签，一级拒绝即止", start: at(10),
      steps: [
        { type: "order", key: "A", order: order({}) },
        { type: "measure", measure: "ChangeRequested", key: "A", value: 3 },
        { type: "approval", key: "A", node: "three", decision: "rejected" },
      ],
      claims: { A: { held: true } },
    },
    {
      id: "care", name: "2 小时未拣货通知仓库，48 小时未签收派关怀工单", start: at(10),
      steps: [
        { type: "order", key: "A", order: order({}) },
        { type: "state", key: "A", to: "Assigned", evidence: "hand" },
        { type: "wait", for: hours(3) },
        ...["Picked", "Checked", "Packed"].map((to) => ({ type: "state", key: "A", to, evidence: "hand" })),
        { type: "state", key: "A", to: "HandedOver", evidence: "scan" },
        { type: "wait", for: hours(48) },
      ],
      claims: { A: { status: "HandedOver" }, messages: ["notify", "alert", "notify", "notify", "task"] },
    },
    {
      id: "moved", name: "交期变动推送客户说明，客户的选择派给销售", start: at(10),
      steps: [
        { type: "order", key: "A", order: order({}) },
        { type: "measure", measure: "promise_moved", key: "A", value: 3 },
        { type: "wait", for: hours(1) },
        { type: "measure", measure: "customer_answered", key: "A", value: 1 },
      ],
      claims: { A: { held: false }, messages: ["notify", "task"] },
    },
  ],
  history() {
    const { pick, below, hit } = chance(5);
    return Array.from({ length: 120 }, (_, index) => {
      const day = Math.floor(index / 5);
      return {
        external_id: `J-${index + 1}`, ordered_at: at(day, 510 + (index % 5) * 90), channel: pick(["钉钉", "微信", "电话"]), brand: pick(["华东重工", "北辰汽配", "明远电机"]),
        amount: `${20000 + below(200000)}.00`, due_at: dateOf(day + 3 + below(30)),
        custom: { credit_left: hit(0.15) ? 50000 : 100000 + below(400000), kit_ready: !hit(0.12) },
        lines: [{ sku: pick(["SHAFT-40", "HUB-12", "GEAR-7"]), qty: 50 + below(500) }],
      };
    });
  },
  sample: { order: order({}), at: at(10), destination: "机加车间" },
}; // biome-ignore format: sketches read better on long lines
