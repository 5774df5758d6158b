/** What values a fact can have at all, before any condition speaks of it. */
import {
  DEFAULT_STATE_MACHINE,
  type FactType,
  factSpec,
  stateOfFact,
  type WorkspaceSettings,
} from "@switchyard/orders";

/** `among`: the only values there are. Bounds of numbers are included. */
export type Sort =
  | { type: "number"; integer: boolean; min: number; max: number }
  | { type: "text"; form: "text" | "code"; max: number; among?: readonly string[] }
  | { type: "boolean" }
  | { type: "list"; form: "text" | "code"; max: number };

export type Presence = "maybe" | "always" | "never";
/** Who decides the fact's value: the order's own field, its lines, its moments, the core. */
export type FactGroup = "field" | "lines" | "time" | "core";

export interface FactSort {
  name: string;
  sort: Sort;
  presence: Presence;
  group: FactGroup;
}

const FIRST = -2_208_988_800_000;
const LAST = 253_402_300_799_999;
const MONEY: Sort = { type: "number", integer: true, min: 0, max: Number.MAX_SAFE_INTEGER };
const INSTANT: Sort = { type: "number", integer: true, min: FIRST, max: LAST };
const whole = (min: number, max: number): Sort => ({ type: "number", integer: true, min, max });
const REAL: Sort = { type: "number", integer: false, min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };
const QTY = whole(0, 5_000_000_000_000);

/** Lengths that intake allows. */
const LONGEST: Record<string, number> = {
  customer_grade: 64, buyer_name: 200, address_key: 256, province: 100, city: 100, shop: 200, urgency: 64, note: 5000,
  currency: 3, due_date: 10, item_text: 5000,
}; // biome-ignore format: a table

const TIME: Record<string, { sort: Sort; presence: Presence }> = {
  now: { sort: INSTANT, presence: "always" },
  weekday: { sort: whole(1, 7), presence: "always" },
  minute_of_day: { sort: whole(0, 1439), presence: "always" },
  is_working_day: { sort: { type: "boolean" }, presence: "always" },
  is_working_time: { sort: { type: "boolean" }, presence: "always" },
  received_at: { sort: INSTANT, presence: "always" },
  ordered_at: { sort: INSTANT, presence: "maybe" },
  paid_at: { sort: INSTANT, presence: "maybe" },
  due_at: { sort: INSTANT, presence: "maybe" },
  due_date: { sort: { type: "text", form: "text", max: 10 }, presence: "maybe" },
  due_in_days: { sort: REAL, presence: "maybe" },
  due_in_working_days: { sort: whole(-4_000_000, 4_000_000), presence: "maybe" },
  due_in_hours: { sort: REAL, presence: "maybe" },
  age_hours: { sort: { ...REAL, min: 0 } as Sort, presence: "always" },
  paid_hours: { sort: REAL, presence: "maybe" },
  paid_minute_of_day: { sort: whole(0, 1439), presence: "maybe" },
};

const LINE_NUMBERS: Record<string, Sort> = {
  line_count: whole(0, 5000),
  total_qty: QTY,
  max_line_qty: whole(0, 1_000_000_000),
  goods_amount: MONEY,
  sku_count: whole(0, 5000),
  size_count: whole(0, 5000),
};

/** What the core adds to an order's facts. */
const CORE: Record<string, { sort: Sort; presence: Presence }> = {
  bucket: { sort: whole(0, 9999), presence: "always" },
  "stock.available": { sort: whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER), presence: "maybe" },
  "stock.short": { sort: whole(0, Number.MAX_SAFE_INTEGER), presence: "maybe" },
  "destination.paused": { sort: { type: "boolean" }, presence: "maybe" },
  on_hold: { sort: { type: "boolean" }, presence: "always" },
  "credit.remaining": { sort: whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER), presence: "maybe" },
};

/** `<instant>` less `now`, in milliseconds: what `within` compares. Only the analysis knows it. */
export const DIFFERENCE = "~";

/** A fact by name, as an event of the given trigger sees it. */
export function factSort(name: string, settings: WorkspaceSettings, trigger: string): FactSort {
  if (name.startsWith(DIFFERENCE)) {
    const base = factSort(name.slice(1), settings, trigger);
    const group = stateOfFact(base.name) === null ? "time" : "core";
    return { name, sort: whole(2 * FIRST, 2 * LAST), presence: base.presence, group };
  }
  const time = Object.hasOwn(TIME, name) ? TIME[name] : undefined;
  if (time !== undefined) return { name, ...time, group: "time" };
  const core = coreSort(name, trigger, settings);
  if (core !== null) return core;
  const spec = factSpec(name, settings.customFields);
  if (spec === undefined)
    return { name, sort: { type: "text", form: "text", max: 500 }, presence: "never", group: "field" };
  if (spec.kind === "line") {
    const presence = name === "line_count" ? "always" : "maybe";
    return { name, sort: LINE_NUMBERS[name] ?? ofType(spec.type, name, spec.items), presence, group: "lines" };
  }
  const presence = name === "source" || name === "external_id" || name === "tags" ? "always" : "maybe";
  const group = spec.type === "instant" ? "time" : "field";
  return { name, sort: ofType(spec.type, name, spec.items), presence, group };
}

function coreSort(name: string, trigger: string, settings: WorkspaceSettings): FactSort | null {
  if (name === "status") {
    const among = (settings.states ?? DEFAULT_STATE_MACHINE).states.map((state) => state.id);
    return { name, sort: { type: "text", form: "text", max: 64, among }, presence: "always", group: "core" };
  }
  const core = Object.hasOwn(CORE, name) ? CORE[name] : undefined;
  if (core !== undefined) return { name, ...core, group: "core" };
  const dot = name.indexOf(".");
  switch (dot < 0 ? "" : name.slice(0, dot)) {
    case "split":
      return { name, sort: whole(0, 9999), presence: "always", group: "core" };
    case "count":
    case "distinct":
      return { name, sort: whole(0, Number.MAX_SAFE_INTEGER), presence: "maybe", group: "core" };
    case "sum":
      return { name, sort: REAL, presence: "maybe", group: "core" };
    case "reached":
      return { name, sort: INSTANT, presence: "maybe", group: "core" };
    case "pattern":
      return { name, sort: { type: "boolean" }, presence: "maybe", group: "core" };
    case "event": {
      const isOwn = name === "event.type";
      const sort: Sort = { type: "text", form: "text", max: 500, ...(isOwn ? { among: [trigger] } : {}) };
      return {
        name,
        sort,
        presence: isOwn ? "always" : trigger === "order_received" ? "never" : "maybe",
        group: "core",
      };
    }
    default:
      return null;
  }
}

function ofType(type: FactType, name: string, items: "text" | "code" | undefined): Sort {
  switch (type) {
    case "text":
    case "code":
      return { type: "text", form: type, max: LONGEST[name] ?? (name.startsWith("custom.") ? 500 : 128) };
    case "list":
      return { type: "list", form: items ?? "text", max: 200 };
    case "boolean":
      return { type: "boolean" };
    case "money":
      return MONEY;
    case "instant":
      return INSTANT;
    case "number":
    case "duration":
      return REAL;
  }
}
