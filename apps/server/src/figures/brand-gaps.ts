/** 同品牌连续两单间隔: of each order of a period how long after the one before it of the same brand it came. */
import type { Figure, Judged } from "@switchyard/flow";
import { brandNamed, wordsForBrand } from "@switchyard/orders";
import type { Context } from "../runtime/context.ts";
import { nextTurn } from "../runtime/next-turn.ts";
import type { Asked, TakeJudged, Told } from "./each-judged.ts";
import { BRAND, orderJudge, partsOf } from "./order-judge.ts";
import { dayIn } from "./span.ts";

interface Come {
  at: number;
  id: string;
  parts: readonly (string | null)[];
}

export class BrandGaps {
  readonly #ctx: Context;
  readonly #asked: Asked;
  /** Figure → brand → its orders of the period. */
  readonly #come = new Map<number, Map<string, Come[]>>();
  readonly #width: number;

  constructor(ctx: Context, asked: Asked) {
    this.#ctx = ctx;
    this.#asked = asked;
    this.#width = partsOf(ctx.workspace.settings).length;
  }

  put(judged: Judged, figure: number, order: Told): void {
    const word = order.part(BRAND);
    // Of orders outside the period only the last before it matters, which is looked for by itself.
    if (word === null || judged.is !== "yes" || dayIn(this.#asked.span, judged.at) === null) return;
    const brand = brandNamed(this.#ctx.workspace.whole.brands, word)?.id ?? word;
    const brands = this.#come.get(figure) ?? new Map<string, Come[]>();
    this.#come.set(figure, brands);
    const parts = Array.from({ length: this.#width }, (_, place) => order.part(place));
    const one = { at: judged.at, id: order.id(), parts };
    const known = brands.get(brand);
    if (known === undefined) brands.set(brand, [one]);
    else known.push(one);
  }

  /** An order that is the first of its brand has none before it, and no gap. */
  async tell(take: TakeJudged): Promise<void> {
    for (const [figure, brands] of this.#come)
      for (const [brand, come] of brands) {
        await nextTurn();
        this.#asked.signal?.throwIfAborted();
        come.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
        let before = await this.#lastBefore(brand, come[0] as Come, this.#asked.figures[figure] as Figure);
        for (const { at, id, parts } of come) {
          const order: Told = { id: () => id, part: (place) => parts[place] ?? null };
          if (before !== null) take({ at, is: "yes", ms: at - before }, figure, order);
          before = at;
        }
      }
  }

  /** When the last of the brand's orders came that arrived before the period; null: there is none that counts. */
  async #lastBefore(brand: string, { at }: Come, figure: Figure): Promise<number | null> {
    const { store, workspace, clock } = this.#ctx;
    const brands = wordsForBrand(workspace.whole.brands, brand);
    const received = { before: this.#asked.span.starts[0] ?? at };
    const { items } = await store.read.orders.list(workspace.id, { brands, received }, { limit: LOOKED_BACK });
    const ids = items.map(({ id }) => id);
    const { judge } = orderJudge([figure], workspace.settings);
    const instants = (await store.read.orders.states(workspace.id, ids)).flatMap((order) => {
      const judged = judge(order, clock.now())?.judged[0];
      return judged?.is === "yes" && judged.at <= at ? [judged.at] : [];
    });
    return instants.length === 0 ? null : Math.max(...instants);
  }
}

/** Arrived last, so that one that a condition leaves out does not hide the others. */
const LOOKED_BACK = 20;
