/**
 * The keys that a step may touch, of what is known so far. An event that does not carry its order's content names the order first;
 * called again when that was read, it names the rest. Nothing more is named where nothing was found that was looked for in vain.
 */
import { type Facts, normaliseField, type Order } from "@switchyard/orders";
import { type EngineEvent, happenedAt, isOrder, orderOf } from "../event/event.ts";
import { wrongEvent } from "../event/event-frame.ts";
import { subjectKey } from "../order/once.ts";
import { waitingContent } from "../order/park.ts";
import { flowsFor, liveFlows } from "../prepare/flows-for.ts";
import { type PreparedPrograms, STOCK_OF_LINES } from "../prepare/prepare.ts";
import type { PreparedFlow } from "../prepare/prepare-flow.ts";
import { bareFacts, eventData, standingOrder } from "../step/facts.ts";
import { groupOf, groupsOf, textIn } from "../step/path.ts";
import { orderKeyOf } from "../step/run.ts";
import { memoryOf } from "../step/world-step.ts";
import { breakerKey, breakerOfPauser, partsOf } from "../yard/breaker.ts";
import { counterKeys } from "../yard/counter.ts";
import { freezeKey, frozenNames, lotsOf } from "../yard/freeze.ts";
import { gateKey, namesFor } from "../yard/gate.ts";
import { givenKey, givenKeys, placesOf, placesSaid } from "../yard/given.ts";
import { batchKeyOf, batchReads } from "../yard/merge.ts";
import { shortKey } from "../yard/short.ts";
import { creditKey, stockKey } from "../yard/stock.ts";
import { type StateKey, sortKeys } from "./key.ts";
import type { OrderState, StateView } from "./state.ts";

const PAUSED = ["channel", "workshop", "wave", "sku"] as const;
const NOTHING: StateView = { get: () => undefined };

export function keysFor(prepared: PreparedPrograms, event: EngineEvent, known: StateView = NOTHING): StateKey[] {
  const keys: StateKey[] = [];
  try {
    const id = orderOf(event);
    if (id !== null) orderKeys(prepared, event, id, known, keys);
    else worldKeys(prepared, event, known, keys);
  } catch (cause) {
    // What the step will refuse touches nothing.
    if (wrongEvent(event) !== null) return [];
    throw cause;
  }
  return sortKeys(keys);
}

function orderKeys(
  prepared: PreparedPrograms,
  event: EngineEvent,
  id: string,
  known: StateView,
  keys: StateKey[],
): void {
  const own = orderKeyOf(id);
  keys.push(own);
  const value = known.get(own);
  const state = value?.kind === "order" ? asRecalled(value, event) : null;
  const brought = "order" in event && isOrder(event.order) ? event.order : null;
  for (const name of Object.values(state?.batches ?? {}))
    batchKeys(prepared, { kind: "batch", key: name }, known, event, keys);
  const before = state === null ? null : (state.order ?? waitingContent(state));
  for (const content of [brought, before]) if (content !== null) contentKeys(prepared, event, state, content, keys);
  const set = state === null ? null : asSet(state, event);
  if (set !== null && before !== null) contentKeys(prepared, event, set, before, keys);
  for (const { scope, name } of state?.asks ?? []) keys.push(freezeKey(scope, name));
  for (const name of state?.given ?? []) keys.push(givenKey(name, id));
  eventKeys(event, keys);
  if (event.type === "unpool") keys.push(gateKey(event.target, event.name));
}

/** A recall decides by the version that it names. */
function asRecalled(state: OrderState, event: EngineEvent): OrderState {
  if (event.type !== "recalled") return state;
  return { ...state, versions: { ...state.versions, [event.flow]: event.version } };
}

/** Fields that a person sets, or that come with a state, may name another brand, batch or place; null: it brings none. */
function asSet(state: OrderState, event: EngineEvent): OrderState | null {
  const brought =
    event.type === "set_by_hand" ? event.fields : event.type === "state_asserted" ? event.data : undefined;
  if (typeof brought !== "object" || brought === null) return null;
  const fields = Object.entries(brought).map(([name, value]) => [name, normaliseField(name, value)]);
  return { ...state, fields: { ...state.fields, ...Object.fromEntries(fields) } };
}

/** Everything that this content could lead to, whatever the flows decide. */
function contentKeys(
  prepared: PreparedPrograms,
  event: EngineEvent,
  state: OrderState | null,
  content: Order,
  keys: StateKey[],
): void {
  const as = standingWith(state, content);
  const standing = as.fields === undefined && !prepared.groupsStand ? content : (standingOrder(as) ?? content);
  const facts: Facts = prepared.readGroups(standing, event.at);
  facts.event = eventData(event);
  const flows = flowsFor(
    prepared,
    { id: content.id, brand: standing.brand, customer: textIn(standing.customer_id) },
    state?.versions,
  );
  for (const flow of flows) {
    for (const merge of flow.merges) {
      const found = batchKeyOf(flow.flow, merge, facts);
      if (found !== null) keys.push(found);
    }
  }
  flowKeys(prepared, flows, facts, event, keys);
  for (const flow of flows) {
    for (const gate of flow.gates) keys.push(gate);
    namedKeys(flow, event, as, keys);
  }
  if (prepared.tellsDestinations) destinationKeys(flows, event, as, keys);
  const channel = textIn(content.channel);
  if (channel !== undefined) keys.push(gateKey("channel", channel));
  for (const lot of lotsOf(as)) keys.push(freezeKey("batch", lot));
  const reserves = flows.some((flow) => flow.reserves);
  const needsStock =
    reserves || STOCK_OF_LINES.some((fact) => prepared.reads.has(fact)) || state?.reserved !== undefined;
  if (needsStock) {
    for (const line of content.lines) {
      const sku = textIn(line.sku);
      if (sku !== undefined) keys.push(stockKey(sku));
      if (sku !== undefined && reserves) keys.push(shortKey(sku));
    }
  }
  for (const flow of flows) for (const sku of flow.adds) keys.push(stockKey(sku), ...(reserves ? [shortKey(sku)] : []));
  for (const { sku } of state?.lines ?? []) keys.push(stockKey(sku), ...(reserves ? [shortKey(sku)] : []));
  for (const { sku } of state?.reserved ?? []) keys.push(stockKey(sku), shortKey(sku));
  for (const sku of prepared.stockOf) keys.push(stockKey(sku));
  const customer = textIn(content.customer_id);
  if (customer !== undefined && prepared.reads.has("credit.remaining")) keys.push(creditKey(customer));
}

/** Where it stands, or may come to stand by this event; the gates of what flows may route to are named already. */
function destinationKeys(flows: readonly PreparedFlow[], event: EngineEvent, as: OrderState, keys: StateKey[]): void {
  const id = orderOf(event) ?? "";
  for (const flow of flows) for (const name of flow.destinations) keys.push(givenKey(name, id));
  for (const name of [...placesOf(as), ...placesSaid(event)]) keys.push(givenKey(name, id), gateKey("wave", name));
}

/** Of the order's state with other content, what names keys. */
const standingWith = (state: OrderState | null, order: Order): OrderState => ({
  kind: "order", order, status: state?.status ?? "", destination: state?.destination, tags: state?.tags,
  fields: state?.fields, lots: state?.lots,
}); // biome-ignore format: a record

/** Counters of the flows' windows and breakers. */
function flowKeys(
  prepared: PreparedPrograms,
  flows: readonly PreparedFlow[],
  facts: Facts,
  event: EngineEvent,
  keys: StateKey[],
): void {
  const happened = happenedAt(event);
  for (const flow of flows) {
    for (const window of flow.windows) {
      for (const group of groupsOf(facts, window.by))
        keys.push(...counterKeys({ prepared }, window, group, event.at, happened));
    }
    for (const breaker of flow.breakers) {
      const group = groupOf(facts, breaker.by);
      if (group === null) continue;
      for (const window of [breaker.hits, breaker.total])
        if (window !== null) keys.push(...counterKeys({ prepared }, window, group, event.at, happened));
    }
  }
}

/** What its nodes may pause or freeze. */
function namedKeys(flow: PreparedFlow, event: EngineEvent, state: OrderState | null, keys: StateKey[]): void {
  for (const target of PAUSED) {
    if (!flow.pauses.has(target)) continue;
    for (const name of namesFor(target, event, state)) keys.push(gateKey(target, name));
  }
  for (const scope of ["brand", "customer", "batch"] as const) {
    if (flow.freezes.has(scope)) for (const name of frozenNames(scope, event, state)) keys.push(freezeKey(scope, name));
  }
}

/** Codes and texts that are alerted once, the article of which the order was offered pieces, the lot that went into it. */
function eventKeys(event: EngineEvent, keys: StateKey[]): void {
  if (event.type === "lot_linked") keys.push(freezeKey("batch", event.lot));
  if (event.type === "apply" && event.only === "held") {
    const sku = textIn(event.data.sku);
    if (sku !== undefined) keys.push(stockKey(sku), shortKey(sku));
  }
  if (event.type === "platform_status") {
    const fields = new Map(Object.entries(event.statuses));
    for (const [field, code] of fields)
      keys.push(subjectKey("status", `${event.platform}.${field}=${String(code).trim()}`));
  }
  if (event.type === "courier_node" && event.action === undefined) {
    const text =
      event.text === undefined || event.text === "" ? `${event.provider ?? ""} ${event.code ?? ""}`.trim() : event.text;
    keys.push(subjectKey("courier", text));
  }
}

function worldKeys(prepared: PreparedPrograms, event: EngineEvent, known: StateView, keys: StateKey[]): void {
  const memory = memoryOf(event);
  if (memory !== null) {
    keys.push(memory);
    const facts = bareFacts(event, prepared.settings);
    const flows = liveFlows(prepared, facts.brand, event);
    flowKeys(prepared, flows, facts, event, keys);
    for (const flow of flows) namedKeys(flow, event, null, keys);
  }
  switch (event.type) {
    case "stock_changed":
      keys.push(stockKey(event.sku), shortKey(event.sku));
      return;
    case "credit_changed":
      keys.push(creditKey(event.customer));
      return;
    case "resumed":
    case "paused_by_hand": {
      const key = gateKey(event.target, event.name);
      keys.push(key);
      const gate = known.get(key);
      for (const by of gate?.kind === "gate" ? Object.keys(gate.paused) : []) {
        const breaker = breakerOfPauser(by);
        if (breaker !== null) breakerKeys(prepared, breaker, known, event.at, keys);
      }
      return;
    }
    case "gate_told":
      keys.push(...givenKeys(event.name).slice(event.page ?? 0));
      return;
    case "freeze_switched":
      keys.push(freezeKey(event.scope, event.name));
      return;
    case "lot_linked":
      keys.push(freezeKey("batch", event.lot));
      if (event.into !== undefined) keys.push(freezeKey("batch", event.into));
      return;
    case "lot_told":
      keys.push(freezeKey("batch", event.lot));
      return;
    case "batch_closed_by_hand":
      batchKeys(prepared, { kind: "batch", key: event.batch }, known, event, keys);
      return;
    case "tally": {
      const key = breakerKey(event.flow, event.node, event.group);
      breakerKeys(prepared, key, known, event.at, keys);
      for (const target of PAUSED) for (const name of namesFor(target, event, null)) keys.push(gateKey(target, name));
      return;
    }
    case "timer_due":
      if (event.key.kind === "channel") breakerKeys(prepared, event.key, known, event.at, keys);
      else batchKeys(prepared, event.key, known, event, keys);
      return;
    default:
      return;
  }
}

/** A batch, and what the flow reads when it goes on from the batch's port: a batch may close at any of its events. */
function batchKeys(
  prepared: PreparedPrograms,
  key: StateKey,
  known: StateView,
  event: EngineEvent,
  keys: StateKey[],
): void {
  keys.push(key);
  const value = known.get(key);
  const reads = value?.kind === "batch" ? batchReads(prepared, value) : null;
  if (reads !== null) flowKeys(prepared, [reads.flow], reads.facts, event, keys);
}

/** A breaker, the gate that it holds, and the counters that it counts again. */
function breakerKeys(prepared: PreparedPrograms, key: StateKey, known: StateView, at: number, keys: StateKey[]): void {
  keys.push(key);
  const value = known.get(key);
  if (value?.kind !== "breaker") return;
  const { breaker, node } = partsOf({ prepared }, key, value);
  if (breaker === undefined || node === null) return;
  for (const window of [breaker.hits, breaker.total])
    if (window !== null) keys.push(...counterKeys({ prepared }, window, value.group, at, at));
  if (node.pauses === "none") return;
  const name = value.names[node.pauses];
  keys.push(gateKey(node.pauses, typeof name === "string" ? name : value.group.join(" ")));
}
