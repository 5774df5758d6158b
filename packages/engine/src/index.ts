/** @switchyard/engine: the pure decision core. See SPEC.md. Names are exported one by one; a test pins the list. */

export { type MatchTarget, whenWouldMatch } from "./clock/when-match.ts";
export { decisionReason } from "./effect/decision-reason.ts";
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
} from "./effect/effect.ts";
export { recordText } from "./effect/record-text.ts";
export type { Message, StepResult } from "./effect/result.ts";
export { type EngineEvent, type EventOf, type EventType, eventSchema, happenedAt, type Twin } from "./event/event.ts";
export { eventLabels } from "./event/label.ts";
export { type DueTimer, MemoryState } from "./memory/memory.ts";
export { MessageQueue } from "./memory/message-queue.ts";
export { settle, settleTimers } from "./memory/settle.ts";
export { type StandingFacts, standingFacts } from "./order/standing-facts.ts";
export { bucketOf } from "./prepare/bucket.ts";
export { type Canary, type PreparedPrograms, type PrepareOptions, prepare, withFlows } from "./prepare/prepare.ts";
export { compareKeys, KEY_KINDS, type KeyKind, keyText, type StateKey } from "./state/key.ts";
export { keysFor } from "./state/keys-for.ts";
export type { FreezeState, LotLink, OrderState, StateValue, StateView } from "./state/state.ts";
export { CORE_RULES } from "./step/core-rules.ts";
export { standingOrder } from "./step/facts.ts";
export { step } from "./step/step.ts";
export { checkGolden, type Difference, type GoldenResult } from "./try/golden.ts";
export type { Happening, Moment, Run, RunResult, Standing, Tried, Waiting, WholeOutcome } from "./try/run.ts";
export { runScript } from "./try/run-script.ts";
export { type DecidingDocument, type ExplainedStep, type Explanation, explainDecision } from "./why/explain.ts";
export type { Gap } from "./why/gap.ts";
export type { ExplainedValue } from "./why/value-text.ts";
export { type WhyNot, whyNot } from "./why/why-not.ts";
export { freezeKey, lotsOf } from "./yard/freeze.ts";
export { membersOf } from "./yard/members.ts";
export { batchGroup, readBatchId } from "./yard/merge.ts";
export { type Counted, countedOf, nextSchedules, type ScheduleTurn, turnFigures } from "./yard/schedule.ts";
export { watchStart } from "./yard/watch.ts";
