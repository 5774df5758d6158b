/** What orders bring: how often each source fills each fact, and which values the short texts have. */
import { standingOrder } from "@switchyard/engine";
import { computeFacts, factCatalogue, factValue, type Order } from "@switchyard/orders";
import type { Context } from "../runtime/context.ts";
import { nextTurn } from "../runtime/next-turn.ts";

export interface SourceFill {
  source: string;
  orders: number;
  /** Fact → orders that have it. */
  filled: Record<string, number>;
}
export interface FactFigures {
  /** When the orders were counted. */
  at: number;
  sources: SourceFill[];
  /** Fact → its most frequent values, most frequent first: the words that people use for it. */
  values: Record<string, string[]>;
  /** Fact → up to three different values of the newest orders, newest first. */
  samples: Record<string, FactValue[]>;
}
type FactValue = string | number | boolean | string[];

const LOOKED_AT = 1000;
/** Orders read and counted in one go, so that others get their turn in between. */
const HELPING = 100;
const KEPT_MS = 60_000;
const VALUES = 40;
const SAMPLES = 3;
const LONGEST_VALUE = 40;
/** Facts whose values are names; others are numbers, codes of one order, or long texts. */
const NAMED: ReadonlySet<string> = new Set([
  "brand", "channel", "shop", "province", "city", "payment_method", "customer_grade", "origin", "urgency", "warehouse", "carrier", "tags", "categories",
]); // biome-ignore format: a word list

const kept = new WeakMap<Context, FactFigures>();

/** Over the newest 1,000 orders; counted at most once a minute. */
export async function factFigures(ctx: Context): Promise<FactFigures> {
  const known = kept.get(ctx);
  const now = ctx.clock.now();
  if (known !== undefined && now - known.at < KEPT_MS) return known;
  const count = new Counted(ctx);
  let before: string | undefined;
  for (let seen = 0; seen < LOOKED_AT; seen += HELPING) {
    const page = { limit: HELPING, ...(before === undefined ? {} : { before }) };
    const found = await ctx.store.read.orders.newest(ctx.workspace.id, page);
    for (const { state } of found) {
      const order = standingOrder(state);
      if (order !== null) count.add(order);
    }
    before = found.at(-1)?.id;
    if (found.length < HELPING) break;
    await nextTurn();
  }
  const figures = { at: now, ...count.figures() };
  kept.set(ctx, figures);
  return figures;
}

class Counted {
  readonly #names: readonly string[];
  readonly #settings: Context["workspace"]["settings"];
  readonly #sources = new Map<string, SourceFill>();
  readonly #values = new Map<string, Map<string, number>>();
  readonly #samples = new Map<string, Map<string, FactValue>>();

  constructor({ workspace }: Context) {
    this.#settings = workspace.settings;
    const ofOrder = factCatalogue.filter(({ kind }) => kind === "field" || kind === "line").map(({ name }) => name);
    this.#names = [...ofOrder, ...workspace.settings.customFields.map(({ name }) => `custom.${name}`)];
  }

  add(order: Order): void {
    const source = this.#sources.get(order.source) ?? { source: order.source, orders: 0, filled: {} };
    this.#sources.set(order.source, source);
    source.orders += 1;
    const facts = computeFacts(order, { now: order.received_at, settings: this.#settings });
    for (const name of this.#names) {
      const value = factValue(facts, name);
      if (isEmpty(value)) continue;
      source.filled[name] = (source.filled[name] ?? 0) + 1;
      this.#sample(name, value);
      if (NAMED.has(name) || name.startsWith("custom.")) this.#name(name, value);
    }
  }

  #sample(fact: string, value: unknown): void {
    const seen = this.#samples.get(fact) ?? new Map<string, FactValue>();
    this.#samples.set(fact, seen);
    if (seen.size >= SAMPLES || JSON.stringify(value).length > LONGEST_VALUE) return;
    if (Array.isArray(value)) seen.set(value.join(), value.map(String));
    else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      seen.set(String(value), value);
  }

  #name(fact: string, value: unknown): void {
    const values = this.#values.get(fact) ?? new Map<string, number>();
    this.#values.set(fact, values);
    for (const one of Array.isArray(value) ? value : [value])
      if (typeof one === "string" && one.length <= LONGEST_VALUE) values.set(one, (values.get(one) ?? 0) + 1);
  }

  figures(): Omit<FactFigures, "at"> {
    const most = (values: Map<string, number>) =>
      [...values].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, VALUES);
    return {
      sources: [...this.#sources.values()],
      samples: Object.fromEntries([...this.#samples].map(([fact, seen]) => [fact, [...seen.values()]])),
      values: Object.fromEntries([...this.#values].map(([fact, values]) => [fact, most(values).map(([one]) => one)])),
    };
  }
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
