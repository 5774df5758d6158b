import type { Operand } from "@switchyard/flow";
import { parseMoney } from "@switchyard/orders";
import { readClock, readInstant, readWeekdays } from "../source/moments.ts";
import { type Quantity, readQuantity } from "../source/quantities.ts";
import { type Reader, sticky } from "../source/reader.ts";
import { typeOf } from "./fact-name.ts";
import { readOther } from "./subject.ts";

const CLOCK_FACTS = ["paid_minute_of_day", "minute_of_day"];
const HOURS = ["due_in_hours", "age_hours", "paid_hours"];
const COUNTS = ["piece", "line", "kind", "time", "order", "none"];
const EXACT_UNITS: Readonly<Record<string, string[]>> = {
  size_count: ["kind", "none"],
  sku_count: ["kind", "none"],
  line_count: ["line", "none"],
};

/** A number for a fact, in the fact's own unit; null where what was counted cannot be that fact. */
export function readAmount(reader: Reader, fact: string): number | null {
  return reader.attempt(() => {
    if (CLOCK_FACTS.includes(fact)) {
      const clock = readClock(reader);
      if (clock !== null || !reader.strict) return clock;
      return readQuantity(reader)?.value ?? null;
    }
    if (fact === "weekday") {
      const days = readWeekdays(reader);
      if (days !== null) return days.length === 1 ? (days[0] ?? null) : null;
    }
    const quantity = readQuantity(reader);
    return quantity === null ? null : amountOf(reader, fact, quantity);
  });
}

export function amountOf(reader: Reader, fact: string, quantity: Quantity): number | null {
  const { value, unit, clock } = quantity;
  const type = typeOf(reader, fact);
  if (type === "money") return unit === "money" || unit === "none" ? minorOf(reader, quantity) : null;
  if (fact === "due_in_working_days") return unit === "day" && clock === "working" ? value : null;
  if (fact === "due_in_days") return unit === "none" || (unit === "day" && clock === "natural") ? value : null;
  if (HOURS.includes(fact)) {
    if (clock === "working") return null;
    if (unit === "hour") return value;
    if (unit === "minute") return Number((value / 60).toFixed(4));
    if (unit === "second") return Number((value / 3600).toFixed(6));
    return unit === "day" && fact !== "due_in_hours" ? value * 24 : null;
  }
  if (type === "number" || type === null) {
    if (unit === "percent") return fact.startsWith("event.") || type === null ? Number((value / 100).toFixed(6)) : null;
    return (EXACT_UNITS[fact] ?? COUNTS).includes(unit) ? value : null;
  }
  return null;
}

function minorOf(reader: Reader, { value, currency }: Quantity): number | null {
  if (currency !== null && currency !== reader.lexicon.currency) return null;
  const money = parseMoney(value, reader.lexicon.currency);
  return money.ok ? money.minor : null;
}

/** A number or an instant, or another fact to compare with. */
export function readMeasure(reader: Reader, fact: string): Operand | null {
  const type = typeOf(reader, fact);
  const value = type === "instant" ? readInstant(reader) : readAmount(reader, fact);
  return value ?? readOtherFact(reader, fact);
}

const VALUE_OF = { zh: sticky(" ?的值"), en: sticky("the value of ") };

/** 「总数量≤库存 available」; beside texts only where 的值 says so. */
export function readOtherFact(reader: Reader, fact: string, wanted?: "list"): Operand | null {
  const type = wanted ?? typeOf(reader, fact);
  const numeric = type === "number" || type === "money" || type === "instant" || type === "duration";
  return reader.attempt(() => {
    const marked = reader.language === "en" && reader.take(VALUE_OF.en) !== null;
    const article = !reader.strict && reader.language === "en";
    const other =
      readOther(reader, fact, type) ??
      (article && reader.take(/the /y) !== null ? readOther(reader, fact, type) : null);
    if (other === null) return null;
    const said = marked || (reader.language === "zh" && reader.take(VALUE_OF.zh) !== null);
    return numeric || said ? { fact: other } : null;
  });
}
