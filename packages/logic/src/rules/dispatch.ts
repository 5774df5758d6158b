import type { KnownAtom } from "./atoms.ts";
import type { Atom, Scalar } from "./condition.ts";
import type { KnownCondition } from "./cover.ts";

/** Rules of generated code that one look at one fact tells apart. */
export interface Dispatch {
  readonly path: string;
  /** The fact's first characters are looked up instead of the fact. */
  readonly cut: number | undefined;
  /** Value → number of its case, from 1. */
  readonly numbers: ReadonlyMap<Scalar, number>;
  readonly cases: readonly (readonly number[])[];
  /** The atom of each rule that being in a case has answered. */
  readonly impliedBy: ReadonlyMap<number, KnownAtom>;
}

/** A look costs about as much as this many tests. */
const WORTH_A_LOOK = 5;
/** A rule that waits for more values than this would be written too often. */
const MOST_VALUES = 4;

/** Which rules are told apart by which fact, and which are always asked. */
export function dispatchOf(conditions: readonly KnownCondition[]): { groups: Dispatch[]; rest: number[] } {
  const byLook = new Map<string, { rule: number; atom: KnownAtom }[]>();
  const rest: number[] = [];
  conditions.forEach((condition, rule) => {
    const atom = bestLook(condition);
    if (atom === undefined) rest.push(rule);
    else byLook.set(lookOf(atom), [...(byLook.get(lookOf(atom)) ?? []), { rule, atom }]);
  });
  const groups: Dispatch[] = [];
  for (const members of byLook.values()) {
    if (members.length < WORTH_A_LOOK) rest.push(...members.map(({ rule }) => rule));
    else groups.push(toDispatch(members));
  }
  return { groups, rest: rest.sort((a, b) => a - b) };
}

function toDispatch(members: readonly { rule: number; atom: KnownAtom }[]): Dispatch {
  const numbers = new Map<Scalar, number>();
  const cases: number[][] = [];
  for (const { rule, atom } of members) {
    for (const value of new Set(valuesOf(atom))) {
      const number = numbers.get(value) ?? cases.push([]);
      numbers.set(value, number);
      cases[number - 1]?.push(rule);
    }
  }
  const atom: Atom = members[0]?.atom.atom ?? { kind: "other", logic: null };
  const path = atom.kind === "other" ? "" : atom.path;
  const cut = atom.kind === "prefix" ? atom.text.length : undefined;
  return { path, cut, numbers, cases, impliedBy: new Map(members.map(({ rule, atom: known }) => [rule, known])) };
}

/** The rarest atom that a look can answer, before anything that can fail. */
function bestLook(condition: KnownCondition): KnownAtom | undefined {
  const parts = condition.kind === "and" ? condition.parts : [condition];
  let best: KnownAtom | undefined;
  for (const part of parts) {
    if (part.canFail) break;
    if (part.kind !== "atom" || !canLook(part.atom)) continue;
    if (best === undefined || part.atom.likelihood < best.likelihood) best = part.atom;
  }
  return best;
}

function canLook({ atom }: KnownAtom): boolean {
  if (atom.kind === "one-of") return atom.values.length <= MOST_VALUES;
  return atom.kind === "equals" || atom.kind === "prefix";
}

function valuesOf({ atom }: KnownAtom): readonly Scalar[] {
  if (atom.kind === "one-of") return atom.values;
  if (atom.kind === "equals") return [atom.value];
  return atom.kind === "prefix" ? [atom.text] : [];
}

function lookOf({ atom }: KnownAtom): string {
  if (atom.kind === "other") return "";
  return atom.kind === "prefix" ? `${atom.text.length} of ${atom.path}` : `all of ${atom.path}`;
}
