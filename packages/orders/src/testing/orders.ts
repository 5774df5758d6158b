/** Orders for tests: read through the real intake. */
import fc from "fast-check";
import { DEFAULT_SETTINGS, type Order, type OrderInput, readOrder, type WorkspaceSettings } from "../index.ts";

/** 2026-01-19T10:00:00+08:00, a Monday. */
export const MONDAY_TEN = Date.UTC(2026, 0, 19, 2);

export const at = (iso: string): number => {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) throw new Error(`not an instant: ${iso}`);
  return ms;
};

export function orderOf(
  input: Partial<OrderInput> & Record<string, unknown> = {},
  receivedAt = MONDAY_TEN,
  settings: WorkspaceSettings = DEFAULT_SETTINGS,
): Order {
  const read = readOrder({ source: "test", external_id: "A1", ...input }, { settings, receivedAt, id: "o-1" });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.order;
}

/** Zones with half hours, half-hour summer time, winter time that is summer time, a skipped day, and none of it. */
export const ZONES = [
  "Asia/Shanghai",
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Africa/Casablanca",
  "Pacific/Apia",
  "America/Havana",
  "America/Sao_Paulo",
  "Pacific/Chatham",
  "Europe/Dublin",
] as const;

export const zones = fc.constantFrom(...ZONES);
/** Instants from 1970 to 2099. */
export const instants = fc.integer({ min: 0, max: Date.UTC(2099, 0, 1) });
/** Instants around now, where holidays and make-up days are. */
export const nearInstants = fc.integer({ min: Date.UTC(2024, 11, 1), max: Date.UTC(2027, 1, 1) });

/** JSON values of any kind, the hostile ones included. */
export const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom<unknown>(
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -0,
    1e21,
    2 ** 53,
    "",
    " ",
    "\u0000",
    "\ud800",
    "ＦＪ",
    "2026-02-30",
    "1e400",
    "__proto__",
    { toString: 1, valueOf: 1 },
    { length: 5 },
    [[]],
    null,
    undefined,
    true,
  ),
);
