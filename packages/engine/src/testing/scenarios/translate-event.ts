/** From the scenarios' words for what happens to the core's events: by type and field, never by case. */
import { mailOrder, normaliseText } from "@switchyard/orders";
import type { Said } from "../yard.ts";
import {
  type Base, type Data, describe, described, isScalar, ofChannel, poOf, received, said, type Translator, updated,
} from "./known-orders.ts"; // biome-ignore format: a word list
import { instant, type ScenarioEvent } from "./scenario.ts";

/** Events that bring an order to a state of that name. */
export const STATE_EVENTS = [
  "Assigned", "ProductionStarted", "ProductionCompleted", "ReadyToPrint", "LabelPrinted", "PickInstructed", "Picking",
  "Picked", "Checked", "ReadyToPack", "Packed", "HandedOver", "PickedUp", "InTransit", "OutForDelivery", "Signed",
]; // biome-ignore format: a word list
/** Other words for states, and a factory's own names of its nodes. */
const STATE_NAMES: Record<string, string> = {
  CuttingStarted: "ProductionStarted", 裁床开工: "ProductionStarted", QcPassed: "Checked", 成衣质检: "Checked", Shipped: "HandedOver",
  Dispatched: "HandedOver", 快递发出: "HandedOver",
}; // biome-ignore format: a table
const EVIDENCE: Record<string, "hand" | "scan" | "courier" | "platform"> = {
  wms: "hand", wecomScan: "scan", scan: "scan", carrierApi: "courier", courier: "courier", platform: "platform", hand: "hand",
}; // biome-ignore format: a table
/** The number that an observation is about. */
const VALUES = ["value", "rate", "n", "diff", "total", "fails", "sec", "available"];

/** So much older than the first that is told of it an order is at least. */
const UNTOLD = 3_600_000;

/** The number that is meant, in whatever width it is written; what is none is NaN. */
const numeric = (value: unknown): number =>
  typeof value === "string" && value.trim() !== ""
    ? Number(normaliseText(value))
    : typeof value === "number"
      ? value
      : Number.NaN;
export function translate(told: ScenarioEvent, by: Translator): Said[] {
  const data = told.data ?? {};
  const at = instant(told.arrives ?? told.t);
  const occurredAt = instant(told.t);
  const base = { at, occurredAt, ...idOf(told, data) };
  if (Number.isNaN(at) || Number.isNaN(occurredAt))
    throw new Error(`${told.type}: “${told.arrives ?? told.t}” is no instant; say it as 2026-01-20T09:00:00+08:00`);
  if (told.type === "PollResult") {
    return ((data.orders as string[]) ?? []).flatMap((order) =>
      received(ofChannel(order, String(data.channel), by), { channel: data.channel }, { at, occurredAt }, by),
    );
  }
  if (told.type === "MailReceived") {
    const body = mailOrder({ subject: data.subject, text: data.body ?? data.text });
    if (body === null) return [];
    const { external_id, ...fields } = body as Data & { external_id: string };
    const id = poOf(external_id);
    by.known.set(id, {
      ...{ input: { ...fields, source: "scenario", external_id: id }, custom: {}, receivedAt: at, since: new Map() },
    });
    return said(id, at, by, (order) => ({ ...base, type: "order_received", order }));
  }
  if (told.type === "FormPosted" || told.type === "FileUploaded" || told.type === "OrderReceived") {
    const id = poOf(normaliseText(told.order ?? String(data.po ?? data.id)));
    return received(id, data, base, by);
  }
  if (told.order === undefined) return world(told.type, data, base);
  const order = told.order;
  const before: Said[] = [];
  if (told.type === "OrderCreated") return received(order, data, base, by);
  if (!by.known.has(order)) {
    if (told.type === "PaymentConfirmed") return received(order, { ...data, paid: occurredAt }, base, by);
    // It was there before, since when nobody says: what is told of it next may have happened before this.
    before.push(...received(order, attributes(told.type, data), { at, occurredAt: occurredAt - UNTOLD }, by));
  }
  return [...before, ...ofOrder(told.type, order, data, base, by)];
}

/** A list that is made by hand: what its event says is said of every order, then the flows' schedules have a turn. */
export function forList(data: Data, at: number, by: Translator): Said[] {
  return [...by.known.keys()].flatMap((id): Said[] => {
    describe(id, data, at, by);
    const event = { at, type: "order_updated", changed: Object.keys(data), id: `list/${at}/${id}` } as const;
    return said(id, at, by, (order) => ({ ...event, order }));
  });
}

/** SEM-5: an event is known by its id, else by what it says. */
function idOf(told: ScenarioEvent, data: Data): { id?: string } {
  if (typeof data.eventId === "string") return { id: data.eventId };
  return { id: `${told.type}/${told.order ?? ""}/${told.t}/${JSON.stringify(data)}` };
}

/** What an event tells of its order by the way; the field that the event is about comes with the event. */
function attributes(type: string, data: Data): Data {
  const { due: _due, no: _no, ...rest } = data;
  return type === "DueDateChanged" || type === "TrackingNumberSet" ? rest : data;
}

function ofOrder(type: string, order: string, data: Data, base: Base, by: Translator): Said[] {
  const state = STATE_NAMES[type === "NodeReached" ? String(data.node) : type] ?? type;
  if (STATE_EVENTS.includes(state)) {
    return [{ ...base, type: "state_asserted", order, to: state, evidence: { kind: "scan" }, data: scalars(data) }];
  }
  switch (type) {
    case "PaymentConfirmed":
      return updated(order, { paid_at: base.occurredAt }, data, base, by);
    case "DueDateChanged": {
      by.changes += 1;
      const later = new Date(base.occurredAt + (30 + by.changes) * 86_400_000).toISOString().slice(0, 10);
      return updated(order, { due_at: data.due ?? later }, data, base, by);
    }
    case "TrackingNumberSet":
      return updated(order, { tracking_no: data.no }, data, base, by);
    case "Cancelled":
      return [{ ...base, type: "order_cancelled", order }];
    case "State":
      return [
        {
          ...base,
          type: "state_asserted",
          order,
          to: normaliseText(String(data.to)),
          evidence: { kind: EVIDENCE[String(data.by)] ?? "hand" },
        },
      ];
    case "CourierNode": {
      const { action, provider, code, text } = data as {
        action?: string;
        provider?: string;
        code?: string | number;
        text?: string;
      };
      const said = {
        ...(action === undefined ? {} : { action }),
        ...(provider === undefined ? {} : { provider }),
        ...(code === undefined ? {} : { code }),
        ...(text === undefined ? {} : { text }),
      };
      return [
        { ...base, type: "courier_node", order, ...said, data: rest(data, "action", "provider", "code", "text") },
      ];
    }
    case "PlatformStatus": {
      const { platform, field, code, eventId: _id, ...fields } = data;
      const statuses = field === undefined ? fields : { [String(field)]: code };
      return [
        {
          ...base,
          type: "platform_status",
          order,
          platform: String(platform),
          statuses: statuses as Record<string, string | number>,
        },
      ];
    }
    case "Held":
      return [{ ...base, type: "held_by_hand", order, by: "ann", ...(data as { reason?: string }) }];
    case "Released":
      return [{ ...base, type: "hold_released", order, by: "ann" }];
    case "SetByHand":
      return [{ ...base, type: "set_by_hand", order, by: "ann", ...data }];
    case "Recalled":
      return [{ ...base, type: "recalled", order, by: "ann", flow: String(data.rule), version: numeric(data.version) }];
    case "Approved":
    case "Rejected":
      return [
        { ...base, type: "approval_decided", order, approval: String(data.approval), decision: type === "Approved" ? "approved" : "rejected", by: "boss" },
      ]; // biome-ignore format: a record
    case "LotLinked":
      return [lotLinked(data, base, order)];
    default: {
      const sale = afterSale(type, order, data, base);
      if (sale !== null) return [sale];
      const change = /(Changed|Updated|Edited|Corrected)$/.test(type) ? described(data).input : {};
      return Object.keys(change).length > 0
        ? updated(order, change, data, base, by)
        : [observed(type, data, base, order)];
    }
  }
}

const SALES: Record<string, ["complaint" | "return" | "exchange" | "refund", string]> = {
  RefundRequested: ["refund", "requested"], RefundSucceeded: ["refund", "succeeded"], Refunded: ["refund", "succeeded"],
  ExchangeRequested: ["exchange", "requested"], ReturnRequested: ["return", "requested"], ReturnRecorded: ["return", "recorded"],
  Complaint: ["complaint", "made"], RefundRejected: ["refund", "rejected"], RefundWithdrawn: ["refund", "withdrawn"],
}; // biome-ignore format: a table

function afterSale(type: string, order: string | undefined, data: Data, base: Base): Said | null {
  const sale = SALES[type];
  if (sale === undefined) return null;
  const about = order === undefined ? { subject: String(data.batch ?? data.style ?? data.customer ?? "") } : { order };
  // Scenarios say yuan; events bring minor units.
  const money = data.amount === undefined ? {} : { amount: Math.round(numeric(data.amount) * 100) };
  return { ...base, type: "after_sale", kind: sale[0], ...about, data: { ...named(data), ...money, phase: sale[1] } };
}

/** Lots are `batch_no` in our words. */
function named(data: Data): Data {
  return data.batch === undefined ? data : { ...data, batch_no: data.batch };
}

/** What a check answered with a word in place of yes or no stands apart as text. */
function plain(data: Data): Data {
  const texts = Object.entries(data).flatMap(([name, value]) =>
    ["credit", "kit"].includes(name) && typeof value === "string" ? [[`${name}_text`, value]] : [],
  );
  return { ...data, ...Object.fromEntries(texts) };
}

function observed(type: string, data: Data, base: Base, order?: string): Said {
  const number = VALUES.map((name) => numeric(data[name])).find((value) => !Number.isNaN(value));
  const rate = numeric(data.returned) / numeric(data.shipped);
  const value = data.shipped === undefined || data.returned === undefined ? number : rate;
  const subject =
    order === undefined
      ? [data.wave, data.sku, data.style, data.batch].find((name) => typeof name === "string")
      : undefined;
  return {
    ...base, type: "measure_observed", measure: type === "StateConflict" ? "state_conflict" : type, data: plain(named(data)),
    ...(order === undefined ? {} : { order }), ...(typeof subject === "string" ? { subject } : {}), ...(typeof value === "number" ? { value } : {}),
  } as Said; // biome-ignore format: a record
}

function world(type: string, data: Data, base: Base): Said[] {
  switch (type) {
    case "StockChanged":
      return [
        {
          ...base,
          type: "stock_changed",
          sku: String(data.sku),
          available: numeric(data.available),
          data: { value: numeric(data.available) },
        },
      ];
    case "CreditChanged":
      return [
        { ...base, type: "credit_changed", customer: String(data.customer), remaining: Math.round(numeric(data.remaining) * 100) },
      ]; // biome-ignore format: a record
    case "FreezeSwitched":
      return [
        { ...base, type: "freeze_switched", by: "qc", scope: data.scope as "batch", name: String(data.name), on: data.on === true },
      ]; // biome-ignore format: a record
    case "SnapshotTaken":
      return [
        { ...base, type: "stock_changed", sku: String(data.sku), available: numeric(data.qty ?? data.available) },
      ];
    case "LotLinked":
      return [lotLinked(data, base)];
    default:
      return [gate(type, data, base) ?? afterSale(type, undefined, data, base) ?? observed(type, data, base)];
  }
}

/** A lot was scanned into another one, or into the order. */
const lotLinked = (data: Data, base: Base, order?: string): Said => ({
  ...base,
  type: "lot_linked",
  ...{ lot: String(data.batch), on: data.on !== false, by: String(data.by ?? "scanner") },
  ...(order === undefined ? { into: String(data.into) } : { order }),
});

const TARGETS = { Channel: "channel", Workshop: "workshop", Dispatch: "workshop", Wave: "wave", Sale: "sku" } as const;

/** `ChannelPaused`, `DispatchResumed`, …: somebody does it by hand. */
function gate(type: string, data: Data, base: Base): Said | null {
  const [, what, act] = /^(Channel|Workshop|Dispatch|Wave|Sale)(Paused|Resumed)$/.exec(type) ?? [];
  if (what === undefined) return null;
  const target = TARGETS[what as keyof typeof TARGETS];
  const about = { target, name: String(data[target]), by: String(data.by ?? "ops") };
  return act === "Paused" ? { ...base, type: "paused_by_hand", ...about } : { ...base, type: "resumed", ...about };
}

/** What a scenario may say of the time before it: `holidays`, `workdays` are of the workspace's calendar. */
const GIVEN = [
  "stock",
  "giftStock",
  "snapshot",
  "occupied",
  "orders",
  "credit",
  "paused",
  "frozen",
  "holidays",
  "workdays",
];

/** What is there before the first event. */
export function translateGiven(given: Data, at: number, by: Translator): Said[] {
  const all: Said[] = [];
  const unknown = Object.keys(given).filter((name) => !GIVEN.includes(name));
  if (unknown.length > 0)
    throw new Error(`given: ${unknown.join(", ")} is not known here; known are ${GIVEN.join(", ")}`);
  const stock = (sku: string, available: number): Said => ({
    type: "stock_changed",
    at,
    id: `given/${sku}`,
    sku,
    available,
  });
  for (const [sku, count] of Object.entries((given.stock as Record<string, number>) ?? {})) all.push(stock(sku, count));
  if (typeof given.giftStock === "number") all.push(stock("NB-2026FREE", given.giftStock));
  const occupied = (given.occupied as Record<string, number>) ?? {};
  for (const [sku, count] of Object.entries((given.snapshot as Record<string, number>) ?? {}))
    all.push(stock(sku, count - (occupied[sku] ?? 0)));
  for (const [customer, remaining] of Object.entries((given.credit as Record<string, number>) ?? {}))
    all.push({
      type: "credit_changed",
      at,
      id: `given/credit/${customer}`,
      customer,
      remaining: Math.round(remaining * 100),
    });
  for (const name of (given.paused as string[]) ?? [])
    all.push({ type: "paused_by_hand", at, id: `given/paused/${name}`, target: "channel", name, by: "ops" });
  for (const name of (given.frozen as string[]) ?? [])
    all.push({ type: "freeze_switched", at, id: `given/frozen/${name}`, scope: "batch", name, on: true, by: "qc" });
  for (const [id, order] of Object.entries((given.orders as Record<string, Data>) ?? {}))
    all.push(...received(id, order, { at, occurredAt: at, id: `given/${id}` }, by));
  return all;
}

function scalars(data: Data): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(data).filter(
      (entry): entry is [string, string | number | boolean] => isScalar(entry[1]) && entry[0] !== "eventId",
    ),
  );
}
const rest = (data: Data, ...names: string[]): Data =>
  Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name)));
