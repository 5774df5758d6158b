import type { Problem } from "@switchyard/orders";
import type { Page, PageRequest } from "./paging.ts";

/** The door a record came in by. `repair`: a person mended a quarantined one and sent it again; `hand`: a person typed it. */
export const INTAKE_DOORS = ["api", "bulk", "webhook", "upload", "repair", "hand"] as const;
export type IntakeDoor = (typeof INTAKE_DOORS)[number];
/** What became of a record: exactly one of these. */
export const INTAKE_OUTCOMES = ["accepted", "duplicate", "update", "quarantined"] as const;
export type IntakeOutcome = (typeof INTAKE_OUTCOMES)[number];

/** One record as a source sent it, and what became of it. */
export interface IntakeRecord {
  id: string;
  at: number;
  /** Calendar day of `at` in the workspace's zone, YYYY-MM-DD. */
  day: string;
  /** Empty where the record does not say, or cannot be read. */
  source: string;
  externalId: string | null;
  door: IntakeDoor;
  outcome: IntakeOutcome;
  order: string | null;
  /** What came, as text; cut where it was longer than is kept. */
  raw: string;
  /** How long it was. */
  bytes: number;
  /** Why it is quarantined. */
  problems: Problem[] | null;
  /** The quarantined record that this one mends. */
  mends: string | null;
}
/** As it is kept: a quarantined record is open until somebody mends or dismisses it. */
export interface KeptRecord extends IntakeRecord {
  closedAt: number | null;
  /** The record that mended it, or null where it was dismissed. */
  mendedBy: string | null;
}
export interface IntakeFilter {
  outcome?: IntakeOutcome | undefined;
  source?: string | undefined;
  day?: string | undefined;
  /** A field that something is wrong with: an order's own, or `line.` and one of its lines'. */
  field?: string | undefined;
  /** Only quarantined ones that are still open. */
  open?: boolean | undefined;
}

/** received = accepted + duplicate + update + quarantined, for each source and day; `closed` of the quarantined were dealt with. */
export interface DayCount {
  day: string;
  source: string;
  received: number;
  accepted: number;
  duplicate: number;
  update: number;
  quarantined: number;
  closed: number;
  /** How many orders the platform itself says that it has of that day; null: nobody has told. */
  stated: number | null;
}

/** Where orders come from. `kind` is one of the server's; `sealed` holds secrets, never in clear. */
export interface SourceRecord {
  id: string;
  kind: string;
  name: string;
  enabled: boolean;
  sealed: Record<string, string>;
  /** Column → field, for uploaded tables. */
  mapping: unknown;
  createdAt: number;
  updatedAt: number;
}

export interface IntakeReader {
  /** Newest first. `raw` is cut after `rawLength` characters. */
  list(workspace: string, filter: IntakeFilter, page: PageRequest, rawLength?: number): Promise<Page<KeptRecord>>;
  get(workspace: string, id: string): Promise<KeptRecord | null>;
  /** Newest day first; both days included. */
  counts(workspace: string, span: { from?: string | undefined; to?: string | undefined }): Promise<DayCount[]>;
  /** Quarantined records that are open. */
  open(workspace: string): Promise<number>;
  sources(workspace: string): Promise<SourceRecord[]>;
  source(workspace: string, id: string): Promise<SourceRecord | null>;
}
export interface IntakeWriter {
  /** Adds a source, or replaces the one of the same id. */
  saveSource(workspace: string, source: SourceRecord): Promise<void>;
  removeSource(workspace: string, id: string): Promise<void>;
  /** Closes open quarantined records without mending them; answers those that were open. */
  dismiss(workspace: string, ids: readonly string[], at: number): Promise<string[]>;
  /** Keeps the platform's own count of a source and day, of which nothing need have come; answers what was told before. */
  state(workspace: string, of: { day: string; source: string }, stated: number | null): Promise<number | null>;
}
