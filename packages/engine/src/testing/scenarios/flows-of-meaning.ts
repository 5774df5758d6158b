/** Flows that no requirement draws, for what semantics.md says of conditions, tables, counters and clocks. A webhook is its name. */
import type { FlowDocument } from "@switchyard/flow";
import { all, any, flowOf, hours, compare as is, minutes, type NodeSketch, not, type Wire } from "../flow.ts";

const received: NodeSketch = { id: "in", kind: "order_received" };
const hook = (id: string): NodeSketch => ({ id, kind: "webhook", endpoint: id, event: id });
const inList = (fact: string, ...values: unknown[]) => is(fact, "in_list", values);
const working = (amount: number, unit: "hour" | "day") => ({ amount, unit, clock: "working" as const });

type Make = () => FlowDocument;
const flow = (id: string, nodes: NodeSketch[], wires: Wire[], more: Partial<FlowDocument> = {}): [string, Make] => [
  id,
  () => flowOf(id, nodes, wires, more),
];
/** A condition with its three ways out: `yes`, `no`, `unknown`. */
const asks = (id: string, when: never): [string, Make] =>
  flow(id, [received, { id: "if", kind: "condition", when, missing: "port" }, hook("yes"), hook("no"), hook("unknown")],
    ["in -> if", "if:met -> yes", "if:not_met -> no", "if:missing -> unknown"]); // biome-ignore format: one flow a paragraph
const route = (id: string, destination: string): NodeSketch => ({ id, kind: "route", destination });
const tag = (id: string, name: string, whileMatched = true): NodeSketch => ({
  id,
  kind: "tag",
  tag: name,
  whileMatched,
});
const table = (hit: "first" | "collect"): NodeSketch => ({
  id: "table", kind: "decision_table", hit,
  columns: [{ id: "p", fact: "province", operator: "in_list" }, { id: "q", fact: "total_qty", operator: "between" }, { id: "g", fact: "customer_grade", operator: "is" }],
  outputs: [{ id: "to", effect: "route" }, { id: "t", effect: "tag" }, { id: "f", effect: "set_field", field: "priority" }],
  rows: [
    { id: "r1", cells: [["浙江", "江苏省"], [1, 10], null], values: ["华东小单", "小单", null] },
    { id: "r2", cells: [["浙江", "江苏"], null, "A类"], values: ["华东优先", "优先", 1] },
    { id: "r3", cells: [null, [10, 99], null], values: [null, "批发", 2] },
  ],
} as NodeSketch); // biome-ignore format: a table

export const MEANING: ReadonlyMap<string, Make> = new Map([
  asks("C-in", inList("province", "江苏省", "浙江")),
  asks("C-not-in", is("province", "not_in_list", ["江苏", "浙江"])),
  asks("C-not", not(inList("province", "江苏", "浙江"))),
  asks("C-starts", is("style_code", "starts_with", "ｆｊ")),
  asks("C-not-starts", is("style_code", "not_starts_with", "FJ")),
  asks("C-ends", is("style_code", "ends_with", "-s")),
  asks("C-contains", is("note", "contains", "生日礼物")),
  asks("C-not-contains", is("note", "not_contains", "样衣")),
  asks("C-between", is("total_qty", "between", [100, 500])),
  asks("C-ne", is("amount", "ne", 30000)),
  asks("C-any", any(is("amount", "ge", 30000), is("customer_grade", "is", "a类"))),
  asks("C-all", all(is("amount", "ge", 30000), is("customer_grade", "is", "A"))),
  asks("C-not-any", not(any(is("amount", "ge", 30000), is("customer_grade", "is", "A")))),
  asks("C-not-all", not(all(is("amount", "ge", 30000), is("customer_grade", "is", "A")))),
  asks("C-empty", any(is("due_at", "is_empty"), is("due_in_days", "lt", 0))),
  asks("C-none", is("tags", "contains_none", ["加急", "ＶＩＰ"])),
  asks("C-all-tags", is("tags", "contains_all", ["加急", "VIP"])),
  asks("C-sizes", is("sizes", "contains_any", ["xl"])),
  asks("C-before", is("paid_at", "before", "2026-02-01T00:00+08:00")),
  asks("C-weekend", inList("weekday", 6, 7)),
  asks("C-paid", is("paid_at", "within", { amount: 24, unit: "hour", clock: "natural" })),
  flow("X-soon", [received, { id: "if", kind: "condition", when: is("due_in_days", "le", 3), missing: "not_met" }, tag("mark", "soon"), hook("soon")], ["in -> if", "if:met -> mark", "mark -> soon"]),
  flow("X-work", [received, { id: "if", kind: "condition", when: is("due_in_working_days", "le", 1), missing: "not_met" }, tag("mark", "soon"), hook("soon")], ["in -> if", "if:met -> mark", "mark -> soon"]),
  flow("X-exact", [received, { id: "if", kind: "condition", when: is("due_in_hours", "lt", 24), missing: "not_met" }, hook("soon")], ["in -> if", "if:met -> soon"]),
  flow("X-hours", [received, { id: "wait", kind: "watch", within: working(4, "hour"), since: "reached", goal: { states: ["Assigned"], events: [] }, strict: false }, hook("late")], ["in -> wait", "wait:breached -> late"]),
  flow("X-days", [received, { id: "wait", kind: "watch", within: working(1, "day"), since: "reached", goal: { states: ["Assigned"], events: [] }, strict: false }, hook("late")], ["in -> wait", "wait:breached -> late"]),
  flow("X-day", [received, { id: "wait", kind: "watch", within: { amount: 1, unit: "day", clock: "natural" }, since: "reached", goal: { states: ["Assigned"], events: [] }, strict: true }, hook("late")], ["in -> wait", "wait:breached -> late"]),
  flow("X-first", [received, table("first"), hook("rest")], ["in -> table", "table:otherwise -> rest"]),
  flow("X-collect", [received, table("collect"), hook("rest")], ["in -> table", "table:otherwise -> rest"]),
  flow("X-often", [received, { id: "if", kind: "condition", when: is("count.often", "ge", 3), missing: "port" }, tag("mark", "频繁", false), hook("unknown")], ["in -> if", "if:met -> mark", "if:missing -> unknown"],
    { windows: [{ id: "often", of: "count", event: "order_received", by: ["customer_id"], window: hours(24) }] }),
  flow("X-spend", [received, { id: "if", kind: "condition", when: is("sum.spend", "gt", 100000), missing: "not_met" }, tag("mark", "大客户", false)], ["in -> if", "if:met -> mark"],
    { windows: [{ id: "spend", of: "sum", field: "amount", event: "order_received", by: ["customer_id"], window: hours(24) }] }),
  flow("X-sku", [received, { id: "if", kind: "condition", when: is("distinct.styles", "ge", 2), missing: "not_met" }, hook("many")], ["in -> if", "if:met -> many"],
    { windows: [{ id: "styles", of: "distinct", field: "style_code", event: "order_received", by: ["brand"], window: hours(24) }] }),
  flow("X-lines", [received, { ...route("south", "华南"), lines: is("category", "is", "奶粉") } as NodeSketch, { ...route("east", "华东"), lines: is("qty", "ge", 1) } as NodeSketch], ["in -> south", "south -> east"]),
  flow("X-approve", [received, { id: "big", kind: "condition", when: is("amount", "ge", 1000000), missing: "not_met" }, { id: "ask", kind: "approval", title: "big", approvers: ["boss"], levels: 2, timeout: hours(4) }, { id: "keep", kind: "hold", reason: "approval" }, { id: "go", kind: "release" }, route("line", "L1"), hook("refused"), hook("slow")],
    ["in -> big", "big:met -> keep", "keep -> ask", "big:not_met -> line", "ask:approved -> go", "go -> line", "ask:rejected -> refused", "ask:timed_out -> slow"]),
  flow("X-steps", [received,
    { id: "w2", kind: "watch", within: hours(2), since: "reached", goal: { states: ["Assigned"], events: ["Acknowledged"] }, strict: false }, hook("boss"),
    { id: "w4", kind: "watch", within: hours(2), since: "reached", goal: { states: ["Assigned"], events: ["Acknowledged"] }, strict: false }, hook("foreman"),
    { id: "w12", kind: "watch", within: hours(8), since: "reached", goal: { states: ["Assigned"], events: ["Acknowledged"] }, strict: false }, hook("stop")],
    ["in -> w2", "w2:breached -> boss", "boss -> w4", "w4:breached -> foreman", "foreman -> w12", "w12:breached -> stop"]),
  flow("X-full", [received, { id: "join", kind: "merge", by: ["brand"], window: hours(24), maxQty: 100, maxOrders: 3 }, hook("ready")], ["in -> join", "join:closed -> ready"]),
  flow("X-own", [received, tag("own", "本牌"), tag("was", "来过", false), hook("hello"), { id: "join", kind: "merge", by: ["customer_id"], window: hours(4) }, hook("ready")], ["in -> own", "in -> was", "in -> hello", "in -> join", "join:closed -> ready"], { brands: ["B1"] }),
  flow("X-hold", [received, { id: "if", kind: "condition", when: is("note", "contains", "等通知"), missing: "not_met" }, { id: "stop", kind: "hold", reason: "wait" }, { id: "go", kind: "release" }], ["in -> if", "if:met -> stop", "if:not_met -> go"]),
  flow("X-grade", [received, { id: "if", kind: "branch", mode: "first", missing: "port", cases: [{ id: "a", when: is("customer_grade", "is", "A类") }, { id: "b", when: inList("customer_grade", "B", "C级") }] }, route("ra", "一号仓"), route("rb", "二号仓"), route("rc", "三号仓"), hook("unknown")],
    ["in -> if", "if:a -> ra", "if:b -> rb", "if:otherwise -> rc", "if:missing -> unknown"]),
  flow("X-move", [{ id: "up", kind: "order_updated", fields: ["address_key", "province"] }, { id: "out", kind: "condition", when: inList("status", "Packed", "HandedOver"), missing: "not_met" }, hook("relabel"), hook("note")], ["up -> out", "out:met -> relabel", "out:not_met -> note"]),
  flow("X-late", [{ id: "gone", kind: "order_cancelled" }, { id: "paid", kind: "condition", when: is("paid_at", "is_not_empty"), missing: "not_met" }, hook("refund"), hook("drop")], ["gone -> paid", "paid:met -> refund", "paid:not_met -> drop"]),
  flow("X-quiet", [{ id: "bell", kind: "schedule", at: ["09:00"], days: "working" }, hook("bell9")], ["bell -> bell9"]),
  flow("X-15", [received, { id: "wait", kind: "watch", within: minutes(30), since: "received", goal: { states: [], events: ["has:paid_at"] }, strict: false }, { id: "ask", kind: "notify", to: "customer", channel: "sms", template: "pay" }], ["in -> wait", "wait:breached -> ask"]),
  flow("X-carrier", [{ id: "on", kind: "courier_node", actions: [] }, { id: "if", kind: "condition", when: is("carrier", "is", "SF"), missing: "not_met" }, route("desk", "顺丰台")], ["on -> if", "if:met -> desk"]),
]); // biome-ignore format: one flow a paragraph
