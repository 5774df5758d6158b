import type { KnownAtom } from "./atoms.ts";
import type { ProgramWriter } from "./program.ts";

/** A condition whose atoms have their places in the tables. */
export type KnownCondition =
  | { readonly kind: "and" | "or"; readonly parts: readonly KnownCondition[]; readonly canFail: boolean }
  | { readonly kind: "not"; readonly part: KnownCondition; readonly canFail: boolean }
  | { readonly kind: "atom"; readonly atom: KnownAtom; readonly canFail: boolean };

/** Atoms of which at least one is true whenever a rule is; `cost` is how often that will be, roughly. */
export interface Cover {
  readonly atoms: readonly KnownAtom[];
  readonly cost: number;
}

/**
 * The cheapest cover, `undefined` if there is none. A part that comes after one that can fail is no cover: json-logic-js
 * would have failed before it was reached.
 */
export function coverOf(condition: KnownCondition): Cover | undefined {
  switch (condition.kind) {
    case "atom": {
      const { atom } = condition;
      return atom.triggers.length > 0 ? { atoms: [atom], cost: atom.likelihood } : undefined;
    }
    case "not":
      return undefined;
    case "and":
      return cheapestPart(condition.parts);
    case "or":
      return unionOfParts(condition.parts);
  }
}

function cheapestPart(parts: readonly KnownCondition[]): Cover | undefined {
  let best: Cover | undefined;
  for (const part of parts) {
    const cover = coverOf(part);
    if (cover !== undefined && (best === undefined || cover.cost < best.cost)) best = cover;
    if (part.canFail) break;
  }
  return best;
}

function unionOfParts(parts: readonly KnownCondition[]): Cover | undefined {
  const covers = parts.map(coverOf);
  if (!covers.every((cover) => cover !== undefined)) return undefined;
  return {
    atoms: [...new Set(covers.flatMap((cover) => cover.atoms))],
    cost: covers.reduce((sum, cover) => sum + cover.cost, 0),
  };
}

/** How often a condition is true, as if its atoms had nothing to do with each other. */
export function likelihoodOf(condition: KnownCondition): number {
  switch (condition.kind) {
    case "atom":
      return condition.atom.likelihood;
    case "not":
      return 1 - likelihoodOf(condition.part);
    case "and":
      return condition.parts.reduce((product, part) => product * likelihoodOf(part), 1);
    case "or":
      return 1 - condition.parts.reduce((product, part) => product * (1 - likelihoodOf(part)), 1);
  }
}

/** Writes a condition so that the tests that decide soonest come first; the order around a part that can fail stays. */
export function writeCondition(
  writer: ProgramWriter,
  condition: KnownCondition,
  ifTrue: number,
  ifFalse: number,
): number {
  switch (condition.kind) {
    case "atom":
      return writer.test(condition.atom, ifTrue, ifFalse);
    case "not":
      return writeCondition(writer, condition.part, ifFalse, ifTrue);
    case "and": {
      const parts = condition.canFail ? condition.parts : sorted(condition.parts, likelihoodOf);
      return parts.reduceRight((next, part) => writeCondition(writer, part, next, ifFalse), ifTrue);
    }
    case "or": {
      const parts = condition.canFail ? condition.parts : sorted(condition.parts, (part) => -likelihoodOf(part));
      return parts.reduceRight((next, part) => writeCondition(writer, part, ifTrue, next), ifFalse);
    }
  }
}

function sorted(parts: readonly KnownCondition[], by: (part: KnownCondition) => number): readonly KnownCondition[] {
  return parts
    .map((part) => [by(part), part] as const)
    .sort(([a], [b]) => a - b)
    .map(([, part]) => part);
}
