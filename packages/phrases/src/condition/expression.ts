import type { Condition } from "@switchyard/flow";
import { type Reader, sticky } from "../source/reader.ts";
import { readComparison } from "./comparison.ts";
import { startsDoing } from "./values.ts";

/** Conditions joined by and/or/not, with brackets. 且 binds closer than 或. */

const OR = {
  strict: { zh: sticky(" 或 "), en: sticky(" or ") },
  loose: { zh: sticky(" ?,? ?(?:或者?是?|要么|\\|\\|?) ?"), en: sticky(",? +or +(?:if )?|,? or (?:if )?") },
};
const AND = {
  strict: { zh: sticky(" 且 "), en: sticky(" and ") },
  loose: {
    zh: sticky(" ?(?:[,、] ?)?(?:并且|而且|同时|以及|且|并|&&?|和|与|又|还|也)? ?"),
    en: sticky(",? +and +(?:if |that )?|,? +& +|, +(?:if )?| +but +| +with +"),
  },
};
const both = (words: RegExp) => ({ zh: words, en: words });
const TIGHT_OR = { strict: OR.strict, loose: both(sticky(" ?(?:或者?是?|要么|\\|\\|?) ?")) };
const TIGHT_AND = {
  strict: AND.strict,
  loose: both(sticky(" ?(?:、 ?)?(?:并且|而且|同时|以及|且|并|&&?|和|与|又|还|也)? ?")),
};
const NOT = { zh: sticky("(?:非|不满足|并非) ?(?=\\()"), en: sticky("not ?(?=\\()") };
const OPEN = sticky("\\( ?");
const CLOSE = sticky(" ?\\)");
const BLANK = { zh: sticky("\\(条件未填\\)"), en: sticky("\\(no condition yet\\)") };
const DEEPEST = 8;

export function readCondition(reader: Reader): Condition | null {
  if (reader.strict || reader.language === "en")
    return joined(reader, "any", OR, () => joined(reader, "all", AND, () => readTerm(reader)));
  // 「青禾记的，FJ开头或者两天内交的」: a comma stands outside of the 或 behind it, and inside of 「，或者」.
  const tight = () => joined(reader, "all", TIGHT_AND, () => readTerm(reader));
  const clause = () => joined(reader, "any", TIGHT_OR, tight);
  return joined(reader, "any", OR, () => joined(reader, "all", AND, clause));
}

/** Where a condition follows another without a word between them: 「抖音满200件」「工作日晚上6点以后」. */
const GOES_ON = /^(?:[以满超不含同]|(?:早上|上午|中午|下午|晚上|夜里|凌晨) ?[\d一二两三四五六七八九十])/;

function joined(
  reader: Reader,
  match: "all" | "any",
  words: typeof OR,
  read: () => Condition | null,
): Condition | null {
  const first = read();
  if (first === null) return null;
  const parts = [first];
  while (parts.length < 200) {
    const next = reader.attempt(() => {
      const word = reader.take(words[reader.strict ? "strict" : "loose"][reader.language]);
      if (word === null || (reader.narrow && /[,、]/.test(word[0]))) return null;
      // "…, tag urgent" goes on with something to do, not with the tags.
      if (!reader.strict && startsDoing(reader)) return null;
      if (
        match === "all" &&
        !reader.strict &&
        word[0].trim() === "" &&
        !GOES_ON.test(reader.source.low.slice(reader.at, reader.at + 4))
      )
        return null;
      return read();
    });
    if (next === null) break;
    parts.push(next);
  }
  const said = match === "all" && !reader.strict ? sameFact(parts) : parts;
  return said.length === 1 && said[0] !== undefined ? said[0] : { type: "group", match, parts: said };
}

/** 「新疆和西藏」: no order has two provinces, so either is meant. */
export function sameFact(parts: readonly Condition[]): Condition[] {
  const merged: Condition[] = [];
  /** Of each fact that is one of some values: those, and where they are said first. */
  const found = new Map<string, { at: number; values: string[] }>();
  for (const part of parts) {
    const values = valuesOf(part);
    const before = values === null ? undefined : found.get(factOf(part));
    if (values !== null && before !== undefined) before.values.push(...values);
    else {
      if (values !== null) found.set(factOf(part), { at: merged.length, values: [...values] });
      merged.push(part);
    }
  }
  for (const { at, values } of found.values()) {
    const one = merged[at];
    if (one?.type === "comparison" && values.length > (valuesOf(one)?.length ?? 0))
      merged[at] = { ...one, operator: "in_list", value: values };
  }
  return merged;
}

const factOf = (when: Condition): string => (when.type === "comparison" ? when.fact : "");

function valuesOf(when: Condition): string[] | null {
  if (when.type !== "comparison") return null;
  if (when.operator === "is" && typeof when.value === "string") return [when.value];
  return when.operator === "in_list" && Array.isArray(when.value)
    ? when.value.filter((one) => typeof one === "string")
    : null;
}

function readTerm(reader: Reader): Condition | null {
  if (reader.take(BLANK[reader.language]) !== null) return { type: "group", match: "all", parts: [] };
  if (reader.depth >= DEEPEST) return null;
  reader.depth += 1;
  const found = reader.attempt(() => {
    const negated = reader.take(NOT[reader.language]) !== null;
    if (reader.take(OPEN) === null) return negated ? null : readComparison(reader);
    const inner = readCondition(reader);
    if (inner === null || reader.take(CLOSE) === null) return null;
    return negated ? { type: "group" as const, match: "not" as const, parts: [inner] } : inner;
  });
  reader.depth -= 1;
  return found;
}
