/** When an order reached a state: fact `reached.<State>`, one for each state of the workspace's machine. */
import { DEFAULT_STATE_MACHINE } from "../states/default-machine.ts";
import type { OrderState, StateMachine } from "../states/machine.ts";
import type { FactSpec } from "./spec.ts";

const PREFIX = "reached.";
/** What may stand in a fact's name. */
const PLAIN = /^[A-Za-z0-9_-]{1,64}$/;

/** The state that a fact of this family is about; null: another fact. */
export const stateOfFact = (name: string): string | null =>
  name.startsWith(PREFIX) && PLAIN.test(name.slice(PREFIX.length)) ? name.slice(PREFIX.length) : null;

/** The fact of a state, called by the state's label. A state whose id no fact can be named after has none: null. */
export function reachedFact({ id, label }: Pick<OrderState, "id" | "label">): FactSpec | null {
  if (!PLAIN.test(id)) return null;
  return {
    name: PREFIX + id,
    kind: "event",
    type: "instant",
    label: { zh: `到达“${label.zh}”的时间`, en: `Time of reaching “${label.en}”` },
    description: {
      zh: `订单最近一次走到“${label.zh}”是什么时候；没到过就算缺失`,
      en: `When the order last came to “${label.en}”; missing while it has not`,
    },
    synonyms: { zh: [`${label.zh}的时间`, `${label.zh}时间`], en: [`reached_${id}`, `time of ${label.en}`] },
    sample: 1768789201000,
  };
}

/** Those of a workspace's states, in the order of its machine. */
export const reachedFacts = (machine: StateMachine = DEFAULT_STATE_MACHINE): FactSpec[] =>
  machine.states.flatMap((state) => reachedFact(state) ?? []);

/** By its name, in the words of the default machine; a state of a workspace's own is called by its id. */
export function reachedSpec(name: string): FactSpec | undefined {
  const id = stateOfFact(name);
  if (id === null) return undefined;
  const known = DEFAULT_STATE_MACHINE.states.find((state) => state.id === id);
  return reachedFact(known ?? { id, label: { zh: id, en: id } }) ?? undefined;
}
