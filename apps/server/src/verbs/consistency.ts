/** The states of the same orders in all systems that told of them, beside each other: how many differ, by pair of systems. */
import { DEFAULT_STATE_MACHINE, type Text } from "@switchyard/orders";
import { mayTouch } from "../access/identity.ts";
import { knownOrder } from "../executor/known-order.ts";
import { kept } from "../figures/kept.ts";
import { changedFrom, spanOf } from "../figures/span.ts";
import { phaseOf, type SystemKind, type SystemWord, systemWords, Telling, type Told } from "../figures/system-words.ts";
import type { Context } from "../runtime/context.ts";
import { nextTurn } from "../runtime/next-turn.ts";

interface SystemOf {
  kind: SystemKind;
  name: string;
}
export interface Consistency {
  at: number;
  from: string;
  to: string;
  /** Orders that changed in these days, and how many of them were drawn to be looked at. */
  orders: number;
  drawn: number;
  /** Of those drawn: of which a second system told, and nothing new within the hour. */
  compared: number;
  same: number;
  /** Left out: their last news is less than an hour old, and others may not have heard of it yet. */
  moving: number;
  systems: SystemOf[];
  /** Places among `systems`: how many orders both told of, and of how many they say something else. */
  pairs: { a: number; b: number; both: number; differ: number }[];
  /** The newest that differ, 100 at most. `system`: its place. */
  items: { id: string; external_id: string; words: { system: number; label: Text; at: number }[] }[];
}
interface Asked {
  period: string;
  /** How many orders are drawn at most. */
  sample: number;
  signal?: AbortSignal | undefined;
}

const HOUR = 3_600_000;
const LISTED = 100;
/** Journals read in one turn. */
const STRETCH = 20;

export function consistency(ctx: Context, { period, sample, signal }: Asked): Promise<Consistency> {
  const key = JSON.stringify(["consistency", period, sample, ctx.who.brand, ctx.who.source]);
  return kept({ executor: ctx.executor, key, now: () => ctx.clock.now(), signal }, (stop) =>
    compare(ctx, { period, sample, signal: stop }),
  );
}

async function compare(ctx: Context, asked: Asked): Promise<Consistency> {
  const at = ctx.clock.now();
  const span = spanOf(asked.period, at, ctx.workspace.settings.zone);
  const { orders, drawn } = await draw(
    ctx,
    asked,
    span.starts.length === 0 ? null : { since: changedFrom(span), end: span.end },
  );
  const table = new Table(ctx, at);
  const names = new Map((await ctx.store.read.access.keys(ctx.workspace.id)).map(({ id, name }) => [id, name]));
  for (const [place, id] of drawn.entries()) {
    if (place % STRETCH === 0) await nextTurn();
    asked.signal?.throwIfAborted();
    const found = await ctx.store.read.orders.get(ctx.workspace.id, id);
    const order = found === null ? null : knownOrder(found.state);
    if (found === null || order === null) continue;
    const told = systemWords(await ctx.store.read.journal.timeline(ctx.workspace.id, id), names);
    const since = Math.max(found.state.statusAt ?? 0, ...told.map((word) => word.at));
    const house: SystemWord = {
      kind: "house",
      name: "",
      state: found.state.status ?? "",
      at: found.state.statusAt ?? order.received_at,
    };
    table.put({ id, external_id: order.external_id }, house.state === "" ? told : [house, ...told], since);
  }
  return { at, from: span.days[0] ?? "", to: span.days.at(-1) ?? "", orders, drawn: drawn.length, ...table.view() };
}

/** So many of the orders of these days, chosen by a number that their ids give: neither the newest nor whoever is looked for. Newest first. */
async function draw(
  ctx: Context,
  { sample, signal }: Asked,
  span: { since: number; end: number } | null,
): Promise<{ orders: number; drawn: string[] }> {
  let orders = 0;
  let lots: { id: string; lot: number }[] = [];
  const best = () => lots.sort((a, b) => a.lot - b.lot).slice(0, sample);
  for (let after: string | null = null; span !== null; await nextTurn()) {
    signal?.throwIfAborted();
    const piece: Awaited<ReturnType<typeof ctx.store.read.orders.changedRows>> =
      await ctx.store.read.orders.changedRows(ctx.workspace.id, span.since, after);
    for (const { id, source, brand, received_at } of piece.rows) {
      if (received_at >= span.end || !mayTouch(ctx, { source, brand: brand ?? undefined })) continue;
      orders += 1;
      lots.push({ id, lot: lotOf(id) });
    }
    if (lots.length > 4 * sample) lots = best();
    if (piece.next === null) break;
    after = piece.next;
  }
  // Ids ascend with arrival.
  return {
    orders,
    drawn: best()
      .map(({ id }) => id)
      .sort((a, b) => (a < b ? 1 : -1)),
  };
}

/** FNV-1a. */
function lotOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < id.length; place += 1) hash = Math.imul(hash ^ id.charCodeAt(place), 0x01000193) >>> 0;
  return hash;
}

interface Row {
  order: { id: string; external_id: string };
  words: Told[];
}

/** First all are heard, and then held beside each other: only then is it known who tells of what. */
class Table {
  readonly #machine;
  readonly #now: number;
  readonly #telling = new Telling();
  readonly #rows: Row[] = [];
  #moving = 0;

  constructor({ workspace }: Context, now: number) {
    this.#machine = workspace.settings.states ?? DEFAULT_STATE_MACHINE;
    this.#now = now;
  }

  put(order: Row["order"], said: readonly SystemWord[], since: number): void {
    const words = said.map((word) => ({ ...word, phase: phaseOf(this.#machine, word.state) }));
    for (const word of words) this.#telling.hear(word, word.phase);
    if (words.length < 2) return;
    if (since > this.#now - HOUR) this.#moving += 1;
    else this.#rows.push({ order, words });
  }

  view(): Omit<Consistency, "at" | "from" | "to" | "orders" | "drawn"> {
    const systems: SystemOf[] = [];
    const pairs = new Map<string, Consistency["pairs"][number]>();
    const placeOf = ({ kind, name }: SystemOf): number => {
      const known = systems.findIndex((one) => one.kind === kind && one.name === name);
      return known >= 0 ? known : systems.push({ kind, name }) - 1;
    };
    const differing = this.#rows.filter(({ words }) => {
      let isSame = true;
      for (const [n, one] of words.entries())
        for (const other of words.slice(n + 1)) {
          const differ = this.#telling.differ(one, other);
          if (differ) isSame = false;
          const [a = 0, b = 0] = [placeOf(one), placeOf(other)].sort((left, right) => left - right);
          const pair = pairs.get(`${a} ${b}`) ?? { a, b, both: 0, differ: 0 };
          pairs.set(`${a} ${b}`, { ...pair, both: pair.both + 1, differ: pair.differ + Number(differ) });
        }
      return !isSame;
    });
    const items = differing.slice(0, LISTED).map(({ order, words }) => ({
      ...order,
      words: words.map((word) => ({ system: placeOf(word), label: this.#labelOf(word.state), at: word.at })),
    }));
    const compared = this.#rows.length;
    return {
      ...{ compared, same: compared - differing.length, moving: this.#moving },
      ...{ systems, pairs: [...pairs.values()], items },
    };
  }

  #labelOf(id: string): Text {
    return this.#machine.states.find((one) => one.id === id)?.label ?? { zh: id, en: id };
  }
}
