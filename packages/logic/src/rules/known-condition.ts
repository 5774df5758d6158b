import type { AtomTable } from "./atoms.ts";
import { type Atom, type Condition, canFail } from "./condition.ts";
import type { KnownCondition } from "./cover.ts";

/** Gives the atoms of a condition their places, and folds what one atom says about another. */
export function knowCondition(condition: Condition, table: AtomTable): KnownCondition {
  switch (condition.kind) {
    case "atom":
      return knowAtom(condition.atom, table);
    case "not": {
      const { part } = condition;
      if (part.kind === "atom" && part.atom.kind === "present") {
        return knowAtom({ kind: "absent", path: part.atom.path }, table);
      }
      const known = knowCondition(part, table);
      return { kind: "not", part: known, canFail: known.canFail };
    }
    case "and":
      return junction("and", knowConjunction(condition.parts, table));
    case "or":
      return junction(
        "or",
        condition.parts.map((part) => knowCondition(part, table)),
      );
  }
}

function junction(kind: "and" | "or", parts: readonly KnownCondition[]): KnownCondition {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return { kind, parts, canFail: parts.some((part) => part.canFail) };
}

/**
 * A flow asks for each fact before it compares it. Comparisons then carry that guard, and most need none. Where a part
 * can fail, nothing may be decided earlier or later than the rule says.
 */
function knowConjunction(parts: readonly Condition[], table: AtomTable): KnownCondition[] {
  if (parts.some(canFail)) return parts.map((part) => knowCondition(part, table));
  const asked = new Set<string>();
  const implied = new Set<string>();
  for (const part of parts) {
    if (part.kind !== "atom" || part.atom.kind === "other") continue;
    if (part.atom.kind === "present") asked.add(part.atom.path);
    else if (impliesPresence(part.atom, asked)) implied.add(part.atom.path);
  }
  return parts.flatMap((part) => {
    if (part.kind !== "atom") return [knowCondition(part, table)];
    if (part.atom.kind === "present" && implied.has(part.atom.path)) return [];
    const isGuarded = part.atom.kind === "compare" && asked.has(part.atom.path);
    return [knowAtom(part.atom, table, isGuarded)];
  });
}

/** Whether an atom is false for null and for the empty text, or will be because its guard is folded into it. */
function impliesPresence(atom: Atom, asked: ReadonlySet<string>): boolean {
  switch (atom.kind) {
    case "equals":
      return atom.value !== null && atom.value !== "";
    case "one-of":
      return !atom.values.includes(null) && !atom.values.includes("");
    case "number":
      return atom.value !== 0;
    case "compare":
      return asked.has(atom.path);
    case "prefix":
      return !"null".startsWith(atom.text);
    case "suffix":
      return !"null".endsWith(atom.text);
    case "holds":
    case "truthy":
      return true;
    case "present":
    case "absent":
    case "other":
      return false;
  }
}

function knowAtom(atom: Atom, table: AtomTable, isGuarded = false): KnownCondition {
  return { kind: "atom", atom: table.know(atom, isGuarded), canFail: canFail({ kind: "atom", atom }) };
}
