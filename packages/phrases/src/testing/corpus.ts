import { readFileSync } from "node:fs";
import type { Language } from "../understanding.ts";
import type { Trial } from "./trial.ts";

export interface Phrase {
  /** A requirement's id where it is one of those, as written there. */
  id: string;
  text: string;
  /** The flow that it means (testing/outline.ts); null: this grammar does not cover it, and must say so. */
  means: string | null;
  /** false: what it says is no rule that a flow can hold, whatever understands it; `why` says why. It does not count. */
  rule?: false;
  why?: string;
}

const read = (name: string): string => readFileSync(new URL(`../../corpus/${name}`, import.meta.url), "utf8");
const lines = <T>(name: string): T[] =>
  read(name)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);

export const corpus = (language: Language): Phrase[] => lines(`${language}.jsonl`);

/** What orders must have done to them, by id of the requirement; the same in both languages but for words like tags. */
export function trials(language: Language): Record<string, Trial[]> {
  const all = lines<{ id: string; tries: unknown }>("trials.jsonl").map(({ id, tries }) => [
    id,
    inLanguage(tries, language),
  ]);
  return Object.fromEntries(all) as Record<string, Trial[]>;
}

/** `{ zh, en }` anywhere stands for the one of the language. */
function inLanguage(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((one) => inLanguage(one, language));
  if (typeof value !== "object" || value === null) return value;
  if ("zh" in value && "en" in value) return value[language];
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inLanguage(one, language)]));
}

/** Phrasings written before the grammar was extended, by whom they might be said, with what orders must have done to them. */
export interface HeldOut {
  id: string;
  who: string;
  text: string;
  tries: Trial[];
}

export const holdout = (language: Language): HeldOut[] => lines(`holdout-${language}.jsonl`);

/** Sentences that were written before the grammar was read, of which all that is said is read rightly. */
export const fresh = (language: Language): { id: string; text: string; means: string }[] =>
  lines(`fresh-${language}.jsonl`);
