/** What a closed batch, or a destination that is open again, asks of one order: these nodes act on it. */

import type { EventOf } from "../event/event.ts";
import { actTable } from "../order/decision-table.ts";
import { versionOf } from "../prepare/version-of.ts";
import { actNode } from "./act.ts";
import { orderFacts } from "./facts.ts";
import { note, type Run } from "./run.ts";
import { startScope } from "./scope.ts";

export function actAsked(run: Run, event: EventOf<"apply">) {
  const flow = versionOf(run.prepared, event.flow, event.version);
  if (flow === null || run.order === null) return note(run, "gone", { flow: event.flow });
  if (run.order.cancelled === true) return note(run, "noted", { what: "cancelled" });
  const scope = startScope(run, { order: event.order, data: event.data }, orderFacts(run, run.order));
  for (const id of event.nodes) {
    const node = flow.nodes.get(id);
    if (node === undefined) note(run, "gone", { node: id });
    else if (node.settings.kind === "decision_table")
      actTable({ scope, flow, node }, node.settings, event.rows[id] ?? [], event.only);
    else actNode({ scope, flow, node });
  }
}
