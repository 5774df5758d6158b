import type { Comparison, Condition, FlowDocument, FlowNode, Operand } from "../document.ts";
import { isFactOperand } from "./operand.ts";

/** Every comparison of a condition, left to right. */
export function comparisonsOf(condition: Condition): Comparison[] {
  return condition.type === "comparison" ? [condition] : condition.parts.flatMap(comparisonsOf);
}

/** Gives every fact another name, and every pattern that `matches` refers to. */
export interface FactRenaming {
  fact(name: string): string;
  pattern(id: string): string;
}

function renameCondition(condition: Condition, to: FactRenaming): Condition {
  if (condition.type === "group") {
    return { ...condition, parts: condition.parts.map((part) => renameCondition(part, to)) };
  }
  const { value } = condition;
  const renamed = { ...condition, fact: to.fact(condition.fact) };
  if (condition.operator === "matches" && typeof value === "string") return { ...renamed, value: to.pattern(value) };
  return isFactOperand(value) ? { ...renamed, value: { fact: to.fact(value.fact) } } : renamed;
}

function renameCell(cell: Operand | null, to: FactRenaming, matches: boolean): Operand | null {
  if (cell === null) return null;
  if (matches && typeof cell === "string") return to.pattern(cell);
  return isFactOperand(cell) ? { fact: to.fact(cell.fact) } : cell;
}

/** A node with its facts renamed, wherever it names them. */
function renameNode(node: FlowNode, to: FactRenaming): FlowNode {
  const inside = (condition: Condition): Condition => renameCondition(condition, to);
  switch (node.kind) {
    case "condition":
      return { ...node, when: inside(node.when) };
    case "branch":
      return { ...node, cases: node.cases.map((one) => ({ ...one, when: inside(one.when) })) };
    case "decision_table":
      return {
        ...node,
        columns: node.columns.map((column) => ({ ...column, fact: to.fact(column.fact) })),
        rows: node.rows.map((row) => ({
          ...row,
          cells: row.cells.map((cell, index) => renameCell(cell, to, node.columns[index]?.operator === "matches")),
        })),
      };
    case "merge":
      return {
        ...node,
        by: node.by.map(to.fact),
        ...(node.exclude === undefined ? {} : { exclude: inside(node.exclude) }),
      };
    case "watch":
      return typeof node.since === "string" ? node : { ...node, since: { fact: to.fact(node.since.fact) } };
    case "breaker": {
      const { where, distinct, by } = node.measure;
      return {
        ...node,
        measure: {
          ...node.measure,
          by: by.map(to.fact),
          ...(where === undefined ? {} : { where: inside(where) }),
          ...(distinct === undefined ? {} : { distinct: to.fact(distinct) }),
        },
      };
    }
    default:
      return node;
  }
}

/** A document's nodes and declarations with their facts renamed; the ids of declarations stay as they are. */
export function renameFacts(doc: FlowDocument, to: FactRenaming): FlowDocument {
  return {
    ...doc,
    nodes: doc.nodes.map((node) => renameNode(node, to)),
    windows: doc.windows.map((window) => ({
      ...window,
      by: window.by.map(to.fact),
      ...(window.field === undefined ? {} : { field: to.fact(window.field) }),
      ...(window.where === undefined ? {} : { where: renameCondition(window.where, to) }),
      ...(window.reset?.where === undefined
        ? {}
        : { reset: { ...window.reset, where: renameCondition(window.reset.where, to) } }),
    })),
  };
}
