import { AtomTable } from "./atoms.ts";
import { type Candidates, CandidatesBuilder } from "./candidates.ts";
import { conditionOf } from "./condition.ts";
import { coverOf, writeCondition } from "./cover.ts";
import { knowCondition } from "./known-condition.ts";
import { guessLikelihoods, learnLikelihoods, programTables } from "./likelihood.ts";
import { Interpreter, MATCH, NO_MATCH, ProgramWriter } from "./program.ts";
import { EncodedFacts, type ReadFacts } from "./slots.ts";

export interface IndexOptions {
  readonly sample?: readonly unknown[] | undefined;
  /** Makes the function that copies the facts at `paths`. */
  reader(paths: readonly string[]): ReadFacts;
  /** Compiles what is not an atom. */
  other(logic: unknown): (facts: unknown) => unknown;
}

/** A rule set, filed by what must be true of an order for a rule to be worth a look. */
export class RuleIndex {
  private readonly encoded: EncodedFacts;
  private readonly interpreter: Interpreter;
  private readonly candidates: Candidates;
  /** One bit per rule, all clear between two calls. */
  private readonly bits: Int32Array;
  private readonly matched: Int32Array;

  constructor(rules: readonly unknown[], options: IndexOptions) {
    const table = new AtomTable();
    const conditions = rules.map((when) => knowCondition(conditionOf(when), table));
    const read = options.reader(table.slots.map((slot) => slot.path));
    guessLikelihoods(table);
    if (options.sample !== undefined) learnLikelihoods(table, read, options.sample);

    const writer = new ProgramWriter();
    const builder = new CandidatesBuilder(table);
    conditions.forEach((condition, rule) => {
      builder.file(rule, writeCondition(writer, condition, MATCH, NO_MATCH), coverOf(condition));
    });
    this.candidates = builder.finish();
    this.encoded = new EncodedFacts(table.slots, read, this.candidates.isUsed, builder.firstStamp);
    this.interpreter = new Interpreter(programTables(table, writer, table.others.map(options.other)), this.encoded);
    this.bits = new Int32Array((rules.length + 31) >> 5);
    this.matched = new Int32Array(rules.length);
  }

  /**
   * Appends `ids[r]` of every rule that is true to `found`, in rule order. Answers `false`, and appends nothing, where
   * the facts are not for an index; throws what a rule throws.
   */
  match(facts: unknown, ids: readonly string[], found: string[]): boolean {
    this.interpreter.facts = facts;
    if (!this.encoded.encode(facts)) return false;
    let count = 0;
    try {
      count = this.candidates.test(this.encoded, this.interpreter, this.bits, this.matched);
    } catch (error) {
      this.bits.fill(0);
      throw error;
    }
    if (count > 0) this.collect(count, ids, found);
    return true;
  }

  private collect(count: number, ids: readonly string[], found: string[]): void {
    const { bits, matched } = this;
    if (count > bits.length >> 2) {
      for (let word = 0; word < bits.length; word++) {
        let rest = bits[word] as number;
        bits[word] = 0;
        while (rest !== 0) {
          found.push(ids[(word << 5) + (31 - Math.clz32(rest & -rest))] as string);
          rest &= rest - 1;
        }
      }
      return;
    }
    sortFirst(matched, count);
    for (let i = 0; i < count; i++) {
      const rule = matched[i] as number;
      bits[rule >> 5] = 0;
      found.push(ids[rule] as string);
    }
  }
}

/** Few numbers, nearly in order: insertion is fastest. */
function sortFirst(numbers: Int32Array, count: number): void {
  if (count > 48) {
    numbers.subarray(0, count).sort();
    return;
  }
  for (let i = 1; i < count; i++) {
    const value = numbers[i] as number;
    let j = i - 1;
    while (j >= 0 && (numbers[j] as number) > value) {
      numbers[j + 1] = numbers[j] as number;
      j--;
    }
    numbers[j + 1] = value;
  }
}
