/** A record as it is kept: what came, through which door, and what became of it. */
import { calendarDate, type Problem } from "@switchyard/orders";
import type { IntakeDoor, IntakeRecord } from "@switchyard/store";
import type { NewId } from "../runtime/ids.ts";

/** What came, before anybody looked into it. */
export interface Came {
  door: IntakeDoor;
  /** As the source sent it. */
  raw: string;
  /** The quarantined record that a person mended, and who did. */
  mends?: { record: string; by: string };
  /** Who typed it: the order's journal names them in place of the source. */
  by?: string;
}

/** More of one record is not kept; its size is. Every body that is accepted is smaller. */
const KEPT = 1_048_576;

export interface RecordMaker {
  zone: string;
  newId: NewId;
}
type Fate = Pick<IntakeRecord, "source" | "externalId" | "outcome" | "order" | "problems">;

export function intakeRecord(
  { zone, newId }: RecordMaker,
  { door, raw, mends }: Came,
  at: number,
  fate: Fate,
): IntakeRecord {
  const bytes = Buffer.byteLength(raw);
  const kept = raw.length > KEPT ? raw.slice(0, KEPT) : raw;
  return { id: newId("rec"), at, day: dayOf(at, zone), door, raw: kept, bytes, mends: mends?.record ?? null, ...fate };
}

const MINUTE = 60_000;
let known = { minute: Number.NaN, zone: "", day: "" };

/** Zones change by whole minutes: the day is worked out once a minute. */
function dayOf(at: number, zone: string): string {
  const minute = Math.floor(at / MINUTE);
  if (known.minute !== minute || known.zone !== zone) known = { minute, zone, day: calendarDate(at, zone) };
  return known.day;
}

/** What a body that is no order says of itself, as far as it can be read. */
export function saidBy(body: unknown): { source: string; externalId: string | null } {
  const of = (name: "source" | "external_id") => {
    if (typeof body !== "object" || body === null || !Object.hasOwn(body, name)) return "";
    const value: unknown = (body as Record<string, unknown>)[name];
    return typeof value === "string" || typeof value === "number"
      ? String(value).normalize("NFKC").trim().slice(0, 200)
      : "";
  };
  return { source: of("source"), externalId: of("external_id") || null };
}

/** Problems of a body are many and alike; the first say enough. */
export const firstOf = (problems: readonly Problem[]): Problem[] => problems.slice(0, 50);
