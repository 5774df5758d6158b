/** Scenarios of a tester who has read semantics.md alone: every operator, what is missing, negation and lists, and the forms in which people write. */
import { type Case, scenario, type Told } from "./case.ts";
import { OPERATOR_NAMES } from "./flows-of-acceptance.ts";
import type { Scenario } from "./scenario.ts";

const T = "01-20 10:00";
/** Orders A0, A1 … with one field each, all at one moment. */
const orders = (field: string, values: unknown[], at = T): Told[] =>
  values.map((value, n) => [at, "OrderCreated", `A${n}`, value === undefined ? {} : { [field]: value }]);
/** What became of A0, A1 …, in their order. */
const became = (...ways: string[]) => ways.map((effect, n) => ({ effect, order: `A${n}` }));
const none = ["yes", "no", "unknown"].map((effect) => ({ effect }));
const FULL = {
  channel: "抖音",
  style: "FJ1S",
  note: "急 13800000000",
  province: "江苏",
  amount: 0,
  due: "2026-01-21",
  paid: "2026-01-20T01:00:00Z",
};

const CASES: Case[] = [
  { id: "A-each-missing", rules: ["Y-each"], zh: "什么资料都没有的单：二十五种比较都走“资料缺”，一个也不命中",
    events: [[T, "OrderCreated", "A1", {}]], until: "01-20 11:00", expect: OPERATOR_NAMES.map((op) => ({ effect: "unknown", order: "A1", op, at: T })), not: none },
  { id: "A-each-missing-not", rules: ["Y-each-not"], zh: "取反也一样：资料缺的“非”还是资料缺，不是命中",
    events: [[T, "OrderCreated", "A1", {}]], until: "01-20 11:00", expect: OPERATOR_NAMES.map((op) => ({ effect: "unknown", order: "A1", op, at: T })), not: none },
  { id: "A-each-zero", rules: ["Y-each"], zh: "金额0元不是缺：=0、<1、介于命中，≠0不命中",
    events: [[T, "OrderCreated", "A1", { ...FULL, customer: "C1" }]], until: "01-20 10:30",
    expect: [...["is", "starts_with", "ends_with", "contains", "in_list", "matches", "eq", "lt", "le", "gt", "between", "before", "after", "between_instants", "within", "contains_any", "contains_all"].map((op) => ({ effect: "yes", order: "A1", op })),
      ...["is_not", "not_starts_with", "not_contains", "not_in_list", "ne", "contains_none"].map((op) => ({ effect: "no", order: "A1", op })), ...["ge", "fact"].map((op) => ({ effect: "unknown", order: "A1", op }))], not: none },
  { id: "A-each-not-full", rules: ["Y-each-not"], zh: "资料齐的单取反：命中与未命中正好对调",
    events: [[T, "OrderCreated", "A1", FULL]], until: "01-20 10:30",
    expect: [...["is", "contains", "eq", "between", "within"].map((op) => ({ effect: "no", order: "A1", op })), ...["is_not", "not_contains", "ne", "contains_none", "not_in_list"].map((op) => ({ effect: "yes", order: "A1", op }))] },
  { id: "A-came-later", rules: ["Y-is-not"], zh: "缺的资料后来补上→那时命中；改成被排除的→不再", events: [[T, "OrderCreated", "A1", {}], ["01-20 10:10", "ChannelChanged", "A1", { channel: "淘宝" }], ["01-20 10:20", "ChannelChanged", "A1", { channel: "抖音" }]], until: "01-20 11:00",
    expect: [{ effect: "unknown", order: "A1", at: T }, { effect: "yes", order: "A1", at: "01-20 10:10" }, { effect: "no", order: "A1", at: "01-20 10:20" }], not: none },
  { id: "A-matches", rules: ["Y-matches"], zh: "正则：全角数字也是11位手机号；10位不是；没备注→资料缺", events: orders("note", ["电话13812345678", "电话１３８１２３４５６７８", "电话1381234567", "", undefined]), until: "01-20 11:00", expect: became("yes", "yes", "no", "unknown", "unknown"), not: none },
  { id: "A-pattern-not", rules: ["Y-pattern"], zh: "“备注里没有手机号”：没备注→资料缺，不当作没有", events: orders("note", ["请放门口", "13812345678", undefined]), until: "01-20 11:00", expect: became("yes", "no", "unknown"), not: none },
  { id: "A-is-not", rules: ["Y-is-not"], zh: "不是抖音：带空白的抖音仍是抖音；英文名是同一渠道吗按写的算；缺→资料缺", events: orders("channel", ["淘宝", " 抖音　", "抖音", undefined, "　"]), until: "01-20 11:00", expect: became("yes", "no", "no", "unknown", "unknown"), not: none },
  { id: "A-tags-count", rules: ["Y-tags-2"], zh: "标签个数≥2：全角与半角是同一个；没有标签是0个，未命中", events: orders("tags", [["加急", "VIP"], ["VIP", "ＶＩＰ"], ["加急"], []]), until: "01-20 11:00", expect: became("yes", "no", "no", "no"), not: none },
  { id: "A-sku-count", rules: ["Y-sku-1", "Y-skus"], zh: "货号个数：大小写、全角是同一货号", events: orders("lines", [[{ sku: "s1", qty: 1 }, { sku: " Ｓ１", qty: 2 }], [{ sku: "S1", qty: 1 }, { sku: "S2", qty: 1 }], [{ sku: "a", qty: 1 }, { sku: "b", qty: 1 }, { sku: "c", qty: 1 }]]), until: "01-20 11:00",
    expect: [{ effect: "yes", order: "A0", rule: "Y-sku-1" }, { effect: "no", order: "A1", rule: "Y-sku-1" }, { effect: "no", order: "A2", rule: "Y-sku-1" }, { effect: "yes", order: "A2", rule: "Y-skus" }, { effect: "no", order: "A1", rule: "Y-skus" }] },
  { id: "A-sizes-count", rules: ["Y-sizes-2"], zh: "尺码≤2种：数量0的一行不算；三种→未命中", events: [[T, "OrderCreated", "A0", { sizes: { S: 1, m: 2 } }], [T, "OrderCreated", "A1", { sizes: { S: 1, M: 1, L: 1 } }]], until: "01-20 11:00", expect: became("yes", "no"), not: none },
  { id: "A-after", rules: ["Y-after"], zh: "交期晚于2月1日12:00：只写日期的算到当天结束；恰好不算晚；UTC写法同样", events: orders("due", ["2026-02-01", "2026-02-01T12:00:00+08:00", "2026-02-01T04:00:01Z", "2026-01-31", undefined]), until: "01-20 11:00", expect: became("yes", "no", "yes", "no", "unknown"), not: none },
  { id: "A-between-instants", rules: ["Y-paid-between"], zh: "付款时间介于零点与12点：两端都算；没付款→资料缺", events: orders("paid", ["2026-01-20T00:00:00+08:00", "2026-01-20T04:00:00Z", "2026-01-20T12:00:01+08:00", "2026-01-19T15:59:59Z", undefined]), until: "01-20 11:00", expect: became("yes", "yes", "no", "no", "unknown"), not: none },
  { id: "A-between-money", rules: ["Y-amount-between"], zh: "金额100到300元：两端都算，差一分不算；写成文字、全角的也认", events: orders("amount", [100, 300, "３００．００", 99.99, 300.01, "100.0", undefined]), until: "01-20 11:00", expect: became("yes", "yes", "yes", "no", "no", "yes", "unknown"), not: none },
  { id: "A-qty-in", rules: ["Y-qty-in"], zh: "数量不属于1、2、3：各行相加再比；没写数量→资料缺", events: [[T, "OrderCreated", "A0", { qty: 4 }], [T, "OrderCreated", "A1", { qty: "３" }], [T, "OrderCreated", "A2", { lines: [{ sku: "a", qty: 1 }, { sku: "b", qty: 1 }] }], [T, "OrderCreated", "A3", {}]], until: "01-20 11:00", expect: became("yes", "no", "no", "unknown"), not: none },
  { id: "A-credit", rules: ["Y-credit"], zh: "金额不超过信用额度：恰好等于可以，多一分不行；没有额度资料→资料缺；额度更新后来的单按新的", given: { credit: { C1: 1000 } },
    events: [[T, "OrderCreated", "A0", { customer: "C1", amount: 1000 }], [T, "OrderCreated", "A1", { customer: "C1", amount: 1000.01 }], [T, "OrderCreated", "A2", { customer: "C2", amount: 1 }], [T, "OrderCreated", "A3", { amount: 1 }], ["01-20 10:05", "CreditChanged", "", { customer: "C1", remaining: 500 }], ["01-20 10:06", "OrderCreated", "A4", { customer: "C1", amount: 500.01 }]], until: "01-20 11:00",
    expect: became("yes", "no", "unknown", "unknown", "no"), not: [{ effect: "yes", order: "A4" }] },
  { id: "A-fact-fact", rules: ["Y-limit"], zh: "两个字段相比：哪边缺都是资料缺；相等不算大于", events: [[T, "OrderCreated", "A0", { qty: 6, limit: 5 }], [T, "OrderCreated", "A1", { qty: 5, limit: 5 }], [T, "OrderCreated", "A2", { qty: 5 }], [T, "OrderCreated", "A3", { limit: 5 }]], until: "01-20 11:00", expect: became("yes", "no", "unknown", "unknown"), not: none },
  { id: "A-deep", rules: ["Y-deep"], zh: "三层条件与缺资料：任一有一个命中就命中，全部有一个不命中就不命中，其余才是资料缺",
    events: [[T, "OrderCreated", "A0", { amount: 300, grade: "A", note: "x" , province: "广东" }], [T, "OrderCreated", "A1", { channel: "抖音", grade: "A", note: "大货" }], [T, "OrderCreated", "A2", { channel: "抖音", grade: "A", province: "江苏" }], [T, "OrderCreated", "A3", { grade: "C" }], [T, "OrderCreated", "A4", { amount: 10, grade: "A", province: "广东" }], [T, "OrderCreated", "A5", { amount: 300, grade: "A", note: "样衣", province: "江苏省" }], [T, "OrderCreated", "A6", { amount: 300, note: "大货" }], [T, "OrderCreated", "A7", { amount: 10, channel: "淘宝" }]], until: "01-20 11:00",
    expect: became("yes", "yes", "unknown", "no", "unknown", "no", "unknown", "no"), not: none },
  { id: "A-not-not", rules: ["Y-not-not"], zh: "非非：缺的仍是缺", events: orders("amount", [300, 299, undefined]), until: "01-20 11:00", expect: became("yes", "no", "unknown"), not: none },
  { id: "A-words", rules: ["Y-words"], zh: "备注同时有“加急”“顺丰”、没有“样衣”“补单”：顺序不论，全角标点不碍", events: orders("note", ["加急，发顺丰！", "顺丰；加急", "加急顺丰 补单", "加急", undefined]), until: "01-20 11:00", expect: became("yes", "yes", "no", "no", "unknown"), not: none },
  { id: "A-line", rules: ["Y-line"], zh: "单行≥100且不超过两行：两行各60不算100", events: orders("lines", [[{ sku: "a", qty: 100 }], [{ sku: "a", qty: 60 }, { sku: "b", qty: 60 }], [{ sku: "a", qty: 100 }, { sku: "b", qty: 1 }, { sku: "c", qty: 1 }]]), until: "01-20 11:00", expect: became("yes", "no", "no"), not: none },
  { id: "A-goods", rules: ["Y-goods"], zh: "货值：单价乘数量相加；有一行没单价→资料缺，不少算", events: orders("lines", [[{ sku: "a", qty: 2, unit_price: 250 }], [{ sku: "a", qty: 1, unit_price: 499.99 }], [{ sku: "a", qty: 9, unit_price: 999 }, { sku: "b", qty: 1 }]]), until: "01-20 11:00", expect: became("yes", "no", "unknown"), not: none },
  { id: "A-brand-lines", rules: ["Y-brand", "Y-brands"], zh: "订单没写品牌：各行一致取行的；不一致→资料缺；品牌列表两家都在→命中",
    events: [[T, "OrderCreated", "A0", { lines: [{ brand: "甲牌", qty: 1 }, { brand: " 甲牌　", qty: 1 }] }], [T, "OrderCreated", "A1", { lines: [{ brand: "甲牌", qty: 1 }, { brand: "乙牌", qty: 1 }] }]], until: "01-20 11:00",
    expect: [{ effect: "yes", order: "A0", rule: "Y-brand" }, { effect: "no", order: "A0", rule: "Y-brands" }, { effect: "unknown", order: "A1", rule: "Y-brand" }, { effect: "yes", order: "A1", rule: "Y-brands" }] },
  { id: "A-provinces", rules: ["Y-far"], zh: "省份的全称、简称、繁体是同一个：自治区、直辖市", events: orders("province", ["广西壮族自治区", "内蒙古自治区", "新疆维吾尔自治区", "上海市", "內蒙古", "广东", undefined]), until: "01-20 11:00", expect: became("yes", "yes", "yes", "yes", "yes", "no", "unknown"), not: none },
  { id: "A-city", rules: ["Y-city"], zh: "城市与承运商：顺丰的几种写法；缺一样→资料缺；城市不对→未命中", events: [[T, "OrderCreated", "A0", { city: " 苏州", carrier: "SF Express" }], [T, "OrderCreated", "A1", { city: "苏州", carrier: "顺丰速运" }], [T, "OrderCreated", "A2", { city: "苏州" }], [T, "OrderCreated", "A3", { city: "无锡" }]], until: "01-20 11:00", expect: became("yes", "yes", "unknown", "no"), not: none },
  { id: "A-dates", rules: ["Y-any-date"], zh: "交期的写法：斜线、点、年月日、全角、不补零都是1月22日",
    events: orders("due", ["2026-01-22", "2026/1/22", "2026.01.22", "2026年1月22日", "２０２６－０１－２２", "２０２６年１月２２日", "2026-1-22"]), until: "01-20 11:00", expect: [0, 1, 2, 3, 4, 5, 6].map((n) => ({ effect: "soon", order: `A${n}`, at: T })) },
  { id: "A-no-dates", rules: ["Y-any-date"], zh: "没有的日子与看不懂的交期：不猜，标出来，不命中；改好再来→那时命中",
    events: [...orders("due", ["2026-02-30", "2026-13-01", "下周三", "尽快"]), ["01-20 10:10", "OrderCreated", "A2", { due: "2026-01-21" }]], until: "01-20 11:00",
    expect: [0, 1, 2, 3].map((n): { effect: string; order: string; at: string } => ({ effect: "quarantine", order: `A${n}`, at: T })).concat([{ effect: "soon", order: "A2", at: "01-20 10:10" }]), not: [{ effect: "soon" }] },
  { id: "A-due-time", rules: ["Y-any-date"], zh: "带时刻的交期按小时：22日23:59在20日10:00看超过3天与否按72小时算", events: orders("due", ["2026-01-23 10:00", "2026-01-23 10:01", "2026/1/23 上午9点"]).slice(0, 2), until: "01-20 10:00:59", expect: [{ effect: "soon", order: "A0", at: T }], not: [{ effect: "soon" }] },
  { id: "A-units", rules: ["R004-03"], zh: "数量带单位：箱、打、万不当作件；小数、负数不收；都不误派到前置仓",
    events: ["1箱", "2.5", "-4", "1万", "一打", "3～5"].map((qty, n): Told => [T, "OrderCreated", `A${n}`, { origin: "国产替代件", qty }]), until: "01-20 11:00",
    expect: [0, 1, 2, 3, 4, 5].map((n) => ({ effect: "quarantine", order: `A${n}`, at: T })), not: [{ effect: "route" }] },
  { id: "A-urgency", rules: ["Y-urgent"], zh: "紧急标识：红色、紅、黃色与红、黄同义；绿→未命中；没写→资料缺", events: orders("urgency", ["红", "红色", " 紅", "黃色", "绿", undefined]), until: "01-20 11:00", expect: became("yes", "yes", "yes", "yes", "no", "unknown"), not: none },
  { id: "A-negative", rules: ["Y-never"], zh: "负金额：平台的退款行不当作订单金额；不误命中“小于0”之外的", events: orders("amount", [0, "0.00"]), until: "01-20 11:00", not: [{ effect: "below" }] },
  { id: "A-all-cases", rules: ["Y-all-cases"], zh: "分支“全部命中”：各走各的；都不中走其余；一个缺、一个中→中的照走，缺的不算其余",
    events: [[T, "OrderCreated", "A0", { amount: 100, grade: "A" }], [T, "OrderCreated", "A1", { amount: 1, grade: "B" }], [T, "OrderCreated", "A2", { amount: 100 }], [T, "OrderCreated", "A3", {}]], until: "01-20 11:00",
    expect: [{ effect: "big", order: "A0" }, { effect: "good", order: "A0" }, { effect: "rest", order: "A1" }, { effect: "big", order: "A2" }, { effect: "unknown", order: "A3" }], not: [{ effect: "rest" }, { effect: "big" }, { effect: "good" }] },
  { id: "A-table", rules: ["Y-table"], zh: "决策表：列里有时钟的行随零点改命中；备注缺的行不命中“不包含”；标签加急要写着才算",
    events: [[T, "OrderCreated", "A0", { due: "2026-01-23", tags: ["加急"], note: "大货" }], [T, "OrderCreated", "A1", { due: "2026-01-23", tags: ["加急"] }], [T, "OrderCreated", "A2", { due: "2026-01-21" }], [T, "OrderCreated", "A3", {}]], until: "01-22 12:00",
    expect: [{ effect: "route", order: "A0", warehouse: "加急线", at: T }, { effect: "route", order: "A1", warehouse: "普通线", at: T }, { effect: "route", order: "A2", warehouse: "特急线", at: T }, { effect: "rest", order: "A3", at: T }, { effect: "route", order: "A0", warehouse: "特急线", at: "01-22 00:00" }, { effect: "route", order: "A1", warehouse: "特急线", at: "01-22 00:00" }], not: [{ effect: "route" }] },
]; // biome-ignore format: one scenario a paragraph

export const CONDITIONS: readonly Scenario[] = CASES.map(scenario);
