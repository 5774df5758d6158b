/** Numbers and dates of spreadsheets as text. Pure. */

const DAY_MS = 86_400_000;
/** Day 0 of the 1900 system; Excel counts a 29 February 1900 that never was, so days before 1 March 1900 are one less. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const LAST_DAY = 2_958_465;

/** A serial number as `YYYY-MM-DD`, with `THH:mm:ss` where it has a time; null where it is no date of the years 1900 to 9999. */
export function serialToDate(serial: number, epoch1904 = false): string | null {
  const days = epoch1904 ? serial + 1462 : serial;
  if (!Number.isFinite(days) || days < 1 || days >= LAST_DAY + 1) return null;
  const shifted = days < 60 ? days + 1 : days;
  const ms = EPOCH_1900 + Math.round((shifted * DAY_MS) / 1000) * 1000;
  const text = new Date(ms).toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 19);
}

/**
 * What a number shows as: Excel keeps 15 digits, its file more (19.9 stands there as 19.899999999999999). A whole number with more
 * digits than those was not written by Excel, and is as it stands: to round it would make one order of several.
 * `lost` says that digits of a long number are gone for good.
 */
export function numberText(raw: string): { text: string; lost: boolean } {
  const value = Number(raw);
  if (raw.trim() === "" || !Number.isFinite(value)) return { text: raw.trim(), lost: false };
  const rounded = Number(value.toPrecision(15));
  if (Number.isSafeInteger(value) && value !== rounded) return { text: String(value), lost: false };
  const text = Math.abs(rounded) < 1e21 ? plainDecimal(rounded) : String(rounded);
  return { text, lost: Math.abs(value) >= 1e15 && Number.isInteger(value) };
}

function plainDecimal(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(20).replace(/0+$/, "") : text;
}
