import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DEFAULT_STATE_MACHINE } from "../states/default-machine.ts";
import { stateNamed } from "../states/machine.ts";
import { sharedJson } from "../testing/shared.ts";
import { CANONICAL_STATES, canonicalStep } from "./canonical.ts";
import { courierKeyword, courierNode, courierProviders } from "./courier.ts";
import { COURIER_ACTIONS, courierAction } from "./courier-actions.ts";
import { effectiveStatus, statusMap } from "./status.ts";

interface StatusEntry {
  platform: string;
  kind: string;
  field: string;
  code: string;
  zh: string;
  en: string;
  canonical: string;
  confidence: string;
  note?: string;
}
interface CourierEntry {
  provider: string;
  field: string;
  code: string;
  zh: string;
  en: string;
  action: string;
  confidence: string;
}
const reference = sharedJson<{
  entries: StatusEntry[];
  canonical: { id: string; rank: number; group: string; terminal: boolean; blocksOutbound: boolean }[];
  transitions: Record<string, string[]>;
}>("status-map.json");
const nodes = sharedJson<{
  nodes: CourierEntry[];
  actions: { id: string; canonical: string | null; severity: string }[];
  keywordFallback: { regex: string; action: string }[];
}>("courier-nodes.json");

/** As some keyboards write it: ５ in place of 5. */
const wide = (text: string) => text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

describe("platform status codes", () => {
  test.skipIf(reference === null)("[P1] all 416 entries of the reference mean what it says, in either case", () => {
    let seen = 0;
    for (const { platform, kind, field, code, zh, en, canonical, confidence, note } of reference?.entries ?? []) {
      for (const spelled of [code, code.toLowerCase(), ` ${code} `, wide(code)]) {
        const meaning = statusMap(platform, field, spelled);
        expect(meaning).toMatchObject({
          known: true,
          platform,
          kind,
          field,
          text: { zh, en },
          confidence,
          canonical: { id: canonical },
        });
        expect(meaning.known && meaning.note).toBe(note);
      }
      seen += 1;
    }
    expect(seen).toBe(416);
  });

  test.skipIf(reference === null)("[P1] ranks, groups and what blocks outbound are the reference's", () => {
    expect(CANONICAL_STATES).toHaveLength(reference?.canonical.length ?? 0);
    for (const { id, rank, group, terminal, blocksOutbound } of reference?.canonical ?? []) {
      expect(CANONICAL_STATES.find((state) => state.id === id)).toMatchObject({
        rank,
        group,
        terminal,
        blocksOutbound,
      });
    }
    for (const [from, next] of Object.entries(reference?.transitions ?? {})) {
      for (const to of next) expect(canonicalStep(from, to, true)).toBe("listed");
    }
  });

  test("[P2] a code or field that is not in the table is unknown, with what was received", () => {
    expect(statusMap("taobao", "status", "NEW_THING")).toEqual({
      known: false,
      platform: "taobao",
      field: "status",
      code: "NEW_THING",
    });
    expect(statusMap("nowhere", "status", "1").known).toBe(false);
    expect(statusMap("taobao", "constructor", "1").known).toBe(false);
    expect(statusMap("shopify", "fulfillment_status", "constructor").known).toBe(false);
  });

  test("[P3] after-sale fields without a code, with 0 or NO_REFUND mean no after-sale, unless the table says else", () => {
    const meaning = (platform: string, field: string, code: string | number | null) => {
      const found = statusMap(platform, field, code);
      return found.known ? found.canonical.id : "unknown";
    };
    expect(meaning("taobao", "refund_status", "NO_REFUND")).toBe("NoAftersale");
    expect(meaning("taobao", "refund_status", null)).toBe("NoAftersale");
    expect(meaning("douyin", "after_sale_status", 0)).toBe("NoAftersale");
    expect(meaning("douyin", "aftersale_status", 12)).not.toBe("unknown");
    expect(meaning("jd", "refund_apply.status", 0)).toBe("RefundRequested");
    expect(meaning("taobao", "status", null)).toBe("unknown");
  });

  test("[P4] Shopify's REST names and short forms", () => {
    const meaning = (code: string | null) => {
      const found = statusMap("shopify", "fulfillment_status", code);
      return found.known ? found.canonical.id : "unknown";
    };
    expect([meaning(null), meaning("partial"), meaning("fulfilled")]).toEqual([
      "PaymentConfirmed",
      "PartiallyShipped",
      "HandedOver",
    ]);
    expect(statusMap("shopify", "financial_status", "paid")).toMatchObject({ canonical: { id: "PaymentConfirmed" } });
  });

  test("[P5] the effective status is the most restrictive of the order's fields", () => {
    const of = (...codes: [string, string, string | number | null][]) => {
      const found = effectiveStatus(codes.map(([platform, field, code]) => statusMap(platform, field, code)));
      return [found.state?.id, found.blocksOutbound, found.unknown.length];
    };
    const paid: [string, string, string] = ["taobao", "status", "WAIT_SELLER_SEND_GOODS"];
    expect(of(paid)).toEqual(["PaymentConfirmed", false, 0]);
    expect(of(paid, ["taobao", "refund_status", "NO_REFUND"])).toEqual(["PaymentConfirmed", false, 0]);
    expect(of(paid, ["taobao", "refund_status", "WAIT_SELLER_AGREE"])).toEqual(["RefundRequested", true, 0]);
    expect(of(paid, ["taobao", "step_trade_status", "FRONT_PAID_FINAL_NOPAID"])).toEqual(["OnHold", true, 0]);
    const pdd = (risk: number, group: number, refund: number): [string, string, number][] => [
      ["pinduoduo", "order_status", 1], ["pinduoduo", "risk_control_status", risk], ["pinduoduo", "group_status", group],
      ["pinduoduo", "refund_status", refund],
    ]; // biome-ignore format: fields
    expect(of(...pdd(0, 1, 1))).toEqual(["PaymentConfirmed", false, 0]);
    expect(of(...pdd(1, 1, 1))).toEqual(["OnHold", true, 0]);
    expect(of(...pdd(0, 0, 1))).toEqual(["OnHold", true, 0]);
    expect(of(...pdd(0, 1, 4))).toEqual(["Refunded", true, 0]);
    expect(of(paid, ["taobao", "status", "BRAND_NEW"])).toEqual(["PaymentConfirmed", true, 1]);
    expect(of(["lazada", "item.status", "pending"], ["lazada", "statuses", "ready_to_ship"])[0]).toBe(
      "PaymentConfirmed",
    );
    const shopify = (payment: string, parcels: string): [string, string, string][] => [
      ["shopify", "financial_status", payment], ["shopify", "fulfillment_status", parcels],
    ]; // biome-ignore format: fields
    expect(of(...shopify("paid", "fulfilled"))).toEqual(["HandedOver", false, 0]);
    expect(of(...shopify("paid", "partial"))).toEqual(["PartiallyShipped", false, 0]);
    expect(of(...shopify("refunded", "fulfilled"))).toEqual(["Refunded", true, 0]);
    expect(of(...shopify("paid", "unfulfilled"), ["shopify", "cancelReason", "other"])).toEqual(["Cancelled", true, 0]);
    const sent = pdd(0, 1, 1).map(([platform, field, code]) => [platform, field, field === "order_status" ? 2 : code]);
    expect(of(...(sent as [string, string, number][]))[0]).toBe("HandedOver");
    expect(of()).toEqual([undefined, false, 0]);
  });

  test("[P6] an event goes on, jumps, or comes late", () => {
    expect(canonicalStep("PaymentConfirmed", "Assigned", true)).toBe("listed");
    expect(canonicalStep("PaymentConfirmed", "Signed", true)).toBe("jump");
    expect(canonicalStep("InTransit", "PickedUp", true)).toBe("late");
    expect(canonicalStep("DeliveryFailed", "OutForDelivery", true)).toBe("listed");
    expect(canonicalStep("DeliveryFailed", "OutForDelivery", false)).toBe("late");
    expect(canonicalStep("Signed", "Signed", false)).toBe("same");
    expect(canonicalStep("Signed", "Unknown", true)).toBe("unknown");
    expect(canonicalStep("constructor", "Signed", true)).toBe("unknown");
    expect(canonicalStep("RefundRequested", "ReturnAwaitingBuyer", true)).toBe("listed");
    expect(canonicalStep("RefundRejected", "Disputed", true)).toBe("listed");
    expect(canonicalStep("RefundProcessing", "RefundRequested", false)).toBe("late");
    expect(canonicalStep("Refunded", "RefundRequested", true)).toBe("late");
  });

  test("[P7] every order state that a platform state asserts is one of the default machine", () => {
    for (const { orderState } of CANONICAL_STATES) {
      if (orderState !== null) expect(stateNamed(DEFAULT_STATE_MACHINE, orderState)?.id).toBe(orderState);
    }
  });
});

describe("courier nodes", () => {
  test.skipIf(nodes === null)("[K1] all 687 nodes of the reference ask for the action it says", () => {
    let seen = 0;
    for (const { provider, field, code, zh, en, action, confidence } of nodes?.nodes ?? []) {
      const meaning = courierNode(provider, code.toLowerCase(), "", field);
      if (action === "unknown") expect(meaning).toMatchObject({ known: false, action: { id: "unknown" } });
      else
        expect(meaning).toMatchObject({
          known: true,
          by: "code",
          text: { zh, en },
          confidence,
          action: { id: action },
        });
      expect(courierNode(provider, code).action.id).toBe(action);
      seen += 1;
    }
    expect(seen).toBe(687);
    for (const { id, canonical, severity } of nodes?.actions ?? []) {
      const action = courierAction(id);
      expect([action?.canonical?.id ?? null, action?.severity]).toEqual([canonical, severity]);
    }
    expect(COURIER_ACTIONS).toHaveLength(nodes?.actions.length ?? 0);
    expect(courierProviders()).toHaveLength(21);
  });

  test.skipIf(nodes === null)(
    "[K2] words in texts point to the action that the reference's expressions point to",
    () => {
      const rules = (nodes?.keywordFallback ?? []).map(({ regex, action }) => ({ regex: new RegExp(regex), action }));
      const texts = (nodes?.nodes ?? []).flatMap(({ zh }) => [zh, `【苏州市】${zh},请联系`, `${zh}网点`]);
      const made = [
        "快件到达苏州派送网点",
        "到达派送网点后投递",
        "到达网点派送部",
        "邻居已帮忙签收",
        "签收邻居",
        "未收到货却显示签收",
        "凭码取件已成功",
        "代收点通知请取",
        "正在为您派送",
        "地址不详",
        "地址",
        "电话无法接通",
      ];
      for (const text of [...texts, ...made]) {
        expect([text, courierKeyword(text)?.id]).toEqual([text, rules.find(({ regex }) => regex.test(text))?.action]);
      }
    },
  );

  test("[K3] an unknown code falls back to its text; without a word that is known it stays unknown", () => {
    expect(courierNode("sf_express", "99999", "因电话无法接通,派送不成功")).toMatchObject({
      known: true,
      by: "text",
      action: { id: "fix_address" },
    });
    expect(courierNode("new_courier", null, "快件已签收")).toMatchObject({
      known: true,
      by: "text",
      action: { id: "signed" },
      confidence: "low",
    });
    expect(courierNode("sf_express", "99999", "???")).toMatchObject({
      known: false,
      provider: "sf_express",
      code: "99999",
      action: { id: "unknown" },
    });
    expect(courierNode("constructor", "__proto__", "")).toMatchObject({ known: false });
  });

  test("[K4] a known code wins, and what its text says beyond it is told beside", () => {
    const node = courierNode("sf_express", "70", "因电话无法接通,派送不成功");
    expect(node).toMatchObject({ known: true, by: "code", textAction: { id: "fix_address" } });
    expect(courierNode("kuaidi100", 5, "快件正在派送中")).not.toHaveProperty("textAction");
  });

  test("[K5] a long hostile text is read in linear time: a quadratic reading would outlast the time-out", () => {
    for (const text of ["未收到", "到达派送"]) expect(() => courierKeyword(text.repeat(500_000))).not.toThrow();
  });
});

describe("samples of the sources", () => {
  interface Kuaidi {
    param: { lastResult: { data: { context: string; statusCode: string }[] } };
  }
  interface Sf {
    apiResultData: { msgData: { routeResps: { routes: { remark: string; opCode: string }[] }[] } };
  }
  interface Pdd {
    order_info_get_response: { order_info: Record<string, string | number> };
  }
  interface Taobao {
    trade_fullinfo_get_response: {
      trade: { status: string; step_trade_status: string; orders: { order: { refund_status?: string }[] } };
    };
  }
  const kuaidi = sharedJson<Kuaidi>("samples/kuaidi100-push.json");
  const here = kuaidi !== null;

  test.skipIf(!here)("[K1] tracking pushes of kuaidi100 and SF read as actions", () => {
    const data = kuaidi?.param.lastResult.data ?? [];
    expect(data.map((node) => courierNode("kuaidi100", node.statusCode, node.context).action.id)).toEqual([
      "out_for_delivery",
      "arrived_destination",
      "picked_up",
    ]);
    const routes = sharedJson<Sf>("samples/sf-routes.json")?.apiResultData.msgData.routeResps[0]?.routes ?? [];
    expect(routes.map((node) => courierNode("sf_express", node.opCode, node.remark).known)).toEqual([true, true, true]);
  });

  test.skipIf(!here)("[P5] a Pinduoduo order may ship, a Taobao pre-sale with a line under refund may not", () => {
    const info = sharedJson<Pdd>("samples/pdd-order.json")?.order_info_get_response.order_info ?? {};
    const fields = [
      "order_status",
      "refund_status",
      "after_sales_status",
      "confirm_status",
      "group_status",
      "risk_control_status",
    ];
    const pdd = effectiveStatus(fields.map((field) => statusMap("pinduoduo", field, info[field])));
    expect([pdd.state?.id, pdd.blocksOutbound, pdd.unknown]).toEqual(["PaymentConfirmed", false, []]);
    const trade = sharedJson<Taobao>("samples/taobao-trade-presale-refund.json")?.trade_fullinfo_get_response.trade;
    const lines = trade?.orders.order ?? [];
    const taobao = effectiveStatus([
      statusMap("taobao", "status", trade?.status),
      statusMap("taobao", "step_trade_status", trade?.step_trade_status),
      ...lines.map((line) => statusMap("taobao", "refund_status", line.refund_status)),
    ]);
    expect([taobao.state?.id, taobao.blocksOutbound, taobao.unknown]).toEqual(["RefundRequested", true, []]);
  });

  test.skipIf(!here)("[P1] every status in the order samples is known", () => {
    const names = readdirSync(new URL("../../../../../shared/domain/samples", import.meta.url));
    expect(names.length).toBeGreaterThan(10);
    const known = (platform: string, field: string, code: string | number | null) =>
      expect(statusMap(platform, field, code)).toMatchObject({ known: true });
    known("douyin", "order_status", 2);
    known("douyin", "aftersale_status", 12);
    known("douyin", "refund_status", 3);
    known("jd", "order_state", "WAIT_SELLER_STOCK_OUT");
    known("lazada", "statuses", "ready_to_ship");
    known("shopee", "order_status", "READY_TO_SHIP");
    known("shopee", "logistics_status", "LOGISTICS_READY");
    known("shopify", "financial_status", "paid");
    known("shopify", "fulfillment_status", null);
  });
});
