/** What a group has read and what it will write: later events of the group see what earlier ones wrote. */
import type { StateKey, StateValue, StateView, StepResult } from "@switchyard/engine";
import type {
  GroupTx,
  GroupWrite,
  HitInput,
  IntakeRecord,
  JournalInput,
  Key,
  OrderRow,
  OutboxInput,
  Receipt,
  RequestRecord,
  Row,
  StoredMessage,
} from "@switchyard/store";

export interface Identity {
  orderId: string;
  /** Content hash → the first answer to it. */
  receipts: Map<string, Receipt>;
}

type TimerWrites = StepResult["timers"];
const stateText = (key: StateKey) => `${key.kind}:${key.key}`;
const identityText = (source: string, externalId: string) => JSON.stringify([source, externalId]);

export class GroupState implements StateView {
  private readonly requests = new Map<string, RequestRecord>();
  private readonly identities = new Map<string, Identity>();
  private readonly values = new Map<string, { key: StateKey; value: StateValue | undefined; until?: number }>();
  private readonly changed = new Set<string>();
  private readonly timers = new Map<string, TimerWrites[number]>();
  private readonly orders = new Map<string, OrderRow>();
  private readonly hits = new Map<string, Map<string, HitInput>>();
  private readonly newRequests: RequestRecord[] = [];
  private readonly newReceipts: Receipt[] = [];
  private readonly newSubjects = new Set<string>();
  readonly intake: IntakeRecord[] = [];
  readonly journal: JournalInput[] = [];
  readonly outbox: OutboxInput[] = [];
  readonly messages: StoredMessage[] = [];
  readonly doneMessages: string[] = [];

  /** Reads the keys that the group does not know yet. */
  async load(tx: GroupTx, workspace: string, keys: readonly Key[]): Promise<void> {
    const wanted = keys.filter((key) => this.isUnknown(key));
    if (wanted.length === 0) return;
    const loading = tx.load(workspace, wanted);
    for (const row of loading instanceof Promise ? await loading : loading) this.keep(row);
    for (const key of wanted) {
      if (key.kind === "request" || key.kind === "identity") continue;
      const text = stateText(key);
      if (!this.values.has(text)) this.values.set(text, { key, value: undefined });
    }
  }
  isUnknown(key: Key): boolean {
    if (key.kind === "request") return !this.requests.has(key.key);
    if (key.kind === "identity") return !this.identities.has(identityText(key.source, key.externalId));
    return !this.values.has(stateText(key));
  }
  private keep(row: Row): void {
    if (row.kind === "request") this.requests.set(row.request.key, row.request);
    else if (row.kind === "state") this.values.set(stateText(row.key), { key: row.key, value: row.value });
    else {
      const receipts = new Map(row.receipts.map((receipt) => [receipt.contentHash, receipt]));
      this.identities.set(identityText(row.source, row.externalId), { orderId: row.orderId, receipts });
    }
  }

  get(key: StateKey): StateValue | undefined {
    return this.values.get(stateText(key))?.value;
  }
  request(key: string): RequestRecord | undefined {
    return this.requests.get(key);
  }
  identity(source: string, externalId: string): Identity | undefined {
    return this.identities.get(identityText(source, externalId));
  }

  /** An order that was awaited has journal entries already. */
  addOrder(source: string, externalId: string, orderId: string, { isAwaited = false } = {}): Identity {
    const identity: Identity = { orderId, receipts: new Map() };
    this.identities.set(identityText(source, externalId), identity);
    if (!isAwaited) this.newSubjects.add(orderId);
    return identity;
  }
  addReceipt(identity: Identity, receipt: Receipt): void {
    identity.receipts.set(receipt.contentHash, receipt);
    this.newReceipts.push(receipt);
  }
  addRequest(request: RequestRecord): void {
    this.requests.set(request.key, request);
    this.newRequests.push(request);
  }
  putOrder(row: OrderRow): void {
    const before = this.orders.get(row.id);
    this.orders.set(row.id, row.outcome === null && before !== undefined ? { ...row, outcome: before.outcome } : row);
  }
  addHit(flow: string, node: string, at: number): void {
    const nodes = this.hits.get(flow) ?? new Map<string, HitInput>();
    if (nodes.size === 0) this.hits.set(flow, nodes);
    const known = nodes.get(node);
    if (known === undefined) nodes.set(node, { flow, node, hits: 1, at });
    else known.hits += 1;
  }
  /** Takes over what a step writes. */
  apply(result: Pick<StepResult, "writes" | "timers">): void {
    for (const { key, value, until } of result.writes) {
      const text = stateText(key);
      this.values.set(text, { key, value: value ?? undefined, ...(until === undefined ? {} : { until }) });
      this.changed.add(text);
    }
    for (const timer of result.timers) this.timers.set(`${stateText(timer.key)} ${timer.timer}`, timer);
  }

  /** Whether an event of the group has set this timer anew, or taken it away. */
  hasSet(key: StateKey, timer: string): boolean {
    return this.timers.has(`${stateText(key)} ${timer}`);
  }

  toWrite(): GroupWrite {
    return {
      orders: [...this.orders.values()],
      receipts: this.newReceipts,
      requests: this.newRequests,
      state: [...this.changed].flatMap((text) => {
        const entry = this.values.get(text);
        return entry === undefined ? [] : [{ ...entry, value: entry.value ?? null }];
      }),
      timers: [...this.timers.values()],
      messages: this.messages,
      doneMessages: this.doneMessages,
      journal: this.journal,
      newSubjects: this.newSubjects,
      outbox: this.outbox,
      intake: this.intake,
      hits: [...this.hits.values()].flatMap((nodes) => [...nodes.values()]),
    };
  }
  /** When the earliest timer that this group set is due. */
  earliestTimer(): number | null {
    let earliest: number | null = null;
    for (const { due } of this.timers.values())
      if (due !== null && (earliest === null || due < earliest)) earliest = due;
    return earliest;
  }
}
