/** What follows from news of an order: counts, watches and flows hear of it; then what became due at once; then the next look. */
import type { Facts } from "@switchyard/orders";
import { lookAgainAt } from "../clock/reconsider.ts";
import { happenedAt } from "../event/event.ts";
import { orderTime } from "../order/brand.ts";
import { stopLooking } from "../order/content.ts";
import { isOpen } from "../order/open.ts";
import { flowsOf } from "../prepare/flows-for.ts";
import type { PreparedFlow } from "../prepare/prepare-flow.ts";
import type { OrderState } from "../state/state.ts";
import { tellBreakers } from "../yard/breaker.ts";
import { refreshBatches } from "../yard/merge.ts";
import { isScheduledFor } from "../yard/schedule.ts";
import { reserveAnew } from "../yard/stock.ts";
import { hearsWindow, tellWindows } from "../yard/tell-windows.ts";
import { tellWatches } from "../yard/watch.ts";
import { decide, type FlowFacts, runIntake, runTriggers, withFacts } from "./decide.ts";
import { eventData, orderFacts, saidBy } from "./facts.ts";
import type { News } from "./news.ts";
import { runPorts } from "./ports.ts";
import type { Run } from "./run.ts";
import { type Scope, startScope } from "./scope.ts";
import { takeUp } from "./take-up.ts";

/** `decides`: the event asks for a decision, even if nothing acts. */
export function follow(run: Run, order: OrderState, found: News, decides: boolean) {
  const happened = happenedAt(run.event);
  if (found.state !== null && found.isReached) found.labels.push("state_reached", `state:${found.state}`);
  const isOver = !isOpen(run, order);
  const takes = found.intake === "first" || (found.intake === "again" && !isOver);
  const flows = takes ? takeUp(run, order) : flowsOf(run, order);
  const isHeard = found.intake !== null || flows.some((flow) => listens(flow, found));
  const facts: Facts = isHeard ? orderFacts(run, order) : { event: eventData(run.event) };
  if (found.intake === "again" && order.batches !== undefined) refreshBatches(run, order, facts);
  if (found.fields.includes("lines")) reserveAnew(run, order, flows);
  for (const flow of isHeard ? flows : []) {
    tellWindows(run, flow, facts, found.labels, happened);
    tellBreakers(run, flow, facts, found.labels, happened);
  }
  if (order.watches !== undefined) tellWatches(run, order, { labels: found.labels, state: found.state, happened });
  const scope = startScope(run, { order: run.orderKey?.key ?? null, data: saidBy(facts) }, facts);
  const ready = isHeard ? withFacts(run, flows, facts) : [];
  let acted = start(scope, ready, found);
  if (found.intake !== null && !isOver) acted += runIntake(scope, ready, order, found.intake === "again");
  acted += runPorts(scope);
  if (found.intake !== null) lookAgainAt(run, order, flows, facts);
  if (isOver) stopLooking(run, order);
  if (!decides && acted === 0) return;
  const reason = isOver && found.intake !== null ? `closed:${order.status}` : undefined;
  decide(scope, order, acted > 0 ? "decided" : "undecided", reason);
}

/** Whether a flow counts the event or begins with it: only then its facts are computed. */
function listens(flow: PreparedFlow, found: News): boolean {
  if (found.state !== null && found.isReached && flow.triggers.has("state_reached")) return true;
  if (found.starts !== null && flow.triggers.has(found.starts)) return true;
  return hearsWindow(flow, found.labels) || flow.breakers.some((breaker) => found.labels.includes(breaker.event));
}

function start(scope: Scope, flows: FlowFacts, found: News): number {
  const { run } = scope;
  const { event } = run;
  let acted = 0;
  const { state } = found;
  if (state !== null && found.isReached && state !== "Cancelled") {
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
          return (
            event.type === "scheduled" &&
            event.node === node &&
            isScheduledFor(trigger, event.due, orderTime(scope.run))
          );
        default:
          return true;
      }
    })
  );
}
