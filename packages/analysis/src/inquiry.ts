/** Questions to the solver, with every order made so far asked first: most questions are answered by an order that another made. */
import type { Dag, Ref } from "./formula/dag.ts";
import { isTrue } from "./formula/dag.ts";
import type { OrderBuilder } from "./order/build-order.ts";
import type { Sample } from "./order/sample.ts";
import { type Answer, Solver } from "./solve/solver.ts";

export interface Found {
  sample: Sample;
  truth: Uint8Array;
}
const KEPT = 48;

export class Inquiry {
  readonly dag: Dag;
  readonly #solver: Solver<Sample>;
  readonly #builder: OrderBuilder;
  readonly #recent: Found[] = [];
  readonly #open = new Set<Ref>();
  readonly #shown = new Map<Ref, Found>();
  readonly #budget: number;
  readonly #listeners: ((found: Found) => void)[] = [];
  readonly samples: Sample[] = [];
  questions = 0;

  constructor(dag: Dag, builder: OrderBuilder, budget: number) {
    this.dag = dag;
    this.#builder = builder;
    this.#budget = budget;
    this.#solver = new Solver(dag, builder);
  }

  /** Called for every order made from now on. */
  listen(listener: (found: Found) => void): void {
    this.#listeners.push(listener);
  }

  /** An order of an earlier run; kept where it still answers something. */
  plant(sample: Sample): void {
    const found = { sample, truth: this.#builder.truths(sample) };
    if (this.#mark(found) > 0) this.samples.push(sample);
    for (const listener of this.#listeners) listener(found);
  }

  /** Formulas that will be asked for: every order is checked against them as it is made. */
  expect(refs: Iterable<Ref>): void {
    for (const ref of refs) if (!this.#shown.has(ref)) this.#open.add(ref);
  }

  /** How many open formulas the order satisfies. */
  #mark(found: Found): number {
    const before = this.#open.size;
    for (const ref of this.#open) {
      if (!isTrue(found.truth, ref)) continue;
      this.#open.delete(ref);
      this.#shown.set(ref, found);
    }
    return before - this.#open.size;
  }

  take(sample: Sample, truth = this.#builder.truths(sample)): Found {
    const found = { sample, truth };
    this.samples.push(sample);
    this.#recent.push(found);
    if (this.#recent.length > KEPT) this.#recent.splice(1, 1);
    this.#mark(found);
    for (const listener of this.#listeners) listener(found);
    return found;
  }

  /** An order for which all hold; a little at a time. */
  *asking(...goals: Ref[]): Generator<undefined, Answer<Sample>> {
    const goal = this.dag.knownAnd(goals);
    const shown = goal === undefined ? undefined : this.#shown.get(goal);
    if (shown !== undefined) return { kind: "yes", model: shown.sample, truth: shown.truth };
    for (const found of this.#recent) {
      if (found.truth.length < this.dag.nodes.length) {
        found.truth = this.#builder.truths(found.sample, found.truth);
        yield;
      }
      if (goals.every((one) => isTrue(found.truth, one)))
        return { kind: "yes", model: found.sample, truth: found.truth };
    }
    this.questions += 1;
    const answer = yield* this.#solver.solving(goals, this.#budget);
    if (answer.kind === "yes") {
      yield;
      this.take(answer.model, answer.truth);
      yield;
    }
    return answer;
  }

  conclude(...goals: Ref[]): ReturnType<Solver<Sample>["conclude"]> {
    return this.#solver.conclude(goals);
  }
}
