/** Lines of a CSV file that people open in a spreadsheet: quoted, and no cell is taken for a formula. */

/** What spreadsheets begin a formula with, also in its full-width form. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]/;
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;

/** The byte-order mark by which Excel knows UTF-8. */
export const CSV_BEGIN = "\uFEFF";
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(",")}\r\n`;

function csvCell(text: string): string {
  const safe = FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
