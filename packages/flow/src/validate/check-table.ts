import { cellCondition } from "../compile/table.ts";
import { operatorSpec } from "../conditions/operators.ts";
import type { NodeOf } from "../document.ts";
import { checkCondition } from "./check-condition.ts";
import type { Finding } from "./finding.ts";
import { error, known, type NodeCheck } from "./node-finding.ts";

type Table = NodeOf<"decision_table">;

/** A table's rows must fit its columns and outputs, and each cell its column's fact. */
export function checkTable(node: Table, check: NodeCheck): Finding[] {
  const findings: Finding[] = [];
  if (node.rows.length === 0)
    findings.push(error(node, "table_empty", "还没有行，请添加或粘贴", "has no rows yet; add or paste some", "/rows"));
  if (node.outputs.length === 0)
    findings.push(
      error(node, "table_output", "还没有结果列，请添加一列", "has no result column yet; add one", "/outputs"),
    );
  for (const [index, output] of node.outputs.entries()) {
    if (output.effect === "set_field" && !output.field) {
      findings.push(
        error(
          node,
          "table_output",
          `的结果列 ${index + 1} 还没有选字段`,
          `has no field for result column ${index + 1}; choose one`,
          `/outputs/${index}`,
        ),
      );
    }
  }
  return [...findings, ...duplicates(node), ...node.rows.flatMap((row, index) => checkRow(node, row, index, check))];
}

function duplicates(node: Table): Finding[] {
  return (
    [
      ["rows", node.rows],
      ["columns", node.columns],
      ["outputs", node.outputs],
    ] as const
  ).flatMap(([name, list]) => {
    const seen = new Set<string>();
    return list.flatMap(({ id }, index) => {
      if (seen.size !== seen.add(id).size) return [];
      return [
        error(
          node,
          "duplicate_id",
          `的编号 ${id} 用了两次，请删除后重新添加`,
          `uses id ${id} twice; delete it and add it again`,
          `/${name}/${index}`,
        ),
      ];
    });
  });
}

function checkRow(node: Table, row: Table["rows"][number], index: number, check: NodeCheck): Finding[] {
  const number = index + 1;
  if (row.cells.length !== node.columns.length || row.values.length !== node.outputs.length) {
    return [
      error(
        node,
        "table_shape",
        `第 ${number} 行的格数与列数不同，请补齐或删除`,
        `has a different number of cells in row ${number} than columns; fill or delete it`,
        `/rows/${index}`,
      ),
    ];
  }
  const cells = node.columns.flatMap((column, at): Finding[] => {
    const condition = cellCondition(column, row.cells[at]);
    if (condition === null) return [];
    if (operatorSpec(column.operator).shape === "none" && typeof row.cells[at] !== "boolean") {
      return [
        error(
          node,
          "operand_type",
          `第 ${number} 行第 ${at + 1} 列须为是或否`,
          `needs yes or no in row ${number}, column ${at + 1}`,
          `/rows/${index}/cells/${at}`,
        ),
      ];
    }
    return checkCondition(condition, check.lookup, `/rows/${index}/cells/${at}`).map(({ code, message, pointer }) =>
      error(node, code, `第 ${number} 行：${message.zh}`, `row ${number}: ${message.en}`, pointer),
    );
  });
  return [...cells, ...checkValues(node, row, index, check)];
}

function checkValues(node: Table, row: Table["rows"][number], index: number, check: NodeCheck): Finding[] {
  return node.outputs.flatMap((output, at): Finding[] => {
    const value = row.values[at];
    if (value === null || value === undefined || output.effect === "set_field") return [];
    if (typeof value !== "string" || value.trim() === "") {
      return [
        error(
          node,
          "operand_type",
          `第 ${index + 1} 行的结果须为文字`,
          `needs text as the result of row ${index + 1}`,
          `/rows/${index}/values/${at}`,
        ),
      ];
    }
    if (output.effect !== "route") return [];
    const unknown = known(node, "unknown_destination", [value], check.context.destinations);
    return unknown.map((finding) => ({ ...finding, pointer: `/rows/${index}/values/${at}` }));
  });
}
