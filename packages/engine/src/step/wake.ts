/** An order's timers: a watch or an approval is due, or the clock has come to where an outcome may turn. */

import { lookAgainAt } from "../clock/reconsider.ts";
import type { EventOf } from "../event/event.ts";
import { isOpen } from "../order/open.ts";
import { nameOfTimer } from "../prepare/prepare.ts";
import type { OrderState } from "../state/state.ts";
import { approvalDue } from "../yard/approval.ts";
import { watchDue } from "../yard/watch.ts";
import { decide, runIntake, withFacts } from "./decide.ts";
import { orderFacts } from "./facts.ts";
import { runPorts } from "./ports.ts";
import { note, type Run } from "./run.ts";
import { startScope } from "./scope.ts";
import { takeUp } from "./take-up.ts";

export function wake(run: Run, order: OrderState, event: EventOf<"timer_due">) {
  const { timer: name, due } = event;
  if (name === "look") return look(run, order, due);
  if (name.startsWith("watch/")) watchDue(run, order, nameOfTimer(run.prepared, name), due);
  else if (name.startsWith("approval/")) approvalDue(run, order, nameOfTimer(run.prepared, name), due);
  else return note(run, "stale_timer", { timer: name, due });
  if (run.ports.length === 0) return;
  const scope = startScope(run, { order: run.orderKey?.key ?? null }, {});
  const acted = runPorts(scope);
  if (acted > 0) decide(scope, order, "decided");
}

/** The clock has come to where an outcome may turn. */
function look(run: Run, order: OrderState, due: number) {
  if (order.look !== due || run.at < due || order.order === null)
    return note(run, "stale_timer", { timer: "look", due });
  order.look = undefined;
  run.dirty = true;
  reconsider(run, order, { due });
}

/** Its destination was paused, or has opened: what follows from that is for its flows to say. */
export function hearGate(run: Run, order: OrderState, { name, on }: EventOf<"gate_told">) {
  note(run, "noted", { what: on ? "destination_paused" : "destination_opened", name });
  if (order.order !== null && order.twin?.waits !== true && isOpen(run, order)) reconsider(run, order, { name });
}

/** The intake is looked at again, without any news of the order itself. */
function reconsider(run: Run, order: OrderState, why: Record<string, unknown>) {
  const before = run.effects.length;
  const flows = takeUp(run, order);
  const facts = orderFacts(run, order);
  const scope = startScope(run, { order: run.orderKey?.key ?? null }, facts);
  const acted = runIntake(scope, withFacts(run, flows, facts), order, true) + runPorts(scope);
  lookAgainAt(run, order, flows, facts);
  if (run.effects.length === before) return;
  note(run, "reconsidered", why);
  decide(scope, order, acted > 0 ? "decided" : "undecided");
}
