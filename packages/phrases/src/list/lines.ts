/** The lines of a numbered list, each with the statements that stand below it. */

export interface Statement {
  start: number;
  text: string;
}
export interface Line extends Statement {
  number: number;
  below: Statement[];
}

const NUMBERED = /^(\s*)(\d{1,4})[.、．)][ \t]*(?=\S)/;
const BELOW = /^\s*[-•·][ \t]*(?=\S)/;
const LISTED = /^(?:第 ?\d+ ?步|after step \d|step \d)/i;

/**
 * The lines, when every line of the text is numbered or stands below a numbered one; null for other text. `certain`: the ways
 * in are said by number, as only the generator does; other numbering may be a person's own.
 */
export function listLines(text: string): { lines: Line[]; certain: boolean } | null {
  const lines: Line[] = [];
  let start = 0;
  for (const raw of text.split("\n")) {
    const numbered = NUMBERED.exec(raw);
    const below = BELOW.exec(raw);
    const last = lines.at(-1);
    if (numbered !== null) {
      const head = numbered[0].length;
      lines.push({ number: Number(numbered[2]), start: start + head, text: raw.slice(head), below: [] });
    } else if (below !== null && last !== undefined) {
      last.below.push({ start: start + below[0].length, text: raw.slice(below[0].length) });
    } else if (raw.trim() !== "") {
      return null;
    }
    start += raw.length + 1;
  }
  return lines.length === 0 ? null : { lines, certain: lines.some((line) => LISTED.test(line.text)) };
}
