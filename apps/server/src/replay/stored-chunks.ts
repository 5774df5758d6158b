/** Orders of a data set from the store, in chunks: how many are asked for at once follows from how large they are. */
import { CHUNK_ROWS, chunkOfTexts, FIRST_CHUNK_ROWS, type OrderTexts, type TextChunk } from "@switchyard/sandbox";
import type { DatasetTexts, HistoryReader } from "@switchyard/store";
import type { HistorySource } from "./history.ts";

/** Rows that are asked for at once, at most; the first few tell how large orders are here. */
const PIECE = 2048;
const FIRST_PIECE = 64;
const PIECE_BYTES = 16 * 1024 * 1024;
/** Bytes of stored orders that make a chunk, however few they are. */
const MOST_BYTES = 64 * 1024 * 1024;

/** `next`: when the orders after it begin. */
export async function* storedChunks(
  reader: HistoryReader,
  { workspace, from, to }: Pick<HistorySource, "workspace" | "from" | "to">,
  dataset: string,
): AsyncGenerator<{ chunk: TextChunk; next: number }> {
  let parts: DatasetTexts[] = [];
  let [rows, bytes] = [0, 0];
  let [piece, most] = [FIRST_PIECE, FIRST_CHUNK_ROWS];
  for (let after: DatasetTexts["last"] | null = null; ; ) {
    const isFull = rows === most || bytes >= MOST_BYTES;
    const limit = Math.min(piece, isFull ? CHUNK_ROWS : most - rows);
    const found: DatasetTexts | null = await reader.datasets.textsAfter(workspace, dataset, after, { from, to, limit });
    if (rows > 0 && (isFull || found === null)) {
      yield { chunk: chunkOfTexts(joinedTexts(parts)), next: found?.at[0] ?? Number.POSITIVE_INFINITY };
      [parts, rows, bytes] = [[], 0, 0];
      most = CHUNK_ROWS;
    }
    if (found === null) return;
    parts.push(found);
    rows += found.at.length;
    bytes += found.bytes.length;
    after = found.last;
    piece = Math.min(PIECE, Math.max(1, Math.floor((PIECE_BYTES * found.at.length) / found.bytes.length)));
  }
}

function joinedTexts(parts: readonly DatasetTexts[]): OrderTexts {
  const ends: number[] = [];
  let before = 0;
  for (const part of parts) {
    for (const end of part.ends) ends.push(before + end);
    before += part.bytes.length;
  }
  const [at, following] = [parts.flatMap((part) => part.at), parts.flatMap((part) => part.events)];
  const bytes = Buffer.concat(parts.map((part) => part.bytes));
  return { bytes, ends, at, following, text: (start, end) => bytes.toString("utf8", start, end) };
}
