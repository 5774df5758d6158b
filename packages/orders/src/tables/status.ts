/** What a platform's status codes mean. A code that is not in the table is `unknown`: kept, shown and alerted, never dropped. */
import type { Text } from "../text.ts";
import { type CanonicalState, canonicalState } from "./canonical.ts";
import type { Confidence, StatusField, StatusKind, StatusRow } from "./rows.ts";
import { STATUS_FIELDS } from "./status-rows.ts";

export interface KnownStatus {
  known: true;
  platform: string;
  field: string;
  kind: StatusKind;
  code: string;
  text: Text;
  canonical: CanonicalState;
  confidence: Confidence;
  note?: string;
}
export interface UnknownStatus {
  known: false;
  platform: string;
  field: string;
  /** What was received, as text. */
  code: string;
}
export type StatusMeaning = KnownStatus | UnknownStatus;

interface Entry {
  field: StatusField;
  codes: Map<string, StatusRow>;
}

/** REST names of fields that the table holds by their GraphQL names. */
const FIELD_ALIASES: Record<string, string> = { "shopify|fulfillment_status": "shopify|displayfulfillmentstatus" };
/** REST short forms; the absent code of an unfulfilled order included. */
const CODE_ALIASES: Record<string, Record<string, string>> = {
  "shopify|displayfulfillmentstatus": { "": "unfulfilled", partial: "partially_fulfilled" },
};
const AFTER_SALE: ReadonlySet<StatusKind> = new Set(["aftersale", "refund", "exchange", "closeType"]);
const NO_AFTER_SALE = new Set(["", "0", "no_refund"]);

let index: Map<string, Entry> | undefined;

/** `statuses[] / item.status` is also found as `statuses` and `item.status`, `order_status (v1 numeric)` as `order_status`. */
function namesOf(field: string): string[] {
  const parts = field.split("/").map((part) => part.replace(/\(.*\)|\[\]/g, "").trim());
  const names = [field, ...parts].map((name) => name.toLowerCase());
  return [...new Set([...names, ...names.map((name) => name.replaceAll("_", ""))])];
}

function entries(): Map<string, Entry> {
  if (index !== undefined) return index;
  const fresh = new Map<string, Entry>();
  for (const field of STATUS_FIELDS) {
    const entry: Entry = { field, codes: new Map(field.rows.map((row) => [row[0].toLowerCase(), row])) };
    for (const name of namesOf(field.field)) {
      const key = `${field.platform}|${name}`;
      if (!fresh.has(key)) fresh.set(key, entry);
    }
  }
  for (const [alias, key] of Object.entries(FIELD_ALIASES)) {
    const entry = fresh.get(key);
    if (entry !== undefined) fresh.set(alias, entry);
  }
  index = fresh;
  return fresh;
}

/** The meaning of a code. Case does not count; an after-sale field without a code, with 0 or NO_REFUND means no after-sale. */
export function statusMap(platform: string, field: string, code: string | number | null | undefined): StatusMeaning {
  const said = code === null || code === undefined ? "" : String(code).trim();
  const unknown: UnknownStatus = { known: false, platform, field, code: said };
  const all = entries();
  const name = `${platform.trim().toLowerCase()}|${field.trim().toLowerCase()}`;
  const entry = all.get(name) ?? all.get(name.replaceAll("_", ""));
  if (entry === undefined) return unknown;
  const key = said.normalize("NFKC").toLowerCase();
  const aliases = CODE_ALIASES[`${entry.field.platform}|${entry.field.field.toLowerCase()}`] ?? {};
  const row = entry.codes.get(Object.hasOwn(aliases, key) ? (aliases[key] ?? key) : key) ?? impliedRow(entry, key);
  const canonical = row === undefined ? undefined : canonicalState(row[3]);
  if (row === undefined || canonical === undefined) return unknown;
  const [, zh, en, , confidence, note] = row;
  return {
    known: true,
    platform: entry.field.platform,
    field: entry.field.field,
    kind: entry.field.kind,
    code: said,
    text: { zh, en },
    canonical,
    confidence,
    ...(note === undefined ? {} : { note }),
  };
}

function impliedRow(entry: Entry, key: string): StatusRow | undefined {
  if (!AFTER_SALE.has(entry.field.kind) || !NO_AFTER_SALE.has(key)) return undefined;
  return [key, "无售后", "No after-sale request", "NoAftersale", "low"];
}

export interface EffectiveStatus {
  /** The most restrictive of what was said; undefined when nothing that counts is known. */
  state: CanonicalState | undefined;
  blocksOutbound: boolean;
  parts: KnownStatus[];
  /** Codes that the table does not know: to be shown and alerted once. They block too, until someone says what they mean. */
  unknown: UnknownStatus[];
}

/**
 * What a parcel does, and why something was asked, does not say whether the order may go out. Why it was cancelled does: Shopify leaves
 * the payment and the parcels of a cancelled order as they were.
 */
const COUNTS: ReadonlySet<StatusKind> = new Set([
  "order", "step", "group", "risk", "deal", "payment", "refund", "aftersale", "exchange", "closeType", "cancelReason",
]); // biome-ignore format: a word list

/**
 * The effective status of an order from all its status fields: any one that blocks outbound wins over any that does not;
 * among those that block, an after-sale one wins, then the one further along; among the others, the order's own, the least advanced.
 */
export function effectiveStatus(said: readonly StatusMeaning[]): EffectiveStatus {
  const parts = said.filter((meaning): meaning is KnownStatus => meaning.known);
  const unknown = said.filter((meaning): meaning is UnknownStatus => !meaning.known);
  const saying = parts.filter((part) => COUNTS.has(part.kind) && part.canonical.id !== "NoAftersale");
  // A payment, a group or a risk that is settled lets the order go on, and does not say how far it has come.
  const ofOrder = saying.filter((part) => part.kind === "order");
  const counted = saying.map((part) => part.canonical);
  const blocking = counted.filter((state) => state.blocksOutbound);
  const free = (ofOrder.length > 0 ? ofOrder.map((part) => part.canonical) : counted).filter(
    (state) => state.group !== "aftersale",
  );
  const state = blocking.length > 0 ? mostBlocking(blocking) : leastAdvanced(free.length > 0 ? free : counted);
  return { state, blocksOutbound: blocking.length > 0 || unknown.length > 0, parts, unknown };
}

function mostBlocking(states: CanonicalState[]): CanonicalState | undefined {
  const weight = (state: CanonicalState) =>
    (state.terminal ? 2000 : 0) + (state.group === "aftersale" ? 1000 : 0) + state.rank;
  return states.reduce<CanonicalState | undefined>(
    (most, state) => (most === undefined || weight(state) > weight(most) ? state : most),
    undefined,
  );
}

function leastAdvanced(states: CanonicalState[]): CanonicalState | undefined {
  return states.reduce<CanonicalState | undefined>(
    (least, state) => (least === undefined || state.rank < least.rank ? state : least),
    undefined,
  );
}
