import { openSqliteReader } from "@switchyard/store";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { fileIn } from "../harness/audit.ts";
import { publishFlow } from "../harness/flow.ts";
import { testFolder } from "../testing/folder.ts";
import { send } from "../testing/orders.ts";
import { testServer } from "../testing/server.ts";

const ORDERS = 40;

async function house(): Promise<string> {
  const dataDir = testFolder();
  const server = await testServer({ dataDir });
  await publishFlow(server.port);
  await Promise.all(Array.from({ length: ORDERS }, (_, n) => send(server.port, `J-${n}`, n)));
  await server.stop();
  return dataDir;
}
async function verify(dataDir: string) {
  const reader = await openSqliteReader(fileIn(dataDir));
  const [workspace] = await reader.workspaces.list();
  const found = await reader.journal.verify(workspace?.id ?? "");
  await reader.close();
  return found;
}
function change(dataDir: string, run: (db: Database.Database) => void): void {
  const db = new Database(fileIn(dataDir));
  run(db);
  db.close();
}

test("[F8] any changed field of any entry is found, at the entry that was changed", async () => {
  const dataDir = await house();
  const { entries, broken } = await verify(dataDir);
  expect(broken).toBeNull();
  let changes = 0;
  for (let position = 1; position <= entries; position += 7) {
    for (const field of ["at", "type", "actor", "data", "seq", "subject", "prev_hash", "hash"]) {
      change(dataDir, (db) => {
        const old = db.prepare(`select ${field} from journal where position = ?`).pluck().get(position);
        const set = db.prepare(`update journal set ${field} = ? where position = ?`);
        set.run(typeof old === "number" ? old + 1000 : flip(String(old)), position);
      });
      expect([field, (await verify(dataDir)).broken?.position]).toEqual([field, position]);
      change(dataDir, (db) => restore(db, field, position));
      changes += 1;
    }
  }
  console.log(`${changes} changes in a journal of ${entries} entries, each found at its place`);
  expect(changes).toBeGreaterThan(50);

  function flip(text: string): string {
    const at = Math.floor(text.length / 2);
    return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
  }
  function restore(db: Database.Database, field: string, position: number): void {
    const now = db.prepare(`select ${field} from journal where position = ?`).pluck().get(position);
    const old = typeof now === "number" ? now - 1000 : flip(String(now));
    db.prepare(`update journal set ${field} = ? where position = ?`).run(old, position);
  }
}, 60_000);

test("[F8] deleted and exchanged entries are found", async () => {
  const dataDir = await house();
  change(dataDir, (db) => void db.prepare("delete from journal where position = 10").run());
  expect((await verify(dataDir)).broken).toMatchObject({ position: 11, reason: "gap" });

  const other = await house();
  change(other, (db) => {
    db.exec("update journal set position = -10 where position = 10");
    db.exec("update journal set position = 10 where position = 12");
    db.exec("update journal set position = 12 where position = -10");
  });
  expect((await verify(other)).broken).not.toBeNull();
}, 60_000);

test("[F8] a server on a file with a broken entry serves and takes orders, and does not mend what was broken", async () => {
  const dataDir = await house();
  change(dataDir, (db) => void db.prepare(`update journal set data = '{"forged":true}' where position = 9`).run());
  const server = await testServer({ dataDir });
  expect((await send(server.port, "J-after")).status).toBe(201);
  await server.stop();
  expect((await verify(dataDir)).broken).toMatchObject({ position: 9, reason: "hash" });
}, 60_000);
