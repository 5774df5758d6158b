/** Rows of a CSV, slice by slice. papaparse splits records; encoding, line ends and the delimiter are found out here. */
import Papa from "papaparse";
import type { Notices } from "./notices.ts";
import { type RawRow, type Source, type TableCaps, TableFault, type TableOptions } from "./table.ts";

const SLICE = 256 * 1024;
/** One record may not be longer than this: an unclosed quote swallows the rest of the file. */
const MAX_RECORD = 2 * 1024 * 1024;

export function openCsv(bytes: Uint8Array, options: TableOptions, caps: TableCaps, notices: Notices): Source {
  const { text, encoding } = decode(bytes, options.encoding);
  const content = text.replace(/\r\n?/g, "\n");
  const delimiter = options.delimiter ?? guessDelimiter(content);
  return { rows: csvRows(content, { delimiter, caps, notices }), sheet: null, sheets: [], encoding };
}

interface Context {
  delimiter: string;
  caps: TableCaps;
  notices: Notices;
}

function* csvRows(content: string, { delimiter, caps, notices }: Context): Generator<RawRow> {
  const parser = new Papa.Parser({ delimiter, newline: "\n", quoteChar: '"', escapeChar: '"' });
  let rest = "";
  let row = 0;
  for (let at = 0; at < content.length || rest !== ""; at += SLICE) {
    const last = at + SLICE >= content.length;
    rest += content.slice(at, at + SLICE);
    const { data, errors, meta } = readSlice(parser.parse(rest, 0, !last));
    for (const error of errors) {
      const number = row + error.row + 1;
      if (error.code === "MissingQuotes") {
        throw new TableFault(
          "unclosed_quote",
          `第 ${number} 行的引号没有结束`,
          `A quote opened in row ${number} never ends`,
          `/rows/${number}`,
        );
      }
      notices.add("odd_quotes", `第 ${number} 行的引号不规范`, `The quotes in row ${number} are malformed`, number);
    }
    for (const cells of data) {
      row += 1;
      if (cells.length > caps.columns)
        throw new TableFault(
          "too_many_columns",
          `超过 ${caps.columns} 列`,
          `More than ${caps.columns} columns`,
          `/rows/${row}`,
        );
      const trimmed = cells.map((cell) => cell.trim());
      if (trimmed.some((cell) => cell.length > caps.cellChars)) {
        throw new TableFault(
          "cell_too_long",
          `单元格超过 ${caps.cellChars} 字符`,
          `A cell has more than ${caps.cellChars} characters`,
          `/rows/${row}`,
        );
      }
      if (trimmed.some((cell) => cell !== "")) yield { row, cells: trimmed };
    }
    rest = last ? "" : rest.slice(meta.cursor);
    if (rest.length > MAX_RECORD) {
      throw new TableFault(
        "record_too_long",
        `第 ${row + 1} 行过长(可能有未结束的引号)`,
        `Row ${row + 1} is too long (a quote may never end)`,
        `/rows/${row + 1}`,
      );
    }
  }
}

interface Slice {
  data: string[][];
  errors: { code: string; row: number }[];
  meta: { cursor: number };
}
/** papaparse types its low-level parser as any; this is the shape of its documented result. */
const readSlice = (result: unknown): Slice => result as Slice;

const DELIMITERS = [",", "\t", ";", "|"];

/** The one that stands most often in the first record that has any, outside quotes. */
function guessDelimiter(content: string): string {
  const sample = content.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, "");
  const line = sample.split("\n").find((one) => DELIMITERS.some((sign) => one.includes(sign))) ?? "";
  const counts = DELIMITERS.map((sign) => ({ sign, count: line.split(sign).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best), { sign: ",", count: 1 }).sign;
}

function decode(bytes: Uint8Array, wanted: TableOptions["encoding"]): { text: string; encoding: string } {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3)
    throw new TableFault("is_xlsx", "这是 Excel 文件(xlsx),不是 CSV", "This is an Excel file (xlsx), not CSV");
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw oldExcel();
  const marked = markOf(bytes);
  for (const encoding of wanted === undefined ? (marked === null ? ["utf-8", "gb18030"] : [marked]) : [wanted]) {
    const text = tryDecode(bytes, encoding);
    if (text === null) continue;
    if (text.includes("\0")) break;
    return { text, encoding };
  }
  throw new TableFault(
    "not_text",
    "无法识别文件编码(支持 UTF-8、GBK、UTF-16)",
    "The encoding is not known (UTF-8, GBK and UTF-16 are)",
  );
}

export const oldExcel = (): TableFault =>
  new TableFault(
    "old_excel",
    "旧版 .xls 或带密码的文件,请另存为不加密的 .xlsx",
    "An old .xls or a file with a password: save it as a plain .xlsx",
  );

function markOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return null;
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
