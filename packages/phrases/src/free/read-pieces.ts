import type { Condition } from "@switchyard/flow";
import { negate } from "../condition/negate.ts";
import type { Reader } from "../source/reader.ts";
import { ACTIONS_EN } from "./actions-en.ts";
import { ACTIONS_ZH } from "./actions-zh.ts";
import { readAlso } from "./also-words.ts";
import { readAside, readCalled, readHeading } from "./aside-words.ts";
import { readBreakers } from "./breaker-words.ts";
import { readCountedPiece } from "./counted-words.ts";
import { readExcept, readLeftOut } from "./except-words.ts";
import type { Found } from "./found.ts";
import type { Piece, Placed } from "./items.ts";
import { readMerge } from "./merge-words.ts";
import { readQuiet } from "./quiet-words.ts";
import { readRank } from "./rank-words.ts";
import { readRegions } from "./region-words.ts";
import { readShares } from "./share-words.ts";
import { readFiller, readNumbering, readSmall } from "./small-words.ts";
import { readSplit, readTable } from "./table-words.ts";
import { readTagWhen } from "./tag-when.ts";
import { readTrigger } from "./trigger-words.ts";
import { watchEn } from "./watch-en.ts";
import { watchZh } from "./watch-zh.ts";

const OR = { zh: / ?,? ?(?:或者?是?|要么) ?/y, en: /,? ?or (?:if )?/y };

/** Words in front of a condition that belong to no value. */
const LEAD = {
  zh: /(?:(?:如果是?|若是?|假如|要是|当(?![日天])|但?凡是?|对于|只要是?|请|把|将|那个|那些|这个|所有的?|既(?=不是|非)) ?)*/y,
  en: /(?:(?:if|when|whenever|where|for|all|any|every|the|orders?|whose|that|which|with an?(?= (?:value|total|quantity|amount|price)\b)|from(?= (?:grade|class)\b)|of|it|they|is(?= due)|are(?= due)|(?:move|send|route|put|hold)(?= (?:late|overdue|unpaid|urgent)\b)|(?:ship|send|route|move|put|assign|dispatch|deliver|direct)(?= (?!to\b|from\b|it\b|them\b|out\b|the\b)[^,;.:]*(?:,[^;.:]*?)? (?:to|from|into|via|on|onto) )|that (?:come|comes|came|arrive|arrives|are placed|is placed|were placed|was placed)(?: in)?|placed(?= (?:at|on|during|between|from|in the|outside))) )*/y,
};

const VERB = /(?:^|\s)(?:ship|send|route|move|put|assign|dispatch|deliver|direct)\s/;

const WHICH = /^ ?了?的(?:订单|单子|单(?![价据号独])|货(?![号品值款]))/;

function readAction(reader: Reader): Piece | null {
  for (const read of reader.language === "zh" ? ACTIONS_ZH : ACTIONS_EN) {
    const found = reader.attempt((): Found => read(reader));
    if (found === null) continue;
    // 「挂起的订单付款后放行」 says which orders are meant, and not what is done.
    if (reader.language === "zh" && WHICH.test(reader.source.low.slice(reader.at, reader.at + 4))) return null;
    return found.kind === "unknown" ? { type: "unknown", wanted: found.wanted } : { type: "action", said: found };
  }
  return null;
}

/** "neither urgent nor from grade A customers". */
function neither(reader: Reader): Condition | null {
  if (reader.language === "zh" || !reader.source.low.startsWith("neither ", reader.at)) return null;
  return reader.attempt(() => {
    reader.take(/neither (?:from |for |of |by |to )?/y);
    reader.stop = BEFORE_NOR;
    const first = reader.condition();
    if (first === null || reader.take(NOR) === null) return null;
    reader.stop = null;
    const second = reader.condition();
    return second === null ? null : { type: "group", match: "all", parts: [negate(first), negate(second)] };
  });
}
const BEFORE_NOR = /,? nor /y;
const NOR = /,? ?nor (?:from |for |of |by |to |is |are )?/y;

function readCondition(reader: Reader): Piece | null {
  const except = readExcept(reader);
  if (except !== null) return { type: "condition", when: except, or: false };
  const or = reader.take(OR[reader.language]) !== null;
  const from = reader.at;
  reader.take(LEAD[reader.language]);
  const verb = VERB.test(reader.source.low.slice(from, reader.at));
  const when = neither(reader) ?? reader.condition();
  return when === null ? null : { type: "condition", when, or, ...(verb ? { verb } : {}) };
}

const PIECES: readonly ((reader: Reader) => Piece | null)[] = [
  readNumbering,
  readHeading,
  readSmall,
  readQuiet,
  readLeftOut,
  readAlso,
  readBreakers,
  readRegions,
  readRank,
  readTagWhen,
  readTable,
  readSplit,
  readShares,
  readMerge,
  readCountedPiece,
  (reader) => (reader.language === "zh" ? watchZh(reader) : watchEn(reader)),
  readTrigger,
  readAction,
  readCondition,
  readCalled,
  readAside,
  readFiller,
];

/** How far a text is looked through letter by letter for something known, before the rest of the clause is given up. */
const FAR = 64;
const OFTEN = 600;
const CLAUSE = /[^,;:。\n、→]+/y;
const WORD = /[a-z0-9_]+|./suy;

/** The pieces of a text, in order and without gaps. What nothing reads is unknown. */
export function readPieces(reader: Reader): Placed[] {
  const pieces: Placed[] = [];
  let strayed = 0;
  let lost = 0;
  while (!reader.done) {
    reader.blanks();
    if (reader.done) break;
    const start = reader.at;
    const quick = quickly(reader);
    if (quick !== null) {
      pieces.push({ ...quick, start, end: reader.at });
      continue;
    }
    const piece = readOne(reader);
    if (piece !== null && reader.at > start) {
      if (piece.type === "unknown") toObject(reader);
      pieces.push({ ...piece, start, end: reader.at });
      strayed = 0;
      continue;
    }
    lost += 1;
    strayed += 1;
    reader.at = start;
    const far = strayed > FAR || lost > OFTEN || reader.spent;
    if (far) CLAUSE.lastIndex = start;
    else WORD.lastIndex = start;
    const stray = (far ? CLAUSE : WORD).exec(reader.source.low);
    reader.at = start + Math.max(1, stray?.[0].length ?? 1);
    if (reader.spent) reader.at = reader.source.low.length;
    const last = pieces.at(-1);
    if (last?.type === "unknown" && /^\s*$/.test(reader.raw(last.end, start))) last.end = reader.at;
    else pieces.push({ type: "unknown", start, end: reader.at });
  }
  return pieces;
}

/** What needs no looking around: marks between words, and the same character over and over. */
const MARKS = /[,、:→+'\u201d]+/y;
const OVER_AND_OVER = /(.)\1{11,}/sy;
function quickly(reader: Reader): Piece | null {
  if (reader.take(OVER_AND_OVER) !== null) return { type: "unknown" };
  return reader.take(MARKS) === null ? null : { type: "filler" };
}

function readOne(reader: Reader): Piece | null {
  for (const read of PIECES) {
    const found = reader.attempt(() => read(reader));
    if (found !== null) return found;
  }
  return null;
}

/** The object that was not known, up to where the sentence goes on. */
function toObject(reader: Reader): void {
  const rest = reader.look(
    reader.language === "zh" ? /[^,;:。\n、→并且]{1,24}/y : /[^,;:.\n→]{1,40}?(?= and | or |[,;:.\n→]|$)/y,
  );
  if (rest !== null) reader.at += rest[0].length;
}
