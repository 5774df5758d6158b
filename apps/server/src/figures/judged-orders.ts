/**
 * What figures say of each order, kept in columns: an order that changed is judged anew in its own place, so that no sum has to be
 * mended. 17 bytes an order and figure.
 */
import { type Figure, type Judged, judgedLater } from "@switchyard/flow";

/** One order put to figures. */
export interface OrderJudged {
  id: string;
  /** What figures are split by, and whose the order is: one text a name, in the order of the names. */
  parts: readonly (string | null)[];
  /** One a figure; null: it is not about this order. */
  judged: readonly (Judged | null)[];
}

type TakeKept = (judged: Judged, place: number, row: number) => void;

/** `WAITS`: yes or no, by how long it has waited when it is asked. */
const [NONE, YES, NO, MISSING, WAITS] = [0, 1, 2, 3, 4];
const FIRST_ROWS = 256;

export class JudgedOrders {
  readonly #figures: readonly Figure[];
  readonly #rows = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #texts = new Interned<string | null>();
  readonly #lacks = new Interned<string>();
  readonly #width: { parts: number; figures: number };
  #parts: Uint32Array<ArrayBuffer>;
  #is: Uint8Array<ArrayBuffer>;
  #at: Float64Array<ArrayBuffer>;
  /** How long a `yes` took, since when it waits, or which facts are missing. */
  #n: Float64Array<ArrayBuffer>;

  constructor(figures: readonly Figure[], parts: number) {
    this.#figures = figures;
    this.#width = { parts, figures: figures.length };
    this.#parts = new Uint32Array(FIRST_ROWS * parts);
    const cells = FIRST_ROWS * figures.length;
    [this.#is, this.#at, this.#n] = [new Uint8Array(cells), new Float64Array(cells), new Float64Array(cells)];
  }

  get size(): number {
    return this.#ids.length;
  }

  /** In place of what was said of it before. Orders that no figure is about take no place. */
  put({ id, parts, judged }: OrderJudged): void {
    let row = this.#rows.get(id);
    if (row === undefined) {
      if (judged.every((one) => one === null)) return;
      row = this.#ids.push(id) - 1;
      this.#rows.set(id, row);
      this.#grow();
    }
    const [part, cell] = [row * this.#width.parts, row * this.#width.figures];
    for (let n = 0; n < parts.length; n += 1) this.#parts[part + n] = this.#texts.place(parts[n] ?? null);
    for (let n = 0; n < judged.length; n += 1) this.#write(cell + n, judged[n] ?? null);
  }

  /** Orders of these rows and what the figures in these places say of them at `now`. */
  each(
    { from, to, places, now }: { from: number; to: number; places: readonly number[]; now: number },
    take: TakeKept,
  ): void {
    const { figures } = this.#width;
    const end = Math.min(to, this.size);
    for (const place of places) {
      const figure = this.#figures[place] as Figure;
      for (let row = from; row < end; row += 1) {
        const judged = this.#read(row * figures + place, figure, now);
        if (judged !== null) take(judged, place, row);
      }
    }
  }
  /** Null: no figure is about it. */
  rowOf(id: string): number | null {
    return this.#rows.get(id) ?? null;
  }
  isYes(row: number, place: number): boolean {
    return this.#is[row * this.#width.figures + place] === YES;
  }
  id(row: number): string {
    return this.#ids[row] as string;
  }
  part(row: number, part: number): string | null {
    return this.#texts.at(this.#parts[row * this.#width.parts + part] ?? 0);
  }

  #write(cell: number, judged: Judged | null): void {
    this.#at[cell] = judged?.at ?? 0;
    this.#n[cell] = 0;
    if (judged === null) this.#is[cell] = NONE;
    else if (judged.is === "missing") {
      this.#is[cell] = MISSING;
      this.#n[cell] = this.#lacks.place(judged.missing.join(","));
    } else if (judged.is === "amount") {
      throw new Error("what was reported is no order");
    } else if (judged.waits !== undefined) {
      this.#is[cell] = WAITS;
      this.#n[cell] = judged.waits;
    } else if (judged.is === "yes") {
      this.#is[cell] = YES;
      this.#n[cell] = judged.ms;
    } else this.#is[cell] = NO;
  }

  #read(cell: number, figure: Figure, now: number): Judged | null {
    const [at, n] = [this.#at[cell] ?? 0, this.#n[cell] ?? 0];
    switch (this.#is[cell]) {
      case YES:
        return { at, is: "yes", ms: n };
      case NO:
        return { at, is: "no" };
      case WAITS:
        return judgedLater(figure, { at, is: "no", waits: n }, now);
      case MISSING:
        return { at, is: "missing", missing: factsNamed(this.#lacks.at(n)) };
      default:
        return null;
    }
  }

  #grow(): void {
    const { parts, figures } = this.#width;
    if (this.size * Math.max(parts, 1) <= this.#parts.length && this.size * figures <= this.#is.length) return;
    const rows = 2 * this.size;
    this.#parts = longer(this.#parts, new Uint32Array(rows * parts));
    this.#is = longer(this.#is, new Uint8Array(rows * figures));
    this.#at = longer(this.#at, new Float64Array(rows * figures));
    this.#n = longer(this.#n, new Float64Array(rows * figures));
  }
}

function longer<T extends Uint8Array | Uint32Array | Float64Array>(old: T, made: T): T {
  made.set(old);
  return made;
}

/** Names of facts have no comma. */
const factsNamed = (text: string): string[] => (text === "" ? [] : text.split(","));

/** Few are different: each stands once. */
class Interned<T> {
  readonly #places = new Map<T, number>();
  readonly #values: T[] = [];
  place(value: T): number {
    const known = this.#places.get(value);
    if (known !== undefined) return known;
    this.#places.set(value, this.#values.length);
    return this.#values.push(value) - 1;
  }
  at(place: number): T {
    return this.#values[place] as T;
  }
}
