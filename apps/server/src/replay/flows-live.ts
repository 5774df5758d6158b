/** Which versions decide from here on, and by which settings: a line of the journal at each start and each change of what is live. */
import { type Canary, type PreparedPrograms, prepare } from "@switchyard/engine";
import type { Program } from "@switchyard/flow";
import type { WorkspaceSettings } from "@switchyard/orders";
import { canonicalJson } from "@switchyard/orders";
import { createRerun, FLOWS_LIVE, type Mismatch } from "@switchyard/sandbox";
import type { JournalInput, StoreReader } from "@switchyard/store";
import { readDecision } from "../executor/decision-text.ts";
import { eventOf } from "./history.ts";

interface FlowsLive {
  /** In flow order. `below`: buckets of the canary, of 10,000. */
  flows: {
    flow: string;
    version: number;
    canary: { version: number; below: number; by: NonNullable<Canary["by"]> } | null;
  }[];
  settings: WorkspaceSettings;
}

export function flowsLiveEntry({ flows, settings }: PreparedPrograms, at: number): JournalInput {
  const said: FlowsLive = {
    flows: flows.map(({ flow, live, canary }) => ({
      flow,
      version: live.version,
      canary: canary === null ? null : { version: canary.flow.version, below: canary.below, by: canary.by },
    })),
    settings,
  };
  return { subject: "workspace", at, type: FLOWS_LIVE, actor: "switchyard", data: JSON.stringify(said) };
}

function preparedFor(programs: readonly Program[], data: string): PreparedPrograms {
  const { flows, settings } = JSON.parse(data) as FlowsLive;
  // In the order that was live; versions that came later change nothing, because nothing is of them yet.
  const inOrder = flows.flatMap(({ flow }) => programs.filter((program) => program.flow === flow));
  const live = Object.fromEntries(flows.map(({ flow, version }) => [flow, version]));
  const canaries = flows.flatMap(({ flow, canary }) =>
    canary === null ? [] : [[flow, { version: canary.version, percent: canary.below / 100, by: canary.by }] as const],
  );
  return prepare(inOrder, settings, { live, canary: Object.fromEntries(canaries) });
}

const PIECE = 2000;

/** Runs the whole journal again. Null: every decision came out as it was written. */
export async function rerunJournal(
  reader: StoreReader,
  workspace: string,
): Promise<{ decisions: number; mismatch: Mismatch | null }> {
  const programs = await reader.flows.programs(workspace);
  const rerun = createRerun({
    prepareFor: (data) => preparedFor(programs, data),
    eventOf,
    textOf: (decision) => canonicalJson(decision),
    writtenText: (data) => canonicalJson(readDecision(data)),
  });
  for (let position = 0; ; ) {
    const entries = await reader.journal.after(workspace, position, { limit: PIECE });
    const last = entries.at(-1);
    if (last === undefined) return { decisions: rerun.decisions, mismatch: rerun.end() };
    for (const entry of entries) {
      const mismatch = rerun.take(entry);
      if (mismatch !== null) return { decisions: rerun.decisions, mismatch };
    }
    position = last.position;
  }
}
