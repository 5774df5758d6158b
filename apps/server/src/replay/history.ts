/** What was recorded, read through in pieces and in order of time: a data set, or the workspace's own journal. */
import type { EngineEvent } from "@switchyard/engine";
import type { Order } from "@switchyard/orders";
import type { DatasetEvent, DatasetRow, HistoryReader, JournalEntry, TimeSpan } from "@switchyard/store";
import { entryHash } from "@switchyard/store/history";

export interface HistorySource extends TimeSpan {
  workspace: string;
  /** Null: what this workspace received itself. */
  dataset: string | null;
  /** The journal is read up to here. */
  journalTo: number | null;
  /** Empty: all. */
  brands: string[];
  channels: string[];
  /** Without what happened to orders after they came in. */
  receptionOnly: boolean;
}
export interface HistoryItem {
  event: EngineEvent;
  /** How many events about the order follow; absent where nobody knows. */
  following?: number | undefined;
}

const PIECE = 1000;
/** What comes from outside. The core makes the others itself, and will make them again. */
const FROM_OUTSIDE = [
  "order_received", "order_updated", "order_cancelled", "state_asserted", "courier_node", "platform_status", "after_sale",
  "measure_observed", "stock_changed", "credit_changed", "set_by_hand", "approval_decided", "held_by_hand",
  "hold_released", "batch_closed_by_hand", "paused_by_hand", "resumed", "freeze_switched", "lot_linked",
]; // biome-ignore format: a word list
const RECEIVED = ["order_received"];
/** Who made what the core told itself. */
const CORE = "switchyard";

/** How many items there are at most: filters by brand and channel only show while it is read. */
export async function countHistory(reader: HistoryReader, source: HistorySource): Promise<number> {
  const { workspace, dataset, receptionOnly, ...span } = source;
  if (dataset === null) {
    const types = receptionOnly ? RECEIVED : FROM_OUTSIDE;
    return reader.journal.count(workspace, { types, from: span.from, to: span.to });
  }
  const rows = await reader.datasets.count(workspace, dataset, span);
  return receptionOnly ? rows : rows + (await reader.datasets.countEvents(workspace, dataset, span));
}

export async function* readHistory(reader: HistoryReader, source: HistorySource): AsyncGenerator<HistoryItem[]> {
  const filter = new Filter(source);
  const pieces = source.dataset === null ? readJournal(reader, source) : readDataset(reader, source, source.dataset);
  for await (const piece of pieces) yield filter.isNeeded ? piece.filter((item) => filter.wants(item)) : piece;
}

interface Whose {
  id: string;
  brand?: string | undefined;
  channel?: string | undefined;
}

/** News of an order that was not wanted, or came before the span, is not wanted either. */
export class Filter {
  readonly isNeeded: boolean;
  readonly #brands: ReadonlySet<string>;
  readonly #channels: ReadonlySet<string>;
  readonly #wanted = new Map<string, number>();

  constructor({ brands, channels, from }: HistorySource) {
    this.#brands = new Set(brands);
    this.#channels = new Set(channels);
    this.isNeeded = brands.length > 0 || channels.length > 0 || from !== undefined;
  }

  wants({ event, following }: HistoryItem): boolean {
    if (event.type === "order_received") return this.wantsOrder(event.order, following);
    if (!this.isNeeded) return true;
    const id = event.type === "order_updated" ? event.order.id : "order" in event ? event.order : undefined;
    if (typeof id !== "string") return true;
    const left = this.#wanted.get(id);
    if (left === undefined) return false;
    if (left <= 1) this.#wanted.delete(id);
    else this.#wanted.set(id, left - 1);
    return true;
  }
  /** Asks only for what it needs to know of the order. */
  wantsOrder(order: Whose, following: number | undefined): boolean {
    if (this.#brands.size > 0 && !isOne(this.#brands, order.brand)) return false;
    if (this.#channels.size > 0 && !isOne(this.#channels, order.channel)) return false;
    if (this.isNeeded && following !== 0) this.#wanted.set(order.id, following ?? Number.POSITIVE_INFINITY);
    return true;
  }
}

const isOne = (names: ReadonlySet<string>, name: string | undefined): boolean => name !== undefined && names.has(name);

/** Orders and what happened to them, merged by time; at one instant orders come first. */
async function* readDataset(reader: HistoryReader, source: HistorySource, id: string): AsyncGenerator<HistoryItem[]> {
  const { workspace, from, to, receptionOnly } = source;
  const span = { from, to, limit: PIECE };
  let rows: DatasetRow[] = [];
  let events: DatasetEvent[] = [];
  let [row, event] = [0, 0];
  let lastRow: DatasetRow | null = null;
  let lastEvent: DatasetEvent | null = null;
  let areEventsOver = receptionOnly;
  for (let areRowsOver = false; ; ) {
    if (row === rows.length && !areRowsOver) {
      rows = await reader.datasets.rowsAfter(workspace, id, lastRow, span);
      row = 0;
      areRowsOver = rows.length === 0;
      lastRow = rows.at(-1) ?? lastRow;
    }
    if (event === events.length && !areEventsOver) {
      events = await reader.datasets.eventsAfter(workspace, id, lastEvent, span);
      event = 0;
      areEventsOver = events.length === 0;
      lastEvent = events.at(-1) ?? lastEvent;
    }
    if (areRowsOver && areEventsOver) return;
    const piece: HistoryItem[] = [];
    while ((row < rows.length || areRowsOver) && (event < events.length || areEventsOver)) {
      const [order, news] = [rows[row], events[event]];
      if (order !== undefined && (news === undefined || order.at <= news.at)) {
        piece.push(received(order, receptionOnly));
        row += 1;
      } else if (news !== undefined) {
        piece.push({ event: news.event });
        event += 1;
      } else break;
    }
    if (piece.length > 0) yield piece;
  }
}

function received({ at, order, events = 0 }: DatasetRow, receptionOnly: boolean): HistoryItem {
  const event: EngineEvent = { type: "order_received", id: `${order.id}/received`, at, order };
  return { event, following: receptionOnly ? 0 : events };
}

/**
 * An entry that is not what was written, where it stood: its hash is that of other bytes, it is gone, or does not follow the one
 * before it in its chain. What is decided from the others would be of no orders that came.
 */
class JournalChanged extends Error {
  override name = "JournalChanged";
  readonly code: string;
  constructor(position: number, reason: "hash" | "gap" | "link") {
    super(`journal #${position} is not what was written: ${reason}`);
    this.code = `#${position} ${reason}`;
  }
}

/** Throws `JournalChanged`. What other entries say is not read; that each is there, and follows its own, is. */
async function* readJournal(reader: HistoryReader, source: HistorySource): AsyncGenerator<HistoryItem[]> {
  const { workspace, from, to, journalTo, receptionOnly } = source;
  const types = receptionOnly ? RECEIVED : FROM_OUTSIDE;
  const checkLinks = async (after: number, until: number) => {
    const broken = await reader.journal.brokenLink(workspace, after, until);
    if (broken !== null) throw new JournalChanged(broken.position, broken.reason === "gap" ? "gap" : "link");
  };
  for (let position = 0; ; ) {
    const entries = await reader.journal.after(workspace, position, { types, from, to, limit: PIECE });
    const last = entries.at(-1);
    if (last === undefined) {
      if (journalTo !== null) await checkLinks(position, journalTo);
      return;
    }
    for (const entry of entries) if (entryHash(entry) !== entry.hash) throw new JournalChanged(entry.position, "hash");
    await checkLinks(position, Math.min(last.position, journalTo ?? last.position));
    const wanted = entries.filter((one) => one.actor !== CORE && (journalTo === null || one.position <= journalTo));
    yield wanted.map((entry) => ({ event: eventOf(entry), ...(receptionOnly ? { following: 0 } : {}) }));
    if (journalTo !== null && last.position >= journalTo) return;
    position = last.position;
  }
}

/** An event as it was journaled: what it changed stands beside it, and is no part of it. */
export function eventOf({ type, at, data }: Pick<JournalEntry, "type" | "at" | "data">): EngineEvent {
  const { event: id, changes: _, ...said } = JSON.parse(data) as { event: string; changes?: unknown; order?: Order };
  return { type, id, at, ...said } as unknown as EngineEvent;
}
