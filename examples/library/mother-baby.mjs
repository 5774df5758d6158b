import { alert, all, at, chance, drawing, is, param, person, route, t, tag, task, warehouse, when } from "./sketch.mjs";

const order = (more) => ({
  channel: "Shopee",
  payment_method: "credit_card",
  amount: "320.00",
  lines: [{ sku: "DIAPER-L", category: "纸尿裤", qty: 4 }],
  ...more,
});

export default {
  id: "mother-baby",
  name: t("母婴跨境：钱包支付不丢单、赠品与缺货替换、5% 试点", "Mother and baby, cross-border: wallet payments kept, gifts with a fallback, 5 % trial"),
  description: t(
    "不按支付方式过滤订单：钱包支付的打标签、记结算账户并请财务核对；含纸尿裤且满 300 元加赠品行，5% 的客户试点新赠品；随单赠品缺货时改补 5 元券并请客服处理；赠品断货时停发。",
    "No order is filtered away by how it was paid: wallet payments are tagged, linked to their account and checked by finance; diapers over 300 get a gift line, a new gift for 5 % of customers; a gift that is out of stock becomes a voucher, and service is asked; a gift that runs out is stopped.",
  ),
  needs: {
    fields: [],
    destinations: [warehouse("cross_border", "跨境保税仓", "Cross-border warehouse")],
    people: [person("finance", "finance", "财务", "Finance"), person("service", "service", "客服", "Customer service")],
    endpoints: [],
  },
  flow: drawing("母婴跨境", {
    nodes: {
      in: { kind: "order_received" },
      stock: { kind: "stock_changed" },
      to_warehouse: route("cross_border"),
      wallet: when(is("payment_method", "is", "shopeepay_wallet")),
      diapers: when(all(is("categories", "contains_any", ["纸尿裤"]), is("amount", "ge", 30000))),
      has_gift: when(is("skus", "contains_any", ["NB-2026FREE"])),
      gift_gone: when(all(is("event.sku", "is", "NB-2026FREE"), is("event.available", "lt", 1))),
      check_finance: tag("需财务手工核对"),
      account: { kind: "set_field", field: "settlement_account", value: "电子钱包结算账户" },
      tell_finance: task("finance", "钱包支付订单，请核对到账"),
      trial: { kind: "split", by: "customer", parts: [{ id: "new", name: "新赠品", percent: 5 }, { id: "old", name: "现赠品", percent: 95 }] },
      new_gift: { kind: "add_line", sku: "NB-2026PLUS", qty: 1, name: "升级赠品" },
      old_gift: { kind: "add_line", sku: "NB-2026FREE", qty: 1, name: "赠品" },
      short: when(is("stock.available", "lt", 1)),
      voucher: { kind: "add_line", sku: "COUPON-5", qty: 1, name: "补偿 5 元券" },
      ask_service: task("service", "赠品缺货：补 5 元券或升级赠品，请确认"),
      stop_gift: { kind: "pause_channel", target: "sku", reason: "赠品断货" },
      tell_service: alert("service", "inbox", 2, "赠品断货，已停发，请安排替换"),
    },
    wires: [
      "in -> to_warehouse", "in -> wallet", "wallet:met -> check_finance", "check_finance -> account", "account -> tell_finance",
      "in -> has_gift", "has_gift:met -> short", "short:met -> voucher", "voucher -> ask_service",
      "has_gift:not_met -> diapers", "diapers:met -> trial", "trial:new -> new_gift", "trial:old -> old_gift",
      "stock -> gift_gone", "gift_gone:met -> stop_gift", "stop_gift -> tell_service",
    ],
  }),
  parameters: [
    param("wallet", "text", "需核对的支付方式", "Payment method that is checked", "/nodes/wallet/when/value"),
    param("threshold", "amount", "满多少元送赠品", "Gift from this amount", "/nodes/diapers/when/parts/1/value", { currency: "CNY", min: 0 }),
    param("categories", "texts", "送赠品的品类", "Categories with a gift", "/nodes/diapers/when/parts/0/value"),
    param("trial_share", "percent", "试点比例", "Share of the trial", "/nodes/trial/parts/0/percent"),
    param("gift", "text", "赠品 SKU", "Gift SKU", ["/nodes/old_gift/sku", "/nodes/gift_gone/when/parts/0/value"]),
    param("new_gift", "text", "试点赠品 SKU", "Gift SKU of the trial", "/nodes/new_gift/sku"),
  ],
  golden: [
    {
      id: "wallet", name: "钱包支付的订单照收，并请财务核对", start: at(10),
      steps: [
        { type: "order", key: "A", order: order({ payment_method: "shopeepay_wallet", amount: "80.00" }) },
        { type: "order", key: "B", order: order({ payment_method: "没见过的支付方式", amount: "80.00" }) },
      ],
      claims: { A: { destination: "cross_border", tags: ["需财务手工核对"] }, B: { destination: "cross_border", tags: [] }, messages: ["task"] },
    },
    {
      id: "gift", name: "满 300 元送赠品，299.99 不送", start: at(10),
      steps: [
        { type: "order", key: "A", order: order({ customer_id: "C-1", amount: "300.00" }) },
        { type: "order", key: "B", order: order({ customer_id: "C-1", amount: "299.99" }) },
      ],
      claims: { A: { added: 1 }, B: { added: 0 } },
    },
    {
      id: "fallback", name: "随单赠品缺货改补 5 元券，有货不补", start: at(10),
      steps: [
        { type: "stock", sku: "DIAPER-L", available: 50 },
        { type: "stock", sku: "NB-2026FREE", available: 1 },
        { type: "order", key: "A", order: order({ lines: [{ sku: "DIAPER-L", category: "纸尿裤", qty: 1 }, { sku: "NB-2026FREE", qty: 1 }] }) },
        { type: "wait", for: { amount: 1, unit: "minute", clock: "natural" } },
        { type: "stock", sku: "NB-2026FREE", available: 0 },
        { type: "order", key: "B", order: order({ lines: [{ sku: "DIAPER-L", category: "纸尿裤", qty: 1 }, { sku: "NB-2026FREE", qty: 1 }] }) },
      ],
      claims: { A: { added: 0 }, B: { added: 1 }, levels: [2] },
    },
  ],
  history() {
    const { pick, below, hit } = chance(4);
    return Array.from({ length: 200 }, (_, index) => ({
      external_id: `M-${index + 1}`, ordered_at: at(Math.floor(index / 7), 480 + (index % 7) * 110), channel: pick(["Shopee", "Lazada", "TikTok"]),
      customer_id: `C-${1 + below(120)}`, payment_method: hit(0.15) ? "shopeepay_wallet" : pick(["credit_card", "bank_transfer"]), amount: `${60 + below(500)}.00`,
      lines: [hit(0.6) ? { sku: "DIAPER-L", category: "纸尿裤", qty: 1 + below(5) } : { sku: "MILK-2", category: "奶粉", qty: 1 }],
    }));
  },
  sample: { order: order({ payment_method: "shopeepay_wallet" }), at: at(10), destination: "跨境保税仓" },
}; // biome-ignore format: sketches read better on long lines
