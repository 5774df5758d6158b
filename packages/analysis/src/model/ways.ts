/**
 * Which ways through the drawing a formula needs: a tree of gates, so that two formulas are seen at once to be different ways
 * out of one decision. Only what the gates say of themselves is used; where that is not enough, the solver decides.
 */
import { type Dag, not, type Ref } from "../formula/dag.ts";

const ROOT = 0;

export class Ways {
  readonly #dag: Dag;
  readonly #numbers = new Map<Ref, number>();
  readonly #refs: Ref[] = [-1];
  readonly #depths: number[] = [0];
  /** For each way, its ancestors 1, 2, 4, 8 … steps above. */
  readonly #above: number[][] = [[]];

  constructor(dag: Dag) {
    this.#dag = dag;
  }

  /** A gate that needs `all` of some gates, or one of `any`. */
  note(ref: Ref, { all, any }: { all: readonly Ref[]; any: readonly Ref[] }): void {
    if (this.#numbers.has(ref)) return;
    const known = (refs: readonly Ref[]) => refs.flatMap((one) => this.#numbers.get(one) ?? []);
    const parents = known(all);
    const parent =
      parents.length > 0
        ? parents.reduce((deepest, next) => (this.#depth(next) > this.#depth(deepest) ? next : deepest))
        : known(any).length === any.length && any.length > 0
          ? known(any).reduce((met, next) => this.#meet(met, next))
          : ROOT;
    const number = this.#refs.push(ref) - 1;
    this.#numbers.set(ref, number);
    this.#depths.push(this.#depth(parent) + 1);
    const above = [parent];
    for (let level = 0; ; level += 1) {
      const next = this.#above[above[level] ?? ROOT]?.[level];
      if (next === undefined) break;
      above.push(next);
    }
    this.#above.push(above);
  }

  #depth(number: number): number {
    return this.#depths[number] ?? 0;
  }

  #lift(number: number, depth: number): number {
    let at = number;
    for (let level = (this.#above[at]?.length ?? 0) - 1; level >= 0; level -= 1) {
      const next = this.#above[at]?.[level];
      if (next !== undefined && this.#depth(next) >= depth) at = next;
    }
    return at;
  }

  /** The last ways before two ways come together, or one of them twice where it leads to the other. */
  #fork(a: number, b: number): [number, number] {
    const depth = Math.min(this.#depth(a), this.#depth(b));
    let [left, right] = [this.#lift(a, depth), this.#lift(b, depth)];
    if (left === right) return [left, right];
    for (let level = (this.#above[left]?.length ?? 0) - 1; level >= 0; level -= 1) {
      const [up, over] = [this.#above[left]?.[level], this.#above[right]?.[level]];
      if (up === undefined || over === undefined || up === over) continue;
      [left, right] = [up, over];
    }
    return [left, right];
  }

  #meet(a: number, b: number): number {
    const [left, right] = this.#fork(a, b);
    return left === right ? left : (this.#above[left]?.[0] ?? ROOT);
  }

  /** True only where one way says "not the other" of itself. */
  exclusive(a: Ref, b: Ref): boolean {
    const [x, y] = [this.#numbers.get(a), this.#numbers.get(b)];
    if (x === undefined || y === undefined || x === y) return false;
    const [left, right] = this.#fork(x, y);
    return left !== right && (this.#denies(left, right) || this.#denies(right, left));
  }

  #denies(a: number, b: number): boolean {
    const [ref, other] = [this.#refs[a] ?? -1, this.#refs[b] ?? -1];
    if (ref === not(other)) return true;
    const node = this.#dag.node(ref);
    return (ref & 1) === 0 && node.kind === "and" && node.parts.includes(not(other));
  }
}
