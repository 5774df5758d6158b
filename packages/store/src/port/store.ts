/**
 * The store port. Everything is asynchronous and led by the workspace, so that a store on another database fits behind
 * it; nothing outside `sqlite/` knows that SQLite is synchronous.
 */
import type { EngineEvent, StateKey, StateValue, TimerWrite } from "@switchyard/engine";
import type { AccessReader, AccessWriter } from "./access.ts";
import type { AccountReader, AccountWriter } from "./accounts.ts";
import type { BoardReader } from "./boards.ts";
import type { ChannelReader, ChannelWriter } from "./channels.ts";
import type { CommentReader, CommentWriter } from "./comments.ts";
import type { ComparisonReader, ComparisonWriter } from "./comparisons.ts";
import type { DatasetReader, DatasetWriter } from "./datasets.ts";
import type { DeliveryReader, DeliveryWriter } from "./deliveries.ts";
import type { FlowReader, FlowWriter, HitInput } from "./flows.ts";
import type { GoldenReader, GoldenWriter } from "./golden.ts";
import type { InboxReader, InboxWriter } from "./inbox.ts";
import type { IntakeReader, IntakeRecord, IntakeWriter } from "./intake.ts";
import type { JournalInput, JournalReader } from "./journal.ts";
import type { OrderOfPo, OrderReader, OrderRow, Receipt, ReceiptInput, RequestRecord } from "./orders.ts";
import type { PublishRequestReader, PublishRequestWriter } from "./publish-requests.ts";
import type { ReplayReader, ReplayWriter } from "./replays.ts";
import type { ReportReader, ReportWriter } from "./reports.ts";
import type { RetentionWriter } from "./retention.ts";
import type { RollOutReader, RollOutWriter } from "./rollouts.ts";
import type { StateReader } from "./state.ts";
import type { TemplateReader, TemplateWriter } from "./templates.ts";
import type { WaitReader, WaitWrite } from "./waits.ts";
import type { WorkspaceReader, WorkspaceWriter } from "./workspace.ts";

/** A value, or a promise of it: a store that has its answer at hand need not make the hot path wait for a turn. */
export type Awaitable<T> = T | Promise<T>;

/**
 * What a group of events reads and locks. Kinds are lock classes: a store that locks takes them in this order (request,
 * identity, then the engine's own order, batch, counter, channel), keys sorted within a class.
 */
export type Key =
  | { kind: "request"; key: string }
  | { kind: "identity"; source: string; externalId: string }
  | StateKey;
/** What was found under a key; a key under which nothing is stored yields no row. */
export type Row =
  | { kind: "request"; request: RequestRecord }
  | { kind: "identity"; source: string; externalId: string; orderId: string; receipts: Receipt[] }
  | { kind: "state"; key: StateKey; value: StateValue };

export interface OutboxInput {
  id: string;
  order: string;
  kind: string;
  /** JSON text. */
  payload: string;
  at: number;
}
export interface StoredMessage {
  id: string;
  event: EngineEvent;
}
/** A value as JSON text; null takes it away. After `until` it says nothing any more and may be purged. */
export interface StateInput {
  key: StateKey;
  text: string | null;
  until: number | null;
}
export interface DueTimer {
  key: StateKey;
  timer: string;
  due: number;
}
/** Everything that one group writes for one workspace. Orders are inserted or replaced by id. */
export interface GroupWrite {
  orders: readonly OrderRow[];
  receipts: readonly ReceiptInput[];
  requests: readonly RequestRecord[];
  state: readonly StateInput[];
  timers: readonly TimerWrite[];
  /** Events that run in a group of their own, kept until then. */
  messages: readonly StoredMessage[];
  doneMessages: readonly string[];
  journal: readonly JournalInput[];
  /** Subjects of `journal` that have no entry yet. */
  newSubjects: ReadonlySet<string>;
  outbox: readonly OutboxInput[];
  hits: readonly HitInput[];
  /** Orders that begin to wait for a person, or end. */
  waits: readonly WaitWrite[];
  /** Records that came in, each with what became of it. */
  intake: readonly IntakeRecord[];
}

/** One open write transaction: the turn of a lane. Ends by commit or rollback, and is not used after that. */
export interface GroupTx {
  load(workspace: string, keys: readonly Key[]): Awaitable<Row[]>;
  /** Whether any request key begins with this text. */
  hasRequest(workspace: string, beginning: string): Awaitable<boolean>;
  /**
   * Orders of these POs that came from other sources than this one, in the order in which they came. Of one PO a hundred at most
   * from sources whose name is before this one's, and a hundred after it.
   */
  fromOthers(workspace: string, source: string, poNos: readonly string[]): Awaitable<OrderOfPo[]>;
  /** What one entry of the journal says. */
  journalData(workspace: string, position: number): Awaitable<string>;
  /** Timers of the workspace that are due at `now`, earliest first; they stay until a write takes them away. */
  dueTimers(workspace: string, now: number, limit: number): Awaitable<DueTimer[]>;
  /** `conflict`: somebody else changed what was read; roll back and run the group again. */
  write(workspace: string, write: GroupWrite): Awaitable<"ok" | "conflict">;
  append(workspace: string, entries: readonly JournalInput[]): Awaitable<void>;
  readonly workspaces: WorkspaceWriter;
  readonly access: AccessWriter;
  readonly accounts: AccountWriter;
  readonly flows: FlowWriter;
  readonly golden: GoldenWriter;
  readonly publishRequests: PublishRequestWriter;
  readonly comments: CommentWriter;
  readonly datasets: DatasetWriter;
  readonly replays: ReplayWriter;
  readonly channels: ChannelWriter;
  readonly deliveries: DeliveryWriter;
  readonly inbox: InboxWriter;
  readonly intake: IntakeWriter;
  readonly comparisons: ComparisonWriter;
  readonly retention: RetentionWriter;
  readonly templates: TemplateWriter;
  readonly reports: ReportWriter;
  readonly rollouts: RollOutWriter;
  commit(): Awaitable<void>;
  rollback(): Awaitable<void>;
}

/** What a runtime must take up again when it starts. */
export interface WorkReader {
  messages(workspace: string): Promise<StoredMessage[]>;
  /** When the earliest timer is due; null when there is none. */
  nextTimer(workspace: string): Promise<number | null>;
  /** Timers that are set, and durable messages that have not run: what `/metrics` tells. */
  backlog(workspace: string): Promise<{ timers: number; messages: number }>;
}

/** Reads what is committed; never waits for a writer. */
export interface StoreReader {
  readonly workspaces: WorkspaceReader;
  readonly access: AccessReader;
  readonly accounts: AccountReader;
  readonly orders: OrderReader;
  readonly journal: JournalReader;
  readonly flows: FlowReader;
  readonly golden: GoldenReader;
  readonly publishRequests: PublishRequestReader;
  readonly comments: CommentReader;
  readonly datasets: DatasetReader;
  readonly replays: ReplayReader;
  readonly channels: ChannelReader;
  readonly deliveries: DeliveryReader;
  readonly inbox: InboxReader;
  readonly intake: IntakeReader;
  readonly comparisons: ComparisonReader;
  readonly templates: TemplateReader;
  readonly reports: ReportReader;
  readonly rollouts: RollOutReader;
  readonly work: WorkReader;
  readonly state: StateReader;
  readonly waits: WaitReader;
  readonly boards: BoardReader;
  close(): Promise<void>;
}

/** What was recorded: all that a replay reads. */
export interface HistoryReader {
  readonly datasets: Pick<DatasetReader, "get" | "count" | "countEvents" | "rowsAfter" | "textsAfter" | "eventsAfter">;
  readonly journal: Pick<JournalReader, "after" | "count" | "brokenLink">;
}

/** Whose turn it is: groups of orders come first, and after each of them one of the others, so that neither waits for a crowd. */
export type Turn = "orders" | "others";

/** Hears of orders: ids of those whose state was committed since it was asked last. */
export interface OrderWatch {
  /** Null: too many to name. What is committed after this call is in the next answer. */
  take(): ReadonlySet<string> | null;
  stop(): void;
}

export interface Store {
  /** From now on until it is stopped. Where nobody watches it costs nothing; somebody who watches, a name an order. */
  watchOrders(workspace: string): OrderWatch;
  /** Opens a write transaction when it is its turn. */
  begin(turn?: Turn): Promise<GroupTx>;
  readonly read: StoreReader;
  /** Where another thread can open a reader of its own. */
  readonly location: string;
  /**
   * How many writes found no room on the disk since it was opened. It is never taken back: a small write may fit into what the log
   * has already, and one of nothing always does.
   */
  readonly timesFull: number;
  close(): Promise<void>;
}

/** Runs work in one write transaction: committed when it returns, rolled back when it throws. */
export async function transact<T>(store: Store, work: (tx: GroupTx) => Promise<T>): Promise<T> {
  const tx = await store.begin();
  let result: T;
  try {
    result = await work(tx);
  } catch (cause) {
    await tx.rollback();
    throw cause;
  }
  await tx.commit();
  return result;
}
