import type { Condition, FlowNode, NodeOf, Operand } from "@switchyard/flow";
import { readQuoted, readValue } from "../condition/values.ts";
import { fieldValue } from "../phrase/actions.ts";
import { readOperator } from "../phrase/decisions.ts";
import { both, byLabel, byName, LIST, listOf, take } from "../phrase/parts.ts";
import type { Reader } from "../source/reader.ts";

/** What stands below a sentence: its name, cases, columns, rows. Each returns the node with it, or null. */

const rest = (reader: Reader): string => {
  const from = reader.at;
  reader.at = reader.source.raw.length;
  return reader.raw(from).replaceAll("⏎", "\n");
};

export function withStatement(node: FlowNode, reader: Reader): FlowNode | null {
  if (take(reader, both("名称:", "name: ")) !== null) return { ...node, name: rest(reader) };
  if (take(reader, both("备注:", "comment: ")) !== null) return { ...node, comment: rest(reader) };
  switch (node.kind) {
    case "condition":
      return withMissing(node, reader);
    case "branch":
      return withMissing(node, reader) ?? withCase(node, reader);
    case "decision_table":
      return withColumns(node, reader) ?? withRow(node, reader);
    case "split":
      return take(reader, both("分流种子:", "salt: ")) === null ? null : { ...node, salt: rest(reader) };
    default:
      return null;
  }
}

function withMissing<N extends NodeOf<"condition"> | NodeOf<"branch">>(node: N, reader: Reader): N | null {
  if (take(reader, both("数据缺失走单独的出口", "data missing leaves by a port of its own")) !== null)
    return { ...node, missing: "port" };
  return take(reader, both("数据缺失按未命中处理", "data missing counts as not met")) === null
    ? null
    : { ...node, missing: "not_met" };
}

function withCase(node: NodeOf<"branch">, reader: Reader): FlowNode | null {
  if (take(reader, both("情况 ", "case ")) === null) return null;
  const name = readQuoted(reader);
  if (name === null && reader.take(/\d+/y) === null) return null;
  if (take(reader, both(": ?", ": ")) === null) return null;
  const when = reader.condition();
  if (when === null || !reader.done) return null;
  const id = `c${node.cases.length + 1}`;
  return { ...node, cases: [...node.cases, { id, ...(name === null ? {} : { name }), when }] };
}

type Table = NodeOf<"decision_table">;

function withColumns(node: Table, reader: Reader): FlowNode | null {
  if (take(reader, both("列:", "columns: ?")) === null) return null;
  if (reader.done) return node;
  const columns = listOf(reader, LIST, () => {
    const fact = byLabel(reader);
    if (fact === null || reader.take(/ ?\(/y) === null) return null;
    const operator = readOperator(reader);
    return operator === null || reader.take(/\)/y) === null ? null : { fact, operator };
  });
  if (columns === null || !reader.done) return null;
  return { ...node, columns: columns.map((one, index) => ({ id: `k${index + 1}`, ...one })) };
}

function withRow(node: Table, reader: Reader): FlowNode | null {
  if (take(reader, both("第 \\d+ 行:", "row \\d+: ")) === null) return null;
  const any = take(reader, both("任何订单", "any order")) !== null;
  const when = any ? null : reader.condition();
  if ((!any && when === null) || reader.take(/ → /y) === null) return null;
  const cells = cellsOf(node, when);
  const values = valuesOf(node, reader);
  if (cells === null || values === null || !reader.done) return null;
  return { ...node, rows: [...node.rows, { id: `r${node.rows.length + 1}`, cells, values }] };
}

/** The parts of a row's condition, each under the next column that it fits. */
function cellsOf(node: Table, when: Condition | null): (Operand | null)[] | null {
  const parts = when === null ? [] : when.type === "group" && when.match === "all" ? [...when.parts] : [when];
  const cells = node.columns.map((column): Operand | null => {
    const part = parts[0];
    if (part === undefined) return null;
    const negated = part.type === "group" && part.match === "not";
    const inner = negated ? part.parts[0] : part;
    if (inner?.type !== "comparison" || inner.fact !== column.fact || inner.operator !== column.operator) return null;
    parts.shift();
    return inner.value ?? !negated;
  });
  return parts.length === 0 ? cells : null;
}

function valuesOf(node: Table, reader: Reader): Table["rows"][number]["values"] | null {
  const values: Table["rows"][number]["values"] = node.outputs.map(() => null);
  if (take(reader, both("不处理", "nothing")) !== null) return values;
  const said = listOf(reader, LIST, () => {
    const found = outputOf(node, reader, values);
    if (found === null) return null;
    values[found.at] = found.value;
    return found;
  });
  return said === null ? null : values;
}

function outputOf(
  node: Table,
  reader: Reader,
  taken: readonly unknown[],
): { at: number; value: string | number | boolean } | null {
  const free = (effect: "route" | "tag" | "set_field", field?: string): number =>
    node.outputs.findIndex((one, at) => one.effect === effect && one.field === field && taken[at] === null);
  if (take(reader, both("派到 ", "route to ")) !== null) {
    const value = byName(reader, reader.lexicon.destinations);
    return value === null || free("route") < 0 ? null : { at: free("route"), value };
  }
  if (take(reader, both("打标签 ", "tag ")) !== null) {
    const value = readValue(reader, "tags");
    return value === null || free("tag") < 0 ? null : { at: free("tag"), value };
  }
  if (take(reader, both("", "set ")) === null) return null;
  const field = byLabel(reader);
  if (field === null || take(reader, both(" ?改为 ", " to ")) === null) return null;
  const value = fieldValue(reader, field);
  return value === null || free("set_field", field) < 0 ? null : { at: free("set_field", field), value };
}
