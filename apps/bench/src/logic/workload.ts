import type { Logic, Rule } from "@switchyard/logic";

/** A seeded stream of numbers in [0, 1) (mulberry32). */
export function randomStream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** An order as facts: flat, about 25 fields, some of them missing. */
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

const PLATFORMS = ["抖音", "淘宝", "拼多多", "京东", "SHOPEE", "微信", "快手", "线下"];
const PAYMENTS = ["alipay", "wechat", "shopeepay_wallet", "card", "cod", "transfer"];
const PROVINCES = Array.from({ length: 31 }, (_, i) => `P${String(i).padStart(2, "0")}`);
const GRADES = ["VIP", "A", "B", "C"];
const STATUSES = ["PendingReview", "Assigned", "Picked", "Checked", "Packed", "HandedOver", "InTransit", "Signed"];
const TAGS = ["极速达", "预售", "赠品", "易碎", "冷链", "直播", "团购", "补发", "大件", "跨境", "定制", "试穿"];
const WORDS = [
  "加急",
  "比亚迪",
  "蔚来",
  "小鹏",
  "尺码偏小",
  "PO#",
  "不要发票",
  "周末送",
  "放门口",
  "换货",
  "礼盒",
  "纸尿裤",
];
const STYLES = Array.from({ length: 60 }, (_, i) => String.fromCharCode(65 + (i % 26), 65 + ((i * 7) % 26)));

/** How many different brands, shops and customers there are. More rules usually mean more of them. */
export interface Universe {
  readonly brands: number;
  readonly shops: number;
  readonly customers: number;
}

/** The same names whatever the number of rules, so that ten times the rules match ten times as often. */
const FIXED_UNIVERSE: Universe = { brands: 40, shops: 30, customers: 500 };

type Pick = <T>(items: readonly T[]) => T;

interface Dice {
  readonly next: () => number;
  readonly below: (n: number) => number;
  readonly pick: Pick;
  readonly chance: (p: number) => boolean;
}

function dice(seed: number): Dice {
  const next = randomStream(seed);
  const below = (n: number) => Math.floor(next() * n);
  return {
    next,
    below,
    chance: (p) => next() < p,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
  };
}

/** Orders as they leave `JSON.parse`, because that is where orders come from. */
export function makeOrders(count: number, seed: number, universe: Universe = FIXED_UNIVERSE): Facts[] {
  const d = dice(seed);
  return Array.from({ length: count }, (_, i) => JSON.parse(JSON.stringify(makeOrder(d, i, universe))) as Facts);
}

function makeOrder({ next, below, pick, chance }: Dice, number: number, universe: Universe): Facts {
  const quantity = 1 + Math.floor(next() ** 3 * 400);
  return {
    po_no: `PO${1_000_000 + number}`,
    platform: pick(PLATFORMS),
    brand: `B${below(universe.brands)}`,
    shop: `S${below(universe.shops)}`,
    customer_id: `C${below(universe.customers)}`,
    style_code: `${pick(STYLES)}${10_000 + below(90_000)}`,
    channel: pick(["form", "mail", "excel", "api"]),
    payment_method: pick(PAYMENTS),
    amount: Math.round(Math.exp(next() * 6 + 4) * 100),
    total_qty: quantity,
    line_count: 1 + below(6),
    size_count: 1 + below(7),
    sku_count: 1 + below(9),
    due_in_days: chance(0.08) ? null : below(33) - 2,
    age_hours: Math.round(next() ** 2 * 960) / 10,
    paid_minute_of_day: chance(0.1) ? null : below(1440),
    weekday: below(7),
    province: pick(PROVINCES),
    customer_grade: pick(GRADES),
    status: pick(STATUSES),
    urgent: chance(0.06),
    has_gift: chance(0.15),
    tags: chance(0.5) ? [] : [pick(TAGS), ...(chance(0.3) ? [pick(TAGS)] : [])],
    bucket: below(10_000),
    ...(chance(0.6)
      ? {}
      : { note: `${pick(["请", "客户说", "备注:"])}${pick(WORDS)}${chance(0.3) ? pick(WORDS) : ""}谢谢` }),
  };
}

/** A comparison as the flow compiler writes it: first that the fact is there. */
const guarded = (fact: string, ...comparisons: readonly Logic[]): Logic[] => [
  { "!": { missing: [fact] } },
  ...comparisons,
];
const read = (fact: string): Logic => ({ var: fact });

/** Authors put conditions in any order, so the rules do too. */
function and({ below }: Dice, ...parts: readonly (readonly Logic[])[]): Logic {
  const left = [...parts];
  const shuffled = parts.map(() => left.splice(below(left.length), 1)[0] ?? []);
  return { and: shuffled.flat() };
}

/** Kinds of rules that the requirements ask for (numbers of ../shared/domain/requirements.md beside them). */
const TEMPLATES: readonly ((d: Dice, universe: Universe) => Logic)[] = [
  // R000-07: style starts with FJ and due in 3 days or less
  (d, { brands }) =>
    and(
      d,
      guarded("style_code", { "===": [{ substr: [read("style_code"), 0, 2] }, d.pick(STYLES)] }),
      guarded("due_in_days", { "<=": [read("due_in_days"), d.below(6)] }),
      guarded("brand", { "===": [read("brand"), `B${d.below(brands)}`] }),
    ),
  // R000-08: five or more sizes, for one brand
  (d, { brands }) =>
    and(
      d,
      guarded("brand", { "===": [read("brand"), `B${d.below(brands)}`] }),
      guarded("size_count", { ">=": [read("size_count"), 3 + d.below(4)] }),
    ),
  // R001-08: Douyin, tag contains 极速达, paid before noon
  (d, { shops }) =>
    and(
      d,
      guarded("platform", { "===": [read("platform"), d.pick(PLATFORMS)] }),
      guarded("tags", { in: [d.pick(TAGS), read("tags")] }),
      guarded("paid_minute_of_day", { "<": [read("paid_minute_of_day"), 240 * (1 + d.below(5))] }),
      guarded("shop", { "===": [read("shop"), `S${d.below(shops)}`] }),
    ),
  // R001-21: a payment method, some shops
  (d, { shops }) =>
    and(
      d,
      guarded("payment_method", { "===": [read("payment_method"), d.pick(PAYMENTS)] }),
      guarded("shop", { in: [read("shop"), [`S${d.below(shops)}`, `S${d.below(shops)}`, `S${d.below(shops)}`]] }),
      guarded("amount", { ">=": [read("amount"), 10_000 * (1 + d.below(50))] }),
    ),
  // R004-16: the note contains a keyword
  (d, { brands }) =>
    and(
      d,
      guarded("note", { in: [d.pick(WORDS), read("note")] }),
      guarded("brand", { in: [read("brand"), [`B${d.below(brands)}`, `B${d.below(brands)}`]] }),
      guarded("province", { in: [read("province"), [d.pick(PROVINCES), d.pick(PROVINCES), d.pick(PROVINCES)]] }),
    ),
  // R001-26: urgent, or a platform with a gift, for one customer
  (d, { customers }) =>
    and(d, guarded("customer_id", { "===": [read("customer_id"), `C${d.below(customers)}`] }), [
      {
        or: [
          { "===": [read("urgent"), true] },
          { and: [{ "===": [read("platform"), d.pick(PLATFORMS)] }, { "===": [read("has_gift"), true] }] },
        ],
      },
    ]),
  // R004-12: an amount between bounds, a grade, a destination
  (d, { brands }) =>
    and(
      d,
      guarded("amount", { "<=": [30_000 * d.below(5), read("amount"), 300_000 + 30_000 * d.below(20)] }),
      guarded("customer_grade", { in: [read("customer_grade"), [d.pick(GRADES), d.pick(GRADES)]] }),
      guarded("brand", { "===": [read("brand"), `B${d.below(brands)}`] }),
      guarded("province", { "!==": [read("province"), d.pick(PROVINCES)] }),
    ),
  // R000-11: not assigned after some hours, a state, a workshop's share of orders
  (d, { shops }) =>
    and(
      d,
      guarded("status", { "===": [read("status"), d.pick(STATUSES)] }),
      guarded("age_hours", { ">=": [read("age_hours"), 2 * (1 + d.below(24))] }),
      guarded("shop", { "===": [read("shop"), `S${d.below(shops)}`] }),
      guarded("total_qty", { ">": [read("total_qty"), 10 * d.below(10)] }),
    ),
  // R001-07, R002: a slice of all orders by percentage, platform and weekday
  (d) => {
    const from = 25 * d.below(400);
    return and(
      d,
      guarded("bucket", { ">=": [read("bucket"), from] }, { "<": [read("bucket"), from + 25] }),
      guarded("platform", { "===": [read("platform"), d.pick(PLATFORMS)] }),
      guarded("weekday", { in: [read("weekday"), [d.below(7), d.below(7)]] }),
    );
  },
];

/** Rules in turn from each template, so that small sets have every kind too. */
export function makeRules(count: number, seed: number, universe: Universe = FIXED_UNIVERSE): Rule[] {
  const d = dice(seed);
  return Array.from({ length: count }, (_, i) => {
    const template = TEMPLATES[i % TEMPLATES.length] as (typeof TEMPLATES)[number];
    return { id: `rule-${i}`, when: JSON.parse(JSON.stringify(template(d, universe))) as Logic };
  });
}

/** Names that grow with the number of rules, so that an order always matches about as many. */
export function growingUniverse(rules: number): Universe {
  const scale = Math.max(1, rules / 100);
  return { brands: Math.ceil(40 * scale), shops: Math.ceil(30 * scale), customers: Math.ceil(500 * scale) };
}
