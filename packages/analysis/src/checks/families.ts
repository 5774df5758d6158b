/** Effects that only one node can decide (the destination, a field): who wins, as formulas. */
import { FALSE, not, type Ref } from "../formula/dag.ts";
import type { Rule, Scalar, Sheet } from "../model/sheet.ts";

export interface Member {
  rule: Rule;
  /** The rule acts and no earlier one of the family does. */
  wins: Ref;
}
export interface Family {
  name: string;
  members: Member[];
  /** None of them acts. */
  none: Ref;
}

/** Members in the order in which the engine runs them; the first that acts wins. */
export function familiesOf({ dag, rules }: Sheet): Family[] {
  const families = new Map<string, Family>();
  for (const rule of rules) {
    if (rule.family === null || rule.reach === FALSE) continue;
    const family = families.get(rule.family) ?? { name: rule.family, members: [], none: 0 };
    families.set(rule.family, family);
    family.members.push({ rule, wins: dag.and(rule.reach, family.none) });
    family.none = dag.and(family.none, not(rule.reach));
  }
  return [...families.values()];
}

/** For each value that the family can set, when it does. */
export function winsByValue({ dag }: Sheet, family: Family): Map<Scalar, Ref> {
  const wins = new Map<Scalar, Ref[]>();
  for (const { rule, wins: ref } of family.members) {
    if (rule.value !== null) wins.set(rule.value, [...(wins.get(rule.value) ?? []), ref]);
  }
  return new Map([...wins].map(([value, refs]) => [value, dag.or(...refs)]));
}
