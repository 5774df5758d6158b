/** What a journal's entries say happened to orders, by the names that figures use, and what followed on it. */
import { type EngineEvent, eventLabels } from "@switchyard/engine";
import type { HappenedFigure, Judged } from "@switchyard/flow";
import { courierNode } from "@switchyard/orders";
import type { JournalEntry } from "@switchyard/store";
import { readAnswer } from "../executor/decision-text.ts";

type Entry = Pick<JournalEntry, "at" | "type" | "data" | "subject">;
type Data = Record<string, unknown>;
interface Happened {
  at: number;
  names: readonly string[];
}

const AFTER_SALE = new Set(["complaint", "return", "exchange", "refund", "after_sale"]);
const AS_THEY_ARE = new Set([
  "order_received", "order_updated", "order_cancelled", "courier_node", "after_sale", "state_conflict", "watch_kept",
  "watch_breached",
]); // biome-ignore format: a word list

/** The types of entries in which something of this name stands. */
export function entriesOf(name: string): string[] {
  if (name === "alert" || name === "state") return ["decided", "acted"];
  if (name.startsWith("courier:")) return ["courier_node"];
  if (AFTER_SALE.has(name)) return ["after_sale"];
  if (name.startsWith("order_updated:")) return ["order_updated"];
  return AS_THEY_ARE.has(name) ? [name] : ["measure_observed"];
}

/** Null: nothing that has a name. */
export function happenedIn({ at, type, data }: Entry): Happened | null {
  if (type === "decided" || type === "acted") {
    // Most decisions tell nobody: their text is not read.
    if (!TOLD.some((text) => data.includes(text))) return null;
    const effects = type === "acted" ? [JSON.parse(data) as { type?: unknown }] : readAnswer(data).answer.effects;
    const names = effects.flatMap((effect) => NAMES[String(effect.type)] ?? []);
    return names.length === 0 ? null : { at, names };
  }
  if (type === "watch_kept" || type === "watch_breached" || type === "state_conflict") return { at, names: [type] };
  const said = JSON.parse(data) as Data;
  if (type === "order_received") return { at: orderedAt(said) ?? at, names: [type] };
  const when = typeof said.occurredAt === "number" ? said.occurredAt : at;
  return {
    at: when,
    names: eventLabels({ changed: [], ...said, ...courierAction(type, said), type } as unknown as EngineEvent),
  };
}
/** An order that was taken in later, with what became of it behind it, began when it was ordered: what it brings follows on that. */
function orderedAt({ order }: Data): number | null {
  const { ordered_at, received_at } = (order ?? {}) as { ordered_at?: unknown; received_at?: unknown };
  return typeof ordered_at === "number" && typeof received_at === "number" && ordered_at < received_at
    ? ordered_at
    : null;
}
const NAMES: Readonly<Record<string, string>> = { alert: "alert", task: "alert", state: "state" };
const TOLD = Object.keys(NAMES).map((type) => `"type":"${type}"`);

/** A provider's code stands for an action. */
function courierAction(type: string, { action, provider, code, text }: Data): { action?: string } {
  if (type !== "courier_node" || action !== undefined) return {};
  const meaning = courierNode(String(provider ?? ""), code as string | number | undefined, String(text ?? ""));
  return meaning.known ? { action: meaning.action.id } : {};
}

const HOUR = 3_600_000;

/** What a list of things that happened at once is to a figure. */
export interface Role {
  isFirst: boolean;
  isNext: boolean;
}
/** Null: nothing. */
export function roleOf(figure: HappenedFigure, names: readonly string[]): Role | null {
  const is = (list: readonly string[]) => names.some((name) => list.includes(name));
  const [first, next] = figure.kind === "among" ? [figure.all, figure.some] : [figure.first, figure.next];
  const role = { isFirst: is(first), isNext: is(next) };
  return role.isFirst || role.isNext ? role : null;
}

/** Orders' stories under one figure: what began and has not been followed yet; what each beginning came to is told at once. */
export class Stories {
  readonly #figure: HappenedFigure;
  readonly #take: (judged: Judged, order: number) => void;
  /** When what is open began, and when it began last; no number: nothing is open. */
  readonly #first: Float64Array;
  readonly #last: Float64Array;

  /** Orders are named by numbers below `orders`. */
  constructor(figure: HappenedFigure, orders: number, take: (judged: Judged, order: number) => void) {
    [this.#figure, this.#take] = [figure, take];
    [this.#first, this.#last] = [new Float64Array(orders).fill(Number.NaN), new Float64Array(orders).fill(Number.NaN)];
  }

  /** In the order of the journal. What follows comes later than what it follows on. */
  tell(order: number, at: number, { isFirst, isNext }: Role): void {
    const figure = this.#figure;
    if (figure.kind === "among") {
      if (isFirst) this.#take(isNext ? { at, is: "yes", ms: 0 } : { at, is: "no" }, order);
      return;
    }
    const [first, last] = [this.#first[order] as number, this.#last[order] as number];
    // Nothing is later than no number.
    const isFollowed = isNext && at > last;
    if (isFollowed) {
      const inTime = figure.kind !== "followed" || figure.hours === undefined || at - last <= figure.hours * HOUR;
      this.#take(inTime ? { at: first, is: "yes", ms: at - first } : { at: first, is: "no" }, order);
      this.#first[order] = this.#last[order] = Number.NaN;
    }
    if (!isFirst) return;
    const isOpen = !isFollowed && !Number.isNaN(first);
    this.#first[order] = isOpen ? first : at;
    this.#last[order] = isOpen ? Math.max(last, at) : at;
  }

  /** Of these orders, what nothing has followed on so far is no share, and has no time yet. */
  end({ from, to }: { from: number; to: number }): void {
    const figure = this.#figure;
    if (figure.kind === "among") return;
    for (let order = from; order < to; order += 1) {
      const at = this.#first[order] as number;
      if (!Number.isNaN(at))
        this.#take(figure.kind === "followed" ? { at, is: "no" } : { at, is: "missing", missing: figure.next }, order);
    }
  }
}
