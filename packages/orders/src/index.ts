/** @switchyard/orders: what an order is. Its rules are in SPEC.md. Names are exported one by one; a test pins the list. */
export { brandNamed, fieldsOf, timeOf, wordsForBrand } from "./brands.ts";
export { CHINESE_HOLIDAYS, CHINESE_MAKE_UP_DAYS } from "./calendar/chinese-holidays.ts";
export { addDuration, type Duration, naturalLength, type TimeSettings } from "./calendar/duration.ts";
export { instantText, isoDate, type Moment, readMoment } from "./calendar/instant.ts";
export { calendarDate, instantOn, minuteOfDay, startOfDay } from "./calendar/local.ts";
export { areQuietHours, type QuietHours, quietUntil } from "./calendar/quiet-hours.ts";
export { type SpokenDay, spokenDay } from "./calendar/spoken-day.ts";
export {
  isWorkingTime,
  nextWorkingChange,
  type WorkingCalendar,
  type WorkingHours,
  workingDaysBetween,
  workingTimeBetween,
} from "./calendar/working.ts";
export { isZone, zoneOffset } from "./calendar/zone.ts";
export { factCatalogue, factSpec, lookupFacts } from "./facts/catalogue.ts";
export {
  type ClockComparison,
  type ClockOperator,
  clockComparisonHolds,
  nextFlip,
} from "./facts/clock-change.ts";
export { CLOCK_FACTS, type ClockFact, clockFactAt, isClockFact } from "./facts/clock-facts.ts";
export {
  COMPUTED_FACTS,
  computeFacts,
  type FactContext,
  type FactReader,
  FIELD_FACTS,
  factReader,
  factValue,
} from "./facts/compute.ts";
export { type LineFieldSpec, lineFieldCatalogue } from "./facts/line-fields.ts";
export { reachedFact, reachedFacts, stateOfFact } from "./facts/reached.ts";
export type { FactKind, FactSpec, Facts, FactType, FactUnit } from "./facts/spec.ts";
export { timeOfDay, unitWord, weekdayName } from "./facts/unit.ts";
export { type Carrier, carrierName, carrierOfProvider, carriers } from "./intake/carriers.ts";
export { canonicalJson, orderContent, orderText } from "./intake/content.ts";
export { type Mail, mailOrder } from "./intake/mail-order.ts";
export { mergePatch } from "./intake/merge-patch.ts";
export { normaliseCode, normaliseNote, normaliseText } from "./intake/normalise.ts";
export { type FieldForm, fieldForm, keptName, type NamesOf, normaliseField } from "./intake/normalise-field.ts";
export { provinceOfNews } from "./intake/place-of-news.ts";
export { type ReadContext, type ReadResult, readOrder } from "./intake/read-order.ts";
export { type Province, provinces } from "./intake/regions.ts";
export { type OrderInput, type OrderLineInput, orderInputSchema, orderLineInputSchema } from "./intake/schema.ts";
export { MAX_DEPTH, PROTOTYPE_KEYS, shapeProblems } from "./intake/shape.ts";
export {
  requirementSays,
  type TypedField,
  type TypedForm,
  typedFieldOf,
  typedFields,
  typedOrder,
} from "./intake/typed-order.ts";
export { type OrderPart, updateOrder } from "./intake/update-order.ts";
export { formatMoney, type MoneyResult, minorDigits, parseMoney } from "./money.ts";
export type { Order, OrderLine } from "./order.ts";
export { compilePattern, type Pattern, type PatternResult } from "./patterns/pattern.ts";
export { schemaProblems, schemaText } from "./schema-problems.ts";
export {
  type BrandSettings,
  type CustomerPage,
  type CustomField,
  DEFAULT_CALENDAR,
  DEFAULT_SETTINGS,
  LANGUAGES,
  type Language,
  type MoveCause,
  type OrderTime,
  type QuietSettings,
  URGENT_LEVEL,
  type WorkspaceSettings,
} from "./settings.ts";
export { calendarProblems, notQuietHours, settingsProblems } from "./settings-check.ts";
export { DEFAULT_STATE_MACHINE } from "./states/default-machine.ts";
export {
  EVIDENCE_KINDS,
  type Evidence,
  type EvidenceKind,
  type OrderState,
  openStates,
  type StateMachine,
  type StateTransition,
  stateNamed,
  type TransitionResult,
  transition,
} from "./states/machine.ts";
export { stateMachineProblems } from "./states/machine-check.ts";
export {
  CANONICAL_STATES,
  type CanonicalState,
  type CanonicalStep,
  canonicalState,
  canonicalStep,
} from "./tables/canonical.ts";
export { type CourierMeaning, courierKeyword, courierNode, courierProviders } from "./tables/courier.ts";
export { COURIER_ACTIONS, type CourierAction, courierAction } from "./tables/courier-actions.ts";
export type { CanonicalGroup, Confidence, Severity, StatusKind } from "./tables/rows.ts";
export {
  type EffectiveStatus,
  effectiveStatus,
  type KnownStatus,
  type StatusMeaning,
  statusMap,
  type UnknownStatus,
} from "./tables/status.ts";
export { assertNever, type Problem, pointerTo, quoted, type Text } from "./text.ts";
