/** Twenty rules, first match decides, and orders for them; each peer gets the rules in its own form. */
import type { FlowDocument, FlowEdge, FlowNode } from "@switchyard/flow";

export interface BenchRule {
  brand: string;
  /** In major units. */
  leastAmount: number;
  destination: string;
}
export const DESTINATIONS = ["rapid-line", "normal-line", "wh-hangzhou", "wh-guangzhou"] as const;
export const OTHERWISE = "normal-line";

const destination = (place: number) => DESTINATIONS[place % DESTINATIONS.length] ?? OTHERWISE;

/** Each of ten brands has a rule for large orders and, further down, one for middling ones. */
export const RULES: readonly BenchRule[] = Array.from({ length: 20 }, (_, place) => ({
  brand: `B${place % 10}`,
  leastAmount: place < 10 ? 400 : 150,
  destination: destination(place),
}));

export interface BenchOrder {
  source: string;
  external_id: string;
  brand: string;
  amount: number;
  [field: string]: unknown;
}

/** Orders of 16 fields and two lines, about 500 bytes. One brand in six has no rule. */
export function makeOrder(number: number, name: string): BenchOrder {
  const chance = mix(number);
  return {
    source: "bench",
    external_id: `${name}-${number}`,
    brand: `B${chance % 12}`,
    amount: (chance >>> 5) % 600,
    currency: "CNY",
    style_code: `${["FJ", "NX", "TR", "KX"][(chance >>> 9) % 4]}-${chance % 997}`,
    po_no: `PO-${chance % 89_989}`,
    customer_id: `C${chance % 4999}`,
    customer_grade: ["A", "B", "C"][(chance >>> 3) % 3],
    buyer_name: "王小明",
    province: "浙江",
    city: "杭州",
    channel: "tmall",
    shop: `shop-${chance % 17}`,
    ordered_at: "2026-11-20T09:30:00+08:00",
    due_at: "2026-12-02",
    lines: [
      { sku: `SKU-${chance % 701}`, qty: 1 + (chance % 7), size: "M", color: "红" },
      { sku: `SKU-${chance % 503}`, qty: 1 + (chance % 3), size: "L", color: "蓝" },
    ],
  };
}

/** What each peer must answer. */
export function expectedDestination({ brand, amount }: Pick<BenchOrder, "brand" | "amount">): string {
  const rule = RULES.find((one) => one.brand === brand && amount >= one.leastAmount);
  return rule?.destination ?? OTHERWISE;
}

/** The rules as they are drawn: twenty conditions in a row, each with its own action, and a last one. */
export function benchFlow(): FlowDocument {
  const nodes: FlowNode[] = [{ id: "in", kind: "order_received", position: { x: 0, y: 0 } }];
  const edges: FlowEdge[] = [];
  const connect = (from: string, port: string, to: string) => edges.push({ id: `${from}-${port}`, from, port, to });
  RULES.forEach((rule, place) => {
    const y = 200 * place;
    nodes.push({
      id: `if${place}`,
      kind: "condition",
      position: { x: 300, y },
      missing: "not_met",
      when: {
        type: "group",
        match: "all",
        parts: [
          { type: "comparison", fact: "brand", operator: "is", value: rule.brand },
          { type: "comparison", fact: "amount", operator: "ge", value: rule.leastAmount * 100 },
        ],
      },
    });
    nodes.push({ id: `to${place}`, kind: "route", position: { x: 600, y }, destination: rule.destination });
    if (place === 0) connect("in", "next", "if0");
    else connect(`if${place - 1}`, "not_met", `if${place}`);
    connect(`if${place}`, "met", `to${place}`);
  });
  nodes.push({ id: "otherwise", kind: "route", position: { x: 300, y: 4000 }, destination: OTHERWISE });
  connect(`if${RULES.length - 1}`, "not_met", "otherwise");
  return { formatVersion: 1, name: "Bench", brands: [], windows: [], patterns: [], nodes, edges };
}

/** A well mixed number of 32 bits. */
function mix(number: number): number {
  let x = Math.imul(number + 0x9e3779b9, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
