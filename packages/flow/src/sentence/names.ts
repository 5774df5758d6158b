import { DEFAULT_STATE_MACHINE, factSpec, reachedFact, stateOfFact } from "@switchyard/orders";
import { factLookup, type KnownFact, type Scope } from "../facts.ts";
import { type Text, text } from "../text.ts";
import { same } from "./words.ts";

type Table = Readonly<Record<string, string | Text>>;

/** What ids are called on screen: one name, or one in each language. Whatever is left out is called by its id. */
export interface Names {
  destinations?: Table;
  people?: Table;
  flows?: Table;
  states?: Table;
  /** Events, courier actions and measures. */
  events?: Table;
  /** Facts beside the built-in ones: a workspace's own fields, and what the flow declares. */
  fact?: (name: string) => KnownFact | undefined;
  /** Expressions of the flow's patterns, by id. */
  patterns?: Readonly<Record<string, string>>;
  currency?: string;
  zone?: string;
  /** How many values of a list are named; the others are counted. */
  shown?: number;
}

const lines = factLookup({ windows: [], patterns: [] }, {}, "line");

/** What is known of a fact for its sentence; an unknown one is called by its name. */
export function factNamed(
  name: string,
  names: Names,
  scope: Scope,
): Pick<KnownFact, "label" | "type" | "kind" | "unit"> {
  const state = scope === "order" ? stateOfFact(name) : null;
  if (state !== null) return reachedFact({ id: state, label: stateName(state, names) }) ?? UNKNOWN(name);
  const found = scope === "line" ? lines(name) : (names.fact?.(name) ?? factSpec(name));
  return found ?? UNKNOWN(name);
}

const UNKNOWN = (name: string) => ({ label: same(name), type: null, kind: "field" as const });

function own(table: Table | undefined, id: string): Text {
  const found = table !== undefined && Object.hasOwn(table, id) ? table[id] : undefined;
  return found === undefined ? same(id) : typeof found === "string" ? same(found) : found;
}

export const destinationName = (id: string, names: Names): Text => own(names.destinations, id);
export const personName = (id: string, names: Names): Text => own(names.people, id);
export const flowName = (id: string, names: Names): Text => own(names.flows, id);

const STATES: Readonly<Record<string, Text>> = Object.fromEntries(
  DEFAULT_STATE_MACHINE.states.map(({ id, label }) => [id, label]),
);
export const stateName = (id: string, names: Names): Text => own({ ...STATES, ...names.states }, id);

/** Events that the product itself knows. */
const EVENTS: Readonly<Record<string, Text>> = {
  order_received: text("订单", "order"),
  order_updated: text("订单变更", "order update"),
  order_cancelled: text("取消", "cancellation"),
  state_conflict: text("状态冲突", "state conflict"),
  state_jump: text("状态跳变", "state jump"),
  complaint: text("客诉", "complaint"),
  return: text("退货", "return"),
  exchange: text("换货", "exchange"),
  refund: text("退款", "refund"),
};
/** `state:<state>` is an order's coming to that state. */
export function eventName(id: string, names: Names): Text {
  if (!id.startsWith("state:")) return own({ ...EVENTS, ...names.events }, id);
  const state = stateName(id.slice(6), names);
  return text(`到达“${state.zh}”`, `arrival at “${state.en}”`);
}
