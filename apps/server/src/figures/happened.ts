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

/** One order's story under one figure: what began and has not been followed yet, and what each beginning came to. */
export class Story {
  readonly #figure: HappenedFigure;
  #began: { first: number; last: number } | null = null;
  readonly judged: Judged[] = [];

  constructor(figure: HappenedFigure) {
    this.#figure = figure;
  }

  /** In the order of the journal. What follows comes later than what it follows on. */
  tell({ at, names }: Happened): void {
    const figure = this.#figure;
    const is = (list: readonly string[]) => names.some((name) => list.includes(name));
    if (figure.kind === "among") {
      if (is(figure.all)) this.judged.push(is(figure.some) ? { at, is: "yes", ms: 0 } : { at, is: "no" });
      return;
    }
    const began = this.#began;
    if (began !== null && at > began.last && is(figure.next)) {
      this.#began = null;
      const inTime = figure.kind !== "followed" || figure.hours === undefined || at - began.last <= figure.hours * HOUR;
      this.judged.push(inTime ? { at: began.first, is: "yes", ms: at - began.first } : { at: began.first, is: "no" });
    }
    if (is(figure.first))
      this.#began = { first: this.#began?.first ?? at, last: Math.max(at, this.#began?.last ?? at) };
  }

  /** What nothing has followed on so far is no share, and has no time yet. */
  end(): readonly Judged[] {
    const began = this.#began;
    if (began === null) return this.judged;
    const open: Judged =
      this.#figure.kind === "followed"
        ? { at: began.first, is: "no" }
        : { at: began.first, is: "missing", missing: this.#figure.kind === "among" ? [] : this.#figure.next };
    return [...this.judged, open];
  }
}
