import type { Logic } from "@switchyard/logic";
import { compileCondition } from "../conditions/compile-condition.ts";
import { and } from "../conditions/logic.ts";
import { operatorSpec } from "../conditions/operators.ts";
import type { Condition, NodeOf, Operand } from "../document.ts";
import type { TableStep } from "../program.ts";
import type { Reached } from "./reached.ts";

type Column = NodeOf<"decision_table">["columns"][number];

/**
 * A cell as a comparison, or null for "any". Under a column whose operator takes no value (为空), `true` asks for it and
 * `false` for the opposite.
 */
export function cellCondition(column: Column, cell: Operand | null | undefined): Condition | null {
  if (cell === null || cell === undefined) return null;
  const comparison: Condition = { type: "comparison", fact: column.fact, operator: column.operator, value: cell };
  if (operatorSpec(column.operator).shape !== "none") return comparison;
  return cell === false ? { type: "group", match: "not", parts: [comparison] } : comparison;
}

/** The conditions of a row that are not "any", in column order. */
function rowConditions(node: NodeOf<"decision_table">, row: NodeOf<"decision_table">["rows"][number]): Condition[] {
  return node.columns.flatMap((column, index) => cellCondition(column, row.cells[index]) ?? []);
}

/** A row whose data is missing is not hit. */
export function compileTable(node: NodeOf<"decision_table">, at: Reached): TableStep {
  const rows = node.rows.map((row) => ({
    id: row.id,
    when: and(...rowConditions(node, row).map((cell): Logic => compileCondition(cell, at.lookup).met)),
  }));
  return { type: "table", node: at.id, when: at.reach, hit: node.hit, rows };
}
