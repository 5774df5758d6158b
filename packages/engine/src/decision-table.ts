/** A decision table acts with the values of the rows that are hit; each output is a route, a tag or a field. */
import type { NodeOf } from "@switchyard/flow";
import { routeTo, setTo, tag } from "./order-change.ts";
import { nodeKey, type Turn } from "./scope.ts";

export function actTable(turn: Turn<NodeOf<"decision_table">>, rows: readonly string[]): void {
  const { node, scope } = turn;
  if (scope.orders !== null) {
    scope.asked.push(node.id);
    scope.askedRows[node.id] = [...rows];
    return;
  }
  const isQuiet = scope.quiet?.has(nodeKey(turn)) === true;
  for (const id of rows) {
    const row = node.rows.find((one) => one.id === id);
    if (row === undefined) continue;
    for (const [at, output] of node.outputs.entries()) {
      const value = row.values[at];
      if (value === null || value === undefined) continue;
      if (output.effect === "route") routeTo(turn, String(value), isQuiet);
      else if (output.effect === "tag") tag(turn, String(value));
      else if (output.field !== undefined) setTo(turn, output.field, value, isQuiet);
    }
  }
}
