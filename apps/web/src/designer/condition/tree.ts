/** Edits of a condition tree by path. A path is the index of the part at each level; the root's is empty. */
import type { Comparison, Condition } from "@switchyard/flow";

export type Path = readonly number[];
export type Group = Extract<Condition, { type: "group" }>;
export const DEEPEST = 5;

export const emptyGroup = (match: Group["match"] = "all"): Group => ({ type: "group", match, parts: [] });

/** The editor shows a group at the root, also where a bare comparison is stored. */
export const asGroup = (condition: Condition): Group =>
  condition.type === "group" ? condition : { type: "group", match: "all", parts: [condition] };

export function updateAt(root: Group, path: Path, edit: (part: Condition) => Condition | null): Group {
  const [head, ...rest] = path;
  if (head === undefined) {
    const edited = edit(root);
    return edited ? asGroup(edited) : emptyGroup();
  }
  const parts = root.parts.flatMap((part, index) => {
    if (index !== head) return part;
    const edited = rest.length === 0 ? edit(part) : updateAt(asGroup(part), rest, edit);
    return edited === null ? [] : edited;
  });
  return { ...root, parts };
}

export const removeAt = (root: Group, path: Path): Group => updateAt(root, path, () => null);

export const addPart = (root: Group, path: Path, part: Condition): Group =>
  updateAt(root, path, (group) => ({ ...asGroup(group), parts: [...asGroup(group).parts, part] }));

/** `not` holds exactly one part: more are gathered into one group, and given back when it becomes all or any again. */
export function withMatch(group: Group, match: Group["match"]): Group {
  if (group.match === match) return group;
  if (match === "not") {
    const [only, ...others] = group.parts;
    return { ...group, match, parts: only && others.length === 0 ? [only] : [{ ...group, match: group.match }] };
  }
  const [inner] = group.parts;
  if (group.match === "not" && inner?.type === "group") return { ...inner, match };
  return { ...group, match };
}

export function countComparisons(condition: Condition): number {
  if (condition.type === "comparison") return 1;
  return condition.parts.reduce((sum, part) => sum + countComparisons(part), 0);
}

/** Without a value when it is undefined: an absent key, never an undefined one. */
export function withValue(comparison: Comparison, value: Comparison["value"]): Comparison {
  const { value: _old, ...rest } = comparison;
  return value === undefined ? rest : { ...rest, value };
}

const partAt = (root: Group, path: Path): Condition | undefined =>
  path.reduce<Condition | undefined>((part, index) => (part?.type === "group" ? part.parts[index] : undefined), root);

const levels = (part: Condition): number =>
  part.type === "comparison" ? 0 : 1 + Math.max(0, ...part.parts.map(levels));

const startsWith = (path: Path, start: Path) => start.every((index, level) => path[level] === index);

/** Where a part lies: at `index` among the parts of the group at `parent`. */
export interface Slot {
  parent: Path;
  index: number;
}

/** A slot as it is once the part at `gone` was taken out. */
function without({ parent, index }: Slot, gone: Path): Slot {
  const last = gone.at(-1) ?? 0;
  const level = gone.length - 1;
  const up = gone.slice(0, -1);
  if (parent.length === level && startsWith(parent, up)) return { parent, index: index > last ? index - 1 : index };
  if (parent.length <= level || !startsWith(parent, up)) return { parent, index };
  return { parent: parent.map((one, depth) => (depth === level && one > last ? one - 1 : one)), index };
}

/** Null when it may not lie there: inside itself, too deep, a second part of a `not`, or where it lies already. */
export function moveTo(root: Group, from: Path, slot: Slot): { root: Group; path: Path } | null {
  const part = partAt(root, from);
  const parent = partAt(root, slot.parent);
  if (!part || from.length === 0 || parent?.type !== "group" || startsWith(slot.parent, from)) return null;
  if (slot.index < 0 || slot.index > parent.parts.length) return null;
  const sameGroup = slot.parent.length === from.length - 1 && startsWith(slot.parent, from.slice(0, -1));
  if (parent.match === "not" && !sameGroup && parent.parts.length > 0) return null;
  if (slot.parent.length + 1 + levels(part) > DEEPEST) return null;
  const { parent: into, index } = without(slot, from);
  if (sameGroup && index === from.at(-1)) return null;
  const moved = updateAt(removeAt(root, from), into, (group) => {
    const parts = [...asGroup(group).parts];
    parts.splice(index, 0, part);
    return { ...asGroup(group), parts };
  });
  return { root: moved, path: [...into, index] };
}

export type Step = "up" | "down" | "in" | "out";

/** One step by keyboard: past a neighbour, into the group beside it, out of its own group. */
export function stepPart(root: Group, path: Path, step: Step): { root: Group; path: Path } | null {
  const index = path.at(-1);
  if (index === undefined) return null;
  const parent = path.slice(0, -1);
  switch (step) {
    case "up":
      return index === 0 ? null : moveTo(root, path, { parent, index: index - 1 });
    case "down":
      return moveTo(root, path, { parent, index: index + 2 });
    case "out":
      return parent.length === 0
        ? null
        : moveTo(root, path, { parent: parent.slice(0, -1), index: (parent.at(-1) ?? 0) + 1 });
    case "in": {
      const beside = [index - 1, index + 1].find((one) => partAt(root, [...parent, one])?.type === "group");
      const group = beside === undefined ? undefined : partAt(root, [...parent, beside]);
      if (beside === undefined || group?.type !== "group") return null;
      return moveTo(root, path, { parent: [...parent, beside], index: beside < index ? group.parts.length : 0 });
    }
  }
}

/** Puts a part into a group of its own. Null when that would lie too deep. */
export function wrapPart(root: Group, path: Path): Group | null {
  const part = partAt(root, path);
  if (!part || path.length === 0 || path.length + levels(part) + 1 > DEEPEST) return null;
  const outer = partAt(root, path.slice(0, -1));
  const match = outer?.type === "group" && outer.match === "all" ? "any" : "all";
  return updateAt(root, path, () => ({ type: "group", match, parts: [part] }));
}

/** Puts a group's parts in its place. Null for a `not` and where only one part has room: they would mean something else. */
export function ungroup(root: Group, path: Path): Group | null {
  const group = partAt(root, path);
  const outer = partAt(root, path.slice(0, -1));
  if (path.length === 0 || group?.type !== "group" || outer?.type !== "group" || group.match === "not") return null;
  if (outer.match === "not" && group.parts.length !== 1) return null;
  const at = path.at(-1) ?? 0;
  return updateAt(root, path.slice(0, -1), () => ({ ...outer, parts: outer.parts.toSpliced(at, 1, ...group.parts) }));
}
