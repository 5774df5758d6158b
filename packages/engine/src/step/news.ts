/** What an event turns out to mean for its order: applied to it, and named for windows, watches and flows. */
import { normaliseField, stateNamed } from "@switchyard/orders";
import { type EngineEvent, type EventOf, happenedAt } from "../event/event.ts";
import { eventLabels } from "../event/label.ts";
import { brandOf } from "../order/brand.ts";
import { applyCancel, applyContent, setByHand } from "../order/content.ts";
import { readCourier } from "../order/courier.ts";
import { holdByHand } from "../order/hold.ts";
import { isOpen } from "../order/open.ts";
import { again } from "../order/park.ts";
import { readPlatform } from "../order/platform.ts";
import { assertState } from "../order/status.ts";
import { letTwinGo } from "../order/twin.ts";
import { isFor } from "../prepare/flows-for.ts";
import type { OrderState } from "../state/state.ts";
import { decideApproval } from "../yard/approval.ts";
import { hearFreeze } from "../yard/freeze.ts";
import { takeFromPool } from "../yard/gate.ts";
import { linkOrder } from "../yard/lots.ts";
import { refundStock } from "../yard/stock.ts";
import { actAsked } from "./asked.ts";
import { note, own, type Run } from "./run.ts";
import { goOver } from "./take-up.ts";

export interface News {
  labels: string[];
  /** The state that the order came to, or is said to be in anew. */
  state: string | null;
  /** Whether it came there, or new particulars came with it: what is only said again starts nothing. */
  isReached: boolean;
  /** Flows that begin with it: the kind of trigger, and what the trigger's settings must say. */
  starts: "order_updated" | "order_cancelled" | "courier_node" | "after_sale" | "measure" | "schedule" | null;
  fields: string[];
  intake: "first" | "again" | null;
}
const CONFLICT = ["state_conflict", "state_jump"] as const;
const news = (event: EngineEvent, more: Partial<News> = {}): News => ({
  labels: eventLabels(event), state: null, isReached: more.state !== undefined, starts: null, fields: [], intake: null, ...more,
}); // biome-ignore format: a record

/** Cancelled is cancelled, whether a person, a platform or a system says it as a state. */
const asCancelled = (found: News): News =>
  found.state === "Cancelled" && found.isReached
    ? { ...found, labels: [...found.labels, "order_cancelled"], starts: "order_cancelled" }
    : found;

/** Written out: every order comes once. */
const firstNews = (): News => ({
  labels: ["order_received"], state: null, isReached: false, starts: null, fields: [], intake: "first",
}); // biome-ignore format: a record

/** It came cancelled: counted as both, and no flow has anything of it to take back. */
const cancelledFirst = (): News => ({ ...firstNews(), labels: ["order_received", "order_cancelled"] });

/** Applies the event to the order; null where there is nothing more to do. */
export function understand(run: Run, order: OrderState, event: EngineEvent): News | null {
  switch (event.type) {
    case "order_received":
    case "order_updated": {
      const content = applyContent(run, order, event);
      if (content.what === "new") return order.cancelled === true ? cancelledFirst() : firstNews();
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
      const { state, isReached, labels } = proved(run, order, asserts, "courier");
      return news(run.event, {
        state,
        isReached,
        labels: [...eventLabels(run.event), ...labels],
        starts: isLate ? null : "courier_node",
      });
    }
    case "platform_status": {
      const { asserts, isConflict, back } = readPlatform(run, order, event);
      const { state, isReached, labels } = proved(run, order, asserts, "platform");
      return asCancelled(
        news(event, { state: state ?? back, isReached, labels: [event.type, ...(isConflict ? CONFLICT : labels)] }),
      );
    }
    case "after_sale":
      refundStock(run, event);
      return news(event, { starts: "after_sale" });
    case "measure_observed":
      return news(event, { starts: "measure" });
    case "scheduled":
      // The shell listed it while it was open; it may have been cancelled or signed since.
      if (!isOpen(run, order)) {
        note(run, "gone", { status: order.status, flow: event.flow });
        return null;
      }
      return news(event, { starts: "schedule" });
    case "set_by_hand":
      setByHand(run, order, event);
      return news(event, { intake: "again" });
    case "approval_decided":
      decideApproval(run, order, event);
      return news(event);
    case "recalled":
      return recall(run, order, event);
    case "held_by_hand":
      return holdByHand(run, order, event) ? news(event) : null;
    case "hold_released":
      if (!letGo(run, order, event)) return null;
      if (!letTwinGo(run, order)) return news(event);
      return news(event, { labels: [...eventLabels(event), "order_received"], intake: "first" });
    case "unpool": {
      const waiting = takeFromPool(run, order, event);
      if (waiting === null) note(run, "gone", { pool: event.name });
      else {
        note(run, "unpooled", { event: waiting.type });
        run.sends.push({ how: "send", event: again(waiting, run.at) });
      }
      return null;
    }
    case "lot_linked":
      linkOrder(run, order, event);
      return null;
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
  const isNew = bring(run, order, event.data);
  const state = stateNamed(run.prepared.machine, event.to)?.id ?? event.to;
  return asCancelled(news(event, { state, isReached: answer === "accepted" || isNew }));
}

/** Fields that come with a state stand over the source's; whether one of them says something new. */
function bring(run: Run, order: OrderState, data: EventOf<"state_asserted">["data"]): boolean {
  let isNew = false;
  for (const [name, said] of Object.entries(data ?? {})) {
    const value = normaliseField(name, said);
    if (order.fields?.[name] === value) continue;
    isNew ||= order.order?.custom[name] !== value;
    own(run, order, "fields")[name] = value;
  }
  return isNew;
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
): { state: string | null; isReached: boolean; labels: string[] } {
  const isWaiting =
    order.parked?.some(({ why, event }) => why === "transition" && "to" in event && event.to === to) === true;
  if (to === null || isWaiting) return { state: null, isReached: false, labels: [] };
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
    isReached: answer === "accepted",
    labels: answer === "refused" ? [...CONFLICT] : [],
  };
}

/** From now on the order is the other version's, which looks at its intake at once. */
function recall(run: Run, order: OrderState, event: EventOf<"recalled">): News | null {
  const { flow, version, by } = event;
  const to = run.prepared.versions.get(flow)?.get(version);
  if (to === undefined || !isFor(to, brandOf(order))) {
    note(run, "gone", { flow, version });
    return null;
  }
  note(run, "noted", { what: "recalled", flow, from: order.versions?.[flow] ?? null, to: version, by });
  goOver(run, order, to);
  return news(event, { intake: "again" });
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
