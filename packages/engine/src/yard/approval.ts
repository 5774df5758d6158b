/** Approvals: asked level by level; one rejection ends it, the last level's approval lets the order go on. */
import type { NodeOf } from "@switchyard/flow";
import { addDuration } from "@switchyard/orders";
import type { Effect } from "../effect/effect.ts";
import type { EventOf } from "../event/event.ts";
import { brandChain, orderTime } from "../order/brand.ts";
import { placeNamed } from "../prepare/prepare.ts";
import { versionOf } from "../prepare/version-of.ts";
import type { ApprovalState, OrderState } from "../state/state.ts";
import { drop, lead, note, own, type Run, timer } from "../step/run.ts";
import { emit, type Turn } from "../step/scope.ts";

const approvalTimer = (name: string): string => `approval/${name}`;
type Outcome = Extract<Effect, { type: "approval_ended" }>["outcome"];

export function askApproval(turn: Turn, settings: NodeOf<"approval">) {
  const { scope, flow, node } = turn;
  const { run } = scope;
  const { order, orderKey } = run;
  if (scope.order === null || order === null || orderKey === null)
    return note(run, "noted", { what: "no_order_to_approve", node: node.node });
  const { name } = node;
  if (order.approvals?.[name] !== undefined) return note(run, "noted", { what: "asked_already", approval: name });
  const chain = settings.chain === undefined ? null : brandChain(run);
  const approval: ApprovalState = {
    level: 1,
    levels: chain?.length ?? settings.levels,
    version: flow.version,
    ...(chain === null ? {} : { chain }),
    ...(scope.data === null ? {} : { data: scope.data }),
  };
  if (settings.timeout !== undefined) {
    approval.due = addDuration(run.at, settings.timeout, orderTime(run));
    timer(run, orderKey, node.timer, approval.due);
  }
  own(run, order, "approvals")[name] = approval;
  emit(turn, {
    type: "approval_asked",
    origin: node.origin,
    order: scope.order,
    title: settings.title,
    approvers: approversOf(approval, settings),
    level: 1,
    levels: approval.levels,
  });
}

/** `approval` is the name of the request, `flow/node`. */
export function decideApproval(run: Run, order: OrderState, event: EventOf<"approval_decided">) {
  const approval = order.approvals?.[event.approval];
  if (approval === undefined) return note(run, "gone", { approval: event.approval, by: event.by });
  if (event.decision === "rejected") return endApproval(run, order, event.approval, "rejected", event.by);
  if (approval.level >= approval.levels) return endApproval(run, order, event.approval, "approved", event.by);
  const level = approval.level + 1;
  const next: ApprovalState = { ...approval, level };
  own(run, order, "approvals")[event.approval] = next;
  const { flow, node } = placeNamed(run.prepared, event.approval);
  const settings = versionOf(run.prepared, flow, approval.version)?.program.nodes[node];
  const asked = settings?.kind === "approval" ? settings : { title: "", approvers: [] };
  const origin = { flow, version: approval.version, node };
  run.effects.push({
    type: "approval_asked",
    origin,
    order: event.order,
    title: asked.title,
    approvers: approversOf(next, asked),
    level,
    levels: approval.levels,
  });
}

/** Who is asked at the level that it is at: the brand's chain as it was when the approval was asked for, or the node's people. */
const approversOf = ({ chain, level }: ApprovalState, node: { approvers: string[] }): string[] =>
  chain?.[level - 1] ?? node.approvers;

export function approvalDue(run: Run, order: OrderState, name: string, due: number) {
  const approval = order.approvals?.[name];
  if (approval === undefined || approval.due !== due || run.at < due)
    return note(run, "stale_timer", { timer: approvalTimer(name), due });
  endApproval(run, order, name, "timed_out", null);
}

export function cancelApprovals(run: Run, order: OrderState) {
  for (const name of Object.keys(order.approvals ?? {})) endApproval(run, order, name, "cancelled", null);
}

function endApproval(run: Run, order: OrderState, name: string, outcome: Outcome, by: string | null) {
  const approval = order.approvals?.[name];
  if (approval === undefined || run.orderKey === null) return;
  drop(run, order, "approvals", name);
  if (approval.due !== undefined) timer(run, run.orderKey, approvalTimer(name), null);
  const { flow: flowName, node } = placeNamed(run.prepared, name);
  const origin = { flow: flowName, version: approval.version, node };
  run.effects.push({ type: "approval_ended", origin, order: run.orderKey.key, outcome, by });
  const flow = versionOf(run.prepared, flowName, approval.version);
  if (outcome === "cancelled") return;
  if (flow === null) return note(run, "gone", { flow: flowName, node });
  const data = { ...approval.data, by: by ?? "" };
  lead(run, { flow, node, port: outcome, orders: null, subject: null, data, facts: null });
}
