import type { PreparedPrograms } from "./prepare.ts";
import type { PreparedFlow } from "./prepare-flow.ts";

/** The version that something was begun with; where that is gone, the live one; null where the flow is gone. */
export function versionOf(prepared: PreparedPrograms, flow: string, version: number): PreparedFlow | null {
  return prepared.versions.get(flow)?.get(version) ?? prepared.flows.find((one) => one.flow === flow)?.live ?? null;
}
