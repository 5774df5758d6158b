import { effectiveStatus, type Order, orderContent, statusMap } from "@switchyard/orders";
import { describe, expect, it } from "vitest";
import { orderOf, sample, samplesArePresent } from "../testing/samples.ts";
import { DOUYIN_REFUNDS, TAOBAO_REFUNDS } from "./line-refunds.ts";
import { mapPlatformOrder, ORDER_PLATFORMS, type OrderPlatform } from "./map-order.ts";
import { parseBody } from "./parse-body.ts";
import type { PlatformOrder } from "./platform-order.ts";

function mapped(platform: OrderPlatform, body: unknown): PlatformOrder & { order: Order } {
  const result = mapPlatformOrder(platform, body, `${platform}:shop`);
  const [first] = result.ok ? result.orders : [];
  if (first === undefined) throw new Error(platform);
  return { ...first, order: orderOf(first.input) };
}
/** The least that an order of Shopify says; WooCommerce asks for less. */
const shopifyBody = (more: object) => ({ id: 1, financial_status: "paid", line_items: [], ...more });
const utc = (text: string) => Date.parse(text);

const EXPECTED: Record<string, [OrderPlatform, Partial<Order>, string[]]> = {
  "shopify-order": [
    "shopify",
    {
      external_id: "5000000000001",
      po_no: "#1001",
      amount: 5900,
      currency: "USD",
      ordered_at: utc("2026-01-19T02:02:11Z"),
      city: "Springfield",
      tags: ["VIP", "rush"],
    },
    ["financial_status=paid", "fulfillment_status=unfulfilled"],
  ],
  "woocommerce-order": [
    "woocommerce",
    {
      external_id: "727",
      amount: 30000,
      ordered_at: utc("2026-01-19T02:02:11Z"),
      paid_at: utc("2026-01-19T02:02:40Z"),
      buyer_name: "测试",
      note: "生日礼物",
    },
    ["status=processing"],
  ],
  "taobao-trade": [
    "taobao",
    {
      external_id: "4100000000000000001",
      amount: 35800,
      ordered_at: utc("2026-01-19T02:02:11Z"),
      style_code: "FJ2026",
      urgency: "red",
      city: "绍兴市",
      address_key: "FAKEOUID1",
    },
    ["status=WAIT_SELLER_SEND_GOODS"],
  ],
  "taobao-trade-presale-refund": [
    "taobao",
    { external_id: "4100000000000000010", due_at: utc("2026-01-25T15:59:59Z"), amount: 30000 },
    ["status=WAIT_SELLER_SEND_GOODS", "step_trade_status=FRONT_PAID_FINAL_PAID", "refund_status=WAIT_SELLER_AGREE"],
  ],
  "pdd-order": [
    "pinduoduo",
    {
      external_id: "260119-000000000000001",
      amount: 6680,
      due_at: utc("2026-01-21T03:20:03Z"),
      address_key: "FAKEMERGEID1",
      note: "含赠品",
    },
    [
      "order_status=1",
      "refund_status=1",
      "after_sales_status=0",
      "confirm_status=1",
      "group_status=1",
      "risk_control_status=0",
    ],
  ],
  "douyin-order": [
    "douyin",
    {
      external_id: "6900000000000000001",
      amount: 17900,
      ordered_at: 1768789200000,
      due_at: 1768962030000,
      warehouse: "WH-EAST",
      urgency: "red",
      tags: ["极速达"],
    },
    ["order_status=2", "after_sale_status=0", "refund_status=0"],
  ],
  "jd-order": [
    "jd",
    { external_id: "290000000001", amount: 19900, ordered_at: utc("2026-01-19T02:02:11Z") },
    ["order_state=WAIT_SELLER_STOCK_OUT"],
  ],
  "youzan-order": [
    "youzan",
    { external_id: "E20260119100211000000001", paid_at: utc("2026-01-19T02:02:30Z") },
    ["status=WAIT_SELLER_SEND_GOODS", "close_type=0"],
  ],
  "shopee-order": [
    "shopee",
    {
      external_id: "260215FAKE0001",
      amount: 12990,
      currency: "MYR",
      due_at: 1771372800000,
      payment_method: "shopeepay_wallet",
    },
    ["order_status=READY_TO_SHIP", "logistics_status=LOGISTICS_READY"],
  ],
  "lazada-order": [
    "lazada",
    { external_id: "300000000001", amount: 12000, ordered_at: utc("2026-01-19T02:00:00Z") },
    ["statuses=pending"],
  ],
  "tiktok-order": [
    "tiktok",
    { external_id: "576000000000000001", amount: 2499, currency: "USD", due_at: 1768962060000 },
    ["status=AWAITING_SHIPMENT"],
  ],
};
const LINES: Record<string, object[]> = {
  "shopify-order": [{ line_no: 1, sku: "BRAKE-01", qty: 2, unit_price: 2950 }],
  "taobao-trade": [{ sku: "FJ2026-RED-M", style_code: "FJ2026", qty: 2, color: "红色", size: "M", unit_price: 19900 }],
  "pdd-order": [
    { sku: "NB-2026-L", qty: 1, unit_price: 6980 },
    { name: "湿巾", qty: 1, unit_price: 0 },
  ],
  "douyin-order": [{ sku: "TEA-250", qty: 1, unit_price: 19900, size: "250G" }],
  "lazada-order": [{ sku: "S-1", qty: 2, unit_price: 6000 }],
  "shopee-order": [{ sku: "MILK-900-S1", qty: 2, unit_price: 6495 }],
};

describe.skipIf(!samplesArePresent)("[M1] the platforms' samples", () => {
  for (const [name, [platform, fields, statuses]] of Object.entries(EXPECTED)) {
    it(`${name} becomes a canonical order`, () => {
      const result = mapped(platform, sample(name));
      expect(result.order).toMatchObject({ source: `${platform}:shop`, ...fields });
      expect(result.statuses.map(({ field, code }) => `${field}=${code}`)).toEqual(statuses);
      const lines = LINES[name];
      if (lines !== undefined) {
        expect(result.order.lines).toHaveLength(lines.length);
        expect(result.order.lines).toMatchObject(lines);
      }
    });
  }

  it("every status that a sample holds is one that the orders room knows", () => {
    const unknown: string[] = [];
    for (const [name, [platform]] of Object.entries(EXPECTED)) {
      for (const status of mapped(platform, sample(name)).statuses) {
        if (!statusMap(status.platform, status.field, status.code).known)
          unknown.push(`${name} ${status.field}=${status.code}`);
      }
    }
    // Codes that the shared table does not list either.
    expect(unknown).toEqual([]);
  });

  it("no phone number and no street comes along", () => {
    for (const [name, [platform]] of Object.entries(EXPECTED)) {
      const text = JSON.stringify(mapped(platform, sample(name)).input);
      for (const private_ of ["13000000000", "测试路", "1 Test Rd", "*******0001", "fake@example.invalid"])
        expect([name, text.includes(private_)]).toEqual([name, false]);
    }
  });
});

describe("[M2] the package's own orders", () => {
  it.each([
    ["shopify", "updated_at", (more: object) => shopifyBody({ created_at: "2026-01-19T10:00:00Z", ...more })],
    [
      "woocommerce",
      "date_modified_gmt",
      (more: object) => ({ id: 1, line_items: [], date_created_gmt: "2026-01-19T10:00:00", ...more }),
    ],
    ["taobao", "modified", (more: object) => ({ trade_fullinfo_get_response: { trade: { tid: "1", ...more } } })],
  ] as const)(
    "%s: the same again is the same; with a later time of the platform's own it is not",
    (platform, field, body) => {
      const said = (at: string) => orderContent(mapped(platform, body({ [field]: at })).order);
      expect(said("2026-01-19 11:00:00")).toBe(said("2026-01-19 11:00:00"));
      expect(said("2026-01-19 12:00:00")).not.toBe(said("2026-01-19 11:00:00"));
    },
  );

  it("a single Taobao line that comes as an object is a line", () => {
    const trade = {
      tid: "1",
      created: "2026-01-19 10:02:11",
      orders: { order: { oid: "2", num: 3, outer_sku_id: "A" } },
    };
    expect(mapped("taobao", { trade_fullinfo_get_response: { trade } }).order.lines).toMatchObject([
      { sku: "A", qty: 3 },
    ]);
  });

  it("lines are named as the platform names them, where it does", () => {
    const line = (platform: OrderPlatform, body: unknown) => mapped(platform, body).input.lines;
    const youzan = { order_info: { tid: "E1" }, orders: [{ oid: "9", outer_sku_id: "A", num: 2, price: "5.00" }] };
    expect(line("youzan", { full_order_info: youzan })).toEqual([
      { line_no: 1, sku: "A", qty: 2, unit_price: "5.00", platform_line_id: "9" },
    ]);
    const order_items = [{ order_id: 1, order_item_id: 7, sku: "A", status: "pending" }];
    expect(line("lazada", { data: { orders: [{ order_id: 1 }], order_items } })).toMatchObject([
      { platform_line_id: "7" },
    ]);
    const line_items = [{ id: "8", seller_sku: "A" }];
    expect(line("tiktok", { data: { orders: [{ id: "1", line_items }] } })).toMatchObject([{ platform_line_id: "8" }]);
    const orders = { order: [{ oid: "2", num: 1 }] };
    expect(line("taobao", { trade_fullinfo_get_response: { trade: { tid: "1", orders } } })).toMatchObject([
      { platform_line_id: "2" },
    ]);
    const sku_order_list = [{ order_id: "3", item_num: 1 }];
    expect(line("douyin", { data: { shop_order_detail: { order_id: "1", sku_order_list } } })).toMatchObject([
      { platform_line_id: "3" },
    ]);
    for (const platform of ["shopify", "woocommerce"] as const)
      expect(line(platform, shopifyBody({ line_items: [{ id: 4, quantity: 1 }] }))).toMatchObject([
        { platform_line_id: "4" },
      ]);
  });

  it.each([
    ["shopify", "a refund", { id: 9, order_id: 1, refund_line_items: [{ id: 1, quantity: 1 }] }],
    ["shopify", "a fulfilment", { id: 9, order_id: 1, status: "success", line_items: [{ id: 1, quantity: 1 }] }],
    ["shopify", "a draft", { id: 9, order_id: null, status: "open", line_items: [{ id: 1, quantity: 1 }] }],
    ["shopify", "an article", { id: 9, title: "Tee", variants: [] }],
    ["shopify", "an order that was deleted", { id: 1 }],
    ["woocommerce", "an article", { id: 9, name: "Tee", status: "publish" }],
    ["woocommerce", "an order that was deleted", { id: 1 }],
  ] as const)("%s: %s has an id and is no order", (platform, _what, body) => {
    expect(mapPlatformOrder(platform, body, "shop")).toMatchObject({ ok: false, problem: { code: "no_order" } });
  });

  it.each([
    ["2026-01-19T10:00:00Z", "customer", "Cancelled"],
    ["2026-01-19T10:00:00Z", null, "Cancelled"],
    [null, null, "PaymentConfirmed"],
    [undefined, undefined, "PaymentConfirmed"],
  ])("Shopify: an order that was paid, cancelled at %s because of %s", (cancelled_at, cancel_reason, state) => {
    const { statuses } = mapped("shopify", shopifyBody({ cancelled_at, cancel_reason }));
    const meant = effectiveStatus(statuses.map(({ platform, field, code }) => statusMap(platform, field, code)));
    expect(meant.state?.id).toBe(state);
  });

  it("Shopify counts what is still to be sent after a partial refund", () => {
    const body = shopifyBody({
      line_items: [{ id: 1, sku: "A", quantity: 5, fulfillable_quantity: 3, fulfillment_status: null, price: "1.00" }],
    });
    expect(mapped("shopify", body).order.lines[0]?.qty).toBe(3);
  });

  describe("[M4] of after-sale codes that are said of each line", () => {
    type Line = [after: number, refund: number, state?: number];
    const douyin = (...lines: Line[]) =>
      mapped("douyin", {
        data: {
          shop_order_detail: {
            order_id: "1",
            order_status: 2,
            sku_order_list: lines.map(([after_sale_status, refund_status, order_status = 2], n) => ({
              code: `S${n + 1}`, item_num: 2, order_status, after_sale_info: { after_sale_status, refund_status },
            })),
          },
        },
      }); // biome-ignore format: a body
    const whole = (...lines: Line[]) => {
      const { statuses } = douyin(...lines);
      // One code a field: they are sent as one record.
      expect(new Set(statuses.map(({ field }) => field)).size).toBe(statuses.length);
      return effectiveStatus(statuses.map(({ platform, field, code }) => statusMap(platform, field, code))).state?.id;
    };
    const pieces = (...lines: Line[]) => douyin(...lines).order.lines.map(({ qty }) => qty);

    it("one that was refunded does not make the order refunded, wherever it stands; all of them do", () => {
      expect([whole([12, 3], [0, 0]), whole([0, 0], [12, 3])]).toEqual(["PaymentConfirmed", "PaymentConfirmed"]);
      expect(whole([12, 3], [51, 3])).toBe("Refunded");
      expect(whole([12, 3])).toBe("Refunded");
    });

    it("one that is asked for stops the order, whatever the others say", () => {
      for (const other of [
        [0, 0],
        [27, 0],
        [12, 3],
      ] as const)
        expect([whole([6, 1], [...other]), whole([...other], [6, 1])]).toEqual(["RefundRequested", "RefundRequested"]);
      expect(whole([27, 0], [0, 0])).toBe("PaymentConfirmed");
    });

    it("no piece of a line that was refunded is sent any more, unless it had gone or the whole order was", () => {
      expect(pieces([12, 3], [0, 0])).toEqual([0, 2]);
      expect(pieces([12, 3, 3], [0, 0])).toEqual([2, 2]);
      expect(pieces([6, 1], [0, 0])).toEqual([2, 2]);
      expect(pieces([12, 3], [12, 3])).toEqual([2, 2]);
    });

    it("Taobao's are taken likewise", () => {
      const line = (refund_status: string, more: object = {}) => ({
        num: 2,
        outer_sku_id: "A",
        refund_status,
        ...more,
      });
      const taobao = (...order: object[]) =>
        mapped("taobao", { trade_fullinfo_get_response: { trade: { tid: "1", status: "WAIT_SELLER_SEND_GOODS", orders: { order } } } }); // biome-ignore format: a body
      const part = taobao(line("SUCCESS"), line("NO_REFUND"), line("SUCCESS", { consign_time: "2026-01-20 10:00:00" }));
      expect(part.statuses.map(({ code }) => code)).toEqual(["WAIT_SELLER_SEND_GOODS", "NO_REFUND"]);
      expect(part.order.lines.map(({ qty }) => qty)).toEqual([0, 2, 2]);
    });

    it("each code is read as the table of the orders room means it", () => {
      for (const [platform, codes] of [
        ["douyin", DOUYIN_REFUNDS],
        ["taobao", TAOBAO_REFUNDS],
      ] as const)
        for (const [field, { none, paid }] of Object.entries(codes)) {
          const numbers = Array.from({ length: 100 }, (_, n) => `${n}`);
          const words = ["WAIT_SELLER_AGREE", "WAIT_BUYER_RETURN_GOODS", "WAIT_SELLER_CONFIRM_GOODS", "CONFIRM_FAILED"];
          for (const code of [...none, ...paid, ...numbers, ...words]) {
            const meaning = statusMap(platform, field, code);
            if (!meaning.known) continue;
            const { id, blocksOutbound } = meaning.canonical;
            expect([code, paid.includes(code), none.includes(code)]).toEqual([
              code,
              id === "Refunded",
              !blocksOutbound,
            ]);
          }
        }
    });
  });

  it("equal addresses have equal keys, and the key tells nothing", () => {
    const key = (zip: string) =>
      mapped("shopify", shopifyBody({ shipping_address: { address1: "1 Test Rd", zip } })).order.address_key;
    expect(key("62701")).toBe(key("62701"));
    expect(key("62701")).not.toBe(key("62702"));
    expect(key("62701")).not.toContain("Test");
  });

  it("Douyin's 0 means never, and long ids stay exact", () => {
    const parsed = parseBody(
      Buffer.from('{"data":{"shop_order_detail":{"order_id":6900000000000000001,"pay_time":0,"pay_amount":5}}}'),
    );
    const { order } = mapped("douyin", parsed.ok ? parsed.value : null);
    expect(order).toMatchObject({ external_id: "6900000000000000001", amount: 5 });
    expect(order.paid_at).toBeUndefined();
  });

  it("a body of something else is refused, whatever it is", () => {
    for (const platform of ORDER_PLATFORMS) {
      for (const body of [
        null,
        [],
        "x",
        7,
        {},
        { id: "" },
        { data: null },
        { data: { orders: "x" } },
        { response: [] },
      ]) {
        expect(mapPlatformOrder(platform, body, "s").ok).toBe(false);
      }
    }
  });
});
