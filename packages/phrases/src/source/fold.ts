/**
 * The text as the grammar looks at it: full-width forms as half-width ones, capitals as small letters. Every character keeps
 * its place, so that a span found here is the span of what was typed.
 */
export interface Source {
  /** As typed. */
  raw: string;
  /** Folded; as long as `raw`. */
  low: string;
}

const SINGLE: Readonly<Record<string, string>> = {
  "\u3000": " ",
  "\u00a0": " ",
  "。": "。",
  "﹣": "-",
  "－": "-",
  "–": "-",
  "—": "-",
  "−": "-",
  "～": "~",
  "￥": "¥",
  "⩽": "≤",
  "≦": "≤",
  "⩾": "≥",
  "≧": "≥",
  "＂": '"',
  "‘": "'",
  "’": "'",
  "➜": "→",
  "➔": "→",
  "⇒": "→",
};

function foldOne(char: string): string {
  const known = SINGLE[char];
  if (known !== undefined) return known;
  const code = char.charCodeAt(0);
  const half = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : char;
  const small = half.toLowerCase();
  return small.length === 1 ? small : half;
}

export function sourceOf(raw: string): Source {
  let low = "";
  for (let index = 0; index < raw.length; index += 1) low += foldOne(raw.charAt(index));
  return { raw, low };
}

/** A name as it is looked up: folded, single spaces. */
export const folded = (name: string): string => sourceOf(name).low.trim().replace(/\s+/g, " ");
