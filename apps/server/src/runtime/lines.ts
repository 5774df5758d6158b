/** Lines of a stream of bytes. Nothing longer than one line is held. */
export interface Line {
  /** From 1. */
  number: number;
  /** Null: longer than allowed, skipped; or not UTF-8. */
  text: string | null;
}

const NEWLINE = 0x0a;

export async function* splitLines(pieces: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<Line> {
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
    let from = 0;
    for (let end = piece.indexOf(NEWLINE); end !== -1; end = piece.indexOf(NEWLINE, from)) {
      hold(piece.subarray(from, end));
      yield finish();
      from = end + 1;
    }
    hold(piece.subarray(from));
  }
  if (size > 0) yield finish();

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
