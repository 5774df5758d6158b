/** Reading dates and instants as people and systems write them, and writing instants back. */
import { DAY, dateText, dayOfParts, FIRST_INSTANT, HOUR, LAST_INSTANT, MINUTE } from "./civil.ts";
import { instantAt } from "./local.ts";
import { zoneOffset } from "./zone.ts";

export type Moment =
  | { kind: "instant"; at: number; oddity?: "no_offset" | "loose_date" }
  | { kind: "date"; day: number; oddity?: "loose_date" }
  | { kind: "problem"; problem: "not_a_moment" | "no_such_date" | "no_such_time" | "seconds" | "out_of_range" };

/** 1973-03-03: a smaller number is a count of seconds, or of days as spreadsheets keep them. */
const SMALLEST_MILLISECONDS = 100_000_000_000;
/** 1900-01-01. */
const EARLIEST = -2_208_988_800_000;

const FORM =
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** 2026年1月22日, 20260122: a date as people write it by hand, with or without a time behind it. */
const HAND_WRITTEN = /^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?(?=$|\D)|^(\d{4})(\d{2})(\d{2})(?=$| )/;
/** 2026年1月22日10:00: nobody needs a blank behind 日. */
const DAY_AND_TIME = /^(\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?[日号])(?=\d{1,2}:)/;
const asWritten = (text: string): string =>
  text.replace(DAY_AND_TIME, "$1 ").replace(HAND_WRITTEN, (_, ...parts: (string | undefined)[]) => {
    const [year, month, day] = parts[0] === undefined ? parts.slice(3) : parts;
    return `${year}/${month}/${day}`;
  });

/**
 * An instant (ISO 8601 with an offset, or UTC milliseconds) or a bare date. Without an offset a time is read in `zone` and
 * marked; so are dates with slashes, without leading zeros or written by hand (2026年1月22日, 20260122). Fractions beyond milliseconds are cut.
 */
export function readMoment(value: string | number, zone: string): Moment {
  if (typeof value === "number") return readMilliseconds(value);
  const found = FORM.exec(asWritten(value.trim()));
  if (found === null) return { kind: "problem", problem: "not_a_moment" };
  const [, year, separator, month = "", dayText = "", hour, minute, second = "0", fraction = "", offset] = found;
  const day = dayOfParts(Number(year), Number(month), Number(dayText));
  if (day === null) return { kind: "problem", problem: "no_such_date" };
  const loose = separator !== "-" || month.length !== 2 || dayText.length !== 2;
  if (hour === undefined || minute === undefined) {
    if (day * DAY < EARLIEST) return { kind: "problem", problem: "out_of_range" };
    return loose ? { kind: "date", day, oddity: "loose_date" } : { kind: "date", day };
  }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return { kind: "problem", problem: "no_such_time" };
  const time =
    Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, "0"));
  const shift = offset === undefined ? null : offsetOf(offset);
  if (Number.isNaN(shift)) return { kind: "problem", problem: "no_such_time" };
  const at = shift === null ? instantAt(day, time, zone) : day * DAY + time - shift;
  if (at < EARLIEST || at > LAST_INSTANT) return { kind: "problem", problem: "out_of_range" };
  if (shift === null) return { kind: "instant", at, oddity: "no_offset" };
  return loose ? { kind: "instant", at, oddity: "loose_date" } : { kind: "instant", at };
}

/**
 * The ISO text of a date that somebody wrote, in all forms that `readMoment` takes: `2026-01-05`, with a time `2026-01-05T09:05:00`.
 * Null where it is no date, or names an offset: that text is whole. Whether there is such a day, `readMoment` says.
 */
export function isoDate(written: string): string | null {
  const found = FORM.exec(asWritten(written.normalize("NFKC").trim()));
  if (found === null || found[9] !== undefined) return null;
  const [, year, , month = "", day = "", hour, minute, second = "00", fraction] = found;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return hour === undefined
    ? date
    : `${date}T${hour.padStart(2, "0")}:${minute}:${second}${fraction === undefined ? "" : `.${fraction}`}`;
}

function readMilliseconds(value: number): Moment {
  if (!Number.isInteger(value)) return { kind: "problem", problem: "not_a_moment" };
  if (value < SMALLEST_MILLISECONDS) return { kind: "problem", problem: "seconds" };
  if (value > LAST_INSTANT) return { kind: "problem", problem: "out_of_range" };
  return { kind: "instant", at: value };
}

function offsetOf(text: string): number {
  if (text === "Z" || text === "z") return 0;
  const digits = text.slice(1).replace(":", "").padEnd(4, "0");
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2));
  if (hours > 18 || minutes > 59) return Number.NaN;
  return (text.startsWith("-") ? -1 : 1) * (hours * HOUR + minutes * MINUTE);
}

const padded = (value: number, width: number) => String(value).padStart(width, "0");

/** ISO 8601 in a zone, with its offset: `2026-01-20T09:00:00+08:00` (milliseconds only where there are some). */
export function instantText(ms: number, zone: string): string {
  const inside = Math.min(Math.max(ms, FIRST_INSTANT), LAST_INSTANT);
  const offset = zoneOffset(inside, zone);
  const local = inside + offset;
  const day = Math.floor(local / DAY);
  const rest = local - day * DAY;
  const clock = [Math.floor(rest / HOUR), Math.floor(rest / MINUTE) % 60, Math.floor(rest / 1000) % 60];
  const millis = rest % 1000 === 0 ? "" : `.${padded(rest % 1000, 3)}`;
  const east = Math.abs(Math.round(offset / MINUTE));
  const sign = offset < 0 ? "-" : "+";
  const time = clock.map((part) => padded(part, 2)).join(":");
  return `${dateText(day)}T${time}${millis}${sign}${padded(Math.floor(east / 60), 2)}:${padded(east % 60, 2)}`;
}
