/**
 * Versions that are being rolled out: their figures are a read model of the journal, kept in memory while the roll-out runs and
 * counted again from the journal at a start, so that deciding orders writes nothing more. A guard that is exceeded ends it.
 */
import type { RollOut, StoreReader } from "@switchyard/store";
import { readDecision } from "../executor/decision-text.ts";
import type { GroupState } from "../executor/group-state.ts";
import { eachEntry, lastBefore } from "../runtime/each-entry.ts";
import { type Exceeded, exceeded, type Figures, RollOutCount } from "./figures.ts";

export interface RollOuts {
  /** Counts what has been decided since the running ones began. */
  begin(): Promise<void>;
  /** What a group decided. */
  take(state: Pick<GroupState, "journal">): void;
  started(rollOut: RollOut): void;
  changed(rollOut: RollOut): void;
  ended(flow: string): void;
  figures(flow: string, version: number): Figures;
}

interface Options {
  read: StoreReader;
  workspace: string;
  onExceeded: (rollOut: RollOut, why: Exceeded) => void;
}

export function createRollOuts({ read, workspace, onExceeded }: Options): RollOuts {
  const running = new Map<string, { rollOut: RollOut; count: RollOutCount; told: boolean }>();

  function guard(flow: string): void {
    const one = running.get(flow);
    if (one === undefined || one.told) return;
    const { count, rollOut } = one;
    const why = exceeded(count.of(rollOut.version), count.of(rollOut.baseline), rollOut.guards);
    if (why === null) return;
    one.told = true;
    onExceeded(one.rollOut, why);
  }
  const started = (rollOut: RollOut) =>
    void running.set(rollOut.flow, { rollOut, count: new RollOutCount(rollOut.flow), told: false });

  return {
    async begin() {
      for (const rollOut of await read.rollouts.running(workspace)) started(rollOut);
      if (running.size === 0) return;
      const from = Math.min(...[...running.values()].map(({ rollOut }) => rollOut.startedAt));
      const after = await lastBefore(read.journal, workspace, from);
      await eachEntry(read.journal, workspace, { types: ["decided"], after }, ({ at, data }) => {
        for (const { rollOut, count } of running.values()) if (at >= rollOut.startedAt) count.take(readDecision(data));
      });
      for (const flow of [...running.keys()]) guard(flow);
    },
    take({ journal }) {
      if (running.size === 0) return;
      for (const { type, data } of journal) {
        if (type !== "decided") continue;
        const decision = readDecision(data);
        for (const { count } of running.values()) count.take(decision);
      }
      for (const flow of [...running.keys()]) guard(flow);
    },
    started,
    changed(rollOut) {
      const one = running.get(rollOut.flow);
      if (one !== undefined) one.rollOut = rollOut;
    },
    ended: (flow) => void running.delete(flow),
    figures: (flow, version) => (running.get(flow)?.count ?? new RollOutCount(flow)).of(version),
  };
}
