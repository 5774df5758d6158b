import {
  alert,
  all,
  any,
  at,
  branch,
  chance,
  drawing,
  hours,
  is,
  param,
  person,
  route,
  span,
  t,
  tag,
  task,
  warehouse,
  watch,
  when,
} from "./sketch.mjs";

const order = (more) => ({
  brand: "奔驰",
  origin: "原厂件",
  customer_grade: "A",
  custom: { batch_no: "B-01" },
  lines: [{ sku: "BRK-1", name: "刹车片", qty: 4, batch_no: "B-01" }],
  ...more,
});
const MOVED = ["PickedUp", "InTransit", "OutForDelivery", "Signed"];

export default {
  id: "auto-parts",
  name: t("汽配分销：分级分仓、七级交接、批次召回、新能源加测", "Auto parts: routing by grade and part, seven-stage chain, batch recall, new-energy check"),
  description: t(
    "奔驰原厂件且客户 A 类走宁波保税仓，国产替代件少于 5 件走嘉兴前置仓；交接须扫码、揽收须快递回传，2 小时未揽收标红；同一批次三次客诉冻结该批次；新能源车型加测绝缘。",
    "Genuine Mercedes parts for A customers ship from the bonded warehouse, fewer than 5 domestic substitutes from the forward one; hand-over needs a scan and pick-up the courier's word, 2 h without it turns red; three complaints freeze a batch; new-energy cars get an insulation check.",
  ),
  needs: {
    fields: [{ name: "batch_no", type: "code", label: t("主件批次号", "Batch of the main part") }],
    destinations: [
      warehouse("bonded", "宁波保税仓", "Ningbo bonded warehouse"),
      warehouse("forward", "嘉兴前置仓", "Jiaxing forward warehouse"),
      warehouse("main", "台州总仓", "Taizhou main warehouse"),
    ],
    people: [
      person("logistics", "logistics", "区域物流专员", "Regional logistics"),
      person("quality", "quality", "质量部", "Quality"),
      person("engineering", "engineering", "技术部", "Engineering"),
    ],
    endpoints: [],
  },
  flow: drawing("汽配分销", {
    windows: [{ id: "batch_complaints", of: "count", event: "complaint", by: ["custom.batch_no"], window: span(90, "day") }],
    nodes: {
      in: { kind: "order_received" },
      handed: { kind: "state_reached", states: ["HandedOver"] },
      complaint: { kind: "after_sale", events: ["complaint"] },
      stock_of: branch([
        { id: "bonded", name: "奔驰原厂件 A 类", when: all(is("brand", "is", "奔驰"), is("origin", "is", "原厂件"), is("customer_grade", "is", "A")) },
        { id: "forward", name: "国产替代小单", when: all(is("origin", "is", "国产替代件"), is("total_qty", "lt", 5)) },
      ]),
      new_energy: when(any(is("item_text", "contains", "比亚迪"), is("item_text", "contains", "蔚来"), is("item_text", "contains", "小鹏"))),
      urgent: when(is("urgency", "is", "红")),
      picked_up: watch(hours(2), { states: MOVED }, { strict: true }),
      three: when(is("count.batch_complaints", "ge", 3)),
      to_bonded: route("bonded"),
      to_forward: route("forward"),
      to_main: route("main"),
      insulation: tag("加测绝缘"),
      test: task("engineering", "高压配件绝缘检测"),
      first: tag("红色加急"),
      red: tag("标红"),
      late: alert("logistics", "inbox", 2, "超 2 小时未揽收"),
      recall: { kind: "freeze", scope: "batch", reason: "同批次三次客诉" },
      tell_quality: alert("quality", "inbox", 3, "同一批次三次客诉，已暂停该批次出库"),
    },
    wires: [
      "in -> stock_of", "stock_of:bonded -> to_bonded", "stock_of:forward -> to_forward", "stock_of:otherwise -> to_main",
      "in -> new_energy", "new_energy:met -> insulation", "insulation -> test",
      "in -> urgent", "urgent:met -> first",
      "handed -> picked_up", "picked_up:breached -> red", "red -> late",
      "complaint -> three", "three:met -> recall", "recall -> tell_quality",
    ],
  }),
  parameters: [
    param("grade", "text", "优先出库的客户等级", "Grade that ships first", "/nodes/stock_of/cases/0/when/parts/2/value"),
    param("small_order", "number", "少于几件走前置仓", "Fewer pieces than this ship forward", "/nodes/stock_of/cases/1/when/parts/1/value", { min: 1, max: 1000 }),
    param("complaints", "number", "几次客诉冻结批次", "Complaints that freeze a batch", "/nodes/three/when/value", { min: 1, max: 100 }),
    param("pick_up_within", "duration", "多久内揽收", "Pick-up within", "/nodes/picked_up/within"),
    param("complaint_window", "duration", "客诉统计时长", "Complaints are counted over", "/windows/batch_complaints/window"),
    param("main_warehouse", "destination", "总仓", "Main warehouse", "/nodes/to_main/destination", { required: false }),
  ],
  golden: [
    {
      id: "routing", name: "分级分仓：5 件不算少于 5 件", start: at(10),
      steps: [
        { type: "order", key: "A", order: order({}) },
        { type: "order", key: "B", order: order({ customer_grade: "B" }) },
        { type: "order", key: "C", order: order({ origin: "国产替代件" }) },
        { type: "order", key: "D", order: order({ origin: "国产替代件", lines: [{ sku: "BRK-2", qty: 5 }] }) },
      ],
      claims: { A: { destination: "bonded" }, B: { destination: "main" }, C: { destination: "forward" }, D: { destination: "main" } },
    },
    {
      id: "insulation", name: "蔚来车型加测绝缘", start: at(10),
      steps: [{ type: "order", key: "A", order: order({ brand: "蔚来", lines: [{ sku: "HV-1", name: "蔚来 高压线束", qty: 1 }] }) }],
      claims: { A: { tags: ["加测绝缘"] }, messages: ["task"] },
    },
    {
      id: "chain", name: "七级交接：不扫码不能交接，2 小时未揽收标红", start: at(10),
      steps: [
        { type: "order", key: "A", order: order({}) },
        ...["Assigned", "Picked", "Checked", "Packed"].map((to) => ({ type: "state", key: "A", to, evidence: "hand" })),
        { type: "state", key: "A", to: "HandedOver", evidence: "hand" },
        { type: "wait", for: hours(1) },
        { type: "state", key: "A", to: "HandedOver", evidence: "scan" },
        { type: "wait", for: hours(3) },
      ],
      claims: { A: { status: "HandedOver", tags: ["标红"] }, levels: [2] },
    },
    {
      id: "in_time", name: "2 小时内揽收不告警", start: at(10),
      steps: [
        { type: "order", key: "A", order: order({}) },
        ...["Assigned", "Picked", "Checked", "Packed"].map((to) => ({ type: "state", key: "A", to, evidence: "hand" })),
        { type: "state", key: "A", to: "HandedOver", evidence: "scan" },
        { type: "wait", for: hours(1) },
        { type: "courier", key: "A", action: "picked_up" },
        { type: "wait", for: hours(3) },
      ],
      claims: { A: { status: "PickedUp", tags: [] }, messages: [] },
    },
    {
      id: "recall", name: "同批次第三次客诉冻结批次，后来的同批次订单也冻结", start: at(10),
      steps: [
        { type: "order", key: "A", order: order({}) },
        { type: "order", key: "B", order: order({}) },
        { type: "order", key: "C", order: order({ custom: { batch_no: "B-02" }, lines: [{ sku: "BRK-1", qty: 1, batch_no: "B-02" }] }) },
        { type: "after_sale", key: "A", event: "complaint" },
        { type: "wait", for: hours(1) },
        { type: "after_sale", key: "B", event: "complaint" },
        { type: "wait", for: hours(1) },
        { type: "after_sale", key: "A", event: "complaint" },
        { type: "order", key: "D", order: order({}) },
      ],
      claims: { A: { frozen: true }, B: { frozen: true }, C: { frozen: false }, D: { frozen: true }, levels: [3] },
    },
  ],
  history() {
    const { pick, below, hit } = chance(3);
    return Array.from({ length: 180 }, (_, index) => {
      const batch = `B-${1 + below(12)}`;
      const brand = pick(["奔驰", "奔驰", "大众", "比亚迪", "蔚来", "小鹏"]);
      return {
        external_id: `P-${index + 1}`, ordered_at: at(Math.floor(index / 6), 510 + (index % 6) * 80), channel: pick(["微信小程序", "电话", "企业微信", "传真"]),
        brand, origin: hit(0.5) ? "原厂件" : "国产替代件", customer_grade: pick(["A", "B", "C"]), urgency: pick(["红", "黄", "绿", "绿"]),
        lines: [{ sku: `BRK-${1 + below(9)}`, name: `${brand} ${pick(["刹车片", "滤芯", "高压线束"])}`, qty: 1 + below(9), batch_no: batch }],
        custom: { batch_no: batch },
      };
    });
  },
  sample: { order: order({}), at: at(10), destination: "宁波保税仓" },
}; // biome-ignore format: sketches read better on long lines
