/** The simulated workspace: every stateful kind of node, in small windows, so that a few days hold many turns. */
import type { Program } from "@switchyard/flow";
import { all, flowOf, hours, compare as is, minutes, programOf } from "../flow.ts";

export const WINDOW = 6 * 3_600_000;
export const MERGE = 8 * 3_600_000;
export const MOST_ORDERS = 3;
export const CONFLICTS = 1;

const intake = flowOf(
  "intake",
  [
    { id: "in", kind: "order_received" },
    { id: "soon", kind: "condition", when: is("due_in_days", "le", 1), missing: "not_met" },
    { id: "fast", kind: "route", destination: "rapid" },
    { id: "red", kind: "tag", tag: "red", whileMatched: true },
    { id: "slow", kind: "route", destination: "normal" },
    { id: "third", kind: "route", destination: "never" },
    { id: "hello", kind: "webhook", endpoint: "hello", event: "hello" },
    { id: "busy", kind: "condition", when: is("count.brand", "ge", 3), missing: "not_met" },
    { id: "many", kind: "webhook", endpoint: "busy", event: "busy" },
    { id: "gift", kind: "add_line", sku: "GIFT", qty: 1 },
    { id: "field", kind: "set_field", field: "grade", value: "flow" },
  ],
  ["in -> soon", "soon:met -> fast", "fast -> red", "soon:not_met -> slow", "in -> third", "in -> hello", "in -> busy", "busy:met -> many", "red -> gift", "in -> field"],
  { windows: [{ id: "brand", of: "count", event: "order_received", by: ["brand"], window: hours(6) }, { id: "pieces", of: "sum", event: "order_received", by: ["brand"], window: hours(6), field: "total_qty" }] },
); // biome-ignore format: a drawing

/** Reads both windows, so that the trace tells their values. */
const counts = flowOf(
  "counts",
  [{ id: "in", kind: "order_received" }, { id: "read", kind: "condition", when: all(is("count.brand", "ge", 0), is("sum.pieces", "ge", 0)), missing: "not_met" }, { id: "ok", kind: "webhook", endpoint: "counted", event: "counted" }],
  ["in -> read", "read:met -> ok"],
  { windows: [{ id: "brand", of: "count", event: "order_received", by: ["brand"], window: hours(6) }, { id: "pieces", of: "sum", event: "order_received", by: ["brand"], window: hours(6), field: "total_qty" }] },
); // biome-ignore format: a drawing

const merge = flowOf(
  "merge",
  [
    { id: "in", kind: "order_received" },
    { id: "join", kind: "merge", by: ["brand"], window: hours(8), maxOrders: MOST_ORDERS },
    { id: "print", kind: "webhook", endpoint: "printer", event: "print" },
    { id: "mark", kind: "tag", tag: "batched" },
  ],
  ["in -> join", "join:closed -> print", "print -> mark"],
);

const promise = flowOf(
  "promise",
  [
    { id: "in", kind: "order_received" },
    {
      id: "two",
      kind: "watch",
      within: hours(2),
      since: "reached",
      goal: { states: ["Assigned"], events: [] },
      strict: false,
    },
    { id: "one", kind: "alert", to: ["supervisor"], channel: "wecom", level: 1, text: "level 1" },
    {
      id: "four",
      kind: "watch",
      within: hours(2),
      since: "reached",
      goal: { states: ["Assigned"], events: [] },
      strict: true,
    },
    { id: "up", kind: "alert", to: ["foreman"], channel: "sms", level: 2, text: "level 2" },
    { id: "done", kind: "webhook", endpoint: "kept", event: "kept" },
  ],
  ["in -> two", "two:breached -> one", "one -> four", "four:breached -> up", "two:kept -> done"],
);

const courier = flowOf(
  "courier",
  [
    { id: "node", kind: "courier_node", actions: [] },
    {
      id: "gap",
      kind: "watch",
      within: hours(4),
      since: "reached",
      goal: { states: [], events: ["courier_node"] },
      strict: true,
    },
    { id: "task", kind: "task", to: ["service"], title: "gap" },
  ],
  ["node -> gap", "gap:breached -> task"],
);

const stock = flowOf(
  "stock",
  [
    { id: "in", kind: "order_received" },
    { id: "book", kind: "reserve_stock" },
  ],
  ["in -> book"],
);

const change = flowOf(
  "change",
  [
    { id: "new", kind: "order_updated", fields: ["note"] },
    { id: "ask", kind: "approval", title: "change", approvers: ["boss"], levels: 2, timeout: hours(3) },
    { id: "yes", kind: "webhook", endpoint: "yes", event: "yes" },
    { id: "no", kind: "webhook", endpoint: "no", event: "no" },
    { id: "late", kind: "webhook", endpoint: "late", event: "late" },
  ],
  ["new -> ask", "ask:approved -> yes", "ask:rejected -> no", "ask:timed_out -> late"],
);

const breaker = flowOf(
  "breaker",
  [
    {
      id: "fuse", kind: "breaker", operator: "gt", threshold: CONFLICTS, hold: minutes(30), pauses: "channel",
      measure: { of: "count", event: "state_conflict", by: ["channel"], window: hours(6) },
    },
    { id: "cry", kind: "alert", to: ["ops"], channel: "dingtalk", level: 3, text: "fuse" },
  ],
  ["fuse:opened -> cry"],
); // biome-ignore format: a drawing

const lot = flowOf(
  "lot",
  [
    { id: "bad", kind: "after_sale", events: ["complaint"] },
    { id: "stop", kind: "freeze", scope: "batch", reason: "complaint" },
    { id: "good", kind: "after_sale", events: ["exchange"] },
    { id: "lift", kind: "unfreeze", scope: "batch" },
  ],
  ["bad -> stop", "good -> lift"],
);

/** Says of every order whether what it stands in is paused. */
const paused = flowOf(
  "paused",
  [
    { id: "in", kind: "order_received" },
    { id: "shut", kind: "condition", when: is("destination.paused", "is", true), missing: "not_met" },
    { id: "stuck", kind: "tag", tag: "stuck", whileMatched: true },
  ],
  ["in -> shut", "shut:met -> stuck"],
);

/** Counts from a fact that may be missing at first, and changes. */
const due = flowOf(
  "due",
  [
    { id: "in", kind: "order_received" },
    {
      id: "before",
      kind: "watch",
      within: hours(1),
      since: { fact: "due_at" },
      goal: { states: ["PickedUp"], events: [] },
      strict: false,
    },
  ],
  ["in -> before"],
);

export const programs = (): Program[] =>
  [due, intake, counts, merge, promise, courier, stock, change, breaker, lot, paused].map((doc) => programOf(doc));
