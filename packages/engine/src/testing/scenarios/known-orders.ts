/** Orders as their sources have described them so far, and what intake makes of that: the newest word of each field counts. */
import { normaliseText, type Order, readOrder, type WorkspaceSettings } from "@switchyard/orders";
import type { Said } from "../yard.ts";

const FIELDS: Record<string, string> = {
  style: "style_code", brand: "brand", due: "due_at", grade: "customer_grade", origin: "origin", amount: "amount",
  payment_method: "payment_method", channel: "channel", platform: "channel", tags: "tags", note: "note", buyer: "customer_id",
  customer: "customer_id", address: "address_key", shop: "shop", warehouse: "warehouse", province: "province", urgency: "urgency",
  urgent: "urgency", promise: "due_at", po: "po_no", city: "city", carrier: "carrier",
}; // biome-ignore format: a table
const LINE_FIELDS = ["sku", "qty", "brand", "origin", "category", "batch_no", "size", "name", "color", "unit_price"];

/** Stands for a quantity until the order is read: intake takes no line without one. */
const UNSAID = 999_999_937;

export type Data = Record<string, unknown>;
export const isScalar = (value: unknown): value is string | number | boolean =>
  ["string", "number", "boolean"].includes(typeof value);

/** An order as the source last described it: input of `readOrder`, fields of the workspace's own, and when each was said to be so. */
interface Known {
  input: Data;
  custom: Record<string, string | number | boolean>;
  receivedAt: number;
  since: Map<string, number>;
}
export interface Translator {
  settings: WorkspaceSettings;
  known: Map<string, Known>;
  changes: number;
  /** What intake refused: kept and shown with its field and the reason, until somebody mends it. */
  quarantined: { at: number; order: string; field: string; reason: string }[];
  /** Which channel first named an order by that number. */
  firstOf: Map<string, string>;
}

/** 「PO#P1」 in a mail is P1 in a sheet. */
export const poOf = (said: string): string => said.replace(/^PO#/, "");

export type Base = { at: number; occurredAt: number; id?: string };

/** The same number on another platform is another order. */
export function ofChannel(order: string, channel: string, { firstOf }: Translator): string {
  if (!firstOf.has(order)) firstOf.set(order, channel);
  return firstOf.get(order) === channel ? order : `${order}@${channel}`;
}

/** News of a field that is older than what is known of it does not overwrite it: a source says how things stand. */
export function received(id: string, data: Data, base: Base, by: Translator): Said[] {
  const known = by.known.get(id);
  const isNewest = known === undefined || [...known.since.values()].every((since) => since <= base.occurredAt);
  const [external_id, source = "scenario"] = id.split("@");
  const fresh = { input: { source, external_id }, custom: {}, since: new Map() };
  if (isNewest) by.known.set(id, { ...fresh, receivedAt: base.at });
  describe(id, data, base.occurredAt, by);
  const when = Math.max(base.occurredAt, ...(by.known.get(id)?.since.values() ?? []));
  return said(id, base.at, by, (order) => ({ ...base, occurredAt: when, type: "order_received", order }));
}

/** The event with the order as intake reads it; nothing, and a note, where intake refuses it. */
export function said(id: string, at: number, by: Translator, event: (order: Order) => Said): Said[] {
  const known = by.known.get(id);
  const result = readOrder(known?.input ?? {}, { settings: by.settings, receivedAt: known?.receivedAt ?? 0, id });
  if (result.ok) return [event(asSaid(result.order, known))];
  for (const { pointer, code } of result.problems) {
    const field = pointer.split("/").at(-1) ?? "";
    const name = Object.entries(FIELDS).find(([, own]) => own === field)?.[0] ?? field;
    by.quarantined.push({ at, order: id, field: name, reason: code });
  }
  return [];
}

/** A quantity that nobody said is none. */
function asSaid(order: Order, known: Known | undefined): Order {
  const lines = order.lines.map((line) =>
    line.qty === UNSAID ? { ...line, qty: undefined as unknown as number } : line,
  );
  return { ...order, lines, custom: { ...order.custom, ...known?.custom } };
}

/** Notes what is said of an order's fields, unless newer is known. */
export function describe(id: string, data: Data, at: number, by: Translator): string[] {
  const known = by.known.get(id);
  if (known === undefined) return [];
  const { input, custom } = described(data);
  const take = <T>(into: Record<string, T>, from: Record<string, T>): string[] =>
    Object.entries(from).flatMap(([name, value]) => {
      if ((known.since.get(name) ?? Number.NEGATIVE_INFINITY) > at) return [];
      known.since.set(name, at);
      into[name] = value;
      return [name];
    });
  return [...take(known.input, input), ...take(known.custom, custom)];
}

/** The order's own fields among what an event says, and those of the workspace's own. */
export function described(data: Data): Pick<Known, "input" | "custom"> {
  const input: Data = {};
  const custom: Known["custom"] = {};
  for (const [name, value] of Object.entries(data)) {
    const field = FIELDS[name];
    if (field !== undefined && value !== true && value !== false) input[field] = value;
    else if (name === "paid") input.paid_at = value;
    else if (name === "state") input.status = value;
    else if (isScalar(value) && !LINE_FIELDS.includes(name))
      custom[name] = typeof value === "string" ? normaliseText(value) : value;
  }
  const lines = linesOf(data);
  if (lines.length > 0) input.lines = lines;
  return { input, custom };
}

function linesOf(data: Data): Data[] {
  if (Array.isArray(data.lines)) return data.lines.map(({ n, ...line }: Data) => ({ line_no: n, ...line }));
  if (typeof data.sizes === "object" && data.sizes !== null) {
    return Object.entries(data.sizes).map(([size, qty]) => ({ size: size.toUpperCase(), qty }));
  }
  const line: Data = { qty: data.sku === undefined ? UNSAID : 1 };
  for (const name of LINE_FIELDS) if (data[name] !== undefined) line[name] = data[name];
  if (typeof data.text === "string") line.name = data.text;
  if (data.batch !== undefined) line.batch_no = data.batch;
  if (Array.isArray(data.categories)) return data.categories.map((category) => ({ ...line, category }));
  return Object.keys(line).length > 1 || data.qty !== undefined ? [line] : [];
}

/** The whole order as it stands, with fields that change at this event. */
export function updated(id: string, change: Data, data: Data, base: Base, by: Translator): Said[] {
  const known = by.known.get(id);
  if (known === undefined) return [];
  const before = new Map(known.since);
  for (const [name, value] of Object.entries(change)) {
    if ((before.get(name) ?? Number.NEGATIVE_INFINITY) > base.occurredAt) continue;
    known.input[name] = value;
    known.since.set(name, base.occurredAt);
  }
  return said(id, base.at, by, (order) => ({
    ...base,
    type: "order_updated",
    order,
    changed: Object.keys(change),
    data,
  }));
}
