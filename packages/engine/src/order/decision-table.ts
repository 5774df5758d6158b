/** A decision table acts with the values of the rows that are hit; each output is a route, a tag or a field. */
import type { NodeOf } from "@switchyard/flow";
import { ask, type Turn } from "../step/scope.ts";
import { routeTo, setTo, tag } from "./order-change.ts";

export function actTable(turn: Turn, table: NodeOf<"decision_table">, rows: readonly string[], routesOnly = false) {
  if (turn.scope.orders !== null) return ask(turn.scope, table.id, rows);
  for (const id of rows) {
    const row = table.rows.find((one) => one.id === id);
    if (row === undefined) continue;
    for (const [at, output] of table.outputs.entries()) {
      const value = row.values[at];
      if (value === null || value === undefined) continue;
      if (output.effect === "route") routeTo(turn, String(value), id);
      else if (routesOnly) continue;
      else if (output.effect === "tag") tag(turn, String(value));
      else if (output.field !== undefined) setTo(turn, output.field, value);
    }
  }
}
