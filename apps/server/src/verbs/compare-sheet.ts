/**
 * A sheet held beside the orders of its source, row by row, each read as the intake would read it. Nothing is taken in. The
 * report is written while the sheet is read, and listed when it is whole.
 */
import { rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { rowToOrder, type TableRow } from "@switchyard/connectors";
import { calendarDate, type Order, type Problem, readOrder, type Text } from "@switchyard/orders";
import { type Comparison, type ComparisonRow, type Covered, transact } from "@switchyard/store";
import { errorName } from "../error-name.ts";
import { knownOrder } from "../executor/known-order.ts";
import { ImportCancelled, type ImportUnderWay, type OnRead } from "../history/imports.ts";
import { Refusal } from "../http/problem.ts";
import { comparedFields, differencesOf } from "../intake/differences.ts";
import { mappingFor, readUpload, type TableUpload, todayOf, Years } from "../intake/read-upload.ts";
import { firstOf, saidBy } from "../intake/record.ts";
import type { Context } from "../runtime/context.ts";
import { nextTurn } from "../runtime/next-turn.ts";
import { numberKey } from "./comparisons.ts";
import { keepMapping } from "./intake-sources.ts";
import { act } from "./journal-act.ts";

export interface CompareInput extends TableUpload {
  bytes: Uint8Array;
  keepMapping?: boolean | undefined;
  /** As its owner calls it. */
  file: string;
  /** What somebody says that the sheet covers: days by when orders were placed, otherwise received. */
  covers: Covered;
}

/** Answers at once; the list of comparisons tells how far it is. */
export async function compareSheet(ctx: Context, { bytes, ...input }: CompareInput): Promise<ImportUnderWay> {
  const id = ctx.newId("cmp");
  const path = ctx.uploads.place(id);
  await writeFile(path, bytes, { mode: 0o600 });
  const { file, format } = input;
  const about = { id, name: file, format, note: input.source, createdAt: ctx.clock.now() };
  const work = async (onRead: OnRead) => {
    try {
      return await new Comparing(ctx, id, onRead).run(input, path);
    } catch (cause) {
      await clearComparison(ctx, id);
      throw cause;
    }
  };
  ctx.comparing
    .run(about, work, whyOf)
    .catch((cause: unknown) => {
      if (!(cause instanceof ImportCancelled)) ctx.log.error("a sheet was not compared", { error: errorName(cause) });
    })
    .finally(() => rmSync(path, { force: true }));
  const underWay = ctx.comparing.get(id);
  if (underWay === null) throw new Error("a comparison is under way from its first moment");
  return underWay;
}

const PIECE = 2000;

/** Takes the rows of what is on no list out of the store, piece by piece. */
export async function clearComparison({ store, workspace, comparing }: Context, id: string): Promise<void> {
  while (
    !comparing.isStopping &&
    (await transact(store, (tx) => tx.comparisons.clear(workspace.id, id, PIECE))) === PIECE
  );
}

/** Rows that a comparison of an earlier process left behind: cleared while others work. Called before any is begun. */
export function clearStrayComparisons(ctx: Context): void {
  const clear = async () => {
    for (const id of await ctx.store.read.comparisons.strays(ctx.workspace.id))
      if (ctx.comparing.get(id) === null) await clearComparison(ctx, id);
  };
  clear().catch((cause: unknown) => ctx.log.error("rows of a comparison were left", { error: errorName(cause) }));
}

/** The reason where it is the file's. */
function whyOf(cause: unknown): Text {
  const [problem] = cause instanceof Refusal ? (cause.details.problems ?? []) : [];
  return problem?.message ?? { zh: "比对时出错，已记录", en: "The comparison went wrong; it was recorded" };
}

/** Nobody waits at the screen for its end. */
const PATIENT = { timeMs: 300_000 };
/** Rows of one transaction. */
const BATCH = 500;
type Found = Omit<ComparisonRow, "seq">;
type Row = Pick<ComparisonRow, "row" | "source" | "externalId"> & { input: Record<string, unknown> };
type Read = Row & ({ order: Order; problems: null } | { order: null; problems: Problem[] });

class Comparing {
  readonly #ctx: Context;
  readonly #id: string;
  readonly #onRead: OnRead;
  readonly #counts = { total: 0, same: 0, onlySheet: 0, different: 0, unread: 0 };
  /** Source → number → the row that has it. */
  readonly #seen = new Map<string, Map<string, number>>();
  /** Days on which the sheet's orders were placed. */
  #days: { from: string; to: string } | null = null;
  #seq = 0;
  #found: Found[] = [];

  constructor(ctx: Context, id: string, onRead: OnRead) {
    this.#ctx = ctx;
    this.#id = id;
    this.#onRead = onRead;
  }

  async run(input: Omit<CompareInput, "bytes">, path: string): Promise<Comparison> {
    const ctx = this.#ctx;
    const at = ctx.clock.now();
    const years = new Years();
    const today = todayOf(ctx);
    let columns: string[] = [];
    let mapping = input.mapping ?? {};
    let notices: Problem[] = [];
    let compared = comparedFields(columns, mapping);
    this.#rowsOf(input.source);
    for await (const event of readUpload(ctx, input, { path }, PATIENT)) {
      if (event.type === "columns") {
        columns = event.columns;
        mapping = await mappingFor(ctx, input, columns);
        compared = comparedFields(columns, mapping);
        if (input.keepMapping === true) await keepMapping(ctx, input.source, mapping);
      } else if (event.type === "rows") {
        for (let from = 0; from < event.rows.length; from += BATCH) {
          const read = event.rows.slice(from, from + BATCH).map((row: TableRow) => {
            const { input: body, warnings } = rowToOrder(columns, row, { mapping, source: input.source, today });
            years.see(warnings);
            return this.#read(row.row, body, at);
          });
          await this.#compare(read, compared.fields);
        }
      } else notices = event.notices;
    }
    const covers = this.#covered(input.covers);
    const onlySystem = covers === null ? null : await this.#findOnlySystem(covers);
    const comparison: Comparison = {
      ...{ id: this.#id, at, madeBy: ctx.who.id, source: input.source, file: input.file },
      ...{ ...this.#counts, onlySystem },
      about: { covers, ...compared, notices: [...notices, ...years.notices] },
    };
    const { id: _, madeBy: __, about, ...told } = comparison;
    const entry = act(ctx, "sheet_compared", { comparison: this.#id, ...told, covers: about.covers });
    await transact(ctx.store, async (tx) => {
      await tx.comparisons.create(ctx.workspace.id, comparison);
      await tx.append(ctx.workspace.id, [entry]);
    });
    ctx.log.info("sheet compared", { count: comparison.total });
    return comparison;
  }

  #read(row: number, input: Record<string, unknown>, receivedAt: number): Read {
    const { settings } = this.#ctx.workspace;
    const read = readOrder(input, { settings, receivedAt, id: "compared" });
    if (!read.ok) return { row, input, ...saidBy(input), order: null, problems: firstOf(read.problems) };
    const { source, external_id: externalId } = read.order;
    return { row, input, source, externalId, order: read.order, problems: null };
  }

  async #compare(rows: readonly Read[], fields: readonly string[]): Promise<void> {
    this.#counts.total += rows.length;
    const fresh = rows.filter((row) => this.#isFirst(row));
    const system = await this.#systemOrders(fresh);
    const { settings } = this.#ctx.workspace;
    for (const { order, problems, ...row } of fresh) {
      if (order === null) {
        this.#tell("unread", { ...row, order: null, problems });
        continue;
      }
      this.#see(order);
      const known = system.get(numberKey(row));
      const { input: _, ...told } = row;
      if (known === undefined) this.#tell("onlySheet", { ...row, order: null });
      else {
        const differing = differencesOf(order, known, fields, settings);
        if (differing.length > 0) this.#tell("different", { ...told, order: known.id, fields: differing });
        else this.#counts.same += 1;
      }
    }
    this.#found.sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
    await this.#write();
    this.#onRead(this.#counts.total);
  }

  /** An import takes a number that comes again for a change of the order: it is told, and compared once. */
  #isFirst({ row, source, externalId }: Read): boolean {
    if (externalId === null || row === null) return true;
    const numbers = this.#rowsOf(source);
    const before = numbers.get(externalId);
    if (before === undefined) {
      numbers.set(externalId, row);
      return true;
    }
    const message = {
      zh: `单号与第 ${before} 行相同：导入时会当作同一订单的修改，这里只比对第一行`,
      en: `The number stands in row ${before} too: an import would take it for a change of that order; only the first is compared`,
    };
    const problems = [{ pointer: "/external_id", code: "repeated_number", message }];
    this.#tell("unread", { row, source, externalId, order: null, problems });
    return false;
  }

  #rowsOf(source: string): Map<string, number> {
    const known = this.#seen.get(source) ?? new Map<string, number>();
    this.#seen.set(source, known);
    return known;
  }

  async #systemOrders(rows: readonly Read[]): Promise<Map<string, Order>> {
    const { store, workspace } = this.#ctx;
    const found = new Map<string, Order>();
    for (const source of new Set(rows.map((row) => row.source))) {
      const numbers = rows.flatMap((row) => (row.source === source && row.externalId !== null ? [row.externalId] : []));
      for (const { external_id, state } of await store.read.orders.withNumbers(workspace.id, source, numbers)) {
        const order = knownOrder(state);
        if (order !== null) found.set(numberKey({ source, externalId: external_id }), order);
      }
    }
    return found;
  }

  #see({ ordered_at }: Order): void {
    if (ordered_at === undefined) return;
    const day = calendarDate(ordered_at, this.#ctx.workspace.settings.zone);
    const { from, to } = this.#days ?? { from: day, to: day };
    this.#days = { from: day < from ? day : from, to: day > to ? day : to };
  }

  /** As somebody said; days that nobody said, as the sheet's own dates say. */
  #covered({ from, to, brand }: Covered): Covered | null {
    const days = from === null && to === null ? this.#days : { from, to };
    return days === null && brand === null ? null : { from: null, to: null, ...days, brand };
  }

  async #findOnlySystem({ from, to, brand }: Covered): Promise<number> {
    const { store, workspace } = this.#ctx;
    let count = 0;
    for (const [source, numbers] of this.#seen) {
      for (let after: string | null = null; ; ) {
        const piece: Awaited<ReturnType<typeof store.read.orders.ofSource>> = await store.read.orders.ofSource(
          workspace.id,
          source,
          after,
          PIECE,
        );
        for (const { external_id, id, brand: own, at } of piece) {
          if (numbers.has(external_id) || (brand !== null && own !== brand)) continue;
          const day = calendarDate(at, workspace.settings.zone);
          if ((from !== null && day < from) || (to !== null && day > to)) continue;
          count += 1;
          this.#found.push({ kind: "only_system", row: null, source, externalId: external_id, order: id });
        }
        await this.#write();
        this.#onRead();
        after = piece.at(-1)?.external_id ?? null;
        if (piece.length < PIECE) break;
      }
    }
    return count;
  }

  #tell(count: "onlySheet" | "different" | "unread", row: Omit<Found, "kind">): void {
    this.#counts[count] += 1;
    this.#found.push({ kind: count === "onlySheet" ? "only_sheet" : count, ...row });
  }

  /** Each piece has its turn behind orders. */
  async #write(): Promise<void> {
    const { store, workspace } = this.#ctx;
    const found = this.#found;
    this.#found = [];
    for (let from = 0; from < found.length; from += BATCH) {
      const rows = found.slice(from, from + BATCH).map((row) => {
        const seq = this.#seq;
        this.#seq += 1;
        return { seq, ...row };
      });
      await transact(store, (tx) => tx.comparisons.addRows(workspace.id, this.#id, rows));
    }
    await nextTurn();
  }
}
