import { expect, test } from "vitest";
import * as store from "./index.ts";

test("the package's public names", () => {
  expect(Object.keys(store).sort()).toEqual([
    "DELIVERY_STATUSES",
    "GENESIS",
    "INTAKE_DOORS",
    "INTAKE_OUTCOMES",
    "StoreError",
    "backupSqlite",
    "chainVerifier",
    "entryHash",
    "inspectSqlite",
    "openSqliteReader",
    "openSqliteStore",
    "restoreSqlite",
    "transact",
  ]);
});
