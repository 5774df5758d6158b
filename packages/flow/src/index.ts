/** @switchyard/flow: what a flow is. See SPEC.md. Names are exported one by one; a test pins the list. */

export { isTrigger, type NodeSpec, nodeCatalogue, nodeSpec } from "./catalogue/catalogue.ts";
export { type PortRole, type PortSpec, portLabel, portsOf, wantsLine } from "./catalogue/ports.ts";
export type { NodeFamily } from "./catalogue/specs.ts";
export { type CompileOptions, type CompileResult, compileFlow, compilingFlow } from "./compile/compile-flow.ts";
export { type CompiledCondition, compileCondition } from "./conditions/compile-condition.ts";
export { comparisonsOf } from "./conditions/map-facts.ts";
export { type OperandShape, type OperatorSpec, operatorSpec, operatorsFor } from "./conditions/operators.ts";
export { diffFlows, type FlowChange } from "./diff-flows.ts";
export {
  type Comparison,
  type Condition,
  type ConditionGroup,
  comparisonSchema,
  conditionSchema,
  type Duration,
  durationSchema,
  edgeSchema,
  type FlowDocument,
  type FlowEdge,
  type FlowNode,
  flowDocumentSchema,
  idSchema,
  type NodeKind,
  type NodeOf,
  nodeSchema,
  type Operand,
  operandSchema,
  type PatternFact,
  patternFactSchema,
  quietHoursSchema,
  type StepQuietHours,
  type WindowFact,
  windowFactSchema,
} from "./document.ts";
export { EVENT_VALUES, eventFacts, STATE_FACTS } from "./event-facts.ts";
export { parseFlow, type ReadFlowResult, readFlow, serialiseFlow } from "./export.ts";
export { type FactLookup, type FactSource, factLookup, type KnownFact, type Scope } from "./facts.ts";
export { checkFigure, type FigureProblem, type FigureSource, figureLookup } from "./figure/check-figure.ts";
export { DEFAULT_FIGURES } from "./figure/default-figures.ts";
export {
  COUNTING_FACTS,
  type Figure,
  type FigureUnit,
  figureSchema,
  figureUnit,
  HAPPENINGS,
  type HappenedFigure,
  isHappened,
  type StandingFigure,
} from "./figure/figure.ts";
export { type FigureJudge, figureJudge, type Judged, type JudgedIs, judgedLater } from "./figure/judge-figure.ts";
export { type FigureCount, FigureTally, isGood } from "./figure/tally-figure.ts";
export { FORMAT_VERSION, OPERATORS, type Operator } from "./format.ts";
export {
  type Expected,
  type ExpectedBatch,
  type ExpectedMessage,
  type ExpectedOrder,
  type ExpectedSection,
  type ExpectedWatch,
  expectedSchema,
  type GoldenOrder,
  goldenOrderSchema,
} from "./golden/golden-order.ts";
export { MOST_STEPS, type Script, type ScriptStep, scriptSchema, scriptStepSchema } from "./golden/script.ts";
export { stepSentence } from "./golden/step-sentence.ts";
export { effectOrder, orderingEffects } from "./graph.ts";
export { applyOperation, type OperationResult } from "./operations/apply-operation.ts";
export { type Operation, operationSchema } from "./operations/operation.ts";
export type {
  ActStep,
  GateStep,
  Program,
  ProgramEntry,
  ProgramStep,
  SplitFact,
  TableStep,
} from "./program.ts";
export { conditionSentence, operandSentence } from "./sentence/condition-sentence.ts";
export { type EffectNames, effectSentence, type SaidEffect } from "./sentence/effect-sentence.ts";
export { type FlowSentence, flowSentences, nodeTitle, portSentence } from "./sentence/flow-sentences.ts";
export { batchEnd } from "./sentence/happening-text.ts";
export { holdReason } from "./sentence/hold-reason.ts";
export {
  destinationName,
  EVENT_NAMES,
  eventName,
  fieldName,
  type Names,
  personName,
  stateName,
} from "./sentence/names.ts";
export { namesFor } from "./sentence/names-for.ts";
export { nodeSentence } from "./sentence/node-sentence.ts";
export { nodeStatements, type Statement } from "./sentence/statements.ts";
export { spanText } from "./sentence/words.ts";
export { ownThings } from "./validate/check-brands.ts";
export type { Finding, FindingCode, FlowContext } from "./validate/finding.ts";
export { validateFlow, validatingFlow } from "./validate/validate-flow.ts";
