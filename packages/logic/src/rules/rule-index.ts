import { type Candidates, CandidatesBuilder } from "./candidates.ts";
import { coverOf } from "./cover.ts";
import { EncodedFacts } from "./encoded-facts.ts";
import type { KnownRules } from "./known-rules.ts";
import { programTables } from "./likelihood.ts";
import { Interpreter, ProgramWriter } from "./program.ts";
import type { ReadFacts } from "./slots.ts";

export interface IndexOptions {
  readonly read: ReadFacts;
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

  constructor({ conditions, table }: KnownRules, options: IndexOptions) {
    const writer = new ProgramWriter(table.slots);
    const builder = new CandidatesBuilder(table);
    conditions.forEach((condition, rule) => {
      builder.file(rule, condition, coverOf(condition));
    });
    this.candidates = builder.finish(writer);
    this.encoded = new EncodedFacts(table.slots, options.read, this.candidates.isUsed, builder.firstStamp);
    const others = table.others.map((logic) => options.other(logic));
    this.interpreter = new Interpreter(programTables(table, writer, others), this.encoded);
    this.bits = new Int32Array((conditions.length + 31) >> 5);
  }

  /**
   * Writes the numbers of the true rules into `out`, in no order, and answers how many they are. Throws what a rule
   * throws, and `UnkindFacts`.
   */
  match(facts: unknown, out: Int32Array): number {
    this.interpreter.facts = facts;
    this.encoded.encode(facts);
    return this.candidates.test(this.encoded, this.interpreter, this.bits, out);
  }
}
