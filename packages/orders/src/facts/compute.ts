/** Facts of an order: the flat object that conditions read. Absent facts are absent; they are never null, undefined or NaN. */
import { plainTime } from "../brands.ts";
import { PROTOTYPE_KEYS } from "../intake/shape.ts";
import type { Order } from "../order.ts";
import type { OrderTime, WorkspaceSettings } from "../settings.ts";
import { CLOCK_FACTS, clockFactAt, isClockFact } from "./clock-facts.ts";
import { isLineFact, LINE_FACTS, lineFact } from "./line-facts.ts";
import type { Facts } from "./spec.ts";

export interface FactContext {
  now: number;
  settings: WorkspaceSettings;
  /** Facts computed elsewhere (window counts, lookups, patterns, bucket), by name; `count.x` becomes `count: { x }`. */
  extra?: Record<string, unknown>;
  /** Compute only these; `extra` is taken whole. */
  only?: Iterable<string>;
}

/** The fields of an order that are facts as they stand. */
export const FIELD_FACTS = [
  "source", "external_id", "po_no", "brand", "style_code", "origin", "customer_id", "customer_grade", "buyer_name",
  "address_key", "province", "city", "channel", "shop", "warehouse", "payment_method", "amount", "currency", "urgency",
  "tracking_no", "carrier", "note", "tags", "status", "ordered_at", "received_at", "paid_at", "due_at", "due_date",
] as const satisfies readonly (keyof Order)[]; // biome-ignore format: a word list
type FieldFact = (typeof FIELD_FACTS)[number];
const isField = new Set<string>(FIELD_FACTS);

/** Computes a fixed choice of facts; made once for a program, called for each order. */
export type FactReader = (order: Order, now: number, extra?: Record<string, unknown>) => Facts;

type Step = (facts: Facts, order: Order, now: number) => void;

/** Every fact that this room can compute by itself. */
export const COMPUTED_FACTS: readonly string[] = [
  ...FIELD_FACTS,
  "line_count",
  ...Object.keys(LINE_FACTS),
  ...CLOCK_FACTS,
  "custom",
];

/** A reader for just the named facts. Names of facts that come from elsewhere are left to `extra`. */
export function factReader(names: Iterable<string>, settings: WorkspaceSettings): FactReader {
  const steps: Step[] = [];
  const time = plainTime(settings);
  for (const name of new Set(names)) {
    const step = stepFor(name, time);
    if (step !== null) steps.push(step);
  }
  return (order, now, extra) => {
    const facts: Facts = {};
    for (const step of steps) step(facts, order, now);
    if (extra !== undefined) addExtra(facts, extra);
    return facts;
  };
}

function stepFor(name: string, time: OrderTime): Step | null {
  if (isField.has(name)) {
    const field = name as FieldFact;
    return (facts, order) => {
      const value = order[field];
      if (value !== undefined) facts[field] = value;
    };
  }
  if (name === "line_count") {
    return (facts, order) => {
      facts.line_count = order.lines.length;
    };
  }
  if (isLineFact(name)) {
    return (facts, order) => {
      const value = lineFact(name, order);
      if (value !== undefined) facts[name] = value;
    };
  }
  if (isClockFact(name)) {
    return (facts, order, now) => {
      const value = clockFactAt(name, order, now, time);
      if (value !== undefined) facts[name] = value;
    };
  }
  return name === "custom" ? allCustom : name.startsWith("custom.") ? oneCustom(name.slice(7)) : null;
}

const allCustom: Step = (facts, order) => {
  for (const _ in order.custom) {
    facts.custom = { ...order.custom };
    return;
  }
};

function oneCustom(name: string): Step {
  return (facts, order) => {
    if (!Object.hasOwn(order.custom, name)) return;
    const group = (facts.custom ?? {}) as Facts;
    group[name] = order.custom[name];
    facts.custom = group;
  };
}

/** Sets each by its dotted name; what is absent (undefined, null, NaN) stays absent. The caller's objects are not written to. */
function addExtra(facts: Facts, extra: Record<string, unknown>): void {
  for (const name in extra) {
    if (!Object.hasOwn(extra, name)) continue;
    const value = extra[name];
    if (value === undefined || value === null || Number.isNaN(value)) continue;
    const dot = name.indexOf(".");
    if (dot < 0) {
      if (!PROTOTYPE_KEYS.has(name)) facts[name] = isGroup(value) ? { ...groupOf(facts, name), ...value } : value;
    } else if (name.indexOf(".", dot + 1) < 0) {
      setInGroup(facts, name.slice(0, dot), name.slice(dot + 1), value);
    } else {
      setDeep(facts, name.split("."), value);
    }
  }
}

function isGroup(value: unknown): value is Facts {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function groupOf(facts: Facts, name: string): Facts | undefined {
  const inner = Object.hasOwn(facts, name) ? facts[name] : undefined;
  return isGroup(inner) ? inner : undefined;
}

/** Groups at the top are the reader's own objects, so they are written to in place. */
function setInGroup(facts: Facts, group: string, name: string, value: unknown): void {
  if (PROTOTYPE_KEYS.has(group) || PROTOTYPE_KEYS.has(name)) return;
  const inner = groupOf(facts, group);
  if (inner === undefined) facts[group] = { [name]: value };
  else inner[name] = value;
}

function setDeep(facts: Facts, path: readonly string[], value: unknown): void {
  if (path.some((part) => PROTOTYPE_KEYS.has(part))) return;
  const last = path.length - 1;
  let group = facts;
  for (let index = 0; index < last; index += 1) {
    const name = path[index] ?? "";
    const next = { ...groupOf(group, name) };
    group[name] = next;
    group = next;
  }
  group[path[last] ?? ""] = value;
}

const readers = new WeakMap<WorkspaceSettings, FactReader>();

/** All facts of an order, or those in `only`. For a stream of orders make a {@link factReader} once instead. */
export function computeFacts(order: Order, context: FactContext): Facts {
  const { now, settings, extra, only } = context;
  if (only !== undefined) return factReader(only, settings)(order, now, extra);
  let reader = readers.get(settings);
  if (reader === undefined) {
    reader = factReader(COMPUTED_FACTS, settings);
    readers.set(settings, reader);
  }
  return reader(order, now, extra);
}

/**
 * A fact by its dotted name, read as the standard `var` reads it, own properties only; undefined where it is absent. `path`: the name
 * taken apart, where who asks often has it.
 */
export function factValue(facts: Facts, name: string, path?: readonly string[]): unknown {
  if (Object.hasOwn(facts, name)) return facts[name];
  let value: unknown = facts;
  for (const part of path ?? name.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}
