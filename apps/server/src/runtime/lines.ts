/** Lines of a stream of bytes. Nothing longer than one line is held. */
export interface Line {
  /** From 1. */
  number: number;
  /** Null: longer than allowed, skipped; or not UTF-8. */
  text: string | null;
}

const NEWLINE = 0x0a;

/** Lists of lines: those that each piece ended. */
export async function* splitLines(pieces: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<Line[]> {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let number = 0;
  let held: Uint8Array[] = [];
  let size = 0;
  const finish = (): Line => {
    number += 1;
    const text = size > longest ? null : decode(utf8, held);
    held = [];
    size = 0;
    return { number, text };
  };
  for await (const piece of pieces) {
    const lines: Line[] = [];
    let from = 0;
    for (let end = piece.indexOf(NEWLINE); end !== -1; end = piece.indexOf(NEWLINE, from)) {
      hold(piece.subarray(from, end));
      lines.push(finish());
      from = end + 1;
    }
    hold(piece.subarray(from));
    if (lines.length > 0) yield lines;
  }
  if (size > 0) yield [finish()];

  function hold(part: Uint8Array): void {
    size += part.byteLength;
    if (size <= longest) held.push(part);
    else held = [];
  }
}

function decode(utf8: { decode(bytes?: Uint8Array): string }, parts: Uint8Array[]): string | null {
  try {
    return utf8.decode(parts.length === 1 ? parts[0] : Buffer.concat(parts));
  } catch {
    return null;
  }
}

/** Blank lines count, and are left out. */
export const isFilled = ({ text }: Line): boolean => text === null || text.trim() !== "";

/** Joins lists that follow each other at once, up to `most` items: what is worked on together costs less. */
export async function* gathered<T>(lists: AsyncIterable<readonly T[]>, most: number): AsyncGenerator<T[]> {
  const source = lists[Symbol.asyncIterator]();
  let next = source.next();
  for (let first = await next; !first.done; first = await next) {
    const all = [...first.value];
    next = source.next();
    while (all.length < most) {
      // A source that fails is told of after what it gave.
      const more = await Promise.race([next.catch(() => null), turns()]);
      if (more === null || more.done) break;
      all.push(...more.value);
      next = source.next();
    }
    yield all;
  }
}

/** What has arrived already takes a turn or two of the event loop to be read. */
const turns = async () => {
  for (let turn = 0; turn < 2; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
  return null;
};
