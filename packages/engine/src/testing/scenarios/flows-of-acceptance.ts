/** Flows that a tester drew from semantics.md for what the other scenarios' flows leave out: operators, calendars, counters, conflicts. A webhook is its name. */
import type { FlowDocument } from "@switchyard/flow";
import { all, any, flowOf, hours, compare as is, minutes, type NodeSketch, not, type Wire } from "../flow.ts";

const received: NodeSketch = { id: "in", kind: "order_received" };
const hook = (id: string, call = id): NodeSketch => ({ id, kind: "webhook", endpoint: call, event: call });
const route = (id: string, destination: string): NodeSketch => ({ id, kind: "route", destination });
const working = (amount: number, unit: "hour" | "day") => ({ amount, unit, clock: "working" as const });
const met = (id: string, when: never): NodeSketch => ({ id, kind: "condition", when, missing: "not_met" });
const measure = (name: string): NodeSketch => ({ id: "seen", kind: "measure", measure: name });

type Make = (params: Record<string, number>) => FlowDocument;
const flow = (id: string, nodes: NodeSketch[], wires: Wire[], more: Partial<FlowDocument> = {}): [string, Make] => [
  id,
  () => flowOf(id, nodes, wires, more),
];
/** A condition with its three ways out: `yes`, `no`, `unknown`. */
const asks = (id: string, when: never, more: Partial<FlowDocument> = {}): [string, Make] =>
  flow(id, [received, { id: "if", kind: "condition", when, missing: "port" }, hook("yes"), hook("no"), hook("unknown")],
    ["in -> if", "if:met -> yes", "if:not_met -> no", "if:missing -> unknown"], more); // biome-ignore format: one flow a paragraph

const PHONE: Partial<FlowDocument> = { patterns: [{ id: "phone", fact: "note", expression: "\\d{11}" }] };
const DAY = ["2026-01-20T00:00:00+08:00", "2026-01-20T12:00:00+08:00"];
/** Each operator that wants a value, of a fact that an order may lack. */
const OPERATORS: [string, never][] = [
  ["is", is("channel", "is", "抖音")],
  ["is_not", is("channel", "is_not", "抖音")],
  ["starts_with", is("style_code", "starts_with", "FJ")],
  ["not_starts_with", is("style_code", "not_starts_with", "FJ")],
  ["ends_with", is("style_code", "ends_with", "S")],
  ["contains", is("note", "contains", "急")],
  ["not_contains", is("note", "not_contains", "急")],
  ["in_list", is("province", "in_list", ["江苏"])],
  ["not_in_list", is("province", "not_in_list", ["江苏"])],
  ["matches", is("note", "matches", "phone")],
  ["eq", is("amount", "eq", 0)],
  ["ne", is("amount", "ne", 0)],
  ["lt", is("amount", "lt", 1)],
  ["le", is("due_in_days", "le", 3)],
  ["gt", is("due_in_hours", "gt", -9999)],
  ["ge", is("goods_amount", "ge", 0)],
  ["between", is("amount", "between", [0, 999])],
  ["before", is("paid_at", "before", DAY[1])],
  ["after", is("due_at", "after", DAY[0])],
  ["between_instants", is("paid_at", "between", DAY)],
  ["within", is("paid_at", "within", { amount: 1, unit: "day", clock: "natural" })],
  ["contains_any", is("note", "contains_any", ["急"])],
  ["contains_all", is("note", "contains_all", ["急"])],
  ["contains_none", is("note", "contains_none", ["急"])],
  ["fact", is("amount", "le", { fact: "credit.remaining" })],
];
const each = (id: string, turn: (when: never) => never): [string, Make] =>
  flow(id,
    [received, ...OPERATORS.flatMap(([name, when]): NodeSketch[] => [
      { id: `if_${name}`, kind: "condition", when: turn(when), missing: "port" }, hook(`y_${name}`, `yes?op=${name}`), hook(`n_${name}`, `no?op=${name}`), hook(`u_${name}`, `unknown?op=${name}`)])],
    OPERATORS.flatMap(([name]): Wire[] => [`in -> if_${name}`, `if_${name}:met -> y_${name}`, `if_${name}:not_met -> n_${name}`, `if_${name}:missing -> u_${name}`]),
    PHONE); // biome-ignore format: one flow a paragraph

export const OPERATOR_NAMES = OPERATORS.map(([name]) => name);

export const ACCEPTANCE: ReadonlyMap<string, Make> = new Map([
  each("Y-each", (when) => when),
  each("Y-each-not", not),
  asks("Y-matches", is("note", "matches", "phone"), PHONE),
  asks("Y-pattern", is("pattern.phone", "is", false), PHONE),
  asks("Y-is-not", is("channel", "is_not", "抖音")),
  asks("Y-tags-2", is("tags", "count_ge", 2)),
  asks("Y-sku-1", is("skus", "count_eq", 1)),
  asks("Y-sizes-2", is("sizes", "count_le", 2)),
  asks("Y-after", is("due_at", "after", "2026-02-01T12:00:00+08:00")),
  asks("Y-paid-between", is("paid_at", "between", DAY)),
  asks("Y-amount-between", is("amount", "between", [10000, 30000])),
  asks("Y-qty-in", is("total_qty", "not_in_list", [1, 2, 3])),
  asks("Y-credit", is("amount", "le", { fact: "credit.remaining" })),
  asks("Y-limit", is("total_qty", "gt", { fact: "custom.limit" })),
  asks("Y-deep", all(any(is("amount", "ge", 30000), is("channel", "is", "抖音")), not(all(is("note", "contains", "样衣"), is("province", "is", "江苏"))), not(is("customer_grade", "is", "C")))),
  asks("Y-not-not", not(not(is("amount", "ge", 30000)))),
  asks("Y-words", all(is("note", "contains_all", ["加急", "顺丰"]), is("note", "contains_none", ["样衣", "补单"]))),
  asks("Y-working-day", is("is_working_day", "is", true)),
  asks("Y-line", all(is("max_line_qty", "ge", 100), is("line_count", "le", 2))),
  asks("Y-goods", is("goods_amount", "ge", 50000)),
  asks("Y-brand", is("brand", "is", "甲牌")),
  asks("Y-brands", is("brands", "contains_all", ["甲牌", "乙牌"])),
  asks("Y-far", is("province", "in_list", ["广西", "内蒙古", "新疆", "上海"])),
  asks("Y-city", all(is("city", "is", "苏州"), is("carrier", "is", "顺丰"))),
  asks("Y-skus", is("sku_count", "gt", 2)),
  asks("Y-urgent", is("urgency", "in_list", ["红", "黄"])),
  flow("Y-time", [received, met("if", is("is_working_time", "is", true)), hook("open")], ["in -> if", "if:met -> open"]),
  flow("Y-weekend", [received, met("if", is("weekday", "in_list", [6, 7])), { id: "mark", kind: "tag", tag: "周末", whileMatched: true }], ["in -> if", "if:met -> mark"]),
  flow("Y-old", [received, met("if", is("age_hours", "ge", 48)), hook("old")], ["in -> if", "if:met -> old"]),
  flow("Y-unshipped", [received, met("if", all(is("paid_hours", "gt", 24), is("status", "not_in_list", ["HandedOver", "PickedUp", "Signed"]))), hook("chase")], ["in -> if", "if:met -> chase"]),
  flow("Y-noon", [received, met("if", is("minute_of_day", "between", [720, 779])), hook("noon")], ["in -> if", "if:met -> noon"]),
  flow("Y-at-0030", [{ id: "bell", kind: "schedule", at: ["00:30"], days: "every" }, hook("ring")], ["bell -> ring"]),
  flow("Y-at-0130", [{ id: "bell", kind: "schedule", at: ["01:30"], days: "every" }, hook("ring")], ["bell -> ring"]),
  flow("Y-at-0230", [{ id: "bell", kind: "schedule", at: ["02:30"], days: "every" }, hook("ring")], ["bell -> ring"]),
  flow("Y-working-bell", [{ id: "bell", kind: "schedule", at: ["09:00"], days: "working", once: true }, met("some", is("event.open", "ge", 1)), hook("ring")], ["bell -> some", "some:met -> ring"]),
  flow("Y-4h", [received, { id: "wait", kind: "watch", within: working(4, "hour"), since: "received", goal: { states: ["Assigned"], events: [] }, strict: true }, hook("late")], ["in -> wait", "wait:breached -> late"]),
  flow("Y-2d", [received, { id: "wait", kind: "watch", within: working(2, "day"), since: { fact: "paid_at" }, goal: { states: ["HandedOver"], events: [] }, strict: false }, hook("late")], ["in -> wait", "wait:breached -> late"]),
  flow("Y-merge-work", [received, { id: "join", kind: "merge", by: ["brand"], window: working(4, "hour") }, hook("ready")], ["in -> join", "join:closed -> ready"]),
  flow("Y-merge", [received, { id: "out", kind: "condition", when: is("paid_at", "is_empty"), missing: "not_met" }, { id: "join", kind: "merge", by: ["customer_id", "address_key"], window: hours(2), maxOrders: 3, exclude: is("note", "contains", "单独") }, hook("ready")],
    ["in -> out", "out:not_met -> join", "join:closed -> ready"]),
  flow("Y-both", [received, met("big", is("amount", "ge", 10000)), route("a", "甲仓"), { id: "p", kind: "set_field", field: "priority", value: 1 }], ["in -> big", "big:met -> a", "a -> p"]),
  flow("Y-rest", [received, route("b", "乙仓"), { id: "p", kind: "set_field", field: "priority", value: 9 }, { id: "t", kind: "tag", tag: "看过" }], ["in -> b", "b -> p", "p -> t"]),
  flow("Y-table", [received, { id: "table", kind: "decision_table", hit: "first",
    columns: [{ id: "d", fact: "due_in_days", operator: "le" }, { id: "t", fact: "tags", operator: "contains_any" }, { id: "n", fact: "note", operator: "not_contains" }],
    outputs: [{ id: "to", effect: "route" }],
    rows: [{ id: "r1", cells: [1, null, null], values: ["特急线"] }, { id: "r2", cells: [3, ["加急"], "样衣"], values: ["加急线"] }, { id: "r3", cells: [10, null, null], values: ["普通线"] }] } as NodeSketch, hook("rest")], ["in -> table", "table:otherwise -> rest"]),
  flow("Y-all-cases", [received, { id: "look", kind: "branch", mode: "all", missing: "port", cases: [{ id: "a", when: is("amount", "ge", 10000) }, { id: "g", when: is("customer_grade", "is", "A") }] }, hook("big"), hook("good"), hook("rest"), hook("unknown")],
    ["in -> look", "look:a -> big", "look:g -> good", "look:otherwise -> rest", "look:missing -> unknown"]),
  flow("Y-split", [received, { id: "part", kind: "split", by: "customer", parts: [{ id: "none", percent: 0 }, { id: "all", percent: 100 }] }, hook("never"), hook("always")], ["in -> part", "part:none -> never", "part:all -> always"]),
  flow("Y-recover", [{ id: "slow", kind: "breaker", measure: { of: "value", event: "WaveProgress", by: ["event.wave"] }, operator: "lt", threshold: 0.95, hold: minutes(10), recover: { operator: "ge", threshold: 0.98, hold: minutes(5) }, pauses: "wave" }, hook("shut")], ["slow:opened -> shut"]),
  flow("Y-hour", [{ id: "many", kind: "breaker", measure: { of: "count", event: "complaint", by: ["event.batch_no"], window: hours(1) }, operator: "gt", threshold: 2, hold: minutes(0), pauses: "none" }, hook("many_said")], ["many:opened -> many_said"]),
  flow("Y-who", [{ id: "sale", kind: "after_sale", events: ["complaint"] }, met("if", is("distinct.who", "ge", 3)), hook("three")], ["sale -> if", "if:met -> three"],
    { windows: [{ id: "who", of: "distinct", event: "complaint", by: ["event.batch_no"], window: hours(24), field: "event.who" }] }),
  flow("Y-fails", [measure("Check"), met("if", is("count.bad", "eq", 3)), hook("stop")], ["seen -> if", "if:met -> stop"],
    { windows: [{ id: "bad", of: "count", event: "Check", by: ["event.machine"], window: hours(24), where: is("event.value", "eq", 0), reset: { event: "Check", where: is("event.value", "eq", 1) } }] }),
  flow("Y-big-twice", [received, met("if", is("count.big", "ge", 2)), hook("again")], ["in -> if", "if:met -> again"],
    { windows: [{ id: "big", of: "count", event: "order_received", by: ["customer_id", "province"], window: hours(24), where: is("amount", "ge", 10000) }] }),
  flow("Y-back", [{ id: "sale", kind: "after_sale", events: ["return"] }, met("if", is("sum.back", "ge", 5)), hook("much")], ["sale -> if", "if:met -> much"],
    { windows: [{ id: "back", of: "sum", event: "return", by: ["style_code"], window: hours(72), field: "event.pieces" }] }),
  flow("Y-work-count", [received, met("if", is("count.soon", "ge", 2)), hook("again")], ["in -> if", "if:met -> again"],
    { windows: [{ id: "soon", of: "count", event: "order_received", by: ["brand"], window: working(4, "hour") }] }),
  flow("Y-approve", [received, met("big", is("amount", "ge", 1000000)), { id: "keep", kind: "hold", reason: "approval" }, { id: "ask", kind: "approval", title: "big", approvers: ["boss"], levels: 1, timeout: hours(4) }, { id: "go", kind: "release" }, hook("passed"), hook("refused"), hook("slow")],
    ["in -> big", "big:met -> keep", "keep -> ask", "ask:approved -> go", "go -> passed", "ask:rejected -> refused", "ask:timed_out -> slow"]),
  ["Y-version", ({ qty = 5 }) => flowOf("Y-version", [received, met("few", is("total_qty", "lt", qty)), { id: "mark", kind: "tag", tag: "小单", whileMatched: true }, route("go", "前置仓")], ["in -> few", "few:met -> mark", "mark -> go"])],
  flow("Y-freeze-order", [received, met("bad", is("note", "contains", "冒领")), { id: "stop", kind: "freeze", scope: "customer", reason: "risk" }, { id: "sale", kind: "after_sale", events: ["complaint"] }, met("fine", is("event.result", "is", "误报")), { id: "lift", kind: "unfreeze", scope: "customer" }], ["in -> bad", "bad:met -> stop", "sale -> fine", "fine:met -> lift"]),
  flow("Y-any-date", [received, met("if", is("due_in_days", "le", 3)), hook("soon")], ["in -> if", "if:met -> soon"]),
  flow("Y-deadline", [received, { id: "wait", kind: "watch", within: minutes(30), since: { fact: "due_at" }, goal: { states: ["HandedOver"], events: [] }, strict: true }, hook("late")], ["in -> wait", "wait:breached -> late"]),
  flow("Y-two-watches", [received, { id: "w1", kind: "watch", within: hours(2), since: "received", goal: { states: ["Assigned"], events: [] }, strict: false }, { id: "k", kind: "hold", reason: "late" }, { id: "w2", kind: "watch", within: hours(2), since: "reached", goal: { states: ["Assigned"], events: ["has:tracking_no"] }, strict: false }, hook("second")],
    ["in -> w1", "w1:breached -> k", "k -> w2", "w2:breached -> second"]),
  flow("Y-never", [received, met("if", any(is("amount", "lt", 0), is("total_qty", "lt", 0))), hook("below")], ["in -> if", "if:met -> below"]),
]); // biome-ignore format: one flow a paragraph
