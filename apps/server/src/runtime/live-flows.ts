/** The published flows, made ready to decide. */
import { type PreparedPrograms, prepare } from "@switchyard/engine";
import type { StoreReader } from "@switchyard/store";
import type { WorkspaceView } from "./context.ts";

export interface LiveFlows {
  prepared: PreparedPrograms;
  /** Flow → the name of its live version. */
  names: ReadonlyMap<string, string>;
}

/** Older versions stand beside the live ones: an order keeps the version it began with. */
export async function loadLiveFlows(
  { flows }: Pick<StoreReader, "flows">,
  workspace: WorkspaceView,
): Promise<LiveFlows> {
  const published = await flows.published(workspace.id);
  const names = new Map(published.map((flow) => [flow.id, flow.name]));
  const live = Object.fromEntries(published.map((flow) => [flow.id, flow.version]));
  const programs = await flows.programs(workspace.id);
  return { prepared: prepare(programs, workspace.settings, { live }), names };
}
