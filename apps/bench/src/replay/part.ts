/** A part of a history in a process of its own: read alone, or read and decided. What it prints is one line of JSON. */
import {
  CHUNK_ROWS,
  type ColumnList,
  chunkOfLists,
  chunkOfTexts,
  createReplay,
  FIRST_CHUNK_ROWS,
  type OrderChunk,
  type ReplayFigures,
} from "@switchyard/sandbox";
import Database from "better-sqlite3";
import { FACTS, openColumnFile } from "./data.ts";
import { hundredRules, preparedRules, READ } from "./rules.ts";

export interface PartJob {
  from: "columns" | "table" | "json";
  path: string;
  part: number;
  parts: number;
  /** Only reading. */
  readsOnly: boolean;
  /** What is read is made columns of; prepared columns always are. */
  asColumns?: boolean;
  orders: number;
}
export interface PartResult {
  orders: number;
  /** Milliseconds of processor time, of the wall clock, and until the first figures. */
  worked: number;
  /** Milliseconds of processor time an order, when a quarter was done and what runs often had been compiled. */
  steady: number;
  wall: number;
  first: number;
  mb: number;
  figures: ReplayFigures | null;
}

const worked = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

function* columnChunks({ path, part, parts }: PartJob): Generator<OrderChunk> {
  const file = openColumnFile(path);
  for (let place = part; place < file.chunks; place += parts) yield file.read(place);
}

const SLICE = 5000;
const rowsOf = ({ part, parts, orders }: PartJob) =>
  [Math.floor((orders * part) / parts), Math.floor((orders * (part + 1)) / parts)] as const;

/** Rows of the part in slices, as anybody reads them. Nothing is made of them. */
function* plainChunks(job: PartJob): Generator<OrderChunk> {
  const db = new Database(job.path, { readonly: true });
  const statement = db.prepare(`select ${FACTS.join(", ")} from facts where n >= ? and n < ?`).raw();
  const [from, to] = rowsOf(job);
  for (let n = from; n < to; n += SLICE)
    yield chunkOfLists(statement.all(n, Math.min(n + SLICE, to)).length, new Map());
  db.close();
}

/** A column of a slice as one JSON list; of tags, which are JSON, they are joined. */
const LISTS = FACTS.map((name) =>
  name === "tags" ? "cast('[' || group_concat(tags) || ']' as blob)" : `cast(json_group_array(${name}) as blob)`,
);

/** Rows of the part, a list a column. Without an `order by` SQLite keeps that of the key. */
function* tableChunks(job: PartJob): Generator<OrderChunk> {
  if (job.readsOnly && job.asColumns !== true) return yield* plainChunks(job);
  const db = new Database(job.path, { readonly: true });
  const statement = db.prepare(`select ${LISTS.join(", ")} from facts where n >= ? and n < ?`).raw();
  const [from, to] = rowsOf(job);
  for (let n = from, next = n + FIRST_CHUNK_ROWS; n < to; n = next, next += CHUNK_ROWS) {
    const rows = Math.min(next, to) - n;
    const found = statement.get(n, n + rows) as Buffer[];
    const listOf = (bytes: Buffer): ColumnList => ({
      bytes,
      text: (start, end) => bytes.toString("utf8", start, end),
    });
    const lists = FACTS.map((name, place): [string, ColumnList] => [name, listOf(found[place] as Buffer)]);
    yield chunkOfLists(rows, new Map([...lists, ["following", listOf(nothingFollows(rows))]]));
  }
  db.close();
}
const nothingFollows = (rows: number) => Buffer.from(`[${"0,".repeat(rows - 1)}0]`);

/** As the server reads a data set (`textsAfter`): lists of numbers, and the orders' JSON in one piece. */
function* jsonChunks(job: PartJob): Generator<OrderChunk> {
  const db = new Database(job.path, { readonly: true });
  const statement = db
    .prepare(
      `select json_group_array(at), json_group_array(octet_length(body)), cast(group_concat(body, '') as blob)
       from (select at, body from rows where n >= ? and n < ? order by n limit -1)`,
    )
    .raw();
  const [from, to] = rowsOf(job);
  for (let n = from, next = n + FIRST_CHUNK_ROWS; n < to; n = next, next += CHUNK_ROWS) {
    const [instants, lengths, bytes] = statement.get(n, Math.min(next, to)) as [string, string, Buffer];
    let end = 0;
    const ends = (JSON.parse(lengths) as number[]).map((length) => {
      end += length;
      return end;
    });
    const at = JSON.parse(instants) as number[];
    const text = (start: number, stop: number) => bytes.toString("utf8", start, stop);
    yield chunkOfTexts({ bytes, ends, at, following: at.map(() => 0), text });
  }
  db.close();
}

const CHUNKS = { columns: columnChunks, table: tableChunks, json: jsonChunks };

export function runPart(job: PartJob): PartResult {
  const replay = createReplay({
    flow: "rules",
    edges: hundredRules().edges,
    after: preparedRules(),
    before: null,
    looks: false,
  });
  if (replay.byEvent !== null) throw new Error(`not for columns: ${replay.byEvent}`);
  const begun = { worked: worked(), wall: performance.now() };
  let [orders, first, mb] = [0, 0, 0];
  let warm = { orders: 0, worked: begun.worked };
  for (const chunk of CHUNKS[job.from](job)) {
    if (job.readsOnly && (job.asColumns === true || job.from === "columns"))
      for (const name of READ) chunk.column(name);
    if (!job.readsOnly) {
      replay.takeChunk(chunk);
      if (orders === 0) {
        replay.figures();
        first = performance.now() - begun.wall;
        process.send?.("first figures");
      }
    }
    orders += chunk.rows;
    if (warm.orders === 0 && orders >= job.orders / job.parts / 4) warm = { orders, worked: worked() };
    mb = Math.max(mb, process.memoryUsage().rss / 1_048_576);
  }
  if (!job.readsOnly) replay.finish(0);
  const figures = job.readsOnly ? null : replay.figures();
  const ended = worked();
  const steady = (ended - warm.worked) / (orders - warm.orders);
  const wall = performance.now() - begun.wall;
  return { orders, worked: ended - begun.worked, steady, wall, first, mb, figures };
}
