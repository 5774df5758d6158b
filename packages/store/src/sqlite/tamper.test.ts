/** A journal that somebody with the file in hand changes: what is found by itself, and what beside a checkpoint that was kept. */
import { copyFileSync } from "node:fs";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { entryHash, GENESIS } from "../journal/chain.ts";
import type { JournalCheckpoint, JournalInput, Verified } from "../port/journal.ts";
import { commit, temporaryFile, temporaryStore, W } from "../testing/fixtures.ts";
import { openSqliteReader } from "./store.ts";

const input = (n: number, subjects: number): JournalInput => ({
  subject: `o${n % subjects}`,
  at: 1_700_000_000_000 + n,
  type: n % 3 === 0 ? "order_received" : "decided",
  actor: n % 2 === 0 ? "erp" : "switchyard",
  data: JSON.stringify({ n, note: n === 4 ? "急单 \uFFFD" : `第 ${n} 单`, destination: "rapid-line" }),
});

async function journalOf(entries: number, subjects: number): Promise<{ file: string; head: JournalCheckpoint }> {
  const file = temporaryFile();
  const store = await temporaryStore(file);
  await commit(store, { journal: Array.from({ length: entries }, (_, n) => input(n, subjects)) });
  const { broken, head } = await store.read.journal.verify(W);
  expect(broken).toBeNull();
  await store.close();
  return { file, head };
}

/** Verifies every workspace of the file as it stands; the first break counts. */
async function look(file: string, saved: JournalCheckpoint[] = []): Promise<Verified["broken"]> {
  const reader = await openSqliteReader(file);
  try {
    return await firstBreak(reader, saved);
  } finally {
    await reader.close();
  }
}

async function firstBreak(
  reader: Awaited<ReturnType<typeof openSqliteReader>>,
  saved: JournalCheckpoint[] = [],
): Promise<Verified["broken"]> {
  for (const workspace of new Set([W, ...(await reader.journal.workspaces())])) {
    const kept = saved.filter((one) => one.workspace === workspace);
    const { broken } = await reader.journal.verify(workspace, kept);
    if (broken !== null) return broken;
  }
  return null;
}

/** CI's heavy suites look at more of them. */
const HEAVY = Boolean(process.env.SWITCHYARD_HEAVY);
const PLACES = HEAVY ? 150 : 25;

const COLUMNS = ["workspace_id", "position", "subject", "seq", "at", "type", "actor", "data", "prev_hash", "hash"];

/** Other values of a byte: one bit, and 0xF0, which makes false UTF-8; in the heavy suites the top bit and all bits too. */
const otherBytes = (byte: number) =>
  [...new Set([byte ^ 1, 0xf0, ...(HEAVY ? [byte ^ 0x80, byte ^ 0xff] : [])])].filter((b) => b !== byte);

/** The file, opened by somebody else. Fields are changed as bytes (a number's are its digits) and put back. */
function hands(file: string) {
  const db = new Database(file);
  db.pragma("synchronous = OFF");
  const bytesOf = (row: number, column: string) =>
    db.prepare(`select cast(cast(${column} as text) as blob) from journal where rowid = ?`).pluck().get(row) as Buffer;
  const put = (row: number, column: string, bytes: Uint8Array) =>
    db.prepare(`update journal set ${column} = cast(? as text) where rowid = ?`).run(bytes, row);
  return {
    db,
    bytesOf,
    /** False where the table itself refuses it (a place that is taken). */
    async changed(at: { row: number; column: string; place: number; byte: number }, look: () => Promise<void>) {
      const before = bytesOf(at.row, at.column);
      const after = Buffer.from(before);
      after[at.place] = at.byte;
      try {
        put(at.row, at.column, after);
      } catch {
        return false;
      }
      await look();
      put(at.row, at.column, before);
      return true;
    },
  };
}

describe("a journal in other hands", { timeout: 180_000 }, () => {
  test("any single byte of any field of a small log is found, and the record is named", async () => {
    const { file, head } = await journalOf(12, 4);
    const { db, bytesOf, changed } = hands(file);
    const reader = await openSqliteReader(file);
    const missed: unknown[] = [];
    let changes = 0;
    for (let row = 1; row <= 12; row += 1) {
      for (const column of COLUMNS) {
        for (const [place, own] of bytesOf(row, column).entries()) {
          for (const byte of otherBytes(own)) {
            const look = async () => {
              changes += 1;
              const { broken } = await reader.journal.verify(W, [head]);
              const isPlace = column === "workspace_id" || column === "position";
              if (broken === null || (!isPlace && broken.position !== row))
                missed.push({ row, column, place, byte, broken });
            };
            await changed({ row, column, place, byte }, look);
          }
        }
      }
    }
    expect((await reader.journal.verify(W, [head])).broken).toBeNull();
    await reader.close();
    db.close();
    console.log(`${changes} single-byte changes of 12 records, ${missed.length} missed`);
    expect(missed).toEqual([]);
    expect(changes).toBeGreaterThan(HEAVY ? 9000 : 4500);
  });

  test("without a checkpoint too: every byte but those that say whose the last record is", async () => {
    const { file } = await journalOf(6, 2);
    const { db, bytesOf, changed } = hands(file);
    const reader = await openSqliteReader(file);
    const missed: unknown[] = [];
    for (let row = 1; row <= 6; row += 1) {
      for (const column of COLUMNS) {
        for (const place of bytesOf(row, column).keys()) {
          const see = async () => {
            if ((await firstBreak(reader)) === null) missed.push({ row, column, place });
          };
          await changed({ row, column, place, byte: 0x78 }, see);
        }
      }
    }
    await reader.close();
    db.close();
    expect(missed).toEqual([]);
  });

  test(`${PLACES} bytes at random places of 10,000 records`, async () => {
    const { file, head } = await journalOf(10_000, 700);
    const { db, bytesOf, changed } = hands(file);
    const reader = await openSqliteReader(file);
    let seed = 20_261_122;
    const chance = (n: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((seed / 2 ** 32) * n);
    };
    const missed: unknown[] = [];
    let changes = 0;
    while (changes < PLACES) {
      const row = 1 + chance(10_000);
      const column = COLUMNS[chance(COLUMNS.length)] ?? "data";
      const bytes = bytesOf(row, column);
      const place = chance(bytes.length);
      const byte = (bytes[place] ?? 0) ^ (1 << chance(8));
      await changed({ row, column, place, byte }, async () => {
        changes += 1;
        const { broken } = await reader.journal.verify(W, [head]);
        if (broken === null) missed.push({ row, column, place, byte });
      });
    }
    await reader.close();
    db.close();
    expect(missed).toEqual([]);
  });

  test("deletion, swap and insertion are found without a checkpoint; a cut tail and places changed between chains beside one", async () => {
    const { file, head } = await journalOf(40, 5);
    const tried = async (sql: string) => {
      const copy = `${file}.copy`;
      copyFileSync(file, copy);
      const db = new Database(copy);
      db.exec(sql);
      db.close();
      return { alone: await look(copy), beside: await look(copy, [head]) };
    };
    expect(await tried("delete from journal where position = 20")).toMatchObject({
      alone: { position: 21, reason: "gap" },
      beside: { position: 21 },
    });
    const swap = (a: number, b: number) =>
      `update journal set position = -1 where position = ${a}; update journal set position = ${a} where position = ${b};
       update journal set position = ${b} where position = -1;`;
    expect((await tried(swap(11, 16))).alone).toMatchObject({ position: 11 });
    expect(await tried(swap(11, 12))).toMatchObject({ alone: null, beside: { position: 11, reason: "rewritten" } });
    expect(await tried("delete from journal where position > 30")).toMatchObject({
      alone: null,
      beside: { position: 31, until: 40, reason: "missing" },
    });
    expect(await tried("delete from journal")).toMatchObject({
      alone: null,
      beside: { position: 1, reason: "missing" },
    });
  });

  test("whoever reads some entries alone finds by their links what was taken out or moved within a chain, up to where he reads", async () => {
    const { file } = await journalOf(40, 5);
    const tried = async (sql: string, after = 0, until = 40) => {
      const copy = `${file}.copy`;
      copyFileSync(file, copy);
      const db = new Database(copy);
      db.exec(sql);
      db.close();
      const reader = await openSqliteReader(copy);
      const broken = await reader.journal.brokenLink(W, after, until);
      await reader.close();
      return broken === null ? null : [broken.position, broken.reason];
    };
    const swap = (a: number, b: number) =>
      `update journal set position = -1 where position = ${a}; update journal set position = ${a} where position = ${b};
       update journal set position = ${b} where position = -1;`;
    expect(await tried("")).toBeNull();
    expect(await tried("delete from journal where position = 20")).toEqual([20, "gap"]);
    expect(await tried("delete from journal where position = 20", 0, 19)).toBeNull();
    expect(await tried("delete from journal where position > 30")).toEqual([31, "gap"]);
    expect(await tried("delete from journal")).toEqual([1, "gap"]);
    expect(await tried(swap(11, 16))).toEqual([11, "link"]);
    expect(await tried("update journal set hash = prev_hash where position = 12")).toEqual([17, "link"]);
    expect(await tried("update journal set hash = prev_hash where position = 12", 17)).toBeNull();
    expect(await tried("update journal set prev_hash = hash where position = 3", 2, 3)).toEqual([3, "link"]);
  });

  test("a full rewrite with new hashes is found beside a checkpoint, from the record at which it begins", async () => {
    const { file, head } = await journalOf(3000, 40);
    rewrite(file, 1234);
    expect(await look(file)).toBeNull();
    const broken = await look(file, [head]);
    expect(broken).toMatchObject({ reason: "rewritten" });
    expect(broken?.position).toBeLessThanOrEqual(1234);
    expect(broken?.until ?? broken?.position).toBeGreaterThanOrEqual(1234);
    expect((broken?.until ?? 0) - (broken?.position ?? 0)).toBeLessThan(8);
  });

  test("a checkpoint goes on holding while the journal grows", async () => {
    const file = temporaryFile();
    const store = await temporaryStore(file);
    const heads: JournalCheckpoint[] = [];
    for (let round = 0; round < 5; round += 1) {
      await commit(store, { journal: Array.from({ length: 700 }, (_, n) => input(round * 700 + n, 30)) });
      heads.push((await store.read.journal.verify(W)).head);
    }
    expect(await store.read.journal.verify(W, heads)).toMatchObject({ entries: 3500, broken: null });
    expect(Math.max(...heads.map(({ marks }) => marks.length))).toBeLessThanOrEqual(1024);
  });

  test("text that no UTF-8 can say is kept as it can be read, and its chain holds", async () => {
    const store = await temporaryStore();
    await commit(store, { journal: [{ ...input(1, 1), actor: "erp \ud800", data: '{"a":"\ud83d"}' }] });
    expect((await store.read.journal.verify(W)).broken).toBeNull();
  });
});

/** Changes one record's data and computes every hash after it anew: what somebody with the program in hand could do. */
function rewrite(file: string, from: number): void {
  const db = new Database(file);
  const rows = db.prepare("select rowid, * from journal order by position").all() as Record<string, string & number>[];
  const put = db.prepare("update journal set data = ?, prev_hash = ?, hash = ? where rowid = ?");
  const heads = new Map<string, string>();
  db.exec("begin");
  for (const row of rows) {
    const { position, subject, seq, at, type, actor, rowid } = row as unknown as JournalInput & {
      position: number;
      seq: number;
      rowid: number;
    };
    const data = position === from ? '{"forged":true}' : (row.data ?? "");
    const prevHash = heads.get(subject) ?? GENESIS;
    const hash = entryHash({ workspace: W, subject, seq, at, type, actor, data, prevHash });
    heads.set(subject, hash);
    put.run(data, prevHash, hash, rowid);
  }
  db.exec("commit");
  db.close();
}
