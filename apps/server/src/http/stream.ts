/** Text pieces as a byte stream with back-pressure that sets in only past a buffer. */
import { MEGABYTE } from "../refusal/too-large.ts";
import { nextTurn } from "../runtime/next-turn.ts";

/**
 * A client that sends everything before it reads would wait for us while we wait for it; the buffer gives it room for
 * some ten thousand answers.
 */
const BUFFER = 16 * MEGABYTE;

export function bufferedStream(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const utf8 = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done === true) controller.close();
        else controller.enqueue(utf8.encode(value));
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: BUFFER, size: (piece) => piece?.byteLength ?? 0 },
  );
}

/** A file that is made while it is sent: a piece in a turn, however fast it is read. The store answers at once, and so gives no turn by itself. */
export const fileStream = (pieces: AsyncGenerator<string>) => bufferedStream(inTurns(pieces));

async function* inTurns(pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  for await (const piece of pieces) {
    yield piece;
    await nextTurn();
  }
}
