/**
 * Lines that a source says in part, beside those that the order has. A line is found again by what names it (number, SKU, style, size,
 * colour, batch number: as many of them as the part says) and keeps what the part has no word of. Who says quantities says which lines
 * there are: the others go, new ones come. One quantity for several lines is their sum; another sum cannot be shared out.
 */
import type { Order, OrderLine } from "../order.ts";
import type { Problem } from "../text.ts";
import { mergePatch } from "./merge-patch.ts";
import { orderInput } from "./order-input.ts";
import { type ReadContext, readOrder } from "./read-order.ts";

type Input = Readonly<Record<string, unknown>>;
type Merged = { ok: true; lines: unknown } | { ok: false; problems: Problem[]; warnings: Problem[] };

const NAMES = ["sku", "style_code", "size", "color", "batch_no"] as const satisfies (keyof OrderLine)[];

export function mergeLines(known: Order, said: unknown, context: ReadContext): Merged {
  // What is no list of objects is left to the reading of the whole, which tells why.
  if (!Array.isArray(said) || !said.every(isInput)) return { ok: true, lines: said };
  const parts = read(known, said, context);
  if (!parts.ok) return parts;
  const inputs = (orderInput(known, context.settings).lines ?? []) as Input[];
  const counts = said.some(({ qty }) => qty !== undefined && qty !== null);
  const lines = known.lines.map((line) => ({ ...sharedOf(known), ...line }));
  const places = placesOf(lines, parts.lines, counts);
  if (places === null) return { ok: false, problems: [unclear(known.lines.length)], warnings: [] };
  const changed = new Map<number, Input>();
  const added: Input[] = [];
  for (const [index, found] of places.entries()) {
    const { qty, ...rest } = said[index] ?? {};
    const patch = found.length > 1 || qty === undefined ? rest : { ...rest, qty };
    for (const place of found) {
      const line = changed.get(place) ?? inputs[place];
      changed.set(place, mergePatch(line, newOf(patch, known, { line, said: parts.lines[index] ?? {} })) as Input);
    }
    if (found.length === 0) added.push(said[index] ?? {});
  }
  const kept: Input[] = inputs.flatMap((line, place) => {
    const now = changed.get(place);
    return now !== undefined ? [now] : counts ? [] : [line];
  });
  const last = Math.max(0, ...kept.map(({ line_no }) => Number(line_no)));
  return { ok: true, lines: [...kept, ...added.map((line, n) => ({ line_no: last + n + 1, ...line }))] };
}

const SHARED = ["brand", "style_code", "origin"] as const;
/** What the order says for all its lines. */
const sharedOf = (order: Order) =>
  Object.fromEntries(SHARED.flatMap((name) => (order[name] === undefined ? [] : [[name, order[name]]])));

/** What the order says already need not stand at its line too. */
function newOf(patch: Input, known: Order, { line, said }: { line: Input | undefined; said: Part }): Input {
  const isThere = (name: string) =>
    SHARED.some((one) => one === name && line?.[one] === undefined && known[one] === said[one]);
  return Object.fromEntries(Object.entries(patch).filter(([name]) => !isThere(name)));
}

const isInput = (value: unknown): value is Input =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The parts as lines, in the form in which an order keeps them; the quantity, which they may lack, is the order's to miss. */
function read({ source, external_id, currency }: Order, said: readonly Input[], context: ReadContext) {
  const lines = said.map((line, place) => ({ ...line, line_no: place + 1, qty: line.qty ?? 0 }));
  const one = readOrder({ source, external_id, currency, lines }, context);
  if (!one.ok) return one;
  const parts = one.order.lines.map((line, place) => {
    const { line_no: _, qty: __, ...rest } = line;
    const number = said[place]?.line_no;
    const qty = isSaid(said[place]?.qty) ? { qty: line.qty } : {};
    return { ...rest, ...qty, ...(isSaid(number) ? { line_no: Number(number) } : {}) };
  });
  return { ok: true as const, lines: parts };
}
const isSaid = (value: unknown) => value !== undefined && value !== null && value !== "";

type Part = Partial<OrderLine>;

/** For each part the places of the lines that it is about, none where it is a new one; null where nobody can tell. */
function placesOf(lines: readonly OrderLine[], parts: readonly Part[], counts: boolean): number[][] | null {
  const taken = new Set<number>();
  const places: number[][] = [];
  for (const part of parts) {
    const names = namesOf(part);
    const alike = parts.filter(
      (other) => namesOf(other).length === names.length && names.every((name) => other[name] === part[name]),
    );
    const free = nearest(lines, part, names, taken);
    const [first] = free;
    if (first === undefined) {
      // A first line without a quantity is told so when the order is read.
      if (!counts && lines.length > 0) return null;
      places.push([]);
      continue;
    }
    const isSum = alike.length === 1 && free.length > 1;
    if (isSum && part.qty !== undefined && part.qty !== free.reduce((sum, at) => sum + (lines[at]?.qty ?? 0), 0)) {
      return null;
    }
    const own = isSum ? free : [first];
    for (const place of own) taken.add(place);
    places.push(own);
  }
  return places;
}

function namesOf(part: Part): (keyof OrderLine)[] {
  if (part.line_no !== undefined) return ["line_no"];
  const names = NAMES.filter((name) => part[name] !== undefined);
  return names.length === 0 && part.name !== undefined ? ["name"] : names;
}

/** Free lines that no name of the part speaks against, those first that most of them speak for. A line may lack a name, not all. */
function nearest(
  lines: readonly OrderLine[],
  part: Part,
  names: readonly (keyof OrderLine)[],
  taken: ReadonlySet<number>,
) {
  const alike = lines.flatMap((line, place) => {
    const shared = names.filter((name) => line[name] === part[name]).length;
    const isOther = names.some((name) => line[name] !== undefined && line[name] !== part[name]);
    return taken.has(place) || isOther || (shared === 0 && names.length > 0) ? [] : [{ place, shared }];
  });
  const most = Math.max(...alike.map(({ shared }) => shared));
  return alike.filter(({ shared }) => shared === most).map(({ place }) => place);
}

const unclear = (count: number): Problem => ({
  pointer: "/lines",
  code: "lines_unclear",
  message: {
    zh: `订单已有 ${count} 条明细，无法判断这里说的是哪一条：请加上 SKU、款号或尺码列，以及数量`,
    en: `The order has ${count} lines, and nobody can tell which of them is meant: add a column of SKU, style or size, and the quantity`,
  },
});
