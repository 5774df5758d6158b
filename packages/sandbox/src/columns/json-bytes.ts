/**
 * JSON as `JSON.stringify` writes it, passed over byte by byte. Each function is given where a value begins and says where it ends;
 * 0: it is not of the plain kind asked for, and whoever asks parses it instead. Nothing but valid JSON comes here.
 */
import { LONGEST, LONGEST_LIST } from "./order-columns.ts";

export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN = 0x7b;
export const CLOSE = 0x7d;
export const LIST = 0x5b;
export const LIST_END = 0x5d;
const MINUS = 0x2d;
export const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const TRUE = 0x74;
const FALSE = 0x66;
/** With which `null` begins. */
export const NULL = 0x6e;
const EXPONENTS = [0x45, 0x65];
/** Digits of a number that needs no rounding. */
export const EXACT = 15;

/** The quote after a name without escapes. */
export function endOfName(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    const letter = bytes[at];
    if (letter === QUOTE) return at;
    if (letter === BACKSLASH) return 0;
  }
  return 0;
}

/** A text's bytes are never fewer than its letters. */
function pastText(bytes: Uint8Array, from: number): number {
  for (let at = from + 1; at < bytes.length; at += 1) {
    const letter = bytes[at];
    if (letter === QUOTE) return at - from <= LONGEST ? at + 1 : 0;
    if (letter === BACKSLASH) at += 1;
  }
  return 0;
}

export const isNumberAt = (bytes: Uint8Array, at: number): boolean => {
  const first = bytes[at] as number;
  return (first >= ZERO && first <= NINE) || first === MINUS;
};

/** Of few digits, and no negative zero. */
export function pastNumber(bytes: Uint8Array, from: number): number {
  let at = from;
  if (bytes[at] === MINUS) {
    at += 1;
    if (bytes[at] === ZERO) return 0;
  }
  const first = at;
  for (; at < bytes.length; at += 1) {
    const letter = bytes[at] as number;
    if ((letter < ZERO || letter > NINE) && letter !== POINT) break;
  }
  return at === first || at - first > EXACT || EXPONENTS.includes(bytes[at] ?? 0) ? 0 : at;
}

/** The number that `pastNumber` has passed; NaN: it is no whole one. */
export function wholeAt(bytes: Uint8Array, from: number): number {
  const isNegative = bytes[from] === MINUS;
  let value = 0;
  for (let at = isNegative ? from + 1 : from; at < bytes.length; at += 1) {
    const letter = bytes[at] as number;
    if (letter === POINT) return Number.NaN;
    if (letter < ZERO || letter > NINE) break;
    value = value * 10 + (letter - ZERO);
  }
  return isNegative ? -value : value;
}

export function pastScalar(bytes: Uint8Array, at: number): number {
  const first = bytes[at];
  if (first === QUOTE) return pastText(bytes, at);
  if (first === TRUE) return at + 4;
  if (first === FALSE) return at + 5;
  return pastNumber(bytes, at);
}

export function pastList(bytes: Uint8Array, from: number): number {
  if (bytes[from] !== LIST) return 0;
  if (bytes[from + 1] === LIST_END) return from + 2;
  let at = from;
  for (let count = 0; count < LONGEST_LIST; count += 1) {
    at = pastScalar(bytes, at + 1);
    if (at === 0) return 0;
    if (bytes[at] === LIST_END) return at + 1;
    if (bytes[at] !== COMMA) return 0;
  }
  return 0;
}

/** Whatever it is. */
export function pastAny(bytes: Uint8Array, from: number): number {
  let depth = 0;
  for (let at = from; at < bytes.length; at += 1) {
    const letter = bytes[at];
    if (letter === QUOTE) {
      for (at += 1; at < bytes.length && bytes[at] !== QUOTE; at += 1) if (bytes[at] === BACKSLASH) at += 1;
    } else if (letter === OPEN || letter === LIST) {
      depth += 1;
    } else if (letter === CLOSE || letter === LIST_END) {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (letter === COMMA && depth === 0) {
      return at;
    }
  }
  return 0;
}

/** Whether these letters stand here. */
export function standsAt(bytes: Uint8Array, at: number, letters: Uint8Array): boolean {
  for (let place = 0; place < letters.length; place += 1) if (bytes[at + place] !== letters[place]) return false;
  return true;
}
