/** The shapes of the generated tables. */

/** How sure the table is: official description or several sources; one production adapter; seen once or inferred. */
export type Confidence = "high" | "medium" | "low";
export type Severity = "info" | "warn" | "high" | "critical";
export type CanonicalGroup = "order" | "fulfilment" | "carrier" | "exception" | "return" | "aftersale";
/** Which part of a platform's order a status field speaks of. */
export type StatusKind =
  | "order"
  | "step"
  | "refund"
  | "exchange"
  | "parcel"
  | "deal"
  | "group"
  | "risk"
  | "aftersale"
  | "aftersaleType"
  | "payment"
  | "cancelReason"
  | "closeType";

export type CanonicalRow = readonly [
  id: string,
  zh: string,
  en: string,
  rank: number,
  group: CanonicalGroup,
  terminal: boolean,
  blocksOutbound: boolean,
];
export type StatusRow = readonly [
  code: string,
  zh: string,
  en: string,
  canonical: string,
  confidence: Confidence,
  note?: string,
];
export interface StatusField {
  platform: string;
  kind: StatusKind;
  field: string;
  rows: readonly StatusRow[];
}

export type CourierActionRow = readonly [
  id: string,
  zh: string,
  en: string,
  canonical: string | null,
  stopsStallClock: boolean,
  severity: Severity,
  effect: string,
];
/** Alternatives; each is a sequence of word choices that must follow one another in the text. */
export type KeywordRow = readonly [
  action: string,
  zh: string,
  en: string,
  alternatives: readonly (readonly (readonly string[])[])[],
];
export type CourierRow = readonly [
  code: string,
  zh: string,
  en: string,
  action: string,
  confidence: Confidence,
  note?: string,
];
export interface CourierField {
  provider: string;
  field: string;
  rows: readonly CourierRow[];
}
