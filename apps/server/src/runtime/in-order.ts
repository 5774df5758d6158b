/** Work on the items of a stream, many at a time; the results come out in the order of the items, as soon as they are there. */
import { nextTurn } from "./next-turn.ts";

/**
 * `work` begins one item and calls `done` once, at once or later. At most `window` items are underway; while that many are, no
 * more are begun. Results that are ready in the same tick come out as one piece. A source that fails fails the whole, after
 * what it gave before.
 */
export async function* inOrder<T>(
  source: AsyncIterable<readonly T[]>,
  work: (item: T, done: (text: string) => void) => void,
  window: number,
): AsyncGenerator<string> {
  /** Of items underway, oldest first; null: not done. */
  let results: (string | null)[] = [];
  /** How many came out. */
  let out = 0;
  let ended = false;
  let stopped = false;
  let changed = signal();
  const tell = () => {
    changed.give();
    changed = signal();
  };
  const begin = (item: T) => {
    const place = out + results.length;
    results.push(null);
    work(item, (text) => {
      results[place - out] = text;
      if (place === out) tell();
    });
  };

  const read = async () => {
    for await (const items of source) {
      for (const item of items) {
        while (results.length >= window && !stopped) await changed.given;
        if (stopped) return;
        begin(item);
      }
    }
  };
  const reading = read().finally(() => {
    ended = true;
    tell();
  });
  reading.catch(() => {});

  try {
    while (!ended || results.length > 0) {
      if ((results[0] ?? null) === null) {
        await changed.given;
        continue;
      }
      await nextTurn();
      const open = results.indexOf(null);
      const ready = open === -1 ? results : results.slice(0, open);
      results = open === -1 ? [] : results.slice(open);
      out += ready.length;
      tell();
      yield ready.join("");
    }
    await reading;
  } finally {
    stopped = true;
    tell();
  }
}

function signal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}
