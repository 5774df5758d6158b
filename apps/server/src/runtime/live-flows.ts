/** The published flows, made ready to decide. */
import { type Canary, type PreparedPrograms, prepare } from "@switchyard/engine";
import type { StoreReader } from "@switchyard/store";
import type { WorkspaceView } from "./context.ts";

export interface LiveFlows {
  prepared: PreparedPrograms;
  /** Flow → the name of its live version. */
  names: ReadonlyMap<string, string>;
}

/**
 * Older versions stand beside the live ones: an order keeps the version it began with. One that is being rolled out takes its
 * share of new orders.
 */
export async function loadLiveFlows(
  { flows, rollouts }: Pick<StoreReader, "flows" | "rollouts">,
  workspace: WorkspaceView,
): Promise<LiveFlows> {
  const published = await flows.published(workspace.id);
  const names = new Map(published.map((flow) => [flow.id, flow.name]));
  const live = Object.fromEntries(published.map((flow) => [flow.id, flow.version]));
  const running = await rollouts.running(workspace.id);
  const canary = Object.fromEntries(
    running.map(({ flow, version, percent, by }): [string, Canary] => [flow, { version, percent, by }]),
  );
  const programs = await flows.programs(workspace.id);
  return { prepared: prepare(programs, workspace.settings, { live, canary }), names };
}
