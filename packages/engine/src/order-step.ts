/** One event of one order, from opening its state to the decision: news, counts, watches, flows, timers. */
import { type Facts, stateNamed } from "@switchyard/orders";
import { approvalDue, decideApproval } from "./approval.ts";
import { actAsked } from "./asked.ts";
import { tellBreakers } from "./breaker.ts";
import { applyCancel, applyContent, blankOrder, setByHand, stopLooking } from "./content.ts";
import { countIn } from "./counter.ts";
import { readCourier } from "./courier.ts";
import { decisionOf, type FlowFacts, runIntake, runPort, runTriggers, withFacts } from "./decide.ts";
import { type EngineEvent, type EventOf, happenedAt } from "./event.ts";
import { eventData, orderFacts, saidBy } from "./facts.ts";
import { flowsFor } from "./flows-for.ts";
import { hearFreeze } from "./freeze.ts";
import { gateKey, isPaused, putInPool, takeFromPool } from "./gate.ts";
import { eventLabels } from "./label.ts";
import { refreshBatches } from "./merge.ts";
import { again, park } from "./park.ts";
import { groupOf } from "./path.ts";
import { readPlatform } from "./platform.ts";
import type { PreparedFlow } from "./prepare.ts";
import { intakeLimits, nextTurn } from "./reconsider.ts";
import { note, openOrder, own, type Run, read, remember, timer } from "./run.ts";
import { type Scope, startScope } from "./scope.ts";
import type { OrderState } from "./state.ts";
import { assertState } from "./status.ts";
import { tellWatches, watchDue } from "./watch.ts";

/** What an event turned out to mean. */
interface News {
  labels: string[];
  /** The state that the order came to. */
  state: string | null;
  /** Flows that begin with it: the kind of trigger, and what the trigger's settings must say. */
  starts: "order_updated" | "order_cancelled" | "courier_node" | "after_sale" | "measure" | "schedule" | null;
  fields: string[];
  intake: "first" | "again" | null;
}
const CONFLICT = ["state_conflict", "state_jump"] as const;
const news = (event: EngineEvent, more: Partial<News> = {}): News => ({
  labels: eventLabels(event), state: null, starts: null, fields: [], intake: null, ...more,
}); // biome-ignore format: a record

export function stepOrder(run: Run, id: string) {
  const { event } = run;
  const known = openOrder(run, id);
  if (event.type === "timer_due") return known === null ? gone(run, event) : orderTimer(run, known, event);
  const order = known ?? blankOrder(run);
  run.order = order;
  const seen = remember(order.seen, event.id);
  if (seen === null) return note(run, "duplicate", { event: event.id });
  order.seen = seen;
  run.dirty = true;
  const brings = event.type === "order_received" || event.type === "order_updated";
  if (event.type !== "unpool" && waitsBehindGate(run, order, event)) return;
  if (order.order === null && !brings && event.type !== "unpool") {
    park(run, order, { why: "no_order", event });
    return note(run, "waiting", { event: event.type });
  }
  const found = understand(run, order, event);
  if (found !== null) follow(run, order, found, brings);
}

function gone(run: Run, event: EventOf<"timer_due">) {
  run.order = null;
  note(run, "stale_timer", { timer: event.timer, due: event.due });
}

/** News from a paused channel is stored, not applied; so is everything of an order that waits there already. */
function waitsBehindGate(run: Run, order: OrderState, event: EngineEvent): boolean {
  const content =
    event.type === "order_received" || event.type === "order_updated"
      ? event.order
      : (order.order ?? waitingContent(order));
  const channel = content?.channel;
  if (channel === undefined || !fromChannel(event) || !isPaused(run, "channel", channel)) return false;
  const gate = read(run, gateKey("channel", channel), "gate");
  if (gate === undefined) return false;
  putInPool(run, gate, event, { origin: null, order: run.orderKey?.key ?? null }, event.type);
  const scope = startScope(run, { order: run.orderKey?.key ?? null }, {});
  if (event.type === "order_received") run.decisions.push(decisionOf(scope, order, "parked", `paused:${channel}`));
  return true;
}

export function waitingContent(order: OrderState) {
  for (const { event } of order.parked ?? [])
    if (event.type === "order_received" || event.type === "order_updated") return event.order;
  return null;
}

/** People, scanners and couriers are believed at once; what the channel itself says waits. */
function fromChannel(event: EngineEvent): boolean {
  switch (event.type) {
    case "order_received":
    case "order_updated":
    case "order_cancelled":
    case "platform_status":
      return true;
    case "state_asserted":
      return event.evidence.kind === "platform";
    default:
      return false;
  }
}

/** Applies the event to the order; null where there is nothing more to do. */
function understand(run: Run, order: OrderState, event: EngineEvent): News | null {
  switch (event.type) {
    case "order_received":
    case "order_updated": {
      const content = applyContent(run, order, event);
      if (content.what === "new")
        return { labels: ["order_received"], state: null, starts: null, fields: [], intake: "first" };
      if (content.what !== "changed") return null;
      const labels = ["order_updated", ...content.fields.map((field) => `order_updated:${field}`)];
      return { ...news(event), labels, starts: "order_updated", fields: content.fields, intake: "again" };
    }
    case "order_cancelled": {
      const answer = applyCancel(run, order, event);
      return answer === "cancelled" ? news(event, { starts: "order_cancelled", state: "Cancelled" }) : null;
    }
    case "state_asserted":
      return asserted(run, order, event);
    case "courier_node": {
      const { isLate, asserts } = readCourier(run, order, event);
      const { state, labels } = proved(run, order, asserts, "courier");
      return news(run.event, {
        state,
        labels: [...eventLabels(run.event), ...labels],
        starts: isLate ? null : "courier_node",
      });
    }
    case "platform_status": {
      const { asserts, isConflict } = readPlatform(run, order, event);
      const { state, labels } = proved(run, order, asserts, "platform");
      return news(event, { state, labels: [event.type, ...(isConflict ? CONFLICT : labels)] });
    }
    case "after_sale":
      return news(event, { starts: "after_sale" });
    case "measure_observed":
      return news(event, { starts: "measure" });
    case "scheduled":
      return news(event, { starts: "schedule" });
    case "set_by_hand":
      setByHand(run, order, event);
      return news(event, { intake: "again" });
    case "approval_decided":
      decideApproval(run, order, event);
      return news(event);
    case "hold_released":
      return letGo(run, order, event) ? news(event) : null;
    case "unpool": {
      const waiting = takeFromPool(run, order, event);
      if (waiting === null) note(run, "gone", { pool: event.name });
      else {
        note(run, "unpooled", { event: waiting.type });
        run.sends.push({ how: "send", event: again(waiting, run.at) });
      }
      return null;
    }
    case "freeze_told":
      hearFreeze(run, order, event);
      return news(event);
    case "apply":
      actAsked(run, event);
      return news(event);
    default:
      return news(event);
  }
}

function asserted(run: Run, order: OrderState, event: EventOf<"state_asserted">): News {
  const answer = assertState(run, order, {
    to: event.to,
    evidence: evidenceOf(event),
    happened: happenedAt(event),
    event,
  });
  if (answer === "refused") return news(event, { labels: [event.type, ...CONFLICT] });
  if (answer !== "accepted" && answer !== "again") return news(event);
  for (const [name, value] of Object.entries(event.data ?? {})) own(run, order, "fields")[name] = value;
  return news(event, { state: stateNamed(run.prepared.machine, event.to)?.id ?? event.to });
}

function evidenceOf(event: EventOf<"state_asserted">) {
  const { kind, by } = event.evidence;
  return by === undefined ? { kind } : { kind, by };
}

/** What a courier or a platform says of the order's state. A refusal is a conflict, which breakers may count. */
function proved(
  run: Run,
  order: OrderState,
  to: string | null,
  kind: "courier" | "platform",
): { state: string | null; labels: string[] } {
  const isWaiting =
    order.parked?.some(({ why, event }) => why === "transition" && "to" in event && event.to === to) === true;
  if (to === null || isWaiting) return { state: null, labels: [] };
  const happened = happenedAt(run.event);
  const id = `${run.event.id}=${to}`;
  const said: EngineEvent = {
    type: "state_asserted",
    id,
    at: run.at,
    occurredAt: happened,
    order: run.orderKey?.key ?? "",
    to,
    evidence: { kind },
  };
  const answer = assertState(run, order, { to, evidence: { kind }, happened, event: said });
  return {
    state: answer === "accepted" || answer === "again" ? to : null,
    labels: answer === "refused" ? [...CONFLICT] : [],
  };
}

function letGo(run: Run, order: OrderState, event: EventOf<"hold_released">): boolean {
  const retried = order.parked?.some((parked) => parked.why === "budget") === true;
  if (order.holds === undefined && !retried) {
    note(run, "noted", { what: "not_held", by: event.by });
    return false;
  }
  if (order.holds !== undefined) run.effects.push({ type: "release", origin: null, order: event.order });
  order.holds = undefined;
  for (const parked of order.parked ?? [])
    if (parked.why === "budget") run.sends.push({ how: "send", event: again(parked.event, run.at) });
  if (retried) order.parked = (order.parked ?? []).filter((parked) => parked.why !== "budget");
  return true;
}

/** Counts, watches and flows hear of it; then what became due at once; then the next look. */
function follow(run: Run, order: OrderState, found: News, decides: boolean) {
  const happened = happenedAt(run.event);
  if (found.state !== null) found.labels.push("state_reached", `state:${found.state}`);
  const flows = flowsFor(run.prepared, run.orderKey?.key ?? "", brandOf(order), order.versions);
  const isHeard = found.intake !== null || flows.some((flow) => listens(flow, found));
  const facts: Facts = isHeard ? orderFacts(run, order) : { event: eventData(run.event) };
  if (found.intake === "again" && order.batches !== undefined) refreshBatches(run, order, facts);
  if (found.intake === "first") pin(run, order, flows);
  for (const flow of isHeard ? flows : []) {
    for (const window of flow.windows) {
      if (!found.labels.includes(window.event)) continue;
      const group = groupOf(facts, window.by);
      if (group !== null) countIn(run, window, group, facts, happened);
    }
    tellBreakers(run, flow, facts, found.labels, happened);
  }
  if (order.watches !== undefined) tellWatches(run, order, { labels: found.labels, state: found.state, happened });
  const scope = startScope(run, { order: run.orderKey?.key ?? null, data: saidBy(facts) }, facts);
  const ready = isHeard ? withFacts(run, flows, facts) : [];
  let acted = start(scope, ready, found);
  if (found.intake !== null && order.cancelled !== true)
    acted += runIntake(scope, ready, order, found.intake === "again");
  acted += runPorts(scope);
  if (found.intake !== null) lookAgainAt(run, order, flows, facts);
  if (!isOpen(run, order)) stopLooking(run, order);
  if (decides || acted > 0) run.decisions.push(decisionOf(scope, order, acted > 0 ? "decided" : "undecided"));
}

/** Whether a flow counts the event or begins with it: only then its facts are computed. */
function listens(flow: PreparedFlow, found: News): boolean {
  if (found.state !== null && flow.triggers.has("state_reached")) return true;
  if (found.starts !== null && flow.triggers.has(found.starts)) return true;
  return (
    flow.windows.some((window) => found.labels.includes(window.event)) ||
    flow.breakers.some((breaker) => found.labels.includes(breaker.event))
  );
}

function brandOf(order: OrderState): string | undefined {
  const brand = order.fields?.brand ?? order.order?.brand;
  return typeof brand === "string" ? brand : undefined;
}

function pin(run: Run, order: OrderState, flows: PreparedFlow[]) {
  if (flows.length === 0) return;
  order.versions = sharedVersions(run, flows);
}

/** Nearly all orders take the same versions: one object for all of them. */
function sharedVersions(run: Run, flows: PreparedFlow[]): Record<string, number> {
  return run.prepared.shared.versions.of(flows, () =>
    Object.fromEntries(flows.map((flow) => [flow.flow, flow.version])),
  );
}

function start(scope: Scope, flows: FlowFacts, found: News): number {
  const { run } = scope;
  const { event } = run;
  let acted = 0;
  const { state } = found;
  if (state !== null && state !== "Cancelled") {
    acted += runTriggers(
      scope,
      flows,
      "state_reached",
      ({ trigger }) => trigger?.kind === "state_reached" && trigger.states.includes(state),
    );
  }
  if (found.starts === null) return acted;
  return (
    acted +
    runTriggers(scope, flows, found.starts, ({ node, trigger }) => {
      switch (trigger?.kind) {
        case "order_updated":
          return trigger.fields.length === 0 || trigger.fields.some((field) => found.fields.includes(field));
        case "courier_node":
          return (
            event.type === "courier_node" &&
            (trigger.actions.length === 0 || trigger.actions.includes(event.action ?? ""))
          );
        case "after_sale":
          return event.type === "after_sale" && (trigger.events.length === 0 || trigger.events.includes(event.kind));
        case "measure":
          return event.type === "measure_observed" && trigger.measure === event.measure;
        case "schedule":
          return event.type === "scheduled" && event.node === node;
        default:
          return true;
      }
    })
  );
}

/** Ports that became due in this step; one may lead to the next, within the program's budget. */
export function runPorts(scope: Scope): number {
  const { run } = scope;
  let acted = 0;
  for (let port = run.ports.shift(); port !== undefined; port = run.ports.shift()) {
    const entry = port.flow.ports.get(`${port.node}/${port.port}`);
    if (entry === undefined) continue;
    const isOrders = port.facts === null;
    const base = port.facts ?? (run.order === null || !entry.needsFacts ? {} : orderFacts(run, run.order));
    const facts = isOrders ? { ...base, event: { ...eventData(run.event), ...port.data } } : { ...base };
    const about = {
      order: isOrders ? scope.order : null,
      orders: port.orders,
      subject: port.subject ?? null,
      data: port.data,
    };
    const inner: Scope = { ...scope, ...about, facts, quiet: null, asked: [], askedRows: {} };
    acted += runPort(inner, port, facts);
    askMembers(run, inner, port.flow);
  }
  return acted;
}

/** What a closed batch asks of its members goes to each as a durable message. */
function askMembers(run: Run, scope: Scope, flow: PreparedFlow) {
  if (scope.asked.length === 0) return;
  for (const order of scope.orders ?? []) {
    run.messages += 1;
    const event: EngineEvent = {
      type: "apply", id: `${run.event.id}>${run.messages}`, at: run.at, order, flow: flow.flow, version: flow.version,
      nodes: scope.asked, rows: scope.askedRows, data: scope.data ?? {},
    }; // biome-ignore format: a record
    run.sends.push({ how: "later", event });
  }
}

function orderTimer(run: Run, order: OrderState, event: EventOf<"timer_due">) {
  const { timer: name, due } = event;
  if (name === "look") return look(run, order, due);
  if (name.startsWith("watch/")) watchDue(run, order, name.slice(6), due);
  else if (name.startsWith("approval/")) approvalDue(run, order, name.slice(9), due);
  else return note(run, "stale_timer", { timer: name, due });
  if (run.ports.length === 0) return;
  const scope = startScope(run, { order: run.orderKey?.key ?? null }, {});
  const acted = runPorts(scope);
  if (acted > 0) run.decisions.push(decisionOf(scope, order, "decided"));
}

/** The clock has come to where an outcome may turn. */
function look(run: Run, order: OrderState, due: number) {
  if (order.look !== due || run.at < due || order.order === null)
    return note(run, "stale_timer", { timer: "look", due });
  order.look = undefined;
  run.dirty = true;
  const before = run.effects.length;
  const facts = orderFacts(run, order);
  const flows = flowsFor(run.prepared, run.orderKey?.key ?? "", brandOf(order), order.versions);
  const scope = startScope(run, { order: run.orderKey?.key ?? null }, facts);
  const acted = runIntake(scope, withFacts(run, flows, facts), order, true) + runPorts(scope);
  lookAgainAt(run, order, flows, facts);
  if (run.effects.length === before) return;
  note(run, "reconsidered", { due });
  run.decisions.push(decisionOf(scope, order, acted > 0 ? "decided" : "undecided"));
}

function lookAgainAt(run: Run, order: OrderState, flows: PreparedFlow[], facts: ReturnType<typeof orderFacts>) {
  if (order.order === null || run.orderKey === null || !isOpen(run, order)) return;
  let next: number | null = null;
  for (const flow of flows) {
    const limits = intakeLimits(flow);
    const turn = limits.length === 0 ? null : nextTurn(limits, order.order, run.at, run.prepared.settings, facts);
    if (turn !== null && (next === null || turn < next)) next = turn;
  }
  if (next === (order.look ?? null)) return;
  timer(run, run.orderKey, "look", next);
  if (next === null) order.look = undefined;
  else order.look = next;
  run.dirty = true;
}

/** Open: something may still be decided about it. */
function isOpen(run: Run, order: OrderState): boolean {
  if (order.cancelled === true) return false;
  return run.prepared.openStates.has(order.status);
}
