/** What an order is by itself, whatever flows run: for lists and figures over many orders. */
import { DEFAULT_STATE_MACHINE, type Facts, factReader, stateOfFact, type WorkspaceSettings } from "@switchyard/orders";
import type { OrderState } from "../state/state.ts";
import { addReached, standingOrder } from "../step/facts.ts";

/** Null: the order itself has not come. */
export type StandingFacts = (state: OrderState, now: number) => Facts | null;

/** A reader of the named facts: fields as they stand, lines, the clock, when states were reached. */
export function standingFacts(names: readonly string[], settings: WorkspaceSettings): StandingFacts {
  const read = factReader(names, settings);
  const reachedOf = names.flatMap((name) => stateOfFact(name) ?? []);
  const machine = settings.states ?? DEFAULT_STATE_MACHINE;
  return (state, now) => {
    const order = standingOrder(state);
    if (order === null) return null;
    const facts = read(order, now);
    addReached(facts, { reachedOf, machine }, state, order);
    return facts;
  };
}
