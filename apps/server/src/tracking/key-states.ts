/** The three states that a customer sees first; all others stand behind them. */
import type { OrderState, StateMachine } from "@switchyard/orders";

const KEY_STATES = 3;

/**
 * Those that were chosen, where the machine still has each of them; else three of its chain: about a third of the way, two thirds
 * (it has left the house), and the end. A chain of fewer states is shown whole.
 */
export function keyStatesOf({ states }: StateMachine, chosen: readonly string[] = []): OrderState[] {
  const known = chosen.flatMap((id) => states.find((state) => state.id === id) ?? []);
  if (known.length === KEY_STATES) return known;
  const chain = chainOf(states);
  const places = Array.from({ length: KEY_STATES }, (_, n) => Math.ceil(((n + 1) * chain.length) / KEY_STATES) - 1);
  return [...new Set(places)].flatMap((place) => chain[place] ?? []);
}

/** The last state of the chain: the order is there. */
export const arrivalOf = ({ states }: StateMachine): OrderState | undefined => chainOf(states).at(-1);

const chainOf = (states: readonly OrderState[]): OrderState[] =>
  states.filter(({ stage }) => stage !== undefined).sort((a, b) => (a.stage ?? 0) - (b.stage ?? 0));
