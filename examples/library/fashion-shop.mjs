import {
  alert,
  all,
  any,
  at,
  branch,
  chance,
  drawing,
  is,
  param,
  person,
  route,
  t,
  tag,
  task,
  warehouse,
  when,
} from "./sketch.mjs";

const EAST = ["上海市", "江苏省", "浙江省", "安徽省", "山东省", "江西省", "福建省"];
const SOUTH = ["广东省", "广西壮族自治区", "海南省"];
const order = (more) => ({
  channel: "淘宝",
  province: "浙江省",
  paid_at: at(10, 540),
  amount: "199.00",
  lines: [{ sku: "DRESS-1", qty: 1 }],
  ...more,
});

export default {
  id: "fashion-shop",
  name: t("女装网店：按地址分仓、生日礼物优先、低库存暂停、定时打单", "Fashion shop: warehouse by address, birthday gifts first, low stock paused, waybills at set times"),
  description: t(
    "华东、华南按收货省份分仓；备注写着生日礼物的当日优先；库存低于 5 件暂停该商品销售；每天 10:00 和 16:00 把已复核的订单交仓管打面单。",
    "Orders ship from the warehouse near the address; notes that say birthday gift go first; fewer than 5 pieces pause the article; at 10:00 and 16:00 checked orders go to the storekeeper for waybills.",
  ),
  needs: {
    fields: [],
    destinations: [warehouse("east", "华东仓", "East warehouse"), warehouse("south", "华南仓", "South warehouse")],
    people: [person("storekeeper", "storekeeper", "仓管", "Storekeeper"), person("sales", "sales", "销售", "Sales")],
    endpoints: [],
  },
  flow: drawing("女装网店", {
    nodes: {
      in: { kind: "order_received" },
      stock: { kind: "stock_changed" },
      clock: { kind: "schedule", at: ["10:00", "16:00"], days: "every" },
      where: branch([
        { id: "east", name: "华东", when: is("province", "in_list", EAST) },
        { id: "south", name: "华南", when: is("province", "in_list", SOUTH) },
      ]),
      gift: when(is("note", "contains", "生日礼物")),
      low: when(is("event.available", "lt", 5)),
      ready: when(all(is("status", "is", "Checked"), is("tags", "contains_none", ["已打面单"]), is("on_hold", "is", false))),
      to_east: route("east"),
      to_south: route("south"),
      to_other: route("east"),
      unknown_address: when(any(is("province", "is_empty"), is("city", "contains", "不详"))),
      ask_address: task("sales", "收货省份不清楚，请联系客户确认"),
      first: tag("优先"),
      tell_gift: alert("storekeeper", "inbox", 1, "生日礼物订单，请当日发出"),
      pause: { kind: "pause_channel", target: "sku", reason: "库存不足" },
      tell_low: alert("sales", "inbox", 2, "库存低于安全库存，已暂停该商品销售"),
      printed: tag("已打面单"),
      print: task("storekeeper", "打印面单并集中装箱"),
    },
    wires: [
      "in -> where", "where:east -> to_east", "where:south -> to_south", "where:otherwise -> to_other",
      "where:otherwise -> unknown_address", "unknown_address:met -> ask_address",
      "in -> gift", "gift:met -> first", "gift:met -> tell_gift",
      "stock -> low", "low:met -> pause", "pause -> tell_low",
      "clock -> ready", "ready:met -> printed", "printed -> print",
    ],
  }),
  parameters: [
    param("east_provinces", "texts", "华东省份", "Provinces of the east", "/nodes/where/cases/0/when/value"),
    param("south_provinces", "texts", "华南省份", "Provinces of the south", "/nodes/where/cases/1/when/value"),
    param("gift_words", "text", "优先的备注字样", "Words in the note that go first", "/nodes/gift/when/value"),
    param("safe_stock", "number", "安全库存", "Safe stock", "/nodes/low/when/value", { min: 0, max: 10000 }),
    param("print_times", "times", "打面单时刻", "When waybills are printed", "/nodes/clock/at"),
    param("other_warehouse", "destination", "其他地区发货仓", "Warehouse for elsewhere", "/nodes/to_other/destination", { required: false }),
  ],
  golden: [
    {
      id: "address", name: "按省份分仓，偏远地区走默认仓", start: at(10),
      steps: [
        { type: "order", key: "A", order: order({}) },
        { type: "order", key: "B", order: order({ province: "广东省" }) },
        { type: "order", key: "C", order: order({ province: "新疆维吾尔自治区" }) },
      ],
      claims: { A: { destination: "east" }, B: { destination: "south" }, C: { destination: "east" } },
    },
    {
      id: "gift", name: "生日礼物优先", start: at(10),
      steps: [{ type: "order", key: "A", order: order({ note: "请包装，生日礼物～" }) }],
      claims: { A: { tags: ["优先"] }, messages: ["alert"] },
    },
    {
      id: "no_address", name: "没有省份时请销售确认", start: at(10),
      steps: [{ type: "order", key: "A", order: order({ province: null }) }],
      claims: { A: { destination: "east" }, messages: ["task"] },
    },
    {
      id: "stock", name: "库存 5 件不暂停，4 件暂停", start: at(10),
      steps: [
        { type: "stock", sku: "DRESS-1", available: 5 },
        { type: "wait", for: { amount: 1, unit: "minute", clock: "natural" } },
        { type: "stock", sku: "DRESS-1", available: 4 },
      ],
      claims: { levels: [2] },
    },
    {
      id: "print", name: "10 点打一次，16 点不重复", start: at(10, 560),
      steps: [
        { type: "order", key: "A", order: order({}) },
        { type: "state", key: "A", to: "Assigned", evidence: "hand" },
        { type: "state", key: "A", to: "Picked", evidence: "hand" },
        { type: "state", key: "A", to: "Checked", evidence: "hand" },
        { type: "wait", for: { amount: 8, unit: "hour", clock: "natural" } },
      ],
      claims: { A: { tags: ["已打面单"] }, messages: ["task"] },
    },
  ],
  history() {
    const { pick, below, hit } = chance(2);
    return Array.from({ length: 180 }, (_, index) => {
      const [day, minute] = [Math.floor(index / 6), 480 + (index % 6) * 150];
      return {
        external_id: `F-${index + 1}`, ordered_at: at(day, minute), paid_at: at(day, minute + 1), channel: pick(["淘宝", "京东", "拼多多"]),
        ...(hit(0.03) ? {} : { province: pick([...EAST, ...SOUTH, "四川省", "新疆维吾尔自治区"]) }),
        amount: `${100 + below(400)}.00`, ...(hit(0.06) ? { note: "生日礼物，谢谢" } : {}),
        lines: [{ sku: `DRESS-${1 + below(20)}`, qty: 1 + below(2), unit_price: "99.00" }],
      };
    });
  },
  sample: { order: order({ province: "海南省" }), at: at(10), destination: "华南仓" },
}; // biome-ignore format: sketches read better on long lines
