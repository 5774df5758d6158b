import { cellCondition } from "../compile/table.ts";
import { operatorSpec } from "../conditions/operators.ts";
import type { FlowNode, NodeOf } from "../document.ts";
import { type Text, text } from "../text.ts";
import { conditionSentence, operandSentence } from "./condition-sentence.ts";
import { destinationName, factNamed, type Names } from "./names.ts";
import { nodeSentence } from "./node-sentence.ts";
import { cat, ended, inQuotes, inside, joined, quoteValue, same } from "./words.ts";

/** One thing that is said of a node. The key stays the same while the thing stays the same. */
export interface Statement {
  key: string;
  text: Text;
}

/** Everything that a node says, in full: its sentence, then its cases, rows and the settings that the sentence leaves out. */
export function nodeStatements(node: FlowNode, names: Names = {}): Statement[] {
  const full = { ...names, shown: Number.POSITIVE_INFINITY };
  const said: Statement[] = [{ key: "sentence", text: nodeSentence(node, full) }];
  if (node.name) said.push({ key: "name", text: text(`名称：${node.name}`, `Name: ${node.name}`) });
  if (node.comment) said.push({ key: "comment", text: text(`备注：${node.comment}`, `Comment: ${node.comment}`) });
  if (node.kind === "condition" || node.kind === "branch") said.push(missingStatement(node.missing));
  if (node.kind === "branch") said.push(...caseStatements(node, full));
  if (node.kind === "decision_table") said.push(...tableStatements(node, full));
  if (node.kind === "split" && node.salt !== undefined) {
    said.push({ key: "salt", text: text(`分流种子：${node.salt}`, `Salt: ${node.salt}`) });
  }
  if (node.kind === "note") said.push({ key: "text", text: same(node.text) });
  if (node.kind === "frame") said.push({ key: "size", text: same(`${node.width}×${node.height}`) });
  return said;
}

function missingStatement(goes: "not_met" | "port"): Statement {
  const said =
    goes === "port"
      ? text("数据缺失走单独的出口", "Data missing leaves by a port of its own")
      : text("数据缺失按未命中处理", "Data missing counts as not met");
  return { key: "missing", text: said };
}

function caseStatements(node: NodeOf<"branch">, names: Names): Statement[] {
  return node.cases.map((one, index) => {
    const when = conditionSentence(one.when, names);
    const title = one.name ? inQuotes(one.name) : String(index + 1);
    return { key: `case:${one.id}`, text: text(`情况 ${title}：${when.zh}`, `Case ${title}: ${when.en}`) };
  });
}

function tableStatements(node: NodeOf<"decision_table">, names: Names): Statement[] {
  const columns = node.columns.map(({ fact, operator }) => {
    const { label } = operatorSpec(operator);
    return cat(inside(factNamed(fact, names, "order").label), text(`（${label.zh}）`, ` (${label.en})`));
  });
  const rows = node.rows.map((row, index): Statement => {
    const cells = node.columns.flatMap((column, at) => {
      const cell = cellCondition(column, row.cells[at]);
      return cell === null ? [] : [conditionSentence(cell, names)];
    });
    const when = cells.length === 0 ? text("任何订单", "any order") : joined(cells, " 且 ", " and ");
    const gives = node.outputs.flatMap((output, at) => {
      const value = row.values[at];
      return value === null || value === undefined ? [] : [outputText(output, value, names)];
    });
    const then = gives.length === 0 ? text("不处理", "nothing") : joined(gives, "、", ", ");
    return {
      key: `row:${row.id}`,
      text: text(`第 ${index + 1} 行：${when.zh} → ${then.zh}`, `Row ${index + 1}: ${when.en} → ${then.en}`),
    };
  });
  const said = joined(columns, "、", ", ");
  return [{ key: "columns", text: text(`列：${said.zh}`, `Columns: ${said.en}`) }, ...rows];
}

function outputText(
  output: NodeOf<"decision_table">["outputs"][number],
  value: string | number | boolean,
  names: Names,
): Text {
  switch (output.effect) {
    case "route":
      return cat(text("派到 ", "route to "), destinationName(String(value), names));
    case "tag":
      return cat(text("打标签 ", "tag "), quoteValue(String(value)));
    case "set_field": {
      const field = output.field ?? "";
      const label = inside(factNamed(field, names, "order").label);
      const said = operandSentence(field, value, names);
      return text(`${ended(label).zh}改为 ${said.zh}`, `set ${label.en} to ${said.en}`);
    }
  }
}
