/**
 * The seeds' rules as flow documents, one a requirement, in the order of the requirements. What an outside system does is a
 * webhook `name?field=value`: the event is the name, the rest goes with it.
 */
import type { FlowDocument } from "@switchyard/flow";
import { all, any, flowOf, hours, compare as is, minutes, type NodeSketch, not } from "../flow.ts";

const inList = (fact: string, ...values: string[]) => is(fact, "in_list", values);
const received: NodeSketch = { id: "in", kind: "order_received" };
const reached = (...states: string[]): NodeSketch => ({ id: "at", kind: "state_reached", states });
const node = (...actions: string[]): NodeSketch => ({ id: "node", kind: "courier_node", actions });
const measure = (name: string, id = "seen"): NodeSketch => ({ id, kind: "measure", measure: name });
const sale = (...events: ("complaint" | "return" | "exchange" | "refund")[]): NodeSketch => ({
  id: "sale",
  kind: "after_sale",
  events,
});
const when = (id: string, condition: never, missing: "not_met" | "port" = "not_met"): NodeSketch => ({
  id,
  kind: "condition",
  when: condition,
  missing,
});
const hook = (id: string, call: string): NodeSketch => ({
  id,
  kind: "webhook",
  endpoint: call,
  event: call.split("?")[0] ?? call,
});
type Span = Extract<NodeSketch, { kind: "watch" }>["within"];
type Alert = Extract<NodeSketch, { kind: "alert" }>;
const alert = (id: string, to: string, more: Partial<Alert> = {}): NodeSketch => ({
  id,
  kind: "alert",
  to: [to],
  channel: "inbox",
  level: 1,
  text: "alert",
  ...more,
});
const within = (
  id: string,
  span: Span,
  goal: { states?: string[]; events?: string[] },
  strict = false,
): NodeSketch => ({
  id,
  kind: "watch",
  within: span,
  since: "reached",
  goal: { states: goal.states ?? [], events: goal.events ?? [] },
  strict,
});
const year = { amount: 365, unit: "day" as const, clock: "natural" as const };
const DELIVERED = ["signed", "signed_proxy", "returned", "lost", "disposed", "cancelled", "intercepted"];
const ON_ITS_WAY = ["HandedOver", "PickedUp", "InTransit", "OutForDelivery", "Signed"];
const AFTER_ASSIGNED = [
  "Assigned",
  "ProductionStarted",
  "ProductionCompleted",
  "Picking",
  "Picked",
  "Checked",
  "Packed",
  ...ON_ITS_WAY,
];

type Make = (params: Record<string, number>) => FlowDocument;
const flow = (id: string, nodes: NodeSketch[], wires: string[], more: Partial<FlowDocument> = {}): [string, Make] => [
  id,
  () => flowOf(id, nodes, wires as never, more),
];
const stall = (id: string, span: Span, act: NodeSketch): [string, Make] =>
  flow(
    id,
    [
      node(),
      when("moving", not(inList("event.action", ...DELIVERED))),
      within("wait", span, { events: ["courier_node"] }),
      act,
    ],
    ["node -> moving", "moving:met -> wait", `wait:breached -> ${act.id}`],
  );

const pay = is("paid_at", "is_not_empty");

export const FLOWS: ReadonlyMap<string, Make> = new Map([
  flow("R000-01",
    [received, when("paid", pay), { id: "book", kind: "reserve_stock" }, within("wait", minutes(1), { events: ["StockReserved", "has:reserved"] }), alert("late", "stock")],
    ["in -> paid", "paid:met -> book", "book -> wait", "wait:breached -> late"]),
  flow("R000-02",
    [reached("HandedOver"), within("wait", minutes(15), { events: ["has:tracking_no"] }, true), alert("late", "dispatch")],
    ["at -> wait", "wait:breached -> late"]),
  flow("R000-03",
    [node(), when("moving", not(inList("event.action", ...DELIVERED))), within("wait", hours(4), { events: ["courier_node"] }, true), { id: "job", kind: "task", to: ["service"], title: "manualTask" }],
    ["node -> moving", "moving:met -> wait", "wait:breached -> job"]),
  flow("R000-04",
    [sale("return", "exchange"), when("qc", is("custom.qcReport", "is_not_empty")), hook("attach", "attach?what=qcReport"), { id: "ask", kind: "task", to: ["qc"], title: "missingQcReport" }],
    ["sale -> qc", "qc:met -> attach", "qc:not_met -> ask"]),
  flow("R000-07",
    [received, when("fj", all(is("style_code", "starts_with", "FJ"), is("due_in_days", "le", 3)), "port"),
      { id: "red", kind: "tag", tag: "red", whileMatched: true }, hook("push", "push?board=快反车间"),
      when("past", is("due_in_days", "lt", 0)), hook("over", "flag?field=due&reason=overdue"), hook("none", "flag?field=due&reason=missing")],
    ["in -> fj", "fj:met -> red", "red -> push", "push -> past", "past:met -> over", "fj:missing -> none"]),
  flow("R000-08",
    [received, when("many", is("size_count", "ge", 5)), { id: "bom", kind: "approval", title: "BOM", approvers: ["plm"], levels: 1 }],
    ["in -> many", "many:met -> bom"]),
  flow("R000-09", [received, { id: "join", kind: "merge", by: ["brand"], window: hours(24) }, hook("closed", "batchReady")], ["in -> join", "join:closed -> closed"]),
  flow("R000-11",
    [received, within("wait", hours(2), { states: AFTER_ASSIGNED }), alert("late", "supervisor", { channel: "wecom", level: 1 })],
    ["in -> wait", "wait:breached -> late"]),
  flow("R000-12",
    [reached("Assigned"), within("wait", hours(4), { states: ["ProductionStarted"] }), alert("late", "teamLeader", { channel: "sms", level: 2 })],
    ["at -> wait", "wait:breached -> late"]),
  flow("R000-13",
    [reached("ProductionStarted"), measure("WorkReported"), { id: "resume", kind: "resume_channel", target: "workshop" },
      within("wait", hours(12), { states: ["ProductionCompleted"], events: ["WorkReported"] }, true),
      { id: "stop", kind: "pause_channel", target: "workshop", reason: "no report" }],
    ["at -> wait", "seen -> resume", "resume -> wait", "wait:breached -> stop"]),
  flow("R000-14",
    [reached("ProductionCompleted"), within("wait", hours(24), { states: ON_ITS_WAY }), { id: "stop", kind: "freeze", scope: "brand", reason: "not shipped" },
      alert("money", "finance", { level: 4 }), { id: "out", kind: "state_reached", states: ["HandedOver"] }, { id: "lift", kind: "unfreeze", scope: "brand" }],
    ["at -> wait", "wait:breached -> stop", "stop -> money", "out -> lift"]),
  flow("R000-22",
    [{ id: "moved", kind: "order_updated", fields: ["due_at"] }, when("three", all(is("event.by", "is", "brand"), is("count.moves", "eq", 3))), { id: "mark", kind: "tag", tag: "交付弹性需求高" }],
    ["moved -> three", "three:met -> mark"],
    { windows: [{ id: "moves", of: "count", event: "order_updated:due_at", by: ["brand"], window: year, where: is("event.by", "is", "brand") }] }),
  flow("R000-23",
    [measure("ReturnStats"), when("bad", all(is("event.value", "gt", 0.15), is("event.top", "is", "尺码偏小"))), alert("tell", "design")],
    ["seen -> bad", "bad:met -> tell"]),
  flow("R000-27",
    [measure("SelfTest"), { id: "band", kind: "branch", mode: "first", missing: "not_met", cases: [{ id: "well", when: is("event.value", "ge", 20) }, { id: "part", when: is("event.value", "ge", 15) }] },
      hook("h", "band?band=healthy"), hook("p", "band?band=partial"), hook("d", "band?band=diagnose")],
    ["seen -> band", "band:well -> h", "band:part -> p", "band:otherwise -> d"]),
  flow("R001-02",
    [sale("refund"), when("done", is("event.phase", "is", "succeeded")), within("wait", minutes(1), { events: ["StockRestored", "ErpStockRestored", "StockReturned"] }), alert("late", "ops")],
    ["sale -> done", "done:met -> wait", "wait:breached -> late"]),
  flow("R001-04",
    [{ id: "day", kind: "breaker", measure: { of: "count", event: "state_conflict", by: ["event.channel"], day: true }, operator: "gt", threshold: 15, hold: minutes(0), pauses: "channel" },
      { id: "one", kind: "breaker", measure: { of: "count", event: "state_conflict", by: ["event.channel", "external_id"], window: year }, operator: "gt", threshold: 3, hold: minutes(0), pauses: "channel" },
      alert("a", "ops", { channel: "dingtalk" }), alert("b", "ops", { channel: "dingtalk" })],
    ["day:opened -> a", "one:opened -> b"]),
  flow("R001-06",
    [sale("refund"), when("gone", inList("status", ...ON_ITS_WAY)), hook("catch", "intercept"), alert("tell", "ops", { text: "shippedAfterRefund" }), hook("stop", "cancelOutbound"),
      { id: "void", kind: "order_cancelled" }, hook("stop2", "cancelOutbound")],
    ["sale -> gone", "gone:met -> catch", "catch -> tell", "gone:not_met -> stop", "void -> stop2"]),
  flow("R001-07",
    [measure("StepDone"), when("slow", any(
      all(is("event.step", "is", "paymentCheck"), is("event.value", "gt", 36)), all(is("event.step", "is", "split"), is("event.value", "gt", 18)),
      all(is("event.step", "is", "wavePick"), is("event.value", "gt", 576)))), hook("red", "red")],
    ["seen -> slow", "slow:met -> red"]),
  flow("R001-08",
    [received, when("green", all(is("channel", "is", "抖音"), is("tags", "contains_any", ["极速达"]), is("paid_minute_of_day", "lt", 720))), { id: "wave", kind: "route", destination: "wave:绿色通道" }],
    ["in -> green", "green:met -> wave"]),
  flow("R001-09",
    [{ id: "slow", kind: "breaker", measure: { of: "value", event: "WaveProgress", by: ["event.wave"] }, operator: "lt", threshold: 0.95, hold: minutes(10), pauses: "wave" }, hook("popup", "popup?popup=wave")],
    ["slow:opened -> popup"]),
  flow("R001-10",
    [measure("Backlog"), when("full", all(is("minute_of_day", "between", [840, 899]), is("event.value", "ge", 300))), hook("more", "extendSla")],
    ["seen -> full", "full:met -> more"]),
  flow("R001-12",
    [reached("ReadyToPack"), { id: "join", kind: "merge", name: "parcel", by: ["customer_id", "address_key", "shop", "warehouse"], window: hours(24) }, hook("label", "parcelReady")],
    ["at -> join", "join:closed -> label"]),
  flow("R001-13",
    [node("held", "exception", "missorted", "out_of_area", "refused", "damaged", "lost", "payment_hold", "customs_hold"), { id: "job", kind: "task", to: ["service"], title: "SOP" }],
    ["node -> job"]),
  flow("R001-14",
    [node("out_for_delivery"), within("wait", hours(4), { states: ["Signed"], events: ["courier:signed", "courier:signed_proxy", "courier:attempt_failed", "courier:refused", "courier:returning", "courier:returned"] }), alert("late", "service")],
    ["node -> wait", "wait:breached -> late"]),
  stall("R001-15", hours(2), { id: "sms", kind: "notify", to: "customer", channel: "sms", template: "stall?level=1" }),
  stall("R001-16", hours(6), { id: "job", kind: "task", to: ["service"], title: "stall?level=2" }),
  stall("R001-17", hours(24), hook("pay", "compensate?level=3")),
  flow("R001-21",
    [received, when("wallet", is("payment_method", "is", "shopeepay_wallet")), { id: "mark", kind: "tag", tag: "需财务手工核对" }, { id: "link", kind: "set_field", field: "account", value: "电子钱包结算账户" }],
    ["in -> wallet", "wallet:met -> mark", "mark -> link"]),
  flow("R001-23",
    [node("fix_address", "contact_customer"), { id: "sms", kind: "notify", to: "customer", channel: "sms", template: "fixAddress" }, { id: "job", kind: "task", to: ["service"], title: "fixAddress" }, { id: "tell", kind: "notify", to: "sales", channel: "wechat", template: "fixAddress" }],
    ["node -> sms", "sms -> job", "job -> tell"]),
  flow("R001-26",
    [reached("Assigned"), { id: "look", kind: "branch", mode: "all", missing: "not_met", cases: [{ id: "urgent", when: any(is("urgency", "is_not_empty"), is("custom.urgent", "is", true)) }, { id: "gift", when: all(is("channel", "is", "拼多多"), is("custom.gift", "is", true)) }] }, hook("pass", "passFlag?flag=urgent"), hook("check", "addStep?step=复核"), { id: "rest", kind: "untag", tag: "none" }],
    ["at -> look", "look:urgent -> pass", "look:gift -> check", "look:otherwise -> rest"]),
  flow("R002-01",
    [measure("OrderSubmitted"), within("wait", minutes(1), { events: ["KitChecked"] }), when("fine", all(is("event.credit", "is", true), is("event.kit", "is", true))), hook("promise", "promise?withinSec=3"),
      when("stuck", any(is("event.kit_text", "is", "timeout"), is("event.credit_text", "is", "timeout"))), hook("pending", "pending?reason=checkTimeout")],
    ["seen -> fine", "fine:met -> promise", "fine:not_met -> stuck", "stuck:met -> wait", "wait:breached -> pending"]),
  flow("R002-02",
    [measure("OrderSubmitted"), when("fails", any(is("event.credit", "is", false), is("event.kit", "is", false))), { id: "red", kind: "tag", tag: "red" }, alert("sales", "salesHead"), alert("pmc", "PMC")],
    ["seen -> fails", "fails:met -> red", "red -> sales", "red -> pmc"]),
  flow("R002-03",
    [reached("HandedOver"), { id: "no", kind: "order_updated", fields: ["tracking_no"] }, when("both", all(inList("status", ...ON_ITS_WAY), is("tracking_no", "is_not_empty"))), hook("card", "wechatCard"), hook("bill", "invoiceQueue")],
    ["at -> both", "no -> both", "both:met -> card", "card -> bill"]),
  flow("R002-04",
    [reached("HandedOver"), { id: "no", kind: "order_updated", fields: ["tracking_no"] }, when("both", all(inList("status", ...ON_ITS_WAY), is("tracking_no", "is_not_empty"))), within("wait", hours(48), { states: ["Signed"], events: ["courier:signed"] }), hook("care", "careTicket")],
    ["at -> both", "no -> both", "both:met -> wait", "wait:breached -> care"]),
  flow("R002-06",
    [reached("PickInstructed"), within("wait", hours(2), { states: ["Picking", "Picked"], events: ["PickConfirmed"] }), alert("late", "warehouse")],
    ["at -> wait", "wait:breached -> late"]),
  flow("R002-13",
    [measure("ChangeRequested"), when("why", is("event.reason", "is_not_empty")), when("what", is("event.impact", "is_not_empty")), hook("no", "reject?reason=reasonRequired"), hook("no2", "reject?reason=impactRequired"),
      { id: "level", kind: "branch", mode: "first", missing: "not_met", cases: [{ id: "contract", when: is("event.impact", "contains", "合同") }, { id: "bom", when: is("event.impact", "contains", "BOM") }] },
      { id: "one", kind: "approval", title: "change", approvers: ["manager"], levels: 1 }, { id: "two", kind: "approval", title: "change", approvers: ["manager"], levels: 2 }, { id: "three", kind: "approval", title: "change", approvers: ["manager"], levels: 3 }],
    ["seen -> why", "why:not_met -> no", "why:met -> what", "what:not_met -> no2", "what:met -> level", "level:contract -> three", "level:bom -> two", "level:otherwise -> one"]),
  flow("R002-18", [measure("HealthForm"), when("bad", is("event.value", "gt", 4)), hook("go", "diagnose")], ["seen -> bad", "bad:met -> go"]),
  flow("R003-03",
    [{ id: "stock", kind: "stock_changed" }, when("low", is("event.value", "lt", 5)), { id: "stop", kind: "pause_channel", target: "sku", reason: "low stock" }, hook("tell", "pauseSale?shops=淘宝|京东|拼多多"),
      when("was", is("count.lows", "ge", 1)), hook("ask", "suggest?what=resumeSale")],
    ["stock -> low", "low:met -> stop", "stop -> tell", "low:not_met -> was", "was:met -> ask"],
    { windows: [{ id: "lows", of: "count", event: "stock_changed", by: ["event.sku"], window: year, where: is("event.value", "lt", 5) }] }),
  flow("R003-04", [received, when("paid", pay), { id: "book", kind: "reserve_stock" }], ["in -> paid", "paid:met -> book"]),
  flow("R003-05", [measure("StockCompare"), when("far", not(is("event.value", "between", [-3, 3]))), alert("tell", "stock")], ["seen -> far", "far:met -> tell"]),
  flow("R003-06",
    [received, when("paid", pay), { id: "where", kind: "branch", mode: "first", missing: "not_met", cases: [
      { id: "east", when: inList("province", "上海", "上海市", "江苏", "江苏省", "浙江", "浙江省", "安徽", "安徽省", "山东", "山东省", "江西", "江西省", "福建", "福建省") },
      { id: "south", when: inList("province", "广东", "广东省", "广西", "广西壮族自治区", "海南", "海南省") }] },
      { id: "e", kind: "route", destination: "华东" }, { id: "s", kind: "route", destination: "华南" }, { id: "d", kind: "route", destination: "默认" }, hook("flag", "flag?field=province")],
    ["in -> paid", "paid:met -> where", "where:east -> e", "where:south -> s", "where:otherwise -> d", "d -> flag"]),
  flow("R003-07",
    [received, when("gift", is("note", "contains", "生日礼物")), { id: "first", kind: "tag", tag: "优先" }, when("late", is("paid_minute_of_day", "gt", 960)), alert("today", "desk", { text: "noBatchLeftToday" })],
    ["in -> gift", "gift:met -> first", "first -> late", "late:met -> today"]),
  flow("R003-08",
    [{ id: "clock", kind: "schedule", at: ["10:00", "16:00"], days: "every" }, when("ready", all(is("status", "is", "ReadyToPrint"), is("tags", "contains_none", ["printed"]))), { id: "mark", kind: "tag", tag: "printed" }, hook("print", "print"),
      { id: "gone", kind: "order_cancelled" }, when("had", is("custom.no", "is_not_empty")), hook("void", "voidLabel")],
    ["clock -> ready", "ready:met -> mark", "mark -> print", "gone -> had", "had:met -> void"]),
  flow("R003-09", [reached("HandedOver", "PickedUp", "OutForDelivery", "Signed"), { id: "sms", kind: "notify", to: "customer", channel: "sms", template: "state" }], ["at -> sms"]),
  flow("R004-02",
    [received, when("a", is("customer_grade", "is", "A")), { id: "go", kind: "route", destination: "宁波保税仓", lines: all(is("brand", "is", "奔驰"), is("origin", "is", "原厂件")) }],
    ["in -> a", "a:met -> go"]),
  ["R004-03", ({ qty = 5 }) => flowOf("R004-03", [received, { id: "go", kind: "route", destination: "嘉兴前置仓", lines: all(is("origin", "is", "国产替代件"), is("qty", "lt", qty)) }], ["in -> go"])],
  flow("R004-05", [received, hook("no", "getWaybill")], ["in -> no"]),
  flow("R004-06",
    [{ id: "no", kind: "order_updated", fields: ["tracking_no"] }, within("wait", hours(2), { states: ["PickedUp", "InTransit", "OutForDelivery", "Signed"], events: ["courier:picked_up"] }, true), { id: "red", kind: "tag", tag: "red" }, alert("late", "logistics", { channel: "dingtalk" })],
    ["no -> wait", "wait:breached -> red", "red -> late"]),
  flow("R004-07",
    [sale("complaint"), when("three", is("distinct.complaints", "eq", 3)), hook("ask", "suggest"),
      measure("QcSwitch"), when("on", is("event.on", "is", true)), { id: "stop", kind: "freeze", scope: "batch", reason: "QC" }, hook("lock", "k3Lock"), { id: "lift", kind: "unfreeze", scope: "batch" }, hook("open", "k3Unlock")],
    ["sale -> three", "three:met -> ask", "seen -> on", "on:met -> stop", "stop -> lock", "on:not_met -> lift", "lift -> open"],
    { windows: [{ id: "complaints", of: "distinct", event: "complaint", by: ["event.batch_no"], window: year, field: "event.complaint" }] }),
  flow("R004-09", [received, { id: "book", kind: "reserve_stock" }], ["in -> book"]),
  flow("R004-12",
    [received, when("gift", all(is("categories", "contains_any", ["纸尿裤"]), is("amount", "ge", 30000))), { id: "add", kind: "add_line", sku: "NB-2026FREE", qty: 1 }],
    ["in -> gift", "gift:met -> add"]),
  flow("R004-16",
    [received, when("ev", any(is("item_text", "contains", "比亚迪"), is("item_text", "contains", "蔚来"), is("item_text", "contains", "小鹏"))), hook("step", "addStep?step=高压配件绝缘检测"), { id: "tell", kind: "notify", to: "tech", channel: "wechat", template: "ev" }],
    ["in -> ev", "ev:met -> step", "step -> tell"]),
  flow("R004-17",
    [sale("exchange"), when("fine", all(is("event.warranty", "is", true), is("event.openInvoice", "is", false), is("event.stock", "is", true), is("event.pickup48h", "is", true))), hook("make", "createExchange"), hook("update", "update?targets=应收|库存|工单"),
      { id: "why", kind: "branch", mode: "all", missing: "not_met", cases: [{ id: "w", when: is("event.warranty", "is", false) }, { id: "i", when: is("event.openInvoice", "is", true) }, { id: "s", when: is("event.stock", "is", false) }, { id: "p", when: is("event.pickup48h", "is", false) }] },
      hook("nw", "reject?reason=warranty"), hook("ni", "reject?reason=openInvoice"), hook("ns", "reject?reason=stock"), hook("np", "reject?reason=pickup48h"), hook("nx", "reject?reason=unknown")],
    ["sale -> fine", "fine:met -> make", "make -> update", "fine:not_met -> why", "why:w -> nw", "why:i -> ni", "why:s -> ns", "why:p -> np", "why:otherwise -> nx"]),
]); // biome-ignore format: one flow a paragraph

/** Rules that the core holds by itself, without a drawing: status maps, courier codes, the state machine, duplicates. */
export const BUILT_IN: ReadonlySet<string> = new Set([
  "R001-01",
  "R001-03",
  "R003-01",
  "R003-02",
  "R004-04",
  "R004-10",
  "R004-11",
]);

/** Requirements that other rooms answer for, and why. */
export const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ["kpi", "a figure over history: the boards' room"],
  ["report", "a document over history: the reports' room"],
  ["board", "a screen"],
  ["portal", "the public page"],
  ["ui", "a screen"],
  ["config", "settings of the workspace"],
  ["migration", "import of history"],
  ["audit", "the journal's room"],
  ["sandbox", "the sandbox's room"],
  ["intake", "adapters at the edge"],
]);

/** Events that are questions to other rooms. */
export const OTHER_ROOMS: ReadonlyMap<string, string> = new Map([
  ["SandboxRun", "a run of the sandbox's room"],
  ["KpiRun", "a figure over history: the boards' room"],
  ["MailReceived", "an adapter at the edge"],
  ["InvoiceListRun", "a list over history: the reports' room"],
  ["DualTrackCompare", "a comparison of two tables: the import's room"],
]);
