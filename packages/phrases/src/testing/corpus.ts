import { readFileSync } from "node:fs";
import type { Language } from "../understanding.ts";

export interface Phrase {
  /** A requirement's id where it is one of those, as written there. */
  id: string;
  text: string;
  /** The flow that it means (testing/outline.ts); null: this grammar does not cover it, and must say so. */
  means: string | null;
}

export function corpus(language: Language): Phrase[] {
  const lines = readFileSync(new URL(`../../corpus/${language}.jsonl`, import.meta.url), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => JSON.parse(line) as Phrase);
}
