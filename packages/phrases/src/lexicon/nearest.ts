import type { Text } from "@switchyard/orders";
import { folded } from "../source/fold.ts";
import type { Language } from "../understanding.ts";
import { KNOWN_PHRASES } from "./known-phrases.ts";
import type { Lexicon, Shown } from "./lexicon.ts";

/** Pieces of a word: its characters and pairs of them. */
function pieces(word: string): Set<string> {
  const found = new Set<string>();
  for (let index = 0; index < word.length; index += 1) {
    if (word.charAt(index) === " ") continue;
    found.add(word.slice(index, index + 2));
    if (word.charCodeAt(index) > 0x2e80) found.add(word.charAt(index));
  }
  return found;
}

/** 0 … 1: the share of the name's pieces that the text has, weighed against the text's own length. */
function likeness(text: ReadonlySet<string>, name: ReadonlySet<string>): number {
  let both = 0;
  for (const piece of name) if (text.has(piece)) both += 1;
  return name.size === 0 ? 0 : (1.6 * both) / (0.6 * text.size + name.size);
}

const LONGEST = 40;
const ENOUGH = 0.3;

/** Up to three names or phrases that stand nearest to what was not understood, best first. */
export function nearest(lexicon: Lexicon, text: string, language: Language, wanted?: Shown): Text[] {
  const said = pieces(folded(text).slice(0, LONGEST));
  const candidates = [...lexicon.shown, ...KNOWN_PHRASES].filter(({ of }) => wanted === undefined || of === wanted);
  const ranked = candidates
    .map(({ text: name }) => ({ name, like: likeness(said, pieces(folded(name[language]))) }))
    .filter(({ like }) => like >= ENOUGH)
    .sort((a, b) => b.like - a.like);
  const best = [...new Map(ranked.map(({ name }) => [name[language], name])).values()].slice(0, 3);
  // Where a name of one kind is wanted, what there is is better than nothing.
  return best.length > 0 || wanted === undefined ? best : candidates.slice(0, 3).map(({ text: name }) => name);
}
