import type { Condition, Operator } from "@switchyard/flow";
import { dayAfter, endOf, readDay } from "../source/days.ts";
import { readDuration } from "../source/quantities.ts";
import type { Reader, Spoken } from "../source/reader.ts";
import { typeOf } from "./fact-name.ts";
import { comparison, suits, type TextWant, textCondition } from "./make.ts";
import { readMeasure } from "./operand.ts";
import { readKnown, readQuoted, readValues } from "./values.ts";

/** What both languages' predicates are made of. Each tries the facts that the words may mean, in order. */
export type Predicate = (reader: Reader, spoken: Spoken) => Condition | null;

function firstFact<T>(reader: Reader, spoken: Spoken, read: (fact: string) => T | null): T | null {
  for (const fact of new Set([...spoken.facts, ...spoken.labelled])) {
    const found = reader.attempt(() => read(fact));
    if (found !== null) return found;
  }
  return null;
}

/** `before` values `after`. A name of goods that contains a word: the entries of the list are whole names, so the goods' text is meant. */
export const text =
  (want: TextWant, before: RegExp, after?: RegExp): Predicate =>
  (reader, spoken) => {
    if (reader.take(before) === null) return null;
    return firstFact(reader, spoken, (named) => {
      const goods = !reader.strict && named === "item_names" && want.includes("contains") ? "item_text" : named;
      const type = typeOf(reader, goods);
      if (type !== null && !["text", "code", "list"].includes(type)) return null;
      const values = readValues(reader, goods);
      // 「客户是VIP」: nobody is called so.
      const isTag = !reader.strict && goods === "buyer_name" && values?.every((one) => isTagOf(reader, one)) === true;
      const fact = isTag ? "tags" : goods;
      if (values === null || (after !== undefined && reader.take(after) === null)) return null;
      return textCondition(reader, fact, want, values);
    });
  };

const isTagOf = (reader: Reader, value: string): boolean => reader.lexicon.tags.get(value).length > 0;

const INSTANT: Partial<Record<Operator, Operator>> = { lt: "before", le: "before", gt: "after", ge: "after" };

/** A comparison with a number, a time or another fact. `swapped`: the sign of what is said. */
export const measure =
  (operator: Operator, before: RegExp, after?: RegExp): Predicate =>
  (reader, spoken) => {
    if (reader.take(before) === null) return null;
    return firstFact(reader, spoken, (fact) => {
      const instant = typeOf(reader, fact) === "instant";
      const suited = instant ? (INSTANT[operator] ?? operator) : operator;
      if (!suits(reader, fact, suited)) return null;
      const from = reader.at;
      const value = readMeasure(reader, fact);
      const day = instant && (operator === "le" || operator === "gt") ? bareDay(reader, from) : null;
      if (value === null || (after !== undefined && reader.take(after) === null)) return null;
      // 「不晚于12月5日」 includes that day, 「晚于12月5日」 leaves all of it out.
      if (day !== null && operator === "le") return comparison(fact, suited, dayAfter(day, reader.lexicon.zone));
      if (day !== null && after === undefined) return comparison(fact, suited, endOf(day, reader.lexicon.zone));
      return comparison(fact, suited, value);
    });
  };

/** The day, where what was just read from `from` on named no time of it. */
function bareDay(reader: Reader, from: number): string | null {
  if (reader.strict) return null;
  const { at } = reader;
  reader.at = from;
  const day = readDay(reader);
  const bare = day !== null && reader.at === at;
  reader.at = at;
  return bare ? day : null;
}

/** Both ends included. */
export const between =
  (before: RegExp, middle: RegExp, after: RegExp): Predicate =>
  (reader, spoken) => {
    if (reader.take(before) === null) return null;
    return firstFact(reader, spoken, (fact) => {
      if (!suits(reader, fact, "between")) return null;
      const from = readMeasure(reader, fact);
      if (from === null || reader.take(middle) === null) return null;
      const second = reader.at;
      const to = readMeasure(reader, fact);
      const last = typeof to === "string" ? bareDay(reader, second) : null;
      if (reader.take(after) === null) return null;
      if (typeof from === "number" && typeof to === "number") {
        return from <= to ? comparison(fact, "between", [from, to]) : null;
      }
      return typeof from === "string" && typeof to === "string"
        ? comparison(fact, "between", [from, last === null ? to : endOf(last, reader.lexicon.zone)])
        : null;
    });
  };

/** `within`: at most so long before or after now. */
export const span =
  (before: RegExp, after?: RegExp): Predicate =>
  (reader, spoken) => {
    if (reader.take(before) === null) return null;
    // "Due within 3 days" is about the days that are left, not about a moment near now.
    if (spoken.facts.includes("due_in_days")) return null;
    const fact = [...spoken.facts, ...spoken.labelled].find((one) => typeOf(reader, one) === "instant");
    const duration = fact === undefined ? null : readDuration(reader);
    if (fact === undefined || duration === null || duration.clock === "working") return null;
    if (after !== undefined && reader.take(after) === null) return null;
    return comparison(fact, "within", duration);
  };

/** 「为空」: of the fact that the words name; where they name none by its label, the field and not a clock. */
export const empty =
  (operator: "is_empty" | "is_not_empty", before: RegExp): Predicate =>
  (reader, spoken) => {
    if (reader.take(before) === null) return null;
    const fields = [...spoken.labelled, ...spoken.facts];
    const fact = fields.find((one) => !/^(due_in|paid_minute|paid_hours|age_hours|size_count)/.test(one)) ?? fields[0];
    return fact === undefined ? null : comparison(fact, operator);
  };

/** 「款号有三种以上」 speaks of the lines' style codes: where a fact is one value, the fact that holds all of them. */
const LISTED: Readonly<Record<string, string>> = { style_code: "style_codes", brand: "brands", origin: "origins" };

/** 「超过 3 个」 of a list: how many there are. */
export const count =
  (
    operator: "count_ge" | "count_le" | "count_eq",
    before: RegExp,
    number: (reader: Reader) => number | null,
    after: RegExp,
    more = 0,
  ): Predicate =>
  (reader, spoken) => {
    if (reader.take(before) === null) return null;
    const fact = spoken.facts.map((one) => LISTED[one] ?? one).find((one) => typeOf(reader, one) === "list");
    const value = fact === undefined ? null : number(reader);
    if (fact === undefined || value === null || !Number.isInteger(value) || reader.take(after) === null) return null;
    return value + more < 0 ? null : comparison(fact, operator, value + more);
  };

/** Yes or no. */
export const yes =
  (answer: boolean, words: RegExp): Predicate =>
  (reader, spoken) => {
    const fact = spoken.facts.find((one) => typeOf(reader, one) === "boolean");
    return fact === undefined || reader.take(words) === null ? null : comparison(fact, "is", answer);
  };

/** 「品牌奔驰」: a value that the workspace knows, or one in quotes, right after the fact. */
export const bare: Predicate = (reader, spoken) => {
  reader.take(/ ?:? ?/y);
  return firstFact(reader, spoken, (fact): Condition | null => {
    const type = typeOf(reader, fact);
    if (type !== "text" && type !== "code" && type !== "list") return null;
    const known = readKnown(reader, fact);
    if (known !== null) return textCondition(reader, fact, "is", [known]);
    const quoted = readQuoted(reader);
    return quoted === null
      ? null
      : textCondition(reader, fact, fact === "note" || fact === "item_text" ? "contains" : "is", [quoted]);
  });
};
