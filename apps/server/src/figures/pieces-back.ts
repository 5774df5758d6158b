/** Which pieces of an order came back, when and why: from the after-sale news of it, and from the state that it reached. */
import { normaliseCode, normaliseText, type Order, type OrderLine } from "@switchyard/orders";

/** A journal entry of an after-sale return, in the order in which they were told. */
export interface ReturnNews {
  at: number;
  data: Record<string, unknown>;
}
export interface PiecesBack {
  at: number;
  style: string;
  size: string;
  qty: number;
  /** "": nobody said why. */
  reason: string;
}

export const styleOf = (order: Order, line?: OrderLine): string => line?.style_code ?? order.style_code ?? "";

/**
 * Asked for is not back: news with a phase counts when that is `succeeded`, news without one at once; why, it may have said before.
 * Where no news told of pieces, an order that was returned (`returnedAt`) has come back whole. Never more pieces than a line has.
 */
export function piecesBack(order: Order, news: readonly ReturnNews[], returnedAt: number | undefined): PiecesBack[] {
  const left = new Map(order.lines.map((line) => [line, line.qty]));
  const back: PiecesBack[] = [];
  let reason = "";
  const take = (at: number, lines: readonly OrderLine[], wanted: number) => {
    let rest = wanted;
    for (const line of lines) {
      const qty = Math.min(rest, left.get(line) ?? 0);
      if (qty <= 0) continue;
      rest -= qty;
      left.set(line, (left.get(line) ?? 0) - qty);
      back.push({ at, style: styleOf(order, line), size: line.size ?? "", qty, reason });
    }
  };
  for (const { at, data } of news) {
    if (typeof data.reason === "string" && data.reason.trim() !== "") reason = normaliseText(data.reason);
    if (data.phase !== undefined && data.phase !== "succeeded") continue;
    for (const part of partsIn(data)) take(at, order.lines.filter(isMeant(part)), part.qty);
  }
  if (back.length === 0 && returnedAt !== undefined) take(returnedAt, order.lines, Number.POSITIVE_INFINITY);
  return back;
}

interface Part {
  line: number | null;
  sku: string | null;
  qty: number;
}

/** News names articles, lines and pieces as its source does; what names none of them is of the whole order. */
function partsIn(data: Record<string, unknown>): Part[] {
  const listed = [data.lines, data.skus].find((list) => Array.isArray(list)) as unknown[] | undefined;
  return (listed ?? [data]).map((one) => {
    if (typeof one === "string") return { line: null, sku: normaliseCode(one), qty: Number.POSITIVE_INFINITY };
    if (typeof one === "number") return { line: one, sku: null, qty: Number.POSITIVE_INFINITY };
    const { line_no, line = line_no, sku, qty } = (one ?? {}) as Record<string, unknown>;
    return {
      line: line === undefined ? null : Number(line),
      sku: typeof sku === "string" ? normaliseCode(sku) : null,
      qty: qty === undefined ? Number.POSITIVE_INFINITY : Number(qty),
    };
  });
}

const isMeant =
  ({ line, sku }: Part) =>
  (one: OrderLine): boolean =>
    (line === null || one.line_no === line) &&
    (sku === null || (one.sku !== undefined && normaliseCode(one.sku) === sku));
