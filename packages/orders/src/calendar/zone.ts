/**
 * Offsets of IANA zones. Intl tells the local time of an instant; a zone's changes within a year are found once, by
 * asking for each day and halving the days on which the offset changed, and remembered. Nothing here depends on the
 * process's own zone.
 */
import { civilDate, DAY, dayNumber, FIRST_INSTANT, HOUR, LAST_INSTANT, MINUTE } from "./civil.ts";

/** `from` ≤ instant < `to`: the offset in milliseconds east of UTC holds. */
interface Stretch {
  from: number;
  to: number;
  offset: number;
}

interface Zone {
  name: string;
  format: Intl.DateTimeFormat | null;
  years: Map<number, Stretch[]>;
  last: Stretch;
}

const NOWHERE: Stretch = { from: 0, to: 0, offset: 0 };
const ALWAYS_UTC: Stretch = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, offset: 0 };
const zones = new Map<string, Zone>();
/** The zone that was asked for last: nearly always the one asked for next. */
let latest: Zone = { name: "UTC", format: null, years: new Map(), last: ALWAYS_UTC };

function formatFor(name: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
      timeZone: name,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
  } catch {
    return null;
  }
}

function zoneNamed(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const format = formatFor(name);
  const zone: Zone = { name, format, years: new Map(), last: format === null ? ALWAYS_UTC : NOWHERE };
  if (zones.size > 1000) zones.clear();
  zones.set(name, zone);
  return zone;
}

/** Whether this machine's ICU knows the zone. */
export function isZone(name: string): boolean {
  return zoneNamed(name).format !== null;
}

/** Milliseconds east of UTC at an instant. An unknown zone counts as UTC: settings are checked before they get here. */
export function zoneOffset(ms: number, name: string): number {
  if (latest.name !== name) latest = zoneNamed(name);
  const zone = latest;
  const last = zone.last;
  if (ms >= last.from && ms < last.to) return last.offset;
  const inside = Math.min(Math.max(ms, FIRST_INSTANT), LAST_INSTANT);
  const year = civilDate(Math.floor(inside / DAY)).year;
  let stretches = zone.years.get(year);
  if (stretches === undefined) {
    stretches = stretchesOf(zone, year);
    if (zone.years.size > 3000) zone.years.clear();
    zone.years.set(year, stretches);
  }
  for (const stretch of stretches) {
    if (inside < stretch.to) {
      zone.last = stretch;
      return stretch.offset;
    }
  }
  return 0;
}

function stretchesOf(zone: Zone, year: number): Stretch[] {
  const end = dayNumber(year + 1, 1, 1) * DAY;
  const found: Stretch[] = [];
  let from = dayNumber(year, 1, 1) * DAY;
  let offset = askOffset(zone, from);
  for (let at = from + DAY; at <= end; at += DAY) {
    const next = askOffset(zone, Math.min(at, LAST_INSTANT));
    if (next === offset) continue;
    const change = changeBetween(zone, at - DAY, at, offset);
    if (change < end) {
      found.push({ from, to: change, offset });
      from = change;
      offset = next;
    }
  }
  found.push({ from, to: end, offset });
  return found;
}

/** The first whole second in (low, high] at which the offset is no longer `before`. */
function changeBetween(zone: Zone, low: number, high: number, before: number): number {
  let below = low / 1000;
  let above = high / 1000;
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (askOffset(zone, middle * 1000) === before) below = middle;
    else above = middle;
  }
  return above * 1000;
}

function askOffset(zone: Zone, ms: number): number {
  if (zone.format === null) return 0;
  let year = 0;
  let month = 1;
  let day = 1;
  let rest = 0;
  for (const { type, value } of zone.format.formatToParts(ms)) {
    if (type === "year") year = Number(value);
    else if (type === "month") month = Number(value);
    else if (type === "day") day = Number(value);
    else if (type === "hour") rest += Number(value) * HOUR;
    else if (type === "minute") rest += Number(value) * MINUTE;
    else if (type === "second") rest += Number(value) * 1000;
    else if (type === "era" && value.startsWith("B")) year = 1 - year;
  }
  return dayNumber(year, month, day) * DAY + rest - Math.floor(ms / 1000) * 1000;
}
