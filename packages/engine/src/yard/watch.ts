/**
 * Watches: a promise with a deadline. Reaching the goal at or before the deadline keeps it; otherwise its breach path runs
 * once. Deadlines count from when the starting event happened.
 */
import type { NodeOf } from "@switchyard/flow";
import { addDuration, courierAction } from "@switchyard/orders";
import { happenedAt } from "../event/event.ts";
import { short } from "../memory/short.ts";
import { orderTime } from "../order/brand.ts";
import { placeNamed } from "../prepare/prepare.ts";
import { versionOf } from "../prepare/version-of.ts";
import type { OrderState, WatchState } from "../state/state.ts";
import { factAt } from "../step/path.ts";
import { drop, idle, lead, note, own, type Run, timer } from "../step/run.ts";
import type { Scope, Turn } from "../step/scope.ts";

const watchTimer = (run: Run, name: string): string => run.prepared.places.get(name)?.timer ?? `watch/${name}`;

export function startWatch({ scope, flow, node: place }: Turn, node: NodeOf<"watch">) {
  const { run } = scope;
  const { order, orderKey } = run;
  if (scope.order === null || order === null || orderKey === null)
    return note(run, "noted", { what: "no_order_to_watch", node: node.id });
  if (order.cancelled === true) return note(run, "noted", { what: "cancelled", node: node.id });
  if (isLastNews(run, node)) return note(run, "noted", { what: "no_more_news_due", node: node.id });
  const start = startOf(scope, node, order);
  if (start === null) {
    idle(run, place.name);
    return note(run, "bad_data", { what: "watch_without_start", node: node.id });
  }
  const { name } = place;
  const deadline = addDuration(start, node.within, orderTime(run));
  const known = order.watches?.[name];
  if (known?.status === "open" && node.since === "reached" && start < watchStart(known))
    return note(run, "late", { watch: name, happened: start, newest: watchStart(known) });
  note(run, known?.status === "open" ? "watch_restarted" : "watch_started", { watch: name, start, deadline });
  const watch = opened(deadline, short(deadline - start), flow.version, scope.data);
  if (node.strict) watch.strict = true;
  own(run, order, "watches")[name] = watch;
  timer(run, orderKey, place.timer, dueOf(watch));
  if (isReached(node, order, start)) keep(run, order, name, watch, run.at);
}

/**
 * A second look at a promise that counts from a fact: where the fact is another now, so is the deadline. One that was breached begins
 * anew only if there is time left; one that was kept stays kept.
 */
export function moveWatch(turn: Turn, node: NodeOf<"watch">) {
  const { run } = turn.scope;
  const watch = run.order?.watches?.[turn.node.name];
  if (typeof node.since !== "object" || watch === undefined || run.order === null) return;
  const start = startOf(turn.scope, node, run.order);
  if (start === null || start === watchStart(watch)) return;
  if (watch.status === "open" || addDuration(start, node.within, orderTime(run)) > run.at) startWatch(turn, node);
}

/** Nobody waits for a newer courier node, or for the end of the journey, after the one with which the parcel has come to rest. */
function isLastNews({ event }: Run, { goal }: NodeOf<"watch">): boolean {
  const waitsForNews = goal.events.includes("courier_node") && goal.events.every((label) => label === "courier_node");
  return waitsForNews && event.type === "courier_node" && courierAction(event.action ?? "")?.stopsStallClock === true;
}

/** Written out, because a property that is added later lies in a place of its own. */
const opened = (deadline: number, lasts: number, version: number, data: WatchState["data"] | null): WatchState =>
  data === null || data === undefined
    ? { status: "open", deadline, lasts, version }
    : { status: "open", deadline, lasts, version, data };

/** When it began to count. */
export const watchStart = ({ deadline, lasts }: WatchState): number => deadline - lasts;

/** When its timer is due. */
export const dueOf = ({ deadline, strict }: WatchState): number => (strict === true ? deadline + 1 : deadline);

function startOf(scope: Scope, node: NodeOf<"watch">, order: OrderState): number | null {
  if (node.since === "reached") return happenedAt(scope.run.event);
  if (node.since === "received") return order.order?.received_at ?? null;
  const value = factAt(scope.facts, node.since.fact);
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** The goal may have come before the promise: an order that is there already, a field that has its value. */
function isReached(node: NodeOf<"watch">, order: OrderState, start: number): boolean {
  const isThere = node.goal.states.some(
    (state) => order.status === state || (order.reached?.[state] ?? Number.NEGATIVE_INFINITY) >= start,
  );
  return isThere || node.goal.events.some((label) => label.startsWith("has:") && hasField(order, label.slice(4)));
}

function hasField(order: OrderState, field: string): boolean {
  if (field === "reserved") return order.reserved !== undefined;
  const content = order.order as unknown as Record<string, unknown> | null;
  const value = order.fields?.[field] ?? content?.[field] ?? order.order?.custom[field];
  return value !== undefined && value !== null && value !== "";
}

export interface Said {
  labels: readonly string[];
  /** The state that it brought the order to. */
  state: string | null;
  happened: number;
}

/** What an event says to every watch of its order. `happened` decides: late evidence resolves an alert that it disproves. */
export function tellWatches(run: Run, order: OrderState, said: Said) {
  for (const name of Object.keys(order.watches ?? {})) {
    const watch = order.watches?.[name];
    const node = watch === undefined ? null : watchNode(run, name, watch);
    if (watch === undefined || node === null || !meets(node, order, said, watchStart(watch))) continue;
    const isInTime = said.happened <= watch.deadline;
    if (watch.status === "open" && isInTime) keep(run, order, name, watch, said.happened);
    else if (watch.status === "open") {
      breach(run, order, name, watch);
      end(run, order, name);
    } else {
      if (isInTime)
        run.effects.push({ type: "resolve", ...resolved(run, name, watch), watch: name, reason: "late_evidence" });
      end(run, order, name);
    }
  }
}

function resolved(run: Run, name: string, watch: WatchState) {
  const { flow, node } = placeNamed(run.prepared, name);
  return { origin: { flow, version: watch.version, node }, order: run.orderKey?.key ?? null };
}

/** What happened before the promise does not keep it; a field that is there does, whenever it came. */
function meets(node: NodeOf<"watch">, order: OrderState, said: Said, start: number): boolean {
  const isNews = said.happened >= start;
  if (isNews && said.state !== null && node.goal.states.includes(said.state)) return true;
  return node.goal.events.some((label) => {
    if (label.startsWith("has:")) return hasField(order, label.slice(4));
    return isNews && said.labels.includes(label);
  });
}

/** Ends it for good, whatever became of it. */
function end(run: Run, order: OrderState, name: string) {
  drop(run, order, "watches", name);
  if (run.orderKey !== null) timer(run, run.orderKey, watchTimer(run, name), null);
}

function keep(run: Run, order: OrderState, name: string, watch: WatchState, happened: number) {
  note(run, "watch_kept", { watch: name, deadline: watch.deadline, happened });
  end(run, order, name);
  goOn(run, name, watch, "kept");
}

function breach(run: Run, order: OrderState, name: string, watch: WatchState) {
  note(run, "watch_breached", { watch: name, deadline: watch.deadline, due: dueOf(watch), at: run.at });
  const { deadline, lasts, version } = watch;
  own(run, order, "watches")[name] = { status: "breached", deadline, lasts, version };
  goOn(run, name, watch, "breached");
}

function goOn(run: Run, name: string, watch: WatchState, port: string) {
  const { flow: flowName, node } = placeNamed(run.prepared, name);
  const flow = versionOf(run.prepared, flowName, watch.version);
  if (flow === null) return note(run, "gone", { flow: flowName, node });
  const data = { ...watch.data, watch_start: watchStart(watch), deadline: watch.deadline };
  lead(run, { flow, node, port, orders: null, subject: null, data, facts: null });
}

function watchNode(run: Run, name: string, watch: WatchState): NodeOf<"watch"> | null {
  const { flow, node } = placeNamed(run.prepared, name);
  const found = versionOf(run.prepared, flow, watch.version)?.nodes.get(node)?.settings;
  return found?.kind === "watch" ? found : null;
}

/** Its timer is due. Once only: a second one, or one for a watch that was moved or ended, is stale. */
export function watchDue(run: Run, order: OrderState, name: string, due: number) {
  const watch = order.watches?.[name];
  if (watch === undefined || watch.status !== "open" || dueOf(watch) !== due || run.at < due) {
    return note(run, "stale_timer", { timer: watchTimer(run, name), due });
  }
  if (watchNode(run, name, watch) === null) {
    end(run, order, name);
    return note(run, "gone", { watch: name });
  }
  breach(run, order, name, watch);
}

export function cancelWatches(run: Run, order: OrderState) {
  for (const name of Object.keys(order.watches ?? {})) {
    if (order.watches?.[name]?.status === "open") note(run, "watch_cancelled", { watch: name });
    end(run, order, name);
  }
}
