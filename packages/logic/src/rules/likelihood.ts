import { type AtomTable, type KnownAtom, OPERATION, type Trigger } from "./atoms.ts";
import { EncodedFacts } from "./encoded-facts.ts";
import { Interpreter, MATCH, NO_MATCH, type ProgramTables, ProgramWriter } from "./program.ts";
import type { ReadFacts } from "./slots.ts";

/** More orders than this teach little more. */
const SAMPLE = 256;

/** Without a sample: a fact that is compared with many values rarely has one of them. */
export function guessLikelihoods(table: AtomTable): void {
  for (const atom of table.atoms) {
    atom.likelihood = Math.min(0.9, atom.triggers.reduce((sum, trigger) => sum + guess(trigger, table), 0) || 0.8);
  }
}

function guess(trigger: Trigger, table: AtomTable): number {
  switch (trigger.kind) {
    case "code":
      return 1 / (trigger.slot.codes.size + 1);
    case "number":
      return 1 / (trigger.slot.numbers.size + 1);
    case "found":
      return 1 / (table.stampCount + 2);
    case "truthy":
      return 0.5;
    case "absent":
      return 0.1;
    case "span":
      return 0.5;
  }
}

/** With a sample: how often each atom was true of it. */
export function learnLikelihoods(table: AtomTable, read: ReadFacts, sample: readonly unknown[]): void {
  const encoded = new EncodedFacts(table.slots, read, new Uint8Array(table.stampCount), 0);
  const writer = new ProgramWriter(table.slots);
  const atoms = table.atoms.filter((atom) => atom.test.operation !== OPERATION.other);
  const starts = Int32Array.from(atoms, (atom) => writer.test(atom, MATCH, NO_MATCH));
  const interpreter = new Interpreter(programTables(table, writer, []), encoded);
  const hits = new Int32Array(atoms.length);
  const found = new Int32Array(atoms.length);
  let [seen, count] = [0, 0];
  for (const facts of spread(sample)) {
    try {
      encoded.encode(facts);
      count = interpreter.runList(starts, 0, starts.length, found, 0);
    } catch {
      continue;
    }
    seen++;
    for (let i = 0; i < count; i++) hits[found[i] as number] = (hits[found[i] as number] ?? 0) + 1;
  }
  if (seen === 0) return;
  atoms.forEach((atom: KnownAtom, i) => {
    // A value that the sample never showed is rare, not impossible.
    atom.likelihood = ((hits[i] ?? 0) + 0.5 * atom.likelihood) / (seen + 0.5);
  });
}

export function programTables(table: AtomTable, writer: ProgramWriter, others: ProgramTables["others"]): ProgramTables {
  return {
    words: Int32Array.from(writer.words),
    constants: Float64Array.from(table.constants),
    sets: Int32Array.from(table.sets),
    others,
  };
}

function spread(sample: readonly unknown[]): readonly unknown[] {
  if (sample.length <= SAMPLE) return sample;
  return Array.from({ length: SAMPLE }, (_, i) => sample[Math.trunc((i * sample.length) / SAMPLE)]);
}
