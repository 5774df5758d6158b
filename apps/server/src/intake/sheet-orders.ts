/**
 * A sheet is read to its end before anything of it counts. Its rows wait on the disk meanwhile, so that memory holds no more than
 * where each stands; then they come out order by order: rows of one number are one order, wherever they stand in the sheet.
 */
import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { type RowInput, rowToOrder, type TableMapping } from "@switchyard/connectors";
import { isoDate, normaliseText, type OrderPart, type Problem, spokenDay } from "@switchyard/orders";
import type { Context } from "../runtime/context.ts";
import { nextTurn } from "../runtime/next-turn.ts";
import { mappingFor, readUpload, type TableUpload, todayOf, Years } from "./read-upload.ts";

export interface SheetOrder {
  /** Of its first row, from 1. */
  row: number;
  /** What the sheet says of the order. */
  part: OrderPart & { source?: unknown; external_id?: unknown };
  /** Why its rows cannot be one order. */
  problems: Problem[];
}
export interface Sheet {
  columns: string[];
  headerRow: number;
  sheet: string | null;
  sheets: string[];
  mapping: TableMapping;
  /** How many orders, and how many rows say them. */
  total: number;
  rows: number;
  notices: Problem[];
  /** In the order of their first rows. */
  orders(): AsyncGenerator<SheetOrder>;
}

const AT_ONCE = 512;

/** `empty`: what an empty cell says of its field. The sheet is there while `use` runs. Throws `invalid_file`. */
export async function withSheet<T>(
  ctx: Context,
  input: TableUpload & { path: string; empty: "keep" | "clear" },
  { onRow = () => undefined, use }: { onRow?: (count: number) => void; use: (sheet: Sheet) => Promise<T> },
): Promise<T> {
  const rows = new WaitingRows(ctx.uploads.place(ctx.newId("sht")));
  try {
    return await use(await readWhole(ctx, input, rows, onRow));
  } finally {
    rows.close();
  }
}

async function readWhole(
  ctx: Context,
  input: Parameters<typeof withSheet>[1],
  waiting: WaitingRows,
  onRow: (count: number) => void,
): Promise<Sheet> {
  const { source, empty } = input;
  const years = new Years();
  const today = todayOf(ctx);
  const said = (written: string) => spokenDay(written, today);
  const found = { columns: [] as string[], headerRow: 1, sheet: null as string | null, sheets: [] as string[] };
  const { currency } = ctx.workspace.settings;
  let mapping: TableMapping = {};
  let notices: Problem[] = [];
  for await (const event of readUpload(ctx, input)) {
    if (event.type === "columns") {
      const { columns, headerRow, sheet, sheets } = event;
      Object.assign(found, { columns, headerRow, sheet, sheets });
      mapping = await mappingFor(ctx, input, columns);
    } else if (event.type === "rows") {
      const options = { mapping, source, isoDate, spokenDay: said, currency, empty };
      const read = event.rows.map((row) => rowToOrder(found.columns, row, options));
      for (const { warnings } of read) years.see(warnings);
      waiting.add(read);
      onRow(waiting.rows);
    } else notices = event.notices;
  }
  const { total, rows } = waiting;
  return {
    ...{ ...found, mapping, total, rows, notices: [...notices, ...years.notices] },
    async *orders() {
      let count = 0;
      for (const parts of waiting.orders()) {
        yield combined(parts);
        count += 1;
        if (count % AT_ONCE === 0) await nextTurn();
      }
    },
  };
}

type Row = Pick<RowInput, "row" | "input">;

const CHUNK = 1_048_576;

/** Rows as lines of a file, and of each order where its rows stand: offset and length by turns. */
class WaitingRows {
  readonly #path: string;
  readonly #file: number;
  readonly #byNumber = new Map<string, number[]>();
  readonly #places: number[][] = [];
  #end = 0;
  rows = 0;
  #chunk = Buffer.alloc(0);
  #from = 0;

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, "wx+", 0o600);
  }

  get total(): number {
    return this.#places.length;
  }

  add(rows: readonly Row[]): void {
    const lines = rows.map(({ row, input }) => Buffer.from(JSON.stringify({ row, input })));
    for (const [index, line] of lines.entries()) {
      this.#placeOf(rows[index]?.input ?? {}).push(this.#end, line.length);
      this.#end += line.length;
    }
    this.rows += rows.length;
    writeSync(this.#file, Buffer.concat(lines));
  }

  /** A row without a number is an order that it is not yet known which. */
  #placeOf({ source, external_id: number }: Record<string, unknown>): number[] {
    const key = typeof number === "string" ? normaliseText(`${source}\n${number}`) : null;
    const known = key === null ? undefined : this.#byNumber.get(key);
    if (known !== undefined) return known;
    const place: number[] = [];
    this.#places.push(place);
    if (key !== null) this.#byNumber.set(key, place);
    return place;
  }

  *orders(): Generator<Row[]> {
    for (const places of this.#places) {
      const rows: Row[] = [];
      for (let at = 0; at < places.length; at += 2) rows.push(this.#read(places[at] ?? 0, places[at + 1] ?? 0));
      yield rows;
    }
  }

  /** Rows that stand together come with one reading. */
  #read(offset: number, length: number): Row {
    const end = offset + length;
    if (offset < this.#from || end > this.#from + this.#chunk.length) {
      const chunk = Buffer.alloc(Math.max(CHUNK, length));
      this.#chunk = chunk.subarray(0, readSync(this.#file, chunk, 0, chunk.length, offset));
      this.#from = offset;
    }
    return JSON.parse(this.#chunk.toString("utf8", offset - this.#from, end - this.#from)) as Row;
  }

  close(): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }
}

/** Rows of one number: their lines one after the other; of the order itself they may not say two things. */
function combined(rows: readonly Row[]): SheetOrder {
  const [first] = rows;
  if (first === undefined) throw new Error("an order has a row");
  if (rows.length === 1) return { row: first.row, part: first.input, problems: [] };
  const fields = new Map<string, unknown>();
  const lines: unknown[] = [];
  const problems: Problem[] = [];
  for (const { row, input } of rows) {
    const { lines: own, table_row: aside, custom, ...plain } = input;
    if (Array.isArray(own)) lines.push(...own);
    for (const [name, value] of Object.entries(plain)) {
      if (!isOther(fields.get(name), value)) fields.set(name, fields.get(name) ?? value);
      else {
        if (!problems.some(({ pointer }) => pointer === `/${name}`)) problems.push(disagrees(name, first.row, row));
        fields.set(name, both(fields.get(name), value));
      }
    }
    for (const [group, values] of [
      ["table_row", aside],
      ["custom", custom],
    ] as const) {
      if (values === undefined) continue;
      const kept = new Map(Object.entries((fields.get(group) ?? {}) as object));
      for (const [name, value] of Object.entries(values as object))
        kept.set(name, isOther(kept.get(name), value) ? both(kept.get(name), value) : (kept.get(name) ?? value));
      fields.set(group, Object.fromEntries(kept));
    }
  }
  const isCleared = lines.length === 0 && rows.some(({ input }) => input.lines === null);
  const said = lines.length > 0 ? { lines } : isCleared ? { lines: null } : {};
  return { row: first.row, part: { ...Object.fromEntries(fields), ...said }, problems };
}

const isNothing = (value: unknown) => value === undefined || value === null;
const isOther = (known: unknown, value: unknown) =>
  !isNothing(known) && !isNothing(value) && known !== value && !(Array.isArray(known) && known.includes(value));
const both = (known: unknown, value: unknown) => [...(Array.isArray(known) ? known : [known]), value];

const disagrees = (name: string, first: number, row: number): Problem => ({
  pointer: `/${name}`,
  code: "rows_disagree",
  message: {
    zh: `第 ${first} 行与第 ${row} 行是同一订单号，这一列的内容却不同`,
    en: `Rows ${first} and ${row} have the same order number, but not the same here`,
  },
});
