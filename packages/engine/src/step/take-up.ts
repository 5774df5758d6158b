/** Which version of each flow an order keeps, and what another version of it means. */
import { flowsOf } from "../prepare/flows-for.ts";
import type { PreparedFlow, PreparedNode } from "../prepare/prepare-flow.ts";
import type { OrderState } from "../state/state.ts";
import { drop, own, type Run } from "./run.ts";
import { withdraw } from "./withdraw.ts";

/** Before its intake is looked at: the order keeps the versions that it takes now, and goes over from one that is not for it any more. */
export function takeUp(run: Run, order: OrderState): readonly PreparedFlow[] {
  const flows = flowsOf(run, order);
  const known = order.versions;
  if (known !== undefined) {
    for (const flow of flows) if (known[flow.flow] !== flow.version) goOver(run, order, flow);
  } else if (flows.length > 0) {
    order.versions = sharedVersions(run, flows);
    run.dirty = true;
  }
  return flows;
}

/** Nearly all orders take the same versions: one object for all of them. */
function sharedVersions(run: Run, flows: readonly PreparedFlow[]): Record<string, number> {
  return run.prepared.shared.versions.of(flows, () =>
    Object.fromEntries(flows.map((flow) => [flow.flow, flow.version])),
  );
}

/** From now on the order is this version's. What only the old one did has not been done here; what held only while it led there ends. */
export function goOver(run: Run, order: OrderState, to: PreparedFlow): void {
  const { flow, version } = to;
  const from = order.versions?.[flow];
  const before = from === undefined ? undefined : run.prepared.versions.get(flow)?.get(from);
  own(run, order, "versions")[flow] = version;
  const active = order.active?.[flow];
  if (before === undefined || active === undefined) return;
  const same = active.filter((id) => doesTheSame(before.nodes.get(id), to.nodes.get(id)));
  if (same.length === active.length) return;
  withdraw(run, order, before, active, same);
  if (same.length === 0) drop(run, order, "active", flow);
  else own(run, order, "active")[flow] = same;
}

/** A node of the same id is the same, unless it puts on another tag: that has not been put on. */
function doesTheSame(was: PreparedNode | undefined, is: PreparedNode | undefined): boolean {
  if (was === undefined || is === undefined || was.settings.kind !== is.settings.kind) return false;
  return was.settings.kind !== "tag" || is.settings.kind !== "tag" || was.settings.tag === is.settings.tag;
}
