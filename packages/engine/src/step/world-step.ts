/** Events that are about no order: stock, waves, lots, gates, batches, breakers, schedules. */

import { type EngineEvent, type EventOf, happenedAt } from "../event/event.ts";
import { eventLabels } from "../event/label.ts";
import { subjectKey } from "../order/once.ts";
import { liveFlows } from "../prepare/flows-for.ts";
import type { StateKey } from "../state/key.ts";
import { holdDue, tally, tellBreakers } from "../yard/breaker.ts";
import { freezeThrough, switchFreeze } from "../yard/freeze.ts";
import { pauseByHand } from "../yard/gate.ts";
import { tellGiven } from "../yard/given.ts";
import { linkLots } from "../yard/lots.ts";
import { closeBatch } from "../yard/merge.ts";
import { resumeByHand } from "../yard/resume.ts";
import { changeCredit, changeStock } from "../yard/stock.ts";
import { tellWindows } from "../yard/tell-windows.ts";
import { runTriggers, withFacts } from "./decide.ts";
import { bareFacts, eventData } from "./facts.ts";
import { runPorts } from "./ports.ts";
import { note, type Run, read, remember, write } from "./run.ts";
import { startScope } from "./scope.ts";

export function stepWorld(run: Run) {
  const { event } = run;
  const key = memoryOf(event);
  if (key !== null && !isNew(run, key)) return note(run, "duplicate", { event: event.id }, null);
  switch (event.type) {
    case "stock_changed":
      return follow(run, !changeStock(run, event));
    case "credit_changed":
      changeCredit(run, event);
      return follow(run);
    case "measure_observed":
    case "after_sale":
    case "scheduled":
      return follow(run);
    case "tally":
      tally(run, event);
      break;
    case "resumed":
      resumeByHand(run, event);
      break;
    case "paused_by_hand":
      pauseByHand(run, event);
      break;
    case "gate_told":
      tellGiven(run, event);
      break;
    case "freeze_switched":
      switchFreeze(run, event);
      break;
    case "lot_linked":
      linkLots(run, event);
      break;
    case "lot_told":
      freezeThrough(run, event);
      break;
    case "batch_closed_by_hand":
      closeByHand(run, event);
      break;
    case "timer_due":
      worldTimer(run, event);
      break;
    case "program_published":
      note(run, "published", { flow: event.flow, version: event.version }, null);
      break;
    default:
      return note(run, "unknown_event", { type: event.type }, null);
  }
  runPorts(startScope(run, {}, {}));
}

/** Where it is remembered that the event was done; null where the state itself tells. */
export function memoryOf(event: EngineEvent): StateKey | null {
  switch (event.type) {
    case "stock_changed":
      return subjectKey("stock", event.sku);
    case "measure_observed":
      return subjectKey("measure", `${event.measure}/${event.subject ?? ""}`);
    case "after_sale":
      return subjectKey("after_sale", event.subject ?? "");
    case "scheduled":
      return subjectKey("schedule", `${event.flow}/${event.node}`);
    default:
      return null;
  }
}

function isNew(run: Run, key: StateKey): boolean {
  const known = read(run, key, "subject");
  const seen = remember(known?.seen, run.event.id);
  if (seen === null) return false;
  write(run, key, { ...known, kind: "subject", seen });
  return true;
}

/** What is older than what is known is counted in its place, and starts nothing. */
function follow(run: Run, isLate = false) {
  const { event } = run;
  const facts = bareFacts(event, run.prepared.settings);
  const labels = eventLabels(event);
  const happened = happenedAt(event);
  const flows = liveFlows(run.prepared, facts.brand, event);
  for (const flow of flows) {
    tellWindows(run, flow, facts, labels, happened);
    tellBreakers(run, flow, facts, labels, happened);
  }
  const scope = startScope(run, { subject: subjectOf(event), data: eventData(event) }, facts);
  const ready = withFacts(run, flows, facts);
  if (event.type === "measure_observed") {
    runTriggers(
      scope,
      ready,
      "measure",
      ({ trigger }) => trigger?.kind === "measure" && trigger.measure === event.measure,
    );
  } else if (event.type === "after_sale") {
    runTriggers(
      scope,
      ready,
      "after_sale",
      ({ trigger }) =>
        trigger?.kind === "after_sale" && (trigger.events.length === 0 || trigger.events.includes(event.kind)),
    );
  } else if (event.type === "stock_changed" && !isLate) {
    runTriggers(scope, ready, "stock_changed");
  } else if (event.type === "scheduled") {
    runTriggers(
      scope,
      ready.filter(({ flow }) => flow.flow === event.flow),
      "schedule",
      ({ node }) => node === event.node,
    );
  }
  runPorts(scope);
}

function subjectOf(event: EngineEvent): string | null {
  if (event.type === "stock_changed") return event.sku;
  if (event.type === "credit_changed") return event.customer;
  return "subject" in event && typeof event.subject === "string" ? event.subject : null;
}

function closeByHand(run: Run, event: EventOf<"batch_closed_by_hand">) {
  const key: StateKey = { kind: "batch", key: event.batch };
  const batch = read(run, key, "batch");
  if (batch === undefined) return note(run, "gone", { batch: event.batch, by: event.by }, null);
  closeBatch(run, key, batch, "hand");
}

function worldTimer(run: Run, event: EventOf<"timer_due">) {
  const { key, due } = event;
  if (key.kind === "channel") return holdDue(run, key, due);
  const batch = key.kind === "batch" ? read(run, key, "batch") : undefined;
  if (batch === undefined || batch.head.closes !== due || run.at < due)
    return note(run, "stale_timer", { timer: event.timer, key: key.key, due }, null);
  closeBatch(run, key, batch, "window");
}
