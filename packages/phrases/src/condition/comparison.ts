import type { Condition, Operator } from "@switchyard/flow";
import { readNumber } from "../source/numbers.ts";
import { type Reader, type Spoken, sticky } from "../source/reader.ts";
import { readPlainFact, typeOf } from "./fact-name.ts";
import { readImplied } from "./implied.ts";
import { comparison } from "./make.ts";
import { PREDICATES_EN } from "./predicates-en.ts";
import { PREDICATES_ZH } from "./predicates-zh.ts";
import { strictPredicates } from "./strict.ts";
import { readSubject } from "./subject.ts";
import { readShared } from "./subjects.ts";

/** What is said of a subject: the first reading that works. */
export type Predicate = (reader: Reader, spoken: Spoken) => Condition | null;

/** One comparison: as the generator says it, or as people do; last, what people say without naming the fact. */
export function readComparison(reader: Reader): Condition | null {
  // An article; a capital "A" is a value of its own.
  if (!reader.strict && reader.language === "en" && reader.raw(reader.at, reader.at + 2) !== "A ")
    reader.take(/(?:the|an?) (?=[a-z]{2})/y);
  const shared = readShared(reader, (spoken) => firstOf(reader, spoken, loose(reader)));
  if (shared !== null) return shared;
  const named = reader.attempt(() => {
    const spoken = readSubject(reader);
    if (spoken === null) return null;
    const said = firstOf(reader, spoken, reader.strict ? strictPredicates(reader.language) : loose(reader));
    if (said !== null) reader.last = spoken;
    return said;
  });
  if (named !== null) return named;
  const yes = reader.attempt(() => readYes(reader) ?? readCounted(reader));
  if (yes !== null || reader.strict) return yes;
  const { last } = reader;
  return (
    reader.attempt(() => readImplied(reader)) ??
    // 「金额≥300 且 <500」: the fact that was named last.
    (last === null || !continues(reader) ? null : firstOf(reader, last, loose(reader)))
  );
}

const IS_ZH = sticky("(不?)是");

/** 「是工作日」「不是工作日」: a yes/no fact whose label begins with 是否. */
function readYes(reader: Reader): Condition | null {
  const found = reader.language === "zh" && reader.scope === "order" ? reader.take(IS_ZH) : null;
  const fact = found === null ? undefined : reader.name(reader.lexicon.facts.zh.yes)?.[0];
  return found === null || fact === undefined ? null : comparison(fact, "is", found[1] === "");
}

const COUNTED: readonly [RegExp, Operator][] = [
  [sticky(" ?(?:=|is) ?"), "count_eq"],
  [sticky(" ?(?:≥|>=|at least|is at least) ?"), "count_ge"],
  [sticky(" ?(?:≤|<=|at most|is at most) ?"), "count_le"],
];

/** "number of tags ≥ 2": how many a list holds, where it has no fact of its own for that. */
function readCounted(reader: Reader): Condition | null {
  if (reader.language === "zh" || reader.take(/(?:the )?number of /y) === null) return null;
  const spoken = readPlainFact(reader);
  const fact = spoken?.facts.find((one) => typeOf(reader, one) === "list");
  const operator = fact === undefined ? undefined : COUNTED.find(([sign]) => reader.take(sign) !== null)?.[1];
  const value = operator === undefined ? null : readNumber(reader);
  return fact === undefined || operator === undefined || value === null ? null : comparison(fact, operator, value);
}

const loose = (reader: Reader): readonly Predicate[] => (reader.language === "zh" ? PREDICATES_ZH : PREDICATES_EN);

function firstOf(reader: Reader, spoken: Spoken, predicates: readonly Predicate[]): Condition | null {
  for (const predicate of predicates) {
    const found = reader.attempt(() => predicate(reader, spoken));
    if (found !== null) return found;
  }
  return null;
}

const CONTINUES = {
  zh: /[<>=≤≥≠]|不?以|不超过|不少于|不低于|不高于|不大于|不小于|不多于|至少|至多|最多|最少|少于|多于|小于|大于|低于|高于|超过|不到|不满|不是|不含|不包含|包含|属于|满\d/y,
  en: /[<>=≤≥≠]|(?:is|are|not|at least|at most|under|over|above|below|less than|more than|starts|ends|contains|does|no more|up to)\b/y,
};

const continues = (reader: Reader): boolean => reader.look(CONTINUES[reader.language]) !== null;
