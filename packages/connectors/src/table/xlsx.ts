/** Rows of one sheet, one at a time, straight from its XML: nothing is padded, so a cell at XFD1048576 costs one cell. */

import type { Notices } from "./notices.ts";
import { numberText, serialToDate } from "./sheet-value.ts";
import { type RawRow, type Source, type TableCaps, TableFault, type TableOptions } from "./table.ts";
import { cellTooLong, isTrue, readDateStyles, readSharedStrings, readWorkbook, unescapeCell } from "./xlsx-parts.ts";
import { parseXml } from "./xml.ts";
import { Zip } from "./zip.ts";

export function openXlsx(bytes: Uint8Array, options: TableOptions, caps: TableCaps, notices: Notices): Source {
  const zip = new Zip(bytes, caps);
  const { sheets, epoch1904 } = readWorkbook(zip);
  const names = sheets.map(({ name }) => name);
  const chosen =
    options.sheet === undefined
      ? (sheets.find(({ hidden }) => !hidden) ?? sheets[0])
      : sheets.find(({ name }) => name === options.sheet);
  const part = chosen === undefined ? null : zip.read(chosen.path);
  if (chosen === undefined || part === null)
    throw new TableFault("no_sheet", "没有找到工作表", "There is no such sheet");
  const book: Book = { strings: readSharedStrings(zip, caps), dates: readDateStyles(zip), epoch1904, caps, notices };
  return { rows: sheetRows(part, book), sheet: chosen.name, sheets: names, encoding: null };
}

interface Book {
  strings: string[];
  dates: boolean[];
  epoch1904: boolean;
  caps: TableCaps;
  notices: Notices;
}

interface Cell {
  type: string;
  style: number;
  value: string | null;
  inline: string;
  formula: boolean;
}

function* sheetRows(part: Uint8Array, book: Book): Generator<RawRow> {
  const reader = new SheetReader(book);
  for (const _ of parseXml(part, reader)) yield* reader.take();
  yield* reader.take();
}

class SheetReader {
  readonly #book: Book;
  #found: RawRow[] = [];
  #inData = false;
  #row = 0;
  #column = -1;
  #cells: string[] = [];
  #cell: Cell | null = null;
  #into: "value" | "inline" | null = null;
  #phonetic = false;

  constructor(book: Book) {
    this.#book = book;
  }

  take(): RawRow[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  open = (name: string, attributes: Record<string, string>): void => {
    if (name === "sheetData") this.#inData = true;
    if (!this.#inData) return;
    if (name === "row") this.#openRow(attributes.r);
    else if (name === "c") this.#openCell(attributes);
    else if (name === "v") this.#into = "value";
    else if (name === "f" && this.#cell !== null) this.#cell.formula = true;
    else if (name === "rPh") this.#phonetic = true;
    else if (name === "t") this.#into = this.#phonetic ? null : "inline";
  };

  text = (text: string): void => {
    const cell = this.#cell;
    if (cell === null || this.#into === null) return;
    if (this.#into === "value") cell.value = (cell.value ?? "") + text;
    else cell.inline += text;
    if ((cell.value?.length ?? 0) > this.#book.caps.cellChars || cell.inline.length > this.#book.caps.cellChars)
      throw cellTooLong(this.#book.caps);
  };

  close = (name: string): void => {
    if (name === "sheetData") this.#inData = false;
    else if (name === "v" || name === "t") this.#into = null;
    else if (name === "rPh") this.#phonetic = false;
    else if (name === "c") this.#closeCell();
    else if (name === "row" && this.#cells.length > 0) this.#found.push({ row: this.#row, cells: this.#cells });
  };

  #openRow(at: string | undefined): void {
    const row = at === undefined ? this.#row + 1 : Number(at);
    if (!Number.isInteger(row) || row <= this.#row || row > 1_048_576) {
      throw new TableFault("broken_rows", "行号无效或乱序", "Row numbers are not valid or out of order");
    }
    this.#row = row;
    this.#column = -1;
    this.#cells = [];
  }

  #openCell({ r, t, s }: Record<string, string>): void {
    const column = r === undefined ? this.#column + 1 : columnIndex(r);
    const { columns } = this.#book.caps;
    if (column >= columns)
      throw new TableFault(
        "too_many_columns",
        `超过 ${columns} 列`,
        `More than ${columns} columns`,
        `/rows/${this.#row}`,
      );
    if (column <= this.#column)
      throw new TableFault(
        "broken_cells",
        "单元格地址无效或乱序",
        "Cell addresses are not valid or out of order",
        `/rows/${this.#row}`,
      );
    this.#column = column;
    this.#cell = { type: t ?? "n", style: Number(s ?? -1), value: null, inline: "", formula: false };
  }

  #closeCell(): void {
    if (this.#cell === null) return;
    const text = this.#textOf(this.#cell).trim();
    this.#cell = null;
    if (text === "") return;
    while (this.#cells.length < this.#column) this.#cells.push("");
    this.#cells.push(text);
  }

  #textOf(cell: Cell): string {
    const { strings, notices } = this.#book;
    const value = cell.value ?? "";
    if (cell.value === null && cell.formula) {
      notices.add(
        "formula_without_value",
        `第 ${this.#row} 行有未计算的公式，按空处理`,
        `Row ${this.#row} has a formula without a value: read as empty`,
        this.#row,
      );
    }
    switch (cell.type) {
      case "s":
        return strings[Number(value)] ?? "";
      case "inlineStr":
        return unescapeCell(cell.inline);
      case "str":
        return unescapeCell(value);
      case "d":
        return value;
      case "b":
        return value === "" ? "" : String(isTrue(value));
      case "e":
        notices.add(
          "cell_error",
          `第 ${this.#row} 行有错误值 ${value.slice(0, 20)}，按空处理`,
          `Row ${this.#row} holds the error ${value.slice(0, 20)}: read as empty`,
          this.#row,
        );
        return "";
      default:
        return this.#numberOf(cell, value);
    }
  }

  #numberOf({ style }: Cell, value: string): string {
    if (value === "") return "";
    const date = this.#book.dates[style] === true ? serialToDate(Number(value), this.#book.epoch1904) : null;
    if (date !== null) return date;
    const { text, lost } = numberText(value);
    if (lost) {
      this.#book.notices.add(
        "digits_lost",
        `第 ${this.#row} 行的长数字 ${text} 在 Excel 中已丢失末位，请改为文本格式`,
        `The long number ${text} in row ${this.#row} has lost digits in Excel: format it as text`,
        this.#row,
      );
    }
    return text;
  }
}

/** "AB12" → 27. -1, before any column, where it is no address. */
function columnIndex(address: string): number {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(address)?.[1] ?? "";
  if (letters === "") return -1;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
