import Database from "better-sqlite3";
import { expect, test } from "vitest";
import type { OrderFilter, OrderReader, OrderRow } from "../port/orders.ts";
import type { Store } from "../port/store.ts";
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
  const late = { statuses: ["New", "Held"], due: { before: 5 } };
  await read.list(W, late, { limit: 9 });
  await read.list(W, late, { limit: 9, sort: { by: "due_at", descending: false } });
  const came = { received: { from: 1, before: 9 }, ids: { from: "o1", before: "o2" } };
  await read.list(W, came, { limit: 9 });
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
    // Where a stretch of the late ends; then its ids in the order of the list, and of those the rows that come on the page.
    ["SEARCH orders USING INDEX orders_open_by_due (workspace_id=? AND due_at<?)"],
    [
      "CO-ROUTINE piece",
      "CO-ROUTINE stretch",
      "SEARCH orders USING INDEX orders_open_by_due (workspace_id=? AND due_at<?)",
      "SCAN stretch",
      "USE TEMP B-TREE FOR ORDER BY",
      "SCAN piece",
      "SEARCH orders USING INTEGER PRIMARY KEY (rowid=?)",
    ],
    [
      "SEARCH orders USING INDEX orders_open_by_due (workspace_id=? AND due_at<?)",
      "USE TEMP B-TREE FOR LAST TERM OF ORDER BY",
    ],
    // A stretch of the pool, and what is found in it.
    ["SEARCH orders USING COVERING INDEX sqlite_autoindex_orders_1 (workspace_id=? AND order_id>? AND order_id<?)"],
    ["SEARCH orders USING INDEX sqlite_autoindex_orders_1 (workspace_id=? AND order_id>? AND order_id<?)"],
  ]);
});

/** Three pieces of the pool. */
const MANY = 9001;
const ROWS = Array.from({ length: MANY }, (_, n) =>
  orderRow(`o${String(n).padStart(5, "0")}`, {
    amount: n % 7 === 0 ? null : (n * 7919) % 101,
    style_code: ["ＦＪ", "FJ-2", "😀", null][n % 4] ?? null,
    status: ["New", "Held", "Signed", "Own"][n % 4] ?? null,
    due_at: n % 5 === 0 ? null : (n * 31) % 1000,
    search: n % 4500 === 1 ? "rare" : "common",
  }),
);
type Sort = NonNullable<Parameters<OrderReader["list"]>[2]["sort"]>;
type SortCase = [string, Sort, (row: OrderRow) => number | string | null];
const SORTS: SortCase[] = [
  ["amount", { by: "amount", descending: false }, (row) => row.amount],
  ["amount, greatest first", { by: "amount", descending: true }, (row) => row.amount],
  [
    "style",
    { by: "style_code", descending: true },
    (row) => row.style_code && Buffer.from(row.style_code).toString("hex"),
  ],
  [
    "status as the machine has it, unknown ones behind it",
    { by: "status", descending: false, ranks: ["Held", "New", "Signed"] },
    (row) => ["Held", "New", "Signed", "Own"].indexOf(row.status ?? ""),
  ],
  ["by ranks where there are none", { by: "status", descending: false, ranks: [] }, (row) => row.status && 0],
  ["arrival, oldest first", { by: "received_at", descending: false }, (row) => row.id],
];

/** A list that is read page by page, beside a sort of all rows: nothing twice, nothing left out, no value last. */
async function expectSorted(store: Store, rows: OrderRow[], filter: OrderFilter, [name, sort, keyOf]: SortCase) {
  const expected = [...rows].sort((a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    if (one === null || other === null) {
      if (one !== other) return one === null ? 1 : -1;
    } else if (one !== other) return one < other === sort.descending ? 1 : -1;
    return a.id < b.id ? 1 : -1;
  });
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.read.orders.list(W, filter, { limit: 1600, sort, cursor });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(ids, name).toEqual(expected.map(({ id }) => id));
}

test("many late ones, in stretches, come page by page as a sort of all of them has it", async () => {
  const store = await temporaryStore();
  await commit(store, { orders: ROWS });
  const statuses = ["New", "Held", "Own"];
  const late = ROWS.filter(({ status, due_at: due }) => statuses.includes(status ?? "") && due !== null && due < 900);
  const newest: SortCase = ["arrival", { by: "received_at", descending: true }, (row) => row.id];
  const due: SortCase = ["due date", { by: "due_at", descending: true }, (row) => row.due_at];
  for (const one of [newest, due, ...SORTS]) await expectSorted(store, late, { statuses, due: { before: 900 } }, one);
  const rare = late.filter(({ search }) => search === "rare");
  const looked = { statuses, due: { before: 900 }, q: "rare" };
  for (const one of [newest, due]) await expectSorted(store, rare, looked, one);
  expect([late.length > 4000, rare.length > 0]).toEqual([true, true]);
});

test("a sorted list comes page by page as a sort of all orders has it: nothing twice, nothing left out, no value last", async () => {
  const store = await temporaryStore();
  await commit(store, { orders: ROWS });
  for (const one of SORTS) await expectSorted(store, ROWS, {}, one);
  const words = (cursor?: string) => store.read.orders.list(W, { q: "rare" }, { limit: 2, cursor });
  const first = await words();
  expect(first.items.map(({ id }) => id)).toEqual(["o04501", "o00001"]);
  expect(first.nextCursor).toBeNull();
  expect((await words("o04501")).items.map(({ id }) => id)).toEqual(["o00001"]);
});

test("the late come the latest first when sorted by due date, also where the workspace calls a done state open", async () => {
  const store = await temporaryStore();
  await commit(store, { orders: ROWS });
  for (const statuses of [["New", "Held"], ["Signed"]]) {
    const sort = { by: "due_at", descending: false } as const;
    const { items } = await store.read.orders.list(W, { statuses, due: { before: 40 } }, { limit: MANY, sort });
    const expected = ROWS.filter(
      (row) => statuses.includes(row.status ?? "") && row.due_at !== null && row.due_at < 40,
    );
    expected.sort((a, b) => (a.due_at ?? 0) - (b.due_at ?? 0) || (a.id < b.id ? 1 : -1));
    expect(items.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect(items.length).toBeGreaterThan(20);
  }
});

test("orders that changed since an instant come by stretches of the pool, each once, the oldest first", async () => {
  const store = await temporaryStore();
  const count = 450;
  const ids = Array.from({ length: count }, (_, n) => `o${String(n).padStart(3, "0")}`);
  await commit(store, {
    orders: ids.map((id, n) => orderRow(id, { updated_at: n % 3 === 0 ? 99 : 100 })),
    state: ids.map((id) => stateInput({ key: { kind: "order", key: id }, value: orderState(id) })),
  });
  const seen: string[] = [];
  let stretches = 0;
  for (let after: string | null = null; ; stretches += 1) {
    const { states, next } = await store.read.orders.changedSince(W, 100, after);
    seen.push(...states.map(({ id }) => id));
    if (next === null) break;
    after = next;
  }
  expect(seen).toEqual(ids.filter((_, n) => n % 3 !== 0));
  expect(stretches).toBe(2);
  expect(await store.read.orders.changedSince("other", 0, null)).toEqual({ states: [], next: null });
});
