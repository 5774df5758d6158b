/** An order that somebody wrote by e-mail: a PO number in the subject or the text, and lines such as 「款号：FJ2026」. */
import { normaliseText } from "./normalise.ts";

export interface Mail {
  subject?: unknown;
  text?: unknown;
}

const PO = /\bPO ?# ?([A-Z0-9][A-Z0-9_-]{0,63})/i;
/** A value ends at a comma, a blank or the end of its line. */
const WORD = "[^\\s,;，；。]{1,200}";
/** `1,200件`: its comma ends nothing. Of a row of numbers (`100,200,50`) nobody knows which is meant: intake refuses it whole. */
const COUNT = `\\d{1,3}(?:,\\d{3})+(?!,?\\d)[^\\s,;，；。]{0,20}|\\d{1,15}(?:,\\d{1,15}){2,20}|${WORD}`;
/** What people call a field, the field, and the form of its value. */
const FIELDS: readonly [field: string, names: string, value: string][] = [
  ["brand", "品牌|brand", WORD],
  ["style_code", "款号|款式|style(?: ?(?:no|code))?", WORD],
  ["due_at", "交期|交货期|交货日期|due(?: ?date)?", WORD],
  ["size", "尺码|尺寸|sizes?", WORD],
  ["qty", "数量|件数|qty|quantity", COUNT],
];
const VALUES = FIELDS.map(
  ([field, names, value]) => [field, new RegExp(`(?:^|[\\s,;，；。])(?:${names}) ?[:：]? ?(${value})`, "im")] as const,
);
const MOST = 20_000;

/** The body of an order, without its source; null where no PO number stands. What is not said is left out, never made up. */
export function mailOrder(mail: Mail): Record<string, unknown> | null {
  const [subject, text] = [textOf(mail.subject), textOf(mail.text)];
  const number = (PO.exec(subject) ?? PO.exec(text))?.[1];
  if (number === undefined) return null;
  const said: Record<string, string> = {};
  for (const [field, pattern] of VALUES) {
    const value = pattern.exec(text)?.[1] ?? pattern.exec(subject)?.[1];
    if (value !== undefined) said[field] = value;
  }
  const { size, qty, ...fields } = said;
  const line = { ...(size === undefined ? {} : { size }), ...(qty === undefined ? {} : { qty: plain(qty) }) };
  const lines = qty === undefined ? {} : { lines: [line] };
  const no = `PO#${number.toUpperCase()}`;
  return {
    external_id: no,
    po_no: no,
    ...fields,
    ...lines,
  };
}

/** Line by line, so that labels stay at the beginning of theirs. */
const textOf = (said: unknown): string =>
  typeof said === "string"
    ? said
        .slice(0, MOST)
        .split(/\r\n|\r|\n/)
        .map((line) => normaliseText(line))
        .join("\n")
    : "";

/** 1200件, 1,200 → what intake reads as a number; anything else is left for intake to refuse. */
const plain = (qty: string): string =>
  /^(\d+|\d{1,3}(?:,\d{3})+)(?:件|pcs|pieces)?$/i.exec(qty)?.[1]?.replaceAll(",", "") ?? qty;
