/** A block of cells as spreadsheets put it on the clipboard: tabs, line ends, and quotes around cells that hold either. */
export type Block = readonly (readonly string[])[];

export function readTsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = "";
  };
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? "";
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && cell === "" && closes(text, at)) quoted = true;
    else if (letter === "\t") endCell();
    else if (letter === "\n") {
      endCell();
      rows.push([]);
    } else if (letter !== "\r") cell += letter;
  }
  endCell();
  // Excel ends a block with a line end; that is no empty row.
  const last = rows.at(-1);
  if (rows.length > 1 && last?.length === 1 && last[0] === "") rows.pop();
  return rows;
}

/** A quote opens a quoted cell only when it is closed at the end of one; an inch sign or a lone quote is a letter. */
function closes(text: string, at: number): boolean {
  return /^"(?:[^"]|"")*"(?=[\t\r\n]|$)/.test(text.slice(at));
}

export function writeTsv(block: Block): string {
  return block.map((row) => row.map(quote).join("\t")).join("\r\n");
}

const quote = (cell: string) => (/[\t\r\n]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
