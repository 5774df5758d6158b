/**
 * A cell as text and back: what is typed, pasted and copied. What cannot be read stays as the text that it is, so that nothing is
 * lost; the checks then say at the cell what is wrong with it.
 */
import type { Duration, KnownFact, Operand, OperandShape } from "@switchyard/flow";
import { timeOfDay } from "@switchyard/orders";
import dayjs from "dayjs";
import timezone from "dayjs/plugin/timezone";
import utc from "dayjs/plugin/utc";
import { majorText, minorNumber } from "../condition/money-text.ts";
import { readTime, readWeekday } from "../condition/time-text.ts";
import type { Cell } from "./table-edit.ts";

dayjs.extend(utc);
dayjs.extend(timezone);

export interface CellKind {
  shape: OperandShape;
  type: NonNullable<KnownFact["type"]>;
  unit?: KnownFact["unit"];
  /** Type of a list's members. */
  items: "text" | "number";
  /** Whether `=fact` compares with another fact here. */
  facts: boolean;
}

/** Words and settings that cells are written with. */
export interface CellStyle {
  yes: string;
  no: string;
  /** Between the members of a list. */
  comma: string;
  units: Record<Duration["unit"], string>;
  /** Monday first. */
  weekdays: readonly string[];
  /** Digits after the point of the workspace's currency. */
  digits: number;
  zone: string;
  isFact: (name: string) => boolean;
}

const YES = ["true", "yes", "y", "1", "\u662f", "\u2713"];
const NO = ["false", "no", "n", "0", "\u5426", "\u2717"];
const UNITS: Record<Duration["unit"], readonly string[]> = {
  second: ["s", "sec", "secs", "second", "seconds", "\u79d2", "\u79d2\u949f"],
  minute: ["m", "min", "mins", "minute", "minutes", "\u5206", "\u5206\u949f"],
  hour: ["h", "hour", "hours", "\u65f6", "\u5c0f\u65f6"],
  day: ["d", "day", "days", "\u5929", "\u65e5"],
};
/** Quoted members may hold the separators. */
const MEMBER = /"([^"]*)"|[^\s,;\uff0c\u3001\uff1b][^\n\r\t,;\uff0c\u3001\uff1b]*/g;
const SEPARATOR = /[\n\r\t,;\uff0c\u3001\uff1b]/;
const DATE =
  /^(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?(?:[ T]+(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?$/;

const isFactOperand = (cell: Operand): cell is { fact: string } =>
  typeof cell === "object" && !Array.isArray(cell) && "fact" in cell;

export function cellText(cell: Cell, kind: CellKind, style: CellStyle): string {
  if (cell === null) return "";
  if (typeof cell === "boolean") return cell ? style.yes : style.no;
  if (Array.isArray(cell)) {
    const parts = cell.map((one) => one_(one, kind, style));
    return kind.shape === "pair" ? parts.join(" ~ ") : parts.map(member).join(style.comma);
  }
  if (typeof cell === "object") {
    return isFactOperand(cell) ? `=${cell.fact}` : `${cell.amount} ${style.units[cell.unit]}`;
  }
  return one_(cell, kind, style);
}

const member = (text: string) => (SEPARATOR.test(text) ? `"${text}"` : text);

function one_(value: string | number, kind: CellKind, style: CellStyle): string {
  if (typeof value === "number") {
    if (kind.unit === "time_of_day") return timeOfDay(value);
    if (kind.unit === "weekday") return style.weekdays[value - 1] ?? String(value);
    return kind.type === "money" && kind.shape !== "count" ? majorText(value, style.digits) : String(value);
  }
  if (kind.type !== "instant") return value;
  const moment = dayjs(value);
  return moment.isValid() && DATE.test(value) ? moment.tz(style.zone).format("YYYY-MM-DD HH:mm") : value;
}

export function readCell(text: string, kind: CellKind, style: CellStyle): Cell {
  const said = text.trim();
  if (said === "") return null;
  const plain = said.normalize("NFKC");
  const fact = plain.slice(1);
  if (kind.facts && plain.startsWith("=") && style.isFact(fact)) return { fact };
  switch (kind.shape) {
    case "none":
      return truth(plain, style) ?? said;
    case "list":
      return readList(said, kind, style);
    case "pair":
      return readPair(plain, kind, style) ?? said;
    case "span":
      return readSpan(plain, style) ?? said;
    case "count":
      return number(plain) ?? said;
    case "pattern":
      return said;
    case "one":
      return readOne(said, kind, style);
  }
}

function readOne(said: string, { type, unit }: CellKind, style: CellStyle): string | number | boolean {
  const plain = said.normalize("NFKC");
  if (unit === "time_of_day") return readTime(plain) ?? said;
  if (unit === "weekday") return readWeekday(plain) ?? said;
  switch (type) {
    case "number":
    case "duration":
      return number(plain) ?? said;
    case "money":
      return money(plain, style.digits) ?? said;
    case "boolean":
      return truth(plain, style) ?? said;
    case "instant":
      return instant(plain, style.zone) ?? said;
    case "text":
    case "code":
    case "list":
      return said;
  }
}

function truth(plain: string, style: CellStyle): boolean | null {
  const word = plain.toLowerCase();
  if (YES.includes(word) || word === style.yes.toLowerCase()) return true;
  return NO.includes(word) || word === style.no.toLowerCase() ? false : null;
}

/** Thousands are written 1,200 in Excel. */
const NUMBER = /^[-+]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?$/;

function number(plain: string): number | null {
  if (!NUMBER.test(plain) || !/\d/.test(plain)) return null;
  return Number(plain.replaceAll(",", ""));
}

/** Minor units, through text: no cent is lost, and one too many digits is not rounded away. */
function money(plain: string, digits: number): number | null {
  const bare = plain.replace(/^[¥$€£]\s*|\s*[A-Z]{3}$/gu, "");
  if (number(bare) === null) return null;
  const [whole = "", fraction = ""] = bare.replaceAll(",", "").replace("+", "").split(".");
  if (fraction.length > digits && /[1-9]/.test(fraction.slice(digits))) return null;
  const minor = minorNumber(`${whole === "" || whole === "-" ? `${whole}0` : whole}.${fraction}`, digits);
  return Number.isSafeInteger(minor) ? minor : null;
}

function instant(plain: string, zone: string): string | null {
  const [, year, month, day, hour = "0", minute = "00", offset] = DATE.exec(plain) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const local = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}T${hour.padStart(2, "0")}:${minute}`;
  const moment = offset === undefined ? dayjs.tz(local, zone) : dayjs(`${local}${offset}`);
  if (!moment.isValid() || Number(hour) > 23 || Number(minute) > 59) return null;
  // 31 February would become a day of March.
  if (dayjs.utc(`${local}Z`).format("YYYY-MM-DDTHH:mm") !== local) return null;
  return moment.tz(zone).format("YYYY-MM-DDTHH:mmZ");
}

function readList(said: string, kind: CellKind, style: CellStyle): (string | number)[] {
  const members = [...said.matchAll(MEMBER)].map((match) => (match[1] ?? match[0]).trim()).filter((one) => one !== "");
  const values = members.map((one) => {
    const plain = one.normalize("NFKC");
    if (kind.type === "money") return money(plain, style.digits) ?? one;
    if (kind.unit === "time_of_day") return readTime(plain) ?? one;
    if (kind.unit === "weekday") return readWeekday(plain) ?? one;
    return kind.items === "number" ? (number(plain) ?? one) : one;
  });
  return [...new Set(values)];
}

/** From and to: `1 ~ 5`, `1 - 5`, `1 .. 5`. */
function readPair(plain: string, kind: CellKind, style: CellStyle): (string | number)[] | null {
  const [from, to, ...more] = plain.split(/\s*(?:~|\.\.+|\u81f3|\u2014+|\s-\s|\sto\s)\s*/u);
  const ends = from !== undefined && to !== undefined ? [from, to] : plain.split("-");
  if (more.length > 0 || ends.length !== 2) return null;
  const values = ends.map((end) => readOne(end.trim(), kind, style));
  return values.every((value) => typeof value === "number" || typeof value === "string") ? values : null;
}

function readSpan(plain: string, style: CellStyle): Duration | null {
  const [, amount, word] = /^(\d+)\s*(\D+)$/.exec(plain) ?? [];
  if (amount === undefined || word === undefined) return null;
  const said = word.trim().toLowerCase();
  const units = ["second", "minute", "hour", "day"] as const;
  const unit = units.find((one) => UNITS[one].includes(said) || style.units[one].toLowerCase() === said);
  return unit === undefined ? null : { amount: Number(amount), unit, clock: "natural" };
}
