/** @switchyard/analysis: what can be known of flows before any order runs. See SPEC.md. Names are exported one by one; a test pins the list. */

export { analyse, analyseAll } from "./analyse.ts";
export {
  type AnalysedFlow,
  type AnalysisContext,
  DEFAULT_LIMITS,
  type Finding,
  type FindingKind,
  type Limits,
  type Place,
  type Progress,
  type Report,
  type Seed,
  type SourceFill,
  type Witness,
} from "./finding.ts";
export { inSlices, type Pace } from "./in-slices.ts";
export type { UnknownReason } from "./solve/solver.ts";
