import { type KnownAtom, OPERATION, type Trigger } from "./atoms.ts";
import type { ProgramWriter } from "./program.ts";

/** A condition whose atoms have their places in the tables. */
export type KnownCondition =
  | { readonly kind: "and" | "or"; readonly parts: readonly KnownCondition[]; readonly canFail: boolean }
  | { readonly kind: "not"; readonly part: KnownCondition; readonly canFail: boolean }
  | { readonly kind: "atom"; readonly atom: KnownAtom; readonly canFail: boolean };

/** Triggers of which at least one is pulled whenever a rule is true. */
export interface Cover {
  readonly triggers: readonly Trigger[];
  /** How often one of them is pulled, roughly. */
  readonly cost: number;
  /** True whenever a trigger of this cover is pulled, so that nobody need ask. */
  readonly implied?: KnownAtom;
}

/**
 * The cheapest cover, `undefined` if there is none. A part that comes after one that can fail is no cover: json-logic-js
 * would have failed before it was reached.
 */
export function coverOf(condition: KnownCondition): Cover | undefined {
  switch (condition.kind) {
    case "atom":
      return coverOfAtom(condition.atom);
    case "not":
      return undefined;
    case "and":
      return cheapestPart(condition.parts);
    case "or":
      return unionOfParts(condition.parts);
  }
}

function coverOfAtom(atom: KnownAtom): Cover | undefined {
  if (atom.triggers.length === 0) return undefined;
  const cover = { triggers: atom.triggers, cost: atom.likelihood };
  return isComparison(atom) ? cover : { ...cover, implied: atom };
}

function cheapestPart(parts: readonly KnownCondition[]): Cover | undefined {
  const safe = parts.slice(0, parts.findIndex((part) => part.canFail) + 1 || parts.length);
  const covers = [...safe.map(coverOf), ...intervals(safe)];
  return covers.reduce(
    (best, cover) => (best === undefined || (cover && cover.cost < best.cost) ? cover : best),
    undefined,
  );
}

/** Two comparisons of one fact: it must lie between them. */
function intervals(parts: readonly KnownCondition[]): Cover[] {
  const compared = new Map<number, KnownAtom[]>();
  for (const part of parts) {
    if (part.kind !== "atom" || !isComparison(part.atom)) continue;
    const { a } = part.atom.test;
    compared.set(a, [...(compared.get(a) ?? []), part.atom]);
  }
  return [...compared.values()].flatMap((atoms) => {
    const spans = atoms.flatMap(({ triggers }) => triggers).filter((trigger) => trigger.kind === "span");
    const [first] = spans;
    if (first === undefined || spans.length < 2) return [];
    const low = spans.reduce((most, span) => Math.max(most, span.low), Number.NEGATIVE_INFINITY);
    const high = spans.reduce((least, span) => (span.high < least.high ? span : least), first);
    // Independent bounds of one number: what the two leave of everything.
    const cost = Math.max(
      0.001,
      atoms.reduce((sum, atom) => sum + atom.likelihood - 1, 1),
    );
    return [{ triggers: [{ ...high, low }], cost }];
  });
}

function unionOfParts(parts: readonly KnownCondition[]): Cover | undefined {
  const covers = parts.map(coverOf);
  if (!covers.every((cover) => cover !== undefined)) return undefined;
  return {
    triggers: covers.flatMap((cover) => cover.triggers),
    cost: covers.reduce((sum, cover) => sum + cover.cost, 0),
  };
}

function isComparison({ test: { operation } }: KnownAtom): boolean {
  return operation >= OPERATION.less && operation <= OPERATION.greaterOrEqual;
}

/** How often a condition is true, as if its atoms had nothing to do with each other. */
function likelihoodOf(condition: KnownCondition): number {
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

/** Where a condition leads, and what is known to be true when it is asked. */
export interface Targets {
  readonly ifTrue: number;
  readonly ifFalse: number;
  readonly implied?: KnownAtom | undefined;
}

/** Writes a condition so that the tests that decide soonest come first; the order around a part that can fail stays. */
export function writeCondition(writer: ProgramWriter, condition: KnownCondition, targets: Targets): number {
  const { ifTrue, ifFalse } = targets;
  switch (condition.kind) {
    case "atom":
      return condition.atom === targets.implied ? ifTrue : writer.test(condition.atom, ifTrue, ifFalse);
    case "not":
      return writeCondition(writer, condition.part, { ...targets, ifTrue: ifFalse, ifFalse: ifTrue });
    case "and":
      return sortedParts(condition).reduceRight(
        (next, part) => writeCondition(writer, part, { ...targets, ifTrue: next }),
        ifTrue,
      );
    case "or":
      return sortedParts(condition).reduceRight(
        (next, part) => writeCondition(writer, part, { ...targets, ifFalse: next }),
        ifFalse,
      );
  }
}

/** The parts that decide soonest first, unless one can fail: then the order of the rule is part of its meaning. */
export function sortedParts({
  kind,
  parts,
  canFail,
}: Extract<KnownCondition, { kind: "and" | "or" }>): readonly KnownCondition[] {
  if (canFail) return parts;
  const weighed = parts.map((part) => [kind === "and" ? likelihoodOf(part) : -likelihoodOf(part), part] as const);
  return weighed.sort(([a], [b]) => a - b).map(([, part]) => part);
}
