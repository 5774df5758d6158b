/** What was recorded, in chunks of orders with the news between them: from a prepared data set, or made while history is read. */
import type { EngineEvent } from "@switchyard/engine";
import {
  CHUNK_ROWS,
  type ColumnFile,
  chunkOf,
  type News,
  type OrderChunk,
  type RecordedOrder,
} from "@switchyard/sandbox";
import type { DatasetEvent, HistoryReader } from "@switchyard/store";
import { rowsOf, wantedRows, withoutHistory } from "./chunk-rows.ts";
import { type ColumnsBeingMade, columnsPath, makeColumns, openColumns } from "./column-files.ts";
import { Filter, type HistoryItem, type HistorySource, readHistory } from "./history.ts";
import type { Share } from "./message.ts";
import { storedChunks } from "./stored-chunks.ts";

export interface HistoryChunk {
  /** In a prepared data set; else 0. */
  place: number;
  chunk: OrderChunk;
  news: News[];
  /** Events, and the instants of the first and the last of them. */
  events: number;
  firstAt: number;
  lastAt: number;
}

/** Below, starting another process takes longer than it saves. */
const WORTH_SHARING = 16;

/** Whether chunks may be run apart: there are many of them, and nothing follows upon their orders. */
export async function canBeShared(reader: HistoryReader, location: string, source: HistorySource): Promise<boolean> {
  const { workspace, dataset, receptionOnly } = source;
  if (dataset === null) return false;
  const hash = (await reader.datasets.get(workspace, dataset))?.hash ?? "";
  const prepared = hash === "" ? null : openColumns(columnsPath(location, workspace, dataset), hash);
  if (prepared === null) return false;
  const { chunks } = prepared.file;
  prepared.close();
  if (chunks < WORTH_SHARING) return false;
  return receptionOnly || (await reader.datasets.eventsAfter(workspace, dataset, null, { limit: 1 })).length === 0;
}

/** A data set that is read whole for the first time is prepared on the way. `share`: only of a prepared one that can be shared. */
export async function* readChunks(
  reader: HistoryReader,
  location: string,
  source: HistorySource,
  share: Share | null = null,
): AsyncGenerator<HistoryChunk> {
  const { workspace, dataset } = source;
  const hash = dataset === null ? "" : ((await reader.datasets.get(workspace, dataset))?.hash ?? "");
  if (dataset === null || hash === "") return yield* gathered(readHistory(reader, source));
  const path = columnsPath(location, workspace, dataset);
  const prepared = openColumns(path, hash);
  if (prepared !== null) {
    yield* withNews(reader, source, dataset, preparedParts(prepared.file, share ?? { part: 0, of: 1 }));
    prepared.close();
    return;
  }
  if (share !== null) throw new Error("the prepared data set is gone");
  const making = isWhole(source) ? beside(() => makeColumns(path, hash)) : null;
  try {
    yield* withNews(reader, source, dataset, storedParts(reader, source, dataset, making));
    making?.finish();
  } catch (cause) {
    making?.drop();
    throw cause;
  }
}

/** A replay needs no copy: where none can be made (a full disk), it goes on without. */
function beside(make: () => ColumnsBeingMade): ColumnsBeingMade {
  let made: ColumnsBeingMade | null = null;
  const attempt = (work: () => void) => {
    try {
      work();
    } catch {
      const failed = made;
      made = null;
      failed?.drop();
    }
  };
  attempt(() => {
    made = make();
  });
  return {
    addChunk: (chunk) => attempt(() => made?.addChunk(chunk)),
    finish: () => attempt(() => made?.finish()),
    drop: () => attempt(() => made?.drop()),
  };
}

const isWhole = ({ from, to, brands, channels, receptionOnly }: HistorySource): boolean =>
  from === undefined && to === undefined && brands.length === 0 && channels.length === 0 && !receptionOnly;

/** Without a replay: `switchyard dataset prepare`. Answers how many orders it has; null where it was prepared before. */
export async function prepareDataset(
  reader: HistoryReader,
  location: string,
  workspace: string,
  dataset: string,
): Promise<number | null> {
  const hash = (await reader.datasets.get(workspace, dataset))?.hash ?? "";
  const path = columnsPath(location, workspace, dataset);
  const known = openColumns(path, hash);
  known?.close();
  if (known !== null) return null;
  const making = makeColumns(path, hash);
  let rows = 0;
  for await (const { chunk } of storedChunks(reader, { workspace }, dataset)) {
    making.addChunk(chunk);
    rows += chunk.rows;
  }
  making.finish();
  return rows;
}

function recorded({ event, following }: HistoryItem): RecordedOrder | null {
  return event.type === "order_received" ? { order: event.order, at: event.at, following } : null;
}

/** Chunks of items as they come. News that came before an order of the same instant end the chunk: in a chunk they come after it. */
async function* gathered(pieces: AsyncGenerator<HistoryItem[]>): AsyncGenerator<HistoryChunk> {
  let rows: RecordedOrder[] = [];
  let news: News[] = [];
  const gather = (): HistoryChunk => {
    const ends = [rows[0]?.at, news[0]?.event.at, rows.at(-1)?.at, news.at(-1)?.event.at].filter(
      (at) => at !== undefined,
    );
    const made = {
      place: 0,
      chunk: chunkOf(rows),
      news,
      events: rows.length + news.length,
      firstAt: Math.min(...ends),
      lastAt: Math.max(...ends),
    };
    [rows, news] = [[], []];
    return made;
  };
  for await (const piece of pieces) {
    for (const item of piece) {
      const row = recorded(item);
      if (row === null) news.push(item);
      else {
        const last = news.at(-1);
        if (last !== undefined && last.event.at >= row.at) yield gather();
        rows.push(row);
      }
      if (rows.length + news.length >= CHUNK_ROWS) yield gather();
    }
  }
  if (rows.length + news.length > 0) yield gather();
}

/** A stretch of a data set's orders; `next`: when those after it begin. */
interface Part {
  place: number;
  first: number;
  last: number;
  next: number;
  read(): OrderChunk;
}

function* preparedParts(file: ColumnFile, { part, of }: Share): Generator<Part> {
  for (let place = part; place < file.chunks; place += of) {
    const { first, last } = file.span(place);
    const next = place + 1 < file.chunks ? file.span(place + 1).first : Number.POSITIVE_INFINITY;
    yield { place, first, last, next, read: () => file.read(place) };
  }
}

/** `making`: gets each as it comes. */
async function* storedParts(
  reader: HistoryReader,
  source: HistorySource,
  dataset: string,
  making: ColumnsBeingMade | null,
): AsyncGenerator<Part> {
  for await (const { chunk, next } of storedChunks(reader, source, dataset)) {
    making?.addChunk(chunk);
    const [first = 0, last = 0] = [chunk.texts.at[0], chunk.texts.at.at(-1)];
    yield { place: 0, first, last, next, read: () => chunk };
  }
}

/** Chunks of a data set, with the news that the store has. */
async function* withNews(
  reader: HistoryReader,
  source: HistorySource,
  dataset: string,
  parts: Iterable<Part> | AsyncIterable<Part>,
): AsyncGenerator<HistoryChunk> {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = source;
  const filter = new Filter(source);
  const told = new Told(reader, source, dataset);
  for await (const { place, first, last, next, read } of parts) {
    if (last < from || first >= to) continue;
    const chunk = source.receptionOnly ? withoutHistory(read()) : read();
    const wanted = filter.isNeeded || to <= last ? wantedRows(chunk, filter, from, to) : null;
    const news = (await told.before(next)).filter((item) => filter.wants(item));
    const rows = rowsOf(chunk, wanted);
    if (rows.count + news.length === 0) continue;
    const ends = [rows.first, rows.last, news[0]?.event.at, news.at(-1)?.event.at].filter((at) => at !== undefined);
    yield {
      place,
      chunk: { ...chunk, wanted },
      news,
      events: rows.count + news.length,
      firstAt: Math.min(...ends),
      lastAt: Math.max(...ends),
    };
  }
}

/** News of a data set, read as far as they are needed. */
class Told {
  readonly #reader: HistoryReader;
  readonly #source: HistorySource;
  readonly #dataset: string;
  #waiting: DatasetEvent[] = [];
  #last: DatasetEvent | null = null;
  #isOver: boolean;

  constructor(reader: HistoryReader, source: HistorySource, dataset: string) {
    this.#reader = reader;
    this.#source = source;
    this.#dataset = dataset;
    this.#isOver = source.receptionOnly;
  }

  async before(at: number): Promise<News[]> {
    const found: News[] = [];
    for (;;) {
      let next = 0;
      for (; next < this.#waiting.length && (this.#waiting[next]?.at ?? at) < at; next += 1) {
        const event: EngineEvent | undefined = this.#waiting[next]?.event;
        if (event !== undefined) found.push({ event });
      }
      this.#waiting.splice(0, next);
      if (this.#waiting.length > 0 || this.#isOver) return found;
      const { workspace, from, to } = this.#source;
      const more = await this.#reader.datasets.eventsAfter(workspace, this.#dataset, this.#last, {
        from,
        to,
        limit: 1000,
      });
      this.#waiting = more;
      this.#last = more.at(-1) ?? this.#last;
      this.#isOver = more.length === 0;
    }
  }
}
