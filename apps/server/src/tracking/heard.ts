/** What an order's journal says that a customer may hear: where the parcel is, how the promised date moved, what they answered. */
import { courierAction, courierNode, type Order, type Text } from "@switchyard/orders";
import type { JournalEntry } from "@switchyard/store";
import type { FieldChange } from "../executor/order-changes.ts";

type Entry = Pick<JournalEntry, "at" | "type" | "data">;
/** Of one of the events that came from outside. */
interface Said {
  occurredAt?: number;
  order?: Order | string;
  changes?: FieldChange[];
  provider?: string;
  text?: string;
  code?: string | number;
  action?: string;
  measure?: string;
  data?: Record<string, unknown>;
}

export interface Due {
  due_at: number | null;
  due_date: string | null;
}
export interface DueMove {
  at: number;
  from: Due;
  to: Due;
}
interface CourierNews {
  at: number;
  /** Where the parcel is, in the courier's words or the table's; null: it did not say. */
  place: Text | null;
  provider: string | null;
}
/** What the customer said on the page, by the measure of that name. */
export const CUSTOMER_ANSWERED = "customer_answered";
/** That the customer opened the page, by the measure of that name. */
export const CUSTOMER_LOOKED = "customer_looked";
export interface CustomerAnswer {
  at: number;
  choice: string | null;
}

export interface Heard {
  /** The newest that says where the parcel is. */
  courier: CourierNews | null;
  /** The last time that a courier said when it will be there, as it was said. */
  eta: unknown;
  moves: DueMove[];
  answers: CustomerAnswer[];
}

export function heardOf(entries: readonly Entry[]): Heard {
  const heard: Heard = { courier: null, eta: null, moves: [], answers: [] };
  let content: Due | null = null;
  let set: Partial<Due> = {};
  for (const { at, type, data } of entries) {
    if (type === "decided" || type === "acted") continue;
    const said = JSON.parse(data) as Said;
    if (content === null) {
      if (type === "order_received" && typeof said.order === "object") content = dueIn(said.order);
    } else {
      const from = dueOf(content, set);
      for (const { field, new: now } of said.changes ?? []) {
        if (field === "fields") set = dueSet(now);
        if (field === "order.due_at" || field === "order.due_date")
          content = { ...(content as Due), [field.slice("order.".length)]: now ?? null };
      }
      const to = dueOf(content, set);
      if (from.due_at !== to.due_at || from.due_date !== to.due_date) heard.moves.push({ at, from, to });
    }
    if (type === "courier_node") hearCourier(heard, said, said.occurredAt ?? at);
    if (type === "measure_observed" && said.measure === CUSTOMER_ANSWERED) {
      const { choice } = said.data ?? {};
      heard.answers.push({ at, choice: typeof choice === "string" ? choice : null });
    }
  }
  return heard;
}

/** When the customer's page was last opened, as far as that was noted; null: never. */
export function lastLookIn(entries: readonly Entry[]): number | null {
  const look = entries.findLast(
    ({ type, data }) => type === "measure_observed" && (JSON.parse(data) as Said).measure === CUSTOMER_LOOKED,
  );
  return look?.at ?? null;
}

const dueIn = ({ due_at, due_date }: Order): Due => ({ due_at: due_at ?? null, due_date: due_date ?? null });

/** A due instant that was set stands over the source's date too. */
function dueOf(content: Due, set: Partial<Due>): Due {
  if (set.due_at === undefined && set.due_date === undefined) return content;
  return {
    due_at: set.due_at ?? content.due_at,
    due_date: set.due_date ?? (set.due_at === undefined ? content.due_date : null),
  };
}

function dueSet(fields: unknown): Partial<Due> {
  const { due_at, due_date } = (fields ?? {}) as Record<string, unknown>;
  return {
    ...(typeof due_at === "number" ? { due_at } : {}),
    ...(typeof due_date === "string" ? { due_date } : {}),
  };
}

/** Older news than the newest is history. */
function hearCourier(heard: Heard, said: Said, at: number): void {
  if (heard.courier !== null && at < heard.courier.at) return;
  heard.courier = { at, place: placeIn(said), provider: said.provider ?? heard.courier?.provider ?? null };
  if (said.data?.eta !== undefined) heard.eta = said.data.eta;
}

function placeIn({ provider = "", code, text = "", action }: Said): Text | null {
  if (text !== "") return { zh: text, en: text };
  if (action !== undefined) return courierAction(action)?.label ?? null;
  const meaning = courierNode(provider, code);
  return meaning.known ? meaning.text : null;
}
