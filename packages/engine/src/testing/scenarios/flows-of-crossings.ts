/** Flows in which two features meet, for what semantics.md says of each alone. A webhook is its name. */
import { all, any, flowOf, hours, compare as is, minutes, type NodeSketch, not } from "../flow.ts";
import { asks, flow, hook, type Make, met, received, route, working } from "./sketches.ts";

const watch = (id: string, within: Extract<NodeSketch, { kind: "watch" }>["within"], since: unknown, states: string[], strict = false, events: string[] = []): NodeSketch =>
  ({ id, kind: "watch", within, since, goal: { states, events }, strict }) as NodeSketch; // biome-ignore format: one record

export const CROSSINGS_FLOWS: ReadonlyMap<string, Make> = new Map([
  flow("Q-hold", [received, met("if", is("note", "contains", "等通知")), { id: "stop", kind: "hold", reason: "wait" }, { id: "go", kind: "release" }, { id: "join", kind: "merge", by: ["brand"], window: hours(2) }, hook("ready")],
    ["in -> if", "if:met -> stop", "if:not_met -> go", "stop -> join", "go -> join", "join:closed -> ready"]),
  flow("Q-due", [received, met("if", is("due_in_days", "le", 3)), { id: "mark", kind: "tag", tag: "急", whileMatched: true }, { id: "join", kind: "merge", by: ["customer_id"], window: hours(24) }, hook("ready")],
    ["in -> if", "if:met -> mark", "mark -> join", "join:closed -> ready"]),
  flow("Q-table", [received, { id: "table", kind: "decision_table", hit: "first",
    columns: [{ id: "a", fact: "amount", operator: "ge" }, { id: "d", fact: "due_in_days", operator: "le" }, { id: "g", fact: "customer_grade", operator: "is" }],
    outputs: [{ id: "to", effect: "route" }],
    rows: [{ id: "r1", cells: [10000, 3, null], values: ["甲线"] }, { id: "r2", cells: [null, 3, "A"], values: ["乙线"] }, { id: "r3", cells: [50000, null, null], values: ["丙线"] }] } as NodeSketch, hook("rest")], ["in -> table", "table:otherwise -> rest"]),
  flow("Q-steps", [received, { id: "if", kind: "branch", mode: "first", missing: "port", cases: [{ id: "few", when: is("total_qty", "lt", 10) }, { id: "some", when: is("total_qty", "le", 100) }] }, hook("few"), hook("some"), hook("many"), hook("unknown")],
    ["in -> if", "if:few -> few", "if:some -> some", "if:otherwise -> many", "if:missing -> unknown"]),
  flow("Q-work", [received, watch("wait", working(8, "hour"), "received", ["Assigned"]), hook("late")], ["in -> wait", "wait:breached -> late"]),
  flow("Q-kept", [received, watch("wait", hours(2), "received", ["Assigned"]), hook("kept"), hook("late")], ["in -> wait", "wait:kept -> kept", "wait:breached -> late"]),
  flow("Q-midnight", [{ id: "bell", kind: "schedule", at: ["00:00"], days: "every" }, met("if", is("due_in_days", "eq", 0)), hook("today")], ["bell -> if", "if:met -> today"]),
  flow("Q-gone", [{ id: "gone", kind: "order_cancelled" }, met("if", is("count.gone", "ge", 2)), hook("often")], ["gone -> if", "if:met -> often"],
    { windows: [{ id: "gone", of: "count", event: "order_cancelled", by: ["customer_id"], window: hours(24) }] }),
  flow("Q-refunds", [{ id: "sale", kind: "after_sale", events: ["refund"] }, met("if", is("sum.back", "ge", 10000)), hook("much")], ["sale -> if", "if:met -> much"],
    { windows: [{ id: "back", of: "sum", event: "refund", by: ["customer_id"], window: hours(72), field: "event.amount", where: is("event.phase", "is", "succeeded") }] }),
  flow("Q-big", [received, met("if", is("count.big", "ge", 2)), { id: "mark", kind: "tag", tag: "连下", whileMatched: true }], ["in -> if", "if:met -> mark"],
    { windows: [{ id: "big", of: "count", event: "order_received", by: ["customer_id"], window: hours(24), where: is("amount", "ge", 10000) }] }),
  flow("Q-signed", [{ id: "at", kind: "state_reached", states: ["Signed", "Returned"] }, hook("done")], ["at -> done"]),
  flow("Q-line", [received, route("go", "W1"), watch("wait", hours(2), "reached", ["Assigned"]), hook("late")], ["in -> go", "go -> wait", "wait:breached -> late"]),
  flow("Q-approve", [received, met("big", is("amount", "ge", 1000000)), { id: "keep", kind: "hold", reason: "approval" }, { id: "ask", kind: "approval", title: "big", approvers: ["boss"], levels: 1, timeout: working(4, "hour") }, { id: "go", kind: "release" }, route("line", "L1"), hook("slow")],
    ["in -> big", "big:met -> keep", "keep -> ask", "ask:approved -> go", "go -> line", "ask:timed_out -> slow"]),
  ["Q-version", ({ qty = 5 }) => flowOf("Q-version", [received, met("few", is("total_qty", "lt", qty)), { id: "join", kind: "merge", by: ["brand"], window: hours(4) }, hook("ready"), watch("wait", hours(2), "reached", ["Assigned"]), hook("late")],
    ["in -> few", "few:met -> join", "join:closed -> ready", "few:met -> wait", "wait:breached -> late"])],
  asks("Q-none", is("note", "is_empty")),
  asks("Q-some", is("note", "is_not_empty")),
  asks("Q-due-none", is("due_at", "is_empty")),
  asks("Q-zero", is("total_qty", "eq", 0)),
  asks("Q-paid", is("paid_hours", "le", 24)),
  asks("Q-month", is("paid_at", "before", "2028-03-01T00:00+08:00")),
  asks("Q-lead", all(is("due_in_days", "ge", 0), is("due_in_days", "lt", 1))),
  asks("Q-xor", any(all(is("amount", "ge", 10000), not(is("note", "contains", "样"))), all(is("due_in_days", "le", 3), is("customer_grade", "is", "A")))),
  asks("Q-code", is("style_code", "in_list", ["fj-１", "ＡＢ２"])),
  flow("Q-merge-due", [received, { id: "join", kind: "merge", name: "batch", by: ["brand", "style_code"], window: hours(24), maxQty: 50 }, hook("ready")], ["in -> join", "join:closed -> ready"]),
  flow("Q-empty-key", [received, { id: "join", kind: "merge", by: ["po_no"], window: hours(1) }, hook("ready")], ["in -> join", "join:closed -> ready"]),
  flow("Q-two", [received, { id: "a", kind: "merge", by: ["brand"], window: hours(1) }, hook("by_brand"), { id: "b", kind: "merge", by: ["customer_id"], window: hours(3) }, hook("by_customer")], ["in -> a", "a:closed -> by_brand", "in -> b", "b:closed -> by_customer"]),
  flow("Q-chain", [received, { id: "a", kind: "merge", by: ["brand"], window: hours(1) }, watch("wait", hours(2), "reached", ["Assigned"]), hook("late")], ["in -> a", "a:joined -> wait", "wait:breached -> late"]),
  flow("Q-return", [{ id: "sale", kind: "after_sale", events: ["return"] }, met("soon", is("reached.Signed", "within", { amount: 7, unit: "day", clock: "natural" })), hook("accept"), hook("refuse")], ["sale -> soon", "soon:met -> accept", "soon:not_met -> refuse"]),
  flow("Q-minute", [received, watch("wait", minutes(10), { fact: "paid_at" }, ["Assigned"], true), hook("late")], ["in -> wait", "wait:breached -> late"]),
]); // biome-ignore format: one flow a paragraph
