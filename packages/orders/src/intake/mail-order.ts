/** An order that somebody wrote by e-mail: a PO number in the subject or the text, and lines such as 「款号：FJ2026」. */
import { COUNT, labelReader, linesOf, NAMES, plainQty, WORD } from "./labels.ts";

export interface Mail {
  subject?: unknown;
  text?: unknown;
}

const PO = /\bPO ?# ?([A-Z0-9][A-Z0-9_-]{0,63})/i;
const SAYS = labelReader({
  brand: ["品牌|brand", WORD],
  style_code: [NAMES.style, WORD],
  due_at: [NAMES.due, WORD],
  size: ["尺码|尺寸|sizes?", WORD],
  qty: [NAMES.qty, COUNT],
});

/** The body of an order, without its source; null where no PO number stands. What is not said is left out, never made up. */
export function mailOrder(mail: Mail): Record<string, unknown> | null {
  const [subject, text] = [linesOf(mail.subject), linesOf(mail.text)];
  const number = (PO.exec(subject) ?? PO.exec(text))?.[1];
  if (number === undefined) return null;
  const { size, qty, ...fields } = { ...SAYS(subject), ...SAYS(text) };
  const line = { ...(size === undefined ? {} : { size }), ...(qty === undefined ? {} : { qty: plainQty(qty) }) };
  const lines = qty === undefined ? {} : { lines: [line] };
  const no = `PO#${number.toUpperCase()}`;
  return {
    external_id: no,
    po_no: no,
    ...fields,
    ...lines,
  };
}
