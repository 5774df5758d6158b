export { chainVerifier, entryHash, GENESIS } from "./journal/chain.ts";
export {
  type AccessReader,
  type AccessWriter,
  type ApiKey,
  type Invitation,
  type Member,
  type Membership,
  type OpenInvitation,
  ROLES,
  type Role,
  type TrackingLink,
} from "./port/access.ts";
export {
  ACCOUNT_MODELS,
  type AccountCondition,
  type AccountModel,
  type AccountQuery,
  type AccountReader,
  type AccountRow,
  type AccountValue,
  type AccountWriter,
} from "./port/accounts.ts";
export type { BoardCount, BoardQuery, BoardReader, BoardTimer, TimerPlace } from "./port/boards.ts";
export type { ChannelFault, ChannelReader, ChannelRecord, ChannelWriter } from "./port/channels.ts";
export type { CommentReader, CommentRecord, CommentWriter } from "./port/comments.ts";
export {
  COMPARISON_KINDS,
  type Comparison,
  type ComparisonFilter,
  type ComparisonKind,
  type ComparisonReader,
  type ComparisonRow,
  type ComparisonWriter,
  type Covered,
  type FieldDifference,
} from "./port/comparisons.ts";
export type {
  Dataset,
  DatasetEvent,
  DatasetFormat,
  DatasetProblem,
  DatasetReader,
  DatasetRow,
  DatasetTexts,
  DatasetWriter,
  FieldMapping,
  TimeSpan,
} from "./port/datasets.ts";
export {
  type Claim,
  DELIVERY_STATUSES,
  type DeliveryFilter,
  type DeliveryReader,
  type DeliveryRecord,
  type DeliveryStatus,
  type DeliveryUpdate,
  type DeliveryWriter,
  type OutboxRow,
} from "./port/deliveries.ts";
export { StoreError, type StoreErrorCode } from "./port/errors.ts";
export type {
  Draft,
  FlowReader,
  FlowRecord,
  FlowSummary,
  FlowVersion,
  FlowWriter,
  GroupRule,
  HitInput,
  PublishedFlow,
  VersionSummary,
} from "./port/flows.ts";
export type { GoldenReader, GoldenRecord, GoldenWriter } from "./port/golden.ts";
export type { InboxFilter, InboxReader, InboxRecord, InboxSaid, InboxWriter } from "./port/inbox.ts";
export {
  type DayCount,
  INTAKE_DOORS,
  INTAKE_OUTCOMES,
  type IntakeDoor,
  type IntakeFilter,
  type IntakeOutcome,
  type IntakeReader,
  type IntakeRecord,
  type IntakeWriter,
  type KeptRecord,
  type SourceRecord,
} from "./port/intake.ts";
export type {
  ChainBreak,
  JournalCheckpoint,
  JournalEntry,
  JournalFilter,
  JournalInput,
  JournalReader,
  Verified,
} from "./port/journal.ts";
export type {
  ChangedOrder,
  InstantSpan,
  OrderFilter,
  OrderOfPo,
  OrderReader,
  OrderRow,
  OrderSort,
  OrderSummary,
  Receipt,
  ReceiptInput,
  ReceiptResult,
  RequestRecord,
} from "./port/orders.ts";
export { ORDER_SORTS } from "./port/orders.ts";
export type { Page, PageRequest } from "./port/paging.ts";
export type { PublishRequest } from "./port/publish-requests.ts";
export type {
  DifferenceFilter,
  Plain,
  Replay,
  ReplayReader,
  ReplayStatus,
  ReplayWriter,
  StoredDifference,
} from "./port/replays.ts";
export {
  type KeptReport,
  type ListedReport,
  REPORT_COVERS,
  type ReportCovers,
  type ReportReader,
  type ReportSchedule,
  type ReportWriter,
} from "./port/reports.ts";
export type { Guards, RollOut, RollOutEnd, RollOutReader, RollOutWriter } from "./port/rollouts.ts";
export { searchable } from "./port/search.ts";
export type { StateEntry, StateReader } from "./port/state.ts";
export {
  type Awaitable,
  type DueTimer,
  type GroupTx,
  type GroupWrite,
  type HistoryReader,
  type Key,
  type OrderWatch,
  type OutboxInput,
  type Row,
  type StateInput,
  type Store,
  type StoredMessage,
  type StoreReader,
  transact,
  type WorkReader,
} from "./port/store.ts";
export type { TemplateReader, TemplateRecord, TemplateUse, TemplateWriter } from "./port/templates.ts";
export type { Wait, WaitKind, WaitReader, WaitWrite } from "./port/waits.ts";
export type {
  Brand,
  Contact,
  Destination,
  DestinationKind,
  Person,
  Workspace,
  WorkspaceReader,
  WorkspaceWriter,
} from "./port/workspace.ts";
export { backupSqlite, type Inspection, inspectSqlite, restoreSqlite } from "./sqlite/backup.ts";
export { type KeyedRow, openRowGroups, type RowGroups } from "./sqlite/row-groups.ts";
export { type OpenOptions, openSqliteReader, openSqliteStore } from "./sqlite/store.ts";
