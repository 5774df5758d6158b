/** What the processes of one replay report, made into one: the same as of one process, to the byte. */
import { createHash } from "node:crypto";
import { addFigures, addSweeps, type Difference } from "@switchyard/sandbox";
import { type Hashed, joined, NOTHING_HASHED } from "./difference-hash.ts";
import type { ReplayProgress, Stretch } from "./message.ts";
import type { ReplayResult } from "./spec.ts";

/** Differences that are kept one by one. */
export const MOST_STORED = 100_000;

export interface Collected {
  processed: number;
  result: ReplayResult;
  /** To be kept now, in order of the history. */
  differences: Difference[];
  /** SHA-256 of the whole result, with the last word; null before. */
  digest: string | null;
}

export class Collector {
  readonly #latest: (ReplayProgress | undefined)[];
  /** Those that wait for one before them. */
  readonly #waiting = new Map<number, Stretch>();
  #next = 0;
  #stored = 0;
  #hashed: Hashed = NOTHING_HASHED;

  constructor(shares: number) {
    this.#latest = new Array<ReplayProgress | undefined>(shares).fill(undefined);
  }

  take(part: number, progress: ReplayProgress): Collected {
    this.#latest[part] = progress;
    for (const stretch of progress.stretches) this.#waiting.set(stretch.place, stretch);
    const isOver = this.#latest.every((one) => one?.isLast === true);
    const differences = this.#inOrder(isOver);
    const result = this.#result();
    return { processed: this.#processed(), result, differences, digest: isOver ? this.#digest(result) : null };
  }

  /** `isOver`: places that nobody has told of are those of chunks at the end that nobody wanted. */
  #inOrder(isOver: boolean): Difference[] {
    const found: Difference[] = [];
    for (; this.#waiting.size > 0; this.#next += 1) {
      const next = this.#waiting.get(this.#next);
      if (next === undefined && !isOver) break;
      if (next === undefined) continue;
      this.#waiting.delete(this.#next);
      this.#hashed = joined(this.#hashed, next.hashed);
      const kept = next.differences.slice(0, MOST_STORED - this.#stored);
      this.#stored += kept.length;
      found.push(...kept);
    }
    return found;
  }

  #processed(): number {
    return this.#latest.reduce((sum, one) => sum + (one?.processed ?? 0), 0);
  }

  #result(): ReplayResult {
    const [first, ...others] = this.#latest.flatMap((one) => (one === undefined ? [] : [one.result]));
    if (first === undefined) throw new Error("nothing was reported");
    return { ...others.reduce(addResults, first), stored: this.#stored };
  }

  #digest(result: ReplayResult): string {
    const { count, hash } = this.#hashed;
    return createHash("sha256")
      .update(JSON.stringify([result, count, hash.toString(16)]))
      .digest("hex");
  }
}

type Result = ReplayProgress["result"];
function addResults(one: Result, other: Result): Result {
  return {
    firstAt: endOfBoth(one.firstAt, other.firstAt, Math.min),
    lastAt: endOfBoth(one.lastAt, other.lastAt, Math.max),
    figures: one.figures && other.figures && addFigures(one.figures, other.figures),
    sweep: one.sweep && other.sweep && addSweeps(one.sweep, other.sweep),
  };
}
const endOfBoth = (one: number | null, other: number | null, of: (a: number, b: number) => number) =>
  one === null ? other : other === null ? one : of(one, other);
