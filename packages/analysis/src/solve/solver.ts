/**
 * Is there an order for which all of these formulas hold? A search over what each fact can still be: what follows is
 * concluded, what is open is tried both ways. Exact for conditions on single facts; an answer with a value is always a real
 * order, because the builder makes one and computes its facts.
 */
import { allows, assumeAbsent, assumeFact, decideAbsent, decideFact, type FactState } from "../domain/fact-state.ts";
import { type Dag, isTrue, not, type Ref } from "../formula/dag.ts";

/** Why an order could not be built although no condition contradicts another. */
export type UnknownReason =
  | "between_facts" | "operator" | "type" | "pattern" | "window" | "lookup" | "event" | "calendar" | "lines" | "text"
  | "bucket" | "budget" | "trigger" | "build"; // biome-ignore format: a word list

/** `never`: nothing can satisfy it, because of these facts together. */
export type Built<M> = { ok: true; model: M } | { ok: false; never: boolean; why: UnknownReason };

/** Turns what is left of each fact into a real order. */
export interface Builder<M> {
  build(states: readonly FactState[], facts: readonly string[]): Built<M>;
  /** Quick test of facts that depend on each other; called early, when one of them has changed. */
  possible(states: readonly FactState[], facts: readonly string[]): boolean;
  /** Whether the fact is one of those that depend on others. */
  depends(fact: string): boolean;
  /** What a fact can be before anything is asked: always the same object. */
  start(fact: string): FactState;
  truths(model: M): Uint8Array;
}

export type Answer<M> =
  | { kind: "yes"; model: M; truth: Uint8Array }
  | { kind: "no" }
  | { kind: "unknown"; why: UnknownReason };

/** Nodes looked at in one go: about a millisecond or two. */
const STRETCH = 2_000;

class OutOfBudget extends Error {}

export class Solver<M> {
  readonly #dag: Dag;
  readonly #builder: Builder<M>;
  readonly #states: FactState[] = [];
  readonly #depends: boolean[] = [];
  #value = new Int8Array(0);
  #memo = new Int8Array(0);
  #stamp = new Int32Array(0);
  #epoch = 0;
  readonly #trail: number[] = [];
  readonly #saved: { fact: number; state: FactState }[] = [];
  #touched = false;
  #sparing = false;
  #spent = 0;
  #rested = 0;
  #limit = 0;
  #why: UnknownReason | null = null;
  #goals: readonly Ref[] = [];

  constructor(dag: Dag, builder: Builder<M>) {
    this.#dag = dag;
    this.#builder = builder;
  }

  /** Work done since the start, in looked-at nodes: for progress and budgets. */
  get spent(): number {
    return this.#spent;
  }

  solve(goals: readonly Ref[], budget: number): Answer<M> {
    for (const steps = this.solving(goals, budget); ; ) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
  }

  /** The same, a little at a time: whoever asks may stop between any two steps. One question at once. */
  *solving(goals: readonly Ref[], budget: number): Generator<undefined, Answer<M>> {
    this.#reset();
    this.#limit = this.#spent + budget;
    this.#goals = goals;
    try {
      const pending: number[] = [];
      for (const goal of goals) if (!this.#assert(goal, pending)) return { kind: "no" };
      const model = yield* this.#search(pending, true);
      if (model !== null) return model;
      return this.#why === null ? { kind: "no" } : { kind: "unknown", why: this.#why };
    } catch (error) {
      if (error instanceof OutOfBudget) return { kind: "unknown", why: "budget" };
      throw error;
    } finally {
      this.#undo(0, 0);
    }
  }

  /** What asserting the goals leaves of each fact, without trying anything; null where they contradict each other. */
  conclude(goals: readonly Ref[]): ReadonlyMap<number, FactState> | null {
    this.#reset();
    this.#limit = this.#spent + 200_000;
    try {
      const pending: number[] = [];
      for (const goal of goals) if (!this.#assert(goal, pending)) return null;
      return new Map(this.#saved.map(({ fact }) => [fact, this.#states[fact] as FactState]));
    } catch (error) {
      if (error instanceof OutOfBudget) return new Map();
      throw error;
    } finally {
      this.#undo(0, 0);
    }
  }

  #reset(): void {
    const { nodes, facts } = this.#dag;
    if (this.#value.length < nodes.length) {
      const size = Math.max(1024, nodes.length * 2);
      this.#value = new Int8Array(size);
      this.#memo = new Int8Array(size);
      this.#stamp = new Int32Array(size);
    }
    for (let at = this.#states.length; at < facts.length; at += 1) {
      const name = facts[at] ?? "";
      this.#states.push(this.#builder.start(name));
      this.#depends.push(this.#builder.depends(name));
    }
    this.#epoch += 1;
    this.#touched = false;
    this.#why = null;
  }

  #undo(trail: number, saved: number): void {
    while (this.#trail.length > trail) this.#value[this.#trail.pop() ?? 0] = 0;
    while (this.#saved.length > saved) {
      const last = this.#saved.pop();
      if (last !== undefined) this.#states[last.fact] = last.state;
    }
    this.#epoch += 1;
  }

  /** Takes a formula for true; conjunctions that must be false are left in `pending`. False for a contradiction. */
  #assert(goal: Ref, pending: number[]): boolean {
    const stack = [goal];
    for (let ref = stack.pop(); ref !== undefined; ref = stack.pop()) {
      const number = ref >> 1;
      const wanted = (ref & 1) === 0 ? 1 : -1;
      const known = this.#value[number] ?? 0;
      if (known === wanted) continue;
      if (known !== 0) return false;
      const node = this.#dag.nodes[number];
      if (node === undefined || node.kind === "true") {
        if (wanted === 1) continue;
        return false;
      }
      this.#charge(1);
      this.#value[number] = wanted;
      this.#epoch += 1;
      this.#trail.push(number);
      if (node.kind === "and") {
        if (wanted === -1) pending.push(number);
        else for (const part of node.parts) stack.push(part);
      } else if (node.atom.kind !== "opaque" && !this.#assume(node.atom, wanted === 1)) return false;
    }
    return true;
  }

  #assume(
    atom:
      | { kind: "absent"; fact: number }
      | { kind: "fact"; fact: number; predicate: Parameters<typeof assumeFact>[1] },
    yes: boolean,
  ): boolean {
    const state = this.#states[atom.fact];
    if (state === undefined) return false;
    const next = atom.kind === "absent" ? assumeAbsent(state, yes) : assumeFact(state, atom.predicate, yes);
    if (next === null) return false;
    if (next === state) return true;
    this.#saved.push({ fact: atom.fact, state });
    this.#states[atom.fact] = next;
    this.#epoch += 1;
    if (this.#depends[atom.fact] === true) this.#touched = true;
    return true;
  }

  get #isLong(): boolean {
    return this.#spent - this.#rested > STRETCH;
  }

  #pause(): undefined {
    this.#rested = this.#spent;
  }

  #charge(cost: number): void {
    this.#spent += cost;
    if (this.#spent > this.#limit) throw new OutOfBudget();
  }

  /** 1 true, −1 false, 0 open, as far as what is known of the facts says. */
  #evaluate(ref: Ref, depth: number): number {
    const number = ref >> 1;
    const sign = (ref & 1) === 0 ? 1 : -1;
    const known = this.#value[number] ?? 0;
    if (known !== 0) return known * sign;
    if (this.#stamp[number] === this.#epoch) return (this.#memo[number] ?? 0) * sign;
    const node = this.#dag.nodes[number];
    if (node === undefined || node.kind === "true") return sign;
    this.#charge(1);
    let answer = 0;
    if (node.kind === "and") {
      if (depth > 400) return 0;
      answer = 1;
      for (const part of node.parts) {
        const one = this.#evaluate(part, depth + 1);
        if (one < answer) answer = one;
        if (answer === -1) break;
      }
    } else if (node.atom.kind !== "opaque") {
      const state = this.#states[node.atom.fact];
      const isSpared = this.#sparing && state?.absent === true;
      const decided =
        state === undefined
          ? null
          : node.atom.kind === "absent"
            ? isSpared || decideAbsent(state)
            : isSpared
              ? false
              : decideFact(state, node.atom.predicate);
      answer = decided === null ? 0 : decided ? 1 : -1;
    }
    this.#stamp[number] = this.#epoch;
    this.#memo[number] = answer;
    return answer * sign;
  }

  /** Concludes until nothing more follows. Gives back what is still open, or null for a contradiction. */
  *#propagate(pending: number[]): Generator<undefined, number[] | null> {
    let open = pending;
    for (;;) {
      const rest: number[] = [];
      const more: number[] = [];
      let changed = false;
      for (const number of open) {
        if (this.#isLong) yield this.#pause();
        const node = this.#dag.nodes[number];
        if (node?.kind !== "and") continue;
        let unknown = 0;
        let last: Ref = 0;
        let isFalse = false;
        for (const part of node.parts) {
          const answer = this.#evaluate(part, 0);
          if (answer === -1) {
            isFalse = true;
            break;
          }
          if (answer !== 0) continue;
          unknown += 1;
          last = part;
        }
        if (isFalse) continue;
        if (unknown === 0) return null;
        if (unknown > 1) rest.push(number);
        else {
          if (!this.#assert(not(last), more)) return null;
          changed = true;
        }
      }
      open = more.length === 0 ? rest : [...rest, ...more];
      if (!changed) return open;
    }
  }

  /** Conjunctions that are not false already because facts which may be absent are left out. */
  *#unspared(pending: readonly number[]): Generator<undefined, number[]> {
    this.#sparing = true;
    this.#epoch += 1;
    const open: number[] = [];
    for (const number of pending) {
      if (this.#isLong) yield this.#pause();
      const node = this.#dag.nodes[number];
      if (node?.kind === "and" && !node.parts.some((part) => this.#evaluate(part, 0) === -1)) open.push(number);
    }
    this.#sparing = false;
    this.#epoch += 1;
    return open;
  }

  /** `sparing`: an order with no more facts than needed is tried as soon as it would do. */
  *#search(given: number[], sparing: boolean): Generator<undefined, Answer<M> | null> {
    const pending = yield* this.#propagate(given);
    if (pending === null) return null;
    if (this.#touched) {
      this.#touched = false;
      this.#charge(50);
      if (!this.#builder.possible(this.#states, this.#dag.facts)) return null;
    }
    let isSparing = sparing;
    let open = isSparing ? yield* this.#unspared(pending) : pending;
    if (open.length === 0 && pending.length > 0) {
      yield this.#pause();
      const found = this.#leaf(true);
      yield this.#pause();
      if (found !== null) return found;
      [isSparing, open] = [false, pending];
    }
    const choice = yield* this.#choose(open);
    if (choice === null) {
      yield this.#pause();
      return this.#leaf(false);
    }
    const [trail, saved] = [this.#trail.length, this.#saved.length];
    for (const way of [not(choice), choice]) {
      const next = [...pending];
      if (this.#assert(way, next)) {
        const found = yield* this.#search(next, isSparing);
        if (found !== null) return found;
      }
      this.#undo(trail, saved);
      this.#touched = true;
    }
    return null;
  }

  /** A part of the conjunction with the fewest open parts; single conditions before compound ones. */
  *#choose(pending: readonly number[]): Generator<undefined, Ref | null> {
    let best: Ref | null = null;
    let fewest = Number.POSITIVE_INFINITY;
    for (const number of pending) {
      if (this.#isLong) yield this.#pause();
      const node = this.#dag.nodes[number];
      if (node?.kind !== "and") continue;
      const open = node.parts.filter((part) => this.#evaluate(part, 0) === 0);
      if (open.length === 0 || open.length >= fewest) continue;
      fewest = open.length;
      best = open.find((part) => this.#dag.node(part).kind === "atom") ?? open[0] ?? null;
      if (fewest <= 2) break;
    }
    return best;
  }

  /** `isTry`: something is left open, so a failure says nothing. */
  #leaf(isTry: boolean): Answer<M> | null {
    this.#charge(100);
    const built = this.#builder.build(this.#states, this.#dag.facts);
    if (!built.ok) {
      if (!built.never && !isTry) this.#why ??= built.why;
      return null;
    }
    const truth = this.#builder.truths(built.model);
    if (this.#goals.every((goal) => isTrue(truth, goal))) return { kind: "yes", model: built.model, truth };
    if (!isTry) this.#why ??= this.#blame(truth);
    return null;
  }

  /** The first part of what was assumed that the built order does not bear out. */
  #blame(truth: Uint8Array): UnknownReason {
    for (const number of this.#trail) {
      const node = this.#dag.nodes[number];
      if (node?.kind !== "atom" || isTrue(truth, number * 2) === (this.#value[number] === 1)) continue;
      if (node.atom.kind === "opaque") return node.atom.why;
      return reasonOf(this.#dag.facts[node.atom.fact] ?? "");
    }
    return "build";
  }
}

/** Why a fact's value cannot be brought about at will. */
export function reasonOf(fact: string): UnknownReason {
  if (/^(count|sum|distinct)\./.test(fact)) return "window";
  if (/^(stock|credit)\./.test(fact)) return "lookup";
  if (fact.startsWith("pattern.")) return "pattern";
  if (/^~?reached\.|^destination\.|^event\./.test(fact)) return "event";
  if (fact === "bucket" || fact.startsWith("split.")) return "bucket";
  return "build";
}

/** Whether computed facts are what the states allow; for builders. */
export function allAllowed(
  states: readonly FactState[],
  facts: readonly string[],
  read: (name: string) => unknown,
): string | null {
  for (let at = 0; at < states.length; at += 1) {
    const [state, name] = [states[at], facts[at]];
    if (state !== undefined && name !== undefined && !allows(state, read(name))) return name;
  }
  return null;
}
