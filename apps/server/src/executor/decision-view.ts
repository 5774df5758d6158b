/** A decision as an answer shows it. */
import type { Decision, Effect } from "@switchyard/engine";
import type { NamedDestination, WorkspaceView } from "../runtime/context.ts";

export interface DecisionView {
  outcome: Decision["outcome"];
  destination: NamedDestination | null;
  flow_version: { flow: string; name: string; version: number }[];
  /** Ids of the nodes that acted, in the order of effects. */
  nodes: string[];
  effects: Effect[];
  /** Facts that conditions wanted and the order did not have. */
  missing: string[];
  at: number;
}

export function decisionView(
  decision: Decision,
  { workspace, names }: { workspace: Pick<WorkspaceView, "destination">; names: ReadonlyMap<string, string> },
): DecisionView {
  return {
    outcome: decision.outcome,
    destination: workspace.destination(decision.destination),
    flow_version: decision.flows.map(({ flow, version }) => ({ flow, name: names.get(flow) ?? flow, version })),
    nodes: decision.nodes,
    effects: decision.effects,
    missing: decision.missing,
    at: decision.at,
  };
}
