/** What a closed batch, a destination that is open again, or stock that has come asks of one order: these nodes act on it. */

import type { EventOf } from "../event/event.ts";
import { actTable } from "../order/decision-table.ts";
import { isOpen } from "../order/open.ts";
import { versionOf } from "../prepare/version-of.ts";
import type { OrderState } from "../state/state.ts";
import { offerOn } from "../yard/stock.ts";
import { actNode } from "./act.ts";
import { orderFacts } from "./facts.ts";
import { note, type Run } from "./run.ts";
import { startScope } from "./scope.ts";

export function actAsked(run: Run, event: EventOf<"apply">) {
  actOn(run, event);
  if (event.only === "held") offerOn(run, event);
}

function actOn(run: Run, event: EventOf<"apply">) {
  const flow = versionOf(run.prepared, event.flow, event.version);
  if (flow === null || run.order === null) return note(run, "gone", { flow: event.flow });
  if (run.order.cancelled === true) return note(run, "noted", { what: "cancelled" });
  const scope = startScope(run, { order: event.order, data: event.data }, orderFacts(run, run.order));
  for (const id of event.nodes) {
    const node = flow.nodes.get(id);
    if (node === undefined) note(run, "gone", { node: id });
    else if (event.only === "held" && !isHeldBy(run, run.order, node.name)) note(run, "noted", { what: "not_held" });
    else if (node.settings.kind === "decision_table")
      actTable({ scope, flow, node }, node.settings, event.rows[id] ?? [], event.only === "route");
    else actNode({ scope, flow, node });
  }
}

/** Of an order that is over, nobody asks for stock any more. */
const isHeldBy = (run: Run, order: OrderState, place: string): boolean =>
  order.holds?.[place] !== undefined && isOpen(run, order);
