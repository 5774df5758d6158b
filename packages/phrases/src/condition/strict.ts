import type { Condition, Operand, Operator } from "@switchyard/flow";
import { readDuration } from "../source/quantities.ts";
import { type Reader, type Spoken, sticky } from "../source/reader.ts";
import type { Language } from "../understanding.ts";
import { typeOf } from "./fact-name.ts";
import { comparison, suits } from "./make.ts";
import { readAmount, readMeasure, readOtherFact } from "./operand.ts";
import { readValue } from "./values.ts";

/** The generator's own sentences, one for one. Values end at a space or stand in quotes. */

type Strict = (reader: Reader, spoken: Spoken) => Condition | null;
type Shape = "text" | "list" | "measure" | "pair" | "span" | "pattern" | "count" | "none" | "yes" | "no";
type Row = [before: string, shape: Shape, operator: Operator, after?: string, only?: "list" | "text"];

/** A name that ends in Latin letters keeps off what follows. */
const ZH: Row[] = [
  ["为空", "none", "is_empty"],
  ["不为空", "none", "is_not_empty"],
  ["为是", "yes", "is"],
  ["为否", "no", "is"],
  ["不是 ", "text", "is_not"],
  ["是 ", "text", "is"],
  ["不以 ", "text", "not_starts_with", " 开头"],
  ["以 ", "text", "starts_with", " 开头"],
  ["以 ", "text", "ends_with", " 结尾"],
  ["同时包含 ", "list", "contains_all"],
  ["不包含 ", "list", "contains_none", " 中任何一个"],
  ["不包含 ", "list", "contains_none", "", "list"],
  ["不包含 ", "text", "not_contains", "", "text"],
  ["包含 ", "list", "contains_any", " 中任一"],
  ["包含 ", "list", "contains_any", "", "list"],
  ["包含 ", "text", "contains", "", "text"],
  ["不属于 ", "list", "not_in_list"],
  ["属于 ", "list", "in_list"],
  ["符合规则 ", "pattern", "matches"],
  ["在 ", "pair", "between", " 之间"],
  ["早于 ", "measure", "before"],
  ["晚于 ", "measure", "after"],
  ["距现在不超过 ", "span", "within"],
  ["个数=", "count", "count_eq"],
  ["个数≥", "count", "count_ge"],
  ["个数≤", "count", "count_le"],
  ["=", "measure", "eq"],
  ["≠", "measure", "ne"],
  ["<", "measure", "lt"],
  ["≤", "measure", "le"],
  [">", "measure", "gt"],
  ["≥", "measure", "ge"],
];
const EN: Row[] = [
  [" (?:is|are) empty", "none", "is_empty"],
  [" (?:is|are) not empty", "none", "is_not_empty"],
  [": yes", "yes", "is"],
  [": no", "no", "is"],
  [" is between ", "pair", "between"],
  [" is before ", "measure", "before"],
  [" is after ", "measure", "after"],
  [" is within ", "span", "within", " of now"],
  [" is not ", "text", "is_not"],
  [" is one of ", "list", "in_list"],
  [" is none of ", "list", "not_in_list"],
  [" is ", "text", "is"],
  [" does not start with ", "text", "not_starts_with"],
  [" starts with ", "text", "starts_with"],
  [" ends with ", "text", "ends_with"],
  [" contains? all of ", "list", "contains_all"],
  [" contains? none of ", "list", "contains_none"],
  [" contains? any of ", "list", "contains_any"],
  [" contain ", "list", "contains_any", "", "list"],
  [" does not contain ", "text", "not_contains"],
  [" contains ", "text", "contains", "", "text"],
  [" matches ", "pattern", "matches"],
  [" = ", "measure", "eq"],
  [" ≠ ", "measure", "ne"],
  [" < ", "measure", "lt"],
  [" ≤ ", "measure", "le"],
  [" > ", "measure", "gt"],
  [" ≥ ", "measure", "ge"],
];

const compiled = (rows: Row[], space = ""): Strict[] =>
  rows.map(([before, shape, operator, after = "", only]): Strict => {
    const [start, end] = [sticky(space + before), sticky(after)];
    return (reader, spoken) => {
      if (reader.take(start) === null) return null;
      for (const fact of candidates(spoken, shape)) {
        const found = reader.attempt(() => {
          const list = typeOf(reader, fact) === "list";
          if (!suits(reader, fact, operator) || (only !== undefined && (only === "list") !== list)) return null;
          const value = operand(reader, fact, shape);
          if (value === null || reader.take(end) === null) return null;
          return comparison(fact, operator, ...(value === undefined ? [] : [value]));
        });
        if (found !== null) return found;
      }
      return null;
    };
  });

/** A fact that stands alone, or in front of another fact, is called by its label. */
const candidates = (spoken: Spoken, shape: Shape): readonly string[] =>
  shape === "none" && spoken.labelled.length > 0
    ? spoken.labelled
    : [...new Set([...spoken.facts, ...spoken.labelled])];

function operand(reader: Reader, fact: string, shape: Shape): Operand | null | undefined {
  switch (shape) {
    case "none":
      return undefined;
    case "yes":
    case "no":
      return typeOf(reader, fact) === "boolean" ? shape === "yes" : null;
    case "text":
      return textOperand(reader, fact);
    case "measure":
      return readMeasure(reader, fact);
    case "list":
      return readOtherFact(reader, fact, "list") ?? listOperand(reader, fact);
    case "pair":
      return pairOperand(reader, fact);
    case "span":
      return readDuration(reader);
    case "pattern":
      return patternOperand(reader, fact);
    case "count":
      return readAmount(reader, "line_count");
  }
}

const YES = { zh: sticky("(是|否)(?=$|[ ,;)”])"), en: sticky("(yes|no)(?=$|[ ,;)”])") };

function textOperand(reader: Reader, fact: string): Operand | null {
  const type = typeOf(reader, fact);
  const other = readOtherFact(reader, fact);
  if (other !== null) return other;
  if (type === null || type === "boolean") {
    const word = reader.take(YES[reader.language])?.[1];
    if (word !== undefined) return word === "是" || word === "yes";
    if (type === "boolean") return null;
    const number = reader.attempt(() => {
      const value = reader.take(/-?\d+(?:\.\d+)?(?=$|[ ,;)”])/y);
      return value === null ? null : Number(value[0]);
    });
    if (number !== null) return number;
  }
  return readValue(reader, fact);
}

function listOperand(reader: Reader, fact: string): Operand | null {
  const type = typeOf(reader, fact);
  const numeric = type === "number" || type === "money" || type === "duration";
  const values: (string | number)[] = [];
  for (;;) {
    const value = numeric ? readAmount(reader, fact) : readValue(reader, fact);
    if (value === null) return null;
    values.push(value);
    if (reader.take(reader.language === "zh" ? /、/y : /, /y) === null) return values;
  }
}

function pairOperand(reader: Reader, fact: string): Operand | null {
  const from = readMeasure(reader, fact);
  if (reader.take(reader.language === "zh" ? / 到 /y : / and /y) === null) return null;
  const to = readMeasure(reader, fact);
  const fits = (value: Operand | null): value is string | number =>
    typeof value === "string" || typeof value === "number";
  return fits(from) && fits(to) ? [from, to] : null;
}

/** An expression is declared as a pattern of the flow; the comparison names it by its id. */
function patternOperand(reader: Reader, fact: string): string | null {
  const expression = readValue(reader, fact);
  if (expression === null) return null;
  const { patterns } = reader.notes;
  const known = patterns.find((one) => one.fact === fact && one.expression === expression);
  const id = known?.id ?? `p${patterns.length + 1}`;
  if (known === undefined) patterns.push({ id, fact, expression });
  return id;
}

const ROWS = { zh: compiled(ZH, " ?"), en: compiled(EN) };

export const strictPredicates = (language: Language): readonly Strict[] => ROWS[language];
