/** Where the values of stored orders lie in their JSON, found in one pass over the bytes: no order is made of them. */
import { FIELD_FACTS } from "@switchyard/orders";
import {
  BACKSLASH, CLOSE, COLON, COMMA, endOfName, LIST, LIST_END, OPEN, POINT, pastAny, pastList, pastNumber, pastScalar, QUOTE, standsAt, wholeAt,
} from "./json-bytes.ts"; // biome-ignore format: a word list
import { LONGEST_LIST } from "./order-columns.ts";

/** Fields of which a place is kept; of the last three also the end. */
const NAMES: readonly string[] = ["id", ...FIELD_FACTS.filter((name) => name !== "tags"), "tags", "lines", "custom"];
const SLOTS = NAMES.length + 3;
const [ID, SOURCE, TAGS, LINES, CUSTOM] = ["id", "source", "tags", "lines", "custom"].map((name) =>
  NAMES.indexOf(name),
) as [number, number, number, number, number];
/** A field that no column reads. `raw` may be anything. */
const OTHER = -1;
const RAW = -2;

const lettersOf = (name: string) => Uint8Array.from(name, (letter) => letter.charCodeAt(0));
const LETTERS = [...NAMES, "raw"].map(lettersOf);
const PLACES = 256;
/** Hash of a name → its place in `LETTERS` plus 1; who finds it taken takes the next. */
const TABLE = new Uint8Array(PLACES);
for (const [field, letters] of LETTERS.entries()) {
  let place = hashOf(letters, 0, letters.length);
  while (TABLE[place] !== 0) place = (place + 1) % PLACES;
  TABLE[place] = field + 1;
}

function hashOf(bytes: Uint8Array, from: number, length: number): number {
  const [first, middle, last] = [bytes[from], bytes[from + (length >> 1)], bytes[from + length - 1]] as number[];
  return ((first as number) * 5 + (middle as number) * 11 + (last as number) * 3 + length * 17) % PLACES;
}

function fieldAt(bytes: Uint8Array, from: number, length: number): number {
  if (length === 0) return OTHER;
  for (let place = hashOf(bytes, from, length); TABLE[place] !== 0; place = (place + 1) % PLACES) {
    const field = (TABLE[place] as number) - 1;
    const letters = LETTERS[field] as Uint8Array;
    if (letters.length === length && standsAt(bytes, from, letters)) return field === NAMES.length ? RAW : field;
  }
  return OTHER;
}

const QTY = lettersOf("qty");
const LINE_NUMBERS = [QTY, lettersOf("line_no"), lettersOf("unit_price")];

/** The slot of a field; -1: it has none. */
export const slotOf = (name: string): number => NAMES.indexOf(name);

export class OrderSpans {
  /** Row → slot → where the value begins; 0: the order has none. */
  readonly #starts: Int32Array;
  readonly #bytes: Uint8Array;
  /** Lines of each row, and pieces in them. */
  readonly lines: Int32Array;
  readonly pieces: Float64Array;

  constructor(bytes: Uint8Array, rows: number) {
    this.#bytes = bytes;
    this.#starts = new Int32Array(rows * SLOTS);
    this.lines = new Int32Array(rows);
    this.pieces = new Float64Array(rows);
  }

  startOf(row: number, slot: number): number {
    return this.#starts[row * SLOTS + slot] as number;
  }
  /** Of tags, lines and custom fields. */
  endOf(row: number, slot: number): number {
    return this.#starts[row * SLOTS + slot + 3] as number;
  }

  /** False: the order has to be parsed; nothing is known of its row. */
  find(row: number, from: number, to: number): boolean {
    if (this.#find(row, from, to)) return true;
    this.#starts.fill(0, row * SLOTS, (row + 1) * SLOTS);
    return false;
  }

  #find(row: number, from: number, to: number): boolean {
    const bytes = this.#bytes;
    const starts = this.#starts;
    const base = row * SLOTS;
    if (bytes[from] !== OPEN) return false;
    for (let at = from + 1; at < to; at += 1) {
      const name = at + 1;
      if (bytes[at] !== QUOTE) return false;
      at = endOfName(bytes, name);
      if (at === 0) return false;
      const field = fieldAt(bytes, name, at - name);
      at += 1;
      if (bytes[at] !== COLON) return false;
      at += 1;
      const end = this.#past(row, field, at);
      if (end === 0) return false;
      if (field >= 0) {
        // What stands twice counts as it stands last: rare enough to be parsed.
        if (starts[base + field] !== 0) return false;
        starts[base + field] = at;
        if (field >= TAGS) starts[base + field + 3] = end;
      }
      at = end;
      if (bytes[at] === CLOSE) return at + 1 === to && this.#isWhole(base);
      if (bytes[at] !== COMMA) return false;
    }
    return false;
  }

  #past(row: number, field: number, at: number): number {
    if (field === RAW) return pastAny(this.#bytes, at);
    if (field < TAGS) return pastScalar(this.#bytes, at);
    if (field === TAGS) return pastList(this.#bytes, at);
    return field === LINES ? this.#pastLines(row, at) : this.#pastCustom(at);
  }

  /** As intake gives orders (`isPlain`). */
  #isWhole(base: number): boolean {
    const [bytes, starts] = [this.#bytes, this.#starts];
    const id = starts[base + ID] as number;
    if (id === 0 || bytes[id] !== QUOTE || bytes[id + 1] === QUOTE) return false;
    if (bytes[starts[base + SOURCE] as number] !== QUOTE || starts[base + SOURCE] === 0) return false;
    return starts[base + TAGS] !== 0 && starts[base + LINES] !== 0 && starts[base + CUSTOM] !== 0;
  }

  #pastLines(row: number, from: number): number {
    const bytes = this.#bytes;
    if (bytes[from] !== LIST) return 0;
    this.lines[row] = 0;
    this.pieces[row] = 0;
    if (bytes[from + 1] === LIST_END) return from + 2;
    let at = from;
    for (let count = 1; count <= LONGEST_LIST; count += 1) {
      at = this.#pastLine(row, at + 1);
      if (at === 0) return 0;
      this.lines[row] = count;
      if (bytes[at] === LIST_END) return at + 1;
      if (bytes[at] !== COMMA) return 0;
    }
    return 0;
  }

  #pastLine(row: number, from: number): number {
    const bytes = this.#bytes;
    let letters = 0;
    let hasPieces = false;
    if (bytes[from] !== OPEN) return 0;
    for (let at = from + 1; at < bytes.length; at += 1) {
      if (bytes[at] !== QUOTE) return 0;
      const name = at + 1;
      at = endOfName(bytes, name);
      if (at === 0 || bytes[at + 1] !== COLON) return 0;
      const length = at - name;
      const value = at + 2;
      if (isLineNumber(bytes, name, length)) {
        at = pastNumber(bytes, value);
        if (at !== 0 && length === QTY.length) {
          const pieces = wholeAt(bytes, value);
          if (hasPieces || Number.isNaN(pieces)) return 0;
          hasPieces = true;
          this.pieces[row] = (this.pieces[row] as number) + pieces;
        }
      } else if (bytes[value] === QUOTE) {
        at = value + 1;
        for (; at < bytes.length && bytes[at] !== QUOTE; at += 1) {
          if (bytes[at] === BACKSLASH) return 0;
          letters += unitsOf(bytes[at] as number);
        }
        at += 1;
      } else return 0;
      if (at === 0) return 0;
      if (bytes[at] === CLOSE) return hasPieces && letters <= LONGEST_LIST ? at + 1 : 0;
      if (bytes[at] !== COMMA) return 0;
    }
    return 0;
  }

  #pastCustom(from: number): number {
    const bytes = this.#bytes;
    if (bytes[from] !== OPEN) return 0;
    if (bytes[from + 1] === CLOSE) return from + 2;
    for (let at = from + 1; at < bytes.length; at += 1) {
      if (bytes[at] !== QUOTE) return 0;
      for (at += 1; bytes[at] !== QUOTE; at += 1) if (bytes[at] === BACKSLASH || bytes[at] === POINT) return 0;
      at += 1;
      if (bytes[at] !== COLON) return 0;
      at += 1;
      at = bytes[at] === LIST ? pastList(bytes, at) : pastScalar(bytes, at);
      if (at === 0) return 0;
      if (bytes[at] === CLOSE) return at + 1;
      if (bytes[at] !== COMMA) return 0;
    }
    return 0;
  }
}

/** Letters as `length` counts them: what goes on with one begun before counts nothing, the longest count two. */
const unitsOf = (byte: number): number => ((byte & 0xc0) === 0x80 ? 0 : byte >= 0xf0 ? 2 : 1);

function isLineNumber(bytes: Uint8Array, at: number, length: number): boolean {
  for (const name of LINE_NUMBERS) if (name.length === length && standsAt(bytes, at, name)) return true;
  return false;
}
