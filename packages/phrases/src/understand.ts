import { readCondition } from "./condition/expression.ts";
import type { Lexicon } from "./lexicon/lexicon.ts";
import { listLines } from "./list/lines.ts";
import { readList } from "./list/read-list.ts";
import { sourceOf } from "./source/fold.ts";
import { type Notes, Reader } from "./source/reader.ts";
import type { Language, Understanding } from "./understanding.ts";

export function understand(text: string, language: Language, lexicon: Lexicon): Understanding {
  const notes: Notes = { windows: [], patterns: [], steps: 0, limit: 20_000 + 600 * text.length };
  const reader = new Reader(sourceOf(text), { language, lexicon, strict: false, notes, grammar: readCondition });
  const lines = listLines(text);
  const { nodes, edges, spans } = readList(lines?.lines ?? [], reader, () => null);
  return {
    fragment: { nodes, edges, windows: notes.windows, patterns: notes.patterns, entries: [] },
    spans,
    complete: spans.every(({ kind }) => kind === "understood") && nodes.length > 0,
    steps: notes.steps,
  };
}
