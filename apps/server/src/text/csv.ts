/** Lines of a CSV file that people open in a spreadsheet: quoted, and no cell is taken for a formula. */
import { instantText } from "@switchyard/orders";

/** What spreadsheets begin a formula with, also in its full-width form. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]/;
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;

/** `2026-01-25 18:30` as the workspace's clocks show it, which every spreadsheet reads as a time. */
export const sheetTime = (at: number, zone: string): string => instantText(at, zone).slice(0, 16).replace("T", " ");

/** The byte-order mark by which Excel knows UTF-8. */
export const CSV_BEGIN = "\uFEFF";
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(",")}\r\n`;

function csvCell(text: string): string {
  const safe = FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
