import { DEFAULT_STATE_MACHINE, factSpec } from "@switchyard/orders";
import { factLookup, type KnownFact, type Scope } from "../facts.ts";
import { type Text, text } from "../text.ts";
import { same } from "./words.ts";

/** What ids are called on screen. Whatever is left out is called by its id. */
export interface Names {
  destinations?: Readonly<Record<string, string>>;
  people?: Readonly<Record<string, string>>;
  flows?: Readonly<Record<string, string>>;
  states?: Readonly<Record<string, Text>>;
  /** Events, courier actions and measures. */
  events?: Readonly<Record<string, Text>>;
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
export function factNamed(name: string, names: Names, scope: Scope): Pick<KnownFact, "label" | "type" | "kind"> {
  const found = scope === "line" ? lines(name) : (names.fact?.(name) ?? factSpec(name));
  return found ?? { label: same(name), type: null, kind: "field" };
}

const own = (table: Readonly<Record<string, string>> | undefined, id: string): string =>
  table !== undefined && Object.hasOwn(table, id) ? (table[id] ?? id) : id;
const ownText = (table: Readonly<Record<string, Text>> | undefined, id: string): Text =>
  (table !== undefined && Object.hasOwn(table, id) ? table[id] : undefined) ?? same(id);

export const destinationName = (id: string, names: Names): Text => same(own(names.destinations, id));
export const personName = (id: string, names: Names): Text => same(own(names.people, id));
export const flowName = (id: string, names: Names): Text => same(own(names.flows, id));

const STATES: Readonly<Record<string, Text>> = Object.fromEntries(
  DEFAULT_STATE_MACHINE.states.map(({ id, label }) => [id, label]),
);
export const stateName = (id: string, names: Names): Text => ownText({ ...STATES, ...names.states }, id);

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
export const eventName = (id: string, names: Names): Text => ownText({ ...EVENTS, ...names.events }, id);
