import type { PatternFact, WindowFact } from "@switchyard/flow";
import { readCondition } from "./condition/expression.ts";
import { readFree, readSingle } from "./free/read-free.ts";
import type { Lexicon } from "./lexicon/lexicon.ts";
import { listLines } from "./list/lines.ts";
import { readList } from "./list/read-list.ts";
import { sourceOf } from "./source/fold.ts";
import { type Notes, Reader } from "./source/reader.ts";
import type { Language, Span, Understanding } from "./understanding.ts";

/** Attempts allowed for a text: a constant and so many a character. */
const STEPS = 20_000;
const STEPS_A_CHARACTER = 200;
/** What is longer is looked at up to here; the rest is unknown. */
const LONGEST = 20_000;

/**
 * Turns a text into nodes and edges to accept, offline. Pure: the same text and lexicon give the same answer. What was not
 * understood is marked and left out, never guessed; an answer with an unknown span is a draft to look at, not to take.
 */
export function understand(text: string, language: Language, lexicon: Lexicon): Understanding {
  const short = text.slice(0, LONGEST);
  const list = listLines(short);
  const listed =
    list === null
      ? null
      : attempt(short, language, lexicon, (reader) => ({ entries: [], ...readList(list.lines, reader, readSingle) }));
  const isList = listed !== null && (list?.certain === true || listed.complete);
  const found = isList ? listed : attempt(short, language, lexicon, readFree);
  if (short.length === text.length) return found;
  const rest: Span = { start: short.length, end: text.length, kind: "unknown", suggestions: [] };
  return { ...found, spans: [...found.spans, rest], complete: false };
}

function attempt(
  text: string,
  language: Language,
  lexicon: Lexicon,
  read: (reader: Reader) => Pick<Understanding["fragment"], "nodes" | "edges" | "entries"> & { spans: Span[] },
): Understanding {
  const notes: Notes = { windows: [], patterns: [], steps: 0, limit: STEPS + STEPS_A_CHARACTER * text.length };
  const reader = new Reader(sourceOf(text), { language, lexicon, strict: false, notes, grammar: readCondition });
  const { nodes, edges, entries, spans } = read(reader);
  const whole = covering(spans, text);
  return {
    fragment: { nodes, edges, entries, ...used(notes, JSON.stringify(nodes)) },
    spans: whole,
    complete: nodes.length > 0 && whole.every(({ kind }) => kind === "understood"),
    steps: notes.steps,
  };
}

/** Counters and patterns that some node reads; readings that were given up may have left others. */
function used({ windows, patterns }: Notes, nodes: string): { windows: WindowFact[]; patterns: PatternFact[] } {
  return {
    windows: windows.filter(({ of, id }) => nodes.includes(`"${of}.${id}"`)),
    patterns: patterns.filter(({ id }) => nodes.includes(`"matches","value":"${id}"`) || nodes.includes(`"${id}"`)),
  };
}

/** Spans without gaps: what lies between belongs to the one before. */
function covering(spans: readonly Span[], text: string): Span[] {
  if (spans.length === 0) return text === "" ? [] : [{ start: 0, end: text.length, kind: "understood" }];
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  return sorted.map((span, index) => {
    const next = sorted[index + 1];
    const end = next === undefined ? text.length : span.kind === "unknown" ? span.end : next.start;
    const before = sorted[index - 1];
    const start = index === 0 ? 0 : before?.kind === "unknown" ? before.end : span.start;
    return { ...span, start, end: span.kind === "unknown" && next === undefined ? text.length : end };
  });
}
