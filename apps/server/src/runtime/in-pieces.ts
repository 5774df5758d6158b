/** What comes one by one, so many at a time. */
export async function* inPieces<T>(all: AsyncIterable<T>, most: number): AsyncGenerator<T[]> {
  let piece: T[] = [];
  for await (const one of all) {
    piece.push(one);
    if (piece.length < most) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}
