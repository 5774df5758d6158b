/** What a group has read and what it will write: later events of the group see what earlier ones wrote. */
import {
  KEY_KINDS,
  type KeyKind,
  type OrderState,
  type StateKey,
  type StateValue,
  type StateView,
  type StepResult,
} from "@switchyard/engine";
import { type Order, orderContent, orderText } from "@switchyard/orders";
import type {
  Awaitable,
  GroupTx,
  GroupWrite,
  HitInput,
  IntakeRecord,
  JournalInput,
  Key,
  OrderRow,
  OutboxInput,
  Receipt,
  ReceiptInput,
  ReceiptResult,
  RequestRecord,
  Row,
  StoredMessage,
} from "@switchyard/store";
import { after } from "./awaitable.ts";
import { SamePo } from "./same-po.ts";
import { type WaitMask, waitChanges, waitMask } from "./waits.ts";

export interface Identity {
  orderId: string;
  /** Content hash → the first answer to it: its text, or the journal's entry that holds it. */
  receipts: Map<string, { answer: Receipt["answer"] }>;
}
/** The first answer to a content, and the entry of the group's journal that holds it; null: none does. */
export interface FirstAnswer {
  contentHash: string;
  at: number;
  result: ReceiptResult;
  answer: string;
  entry: number | null;
}

type TimerWrites = StepResult["timers"];
interface Value {
  key: StateKey;
  /** Undefined: nothing is there. */
  value: StateValue | undefined;
  until: number | undefined;
  isChanged: boolean;
  /** Of an order, before the group. */
  waited: WaitMask;
}
const timerText = (key: StateKey, timer: string) => `${key.kind}:${key.key} ${timer}`;
const kinds = () =>
  Object.fromEntries(KEY_KINDS.map((kind) => [kind, new Map()])) as Record<KeyKind, Map<string, Value>>;

export class GroupState implements StateView {
  /** Undefined: it was looked for and is not there. */
  private readonly requests = new Map<string, RequestRecord | undefined>();
  private readonly identities = new Map<string, Map<string, Identity | undefined>>();
  /** Of request keys: whether there are any that begin so. */
  private readonly beginnings = new Map<string, boolean>();
  private readonly values = kinds();
  private readonly changed: Value[] = [];
  private readonly timers = new Map<string, TimerWrites[number]>();
  private readonly orders = new Map<string, OrderRow>();
  readonly samePo = new SamePo(this.orders);
  private readonly hits = new Map<string, Map<string, HitInput>>();
  private readonly newRequests: RequestRecord[] = [];
  private readonly newReceipts: ReceiptInput[] = [];
  /** Of orders whose text was made. */
  private readonly texts = new Map<Order, string>();
  private readonly newSubjects = new Set<string>();
  readonly intake: IntakeRecord[] = [];
  readonly journal: JournalInput[] = [];
  readonly outbox: OutboxInput[] = [];
  readonly messages: StoredMessage[] = [];
  readonly doneMessages: string[] = [];

  /** Reads the keys that the group does not know yet; answers under how many of them something was. */
  load(tx: GroupTx, workspace: string, keys: readonly Key[]): Awaitable<number> {
    const wanted = keys.filter((key) => this.isUnknown(key));
    return wanted.length === 0 ? 0 : after(tx.load(workspace, wanted), (rows) => this.take(wanted, rows));
  }
  private take(wanted: readonly Key[], rows: readonly Row[]): number {
    for (const key of wanted) this.expectNothing(key);
    for (const row of rows) this.keep(row);
    return rows.length;
  }
  private isUnknown(key: Key): boolean {
    if (key.kind === "request") return !this.requests.has(key.key);
    if (key.kind === "identity") return !this.ofSource(key.source).has(key.externalId);
    return !this.values[key.kind].has(key.key);
  }
  /** Nothing is known to be there: it was looked for, or its name was made just now. */
  expectNothing(key: Key): void {
    if (key.kind === "request") this.requests.set(key.key, undefined);
    else if (key.kind === "identity") this.ofSource(key.source).set(key.externalId, undefined);
    else this.put(key, undefined);
  }
  private keep(row: Row): void {
    if (row.kind === "request") this.requests.set(row.request.key, row.request);
    else if (row.kind === "state") this.put(row.key, row.value);
    else {
      const receipts = new Map(row.receipts.map((receipt) => [receipt.contentHash, receipt]));
      this.ofSource(row.source).set(row.externalId, { orderId: row.orderId, receipts });
    }
  }
  private put(key: StateKey, value: StateValue | undefined): Value {
    const found: Value = { key, value, until: undefined, isChanged: false, waited: waitMask(value) };
    this.values[key.kind].set(key.key, found);
    return found;
  }
  private ofSource(source: string): Map<string, Identity | undefined> {
    let all = this.identities.get(source);
    if (all === undefined) {
      all = new Map();
      this.identities.set(source, all);
    }
    return all;
  }

  get(key: StateKey): StateValue | undefined {
    return this.values[key.kind].get(key.key)?.value;
  }
  request(key: string): RequestRecord | undefined {
    return this.requests.get(key);
  }
  identity(source: string, externalId: string): Identity | undefined {
    return this.ofSource(source).get(externalId);
  }

  /** `isNew`: the journal does not know it yet. An order that was awaited has entries already. */
  addOrder(source: string, externalId: string, orderId: string, { isNew }: { isNew: boolean }): Identity {
    const identity: Identity = { orderId, receipts: new Map() };
    this.ofSource(source).set(externalId, identity);
    if (isNew) this.newSubjects.add(orderId);
    return identity;
  }
  /** An order's very first answer is kept with its row, later ones beside it; where the journal holds one, by its place. */
  addAnswer({ orderId, receipts }: Identity, { contentHash, at, result, answer, entry }: FirstAnswer): void {
    receipts.set(contentHash, { answer });
    const row = this.orders.get(orderId);
    if (result === "accepted" && entry !== null && row !== undefined) row.first = { contentHash, entry };
    else this.keepAnswer({ orderId, contentHash, at, result, answer: entry === null ? answer : { entry } });
  }
  keepAnswer(receipt: ReceiptInput): void {
    this.newReceipts.push(receipt);
  }
  /** An order as JSON text. `content` is that of an order that differs in id and reception only, where it was made already. */
  orderText(order: Order, content?: string): string {
    let text = this.texts.get(order);
    if (text === undefined) {
      text = orderText(order, content ?? orderContent(order));
      this.texts.set(order, text);
    }
    return text;
  }
  /** Whether there is a request whose key begins so: asked once a group, so that nearly no order looks for its own. */
  hasRequest(tx: GroupTx, workspace: string, beginning: string): Awaitable<boolean> {
    const known = this.beginnings.get(beginning);
    if (known !== undefined) return known;
    return after(tx.hasRequest(workspace, beginning), (found) => {
      const any = found || this.newRequests.some(({ key }) => key.startsWith(beginning));
      this.beginnings.set(beginning, any);
      return any;
    });
  }
  addRequest(request: RequestRecord): void {
    this.requests.set(request.key, request);
    for (const beginning of this.beginnings.keys())
      if (request.key.startsWith(beginning)) this.beginnings.set(beginning, true);
    this.newRequests.push(request);
  }
  putOrder(row: OrderRow): void {
    const before = this.orders.get(row.id);
    if (before !== undefined) {
      row.outcome ??= before.outcome;
      row.first = before.first;
    }
    this.orders.set(row.id, row);
    this.samePo.note(row);
  }
  addHit(flow: string, node: string, at: number): void {
    let nodes = this.hits.get(flow);
    if (nodes === undefined) {
      nodes = new Map();
      this.hits.set(flow, nodes);
    }
    const known = nodes.get(node);
    if (known === undefined) nodes.set(node, { flow, node, hits: 1, at });
    else known.hits += 1;
  }
  /** Takes over what a step writes. */
  apply(result: Pick<StepResult, "writes" | "timers">): void {
    for (const { key, value, until } of result.writes) {
      const entry = this.values[key.kind].get(key.key) ?? this.put(key, undefined);
      entry.value = value ?? undefined;
      entry.until = until;
      if (entry.isChanged) continue;
      entry.isChanged = true;
      this.changed.push(entry);
    }
    for (const timer of result.timers) this.timers.set(timerText(timer.key, timer.timer), timer);
  }

  /** Whether an event of the group has set this timer anew, or taken it away. */
  hasSet(key: StateKey, timer: string): boolean {
    return this.timers.has(timerText(key, timer));
  }

  toWrite(at: number): GroupWrite {
    return {
      orders: [...this.orders.values()],
      receipts: this.newReceipts,
      requests: this.newRequests,
      state: this.changed.map(({ key, value, until }) => ({
        key,
        text: value === undefined ? null : this.valueText(value),
        until: until ?? null,
      })),
      timers: [...this.timers.values()],
      messages: this.messages,
      doneMessages: this.doneMessages,
      journal: this.journal,
      newSubjects: this.newSubjects,
      outbox: this.outbox,
      intake: this.intake,
      hits: [...this.hits.values()].flatMap((nodes) => [...nodes.values()]),
      waits: this.changed.flatMap(({ key, value, waited }) =>
        key.kind === "order" ? waitChanges(key.key, waited, waitMask(value), at) : [],
      ),
    };
  }
  private valueText(value: StateValue): string {
    const text = value.kind === "order" && value.order !== null ? this.texts.get(value.order) : undefined;
    if (text === undefined) return JSON.stringify(value);
    const { order: _, ...rest } = value as OrderState;
    return `${JSON.stringify(rest).slice(0, -1)},"order":${text}}`;
  }
  /** When the earliest timer that this group set is due. */
  earliestTimer(): number | null {
    let earliest: number | null = null;
    for (const { due } of this.timers.values())
      if (due !== null && (earliest === null || due < earliest)) earliest = due;
    return earliest;
  }
}
