import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { temporaryFile, temporaryStore } from "../testing/fixtures.ts";
import { openWriter } from "./connection.ts";
import { type Migration, migrate, ownMigrations } from "./migrate.ts";
import { openSqliteStore } from "./store.ts";

const first: Migration = { name: "0000_things", sql: "create table things (id text);" };
const second: Migration = { name: "0001_more", sql: "create table more (id text);" };
const tables = (db: Database.Database) =>
  db.prepare("select name from sqlite_schema where type = 'table' order by name").pluck().all();

describe("migrations", () => {
  test("run once each, in order", () => {
    const db = openWriter(temporaryFile());
    expect(migrate(db, [first], 1)).toEqual(["0000_things"]);
    expect(migrate(db, [first, second], 2)).toEqual(["0001_more"]);
    expect(migrate(db, [first, second], 3)).toEqual([]);
    db.close();
  });

  test("a file from a newer program is refused", () => {
    const db = openWriter(temporaryFile());
    migrate(db, [first, second], 1);
    expect(() => migrate(db, [first], 2)).toThrow(expect.objectContaining({ code: "newer_file" }));
    db.close();
  });

  test("an edited migration is refused; other line endings are not an edit", () => {
    const db = openWriter(temporaryFile());
    migrate(db, [{ ...first, sql: "create table things\n(id text);" }], 1);
    expect(migrate(db, [{ ...first, sql: "create table things\r\n(id text);" }], 2)).toEqual([]);
    const edited = { ...first, sql: "create table things (id text, x text);" };
    expect(() => migrate(db, [edited], 3)).toThrow(expect.objectContaining({ code: "edited_migration" }));
    db.close();
  });

  test("one that was merged in before an applied one is refused", () => {
    const db = openWriter(temporaryFile());
    migrate(db, [second], 1);
    expect(() => migrate(db, [first, second], 2)).toThrow(expect.objectContaining({ code: "newer_file" }));
    db.close();
  });

  test("one that fails half-way leaves the file as it was", () => {
    const db = openWriter(temporaryFile());
    migrate(db, [first], 1);
    const broken = { name: "0001_broken", sql: "create table a (x); create table b (x); create table a (x);" };
    expect(() => migrate(db, [first, broken], 2)).toThrow(/already exists/);
    expect(tables(db)).toEqual(["migrations", "things"]);
    db.close();
  });

  test("a file that is not ours is left alone", async () => {
    const file = temporaryFile();
    const other = new Database(file);
    other.exec("create table theirs (x)");
    other.close();
    const bytes = readFileSync(file);
    await expect(openSqliteStore({ file, now: 1 })).rejects.toMatchObject({ code: "not_a_switchyard_file" });
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  test("a promise that was broken before boards showed it waits for a person too", () => {
    const db = openWriter(temporaryFile());
    const own = ownMigrations();
    const at = own.findIndex(({ name }) => name.endsWith("broken_promises_wait"));
    migrate(db, own.slice(0, at), 1);
    const put = db.prepare("insert into state (workspace_id, kind, key, value) values ('w', ?, ?, ?)");
    const watch = (status: string, deadline: number) => ({ status, deadline, lasts: 1, version: 1 });
    put.run("order", "late", JSON.stringify({ watches: { "f/a": watch("breached", 5), "f/b": watch("breached", 7) } }));
    put.run("order", "open", JSON.stringify({ watches: { "f/a": watch("open", 9) }, holds: { by: "breached" } }));
    put.run("order", "plain", "{}");
    put.run("batch", "late", JSON.stringify({ watches: { "f/a": watch("breached", 5) } }));
    migrate(db, own, 2);
    expect(db.prepare("select * from waits").all()).toEqual([
      { workspace_id: "w", kind: "breach", order_id: "late", since: 7 },
    ]);
    db.close();
  });

  test("orders that came before their rows said where they go are found by it too, however they stand", () => {
    const db = openWriter(temporaryFile());
    const own = ownMigrations();
    const at = own.findIndex(({ name }) => name.endsWith("places_of_orders_in_their_rows"));
    migrate(db, own.slice(0, at), 1);
    const row =
      db.prepare(`insert into orders (workspace_id, order_id, source, external_id, received_at, updated_at, outcome, tags, search)
      values ('w', @id, 's', @id, 1, 1, 'decided', '[]', '')`);
    const put = db.prepare("insert into state (workspace_id, kind, key, value) values ('w', 'order', ?, ?)");
    const order = { province: "浙江", carrier: "中通", lines: [{ category: "卫衣" }, { category: "裤" }] };
    const states = {
      plain: { order },
      moved: {
        order,
        fields: { province: "江苏", carrier: "圆通" },
        statusAt: 5,
        courier: { at: 7, province: "湖北" },
      },
      still: { order: { lines: [] }, statusAt: 9, courier: { at: 7 } },
      parked: { order: null, parked: [{ why: "pool", event: { order } }] },
    };
    for (const [id, state] of Object.entries(states)) {
      row.run({ id });
      put.run(id, JSON.stringify(state));
    }
    migrate(db, own, 2);
    const read = db
      .prepare("select province, carrier, category, parcel_in, since from orders where order_id = ?")
      .raw();
    expect(Object.fromEntries(Object.keys(states).map((id) => [id, read.get(id)]))).toEqual({
      plain: ["浙江", "中通", "卫衣", null, null],
      moved: ["江苏", "圆通", "卫衣", "湖北", 7],
      still: [null, null, null, null, 9],
      parked: ["浙江", "中通", "卫衣", null, null],
    });
    db.close();
  });

  test("the program's own have names that say what they do, and lead every row with the workspace", async () => {
    for (const { name } of ownMigrations()) expect(name).toMatch(/^\d{4}_[a-z_]{8,}$/);
    const file = temporaryFile();
    await (await temporaryStore(file)).close();
    const db = new Database(file, { readonly: true });
    // People who sign in belong to no workspace; members say where they may go.
    const ofNoWorkspace = new Set<unknown>([
      "migrations",
      "users",
      "sessions",
      "accounts",
      "verifications",
      "two_factors",
    ]);
    const ours = tables(db).filter((name) => !ofNoWorkspace.has(name));
    expect(ours.length).toBeGreaterThan(15);
    for (const name of ours) {
      const columns = db.pragma(`table_info(${name})`) as { name: string; pk: number; notnull: number }[];
      expect([name, columns.find((column) => column.pk === 1)?.name]).toEqual([name, "workspace_id"]);
    }
    db.close();
  });
});
