import type { FlowNode } from "@switchyard/flow";
import { readPlainFact } from "../condition/fact-name.ts";
import { type Reader, sticky } from "../source/reader.ts";
import type { WordIndex } from "../source/word-index.ts";

type Bare<N> = N extends FlowNode ? Omit<N, "id" | "position" | "name" | "comment"> : never;
/** A node's own settings: what a sentence says of it. */
export type Said = Bare<FlowNode>;
export type SaidOf<K extends Said["kind"]> = Extract<Said, { kind: K }>;
export type Sentence = (reader: Reader) => Said | null;

/** The same place in a sentence, in each language. */
export interface Both {
  zh: RegExp;
  en: RegExp;
}
export const both = (zh: string, en: string): Both => ({ zh: sticky(zh), en: sticky(en) });
export const take = (reader: Reader, pattern: Both): RegExpExecArray | null => reader.take(pattern[reader.language]);

export const LIST = both("、", ", ");
export const OR = both(" 或 ", " or ");

/** One or more of something. */
export function listOf<T>(reader: Reader, separator: Both, read: () => T | null): T[] | null {
  const first = read();
  if (first === null) return null;
  const list = [first];
  for (;;) {
    const next = reader.attempt(() => (take(reader, separator) === null ? null : read()));
    if (next === null) return list;
    list.push(next);
  }
}

/** Something by its name; null where two have it, because that would be a guess. */
export function byName(reader: Reader, index: WordIndex<string>): string | null {
  return reader.attempt(() => {
    const found = reader.name(index);
    return found?.length === 1 ? (found[0] ?? null) : null;
  });
}

/** A fact by its label. */
export function byLabel(reader: Reader): string | null {
  return reader.attempt(() => {
    const spoken = readPlainFact(reader);
    return spoken?.labelled[0] ?? spoken?.facts[0] ?? null;
  });
}

/** What follows a colon, to the end: text for people, as typed. */
export function freeText(reader: Reader): string {
  if (take(reader, both(":", ": ")) === null) return "";
  const value = reader.raw(reader.at, reader.source.raw.length);
  reader.at = reader.source.raw.length;
  return value.replaceAll("⏎", "\n");
}

const NOT_FILLED = both("\\(未填\\)", "\\(not filled in\\)");
export const notFilled = (reader: Reader): boolean => take(reader, NOT_FILLED) !== null;

/** Reads all alternatives in turn. */
export function firstOf(reader: Reader, sentences: readonly Sentence[]): Said | null {
  for (const sentence of sentences) {
    const found = reader.attempt(() => sentence(reader));
    if (found !== null) return found;
  }
  return null;
}
