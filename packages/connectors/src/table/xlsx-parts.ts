/** The small parts of an xlsx: which sheets there are, which styles mean dates, the shared strings. */
import { type TableCaps, TableFault } from "./table.ts";
import { parseWholeXml } from "./xml.ts";
import type { Zip } from "./zip.ts";

export interface Workbook {
  sheets: { name: string; path: string; hidden: boolean }[];
  epoch1904: boolean;
}

export function readWorkbook(zip: Zip): Workbook {
  const path = officeDocument(zip);
  const part = zip.read(path);
  if (part === null)
    throw new TableFault("not_xlsx", "不是 Excel 工作簿（xlsx）", "This is not an Excel workbook (xlsx)");
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const targets = relations(zip, `${folder}_rels/${path.slice(folder.length)}.rels`);
  const workbook: Workbook = { sheets: [], epoch1904: false };
  parseWholeXml(part, {
    open(name, attributes) {
      if (name === "workbookPr") workbook.epoch1904 = isTrue(attributes.date1904);
      if (name !== "sheet") return;
      const id = Object.entries(attributes).find(([key]) => key === "id" || key.endsWith(":id"))?.[1];
      const target = targets.get(id ?? "");
      if (target === undefined) return;
      const hidden = attributes.state === "hidden" || attributes.state === "veryHidden";
      workbook.sheets.push({ name: attributes.name ?? "", path: resolvePath(folder, target), hidden });
    },
  });
  return workbook;
}

export const isTrue = (value: string | undefined): boolean => value === "1" || value === "true";

function officeDocument(zip: Zip): string {
  for (const [, target] of relations(zip, "_rels/.rels", "/officeDocument")) return resolvePath("", target);
  return "xl/workbook.xml";
}

function relations(zip: Zip, path: string, type = ""): Map<string, string> {
  const found = new Map<string, string>();
  const part = zip.read(path);
  if (part === null) return found;
  parseWholeXml(part, {
    open(name, { Id, Target, Type, TargetMode }) {
      if (name !== "Relationship" || TargetMode === "External") return;
      if (Id !== undefined && Target !== undefined && (Type ?? "").endsWith(type)) found.set(Id, Target);
    },
  });
  return found;
}

const resolvePath = (folder: string, target: string): string =>
  target.startsWith("/") ? target.slice(1) : folder + target.replace(/^\.\//, "");

/** For each cell style: does it show numbers as dates? */
export function readDateStyles(zip: Zip): boolean[] {
  const part = zip.read("xl/styles.xml");
  const styles: boolean[] = [];
  if (part === null) return styles;
  const formats = new Map<string, string>();
  let inCells = false;
  parseWholeXml(part, {
    open(name, attributes) {
      if (name === "numFmt") formats.set(attributes.numFmtId ?? "", attributes.formatCode ?? "");
      if (name === "cellXfs") inCells = true;
      if (name === "xf" && inCells) styles.push(isDateFormat(attributes.numFmtId ?? "0", formats));
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return styles;
}

/** So long is a format at most that Excel writes; a longer one would be looked through again from each of its brackets. */
const LONGEST_FORMAT = 255;

/** Built-in ids of ECMA-376 18.8.30 (14–22, East Asian 27–36 and 50–58), or letters of a date outside quotes and brackets. */
function isDateFormat(id: string, formats: ReadonlyMap<string, string>): boolean {
  const custom = formats.get(id)?.slice(0, LONGEST_FORMAT);
  const number = Number(id);
  if (custom === undefined)
    return (number >= 14 && number <= 22) || (number >= 27 && number <= 36) || (number >= 50 && number <= 58);
  const [first = ""] = custom.split(";");
  if (/\[(h+|m+|s+)\]/i.test(first)) return false;
  const letters = first.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, "").replace(/general/gi, "");
  return /[ymdhs]/i.test(letters) && !/[0#?]/.test(letters.replace(/s\.0+/gi, ""));
}

export function readSharedStrings(zip: Zip, caps: TableCaps): string[] {
  const part = zip.read("xl/sharedStrings.xml");
  const strings: string[] = [];
  if (part === null) return strings;
  let current = "";
  let inText = false;
  let phonetic = false;
  parseWholeXml(part, {
    open(name) {
      if (name === "si") current = "";
      if (name === "rPh") phonetic = true;
      if (name === "t") inText = !phonetic;
    },
    text(text) {
      if (inText) current += text;
      if (current.length > caps.cellChars) throw cellTooLong(caps);
    },
    close(name) {
      if (name === "t") inText = false;
      if (name === "rPh") phonetic = false;
      if (name !== "si") return;
      strings.push(unescapeCell(current));
      if (strings.length > caps.cells)
        throw new TableFault("too_many_cells", `单元格超过 ${caps.cells} 个`, `More than ${caps.cells} cells`);
    },
  });
  return strings;
}

export const cellTooLong = (caps: TableCaps): TableFault =>
  new TableFault(
    "cell_too_long",
    `单元格超过 ${caps.cellChars} 字符`,
    `A cell has more than ${caps.cellChars} characters`,
  );

/** Excel writes characters that XML cannot hold as `_xHHHH_`. */
export function unescapeCell(value: string): string {
  if (!value.includes("_x")) return value;
  return value.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
