import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { commit, orderRow, temporaryFile, temporaryStore, W } from "../testing/fixtures.ts";
import { backupSqlite, inspectSqlite, restoreSqlite } from "./backup.ts";
import { openSqliteReader, openSqliteStore } from "./store.ts";

const entry = (subject: string) => ({ subject, at: 5, type: "order_received", actor: "erp", data: '{"a":"急"}' });
const add = (store: Awaited<ReturnType<typeof temporaryStore>>, ...ids: string[]) =>
  commit(store, { orders: ids.map((id) => orderRow(id)), journal: ids.map(entry) });

async function filled(...ids: string[]) {
  const file = temporaryFile();
  const store = await temporaryStore(file);
  await add(store, ...ids);
  return { file, store, out: join(dirname(file), "backup", "one.db") };
}
const coded = (code: string) => expect.objectContaining({ code });

describe("backup", () => {
  test("of a file in use is one consistent file that opens by itself, and later orders are not in it", async () => {
    const { file, store, out } = await filled("o1", "o2");
    expect(await backupSqlite(file, out)).toMatchObject({ orders: 2, journals: [{ workspace: W, position: 2 }] });
    await add(store, "o3");
    expect(readdirSync(dirname(out))).toEqual(["one.db"]);
    const reader = await openSqliteReader(out);
    expect(await reader.orders.count(W)).toBe(2);
    await reader.close();
  });

  test("while orders keep coming: whole groups only, chains whole", async () => {
    const { file, store, out } = await filled("o0");
    let going = true;
    const writing = (async () => {
      for (let n = 1; going; n += 1) {
        await add(store, `a${n}`, `b${n}`);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    for (let n = 0; n < 5; n += 1) {
      const { orders, journals } = await backupSqlite(file, `${out}${n}`);
      expect(orders % 2).toBe(1);
      expect(journals[0]?.position).toBe(orders);
    }
    going = false;
    await writing;
  });

  test("is refused over a file that is there, of a file that is not ours, and of one that is not there", async () => {
    const { file, out } = await filled("o1");
    await backupSqlite(file, out);
    await expect(backupSqlite(file, out)).rejects.toEqual(coded("file_exists"));
    await expect(backupSqlite(`${file}.none`, `${out}2`)).rejects.toEqual(coded("no_file"));
    const other = `${file}.other`;
    new Database(other).exec("create table theirs (x)").close();
    await expect(backupSqlite(other, `${out}3`)).rejects.toEqual(coded("not_a_switchyard_file"));
    expect(readdirSync(dirname(out))).toEqual(["one.db"]);
  });

  test("of a file whose journal was changed is refused: a backup is worth something", async () => {
    const { file, out } = await filled("o1", "o2");
    const db = new Database(file);
    db.exec("update journal set actor = 'erq' where position = 2");
    db.close();
    await expect(backupSqlite(file, out)).rejects.toEqual(coded("damaged"));
    expect(existsSync(out)).toBe(false);
  });
});

describe("restore", () => {
  test("brings back what the backup holds; what was there is kept beside it", async () => {
    const { file, store, out } = await filled("o1", "o2");
    await backupSqlite(file, out);
    await add(store, "o3");
    await store.close();
    await expect(restoreSqlite(out, file, { replace: false, now: 0 })).rejects.toEqual(coded("file_exists"));
    const { kept, orders } = await restoreSqlite(out, file, { replace: true, now: 0 });
    expect(orders).toBe(2);
    const again = await temporaryStore(file);
    expect(await again.read.orders.count(W)).toBe(2);
    expect((await again.read.journal.verify(W)).broken).toBeNull();
    expect((await inspectSqlite(kept ?? "")).orders).toBe(3);
  });

  test("the log of the file that was there does not reach the new one", async () => {
    const { file, store, out } = await filled("o1");
    await backupSqlite(file, out);
    await add(store, "o2", "o3");
    const log = readFileSync(`${file}-wal`);
    await store.close();
    writeFileSync(`${file}-wal`, log);
    await restoreSqlite(out, file, { replace: true, now: 0 });
    const again = await temporaryStore(file);
    expect(await again.read.orders.count(W)).toBe(1);
  });

  test("of a file that was kept beside it, with what stands in its log only", async () => {
    const { file, store } = await filled("o1");
    await store.close();
    const again = await temporaryStore(file);
    await add(again, "o2", "o3");
    // As a killed server leaves them.
    const kept = `${file}.replaced-then`;
    for (const ending of ["", "-wal"]) writeFileSync(`${kept}${ending}`, readFileSync(`${file}${ending}`));
    await again.close();
    expect(await restoreSqlite(kept, file, { replace: true, now: 0 })).toMatchObject({ orders: 3 });
    const restored = await temporaryStore(file);
    expect(await restored.read.orders.count(W)).toBe(3);
  });

  test("one that was cut off is not hidden by an empty file: it is said, and done again", async () => {
    const { file, store, out } = await filled("o1", "o2");
    await backupSqlite(file, out);
    await store.close();
    writeFileSync(`${file}.restoring`, readFileSync(out));
    renameSync(file, `${file}.replaced-then`);
    await expect(openSqliteStore({ file, now: 1 })).rejects.toEqual(coded("half_restored"));
    expect(existsSync(file)).toBe(false);
    await restoreSqlite(out, file, { replace: false, now: 0 });
    expect(await (await temporaryStore(file)).read.orders.count(W)).toBe(2);
  });

  test("into an empty folder needs no consent", async () => {
    const { file, out } = await filled("o1");
    await backupSqlite(file, out);
    const elsewhere = join(dirname(file), "new", "switchyard.db");
    expect(await restoreSqlite(out, elsewhere, { replace: false, now: 0 })).toMatchObject({ kept: null, orders: 1 });
    const store = await openSqliteStore({ file: elsewhere, now: 1 });
    await store.close();
  });

  test("is refused while a server uses the file", async () => {
    const { file, out } = await filled("o1");
    await backupSqlite(file, out);
    await expect(restoreSqlite(out, file, { replace: true, now: 0 })).rejects.toEqual(coded("file_in_use"));
  });

  test("of a damaged, foreign or newer file is refused, and the file that is there stays", async () => {
    const { file, store, out } = await filled(...Array.from({ length: 300 }, (_, n) => `o${n}`));
    await backupSqlite(file, out);
    await store.close();
    const into = (backup: string) => restoreSqlite(backup, file, { replace: true, now: 0 });
    const cut = `${out}.cut`;
    writeFileSync(cut, readFileSync(out).subarray(0, 9000));
    await expect(into(cut)).rejects.toEqual(coded("damaged"));
    const noise = `${out}.noise`;
    writeFileSync(noise, "not a database, whatever its name says".repeat(300));
    await expect(into(noise)).rejects.toEqual(coded("damaged"));
    const flipped = `${out}.flipped`;
    const bytes = readFileSync(out);
    const at = bytes.lastIndexOf("order_received");
    writeFileSync(flipped, bytes);
    const handle = openSync(flipped, "r+");
    writeSync(handle, "O", at);
    closeSync(handle);
    await expect(into(flipped)).rejects.toEqual(coded("damaged"));
    const newer = `${out}.newer`;
    writeFileSync(newer, readFileSync(out));
    new Database(newer).exec("insert into migrations values ('9999_from_tomorrow', 'x', 1)").close();
    await expect(into(newer)).rejects.toEqual(coded("newer_file"));
    expect((await inspectSqlite(file)).orders).toBe(300);
  });
});
