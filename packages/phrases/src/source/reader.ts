import type { Condition, PatternFact, WindowFact } from "@switchyard/flow";
import type { Lexicon } from "../lexicon/lexicon.ts";
import type { Language } from "../understanding.ts";
import type { Source } from "./fold.ts";
import type { WordIndex } from "./word-index.ts";

/** Counters and patterns that the text declares by speaking of them, and how much work may still be done. */
export interface Notes {
  windows: WindowFact[];
  patterns: PatternFact[];
  steps: number;
  limit: number;
}

/** A fact as it was named, with what else the same words may mean; kept for 「金额≥300且<500」. */
export interface Spoken {
  facts: readonly string[];
  /** The name is the fact's own label, which is what stands before 「为空」 and in front of other facts. */
  labelled: readonly string[];
}

/**
 * A place in a text and ways to go on from it. Every attempt is a step; when the steps are used up nothing matches any more, so
 * that reading ends. `strict`: sentences of the generator, where values end at a space; otherwise what people type.
 */
export class Reader {
  at = 0;
  last: Spoken | null = null;
  /** Words that end a value here: "to" in "route lines where … to …". */
  stop: RegExp | null = null;
  depth = 0;
  /** A condition ends at a comma here: 「除了抖音，…」. */
  narrow = false;
  /** Where facts are the fields of one line. */
  scope: "order" | "line" = "order";

  readonly source: Source;
  readonly language: Language;
  readonly lexicon: Lexicon;
  readonly strict: boolean;
  readonly notes: Notes;
  /** Reads a whole condition: counters hold conditions, and conditions speak of counters. */
  readonly grammar: (reader: Reader) => Condition | null;

  constructor(source: Source, like: Pick<Reader, "language" | "lexicon" | "strict" | "notes" | "grammar">) {
    this.source = source;
    this.language = like.language;
    this.lexicon = like.lexicon;
    this.strict = like.strict;
    this.notes = like.notes;
    this.grammar = like.grammar;
  }

  condition(): Condition | null {
    return this.grammar(this);
  }

  /** The same reading of another text: a line of a list, a cell. */
  over(source: Source, strict = this.strict): Reader {
    const { language, lexicon, notes, grammar } = this;
    return new Reader(source, { language, lexicon, strict, notes, grammar });
  }

  get done(): boolean {
    return this.at >= this.source.low.length;
  }

  get spent(): boolean {
    return this.notes.steps >= this.notes.limit;
  }

  /** Matches a sticky expression here and goes past it. */
  take(pattern: RegExp): RegExpExecArray | null {
    const found = this.look(pattern);
    if (found !== null) this.at += found[0].length;
    return found;
  }

  look(pattern: RegExp): RegExpExecArray | null {
    this.notes.steps += 1;
    if (this.spent) return null;
    pattern.lastIndex = this.at;
    return pattern.exec(this.source.low);
  }

  /** Goes back to where it was when `read` finds nothing. */
  attempt<T>(read: () => T | null): T | null {
    const { at, last, stop } = this;
    const found = read();
    if (found === null) {
      this.at = at;
      this.last = last;
    }
    this.stop = stop;
    return found;
  }

  blanks(): true {
    while (this.at < this.source.low.length && /[ \t\r]/.test(this.source.low.charAt(this.at))) this.at += 1;
    return true;
  }

  name<T>(index: WordIndex<T>): readonly T[] | null {
    this.notes.steps += 1;
    const found = this.spent ? null : index.longest(this.source.low, this.at);
    if (found === null) return null;
    this.at += found.length;
    return found.values;
  }

  /** As typed. */
  raw(from: number, to = this.at): string {
    return this.source.raw.slice(from, to);
  }

  get char(): string {
    return this.source.low.charAt(this.at);
  }
}

/** A sticky expression from alternatives, longest first where they begin alike. */
export const sticky = (source: string): RegExp => new RegExp(source, "y");
