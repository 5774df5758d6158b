import { AtomTable } from "./atoms.ts";
import { conditionOf } from "./condition.ts";
import type { KnownCondition } from "./cover.ts";
import { knowCondition } from "./known-condition.ts";
import { guessLikelihoods, learnLikelihoods } from "./likelihood.ts";
import type { ReadFacts } from "./slots.ts";

/** A rule set as conditions over shared atoms, with what is known of how often each atom is true. */
export interface KnownRules {
  readonly conditions: readonly KnownCondition[];
  readonly table: AtomTable;
  readonly read: ReadFacts;
}

export interface KnowOptions {
  readonly sample: readonly unknown[] | undefined;
  /** Makes the function that copies the facts at `paths`. */
  reader(paths: readonly string[]): ReadFacts;
}

export function knowRules(rules: readonly unknown[], { sample, reader }: KnowOptions): KnownRules {
  const table = new AtomTable();
  const conditions = rules.map((when) => knowCondition(conditionOf(when), table));
  const read = reader(table.slots.map((slot) => slot.path));
  guessLikelihoods(table);
  if (sample !== undefined) learnLikelihoods(table, read, sample);
  return { conditions, table, read };
}
