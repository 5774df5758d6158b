import {
  COURIER_ACTIONS,
  DEFAULT_STATE_MACHINE,
  factCatalogue,
  factSpec,
  reachedFact,
  stateOfFact,
} from "@switchyard/orders";
import { EVENT_VALUES, STATE_FACTS } from "../event-facts.ts";
import { factLookup, type KnownFact, type Scope } from "../facts.ts";
import { type Text, text } from "../text.ts";
import { inside, same } from "./words.ts";

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
const orders = factLookup({ windows: [], patterns: [] });

/** What is known of a fact for its sentence; an unknown one is called by its name. */
export function factNamed(
  name: string,
  names: Names,
  scope: Scope,
): Pick<KnownFact, "label" | "type" | "kind" | "unit"> {
  const state = scope === "order" ? stateOfFact(name) : null;
  if (state !== null) return reachedFact({ id: state, label: stateName(state, names) }) ?? UNKNOWN(name);
  const found =
    scope === "line" ? lines(name) : (names.fact?.(name) ?? ownField(name) ?? orders(name) ?? factSpec(name));
  return found ?? UNKNOWN(name);
}
/** What a field of an order is called, the workspace's own ones with or without `custom.` before the name. */
export const fieldName = (name: string, names: Names): Text => factNamed(name, names, "order").label;

/** Fields that the product itself writes, and the catalogue does not have. */
const OWN_FIELDS: Readonly<Record<string, Text>> = { delay_cause: text("交期变动原因", "cause of the moved date") };
function ownField(name: string): KnownFact | undefined {
  const own = name.replace(/^custom\./, "");
  const label = Object.hasOwn(OWN_FIELDS, own) ? OWN_FIELDS[own] : undefined;
  return label && { name, label, type: "text", kind: "field" };
}

const UNKNOWN = (name: string) => ({ label: same(name), type: null, kind: "field" as const });

/** From the first of these tables that has it; else its id. */
function own(id: string, ...tables: readonly (Table | undefined)[]): Text {
  const found = tables.find((table) => table !== undefined && Object.hasOwn(table, id))?.[id];
  return found === undefined ? same(id) : typeof found === "string" ? same(found) : found;
}

export const destinationName = (id: string, names: Names): Text => own(id, names.destinations);
export const personName = (id: string, names: Names): Text => own(id, names.people);
export const flowName = (id: string, names: Names): Text => own(id, names.flows);

const STATES: Readonly<Record<string, Text>> = Object.fromEntries(
  DEFAULT_STATE_MACHINE.states.map(({ id, label }) => [id, label]),
);
export const stateName = (id: string, names: Names): Text => own(id, names.states, STATES);

/** Events that the product itself knows, by the ids of `event/label.ts` in the engine and of goals (`has:<field>`). */
export const EVENT_NAMES: Readonly<Record<string, Text>> = {
  ...Object.fromEntries(
    COURIER_ACTIONS.map(({ id, label }) => ({ id, label: inside(label) })).flatMap(({ id, label }) => [
      [id, label],
      [`courier:${id}`, text(`快递${label.zh}`, `courier: ${label.en}`)],
    ]),
  ),
  ...Object.fromEntries(
    factCatalogue
      .filter(({ kind }) => kind === "field")
      .map(({ name, label }) => ({ name, label: inside(label) }))
      .flatMap(({ name, label }) => [
        [`has:${name}`, text(`有${label.zh}`, `a ${label.en}`)],
        [`order_updated:${name}`, text(`${label.zh}变更`, `change of ${label.en}`)],
      ]),
  ),
  order_received: text("订单", "order"),
  order_updated: text("订单变更", "order update"),
  order_cancelled: text("取消", "cancellation"),
  state_conflict: text("状态冲突", "state conflict"),
  state_jump: text("状态跳变", "state jump"),
  complaint: text("客诉", "complaint"),
  return: text("退货", "return"),
  exchange: text("换货", "exchange"),
  refund: text("退款", "refund"),
  courier_node: text("新物流节点", "new courier node"),
  stock_changed: text("库存变化", "stock change"),
  promise_moved: text("交期变动", "moved promise date"),
  customer_answered: text("客户页答复", "answer on the customer page"),
  customer_looked: text("客户打开查单页", "customer opened the page"),
  enquiry: text("客户咨询", "enquiry of a customer"),
  "has:reserved": text("预占库存", "stock reserved"),
};
/** `state:<state>` is an order's coming to that state. */
export function eventName(id: string, names: Names): Text {
  if (!id.startsWith("state:")) return own(id, names.events, EVENT_NAMES);
  const state = stateName(id.slice(6), names);
  return text(`到达“${state.zh}”`, `arrival at “${state.en}”`);
}

/** Values that are ids of states, courier nodes or after-sale news, by their names; null: the value is said as it is. */
export function valueName(fact: string, value: string, names: Names): Text | null {
  if (STATE_FACTS.has(fact)) return stateName(value, names);
  return EVENT_VALUES.get(fact)?.includes(value) === true ? eventName(value, names) : null;
}
