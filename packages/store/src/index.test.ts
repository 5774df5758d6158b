import { expect, test } from "vitest";
import * as store from "./index.ts";

test("the package's public names", () => {
  expect(Object.keys(store).sort()).toEqual([
    "ACCOUNT_MODELS",
    "COMPARISON_KINDS",
    "DELIVERY_STATUSES",
    "GENESIS",
    "INTAKE_DOORS",
    "INTAKE_OUTCOMES",
    "ORDER_SORTS",
    "REPORT_COVERS",
    "ROLES",
    "StoreError",
    "backupSqlite",
    "chainVerifier",
    "entryHash",
    "inspectSqlite",
    "openRowGroups",
    "openSqliteReader",
    "openSqliteStore",
    "restoreSqlite",
    "searchable",
    "transact",
  ]);
});
