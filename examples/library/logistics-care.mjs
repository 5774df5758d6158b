import {
  at,
  branch,
  chance,
  drawing,
  hours,
  is,
  not,
  param,
  person,
  route,
  t,
  tag,
  task,
  warehouse,
  watch,
  when,
} from "./sketch.mjs";

const DONE = ["signed", "signed_proxy", "returned", "lost", "disposed", "cancelled", "intercepted"];
const order = (more) => ({
  channel: "淘宝",
  province: "江苏省",
  tracking_no: "YT2026000001",
  lines: [{ sku: "PET-1", qty: 1 }],
  ...more,
});
/** Between the cities two hours without news are usual. */
const LINE_HAUL = ["in_transit", "customs"];
const stalled = (amount) => watch(hours(amount), { events: ["courier_node"] });
/** The order is taken in, packed and handed to the courier. */
const shipped = [
  { type: "order", key: "A", order: order({}) },
  ...["Assigned", "Picked", "Checked", "Packed"].map((to) => ({ type: "state", key: "A", to, evidence: "hand" })),
  { type: "state", key: "A", to: "HandedOver", evidence: "scan" },
  { type: "courier", key: "A", action: "picked_up" },
];
const sms = (template) => ({ kind: "notify", to: "customer", channel: "sms", template });
const atNight = { quietHours: { start: "22:00", end: "08:00" } };

export default {
  id: "logistics-care",
  name: t("物流关怀：停滞 2 小时、6 小时、24 小时", "Logistics care: parcels stalled for 2 h, 6 h, 24 h"),
  description: t(
    "快递轨迹停滞 2 小时（干线运输中 4 小时）短信告知客户，夜里 22 点到 8 点不打扰，6 小时给客服派任务，24 小时发补偿券；派送中 4 小时未签收提醒客服；地址或电话有误时请客户在客户页更正，更正后通知网点改派。每有新轨迹重新计时，已签收不再提醒。",
    "A parcel without news for 2 h (4 h in line-haul): the customer is told, not between 22:00 and 8:00; 6 h: a task for service; 24 h: a voucher. Out for delivery for 4 h: service is told. A wrong address or number: the customer is asked, and what they corrected goes to the outlet. Every new node starts the clock anew; a signed parcel is left alone.",
  ),
  needs: {
    fields: [],
    destinations: [warehouse("warehouse", "发货仓", "Warehouse")],
    people: [person("service", "service", "客服", "Customer service"), person("sales", "sales", "销售", "Sales")],
    endpoints: [],
  },
  flow: drawing("物流关怀", {
    nodes: {
      in: { kind: "order_received" },
      node: { kind: "courier_node", actions: [] },
      delivering: { kind: "courier_node", actions: ["out_for_delivery"] },
      wrong: { kind: "courier_node", actions: ["fix_address", "contact_customer"] },
      answered: { kind: "measure", measure: "customer_answered" },
      ship: route("warehouse"),
      moving: when(not(is("event.action", "in_list", DONE))),
      not_signed: watch(hours(4), { states: ["Signed"], events: ["courier:signed", "courier:signed_proxy", "courier:await_pickup", "courier:attempt_failed", "courier:refused", "courier:returning", "courier:returned"] }),
      ask_customer: sms("收件信息有误，请点击链接更正"),
      phase: branch([{ id: "line_haul", name: "干线运输中", when: is("event.action", "in_list", LINE_HAUL) }]),
      stall_line: stalled(4),
      stall_1: stalled(2),
      stall_2: stalled(6),
      stall_3: stalled(24),
      call: task("service", "派送中超过 4 小时未签收，请跟进"),
      tell_sales: task("sales", "收件信息有误，已请客户更正"),
      tell_customer: { ...sms("您的包裹暂时没有新进展，我们正在跟进"), ...atNight },
      ask_service: task("service", "包裹停滞 6 小时，附历史轨迹与话术，请联系网点"),
      voucher: { ...sms("包裹延误给您带来不便，补偿券已放入账户"), ...atNight },
      paid: tag("已补偿"),
      fixed: tag("客户已更正"),
      tell_fixed: task("service", "客户已在客户页答复，请按更正后的信息通知网点改派"),
    },
    wires: [
      "in -> ship", "node -> moving", "moving:met -> phase", "phase:line_haul -> stall_line", "phase:otherwise -> stall_1",
      "moving:met -> stall_2", "moving:met -> stall_3",
      "stall_line:breached -> tell_customer", "stall_1:breached -> tell_customer", "stall_2:breached -> ask_service", "stall_3:breached -> voucher", "voucher -> paid",
      "delivering -> not_signed", "not_signed:breached -> call", "wrong -> ask_customer", "ask_customer -> tell_sales",
      "answered -> fixed", "fixed -> tell_fixed",
    ],
  }),
  parameters: [
    param("first", "duration", "停滞多久告知客户", "Tell the customer after", "/nodes/stall_1/within"),
    param("second", "duration", "停滞多久派客服任务", "Ask service after", "/nodes/stall_2/within"),
    param("third", "duration", "停滞多久补偿", "Compensate after", "/nodes/stall_3/within"),
    param("delivery", "duration", "派送多久未签收", "Unsigned after out for delivery", "/nodes/not_signed/within"),
    param("line_haul", "duration", "干线停滞多久告知客户", "In line-haul tell the customer after", "/nodes/stall_line/within"),
    param("customer_text", "text", "告知客户的话", "What the customer is told", "/nodes/tell_customer/template"),
    param("who", "people", "谁来跟进", "Who follows up", ["/nodes/ask_service/to", "/nodes/call/to"]),
  ],
  golden: [
    {
      id: "stalled", name: "停滞 2、6、24 小时依次处理", start: at(10),
      steps: [
        ...shipped,
        { type: "courier", key: "A", action: "arrived_destination" },
        { type: "wait", for: hours(24) },
      ],
      claims: { A: { tags: ["已补偿"] }, messages: ["notify", "task", "notify"] },
    },
    {
      id: "line_haul", name: "干线运输中 2 小时无轨迹是常事，4 小时才告知客户；到派件地后按 2 小时", start: at(10),
      steps: [
        ...shipped,
        { type: "courier", key: "A", action: "in_transit" },
        { type: "wait", for: { amount: 230, unit: "minute", clock: "natural" } },
        { type: "courier", key: "A", action: "in_transit" },
        { type: "wait", for: { amount: 250, unit: "minute", clock: "natural" } },
        { type: "courier", key: "A", action: "arrived_destination" },
        { type: "wait", for: hours(2) },
      ],
      claims: { A: { tags: [] }, messages: ["notify", "notify"] },
    },
    {
      id: "news", name: "有新轨迹就重新计时，签收后不再提醒", start: at(10),
      steps: [
        ...shipped,
        { type: "courier", key: "A", action: "in_transit" },
        { type: "wait", for: { amount: 110, unit: "minute", clock: "natural" } },
        { type: "courier", key: "A", action: "in_transit" },
        { type: "wait", for: { amount: 110, unit: "minute", clock: "natural" } },
        { type: "courier", key: "A", action: "signed" },
        { type: "wait", for: hours(30) },
      ],
      claims: { A: { tags: [] }, messages: [] },
    },
    {
      id: "delivery", name: "派送中 4 小时未签收提醒客服", start: at(10),
      steps: [
        ...shipped,
        { type: "courier", key: "A", action: "out_for_delivery" },
        { type: "wait", for: hours(4) },
      ],
      claims: { messages: ["notify", "task"] },
    },
    {
      id: "wrong_address", name: "地址有误请客户更正，并告诉销售", start: at(10),
      steps: [
        ...shipped,
        { type: "courier", key: "A", action: "fix_address" },
      ],
      claims: { messages: ["notify", "task"] },
    },
    {
      id: "fixed_by_customer", name: "客户自己更正了收件信息，客服通知网点改派", start: at(10),
      steps: [
        ...shipped,
        { type: "courier", key: "A", action: "fix_address" },
        { type: "wait", for: hours(1) },
        { type: "measure", measure: "customer_answered", key: "A", value: 1 },
      ],
      claims: { A: { tags: ["客户已更正"] }, messages: ["notify", "task", "task"] },
    },
  ],
  history() {
    const { pick, below } = chance(6);
    return Array.from({ length: 120 }, (_, index) => ({
      external_id: `L-${index + 1}`, ordered_at: at(Math.floor(index / 5), 500 + (index % 5) * 120), channel: pick(["淘宝", "抖音", "京东"]),
      province: pick(["江苏省", "四川省", "广东省", "黑龙江省"]), tracking_no: `YT2026${String(100000 + index)}`,
      lines: [{ sku: `PET-${1 + below(9)}`, qty: 1 + below(3) }],
    }));
  },
  sample: { order: order({}), at: at(10), destination: "发货仓" },
}; // biome-ignore format: sketches read better on long lines
