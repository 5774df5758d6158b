/** Lines of a CSV file that people open in a spreadsheet: quoted, no cell is taken for a formula, and no number of an order for an amount. */
import { instantText } from "@switchyard/orders";

/** What spreadsheets begin a formula with, also in its full-width form. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]/;
/**
 * Digits that a spreadsheet would not give back as they are: it keeps fifteen of a number, and no nought before it. A tab behind them, as
 * in the bills of Alipay, makes them text; whoever reads a cell without its blanks reads the digits.
 */
const NUMBER_IN_NAME = /^(?:\d{16,}|0\d+|\d+[Ee]\d+)$/;
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;

/** `2026-01-25 18:30` as the workspace's clocks show it, which every spreadsheet reads as a time. */
export const sheetTime = (at: number, zone: string): string => instantText(at, zone).slice(0, 16).replace("T", " ");

/** The byte-order mark by which Excel knows UTF-8. */
export const CSV_BEGIN = "\uFEFF";
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(",")}\r\n`;

function csvCell(text: string): string {
  const safe = FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  if (NUMBER_IN_NAME.test(text)) return `"${text}\t"`;
  return `"${safe.replaceAll('"', '""')}"`;
}
