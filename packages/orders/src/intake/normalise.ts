/**
 * The one form in which text is kept and compared: NFKC (full-width becomes half-width), no invisible characters, trimmed;
 * codes upper-cased besides. Constants in conditions go through the same functions, so that they can match.
 */

/** Zero-width, byte-order and bidirectional marks that copying from spreadsheets and chats leaves behind. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/** Control characters; tab and line breaks are handled apart. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
const BREAKS = /[\t\r\n\u2028\u2029]+/g;

/** True for text that is its own normal form: printable ASCII and common Han, with spaces only inside. Quick, not complete. */
export function isNormal(value: string): boolean {
  const last = value.length - 1;
  for (let index = 0; index <= last; index += 1) {
    const code = value.charCodeAt(index);
    const plain = (code > 0x20 && code < 0x7f) || (code >= 0x4e00 && code <= 0x9fff);
    if (!plain && (code !== 0x20 || index === 0 || index === last)) return false;
  }
  return true;
}

/** One line of text: names, titles, tags. */
export function normaliseText(value: string): string {
  if (isNormal(value)) return value;
  // Marks first: what stands around one may be one character without it.
  return value.replace(INVISIBLE, "").replace(BREAKS, " ").replace(CONTROL, "").normalize("NFKC").trim();
}

/** A code such as a style number or a SKU: as {@link normaliseText}, upper-cased without regard to any locale. */
export function normaliseCode(value: string): string {
  return normaliseText(normaliseText(value).toUpperCase());
}

/** Free text that may have several lines. */
export function normaliseNote(value: string): string {
  if (isNormal(value)) return value;
  return value.replace(INVISIBLE, "").replace(/\r\n?/g, "\n").replace(CONTROL, "").normalize("NFKC").trim();
}

/** Half of a surrogate pair: no character at all, and not storable as UTF-8. */
export function hasBrokenCharacter(value: string): boolean {
  return /\p{Surrogate}/u.test(value);
}

export function hasControlCharacter(value: string): boolean {
  CONTROL.lastIndex = 0;
  return CONTROL.test(value);
}
