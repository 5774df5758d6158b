import {
  alert,
  all,
  approval,
  at,
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

const IN_HAND = [
  "Assigned",
  "Picked",
  "Checked",
  "Packed",
  "HandedOver",
  "PickedUp",
  "InTransit",
  "OutForDelivery",
  "Signed",
];
const state = (name) => ({ kind: "state_reached", states: [name] });
const order = (more) => ({ brand: "青禾记", lines: [{ qty: 40, size: "M" }], ...more });

export default {
  id: "garment-oem",
  name: t("服装代工：快反、BOM 校验、合批与四级时限", "Garment OEM: rapid line, BOM check, batches, four levels of deadlines"),
  description: t(
    "款号以 FJ 开头且三天内交货的订单进快反线；尺码组合五种以上先核对 BOM；同一品牌 24 小时内的订单合批；2 小时未分配、4 小时未开工、12 小时未报工、24 小时未发货逐级升级；开工、质检、发货各给品牌联系人推送一次。",
    "Styles that start with FJ and are due in three days go to the rapid line; five sizes or more wait for a BOM check; a brand's orders of 24 hours become one batch; 2 h unassigned, 4 h not begun, 12 h unreported and 24 h unshipped escalate level by level. The brand's contacts hear once each of cutting, inspection and dispatch.",
  ),
  needs: {
    fields: [],
    destinations: [line("rapid", "快反线", "Rapid line"), line("normal", "常规线", "Normal line")],
    people: [
      person("supervisor", "supervisor", "主管", "Supervisor"),
      person("foreman", "foreman", "班组长", "Foreman"),
      person("engineering", "engineering", "技术部", "Engineering"),
      person("finance", "finance", "财务", "Finance"),
    ],
    endpoints: [],
  },
  flow: drawing("服装代工", {
    nodes: {
      in: { kind: "order_received" },
      assigned: state("Assigned"),
      begun: state("Picked"),
      inspected: state("Checked"),
      finished: state("Packed"),
      shipped: state("HandedOver"),
      fj: when(all(is("style_code", "starts_with", "FJ"), is("due_in_days", "le", 3))),
      many_sizes: when(is("size_count", "ge", 5)),
      batch: { kind: "merge", by: ["brand"], window: hours(24) },
      late_assigned: watch(hours(2), { states: IN_HAND }, { since: "received" }),
      late_begun: watch(hours(4), { states: IN_HAND.slice(1) }),
      late_report: watch(hours(12), { states: IN_HAND.slice(2) }, { strict: true }),
      late_shipped: watch(hours(24), { states: IN_HAND.slice(4) }),
      brand_begun: notify("brand", "sms", "裁床已开工"),
      brand_inspected: notify("brand", "sms", "成衣质检已通过"),
      brand_shipped: notify("brand", "sms", "已交快递发出"),
      lift: { kind: "unfreeze", scope: "brand" },
      to_rapid: route("rapid"),
      mark_rapid: tag("快反"),
      to_normal: route("normal"),
      bom: approval("尺码组合较多，请核对 BOM", ["engineering"], 1),
      plan_batch: task("foreman", "同品牌订单已合批，请一次排产"),
      tell_supervisor: alert("supervisor", "inbox", 1, "订单创建 2 小时仍未分配车间"),
      tell_foreman: alert("foreman", "inbox", 2, "分配 4 小时仍未开工"),
      stop: { kind: "pause_channel", target: "workshop", reason: "超 12 小时未报工" },
      tell_stop: alert("supervisor", "inbox", 3, "开工超 12 小时未报工，暂停向该车间派单"),
      freeze: { kind: "freeze", scope: "brand", reason: "完成 24 小时未发货" },
      tell_finance: alert("finance", "inbox", 4, "完成 24 小时未发货，冻结该品牌付款"),
      no_bom: hold("BOM 核对未通过"),
    },
    wires: [
      "in -> fj", "fj:met -> to_rapid", "fj:met -> mark_rapid", "fj:not_met -> to_normal",
      "in -> many_sizes", "many_sizes:met -> bom", "bom:rejected -> no_bom",
      "in -> batch", "batch:closed -> plan_batch",
      "in -> late_assigned", "late_assigned:breached -> tell_supervisor",
      "assigned -> late_begun", "late_begun:breached -> tell_foreman",
      "begun -> late_report", "late_report:breached -> stop", "stop -> tell_stop",
      "finished -> late_shipped", "late_shipped:breached -> freeze", "freeze -> tell_finance",
      "shipped -> lift",
      "begun -> brand_begun", "inspected -> brand_inspected", "shipped -> brand_shipped",
    ],
  }),
  parameters: [
    param("prefix", "prefix", "快反款号前缀", "Prefix of rapid styles", "/nodes/fj/when/parts/0/value"),
    param("rapid_days", "days", "几天内交货算快反", "Rapid when due within days", "/nodes/fj/when/parts/1/value", { min: 0, max: 30 }),
    param("sizes", "number", "几种尺码以上核对 BOM", "Sizes that call for a BOM check", "/nodes/many_sizes/when/value", { min: 2, max: 20 }),
    param("batch_window", "duration", "合批窗口", "Batch window", "/nodes/batch/window"),
    param("assign_within", "duration", "多久内分配", "Assign within", "/nodes/late_assigned/within"),
    param("begin_within", "duration", "多久内开工", "Begin within", "/nodes/late_begun/within"),
    param("report_within", "duration", "多久内报工", "Report within", "/nodes/late_report/within"),
    param("ship_within", "duration", "多久内发货", "Ship within", "/nodes/late_shipped/within"),
    param("rapid_line", "destination", "快反线", "Rapid line", "/nodes/to_rapid/destination", { required: false }),
    param("level_1", "people", "一级通知谁", "Who hears level 1", "/nodes/tell_supervisor/to"),
  ],
  golden: [
    {
      id: "brand_hears", name: "开工、质检、发货各推送品牌一次，别的订单不打扰", start: at(10),
      steps: [
        { type: "order", key: "A", order: order({}) },
        { type: "order", key: "B", order: order({ brand: "北辰" }) },
        ...["Assigned", "Picked", "Checked", "Packed"].map((to) => ({ type: "state", key: "A", to, evidence: "hand" })),
        { type: "state", key: "A", to: "HandedOver", evidence: "scan" },
        { type: "courier", key: "A", action: "picked_up" },
      ],
      claims: { messages: ["notify", "notify", "task", "notify"] },
    },
    {
      id: "rapid", name: "FJ 款三天内交货进快反线", start: at(10),
      steps: [{ type: "order", key: "A", order: order({ style_code: "FJ2601", due_at: dateOf(13) }) }],
      claims: { A: { destination: "rapid", tags: ["快反"] } },
    },
    {
      id: "four_days", name: "四天后交货不算快反，缺交期也不算", start: at(10),
      steps: [
        { type: "order", key: "A", order: order({ style_code: "FJ2601", due_at: dateOf(14) }) },
        { type: "order", key: "B", order: order({ style_code: "FJ2602" }) },
        { type: "order", key: "C", order: order({ style_code: "SFJ01", due_at: dateOf(11) }) },
      ],
      claims: { A: { destination: "normal" }, B: { destination: "normal" }, C: { destination: "normal" } },
    },
    {
      id: "bom", name: "五种尺码等 BOM 核对，不通过就暂停", start: at(10),
      steps: [
        { type: "order", key: "A", order: order({ style_code: "AB1", lines: ["S", "M", "L", "XL", "XXL"].map((size) => ({ qty: 5, size })) }) },
        { type: "approval", key: "A", node: "bom", decision: "rejected" },
      ],
      claims: { A: { held: true }, messages: ["approval"] },
    },
    {
      id: "batch", name: "同品牌 24 小时内合成一批", start: at(10),
      steps: [
        { type: "order", key: "A", order: order({ style_code: "AB1" }) },
        { type: "wait", for: hours(20) },
        { type: "order", key: "B", order: order({ style_code: "AB2" }) },
        { type: "wait", for: hours(5) },
      ],
      claims: { batches: [["A", "B"]] },
    },
    {
      id: "levels", name: "2 小时未分配、4 小时未开工、24 小时未发货逐级升级", start: at(10),
      steps: [
        { type: "order", key: "A", order: order({ style_code: "AB1" }) },
        { type: "wait", for: hours(3) },
        { type: "state", key: "A", to: "Assigned", evidence: "hand" },
        { type: "wait", for: hours(5) },
        { type: "state", key: "A", to: "Picked", evidence: "hand" },
        { type: "state", key: "A", to: "Checked", evidence: "hand" },
        { type: "state", key: "A", to: "Packed", evidence: "hand" },
        { type: "wait", for: hours(24) },
      ],
      claims: { A: { status: "Packed" }, levels: [1, 2, 4] },
    },
  ],
  history() {
    const { pick, below, hit } = chance(1);
    return Array.from({ length: 160 }, (_, index) => {
      const day = Math.floor(index / 6);
      const rapid = hit(0.3);
      return {
        external_id: `G-${index + 1}`, ordered_at: at(day, 500 + (index % 6) * 90), channel: pick(["邮件PO", "Excel", "微信小程序"]),
        brand: pick(["青禾记", "南亭里", "木棉社"]), style_code: `${rapid ? "FJ" : pick(["AB", "QX", "SFJ"])}26${below(90) + 10}`,
        ...(hit(0.1) ? {} : { due_at: dateOf(day + 1 + below(9)) }),
        lines: ["S", "M", "L", "XL", "XXL", "3XL"].slice(0, 1 + below(6)).map((size) => ({ qty: 10 + below(60), size })),
      };
    });
  },
  sample: { order: order({ style_code: "FJ2699", due_at: dateOf(13) }), at: at(10), destination: "快反线" },
}; // biome-ignore format: sketches read better on long lines
