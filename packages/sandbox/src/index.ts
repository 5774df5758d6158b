/** @switchyard/sandbox: recorded events through flows, on the very core that runs live. See SPEC.md. A test pins the names. */
export type { CoverageFigures } from "./coverage.ts";
export type { SideFigures } from "./figures.ts";
export { CANCELLED, eventsOf, type Moments, type RecordedEvents } from "./moments.ts";
export {
  createReplay,
  type Difference,
  type Replay,
  type ReplayFigures,
  type ReplayOptions,
  type SideName,
} from "./replay.ts";
export { createRerun, FLOWS_LIVE, type JournalLine, type Mismatch, type Rerun, type RerunOptions } from "./rerun.ts";
export { CHANGE_KINDS, type ChangeKind, type Standing } from "./standing.ts";
export { createSweep, type Sweep, type SweepFigures } from "./sweep.ts";
