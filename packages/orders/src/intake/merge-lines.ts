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
  const near = nearestIn(lines);
  const alike = new Map<string, number>();
  for (const part of parts) alike.set(calledOf(part), (alike.get(calledOf(part)) ?? 0) + 1);
  const places: number[][] = [];
  for (const part of parts) {
    const isOnly = alike.get(calledOf(part)) === 1;
    const own = isOnly ? near.all(part) : near.first(part);
    // A first line without a quantity is told so when the order is read.
    if (own.length === 0 && !counts && lines.length > 0) return null;
    const sum = own.reduce((total, at) => total + (lines[at]?.qty ?? 0), 0);
    if (own.length > 1 && part.qty !== undefined && part.qty !== sum) return null;
    near.take(own);
    places.push(own);
  }
  return places;
}

function namesOf(part: Part): (keyof OrderLine)[] {
  if (part.line_no !== undefined) return ["line_no"];
  const names = NAMES.filter((name) => part[name] !== undefined);
  return names.length === 0 && part.name !== undefined ? ["name"] : names;
}

const calledOf = (part: Part): string => JSON.stringify(namesOf(part).map((name) => [name, part[name]]));

/**
 * Free lines that no name of a part speaks against, those that most of its names speak for. A line may lack a name, not all. An order may
 * have thousands: it looks only among those that say of one name what the part says, or nothing, and once for parts that are called alike.
 */
function nearestIn(lines: readonly OrderLine[]) {
  const taken = new Set<number>();
  const among = candidatesIn(lines);
  const search = (part: Part): number[] => {
    const names = namesOf(part);
    let most = names.length === 0 ? 0 : 1;
    let found: number[] = [];
    for (const place of among(part, names)) {
      const line = lines[place];
      if (line === undefined || taken.has(place)) continue;
      const shared = names.filter((name) => line[name] === part[name]).length;
      const isOther = names.some((name) => line[name] !== undefined && line[name] !== part[name]);
      if (isOther || shared < most) continue;
      if (shared > most) found = [];
      most = shared;
      found.push(place);
    }
    return found.sort((a, b) => b - a);
  };
  /** By what a part is called, descending: those before the last may be taken. */
  const nearest = new Map<string, number[]>();
  const NONE: number[] = [];
  const of = (part: Part): readonly number[] => {
    const called = calledOf(part);
    let known = nearest.get(called);
    if (known === NONE) return NONE;
    while (known !== undefined && taken.has(known.at(-1) ?? Number.NaN)) known.pop();
    if (known === undefined || known.length === 0) known = search(part);
    nearest.set(called, known.length === 0 ? NONE : known);
    return known;
  };
  return {
    first: (part: Part): number[] => of(part).slice(-1),
    all: (part: Part): number[] =>
      of(part)
        .filter((place) => !taken.has(place))
        .reverse(),
    take(places: readonly number[]): void {
      for (const place of places) taken.add(place);
    },
  };
}

/** Where the lines are that say of one name, the one for which they are fewest, what the part says of it, or nothing. */
function candidatesIn(lines: readonly OrderLine[]) {
  const every = [...lines.keys()];
  const indexes = new Map<keyof OrderLine, ReadonlyMap<unknown, readonly number[]>>();
  const fitting = (part: Part, name: keyof OrderLine) => {
    const index = indexes.get(name) ?? placesBy(lines, name);
    indexes.set(name, index);
    return [index.get(part[name]) ?? [], index.get(undefined) ?? []];
  };
  const count = (lists: readonly (readonly number[])[]) => lists.reduce((sum, { length }) => sum + length, 0);
  return (part: Part, names: readonly (keyof OrderLine)[]): readonly number[] => {
    const [fewest = [every]] = names.map((name) => fitting(part, name)).sort((a, b) => count(a) - count(b));
    return fewest.flat();
  };
}

function placesBy(lines: readonly OrderLine[], name: keyof OrderLine): Map<unknown, number[]> {
  const places = new Map<unknown, number[]>();
  for (const [place, line] of lines.entries()) {
    const alike = places.get(line[name]);
    if (alike === undefined) places.set(line[name], [place]);
    else alike.push(place);
  }
  return places;
}

const unclear = (count: number): Problem => ({
  pointer: "/lines",
  code: "lines_unclear",
  message: {
    zh: `订单已有 ${count} 条明细，无法判断这里说的是哪一条：请加上 SKU、款号或尺码列，以及数量`,
    en: `The order has ${count} lines, and nobody can tell which of them is meant: add a column of SKU, style or size, and the quantity`,
  },
});
