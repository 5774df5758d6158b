/** Work on the items of a stream, many at a time; the results come out in the order of the items, as soon as they are there. */

interface Underway {
  result: Promise<string>;
  text: string | null;
}

/**
 * At most `window` items are underway; while that many are, no more are read. Results that are ready in the same tick come
 * out as one piece. A source that fails fails the whole, after what it gave before.
 */
export async function* inOrder<T>(
  source: AsyncIterable<T>,
  work: (item: T) => Promise<string>,
  window: number,
): AsyncGenerator<string> {
  const underway: Underway[] = [];
  let ended = false;
  let stopped = false;
  let changed = signal();
  const tell = () => {
    changed.give();
    changed = signal();
  };

  const read = async () => {
    for await (const item of source) {
      if (stopped) return;
      const one: Underway = { result: work(item), text: null };
      one.result.then(
        (text) => {
          one.text = text;
        },
        () => {},
      );
      underway.push(one);
      tell();
      while (underway.length >= window && !stopped) await changed.given;
    }
  };
  const reading = read().finally(() => {
    ended = true;
    tell();
  });
  reading.catch(() => {});

  try {
    while (!ended || underway.length > 0) {
      const oldest = underway[0];
      if (oldest === undefined) {
        await changed.given;
        continue;
      }
      await oldest.result;
      await tick();
      let ready = 0;
      let piece = "";
      for (; ready < underway.length; ready += 1) {
        const text = underway[ready]?.text ?? null;
        if (text === null) break;
        piece += text;
      }
      underway.splice(0, ready);
      tell();
      if (piece !== "") yield piece;
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

const tick = () => new Promise<void>((resolve) => setImmediate(resolve));
