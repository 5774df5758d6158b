/** A file's bytes, from memory or straight from the disk: slice by slice, as often as they are asked for. */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";

export interface FileBytes {
  size: number;
  /** The first few. */
  head: Uint8Array;
  slices: () => Generator<Uint8Array>;
  whole: () => Uint8Array;
}

const SLICE = 256 * 1024;
const HEAD = 8;

export const bytesInMemory = (bytes: Uint8Array): FileBytes => ({
  size: bytes.byteLength,
  head: bytes.subarray(0, HEAD),
  *slices() {
    for (let at = 0; at < bytes.byteLength; at += SLICE) yield bytes.subarray(at, at + SLICE);
  },
  whole: () => bytes,
});

/** Memory does not depend on the size of the file, but for `whole`. */
export function bytesOnDisk(path: string): FileBytes {
  function* read(size: number): Generator<Uint8Array> {
    const file = openSync(path, "r");
    try {
      for (let at = 0; ; ) {
        const slice = Buffer.allocUnsafe(size);
        const count = readSync(file, slice, 0, size, at);
        if (count === 0) return;
        at += count;
        yield slice.subarray(0, count);
      }
    } finally {
      closeSync(file);
    }
  }
  const [head = new Uint8Array()] = read(HEAD);
  return { size: sizeOf(path), head, slices: () => read(SLICE), whole: () => readFileSync(path) };
}

function sizeOf(path: string): number {
  const file = openSync(path, "r");
  try {
    return fstatSync(file).size;
  } finally {
    closeSync(file);
  }
}
