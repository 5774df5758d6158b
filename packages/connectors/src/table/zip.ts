/**
 * The few parts of a zip that an xlsx needs, read by its central directory. Sizes in headers are never believed: what counts is
 * what really comes out, and a part that comes out other than announced is refused. Zip64, encryption and overlaps are refused.
 */
import { crc32, inflateRawSync } from "node:zlib";
import { type TableCaps, TableFault } from "./table.ts";

interface Entry {
  name: string;
  method: number;
  crc: number;
  packed: number;
  size: number;
  at: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

const broken = (): never => {
  throw new TableFault("broken_file", "文件已损坏，不是有效的 xlsx", "The file is damaged: not a valid xlsx");
};

export class Zip {
  readonly #bytes: Buffer;
  readonly #entries = new Map<string, Entry>();
  readonly #caps: TableCaps;
  #inflated = 0;

  constructor(bytes: Uint8Array, caps: TableCaps) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#caps = caps;
    for (const entry of readDirectory(this.#bytes, caps)) {
      if (this.#entries.has(entry.name)) broken();
      this.#entries.set(entry.name, entry);
    }
    refuseOverlaps([...this.#entries.values()]);
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The part's bytes, inflated under the caps; null where there is no such part. */
  read(name: string): Buffer | null {
    const entry = this.#entries.get(name);
    if (entry === undefined) return null;
    const data = this.#dataOf(entry);
    const room = Math.min(this.#partRoom(entry), this.#fileRoom() - this.#inflated);
    const part = entry.method === 0 ? data : inflate(data, room);
    if (part.byteLength > room) tooLarge();
    this.#inflated += part.byteLength;
    if (part.byteLength !== entry.size || crc32(part) !== entry.crc) broken();
    return part;
  }

  #partRoom({ packed }: Entry): number {
    const { partBytes, smallPart, ratio } = this.#caps;
    return Math.min(partBytes, Math.max(smallPart, packed * ratio));
  }
  #fileRoom(): number {
    const { inflatedBytes, smallFile, ratio } = this.#caps;
    return Math.min(inflatedBytes, Math.max(smallFile, this.#bytes.byteLength * ratio));
  }

  #dataOf(entry: Entry): Buffer {
    const bytes = this.#bytes;
    if (entry.at + 30 > bytes.byteLength || bytes.readUInt32LE(entry.at) !== LOCAL) broken();
    const nameLength = bytes.readUInt16LE(entry.at + 26);
    const name = bytes.toString("utf8", entry.at + 30, entry.at + 30 + nameLength);
    const start = entry.at + 30 + nameLength + bytes.readUInt16LE(entry.at + 28);
    if (name !== entry.name || start + entry.packed > bytes.byteLength) broken();
    return bytes.subarray(start, start + entry.packed);
  }
}

function inflate(data: Buffer, room: number): Buffer {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, room) });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE") return tooLarge();
    return broken();
  }
}

function tooLarge(): never {
  throw new TableFault("inflates_too_large", "解压后超过上限", "The file inflates beyond the limit");
}

function readDirectory(bytes: Buffer, caps: TableCaps): Entry[] {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  const start = bytes.readUInt32LE(end + 16);
  const disks = bytes.readUInt16LE(end + 4) !== 0 || bytes.readUInt16LE(end + 8) !== count;
  if (disks || start === 0xffffffff || count === 0xffff) broken();
  if (count > caps.entries) {
    throw new TableFault(
      "too_many_parts",
      `压缩包内文件超过 ${caps.entries} 个`,
      `More than ${caps.entries} parts in the file`,
    );
  }
  const entries: Entry[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== CENTRAL) broken();
    const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)];
    const nameLength = bytes.readUInt16LE(at + 28);
    if ((flags & 1) !== 0)
      throw new TableFault(
        "encrypted",
        "文件已加密，请去除密码后上传",
        "The file is encrypted: remove the password first",
      );
    if (method !== 0 && method !== 8) broken();
    entries.push({
      name: bytes.toString("utf8", at + 46, at + 46 + nameLength),
      method,
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(bytes: Buffer): number {
  const earliest = Math.max(0, bytes.byteLength - 65_557);
  for (let at = bytes.byteLength - 22; at >= earliest; at -= 1) {
    if (bytes.readUInt32LE(at) === END && at + 22 + bytes.readUInt16LE(at + 20) === bytes.byteLength) return at;
  }
  return broken();
}

/** Many entries over the same bytes are how small bombs become large. */
function refuseOverlaps(entries: Entry[]): void {
  const sorted = entries.sort((a, b) => a.at - b.at);
  for (const [index, entry] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next !== undefined && entry.at + 30 + entry.packed > next.at) broken();
  }
}
