/** Writes zips and workbooks, honest ones and hostile ones, for tests. */
import { crc32, deflateRawSync } from "node:zlib";

export interface ZipPart {
  name: string;
  data: Uint8Array | string;
  /** Lies: what the headers say instead of the truth. */
  size?: number;
  crc?: number;
  flags?: number;
  method?: number;
  localName?: string;
  /** Points to the local header of an earlier part. */
  sameAs?: number;
}

interface Packed {
  packed: Buffer;
  crc: number;
  size: number;
}
/** Of bytes that stand in several files: packing a hundred megabytes takes a second. */
const known = new WeakMap<Uint8Array, Packed>();

function pack(data: Uint8Array | string): Packed {
  const raw = typeof data === "string" ? Buffer.from(data) : data;
  const done = known.get(raw);
  if (done !== undefined) return done;
  const made = { packed: deflateRawSync(raw, { level: 9 }), crc: crc32(raw), size: raw.byteLength };
  known.set(raw, made);
  return made;
}

export function makeZip(
  parts: readonly ZipPart[],
  { entries, comment = "" }: { entries?: number; comment?: string } = {},
): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  const starts: number[] = [];
  let at = 0;
  for (const part of parts) {
    const { packed: deflated, crc, size } = pack(part.data);
    const packed = part.method === 0 ? Buffer.from(part.data) : deflated;
    const start = part.sameAs === undefined ? at : (starts[part.sameAs] ?? at);
    starts.push(start);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(part.flags ?? 0, 2);
    fields.writeUInt16LE(part.method ?? 8, 4);
    fields.writeUInt32LE(part.crc ?? crc, 10);
    fields.writeUInt32LE(packed.byteLength, 14);
    fields.writeUInt32LE(part.size ?? size, 18);
    const local = Buffer.from(part.localName ?? part.name);
    fields.writeUInt16LE(local.byteLength, 22);
    if (part.sameAs === undefined) {
      const body = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), fields, local, packed]);
      bodies.push(body);
      at += body.byteLength;
    }
    const name = Buffer.from(part.name);
    const central = Buffer.alloc(46);
    central.write("PK\u0001\u0002", 0, "latin1");
    fields.copy(central, 6, 0, 24);
    central.writeUInt16LE(name.byteLength, 28);
    central.writeUInt32LE(start, 42);
    directory.push(central, name);
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(entries ?? parts.length, 8);
  end.writeUInt16LE(entries ?? parts.length, 10);
  end.writeUInt32LE(index.byteLength, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...bodies, index, end, Buffer.from(comment)]);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** A workbook of one sheet around the given XML of `<sheetData>`'s inside. */
export function workbookParts(
  sheetData: string,
  more: { shared?: string; styles?: string; workbook?: string } = {},
): ZipPart[] {
  const parts: ZipPart[] = [
    {
      name: "_rels/.rels",
      data: `${XML}<Relationships><Relationship Id="r0" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      data:
        more.workbook ??
        `${XML}<workbook xmlns="${MAIN}" xmlns:r="r"><sheets><sheet name="订单" sheetId="1" r:id="r1"/></sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      data: `${XML}<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    {
      name: "xl/worksheets/sheet1.xml",
      data: `${XML}<worksheet xmlns="${MAIN}"><sheetData>${sheetData}</sheetData></worksheet>`,
    },
  ];
  if (more.shared !== undefined)
    parts.push({ name: "xl/sharedStrings.xml", data: `${XML}<sst xmlns="${MAIN}">${more.shared}</sst>` });
  if (more.styles !== undefined)
    parts.push({ name: "xl/styles.xml", data: `${XML}<styleSheet xmlns="${MAIN}">${more.styles}</styleSheet>` });
  return parts;
}

export const makeXlsx = (sheetData: string, more: Parameters<typeof workbookParts>[1] = {}): Buffer =>
  makeZip(workbookParts(sheetData, more));

/** `<row>`s of inline text. */
export function textRows(rows: readonly (readonly string[])[]): string {
  return rows
    .map(
      (cells, index) =>
        `<row r="${index + 1}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join("")}</row>`,
    )
    .join("");
}
