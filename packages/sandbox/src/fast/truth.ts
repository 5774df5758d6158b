/**
 * Conditions as they are asked of whole columns. Each is a set of rows made of others: what two conditions share is worked out
 * once. What is not `and`, `or`, `not` or a gate is a leaf: a piece of JSON-Logic that is asked of facts by the very compiler that
 * the engine uses, once for each value that the facts have.
 */
import { type CompiledLogic, compile, factsRead, type Logic, readsComputedFacts, truthy } from "@switchyard/logic";
import { Bank } from "./bank.ts";
import { type Leaf, leafOf, type ManyFacts, manyFactsOf } from "./leaf.ts";
import { partsOf } from "./logic-parts.ts";

/** Place of a truth in its list. */
export type TruthId = number;

export type Truth =
  | { kind: "all" | "none" }
  | { kind: "and" | "or"; parts: readonly TruthId[] }
  | { kind: "not"; part: TruthId }
  | { kind: "brand"; brands: ReadonlySet<string> }
  | { kind: "leaf"; leaf: Leaf }
  | { kind: "many"; many: ManyFacts }
  /** It throws, whatever the facts. */
  | { kind: "failed" };

/** Leaves about one column. */
export interface Banked {
  column: string;
  leaves: readonly TruthId[];
  bank: Bank;
}

/** Which column has a fact: by its name in one flow. Null: no column can have it. */
export type ColumnNamer = (path: string) => string | null;

/** The condition is not for columns. */
export class NotForColumns extends Error {}

/** Evaluations of the longest list or text, one after the other, that stay far within the budget of one condition. */
const MOST_READS = 150;

export class Truths {
  readonly list: Truth[] = [];
  readonly all: TruthId;
  readonly none: TruthId;
  readonly #known = new Map<string, TruthId>();
  #banks: readonly Banked[] | null = null;

  constructor() {
    this.all = this.#add("all", { kind: "all" });
    this.none = this.#add("none", { kind: "none" });
  }

  #add(key: string, truth: Truth): TruthId {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const id = this.list.push(truth) - 1;
    this.#banks = null;
    this.#known.set(key, id);
    return id;
  }

  and(...parts: TruthId[]): TruthId {
    const asked = [...new Set(parts)].filter((part) => part !== this.all).sort((a, b) => a - b);
    if (asked.includes(this.none)) return this.none;
    const [only = this.all] = asked;
    return asked.length < 2 ? only : this.#add(`and ${asked.join()}`, { kind: "and", parts: asked });
  }
  or(...parts: TruthId[]): TruthId {
    const asked = [...new Set(parts)].filter((part) => part !== this.none).sort((a, b) => a - b);
    if (asked.includes(this.all)) return this.all;
    if (asked.some((part) => this.#isNotOfOne(part, asked))) return this.all;
    const [only = this.none] = asked;
    return asked.length < 2 ? only : this.#add(`or ${asked.join()}`, { kind: "or", parts: asked });
  }
  #isNotOfOne(part: TruthId, others: readonly TruthId[]): boolean {
    const truth = this.list[part];
    return truth?.kind === "not" && others.includes(truth.part);
  }
  not(part: TruthId): TruthId {
    if (part === this.all) return this.none;
    if (part === this.none) return this.all;
    const truth = this.list[part];
    return truth?.kind === "not" ? truth.part : this.#add(`not ${part}`, { kind: "not", part });
  }
  ofBrands(brands: ReadonlySet<string> | null): TruthId {
    return brands === null ? this.all : this.#add(`brand ${JSON.stringify([...brands])}`, { kind: "brand", brands });
  }

  /** Whether a condition holds, where gates that were opened before it are known. Throws `NotForColumns`. */
  of(logic: Logic, gates: ReadonlyMap<string, TruthId>, columnOf: ColumnNamer): TruthId {
    if (countReads(logic) > MOST_READS) throw new NotForColumns("a condition that reads very much");
    return this.#read(logic, gates, columnOf);
  }

  #read(logic: Logic, gates: ReadonlyMap<string, TruthId>, columnOf: ColumnNamer): TruthId {
    const [name, args] = partsOf(logic);
    const each = () => args.map((arg) => this.#read(arg, gates, columnOf));
    if (name === "and" && args.length > 0) return this.and(...each());
    if (name === "or" && args.length > 0) return this.or(...each());
    if (name === "!" && args.length === 1) return this.not(this.and(...each()));
    if (name === "!!" && args.length === 1) return this.and(...each());
    if (name === "missing" && args.length > 1 && args.every((arg) => typeof arg === "string"))
      return this.or(...args.map((arg) => this.#leaf({ missing: [arg] }, columnOf)));
    if (name === "var" && args.length === 1 && typeof args[0] === "string" && args[0].startsWith("gate."))
      return this.#gate(args[0].slice(5), gates);
    return this.#leaf(logic, columnOf);
  }

  /** A gate that no step before has opened is closed. */
  #gate(name: string, gates: ReadonlyMap<string, TruthId>): TruthId {
    if (name.includes(".")) throw new NotForColumns("a gate with a dot in its name");
    return gates.get(name) ?? this.none;
  }

  #leaf(logic: Logic, columnOf: ColumnNamer): TruthId {
    if (readsComputedFacts(logic)) throw new NotForColumns("a fact whose name is computed");
    const facts = factsRead(logic)
      .filter((path) => path !== "accumulator" && path !== "current")
      .map((path) => {
        const column = columnOf(path);
        if (column === null) throw new NotForColumns(`the fact ${path}`);
        return { path, column };
      });
    const key = `leaf ${JSON.stringify([logic, facts.map(({ column }) => column)])}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const [only, ...others] = facts;
    const compiled = compile(logic);
    if (only === undefined) return this.#constant(compiled);
    const truth: Truth =
      others.length > 0
        ? { kind: "many", many: manyFactsOf(facts, compiled) }
        : { kind: "leaf", leaf: leafOf(logic, only, compiled) };
    return this.#add(key, truth);
  }

  /** A question that asks nothing has one answer. */
  #constant(compiled: CompiledLogic): TruthId {
    try {
      return truthy(compiled({})) ? this.all : this.none;
    } catch {
      return this.#add("failed", { kind: "failed" });
    }
  }

  /** What is asked of each column, in any of the truths until now. */
  get banks(): readonly Banked[] {
    this.#banks ??= banksOf(this.list);
    return this.#banks;
  }
}

function banksOf(list: readonly Truth[]): Banked[] {
  const asked = new Map<string, { id: TruthId; leaf: Leaf }[]>();
  for (const [id, truth] of list.entries()) {
    if (truth.kind !== "leaf") continue;
    const { leaf } = truth;
    asked.set(leaf.column, [...(asked.get(leaf.column) ?? []), { id, leaf }]);
  }
  return [...asked].map(([column, leaves]) => ({
    column,
    leaves: leaves.map(({ id }) => id),
    bank: new Bank(leaves.map(({ leaf }) => leaf)),
  }));
}

function countReads(logic: Logic): number {
  if (typeof logic !== "object" || logic === null) return 0;
  if (Array.isArray(logic)) return logic.reduce<number>((sum, part) => sum + countReads(part), 0);
  const isRead = Object.hasOwn(logic, "var") || Object.hasOwn(logic, "missing");
  return Object.values(logic as Record<string, Logic>).reduce<number>(
    (sum, part) => sum + countReads(part),
    isRead ? 1 : 0,
  );
}
