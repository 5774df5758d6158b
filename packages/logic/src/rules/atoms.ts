import type { Atom, Comparison } from "./condition.ts";
import { NUMBERS, Slot, STATE } from "./slots.ts";
import type { TextSearch } from "./text-search.ts";

/** How an atom is tested: `operation` on the operands `a` and `b`. */
export const OPERATION = {
  /** `state[a] === b` */
  is: 0,
  /** `state[a]` is in the list at word `b` of the sets, or among the bits there */
  isOneOfFew: 1,
  isOneOfMany: 8,
  /** looks up the fact number `a`, and goes on */
  look: 9,
  /** `numbers[a] < constants[b]`, and so on */
  less: 2,
  lessOrEqual: 3,
  greater: 4,
  greaterOrEqual: 5,
  /** `stamps[a] === now`, once the fact number `b` was searched */
  found: 6,
  /** the compiled expression number `a` */
  other: 7,
} as const;

export interface Test {
  readonly operation: number;
  readonly a: number;
  readonly b: number;
}

/** The fact whose code a test reads, `undefined` if it reads none. */
export function lookedUpBy({ operation, a }: Test): number | undefined {
  const reads = operation === OPERATION.isOneOfFew || operation === OPERATION.isOneOfMany || operation === OPERATION.is;
  return reads && a % STATE.width === STATE.code ? Math.trunc(a / STATE.width) : undefined;
}

/** What must happen to a fact for an atom to be true; candidates wait for it. */
export type Trigger =
  | { readonly kind: "code" | "number"; readonly slot: Slot; readonly code: number }
  | { readonly kind: "found"; readonly id: number }
  | { readonly kind: "truthy" | "absent"; readonly slot: Slot }
  | Span;

/** The number at `number` lies between `low` and `high`; `isOpen`: it is not `high` itself. */
export interface Span {
  readonly kind: "span";
  readonly slot: Slot;
  readonly number: number;
  readonly low: number;
  readonly high: number;
  readonly isOpen: boolean;
}

/** An atom with its place in the tables. Equal atoms of different rules are one. */
export interface KnownAtom {
  readonly id: number;
  readonly atom: Atom;
  /** A comparison that is false where the fact is absent, because the rule asks for it first. */
  readonly isGuarded: boolean;
  readonly test: Test;
  /** Empty where nothing can be waited for. */
  readonly triggers: readonly Trigger[];
  /** How often it is true: learned from a sample, or guessed. */
  likelihood: number;
}

const COMPARISONS: Readonly<Record<Comparison, number>> = {
  "<": OPERATION.less,
  "<=": OPERATION.lessOrEqual,
  ">": OPERATION.greater,
  ">=": OPERATION.greaterOrEqual,
};

/** All atoms of a rule set, each once, and the tables their tests read. */
export class AtomTable {
  readonly slots: Slot[] = [];
  readonly atoms: KnownAtom[] = [];
  readonly constants: number[] = [];
  readonly others: unknown[] = [];
  stampCount = 0;
  private readonly byKey = new Map<string, KnownAtom>();
  private readonly byLogic = new Map<unknown, KnownAtom>();
  private readonly slotOf = new Map<string, number>();
  private readonly constantOf = new Map<number, number>();
  /** Sets of codes: a small one as its size and its codes, a large one as its first code, its width and its bits. */
  readonly sets: number[] = [];

  /** `isGuarded`: the comparison is false where the fact is absent, because the rule asks for it first. */
  know(atom: Atom, isGuarded = false): KnownAtom {
    if (atom.kind === "other") return this.knowOther(atom.logic);
    const key = keyOf(atom, isGuarded);
    const known = this.byKey.get(key) ?? this.add({ atom, isGuarded, ...this.place(atom, isGuarded) });
    this.byKey.set(key, known);
    return known;
  }

  private add(atom: Omit<KnownAtom, "id" | "likelihood">): KnownAtom {
    const known = { id: this.atoms.length, likelihood: 0.5, ...atom };
    this.atoms.push(known);
    return known;
  }

  private knowOther(logic: unknown): KnownAtom {
    const key = jsonKey(logic);
    const known = key === undefined ? this.byLogic.get(logic) : this.byKey.get(key);
    if (known !== undefined) return known;
    const test = { operation: OPERATION.other, a: this.others.push(logic) - 1, b: 0 };
    const added = this.add({ atom: { kind: "other", logic }, isGuarded: false, test, triggers: [] });
    if (key === undefined) this.byLogic.set(logic, added);
    else this.byKey.set(key, added);
    return added;
  }

  private place(atom: Exclude<Atom, { kind: "other" }>, isGuarded: boolean): Pick<KnownAtom, "test" | "triggers"> {
    const index = this.slotIndex(atom.path);
    const slot = this.slots[index] as Slot;
    const state = index * STATE.width;
    switch (atom.kind) {
      case "equals": {
        const code = slot.code(atom.value);
        if (atom.converts) slot.isLoose = true;
        return { test: is(state + STATE.code, code), triggers: [{ kind: "code", slot, code }] };
      }
      case "number": {
        const code = slot.numberCode(atom.value);
        return { test: is(state + STATE.number, code), triggers: [{ kind: "number", slot, code }] };
      }
      case "one-of": {
        const codes = [...new Set(atom.values.map((value) => slot.code(value)))];
        const triggers = codes.map((code) => ({ kind: "code", slot, code }) as const);
        return { test: this.membership(state + STATE.code, codes), triggers };
      }
      case "compare": {
        slot.isCompared = true;
        const a = index * NUMBERS.width + (isGuarded ? NUMBERS.guarded : NUMBERS.plain);
        const test = { operation: COMPARISONS[atom.by], a, b: this.constant(atom.value) };
        return { test, triggers: Number.isNaN(atom.value) ? [] : [span(slot, a, atom.by, atom.value)] };
      }
      case "present":
        slot.asksPresence = true;
        return { test: is(state + STATE.present, 1), triggers: [] };
      case "absent":
        slot.asksPresence = true;
        return { test: is(state + STATE.present, 0), triggers: [{ kind: "absent", slot }] };
      case "truthy":
        slot.asksTruth = true;
        return { test: is(state + STATE.truthy, 1), triggers: [{ kind: "truthy", slot }] };
      case "prefix":
      case "suffix": {
        return found(index, this.stamp(slot, slot.search(atom.kind), atom.text));
      }
      case "holds": {
        const id = this.stamp(slot, slot.search("contained"), atom.text);
        slot.elements.set(atom.text, id);
        return found(index, id);
      }
    }
  }

  private stamp(slot: Slot, search: TextSearch, text: string): number {
    const id = search.ensure(text, () => this.stampCount++);
    slot.stamps.push(id);
    return id;
  }

  private slotIndex(path: string): number {
    let index = this.slotOf.get(path);
    if (index === undefined) {
      index = this.slots.push(new Slot(path)) - 1;
      this.slotOf.set(path, index);
    }
    return index;
  }

  private constant(value: number): number {
    let index = this.constantOf.get(value);
    if (index === undefined) {
      index = this.constants.push(value) - 1;
      this.constantOf.set(value, index);
    }
    return index;
  }

  private membership(a: number, codes: readonly number[]): Test {
    const b = this.sets.length;
    if (codes.length <= FEW) {
      this.sets.push(codes.length, ...codes);
      return { operation: OPERATION.isOneOfFew, a, b };
    }
    const first = codes.reduce((least, code) => Math.min(least, code));
    const width = codes.reduce((most, code) => Math.max(most, code)) - first + 1;
    const words = new Int32Array(Math.ceil(width / 32));
    for (const code of codes)
      words[(code - first) >> 5] = (words[(code - first) >> 5] ?? 0) | (1 << ((code - first) & 31));
    this.sets.push(first, width);
    for (const word of words) this.sets.push(word);
    return { operation: OPERATION.isOneOfMany, a, b };
  }
}

const FEW = 8;

function is(a: number, b: number): Test {
  return { operation: OPERATION.is, a, b };
}

function span(slot: Slot, number: number, by: Comparison, value: number): Span {
  const [low, high] = by === ">" || by === ">=" ? [value, Number.POSITIVE_INFINITY] : [Number.NEGATIVE_INFINITY, value];
  return { kind: "span", slot, number, low, high, isOpen: by === "<" };
}

function found(slot: number, id: number): Pick<KnownAtom, "test" | "triggers"> {
  return { test: { operation: OPERATION.found, a: id, b: slot }, triggers: [{ kind: "found", id }] };
}

function keyOf(atom: Exclude<Atom, { kind: "other" }>, isGuarded: boolean): string {
  const { kind, path } = atom;
  switch (kind) {
    case "equals":
      return `${kind}\n${path}\n${atom.converts}${typeof atom.value}${atom.value}`;
    case "number":
      return `${kind}\n${path}\n${atom.value}`;
    case "one-of":
      return `${kind}\n${path}\n${JSON.stringify(atom.values.map((value) => `${typeof value}${value}`))}`;
    case "compare":
      return `${kind}\n${path}\n${atom.by}${isGuarded ? "!" : ""}${atom.value}`;
    case "present":
    case "absent":
    case "truthy":
      return `${kind}\n${path}`;
    case "prefix":
    case "suffix":
    case "holds":
      return `${kind}\n${path}\n${atom.text}`;
  }
}

/** Two rules that hold the same JSON share one evaluation of it. What JSON cannot tell apart is not shared. */
function jsonKey(logic: unknown): string | undefined {
  let isExact = true;
  const check = (_: string, value: unknown): unknown => {
    const isJson = value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
    const isTree = typeof value === "object" && value !== null && (Array.isArray(value) || isPlain(value));
    if (!(isJson || isTree) || Object.is(value, -0)) isExact = false;
    return isExact ? value : null;
  };
  try {
    const key = JSON.stringify(logic, check);
    return isExact && key.length < 10_000 ? `other\n${key}` : undefined;
  } catch {
    return undefined;
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
