/** Which versions decide from here on, and by which settings: a line of the journal at each start and each change of what is live. */
import { type Canary, CORE_RULES, type PreparedPrograms, prepare } from "@switchyard/engine";
import type { Program } from "@switchyard/flow";
import type { WorkspaceSettings } from "@switchyard/orders";
import { canonicalJson } from "@switchyard/orders";
import { createRerun, FLOWS_LIVE, type Mismatch } from "@switchyard/sandbox";
import type { JournalInput, StoreReader } from "@switchyard/store";
import { readDecision } from "../executor/decision-text.ts";
import { eventOf } from "./history.ts";

interface FlowsLive {
  /** The number of the core's own rules; absent in what was written before they had one. */
  rules?: number;
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
    rules: CORE_RULES,
    flows: flows.map(({ flow, live, canary }) => ({
      flow,
      version: live.version,
      canary: canary === null ? null : { version: canary.flow.version, below: canary.below, by: canary.by },
    })),
    settings,
  };
  return { subject: "workspace", at, type: FLOWS_LIVE, actor: "switchyard", data: JSON.stringify(said) };
}

function liveFrom(programs: readonly Program[], data: string): { prepared: PreparedPrograms; rules: number } {
  const { rules = 0, flows, settings } = JSON.parse(data) as FlowsLive;
  // In the order that was live; versions that came later change nothing, because nothing is of them yet.
  const inOrder = flows.flatMap(({ flow }) => programs.filter((program) => program.flow === flow));
  const live = Object.fromEntries(flows.map(({ flow, version }) => [flow, version]));
  const canaries = flows.flatMap(({ flow, canary }) =>
    canary === null ? [] : [[flow, { version: canary.version, percent: canary.below / 100, by: canary.by }] as const],
  );
  return { prepared: prepare(inOrder, settings, { live, canary: Object.fromEntries(canaries) }), rules };
}

const PIECE = 2000;

export interface RerunJournal {
  decisions: number;
  /** The first decision that did not come out as it was written, where this program's rules alone decided. */
  mismatch: Mismatch | null;
  /** What came out otherwise after a stretch that other rules of the core decided: its first line, and how many orders. */
  otherRules: { first: Mismatch; rules: number; orders: number } | null;
}

/** Runs the whole journal again. Neither of the two: every decision came out as it was written. */
export async function rerunJournal(reader: StoreReader, workspace: string): Promise<RerunJournal> {
  const programs = await reader.flows.programs(workspace);
  const rerun = createRerun({
    liveFrom: (data) => liveFrom(programs, data),
    eventOf,
    textOf: (decision) => canonicalJson(decision),
    writtenText: (data) => canonicalJson(readDecision(data)),
  });
  const orders = new Set<string>();
  let first: { mismatch: Mismatch; rules: number } | null = null;
  /** Answers whether it says something against the journal itself. */
  const isAgainst = (mismatch: Mismatch | null): mismatch is Mismatch => {
    if (mismatch === null) return false;
    if (mismatch.rules === null) return true;
    first ??= { mismatch, rules: mismatch.rules };
    orders.add(mismatch.order);
    return false;
  };
  const result = (mismatch: Mismatch | null): RerunJournal => ({
    decisions: rerun.decisions,
    mismatch,
    otherRules: first && { first: first.mismatch, rules: first.rules, orders: orders.size },
  });
  for (let position = 0; ; ) {
    const entries = await reader.journal.after(workspace, position, { limit: PIECE });
    const last = entries.at(-1);
    if (last === undefined) {
      const mismatch = rerun.end();
      return result(isAgainst(mismatch) ? mismatch : null);
    }
    for (const entry of entries) {
      const mismatch = rerun.take(entry);
      if (isAgainst(mismatch)) return result(mismatch);
    }
    position = last.position;
  }
}
