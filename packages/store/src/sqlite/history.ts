/**
 * What was recorded, read through in pieces: all that a process of a replay asks of the store. Plain SQL, so that such a process
 * loads nothing but this.
 */

import { GENESIS } from "../journal/chain.ts";
import type { Dataset, DatasetEvent, DatasetReader, DatasetRow, DatasetTexts, TimeSpan } from "../port/datasets.ts";
import type { ChainBreak, JournalEntry, JournalReader } from "../port/journal.ts";
import type { HistoryReader } from "../port/store.ts";
import { type Connection, openReadOnly } from "./connection.ts";

export { entryHash } from "../journal/chain.ts";

type Value = string | number;
/** What rows are asked for: conditions on them, joined by `and`, and the values that stand in these. */
class Asked {
  readonly values: Value[] = [];
  readonly #conditions: string[] = [];

  constructor(conditions: Record<string, Value | undefined>) {
    for (const [condition, value] of Object.entries(conditions)) if (value !== undefined) this.and(condition, value);
  }
  and(condition: string, ...values: Value[]): this {
    this.#conditions.push(condition);
    this.values.push(...values);
    return this;
  }
  get text(): string {
    return this.#conditions.join(" and ");
  }
}

type Place = { at: number; rowNo: number } | null;

const withinDataset = (workspace: string, id: string, { from, to }: TimeSpan) =>
  new Asked({ "workspace_id = ?": workspace, "dataset_id = ?": id, "at >= ?": from, "at < ?": to });

type DatasetHistory = HistoryReader["datasets"];

export function datasetHistory(db: Connection): DatasetHistory {
  const countIn = (table: string, { text, values }: Asked) =>
    db.prepare<Value[], { n: number }>(`select count(*) as n from ${table} where ${text}`).get(...values)?.n ?? 0;
  return {
    async get(workspace, id) {
      const found = db
        .prepare<Value[], Omit<Dataset, "mapping"> & { mapping: string | null }>(
          `select dataset_id as id, name, format, note, mapping, total, good, bad, first_at as firstAt, last_at as lastAt, hash,
             created_at as createdAt from datasets where workspace_id = ? and dataset_id = ?`,
        )
        .get(workspace, id);
      return found === undefined
        ? null
        : { ...found, mapping: found.mapping === null ? null : JSON.parse(found.mapping) };
    },
    count: async (workspace, id, span) => countIn("dataset_rows", withinDataset(workspace, id, span)),
    countEvents: async (workspace, id, span) => countIn("dataset_events", withinDataset(workspace, id, span)),
    async rowsAfter(workspace, id, after, { limit, ...span }): ReturnType<DatasetReader["rowsAfter"]> {
      const asked = rowsAfter(workspace, id, after, span);
      const rows = db.prepare<Value[], [rowNo: number, at: number, body: string, events: number]>(
        `select row_no, at, body, events from dataset_rows where ${asked.text} order by at, row_no limit ?`,
      );
      const found = rows.raw().all(...asked.values, limit);
      return found.map(([rowNo, at, body, events]): DatasetRow => ({ rowNo, at, order: JSON.parse(body), events }));
    },
    async textsAfter(workspace, id, after, { limit, ...span }): ReturnType<DatasetReader["textsAfter"]> {
      const { text, values } = rowsAfter(workspace, id, after, span);
      // One row of lists: a row of its own costs more than what stands in it.
      const found = db
        .prepare<Value[], Lists>(
          `select json_group_array(row_no), json_group_array(at), json_group_array(events),
             json_group_array(octet_length(body)), cast(group_concat(body, '') as blob)
           from (select row_no, at, events, body from dataset_rows where ${text} order by at, row_no limit ?)`,
        )
        .raw()
        .get(...values, limit);
      return found === undefined ? null : textsOf(found);
    },
    async eventsAfter(workspace, id, after, { limit, ...span }): ReturnType<DatasetReader["eventsAfter"]> {
      const asked = withinDataset(workspace, id, after === null ? span : { to: span.to });
      if (after !== null) asked.and("(at, seq) > (?, ?)", after.at, after.seq);
      const rows = db.prepare<Value[], [at: number, seq: number, body: string]>(
        `select at, seq, body from dataset_events where ${asked.text} order by at, seq limit ?`,
      );
      const found = rows.raw().all(...asked.values, limit);
      return found.map(([at, seq, body]): DatasetEvent => ({ at, seq, event: JSON.parse(body) }));
    },
  };
}

function rowsAfter(workspace: string, id: string, after: Place, span: TimeSpan): Asked {
  const asked = withinDataset(workspace, id, after === null ? span : { to: span.to });
  return after === null ? asked : asked.and("(at, row_no) > (?, ?)", after.at, after.rowNo);
}

/** Lists of numbers as JSON, and the bodies one after the other. */
type Lists = [rowNos: string, at: string, events: string, lengths: string, bodies: Uint8Array | null];

function textsOf([rowNos, instants, events, lengths, bytes]: Lists): DatasetTexts | null {
  const numbers = (text: string) => JSON.parse(text) as number[];
  const [at, places] = [numbers(instants), numbers(rowNos)];
  const last = { at: at.at(-1), rowNo: places.at(-1) };
  if (bytes === null || last.at === undefined || last.rowNo === undefined) return null;
  let end = 0;
  const ends = numbers(lengths).map((length) => {
    end += length;
    return end;
  });
  // SQLite keeps the order of the rows that the lists are made of, but promises it only to `order by` within each: three times the work.
  if (!areInOrder(at, places)) throw new Error("the rows of a data set are not in order of time");
  if (bytes.length !== end) throw new Error("the rows of a data set are not as long as they say");
  return { at, events: numbers(events), bytes, ends, last: { at: last.at, rowNo: last.rowNo } };
}

function areInOrder(at: readonly number[], places: readonly number[]): boolean {
  for (let row = 1; row < at.length; row += 1) {
    const [before, now] = [at[row - 1] as number, at[row] as number];
    if (before > now || (before === now && (places[row - 1] as number) >= (places[row] as number))) return false;
  }
  return true;
}

const withinJournal = (workspace: string, { types, from, to }: Parameters<JournalReader["count"]>[1]) => {
  const asked = new Asked({ "workspace_id = ?": workspace, "at >= ?": from, "at < ?": to });
  return types === undefined ? asked : asked.and(`type in (${types.map(() => "?").join(",")})`, ...types);
};

type JournalHistory = HistoryReader["journal"];

export function journalHistory(db: Connection): JournalHistory {
  return {
    async after(workspace, position, options) {
      const asked = withinJournal(workspace, options).and("position > ?", position);
      if (options.upTo !== undefined) asked.and("position <= ?", options.upTo);
      return db
        .prepare<Value[], JournalEntry>(
          `select workspace_id as workspace, position, subject, seq, at, type, actor, data, prev_hash as prevHash, hash
             from journal where ${asked.text} order by position limit ?`,
        )
        .all(...asked.values, options.limit);
    },
    brokenLink: async (workspace, after, until) => brokenLink(db, workspace, after, until),
    async count(workspace, options) {
      const { text, values } = withinJournal(workspace, options);
      return (
        db.prepare<Value[], { n: number }>(`select count(*) as n from journal where ${text}`).get(...values)?.n ?? 0
      );
    },
  };
}

/** Each entry beside the one before it in its chain: some microseconds an entry, and nothing is kept. */
function brokenLink(db: Connection, workspace: string, after: number, until: number): ChainBreak | null {
  const there = db
    .prepare<Value[], { n: number }>(
      "select count(*) as n from journal where workspace_id = ? and position > ? and position <= ?",
    )
    .get(workspace, after, until);
  const unlinked = db
    .prepare<Value[], Omit<ChainBreak, "reason">>(
      `select j.position, j.subject, j.seq from journal j
         left join journal p on p.workspace_id = j.workspace_id and p.subject = j.subject and p.seq = j.seq - 1
         where j.workspace_id = ? and j.position > ? and j.position <= ?
           and iif(j.seq = 1, j.prev_hash <> ?, p.hash is not j.prev_hash or p.position >= j.position)
         order by j.position limit 1`,
    )
    .get(workspace, after, until, GENESIS);
  const gap = there !== undefined && there.n < until - after ? missing(db, workspace, after, until) : null;
  if (gap !== null && (unlinked === undefined || gap < unlinked.position))
    return { position: gap, subject: "", seq: 0, reason: "gap" };
  return unlinked === undefined ? null : { ...unlinked, reason: "link" };
}

/** The first position at which no entry stands. */
function missing(db: Connection, workspace: string, after: number, until: number): number | null {
  const places = db
    .prepare<Value[], number>("select position from journal where workspace_id = ? and position > ? order by position")
    .pluck();
  let expected = after + 1;
  for (const position of places.iterate(workspace, after)) {
    if (position !== expected || expected > until) break;
    expected += 1;
  }
  return expected > until ? null : expected;
}

/** A reader of its own connection, for another process; the file is one that a store of this program has open. */
export function openSqliteHistory(location: string): HistoryReader & { close(): void } {
  const connection = openReadOnly(location);
  return {
    datasets: datasetHistory(connection),
    journal: journalHistory(connection),
    close: () => void connection.close(),
  };
}
