/** 合成数据 · Synthetic orders of the made-up factory, in the shape that `POST /api/v1/orders` takes. */
import * as business from "./business.mjs";
import * as rhythm from "./rhythm.mjs";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const yuan = (fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;

/** Some styles a brand, each with a price that stays. */
function makeStyles(chance, brand, index) {
  return Array.from({ length: 14 }, (_, n) => {
    const family = chance.weighted(brand.families);
    const { category, tens } = business.FAMILIES[family];
    const code = `${family}2${index + 1}${String(n + 1).padStart(2, "0")}`;
    return { code, category, price: chance.int(tens[0], tens[1]) * 1000 + 900 };
  });
}

function makeBuyers(chance, count) {
  return Array.from({ length: count }, (_, n) => {
    const [province, cities] = chance.weighted(business.PLACES);
    return {
      customer_id: `DEMO-C${String(n + 1).padStart(5, "0")}`,
      buyer_name: `${chance.pick(business.SURNAMES)}**`,
      address_key: `demo-addr-${String(n + 1).padStart(5, "0")}`,
      customer_grade: chance.weighted([
        [8, "A"],
        [22, "B"],
        [70, "C"],
      ]),
      province,
      city: chance.pick(cities),
    };
  });
}

const lineOf = (line_no, { brand, style, color, size, qty, price }) => ({
  line_no,
  sku: `${style.code}-${color[0]}-${size}`,
  name: `${style.category} ${color[1]} ${size}`,
  style_code: style.code,
  size,
  color: color[1],
  category: style.category,
  brand: brand.id,
  qty,
  unit_price: yuan(price),
});

/** Purchase order: one style in several sizes and colours, wholesale price. */
function purchaseLines(chance, brand, style) {
  const price = Math.round((style.price * 45) / 10_000) * 100;
  const from = chance.int(0, 2);
  const sizes = brand.sizes.slice(
    from,
    from +
      chance.weighted([
        [1, 1],
        [2, 3],
        [4, 4],
        [4, 5],
        [1, 6],
      ]),
  );
  const first = chance.int(0, business.COLORS.length - 3);
  const colors = business.COLORS.slice(
    first,
    first +
      chance.weighted([
        [5, 1],
        [4, 2],
        [1, 3],
      ]),
  );
  const each = chance.int(2, 16) * 5;
  return colors.flatMap((color) =>
    sizes.map((size) => ({ brand, style, color, size, qty: each + chance.int(0, 6) * 5, price })),
  );
}

/** `due_at` of a purchase order: mostly a date, at times with a time of day, missing or typed wrongly into the past. */
function purchaseDue(chance, style, instant) {
  if (chance.permille(60)) return undefined;
  const today = rhythm.dayOf(instant);
  if (chance.permille(15)) return rhythm.dateOf(today - chance.int(1, 9));
  const rush = style.code.startsWith("FJ") ? chance.permille(420) : chance.permille(80);
  const day = today + (rush ? chance.int(1, 3) : chance.int(4, 28));
  if (chance.permille(160)) return rhythm.isoOf(rhythm.instantOf(day, chance.pick([10, 12, 17, 18]) * 3600));
  return rhythm.dateOf(day);
}

/** How the style code was typed: mail and spreadsheets bring small letters, full-width letters and spaces. */
function typed(chance, code) {
  const wide = (text) => [...text].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join("");
  return chance.weighted([
    [960, code],
    [15, code.toLowerCase()],
    [13, wide(code)],
    [12, ` ${code} `],
  ]);
}

function purchaseOrder(chance, { brand, style, instant }) {
  const way = chance.weighted(business.PO_WAYS);
  const lines = purchaseLines(chance, brand, style);
  const payment_method = chance.weighted(way.pay);
  const note = chance.weighted(business.PO_NOTES);
  const withoutStyle = chance.permille(12);
  const order = {
    channel: way.channel,
    code: way.code,
    po: true,
    brand: brand.id,
    customer_id: `DEMO-B${String(business.BRANDS.indexOf(brand) + 1).padStart(2, "0")}`,
    customer_grade: brand.grade,
    province: brand.province,
    city: brand.city,
    style_code: withoutStyle ? undefined : typed(chance, style.code),
    due_at: purchaseDue(chance, style, instant),
    urgency: note.includes("加急")
      ? "红"
      : chance.weighted([
          [3, "红"],
          [22, "黄"],
          [75, "绿"],
        ]),
    payment_method,
    paid_at: payment_method === "微信支付" ? rhythm.isoOf(instant + chance.int(20, 240) * 1000) : undefined,
    note,
    tags: [],
    fen: lines.reduce((sum, line) => sum + line.qty * line.price, 0),
    lines: lines.map((line, index) => lineOf(index + 1, line)),
  };
  if (withoutStyle) for (const line of order.lines) Object.assign(line, { sku: undefined, style_code: undefined });
  return order;
}

/** `due_at` of a retail order: the shop's promise. 极速达 in a day, stock in 48 hours, made to order by a date. */
function retailDue(chance, fast, instant) {
  if (fast) return rhythm.isoOf(instant + DAY);
  const promise = chance.weighted([
    [30, "stock"],
    [50, "made"],
    [12, "date"],
    [8, "none"],
  ]);
  if (promise === "none") return undefined;
  if (promise === "stock") return rhythm.isoOf(instant + 2 * DAY);
  return rhythm.dateOf(rhythm.dayOf(instant) + (promise === "made" ? chance.pick([7, 10, 15]) : chance.int(2, 5)));
}

function retailOrder(chance, { brand, style, buyer, instant }) {
  const shop = chance.weighted(business.SHOPS);
  const fast = shop.channel === "抖音" && chance.permille(140);
  const count = chance.weighted([
    [86, 1],
    [12, 2],
    [2, 3],
  ]);
  const lines = Array.from({ length: count }, () => ({
    brand,
    style,
    color: chance.pick(business.COLORS),
    size: brand.sizes[
      chance.weighted([
        [1, 0],
        [3, 1],
        [5, 2],
        [5, 3],
        [3, 4],
        [2, 5],
        [1, 6],
      ])
    ],
    qty: chance.weighted([
      [90, 1],
      [8, 2],
      [2, 3],
    ]),
    price: style.price,
  }));
  const total = lines.reduce((sum, line) => sum + line.qty * line.price, 0);
  const live = shop.channel === "抖音" && chance.permille(180);
  const tags = [
    [fast, "极速达"],
    [live, "直播专享"],
    [chance.permille(60), "含赠品"],
  ]
    .filter(([on]) => on)
    .map(([, tag]) => tag);
  return {
    channel: shop.channel,
    code: shop.code,
    po: false,
    brand: brand.id,
    shop: `${brand.id}${shop.channel}店`,
    customer_id: buyer.customer_id,
    customer_grade: chance.permille(40) ? undefined : buyer.customer_grade,
    buyer_name: buyer.buyer_name,
    address_key: buyer.address_key,
    province: buyer.province,
    city: buyer.city,
    style_code: style.code,
    due_at: retailDue(chance, fast, instant),
    payment_method: chance.weighted(shop.pay),
    paid_at: chance.permille(30) ? undefined : rhythm.isoOf(instant + chance.int(5, 240) * 1000),
    note: chance.weighted(business.RETAIL_NOTES),
    tags,
    // 满 300 减 30
    fen: total - (total >= 30_000 && chance.permille(600) ? 3_000 : 0),
    lines: lines.map((line, index) => lineOf(index + 1, line)),
  };
}

/** What happens on the factory's days, before it gets numbers: `{ instant, order }`. */
function happenings(chance) {
  const styles = new Map(business.BRANDS.map((brand, index) => [brand, makeStyles(chance, brand, index)]));
  const buyers = makeBuyers(chance, 1500);
  const byPo = business.BRANDS.map((brand) => [brand.po, brand]);
  const byRetail = business.BRANDS.map((brand) => [brand.retail, brand]);
  const last = rhythm.dayNumber(rhythm.LAST_DAY);
  const made = [];
  const roundTenths = (tenths) => Math.floor((tenths + chance.int(0, 9)) / 10);
  for (let day = rhythm.dayNumber(rhythm.FIRST_DAY); day <= last; day += 1) {
    const at = (hourWeights) => rhythm.instantOf(day, chance.weighted(hourWeights) * 3600 + chance.int(0, 3599));
    for (let n = roundTenths(rhythm.purchaseOrdersOn(day)); n > 0; n -= 1) {
      const brand = chance.weighted(byPo);
      const style = chance.pick(styles.get(brand));
      const instant = at(rhythm.OFFICE_HOURS);
      made.push({ instant, order: purchaseOrder(chance, { brand, style, instant }) });
      // 加单: the brand orders the same style again within a day.
      const again = instant + chance.int(10, 23 * 60) * 60_000;
      if (chance.permille(380) && rhythm.dayOf(again) <= last)
        made.push({ instant: again, order: purchaseOrder(chance, { brand, style, instant: again }) });
    }
    for (let n = roundTenths(rhythm.retailOrdersOn(day)); n > 0; n -= 1) {
      const brand = chance.weighted(byRetail);
      const buyer = chance.pick(buyers);
      const instant = at(rhythm.RETAIL_HOURS);
      made.push({
        instant,
        order: retailOrder(chance, { brand, style: chance.pick(styles.get(brand)), buyer, instant }),
      });
      const again = instant + chance.int(2, 600) * 60_000;
      if (chance.permille(40) && rhythm.dayOf(again) <= last)
        made.push({
          instant: again,
          order: retailOrder(chance, { brand, style: chance.pick(styles.get(brand)), buyer, instant: again }),
        });
    }
  }
  return made.map((one, index) => ({ ...one, index })).sort((a, b) => a.instant - b.instant || a.index - b.index);
}

/** The orders by time, with the factory's numbers: `DEMO-DY-20261111-0042`, `PO#20261111-007`. */
export function makeOrders(chance) {
  const counts = new Map();
  const numberIn = (key) => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts.get(key);
  };
  return happenings(chance).map(({ instant, order: { code, po, fen, lines, note, tags, ...fields } }) => {
    const date = rhythm.dateOf(rhythm.dayOf(instant)).replaceAll("-", "");
    const number = numberIn(code + date);
    return {
      source: "demo",
      external_id: `DEMO-${code}-${date}-${String(number).padStart(4, "0")}`,
      ordered_at: rhythm.isoOf(instant),
      ...(po ? { po_no: `PO#${date}-${String(numberIn(`PO${date}`)).padStart(3, "0")}` } : {}),
      ...fields,
      amount: yuan(fen),
      currency: "CNY",
      ...(note === "" ? {} : { note }),
      ...(tags.length === 0 ? {} : { tags }),
      lines,
      synthetic: "合成数据",
    };
  });
}
