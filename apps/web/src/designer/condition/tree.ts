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

/** Moves a part up or down among its neighbours. */
export function movePart(root: Group, path: Path, by: -1 | 1): Group {
  const index = path.at(-1);
  if (index === undefined) return root;
  return updateAt(root, path.slice(0, -1), (parent) => {
    const group = asGroup(parent);
    const parts = [...group.parts];
    const [part] = parts.splice(index, 1);
    if (part) parts.splice(Math.max(0, index + by), 0, part);
    return { ...group, parts };
  });
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
