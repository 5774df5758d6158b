/** Every fact that comes with the product, in the order in which a person would look for it. */
import type { CustomField } from "../settings.ts";
import { reachedSpec } from "./reached.ts";
import type { FactKind, FactSpec, FactType, FactUnit } from "./spec.ts";

type Words = [zh: string, en: string];

interface Row {
  name: string;
  kind: FactKind;
  type: FactType;
  label: Words;
  says: Words;
  zh: string[];
  en: string[];
  sample: unknown;
  clock?: true;
  items?: "text" | "code";
  names?: NonNullable<FactSpec["names"]>;
  unit?: FactUnit;
}

// biome-ignore format: a table
const ROWS: Row[] = [
  { name: "source", kind: "field", type: "text", label: ["来源", "Source"], says: ["订单从哪里来：店铺、渠道或表单", "Where the order came from: a shop, a channel, a form"],
    zh: ["来源系统", "数据来源"], en: ["origin_system", "system"], sample: "taobao-main" },
  { name: "external_id", kind: "field", type: "text", label: ["外部单号", "External id"], says: ["来源系统自己的订单号", "The sender's own number for the order"],
    zh: ["订单号", "订单编号", "平台单号", "单号"], en: ["order_id", "order_no", "order_number", "order_sn", "tid"], sample: "PO-20260118-088" },
  { name: "po_no", kind: "field", type: "code", label: ["采购单号", "PO number"], says: ["采购订单号", "Purchase order number"],
    zh: ["PO号", "采购单", "PO"], en: ["po", "purchase_order", "po_number"], sample: "PO#20260118-088" },
  { name: "brand", kind: "field", type: "text", label: ["品牌", "Brand"], says: ["订单的品牌；订单没写、而各行商品品牌一致时，取商品的品牌", "Brand of the order; where it says none and all lines agree, theirs"],
    zh: ["牌子", "品牌名"], en: ["brand_name", "label"], sample: "品牌A" },
  { name: "style_code", kind: "field", type: "code", label: ["款号", "Style code"], says: ["款式编号；订单没写、而各行款号一致时，取各行的款号", "Style number; where the order says none and all lines agree, theirs"],
    zh: ["款式", "款式编号", "货号", "款"], en: ["style", "style_no", "article"], sample: "FJ2026" },
  { name: "origin", kind: "field", type: "text", label: ["产地属性", "Origin"], says: ["如原厂件、国产替代件", "Such as original part, domestic substitute"],
    zh: ["原厂", "产地", "来源地"], en: ["made_in", "part_origin"], sample: "原厂件" },
  { name: "customer_id", kind: "field", type: "text", label: ["客户编号", "Customer id"], says: ["客户的唯一编号", "Unique number of the customer"],
    zh: ["客户ID", "客户号", "买家ID"], en: ["customer", "customer_no", "buyer_id", "client_id"], sample: "C-0001" },
  { name: "customer_grade", kind: "field", type: "code", label: ["客户等级", "Customer grade"], says: ["如 A、B、VIP", "Such as A, B, VIP"],
    zh: ["等级", "客户级别", "会员等级"], en: ["grade", "customer_level", "tier"], sample: "A", names: "grade" },
  { name: "buyer_name", kind: "field", type: "text", label: ["买家", "Buyer"], says: ["买家名称", "Name of the buyer"],
    zh: ["客户名称", "收件人", "客户"], en: ["buyer", "customer_name", "recipient"], sample: "测试4S店" },
  { name: "address_key", kind: "field", type: "text", label: ["地址标识", "Address key"], says: ["同一收货地址的订单取值相同", "Equal for orders that go to the same address"],
    zh: ["收货地址", "地址"], en: ["address", "open_address_id"], sample: "addr-1" },
  { name: "province", kind: "field", type: "text", label: ["省份", "Province"], says: ["收货省份", "Province of delivery"],
    zh: ["省", "收货省份"], en: ["state", "region", "receiver_state"], sample: "江苏", names: "region" },
  { name: "city", kind: "field", type: "text", label: ["城市", "City"], says: ["收货城市", "City of delivery"],
    zh: ["市", "收货城市"], en: ["town", "receiver_city"], sample: "苏州市" },
  { name: "channel", kind: "field", type: "text", label: ["渠道", "Channel"], says: ["销售渠道", "Sales channel"],
    zh: ["平台", "销售渠道"], en: ["platform", "sales_channel"], sample: "抖音" },
  { name: "shop", kind: "field", type: "text", label: ["店铺", "Shop"], says: ["店铺名称", "Name of the shop"],
    zh: ["店铺名", "店铺名称", "门店"], en: ["store", "shop_name", "seller_nick"], sample: "测试旗舰店" },
  { name: "warehouse", kind: "field", type: "text", label: ["仓库", "Warehouse"], says: ["来源指定的仓库", "Warehouse that the source named"],
    zh: ["发货仓", "仓"], en: ["warehouse_id"], sample: "WH-EAST" },
  { name: "payment_method", kind: "field", type: "text", label: ["支付方式", "Payment method"], says: ["付款方式", "How it was paid"],
    zh: ["付款方式", "支付渠道"], en: ["pay_type", "payment"], sample: "shopeepay_wallet" },
  { name: "amount", kind: "field", type: "money", label: ["金额", "Amount"], says: ["订单金额", "Amount of the order"],
    zh: ["订单金额", "总价", "实付", "实付金额", "总金额"], en: ["total", "total_price", "order_amount", "payment", "pay_amount"], sample: 29900 },
  { name: "currency", kind: "field", type: "code", label: ["币种", "Currency"], says: ["三个字母的币种代码，如 CNY、USD", "Three letters, such as CNY, USD (ISO 4217)"],
    zh: ["货币"], en: ["currency_code"], sample: "CNY" },
  { name: "urgency", kind: "field", type: "text", label: ["紧急程度", "Urgency"], says: ["如红、黄、绿", "Such as red, yellow, green"],
    zh: ["紧急", "加急", "优先级"], en: ["urgent", "priority"], sample: "red", names: "urgency" },
  { name: "tracking_no", kind: "field", type: "code", label: ["快递单号", "Tracking number"], says: ["运单号", "Number of the waybill"],
    zh: ["运单号", "物流单号"], en: ["waybill", "tracking", "tracking_number"], sample: "SF0000000000001" },
  { name: "carrier", kind: "field", type: "text", label: ["承运商", "Carrier"], says: ["谁在送这个包裹：来源写的，或快递回传说的；顺丰、SF、顺丰速运算同一家", "Who carries the parcel, by the source or by the courier's own news; SF, sf_express and SF Express are one"],
    zh: ["快递公司", "物流公司", "快递", "承运人", "承运公司", "物流商"], en: ["courier", "courier_company", "shipping_company", "tracking_company", "logistics_company", "express_company"], sample: "顺丰", names: "carrier" },
  { name: "note", kind: "field", type: "text", label: ["备注", "Note"], says: ["订单备注", "Free text on the order"],
    zh: ["留言", "买家留言", "说明"], en: ["remark", "memo", "comment", "message"], sample: "生日礼物" },
  { name: "tags", kind: "field", type: "list", label: ["标签", "Tags"], says: ["订单标签", "Tags on the order"],
    zh: ["标记"], en: ["labels", "tag"], sample: ["VIP"], items: "text" },
  { name: "status", kind: "field", type: "text", label: ["状态", "Status"], says: ["订单走到哪一步，如待审核、已分仓", "How far the order has come, such as pending review, assigned"],
    zh: ["订单状态"], en: ["state", "order_status"], sample: "PendingReview" },
  { name: "ordered_at", kind: "field", type: "instant", label: ["下单时间", "Order time"], says: ["来源记录的下单时间", "When the source says it was ordered"],
    zh: ["创建时间", "下单日期", "订单时间"], en: ["created_at", "create_time", "order_date", "created"], sample: 1768789200000 },
  { name: "received_at", kind: "field", type: "instant", label: ["接收时间", "Time of receipt"], says: ["系统收到订单的时间", "When the order was received"],
    zh: ["到达时间"], en: ["arrived_at"], sample: 1768789201000 },
  { name: "paid_at", kind: "field", type: "instant", label: ["付款时间", "Payment time"], says: ["什么时候付的款", "When it was paid"],
    zh: ["支付时间", "付款日期"], en: ["pay_time", "payment_time", "paid_time"], sample: 1768789230000 },
  { name: "due_at", kind: "field", type: "instant", label: ["交期", "Due time"], says: ["最晚什么时候交货；只写了日期的，按当天结束算", "When it is due; the end of the day where only a date was given"],
    zh: ["交货期", "交付日期", "截止时间", "到期", "交货日期"], en: ["due", "due_date", "deadline", "delivery_date", "ship_by", "ship_by_date", "need_by"], sample: 1769356799999 },
  { name: "due_date", kind: "field", type: "text", label: ["交期日期", "Due date"], says: ["只写了日期、没写钟点的交期，如 2026-01-25", "The due date where no time was given, YYYY-MM-DD"],
    zh: ["交期(日期)"], en: ["due_day"], sample: "2026-01-25" },
  { name: "line_count", kind: "line", type: "number", label: ["行数", "Line count"], says: ["明细行数", "Number of lines"],
    zh: ["明细数"], en: ["lines_count"], sample: 2, unit: "line" },
  { name: "total_qty", kind: "line", type: "number", label: ["总数量", "Total quantity"], says: ["各行数量之和", "Sum of the lines' quantities"],
    zh: ["数量", "件数", "总件数", "单量"], en: ["qty", "quantity", "total_quantity", "pieces"], sample: 400, unit: "piece" },
  { name: "max_line_qty", kind: "line", type: "number", label: ["单行最大数量", "Largest line quantity"], says: ["数量最多的一行", "Quantity of the largest line"],
    zh: ["单行数量"], en: ["max_qty"], sample: 200, unit: "piece" },
  { name: "goods_amount", kind: "line", type: "money", label: ["货值", "Goods amount"], says: ["各行单价 × 数量之和；有一行没有单价就算缺失", "Sum of price × quantity; missing when a line has no price"],
    zh: ["商品金额"], en: ["goods_value", "subtotal"], sample: 29900 },
  { name: "sku_count", kind: "line", type: "number", label: ["SKU 数", "SKU count"], says: ["不同 SKU 的个数", "Number of different SKUs"],
    zh: ["品项数"], en: ["skus_count"], sample: 3, unit: "kind" },
  { name: "size_count", kind: "line", type: "number", label: ["尺码数", "Size count"], says: ["数量大于 0 的不同尺码个数", "Number of different sizes with a quantity above 0"],
    zh: ["尺码组合", "尺码组合数"], en: ["sizes_count"], sample: 5, unit: "kind" },
  { name: "skus", kind: "line", type: "list", label: ["SKU 列表", "SKUs"], says: ["出现的 SKU", "The SKUs ordered"],
    zh: ["SKU", "商品编码", "料号"], en: ["sku", "item_codes", "part_code"], sample: ["TEA-250"], items: "code" },
  { name: "sizes", kind: "line", type: "list", label: ["尺码列表", "Sizes"], says: ["出现的尺码", "The sizes ordered"],
    zh: ["尺码"], en: ["size"], sample: ["S", "M"], items: "code" },
  { name: "colors", kind: "line", type: "list", label: ["颜色列表", "Colours"], says: ["出现的颜色", "The colours ordered"],
    zh: ["颜色"], en: ["color", "colour"], sample: ["红"], items: "text" },
  { name: "categories", kind: "line", type: "list", label: ["品类列表", "Categories"], says: ["出现的品类", "The categories ordered"],
    zh: ["品类", "类目"], en: ["category"], sample: ["纸尿裤"], items: "text" },
  { name: "brands", kind: "line", type: "list", label: ["品牌列表", "Line brands"], says: ["各行的品牌", "Brands of the lines"],
    zh: ["行品牌"], en: ["line_brand"], sample: ["奔驰"], items: "text" },
  { name: "origins", kind: "line", type: "list", label: ["产地属性列表", "Line origins"], says: ["各行的产地属性", "Origins of the lines"],
    zh: ["行产地"], en: ["line_origin"], sample: ["原厂件"], items: "text" },
  { name: "batch_nos", kind: "line", type: "list", label: ["批次号列表", "Batch numbers"], says: ["出现的生产批次", "Production batches in the order"],
    zh: ["批次", "批次号", "批号"], en: ["batch", "lot", "batch_no"], sample: ["B-202601-07"], items: "code" },
  { name: "style_codes", kind: "line", type: "list", label: ["款号列表", "Line style codes"], says: ["各行的款号", "Style numbers of the lines"],
    zh: ["行款号"], en: ["line_style"], sample: ["FJ2026"], items: "code" },
  { name: "item_names", kind: "line", type: "list", label: ["商品名列表", "Item names"], says: ["出现的商品名", "Names of the goods"],
    zh: ["商品名", "品名"], en: ["product", "item_name", "title"], sample: ["刹车片"], items: "text" },
  { name: "item_text", kind: "line", type: "text", label: ["商品文字", "Item text"], says: ["各行品名、品牌、SKU、品类连成的文字，用来找关键词", "Names, brands, SKUs and categories of the lines as one text, for keywords"],
    zh: ["商品关键词"], en: ["keywords"], sample: "刹车片 奔驰" },
  { name: "now", kind: "clock", type: "instant", label: ["当前时间", "Now"], says: ["判断这一单的时间", "When the order is decided"],
    zh: ["现在", "此刻"], en: ["current_time"], sample: 1768789201000, clock: true },
  { name: "weekday", kind: "clock", type: "number", label: ["星期", "Weekday"], says: ["判断时是星期几", "The day of the week at the decision"],
    zh: ["周几"], en: ["day_of_week"], sample: 1, clock: true, unit: "weekday" },
  { name: "minute_of_day", kind: "clock", type: "number", label: ["当天时刻", "Time of day"], says: ["判断时是当天几点，如 09:00", "The time of day at the decision, such as 09:00"],
    zh: ["时刻", "几点"], en: ["time_of_day"], sample: 540, clock: true, unit: "time_of_day" },
  { name: "is_working_day", kind: "clock", type: "boolean", label: ["是否工作日", "Working day"], says: ["按工作日历，今天上不上班", "Whether today is worked, by the working calendar"],
    zh: ["工作日"], en: ["workday"], sample: true, clock: true },
  { name: "is_working_time", kind: "clock", type: "boolean", label: ["是否工作时间", "Working time"], says: ["按工作日历，此刻是不是上班时间", "Whether it is in working hours right now"],
    zh: ["上班时间"], en: ["business_hours"], sample: true, clock: true },
  { name: "due_in_days", kind: "clock", type: "number", label: ["距交期天数", "Days until due"], says: ["离交期还有几天：今天到期是 0，昨天到期是 −1；写了钟点的按小时折算", "Days left until it is due: due today is 0, due yesterday −1; where a time was given, to the hour"],
    zh: ["交期", "剩余天数", "交期天数"], en: ["days_left", "due_days", "days_to_due"], sample: 3, clock: true, unit: "day" },
  { name: "due_in_working_days", kind: "clock", type: "number", label: ["距交期工作日", "Working days until due"], says: ["离交期还有几个工作日，今天不算", "Working days until the due date, today not counted"],
    zh: ["剩余工作日"], en: ["workdays_left"], sample: 2, clock: true, unit: "working_day" },
  { name: "due_in_hours", kind: "clock", type: "number", label: ["距交期小时", "Hours until due"], says: ["离交期还有几小时，可以有小数", "Hours until due, fractional"],
    zh: ["剩余小时"], en: ["hours_left"], sample: 71.5, clock: true, unit: "hour" },
  { name: "age_hours", kind: "clock", type: "number", label: ["已接收小时", "Age in hours"], says: ["收到订单以来过了几小时", "Hours since it was received"],
    zh: ["订单时长", "停留时间"], en: ["age"], sample: 1.5, clock: true, unit: "hour" },
  { name: "paid_hours", kind: "clock", type: "number", label: ["已付款小时", "Hours since payment"], says: ["付款以来过了几小时", "Hours since it was paid"],
    zh: ["付款时长"], en: ["hours_paid"], sample: 48, clock: true, unit: "hour" },
  { name: "paid_minute_of_day", kind: "clock", type: "number", label: ["付款时刻", "Time of day of payment"], says: ["当天几点付的款，只看钟点不看日期，如 12:00", "The time of day when it was paid, whatever the date, such as 12:00"],
    zh: ["付款几点", "支付时刻"], en: ["payment_time_of_day"], sample: 690, unit: "time_of_day" },
  { name: "destination.paused", kind: "lookup", type: "boolean", label: ["去向已暂停", "Destination paused"], says: ["订单所在的去向（波次、车间）是否已暂停或冻结；订单还没有去向时算缺失", "Whether the wave or workshop that the order stands in is paused or frozen; missing while it stands in none"],
    zh: ["波次已冻结", "波次已暂停", "车间已暂停", "去向已冻结", "所在波次已冻结"], en: ["wave_frozen", "wave_paused", "wave frozen", "wave paused", "workshop paused", "destination frozen"], sample: true },
  { name: "on_hold", kind: "lookup", type: "boolean", label: ["挂起中", "On hold"], says: ["流程看到它时，订单是否被挂起、冻结或等着退款：被拦下的单不该往外走", "Whether the order is held, frozen or waiting for a refund when the flow looks at it: what is stopped should not go out"],
    zh: ["已挂起", "被挂起", "被拦下", "挂起或冻结", "暂缓中"], en: ["held", "is on hold", "stopped"], sample: false },
  { name: "bucket", kind: "bucket", type: "number", label: ["分流编号", "Bucket"], says: ["由订单号算出的 0 到 9999 的编号，同一单永远不变，用来按比例分流", "A number 0 … 9999 worked out from the order's id; it never changes for an order"],
    zh: ["灰度", "分流", "分流桶"], en: ["ab_bucket"], sample: 4211 },
];

const text = ([zh, en]: Words) => ({ zh, en });

export const factCatalogue: readonly FactSpec[] = ROWS.map(({ label, says, zh, en, ...rest }) => ({
  ...rest,
  label: text(label),
  description: text(says),
  synonyms: { zh, en },
}));

const byName = new Map(factCatalogue.map((spec) => [spec.name, spec]));

/** Facts that a flow or workspace declares: their names begin so. */
const FAMILIES: [prefix: string, kind: FactKind, type: FactType, label: Words, says: Words][] = [
  ["count.", "window", "number", ["次数", "Count"], ["时间窗内的次数", "How many in the window"]],
  ["sum.", "window", "number", ["合计", "Sum"], ["时间窗内的合计", "Their sum in the window"]],
  [
    "distinct.",
    "window",
    "number",
    ["不同值个数", "Distinct values"],
    ["时间窗内不同值的个数", "How many different values in the window"],
  ],
  [
    "pattern.",
    "pattern",
    "boolean",
    ["匹配模式", "Matches pattern"],
    ["文字是否匹配该模式", "Whether the text matches the pattern"],
  ],
  ["stock.", "lookup", "number", ["库存", "Stock"], ["参考表中的库存数据", "Stock data of the reference tables"]],
  ["credit.", "lookup", "money", ["信用", "Credit"], ["参考表中的信用数据", "Credit data of the reference tables"]],
  ["event.", "event", "text", ["事件", "Event"], ["触发事件自带的数据", "What the event itself brought"]],
];

/** Of these families, what is about the order itself. */
const LOOKUPS: Readonly<Record<string, Words>> = {
  "stock.available": ["可用库存", "Available stock"],
  "stock.short": ["缺货件数", "Pieces short"],
  "credit.remaining": ["剩余信用额度", "Remaining credit"],
};

/** Those that are about the order itself, to choose among. */
export const lookupFacts: readonly FactSpec[] = Object.keys(LOOKUPS).flatMap((name) => factSpec(name) ?? []);

/** A fact by name: one of the catalogue, a declared custom field, or one of a declared family; undefined for an unknown name. */
export function factSpec(name: string, customFields: readonly CustomField[] = []): FactSpec | undefined {
  const known = byName.get(name);
  if (known !== undefined) return known;
  if (name.startsWith("custom.")) return customSpec(name, customFields);
  if (name.startsWith("reached.")) return reachedSpec(name);
  for (const [prefix, kind, type, label, says] of FAMILIES) {
    if (!name.startsWith(prefix) || name.length === prefix.length) continue;
    const rest = name.slice(prefix.length);
    const own = Object.hasOwn(LOOKUPS, name) ? LOOKUPS[name] : undefined;
    return {
      name,
      kind,
      type,
      label: own === undefined ? { zh: `${label[0]} ${rest}`, en: `${label[1]} ${rest}` } : text(own),
      description: text(says),
      synonyms: { zh: [], en: [] },
    };
  }
  return undefined;
}

function customSpec(name: string, customFields: readonly CustomField[]): FactSpec | undefined {
  const field = customFields.find((candidate) => `custom.${candidate.name}` === name);
  if (field === undefined) return undefined;
  return {
    name,
    kind: "field",
    type: field.type,
    label: field.label,
    description: { zh: "工作区自定义字段", en: "A field that the workspace declared" },
    synonyms: { zh: [field.label.zh], en: [field.name, field.label.en] },
    ...(field.type === "list" ? { items: "text" as const } : {}),
  };
}
