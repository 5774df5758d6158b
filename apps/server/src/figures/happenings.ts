/** What the journal says happened, kept in columns in the order of the journal: 24 bytes a happening, beside the names of its orders. */
import type { JournalEntry } from "@switchyard/store";
import { happenedIn } from "./happened.ts";

/** What somebody reported by a measure. `id`: of which order; `NO_ORDER`: of the house. */
export interface Amount {
  position: number;
  id: string;
  at: number;
  names: readonly string[];
  amount: number;
}
export interface Wanted {
  names: ReadonlySet<string>;
  /** Measures whose sums are asked for. */
  measures: ReadonlySet<string>;
}

/** The subject of what is about no order. */
export const NO_ORDER = "workspace";
const FIRST_ROWS = 1024;

export class Happenings {
  readonly #wanted: Wanted;
  /** Orders, in the order of their first happening. */
  readonly ids: string[] = [];
  readonly #orders = new Map<string, number>();
  /** What happened at once: few lists are different, each stands once. */
  readonly names: (readonly string[])[] = [];
  readonly #lists = new Map<string, number>();
  readonly #amounts: Amount[] = [];
  /** The journal has been read up to here. */
  upTo: number;
  #rows = 0;
  #position = new Float64Array(FIRST_ROWS);
  #at = new Float64Array(FIRST_ROWS);
  #order = new Uint32Array(FIRST_ROWS);
  #names = new Uint32Array(FIRST_ROWS);

  constructor(wanted: Wanted, after: number) {
    this.#wanted = wanted;
    this.upTo = after;
  }

  get rows(): number {
    return this.#rows;
  }
  get size(): number {
    return this.#rows + this.#amounts.length;
  }

  put(entry: JournalEntry): void {
    this.upTo = entry.position;
    const happened = happenedIn(entry);
    if (happened === null) return;
    const { position, subject: id } = entry;
    const { at } = happened;
    const measured =
      entry.type === "measure_observed" && happened.names.some((name) => this.#wanted.measures.has(name));
    if (measured) this.#amounts.push({ position, id, at, names: happened.names, amount: valueIn(entry.data) });
    const names = happened.names.filter((name) => this.#wanted.names.has(name));
    if (names.length === 0 || id === NO_ORDER) return;
    if (this.#rows === this.#at.length) this.#grow();
    const row = this.#rows;
    this.#rows += 1;
    this.#position[row] = position;
    this.#at[row] = at;
    this.#order[row] = place(this.#orders, id, () => this.ids.push(id) - 1);
    this.#names[row] = place(this.#lists, names.join("\n"), () => this.names.push(names) - 1);
  }

  /** The first row behind a position of the journal. */
  rowAfter(position: number): number {
    let [low, high] = [0, this.#rows];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#position[middle] ?? 0) > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The place of an order among `ids`; null: nothing happened to it. */
  placeOf(id: string): number | null {
    return this.#orders.get(id) ?? null;
  }
  amountsAfter(position: number): Amount[] {
    return this.#amounts.filter((one) => one.position > position);
  }
  /** `order`: its place in `ids`; `names`: a place in `names`. */
  each({ from, to }: { from: number; to: number }, take: (order: number, at: number, names: number) => void): void {
    for (let row = from; row < to; row += 1)
      take(this.#order[row] as number, this.#at[row] as number, this.#names[row] as number);
  }

  #grow(): void {
    const rows = 2 * this.#rows;
    const longer = <T extends Float64Array | Uint32Array>(old: T, made: T): T => {
      made.set(old);
      return made;
    };
    this.#position = longer(this.#position, new Float64Array(rows));
    this.#at = longer(this.#at, new Float64Array(rows));
    this.#order = longer(this.#order, new Uint32Array(rows));
    this.#names = longer(this.#names, new Uint32Array(rows));
  }
}

function place(places: Map<string, number>, key: string, make: () => number): number {
  const known = places.get(key);
  if (known !== undefined) return known;
  const made = make();
  places.set(key, made);
  return made;
}

function valueIn(data: string): number {
  const { value } = JSON.parse(data) as { value?: unknown };
  return typeof value === "number" ? value : 0;
}
