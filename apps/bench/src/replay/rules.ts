/** A hundred rules as a supervisor would draw them, and orders for them: a fifth of the facts missing here and there. */
import { type PreparedPrograms, prepare } from "@switchyard/engine";
import { compileFlow, type FlowDocument, type FlowNode } from "@switchyard/flow";
import type { Order } from "@switchyard/orders";
import { START } from "../engine/workload.ts";

const at = (node: object, y: number) => ({ position: { x: 0, y }, ...node }) as FlowNode;
const is = (fact: string, operator: string, value: unknown) => ({ type: "comparison", fact, operator, value });
const both = (...parts: object[]) => ({ type: "group", match: "all", parts });

/** What the rules ask of an order. */
const CONDITIONS: ((n: number) => object)[] = [
  (n) => both(is("style_code", "starts_with", `FJ${n % 10}`), is("due_in_days", "le", 1 + (n % 6))),
  (n) => both(is("amount", "ge", 1000 * (n % 90)), is("province", "in_list", [`P${n % 31}`, `P${(n * 7) % 31}`])),
  (n) => both(is("total_qty", "ge", 1 + (n % 5)), is("channel", "is", `channel-${n % 5}`)),
  (n) => both(is("brand", "is", `B${n * 3}`), is("tags", "contains_any", [`T${n % 6}`])),
  (n) => is("due_in_days", "between", [n % 5, (n % 5) + 2]),
];

/** Sixty rows of a table, the first that fits says where to; then forty conditions, each with a tag or an alert. */
export function hundredRules(): FlowDocument {
  const rows = Array.from({ length: 60 }, (_, n) => ({
    id: `r${n}`,
    cells: [`FJ${n % 30}`, 500 * n, n % 3 === 0 ? [`P${n % 31}`, `P${(n + 9) % 31}`] : null],
    values: [`D${n % 12}`],
  }));
  const table = at(
    {
      id: "table",
      kind: "decision_table",
      hit: "first",
      columns: [
        { id: "k", fact: "style_code", operator: "starts_with" },
        { id: "a", fact: "amount", operator: "ge" },
        { id: "p", fact: "province", operator: "in_list" },
      ],
      outputs: [{ id: "o", effect: "route" }],
      rows,
    },
    1,
  );
  const nodes = [
    at({ id: "in", kind: "order_received" }, 0),
    table,
    at({ id: "rest", kind: "route", destination: "normal" }, 2),
  ];
  const edges: FlowDocument["edges"] = [
    { id: "e0", from: "in", port: "next", to: "table" },
    { id: "e1", from: "table", port: "otherwise", to: "rest" },
  ];
  for (let n = 0; n < 40; n += 1) {
    const when = CONDITIONS[n % CONDITIONS.length]?.(n);
    const act =
      n % 4 === 0
        ? { kind: "alert", to: ["ops"], channel: "inbox", level: 1 + (n % 3), text: "look" }
        : { kind: "tag", tag: `tag ${n}` };
    nodes.push(
      at({ id: `c${n}`, kind: "condition", when, missing: "not_met" }, 3 + n),
      at({ id: `a${n}`, ...act }, 4 + n),
    );
    edges.push(
      { id: `i${n}`, from: "in", port: "next", to: `c${n}` },
      { id: `m${n}`, from: `c${n}`, port: "met", to: `a${n}` },
    );
  }
  return { formatVersion: 1, name: "rules", brands: [], windows: [], patterns: [], nodes, edges };
}

export function preparedRules(): PreparedPrograms {
  const result = compileFlow(hundredRules(), { flow: "rules", version: 1 });
  if (!result.ok) throw new Error(JSON.stringify(result.findings));
  return prepare([result.program]);
}

/** Columns that the rules read, and what names an order. */
export const READ = [
  "key.a", "key.b", "at", "following", "odd", "source", "style_code", "amount", "province", "total_qty", "channel", "brand",
  "tags", "received_at", "due_at", "due_date", "paid_at",
]; // biome-ignore format: a word list

const GAP = 250;
const DAY = 86_400_000;

/** The n-th of a long history, four a second. */
export function ruleOrder(n: number): Order {
  const mixed = Math.imul(n + 1, 2_654_435_761) >>> 0;
  const at = START + n * GAP;
  const order: Order = {
    id: `O${n}`, source: "bench", external_id: `E${n}`, received_at: at, customer_id: `C${(mixed >>> 9) % 50_000}`,
    buyer_name: `Buyer ${(mixed >>> 9) % 50_000}`, style_code: `${mixed % 3 === 0 ? "FJ" : "KX"}${mixed % 300}`,
    channel: `channel-${mixed % 5}`, amount: mixed % 100_000, currency: "CNY", city: `City ${mixed % 300}`,
    tags: mixed % 4 === 0 ? [`T${mixed % 6}`] : [], custom: {}, raw: {},
    lines: [{ line_no: 1, qty: 1 + (mixed % 4), sku: `S${mixed % 997}` }, { line_no: 2, qty: 1, sku: `S${mixed % 499}` }],
  }; // biome-ignore format: a record
  if (mixed % 5 !== 0) order.brand = `B${mixed % 400}`;
  if (mixed % 7 !== 0) order.province = `P${mixed % 31}`;
  if (mixed % 6 !== 0) order.due_date = new Date(at + 8 * 3_600_000 + (mixed % 9) * DAY).toISOString().slice(0, 10);
  return order;
}
