/** Makes a real order from what is left of each fact: input, reading by intake, facts computed, and compared with what was wanted. */
import {
  factSpec,
  factValue,
  formatMoney,
  instantText,
  minorDigits,
  type OrderInput,
  readOrder,
} from "@switchyard/orders";
import { decideAbsent, type FactState, startState } from "../domain/fact-state.ts";
import { hasNumber, type NumberDomain, pickNumber } from "../domain/number-domain.ts";
import { hasText } from "../domain/text-domain.ts";
import { DIFFERENCE, type FactSort, factSort } from "../facts/fact-sort.ts";
import { type Dag, truths } from "../formula/dag.ts";
import { allAllowed, type Builder, type Built, reasonOf } from "../solve/solver.ts";
import { type CoreFacts, coreFacts } from "./core-facts.ts";
import type { StateRead } from "./due.ts";
import { numberOf } from "./instants.ts";
import { makeLines } from "./make-lines.ts";
import { chooseMoments, type Moments } from "./moments.ts";
import type { Sample, Workshop } from "./sample.ts";
import { chooseEntries, chooseText, isHopeless } from "./texts.ts";

/** Currencies that a witness may be in, the workspace's first. */
const CURRENCIES = ["CNY", "USD", "EUR", "JPY", "HKD", "GBP", "KWD", "KRW", "TWD", "AUD"];
const NO = (why: "build" | "calendar" | "lines" | "text" | "bucket", never = false): Built<Sample> => ({
  ok: false,
  never,
  why,
});

export class OrderBuilder implements Builder<Sample> {
  readonly #workshop: Workshop;
  readonly #dag: Dag;
  readonly #core: CoreFacts;
  readonly #sorts = new Map<string, FactSort>();
  readonly #starts = new Map<string, FactState>();
  readonly #numbers = new WeakMap<FactState, number>();
  #lastNumber = 0;
  readonly #possible = new Map<string, boolean>();

  constructor(workshop: Workshop, dag: Dag) {
    this.#workshop = workshop;
    this.#dag = dag;
    this.#core = coreFacts(workshop);
  }

  readonly sortOf = (name: string): FactSort => {
    const known = this.#sorts.get(name);
    if (known !== undefined) return known;
    const sort = factSort(name, this.#workshop.settings, this.#workshop.trigger);
    this.#sorts.set(name, sort);
    return sort;
  };

  start(name: string): FactState {
    const known = this.#starts.get(name);
    if (known !== undefined) return known;
    const state = startState(this.sortOf(name));
    this.#starts.set(name, state);
    return state;
  }

  depends(fact: string): boolean {
    const { group } = this.sortOf(fact);
    return group === "time" || group === "lines" || fact === "amount" || fact === "currency";
  }

  possible(states: readonly FactState[], facts: readonly string[]): boolean {
    const key = this.#keyOf(states, facts);
    const known = this.#possible.get(key);
    if (known !== undefined) return known;
    const read = this.#reader(states, facts);
    const moments = this.#moments(read, facts);
    const lines = makeLines(read, this.#workshop.settings.currency);
    const answer = (moments.ok || !moments.never) && (lines.ok || !lines.never);
    if (this.#possible.size > 20_000) this.#possible.clear();
    this.#possible.set(key, answer);
    return answer;
  }

  /** States are never changed, so their numbers name a question about them. */
  #keyOf(states: readonly FactState[], facts: readonly string[]): string {
    const parts: number[] = [];
    for (const [at, name] of facts.entries()) {
      const state = states[at];
      if (state === undefined || state === this.start(name) || !this.depends(name)) continue;
      let number = this.#numbers.get(state);
      if (number === undefined) {
        this.#lastNumber += 1;
        number = this.#lastNumber;
        this.#numbers.set(state, number);
      }
      parts.push(at, number);
    }
    return parts.join();
  }

  /** Facts of which nothing is asked are not seen at all. */
  #reader(states: readonly FactState[], facts: readonly string[]): StateRead {
    const seen = new Map<string, FactState>();
    for (const [at, name] of facts.entries()) {
      const state = states[at];
      if (state !== undefined && state !== this.start(name)) seen.set(name, state);
    }
    return (name) => seen.get(name);
  }

  truths(sample: Sample, known?: Uint8Array): Uint8Array {
    return truths(this.#dag, (name) => readFact(sample, name), sample.facts, known);
  }

  build(states: readonly FactState[], facts: readonly string[]): Built<Sample> {
    const read = this.#reader(states, facts);
    const moments = this.#moments(read, facts);
    if (!moments.ok) return NO("calendar", moments.never);
    const currency = this.#currency(read);
    if (currency === null) return NO("build", true);
    const lines = makeLines(read, currency.code);
    if (!lines.ok) return NO("lines", lines.never);
    const input: OrderInput = { source: "xray", external_id: "XRAY-1" };
    const fields = this.#fields(read, facts, input, currency.code);
    if (fields !== null) return fields;
    this.#countable(read, facts, input, currency.code);
    if (lines.lines.length > 0) input.lines = lines.lines;
    const isPriced = input.amount !== undefined || lines.priced;
    if (currency.stated || currency.code !== this.#workshop.settings.currency) input.currency = currency.code;
    if (currency.refused && (isPriced || input.currency !== undefined)) return NO("build", true);
    addMoments(input, moments.moments, this.#workshop.settings.zone);
    return this.#finish(input, moments.moments, states, facts);
  }

  #moments(read: StateRead, facts: readonly string[]) {
    const names = facts.filter((name) => this.sortOf(name).group === "time");
    return chooseMoments(read, names, this.#workshop.settings, this.#workshop.now);
  }

  /** Which currency, whether it must be said, and whether it must not be. */
  #currency(read: StateRead): { code: string; stated: boolean; refused: boolean } | null {
    const own = this.#workshop.settings.currency;
    const state = read("currency");
    if (state === undefined || state.domain.type !== "text") return { code: own, stated: false, refused: false };
    if (!state.present) return { code: own, stated: false, refused: true };
    const { domain } = state;
    const codes = [own, ...CURRENCIES, ...(domain.only ?? [])];
    const code = codes.find((one) => minorDigits(one) !== null && hasText(domain, one));
    if (code !== undefined) return { code, stated: decideAbsent(state) === false, refused: false };
    return state.absent ? { code: own, stated: false, refused: true } : null;
  }

  /** Sets every field that must be there. An answer means that it cannot be. */
  #fields(read: StateRead, facts: readonly string[], input: OrderInput, currency: string): Built<Sample> | null {
    for (const name of facts) {
      const state = read(name);
      const { sort, group } = this.sortOf(name);
      if (state === undefined || name.startsWith(DIFFERENCE) || name === "currency") continue;
      if (group !== "field" && name !== "status") continue;
      if (state.absent) continue;
      const value = this.#value(name, state, sort, currency);
      if (value === null) {
        const never = sort.type === "text" && isHopeless(state, sort.form, sort.max);
        return NO("text", never);
      }
      put(input, name, value);
    }
    return null;
  }

  /** A counter counts only orders whose group is known, and a sum those that have its field: both are filled where nothing is said of them. */
  #countable(read: StateRead, facts: readonly string[], input: OrderInput, currency: string): void {
    for (const { of, id, by, field } of this.#workshop.programs.flatMap((program) => program.windows)) {
      const state = read(`${of}.${id}`);
      if (state === undefined || state.absent || !facts.includes(`${of}.${id}`)) continue;
      for (const name of field === undefined ? by : [...by, field]) {
        const { sort, group } = this.sortOf(name);
        if (group !== "field" || read(name) !== undefined) continue;
        const value = this.#value(name, this.start(name), sort, currency);
        if (value !== null) put(input, name, value);
      }
    }
  }

  #value(name: string, state: FactState, sort: FactSort["sort"], currency: string): unknown {
    switch (sort.type) {
      case "text":
        if (name === "status") return state.domain.type === "text" ? (state.domain.only?.[0] ?? null) : null;
        if (name === "external_id" && state.domain.type === "text" && hasText(state.domain, "XRAY-1")) return "XRAY-1";
        if (name === "source" && state.domain.type === "text" && hasText(state.domain, "xray")) return "xray";
        return chooseText(name, state, sort.form, sort.max);
      case "list":
        return chooseEntries(name, state);
      case "boolean":
        return state.domain.type === "boolean" ? (state.domain.can[0] ?? null) : null;
      case "number": {
        const domain = numberOf(state);
        const value = domain === null ? null : pickNumber(domain, likely(name, domain));
        if (value === null) return null;
        return this.#isMoney(name) ? formatMoney(value, currency) : value;
      }
    }
  }

  #isMoney(name: string): boolean {
    return name === "amount" || factSpec(name, this.#workshop.settings.customFields)?.type === "money";
  }

  /** Reads it as intake does and looks whether its facts are what was wanted; searches an id for the splits. */
  #finish(input: OrderInput, moments: Moments, states: readonly FactState[], facts: readonly string[]): Built<Sample> {
    const { settings } = this.#workshop;
    const read = readOrder(input, { settings, receivedAt: moments.receivedAt, id: "xray-1" });
    if (!read.ok) return NO("build");
    const before = beforeOf(states, facts);
    const hashed = facts.filter((name) => name === "bucket" || name.startsWith("split."));
    const wanted = new Set(hashed);
    for (let number = 1; number <= (hashed.length === 0 ? 1 : 20_000); number += 1) {
      const order = { ...read.order, id: `xray-${number}` };
      if (hashed.length > 0 && !this.#isSplit(order, moments.now, states, facts, wanted)) continue;
      const sample: Sample = {
        input,
        order,
        at: moments.now,
        before,
        facts: this.#core.of(order, moments.now, before),
      };
      const wrong = allAllowed(states, facts, (name) => readFact(sample, name));
      if (wrong === null) return { ok: true, model: sample };
      if (wanted.has(wrong)) continue;
      // What only the core knows is left to the engine's own answer: the caller sees it in the facts.
      if (reasonOf(wrong) !== "build") return { ok: true, model: sample };
      return NO("build");
    }
    return NO("bucket");
  }

  #isSplit(
    order: Sample["order"],
    at: number,
    states: readonly FactState[],
    facts: readonly string[],
    wanted: ReadonlySet<string>,
  ): boolean {
    const core = this.#core.of(order, at, 0);
    return facts.every((name, index) => {
      const state = states[index];
      return (
        !wanted.has(name) || state === undefined || allAllowed([state], [name], (one) => factValue(core, one)) === null
      );
    });
  }
}

/** A fact of a made-up order; differences from now are computed here. */
function readFact(sample: Sample, name: string): unknown {
  if (!name.startsWith(DIFFERENCE)) return factValue(sample.facts, name);
  const value = factValue(sample.facts, name.slice(1));
  return typeof value === "number" ? value - sample.at : undefined;
}

function put(input: OrderInput, name: string, value: unknown): void {
  if (!name.startsWith("custom.")) {
    Object.assign(input, { [name]: value });
    return;
  }
  input.custom = { ...(input.custom ?? {}), [name.slice("custom.".length)]: value };
}

function addMoments(input: OrderInput, { due, instants }: Moments, zone: string): void {
  if (due !== null) input.due_at = due.date ?? instantText(due.at, zone);
  for (const [name, at] of Object.entries(instants)) put(input, name, instantText(at, zone));
}

/** Values that people write: an amount of some hundreds, else the sample. */
function likely(name: string, domain: NumberDomain): number {
  const sample = factSpec(name)?.sample;
  return typeof sample === "number" && hasNumber(domain, sample) ? sample : 10;
}

/** How many orders must have come before, by the highest count that is asked for; at most 100. */
function beforeOf(states: readonly FactState[], facts: readonly string[]): number {
  let before = 0;
  for (const [at, name] of facts.entries()) {
    if (!/^(count|distinct)\./.test(name)) continue;
    const [state, domain] = [states[at], numberOf(states[at])];
    if (state === undefined || state.absent || domain === null) continue;
    const least = domain.only === null ? domain.lo : Math.min(...domain.only);
    before = Math.max(before, Math.min(100, least - 1));
  }
  return Math.max(0, before);
}
