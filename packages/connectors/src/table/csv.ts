/** Rows of a CSV, slice by slice. papaparse splits records; encoding, line ends and the delimiter are found out here. */
import Papa from "papaparse";
import type { FileBytes } from "./file-bytes.ts";
import type { Notices } from "./notices.ts";
import { type RawRow, type Source, type TableCaps, TableFault, type TableOptions } from "./table.ts";

/** One record may not be longer than this: an unclosed quote swallows the rest of the file. */
const MAX_RECORD = 2 * 1024 * 1024;

export function openCsv(bytes: FileBytes, options: TableOptions, caps: TableCaps, notices: Notices): Source {
  const encoding = findEncoding(bytes, options.encoding);
  const pieces = textPieces(bytes, encoding);
  const first = pieces.next().value ?? "";
  const delimiter = options.delimiter ?? guessDelimiter(first);
  return { rows: csvRows(first, pieces, { delimiter, caps, notices }), sheet: null, sheets: [], encoding };
}

interface Context {
  delimiter: string;
  caps: TableCaps;
  notices: Notices;
}

function* csvRows(first: string, pieces: Iterator<string>, { delimiter, caps, notices }: Context): Generator<RawRow> {
  const parser = new Papa.Parser({ delimiter, newline: "\n", quoteChar: '"', escapeChar: '"' });
  let rest = first;
  let row = 0;
  for (let last = false; !last; ) {
    const next = pieces.next();
    last = next.done === true;
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
    if (next.done === true) return;
    rest = rest.slice(meta.cursor);
    if (rest.length > MAX_RECORD) {
      throw new TableFault(
        "record_too_long",
        `第 ${row + 1} 行过长（可能有未结束的引号）`,
        `Row ${row + 1} is too long (a quote may never end)`,
        `/rows/${row + 1}`,
      );
    }
    rest += next.value;
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

/** Looks the whole file through once: what is not UTF-8 to its last byte may be GB 18030. */
function findEncoding(bytes: FileBytes, wanted: TableOptions["encoding"]): string {
  const { head } = bytes;
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3)
    throw new TableFault("is_xlsx", "这是 Excel 文件（xlsx），不是 CSV", "This is an Excel file (xlsx), not CSV");
  if (head[0] === 0xd0 && head[1] === 0xcf) throw oldExcel();
  const marked = markOf(head);
  for (const encoding of wanted === undefined ? (marked === null ? ["utf-8", "gb18030"] : [marked]) : [wanted]) {
    const kind = textKind(bytes, encoding);
    if (kind === "text") return encoding;
    if (kind === "binary") break;
  }
  throw new TableFault(
    "not_text",
    "无法识别文件编码（支持 UTF-8、GBK、UTF-16）",
    "The encoding is not known (UTF-8, GBK and UTF-16 are)",
  );
}

function textKind(bytes: FileBytes, encoding: string): "text" | "binary" | "other" {
  try {
    for (const text of decoded(bytes, encoding)) if (text.includes("\0")) return "binary";
    return "text";
  } catch {
    return "other";
  }
}

function* decoded(bytes: FileBytes, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (const slice of bytes.slices()) yield decoder.decode(slice, { stream: true });
  yield decoder.decode();
}

/** The text with `\n` at every line's end. */
function* textPieces(bytes: FileBytes, encoding: string): Generator<string> {
  let held = "";
  for (const text of decoded(bytes, encoding)) {
    const piece = held + text;
    // A line end may stand across two slices.
    held = piece.endsWith("\r") ? "\r" : "";
    yield piece.slice(0, piece.length - held.length).replace(/\r\n?/g, "\n");
  }
  if (held !== "") yield "\n";
}

export const oldExcel = (): TableFault =>
  new TableFault(
    "old_excel",
    "旧版 .xls 或带密码的文件，请另存为不加密的 .xlsx",
    "An old .xls or a file with a password: save it as a plain .xlsx",
  );

function markOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return null;
}
