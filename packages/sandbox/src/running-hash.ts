/** A hash of a stream of texts, kept running: two lanes of FNV-1a. It tells two runs apart; it keeps nobody out. */
export interface RunningHash {
  high: number;
  low: number;
}

export const startHash = (): RunningHash => ({ high: 0x811c9dc5, low: 0xc9dc5118 });

export function addText(hash: RunningHash, text: string): void {
  let { high, low } = hash;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ (code + i), 0x01000193);
  }
  // The end of a text counts, so that "ab", "c" is not "a", "bc".
  hash.high = Math.imul(high ^ 0x1f, 0x01000193) >>> 0;
  hash.low = Math.imul(low ^ text.length, 0x01000193) >>> 0;
}

export const hashText = ({ high, low }: RunningHash): string =>
  (high >>> 0).toString(16).padStart(8, "0") + (low >>> 0).toString(16).padStart(8, "0");
