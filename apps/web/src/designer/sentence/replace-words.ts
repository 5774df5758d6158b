import { type Language, type Lexicon, understand } from "@switchyard/phrases";

interface Stretch {
  start: number;
  end: number;
}

/**
 * The text with a suggestion in place of what was not understood. Of an unknown clause (派到火星线) as little is replaced as
 * makes it understood (派到快反线); where nothing helps, all of it.
 */
export function replaceWords(
  text: string,
  { start, end }: Stretch,
  word: string,
  { language, lexicon }: { language: Language; lexicon: Lexicon },
): string {
  const tail = text.slice(start, end).match(/[\s\p{P}]*$/u)?.[0] ?? "";
  const until = end - tail.length;
  const boundary = (at: number) =>
    at === start || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? "") || /[\u3400-\u9fff]/.test(text[at] ?? "");
  for (let at = until - 1; at >= start; at -= 1) {
    if (!boundary(at)) continue;
    const tried = `${text.slice(0, at)}${word}${text.slice(until)}`;
    const { spans } = understand(tried, language, lexicon);
    const ends = at + word.length;
    if (!spans.some((span) => span.kind === "unknown" && span.start < ends && span.end > start)) return tried;
  }
  return `${text.slice(0, start)}${word}${text.slice(until)}`;
}
