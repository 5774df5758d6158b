import { truthy } from "../operators.ts";
import { type KnownAtom, lookedUpBy, OPERATION } from "./atoms.ts";
import type { EncodedFacts } from "./encoded-facts.ts";
import type { Slot } from "./slots.ts";

/** Where a test leads that decides its rule. Any other target is the place of the next test. */
export const MATCH = -1;
export const NO_MATCH = -2;

/** An instruction: operation, a, b, where to go if true, where if false. */
const WIDTH = 5;

/** Writes conditions as tests with jumps, last test first, so that every target is already known. */
export class ProgramWriter {
  readonly words: number[] = [];
  private readonly slots: readonly Slot[];

  constructor(slots: readonly Slot[]) {
    this.slots = slots;
  }

  test({ test }: KnownAtom, ifTrue: number, ifFalse: number): number {
    const at = this.write(test.operation, test.a, test.b, ifTrue, ifFalse);
    const slot = lookedUpBy(test);
    return slot === undefined || this.slots[slot]?.isEager ? at : this.write(OPERATION.look, slot, 0, at, at);
  }

  private write(operation: number, a: number, b: number, ifTrue: number, ifFalse: number): number {
    return this.words.push(operation, a, b, ifTrue, ifFalse) - WIDTH;
  }
}

/** The tables that a program reads. */
export interface ProgramTables {
  readonly words: Int32Array;
  readonly constants: Float64Array;
  readonly sets: Int32Array;
  readonly others: readonly ((facts: unknown) => unknown)[];
}

/** Runs programs against one order after another. */
export class Interpreter {
  private readonly tables: ProgramTables;
  private readonly encoded: EncodedFacts;
  private readonly knownAt: Int32Array;
  private readonly known: Uint8Array;
  /** The facts as they came, for expressions that are not atoms. */
  facts: unknown;

  constructor(tables: ProgramTables, encoded: EncodedFacts) {
    this.tables = tables;
    this.encoded = encoded;
    this.knownAt = new Int32Array(tables.others.length);
    this.known = new Uint8Array(tables.others.length);
  }

  /**
   * Runs the programs that begin at `starts[from]` to `starts[to - 1]` and appends the places of those that are true to
   * `found`. One loop, because it is the innermost: typed arrays in locals, no call per rule or test.
   */
  runList(starts: Int32Array, from: number, to: number, found: Int32Array, count: number): number {
    const { words, constants, sets } = this.tables;
    const { encoded } = this;
    const { state, numbers, stamps, now } = encoded;
    let n = count;
    for (let i = from; i < to; i++) {
      let at = starts[i] as number;
      while (at >= 0) {
        const a = words[at + 1] as number;
        const b = words[at + 2] as number;
        let holds: boolean;
        switch (words[at]) {
          case OPERATION.is:
            holds = state[a] === b;
            break;
          case OPERATION.isOneOfFew:
            holds = isOneOfFew(sets, b, state[a] as number);
            break;
          case OPERATION.less:
            holds = (numbers[a] as number) < (constants[b] as number);
            break;
          case OPERATION.lessOrEqual:
            holds = (numbers[a] as number) <= (constants[b] as number);
            break;
          case OPERATION.greater:
            holds = (numbers[a] as number) > (constants[b] as number);
            break;
          case OPERATION.greaterOrEqual:
            holds = (numbers[a] as number) >= (constants[b] as number);
            break;
          case OPERATION.found:
            encoded.search(b);
            holds = stamps[a] === now;
            break;
          case OPERATION.look:
            encoded.lookUpLate(a);
            holds = true;
            break;
          case OPERATION.isOneOfMany:
            holds = isOneOfMany(sets, b, state[a] as number);
            break;
          default:
            holds = this.other(a);
        }
        at = words[at + (holds ? 3 : 4)] as number;
      }
      if (at === MATCH) found[n++] = i;
    }
    return n;
  }

  /** An expression that several rules share is evaluated once per order. */
  private other(index: number): boolean {
    if (this.knownAt[index] === this.encoded.now) return this.known[index] === 1;
    const value = truthy(this.tables.others[index]?.(this.facts));
    this.knownAt[index] = this.encoded.now;
    this.known[index] = value ? 1 : 0;
    return value;
  }
}

function isOneOfFew(sets: Int32Array, at: number, code: number): boolean {
  const end = at + (sets[at] as number);
  for (let i = at + 1; i <= end; i++) if (sets[i] === code) return true;
  return false;
}

function isOneOfMany(sets: Int32Array, at: number, code: number): boolean {
  const bit = code - (sets[at] as number);
  if (bit < 0 || bit >= (sets[at + 1] as number)) return false;
  return (((sets[at + 2 + (bit >> 5)] as number) >>> (bit & 31)) & 1) === 1;
}
