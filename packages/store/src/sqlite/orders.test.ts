import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { commit, orderRow, orderState, stateInput, temporaryFile, temporaryStore, W } from "../testing/fixtures.ts";
import { orderReader } from "./orders.ts";
import { queriesOver } from "./queries.ts";

test("orders of some states come page by page, newest first, each once though it changes its state in between", async () => {
  const store = await temporaryStore();
  const states = ["New", "Held", "Done", "New", "Done", "Held", "New"];
  await commit(store, { orders: states.map((status, n) => orderRow(`o${n}`, { status })) });
  const page = (cursor?: string) =>
    store.read.orders.list(W, { statuses: ["New", "Held"] }, { limit: 2, ...(cursor ? { cursor } : {}) });
  const first = await page();
  expect(first.items.map(({ id }) => id)).toEqual(["o6", "o5"]);
  // One that was shown and one that was not go over into the other's state.
  await commit(store, {
    orders: [
      orderRow("o6", { status: "Held", outcome: null }),
      orderRow("o3", { status: "Held", outcome: null }),
      orderRow("o1", { status: "New", outcome: null }),
    ],
  });
  const second = await page(first.nextCursor ?? "");
  const third = await page(second.nextCursor ?? "");
  expect([second, third].map(({ items }) => items.map(({ id }) => id))).toEqual([["o3", "o1"], ["o0"]]);
  expect(third.nextCursor).toBeNull();
  expect((await store.read.orders.list(W, { statuses: [] }, { limit: 9 })).items).toEqual([]);
});

test("lists and the orders of a PO are read by their indexes: none walks all orders", async () => {
  const file = temporaryFile();
  const store = await temporaryStore(file);
  await commit(store, {
    orders: [orderRow("o1", { po_no: "PO", status: "New", brand: "b" })],
    state: [stateInput({ key: { kind: "order", key: "o1" }, value: orderState("o1") })],
  });
  await store.close();
  const asked: string[] = [];
  const db = new Database(file, { verbose: (text) => void asked.push(String(text)) });
  const read = orderReader(queriesOver(db));
  await read.list(W, { statuses: ["New"] }, { limit: 9, cursor: "o9" });
  await read.list(W, { brands: ["b"] }, { limit: 9 });
  await read.ofPo(W, "PO", 9);
  const plans = asked
    .slice()
    .map((text) =>
      (db.prepare(`explain query plan ${text}`).all() as { detail: string }[]).map(({ detail }) => detail),
    );
  db.close();
  expect(plans).toEqual([
    ["SEARCH orders USING INDEX orders_by_status (workspace_id=? AND status=? AND order_id<?)"],
    ["SEARCH orders USING INDEX orders_by_brand (workspace_id=? AND brand=?)"],
    [
      "SEARCH orders USING INDEX orders_by_po (workspace_id=? AND po_no=?)",
      "SEARCH state USING INDEX sqlite_autoindex_state_1 (workspace_id=? AND kind=? AND key=?)",
      "USE TEMP B-TREE FOR ORDER BY",
    ],
  ]);
});
