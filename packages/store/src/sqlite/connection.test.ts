import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { StoreError } from "../port/errors.ts";
import { temporaryFile } from "../testing/fixtures.ts";
import { assertDurable, openReadOnly, openWriter } from "./connection.ts";

describe("a writer's connection", () => {
  test("waits for the disk at every commit, when the file is new and when it is opened again", () => {
    const file = temporaryFile();
    for (const _ of ["new", "again"]) {
      const db = openWriter(file);
      expect(db.pragma("synchronous", { simple: true })).toBe(2);
      expect(db.pragma("journal_mode", { simple: true })).toBe("wal");
      db.close();
    }
  });

  test("is refused where it would not (what better-sqlite3 does to a file that is already in WAL mode)", () => {
    const file = temporaryFile();
    openWriter(file).close();
    const careless = new Database(file);
    expect(careless.pragma("synchronous", { simple: true })).toBe(1);
    expect(() => assertDurable(careless)).toThrow(StoreError);
    careless.close();
  });

  test("a reader cannot write", () => {
    const file = temporaryFile();
    const writer = openWriter(file);
    writer.exec("create table t (x)");
    const reader = openReadOnly(file);
    expect(() => reader.exec("insert into t values (1)")).toThrow(/readonly|query_only/);
    reader.close();
    writer.close();
  });
});
