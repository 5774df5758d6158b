/** The facts of one event: of the order, of what the event brought, and of what the core counts. */
import {
  clockFactAt,
  type Facts,
  normaliseField,
  type Order,
  PROTOTYPE_KEYS,
  type WorkspaceSettings,
} from "@switchyard/orders";
import { type EngineEvent, happenedAt } from "../event/event.ts";
import { bucketOf } from "../prepare/bucket.ts";
import type { PreparedPrograms } from "../prepare/prepare.ts";
import type { PreparedFlow } from "../prepare/prepare-flow.ts";
import type { OrderState } from "../state/state.ts";
import { windowValue } from "../yard/counter.ts";
import { isDestinationPaused } from "../yard/given.ts";
import { isKeptBack } from "../yard/merge.ts";
import { creditRemaining, freeStock, stockAvailable, stockShort } from "../yard/stock.ts";
import { groupsOf, pathValue } from "./path.ts";
import type { Run } from "./run.ts";

/** The order as it stands: the source's content under what flows, people and events have set. */
export function standingOrder(state: OrderState): Order | null {
  const { order, fields, tags } = state;
  if (order === null) return null;
  const tagList = tags === undefined ? order.tags : [...new Set([...order.tags, ...Object.keys(tags)])];
  const standing: Order = { ...order, status: state.status, tags: tagList };
  if (fields === undefined) return standing;
  const custom: Order["custom"] = { ...order.custom };
  const known: Record<string, unknown> = standing as unknown as Record<string, unknown>;
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (value === undefined) continue;
    if (name === "due_at" && fields.due_date === undefined) delete standing.due_date;
    if (OVERLAID.has(name)) known[name] = value;
    else custom[name.startsWith("custom.") ? name.slice(7) : name] = value;
  }
  standing.custom = custom;
  return standing;
}

/** Fields of the order that may be set over the source's value; every other name is a custom field. */
const OVERLAID = new Set([
  "po_no", "brand", "customer_grade", "warehouse", "urgency", "tracking_no", "carrier", "note", "province", "city", "address_key",
  "payment_method", "shop", "origin", "style_code", "paid_at", "due_at", "due_date",
]); // biome-ignore format: a word list

/** What the event itself said, as `event.*`; texts in the form in which intake keeps fields of that name. */
export function eventData(event: EngineEvent): Record<string, unknown> {
  const said: Record<string, unknown> = { type: event.type, occurred_at: happenedAt(event) };
  const brought = "data" in event && typeof event.data === "object" ? event.data : null;
  for (const name in brought) if (!PROTOTYPE_KEYS.has(name)) said[name] = normaliseField(name, brought[name]);
  for (const name of SAID[event.type] ?? NOTHING) {
    const value = (event as unknown as Record<string, unknown>)[name];
    if (value !== undefined && typeof value !== "object") said[name] = normaliseField(name, value);
  }
  return said;
}
const NOTHING: readonly string[] = [];
/** Plain fields of each event that conditions may read. */
const SAID: Partial<Record<EngineEvent["type"], readonly string[]>> = {
  order_cancelled: ["reason", "by"],
  state_asserted: ["to"],
  courier_node: ["action", "provider", "code", "text"],
  platform_status: ["platform"],
  after_sale: ["kind", "subject"],
  measure_observed: ["measure", "subject", "value"],
  stock_changed: ["sku", "available"],
  credit_changed: ["customer", "remaining"],
  set_by_hand: ["by"],
  approval_decided: ["decision", "by"],
  held_by_hand: ["by", "reason"],
  hold_released: ["by"],
  recalled: ["flow", "version", "by"],
  gate_told: ["target", "name", "on"],
  lot_linked: ["lot", "into", "on", "step", "qty", "ref", "by"],
  freeze_switched: ["scope", "name", "on", "by", "reason"],
};

/** What an event brought under a name, in the form of a field of that name. */
export function broughtBy(event: EngineEvent, name: string): unknown {
  const brought = "data" in event && typeof event.data === "object" && event.data !== null ? event.data : undefined;
  return brought !== undefined && Object.hasOwn(brought, name) ? normaliseField(name, brought[name]) : undefined;
}

/** What the event said beside what it is: kept with what it starts, passed on with its effects. Null: nothing. */
export function saidBy(facts: Facts): Record<string, unknown> | null {
  const event = facts.event as Record<string, unknown>;
  let said: Record<string, unknown> | null = null;
  for (const name in event) {
    if (name === "type" || name === "occurred_at") continue;
    said ??= {};
    said[name] = event[name];
  }
  return said;
}

/** What stands over the source's content where nothing else does: the state, and tags put on. */
function standIn(facts: Facts, reads: ReadonlySet<string>, state: OrderState, order: Order): void {
  if (reads.has("status")) facts.status = state.status;
  if (state.tags !== undefined && reads.has("tags"))
    facts.tags = [...new Set([...order.tags, ...Object.keys(state.tags)])];
}

/** Facts of the order that this step is about; `event.*` with them. */
export function orderFacts(run: Run, state: OrderState): Facts {
  const order = state.fields === undefined ? state.order : standingOrder(state);
  const facts: Facts = order === null ? {} : run.prepared.readFacts(order, run.at);
  if (state.fields === undefined && order !== null) standIn(facts, run.prepared.reads, state, order);
  cleanFacts(facts);
  facts.event = eventData(run.event);
  const { reads } = run.prepared;
  if (reads.has("stock.available")) set(facts, "stock", "available", stockAvailable(run, order));
  if (reads.has("stock.short")) set(facts, "stock", "short", order === null ? null : stockShort(run, state));
  for (const sku of run.prepared.stockOf) set(facts, "stock", sku, freeStock(run, sku));
  if (order !== null) addReached(facts, run.prepared, state, order);
  if (reads.has("credit.remaining")) set(facts, "credit", "remaining", creditRemaining(run, order));
  addDestination(facts, run, state);
  if (reads.has("on_hold") && order !== null) facts.on_hold = isKeptBack(state);
  if (reads.has("bucket") && order !== null) facts.bucket = bucketOf(order.id);
  return facts;
}

type Reached = Pick<PreparedPrograms, "reachedOf" | "machine">;

/** `reached.<State>`: when it came there last. Where it began it has been since it was received. */
export function addReached(facts: Facts, { reachedOf, machine }: Reached, state: OrderState, order: Order) {
  for (const name of reachedOf) {
    const isBeginning = name === state.status || name === machine.initial;
    set(facts, "reached", name, state.reached?.[name] ?? (isBeginning ? order.received_at : undefined));
  }
}

/** `destination.paused`: of what the order stands in; missing while it stands in nothing. */
export function addDestination(facts: Facts, run: Run, state: OrderState): void {
  if (run.prepared.tellsDestinations) set(facts, "destination", "paused", isDestinationPaused(run, state));
}

const NO_ORDER: Order = {
  id: "",
  source: "",
  external_id: "",
  received_at: 0,
  tags: [],
  lines: [],
  custom: {},
  raw: {},
};
const OF_THE_DAY = ["now", "weekday", "minute_of_day", "is_working_day", "is_working_time"] as const;

/** Facts where there is no order: the time, and what the event brought, also as plain names and as `custom.*`. */
export function bareFacts(event: EngineEvent, settings: WorkspaceSettings): Facts {
  const said = eventData(event);
  const facts: Facts = {};
  for (const name of OF_THE_DAY) facts[name] = clockFactAt(name, NO_ORDER, event.at, settings);
  for (const name of Object.keys(said)) if (name !== "type" && isScalar(said[name])) facts[name] = said[name];
  const custom: Facts = {};
  for (const name of Object.keys(said)) if (isScalar(said[name])) custom[name] = said[name];
  facts.custom = custom;
  facts.event = said;
  return facts;
}

/** What one flow adds: its windows, patterns and splits. Returns a copy where it adds something. */
export function flowFacts(run: Run, flow: PreparedFlow, facts: Facts): Facts {
  const { splits } = flow.program;
  if (flow.windows.length === 0 && flow.patterns.length === 0 && splits.length === 0) return facts;
  const own: Facts = { ...facts };
  for (const window of flow.windows) {
    if (window.id === null) continue;
    let most: number | null = null;
    for (const group of groupsOf(facts, window.by)) {
      const value = windowValue(run, window, group, run.at);
      if (most === null || value > most) most = value;
    }
    set(own, window.of, window.id, most);
  }
  for (const pattern of flow.patterns) {
    const text = pathValue(facts, pattern.path);
    if (typeof text === "string" && pattern.pattern !== null)
      set(own, "pattern", pattern.id, pattern.pattern.matches(text));
  }
  for (const split of splits)
    set(own, "split", split.id, bucketOf(`${split.salt}/${splitSubject(facts, run, split.by)}`));
  return own;
}

function splitSubject(facts: Facts, run: Run, by: "order" | "customer" | "brand"): string {
  const name = by === "customer" ? facts.customer_id : by === "brand" ? facts.brand : undefined;
  return typeof name === "string" ? name : (run.orderKey?.key ?? "");
}

function set(facts: Facts, group: string, name: string, value: unknown): void {
  if (value === null || value === undefined) return;
  const known = facts[group] as Facts | undefined;
  facts[group] = known === undefined ? { [name]: value } : { ...known, [name]: value };
}

const isScalar = (value: unknown) =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** An object where a plain value is due, NaN or an infinity: as good as missing. */
function cleanFacts(facts: Facts): void {
  for (const name in facts) {
    const value = facts[name];
    if (typeof value === "string" || typeof value === "boolean" || Array.isArray(value)) continue;
    if (typeof value === "number" ? !Number.isFinite(value) : name !== "custom") delete facts[name];
  }
}
