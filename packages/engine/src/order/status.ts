/**
 * The order's state machine. What it does not allow changes nothing, is answered with a reason and recorded as a state
 * conflict. News from outside (courier, platform) that comes before a step of ours waits for it instead.
 */
import { type Evidence, stateNamed, transition } from "@switchyard/orders";
import type { EngineEvent } from "../event/event.ts";
import type { OrderState } from "../state/state.ts";
import { note, own, type Run } from "../step/run.ts";
import { closeBegunBatches, standAside } from "../yard/merge.ts";
import { giveBackStock, shipStock } from "../yard/stock.ts";
import { endOrder } from "./content.ts";
import { park, unpark } from "./park.ts";

export interface Assertion {
  to: string;
  evidence: Evidence;
  happened: number;
  /** Kept where it has to wait. */
  event: EngineEvent;
}
/** `again`: it was there already, and is said anew at a later instant. */
export type Asserted = "accepted" | "again" | "late" | "parked" | "refused" | "blocked";

/** Since when it has its state. */
export const statusSince = (order: OrderState): number => order.statusAt ?? order.order?.received_at ?? 0;

export function assertState(run: Run, order: OrderState, said: Assertion): Asserted {
  const { machine } = run.prepared;
  const state = stateNamed(machine, said.to);
  if (state === undefined) {
    note(run, "unknown_state", { state: said.to });
    return refuse(run, said.to, "unknown_state");
  }
  const isOurs = said.evidence.kind !== "courier" && said.evidence.kind !== "platform";
  const answer = transition(machine, order.status, state.id, said.evidence);
  const isForward = state.stage !== undefined && answer.outcome !== "unchanged";
  if (isForward && isOurs && order.frozen !== undefined) return block(run, state.id, "frozen");
  if (isForward && isOurs && order.holds !== undefined) return block(run, state.id, "held");
  switch (answer.outcome) {
    case "accepted":
      reach(run, order, state.id, said);
      return "accepted";
    case "unchanged":
      if (said.happened <= statusSince(order)) return late(run, state.id);
      order.statusAt = said.happened;
      own(run, order, "reached")[state.id] = said.happened;
      return "again";
    case "skipped": {
      const missing = answer.missing[0] ?? "";
      if (isOurs) return refuse(run, state.id, "missing_step", missing);
      return wait(run, order, said, state.id, missing);
    }
    case "illegal":
      return said.happened < statusSince(order) ? late(run, state.id) : refuse(run, state.id, "illegal");
    case "unevidenced":
      return refuse(run, state.id, "evidence", answer.needs.join("|"));
    case "unknown_state":
      note(run, "unknown_state", { state: answer.unknown });
      return refuse(run, state.id, "unknown_state");
  }
}

/** In these an order waits for what somebody else settles; after that it goes on where it was. */
const WAITS: ReadonlySet<string> = new Set(["Held", "RefundRequested"]);

/**
 * It goes on where it was before it waited: what had proved that state then proves it now, and what begins with it has begun. Null:
 * it does not wait, or its machine does not let it go back there.
 */
export function goBack(run: Run, order: OrderState, happened: number): string | null {
  const { machine } = run.prepared;
  if (!WAITS.has(order.status)) return null;
  const to = order.before ?? machine.initial;
  const { outcome } = transition(machine, order.status, to, { kind: "platform" });
  if (outcome !== "accepted" && outcome !== "unevidenced") return null;
  enter(run, order, to, happened, "platform");
  return to;
}

function reach(run: Run, order: OrderState, to: string, said: Assertion): void {
  own(run, order, "reached")[to] = said.happened;
  enter(run, order, to, said.happened, said.evidence.kind);
}

function enter(run: Run, order: OrderState, to: string, happened: number, evidence: Evidence["kind"]): void {
  const from = order.status;
  if (!WAITS.has(to)) order.before = undefined;
  else if (!WAITS.has(from)) order.before = from;
  order.status = to;
  order.statusAt = happened;
  run.effects.push({ type: "state", origin: null, order: run.orderKey?.key ?? null, from, to, evidence });
  if (run.prepared.mergeEnds.has(to)) closeBegunBatches(run, order);
  standAside(run, order);
  shipStock(run, order, to);
  if (to === "Refunded") giveBackStock(run);
  if (to === "Cancelled") endOrder(run, order);
  unpark(run, order, (parked) => parked.why === "transition" && parked.by === to);
}

function late(run: Run, to: string): "late" {
  note(run, "late", { state: to });
  return "late";
}

function refuse(run: Run, to: string, code: string, missing?: string): "refused" {
  const order = run.orderKey?.key ?? null;
  note(run, "state_conflict", { to, code, from: run.order?.status ?? null });
  run.effects.push({ type: "reject", origin: null, order, to, code, ...(missing === undefined ? {} : { missing }) });
  if (code === "missing_step") tellOwner(run, missing ?? "");
  return "refused";
}

/** A hold or a freeze stands in the way: no conflict of states, only not now. */
function block(run: Run, to: string, code: string): "blocked" {
  note(run, "noted", { what: "blocked", to, code });
  run.effects.push({ type: "reject", origin: null, order: run.orderKey?.key ?? null, to, code });
  return "blocked";
}

function wait(run: Run, order: OrderState, said: Assertion, to: string, missing: string): "parked" {
  const id = run.orderKey?.key ?? null;
  note(run, "waiting", { to, missing });
  park(run, order, { why: "transition", by: missing, event: said.event });
  run.effects.push({ type: "park", origin: null, order: id, event: to, code: "missing_step", missing });
  tellOwner(run, missing);
  return "parked";
}

/** Whoever owes the missing step hears of it. */
function tellOwner(run: Run, state: string): void {
  run.effects.push({
    type: "alert", origin: null, order: run.orderKey?.key ?? null, to: [`owner:${state}`], channel: "inbox", level: 1,
    text: state, code: "missing_step",
  }); // biome-ignore format: a record
}
