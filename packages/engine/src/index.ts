/** @switchyard/engine: the pure decision core. See SPEC.md. Names are exported one by one; a test pins the list. */

export { bucketOf } from "./bucket.ts";
export { CORE_RULES } from "./core-rules.ts";
export type {
  BatchEnd,
  Decision,
  Effect,
  EffectType,
  FreezeScope,
  JournalRecord,
  Origin,
  PauseTarget,
  RecordCode,
  Scalar,
  StateWrite,
  TimerWrite,
  TraceStep,
} from "./effect.ts";
export { type EngineEvent, type EventOf, type EventType, eventSchema, happenedAt, type Twin } from "./event.ts";
export { type DecidingDocument, type ExplainedStep, type Explanation, explainDecision } from "./explain.ts";
export { standingOrder } from "./facts.ts";
export type { Gap } from "./gap.ts";
export { compareKeys, KEY_KINDS, type KeyKind, keyText, type StateKey } from "./key.ts";
export { keysFor } from "./keys-for.ts";
export { membersOf } from "./members.ts";
export { type DueTimer, MemoryState } from "./memory.ts";
export { batchGroup } from "./merge.ts";
export { type Canary, type PreparedPrograms, type PrepareOptions, prepare, withFlows } from "./prepare.ts";
export { recordText } from "./record-text.ts";
export type { Message, StepResult } from "./result.ts";
export { type Counted, countedOf, nextSchedules, type ScheduleTurn, turnFigures } from "./schedule.ts";
export { settle, settleTimers } from "./settle.ts";
export type { OrderState, StateValue, StateView } from "./state.ts";
export { step } from "./step.ts";
export { checkGolden, type Difference, type GoldenResult } from "./try/golden.ts";
export type { Happening, Moment, Run, RunResult, Standing, Tried, Waiting, WholeOutcome } from "./try/run.ts";
export { runScript } from "./try/run-script.ts";
export type { ExplainedValue } from "./value-text.ts";
export { watchStart } from "./watch.ts";
export { type MatchTarget, whenWouldMatch } from "./when-match.ts";
export { type WhyNot, whyNot } from "./why-not.ts";
