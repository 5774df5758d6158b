import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { transact } from "../port/store.ts";
import { temporaryFile, W } from "../testing/fixtures.ts";
import { openSqliteStore } from "./store.ts";

test("a data directory that takes no file is said as such, with what to do", async () => {
  const file = temporaryFile();
  writeFileSync(file, "");
  const said = { code: "not_writable", text: { zh: expect.stringContaining("无法写入数据目录") } };
  // A file stands where a folder should be, and a folder where the database or its lock should be.
  await expect(openSqliteStore({ file: join(file, "switchyard.db"), now: 1 })).rejects.toMatchObject(said);
  await expect(openSqliteStore({ file: join(file, "sub", "switchyard.db"), now: 1 })).rejects.toMatchObject(said);
  for (const taken of ["switchyard.db", "switchyard.db.lock"]) {
    const other = temporaryFile();
    mkdirSync(join(other, "..", taken));
    await expect(openSqliteStore({ file: other, now: 1 })).rejects.toMatchObject(said);
  }
});

test("whatever is written, a full disk is said as such: through drizzle too", async () => {
  const store = await openSqliteStore({ file: temporaryFile(), now: 1, maxPages: 160 });
  const text = "x".repeat(100_000);
  const message = (n: number) => ({
    ...{ id: `m${n}`, at: n, kind: "alert", level: 1, order: null, title: text, said: null, lines: [] },
    ...{ people: [], members: [], acknowledgedAt: null, acknowledgedBy: null },
  });
  const fill = async () => {
    for (let n = 0; n < 100; n += 1) await transact(store, (tx) => tx.inbox.put(W, [message(n)]));
  };
  await expect(fill()).rejects.toMatchObject({ code: "full", text: { zh: expect.stringContaining("磁盘已满") } });
  expect(store.timesFull).toBeGreaterThan(0);
  // A statement that is refused for another reason stays what it is, and no one is told of a disk.
  const twice = { id: "c", kind: "webhook", name: "x", enabled: true, settings: {}, sealed: {}, fallback: null };
  await expect(
    transact(store, (tx) => tx.access.putKey(W, { ...twice, id: null } as never)),
  ).rejects.not.toHaveProperty("code", "full");
  await store.close();
});

test("a full disk that ended a transaction: whoever goes on writing is refused, and nothing of it stands alone", async () => {
  const store = await openSqliteStore({ file: temporaryFile(), now: 1, maxPages: 160 });
  const entry = (subject: string, data: string) => ({ subject, at: 1, type: "note", actor: "a", data });
  const big = Array.from({ length: 400 }, (_, n) => entry(`big${n}`, JSON.stringify("x".repeat(4000))));
  const goesOn = transact(store, async (tx) => {
    await tx.append(W, [entry("first", "{}")]);
    await expect(async () => tx.append(W, big)).rejects.toMatchObject({ code: "full" });
    await tx.append(W, [entry("alone", "{}")]);
  });
  await expect(goesOn).rejects.toThrow("the transaction has ended");
  expect(await store.read.journal.newest(W)).toBeNull();
  await transact(store, async (tx) => tx.append(W, [entry("next", "{}")]));
  expect((await store.read.journal.newest(W))?.subject).toBe("next");
  await store.close();
});

test("what is written after the commit is refused", async () => {
  const store = await openSqliteStore({ file: temporaryFile(), now: 1 });
  const tx = await store.begin();
  await tx.commit();
  const late = async () => tx.append(W, [{ subject: "late", at: 1, type: "note", actor: "a", data: "{}" }]);
  await expect(late).rejects.toThrow("the transaction has ended");
  expect(await store.read.journal.newest(W)).toBeNull();
  await store.close();
});

test("[F6] another program that holds the file: said as such, and it goes on when that is over", {
  timeout: 30_000,
}, async () => {
  const file = temporaryFile();
  const store = await openSqliteStore({ file, now: 1 });
  const tool = new Database(file);
  tool.exec("BEGIN IMMEDIATE");
  await expect(store.begin()).rejects.toMatchObject({ code: "busy" });
  tool.exec("ROLLBACK");
  tool.close();
  await transact(store, async () => {});
  await store.close();
});
