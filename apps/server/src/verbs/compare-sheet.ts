/**
 * A sheet held beside the orders of its source: what an upload of it would change, where an empty cell means an empty field. Nothing
 * is taken in. The report is written in pieces, and listed when it is whole.
 */
import { calendarDate, mergePatch, type Order } from "@switchyard/orders";
import { type Comparison, type ComparisonRow, type Covered, transact } from "@switchyard/store";
import { knownOrder } from "../executor/known-order.ts";
import { clearRows } from "../history/clear-rows.ts";
import type { Upload } from "../history/uploads.ts";
import { applyPart } from "../intake/apply-part.ts";
import { comparedFields, differencesOf } from "../intake/differences.ts";
import type { TableUpload } from "../intake/read-upload.ts";
import { firstOf, saidBy } from "../intake/record.ts";
import { type SheetOrder, withSheet } from "../intake/sheet-orders.ts";
import type { Context } from "../runtime/context.ts";
import { inPieces } from "../runtime/in-pieces.ts";
import type { Hand } from "../runtime/jobs.ts";
import { nextTurn } from "../runtime/next-turn.ts";
import { type ComparisonUnderWay, type ComparisonView, comparingView, numberKey, ordersNamed } from "./comparisons.ts";
import { keepMapping } from "./intake-sources.ts";
import { act } from "./journal-act.ts";

export interface CompareInput extends TableUpload {
  keepMapping?: boolean | undefined;
  /** As its owner calls it. */
  file: string;
  /** What somebody says that the sheet covers: days by when orders were placed, otherwise received. */
  covers: Covered;
}

/** Answers at once; the list of comparisons tells how far it is. Throws `overloaded`: the file that was brought is still there. */
export function compareSheet(ctx: Context, upload: Upload, input: CompareInput): ComparisonView {
  ctx.comparing.room();
  const id = ctx.newId("cmp");
  const about = { file: input.file, source: input.source, createdAt: ctx.clock.now(), read: 0 };
  const work = async (hand: Hand<ComparisonUnderWay>) => {
    try {
      return await new Comparing(ctx, id, hand).run(input, upload);
    } catch (cause) {
      await clearRows(ctx, "comparisons", id);
      throw cause;
    }
  };
  ctx.uploads.use(upload, () => ctx.comparing.begin(id, about, work)).catch(() => undefined);
  return comparingView({ id, about, outcome: null });
}

/** Orders of a source that are read in one turn. */
const PIECE = 2000;
/** Rows of one transaction. */
const BATCH = 500;
type Found = Omit<ComparisonRow, "seq">;
class Comparing {
  readonly #ctx: Context;
  readonly #id: string;
  readonly #onRead: (read?: number) => void;
  readonly #counts = { total: 0, same: 0, onlySheet: 0, different: 0, unread: 0 };
  /** Source → the numbers that the sheet has. */
  readonly #seen = new Map<string, Set<string>>();
  /** Days on which the sheet's orders were placed. */
  #days: { from: string; to: string } | null = null;
  #seq = 0;
  #found: Found[] = [];

  constructor(ctx: Context, id: string, { tell }: Hand<ComparisonUnderWay>) {
    this.#ctx = ctx;
    this.#id = id;
    this.#onRead = (read) => tell(read === undefined ? {} : { read });
  }

  async run(input: CompareInput, { path }: Upload): Promise<Comparison> {
    const ctx = this.#ctx;
    const at = ctx.clock.now();
    this.#rowsOf(input.source);
    const compared = await withSheet(
      ctx,
      { ...input, path, empty: "clear" },
      {
        onRow: () => this.#onRead(0),
        use: async ({ columns, mapping, notices, orders }) => {
          const fields = comparedFields(columns, mapping);
          if (input.keepMapping === true) await keepMapping(ctx, input.source, mapping);
          for await (const some of inPieces(orders(), BATCH)) await this.#compare(some, fields.fields, at);
          return { ...fields, notices };
        },
      },
    );
    const covers = this.#covered(input.covers);
    const onlySystem = covers === null ? null : await this.#findOnlySystem(covers);
    const comparison: Comparison = {
      ...{ id: this.#id, at, madeBy: ctx.who.id, source: input.source, file: input.file },
      ...{ ...this.#counts, onlySystem },
      about: { covers, ...compared },
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

  async #compare(some: readonly SheetOrder[], fields: readonly string[], receivedAt: number): Promise<void> {
    this.#counts.total += some.length;
    const rows = some.map(({ row, part, problems }) => {
      const read = { row, ...saidBy(part), part, problems };
      if (read.externalId !== null) this.#rowsOf(read.source).add(read.externalId);
      return read;
    });
    const system = await ordersNamed(this.#ctx, rows, ({ state }) => knownOrder(state));
    const { settings } = this.#ctx.workspace;
    for (const { part, problems, ...row } of rows) {
      const known = system.get(numberKey(row)) ?? null;
      const read =
        problems.length > 0
          ? { ok: false as const, problems }
          : applyPart(known, part, { settings, receivedAt, id: "compared" });
      // What is taken in later says no more than its cells.
      const input = mergePatch({}, part) as Record<string, unknown>;
      if (!read.ok) {
        this.#tell("unread", { ...row, input, order: known?.id ?? null, problems: firstOf(read.problems) });
        continue;
      }
      if (part.ordered_at !== undefined) this.#see(read.order);
      if (known === null) this.#tell("onlySheet", { ...row, input, order: null });
      else {
        const differing = differencesOf(read.order, known, fields, settings);
        if (differing.length > 0) this.#tell("different", { ...row, order: known.id, fields: differing });
        else this.#counts.same += 1;
      }
    }
    this.#found.sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
    await this.#write();
    this.#onRead(this.#counts.total);
  }

  #rowsOf(source: string): Set<string> {
    const known = this.#seen.get(source) ?? new Set<string>();
    this.#seen.set(source, known);
    return known;
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
