/** All that a customer sees of an order: spelled out field by field, so that nothing else can slip in. */
import type { OrderState } from "@switchyard/engine";
import {
  DEFAULT_STATE_MACHINE,
  type MoveCause,
  type Order,
  type Text,
  type WorkspaceSettings,
} from "@switchyard/orders";
import type { JournalEntry } from "@switchyard/store";
import { effectsIn } from "../executor/decision-text.ts";
import { type Delivery, deliveryOf } from "./delivery.ts";
import { type CustomerAnswer, type Due, type DueMove, type Heard, heardOf } from "./heard.ts";
import { keyStatesOf } from "./key-states.ts";
import { type DeliveryPromise, promiseOf } from "./promise.ts";

interface Reached {
  state: string;
  label: Text;
  at: number;
}
export interface TrackedOrder extends Delivery {
  external_id: string;
  state: string;
  state_label: Text;
  received_at: number;
  due_at: number | null;
  due_date: string | null;
  /** The three that customers look at first. One may be behind it although nobody said when: couriers leave steps out. */
  key_states: { state: string; label: Text; at: number | null; is_passed: boolean }[];
  states: Reached[];
  promise: DeliveryPromise;
  move: TrackedMove | null;
  /** The courier cannot reach them: where and by which number may be put right here. */
  asks_contact: boolean;
}
/** Of the last time that the promised date moved. */
interface TrackedMove {
  at: number;
  from: Due;
  to: Due;
  explanation: string;
  options: string[];
  compensation: string;
  /** What the customer has chosen of the options. */
  choice: string | null;
}

/** The field by which an order says why its date moved: the cause's id or name. */
export const CAUSE_FIELD = "delay_cause";
const ASKS_CONTACT = new Set(["fix_address", "contact_customer"]);

interface Tracking {
  order: Order;
  state: OrderState;
  entries: readonly JournalEntry[];
  settings: WorkspaceSettings;
}

export function trackedOrder({ order, state, entries, settings }: Tracking): TrackedOrder {
  const machine = settings.states ?? DEFAULT_STATE_MACHINE;
  const labels = new Map(machine.states.map(({ id, label }) => [id, label]));
  const labelOf = (id: string) => labels.get(id) ?? { zh: id, en: id };
  const heard = heardOf(entries);
  const now = order.status ?? "";
  const reached = state.reached ?? {};
  const { to_province, eta, arrived_at, is_over, parcel } = deliveryOf({ order, state, heard, settings });
  const been = new Set([now, ...Object.keys(reached)]);
  const furthest = Math.max(0, ...machine.states.flatMap(({ id, stage }) => (been.has(id) && stage) || []));
  return {
    external_id: order.external_id,
    state: now,
    state_label: labelOf(now),
    received_at: order.received_at,
    due_at: order.due_at ?? null,
    due_date: order.due_date ?? null,
    key_states: keyStatesOf(machine, settings.customerPage?.keyStates).map(({ id, label, stage = Infinity }) => ({
      ...{ state: id, label },
      at: reached[id] ?? null,
      is_passed: reached[id] !== undefined || stage <= furthest,
    })),
    states: entries.flatMap(({ at, type, data }) =>
      statesIn(type, data).map((to) => ({ at, state: to, label: labelOf(to) })),
    ),
    ...{ to_province, eta, arrived_at, is_over, parcel },
    promise: promiseOf(order, settings),
    move: moveOf(order, heard, settings),
    asks_contact: asksContact(state, heard.answers) && arrived_at === null && !is_over,
  };
}

/** What the workspace says of a cause; an order may name it by its id or by its name. */
export const causeNamed = ({ customerPage }: WorkspaceSettings, word: unknown): MoveCause | undefined =>
  customerPage?.moves?.find(({ id, name }) => id === word || name === word);

function moveOf(order: Order, { moves, answers }: Heard, settings: WorkspaceSettings): TrackedMove | null {
  const [last]: (DueMove | undefined)[] = moves.slice(-1);
  if (last === undefined) return null;
  const { explanation = "", options = [], compensation = "" } = causeNamed(settings, order.custom[CAUSE_FIELD]) ?? {};
  const choice = answers.findLast((one) => one.at >= last.at && one.choice !== null)?.choice ?? null;
  return { ...last, explanation, options: [...options], compensation, choice };
}

/** Asked until they have answered what the courier said last. */
function asksContact({ courier }: OrderState, answers: readonly CustomerAnswer[]): boolean {
  if (courier === undefined || !ASKS_CONTACT.has(courier.action)) return false;
  return !answers.some(({ at, choice }) => choice === null && at >= courier.at);
}

/** States that an entry of the journal says the order came to. */
function statesIn(type: string, data: string): string[] {
  return (effectsIn(type, data) ?? []).flatMap((effect) => (effect.type === "state" ? [effect.to] : []));
}
