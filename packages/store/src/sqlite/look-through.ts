import { nextTurn } from "./queries.ts";

/** So many rows are looked through in one turn: some milliseconds. */
export const STRETCH = 4000;

interface Stretches<R, P> {
  /** The place after which it begins; null: at the first. */
  from: P | null;
  /** The last place of the stretch that begins after this one; null: what is left is less than a stretch. */
  end(after: P | null): Promise<P | null>;
  /** What was looked for after a place, and up to another one, at most so many. */
  rows(after: P | null, upTo: P | null, most: number): Promise<R[]>;
}

/**
 * What no index leads to is looked for in stretches of a list, in its order, with turns of the event loop between them: a look
 * through a million rows keeps nobody waiting. Answers the first `wanted`, or all.
 */
export async function lookThrough<R, P>(wanted: number, { from, end, rows }: Stretches<R, P>): Promise<R[]> {
  const found: R[] = [];
  for (let after = from; ; await nextTurn()) {
    const last = await end(after);
    found.push(...(await rows(after, last, wanted - found.length)));
    if (last === null || found.length >= wanted) return found;
    after = last;
  }
}

/** So many entries of an index are counted in one turn: about a millisecond. */
export const COUNTED = 20_000;

interface Counting<P> {
  /** The place of the `COUNTED`-th entry after another place (null: from the first); null: fewer are left. */
  end(after: P | null): Promise<P | null>;
  /** How many there are after a place. */
  rest(after: P | null): PromiseLike<number>;
}

/** How many there are, with turns of the event loop in between. What comes or goes meanwhile may be counted or not. */
export async function countThrough<P>({ end, rest }: Counting<P>): Promise<number> {
  let counted = 0;
  for (let after: P | null = null; ; await nextTurn()) {
    const last: P | null = await end(after);
    if (last === null) return counted + (await rest(after));
    counted += COUNTED;
    after = last;
  }
}
