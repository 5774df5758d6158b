import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspectSqlite } from "@switchyard/store";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { openHouse, order, temporaryFolder } from "../testing/harness.ts";
import { keptBackups } from "./backup-job.ts";
import { createBackups } from "./backups.ts";

const HOURS = { everyHours: 24, keep: 2 };

test("a backup is made while orders come, is whole, and the oldest beyond `keep` go; other files stay", {
  timeout: 90_000,
}, async () => {
  const folder = join(temporaryFolder(), "kept");
  mkdirSync(folder);
  const old = ["2026-01-01", "2026-01-02"].map((day) => `switchyard-${day}T00-00-00-000Z.db`);
  for (const name of [...old, "notes.txt", "switchyard-2026-01-01T00-00-00-000Z.db.partial"])
    writeFileSync(join(folder, name), "");
  const house = await openHouse({ backups: { folder, ...HOURS } });
  await house.send("POST", "/api/v1/orders", order("1"));
  const asked = await house.send("POST", "/api/v1/upkeep/backups", {});
  expect(asked.status).toBe(202);
  expect(asked.body.backups.running).toBe(true);
  const result = await house.backups.run();
  expect(result).toMatchObject({ ok: true });
  const { backups } = (await house.get("/api/v1/upkeep")).body;
  expect(backups).toMatchObject({ running: false, failure: null, keep: 2, every_hours: 24 });
  expect(backups.kept).toHaveLength(2);
  const [newest] = keptBackups(folder);
  expect((await inspectSqlite(join(folder, newest?.name ?? ""))).orders).toBe(1);
  expect(readdirSync(folder).toSorted()).toEqual(["notes.txt", old[1], newest?.name].toSorted());
  expect((await house.metrics.text()).text).toContain("switchyard_backup_failed 0");
});

test("one that cannot be made is told once to everybody, with the reason, until one has been made", {
  timeout: 90_000,
}, async () => {
  const folder = join(temporaryFolder(), "file");
  writeFileSync(folder, "a file where a folder should be");
  const house = await openHouse({ backups: { folder, ...HOURS } });
  expect(await house.backups.run()).toMatchObject({ ok: false });
  expect(await house.backups.run()).toMatchObject({ ok: false });
  const { items } = (await house.get("/api/v1/inbox?open=true")).body;
  const told = items.filter(({ kind }: { kind: string }) => kind === "backup_failed");
  expect(told).toHaveLength(1);
  expect(told[0].lines.map(({ value }: { value: string }) => value).join()).toContain("BACKUP_DIR");
  expect((await house.get("/api/v1/upkeep")).body.backups.failure.text.en).toContain("EEXIST");
  expect((await house.metrics.text()).text).toContain("switchyard_backup_failed 1");
});

test("where nobody can be told that there is none, whoever asked for one still hears why", {
  timeout: 90_000,
}, async () => {
  const folder = join(temporaryFolder(), "file");
  writeFileSync(folder, "a file where a folder should be");
  const house = await openHouse();
  const { clock, log } = house.ctx;
  const onFailed = () => Promise.reject(new RangeError("the inbox is shut"));
  const backups = createBackups({ file: folder, settings: { folder, ...HOURS }, clock, log, onFailed });
  expect(await backups.run()).toMatchObject({ ok: false });
  expect(backups.status().isRunning).toBe(false);
  expect(house.logged.join()).toContain("RangeError");
});

test("a file that a newer program brings up to date is copied as it was; a new one and one that is up to date are not", async () => {
  const data = temporaryFolder();
  const folder = join(data, "backups");
  const copy = join(folder, "before-upgrade.db");
  const open = () => openHouse({ folder: data, backups: { folder, ...HOURS } });
  await (await open()).stop();
  await (await open()).stop();
  expect(existsSync(copy)).toBe(false);
  const db = new Database(join(data, "switchyard.db"));
  const last = db.prepare("select name from migrations order by rowid desc limit 1").pluck().get() as string;
  db.prepare("delete from migrations where name = ?").run(last);
  db.close();
  // What that migration makes is there already, so that it fails: the copy was made before.
  await open().catch(() => {});
  expect(existsSync(copy)).toBe(true);
  const kept = new Database(copy, { readonly: true });
  expect(kept.prepare("select count(*) from migrations where name = ?").pluck().get(last)).toBe(0);
  kept.close();
});

test("one that the stop interrupts is nobody's failure", { timeout: 90_000 }, async () => {
  const data = temporaryFolder();
  const folder = join(data, "backups");
  const house = await openHouse({ folder: data, backups: { folder, ...HOURS } });
  const making = house.backups.run();
  await house.stop();
  expect(await making).toMatchObject({ ok: false });
  expect(house.logged.join()).not.toContain("backup_failed");
  const again = await openHouse({ folder: data, backups: { folder, ...HOURS } });
  expect((await again.get("/api/v1/inbox?open=true")).body.items).toEqual([]);
  expect(keptBackups(folder)).toEqual([]);
});
