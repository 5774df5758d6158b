import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import type { OrderFilter } from "../port/orders.ts";
import { transact } from "../port/store.ts";
import {
  commit,
  groupWrite,
  orderRow,
  orderState,
  stateInput,
  temporaryFile,
  temporaryStore,
  W,
} from "../testing/fixtures.ts";
import { FROM_OTHERS, groupStatements } from "./group.ts";
import { journalWriter } from "./journal-writer.ts";
import { openSqliteStore } from "./store.ts";

const entry = (subject: string, type = "order_received") => ({ subject, at: 1, type, actor: "erp", data: "{}" });

describe("a group", () => {
  test("is there as a whole after commit, and again after the file was closed", async () => {
    const file = temporaryFile();
    const first = await temporaryStore(file);
    const receipt = { orderId: "o1", contentHash: "c1", at: 1, result: "accepted" as const, answer: '{"a":1}' };
    const request = { key: "k1", orderId: "o1", contentHash: "c1", result: "accepted" as const, at: 1 };
    await commit(first, {
      orders: [orderRow("o1", { brand: "青禾记", tags: ["急"] })],
      state: [stateInput({ key: { kind: "order", key: "o1" }, value: orderState("o1") })],
      receipts: [receipt],
      requests: [request],
      journal: [entry("o1"), entry("o1", "decided")],
      newSubjects: new Set(["o1"]),
    });
    await first.close();

    const store = await temporaryStore(file);
    const tx = await store.begin();
    const rows = await tx.load(W, [
      { kind: "request", key: "k1" },
      { kind: "request", key: "unknown" },
      { kind: "identity", source: "erp", externalId: "X-o1" },
      { kind: "order", key: "o1" },
    ]);
    await tx.rollback();
    expect(rows).toEqual([
      { kind: "request", request },
      { kind: "identity", source: "erp", externalId: "X-o1", orderId: "o1", receipts: [receipt] },
      { kind: "state", key: { kind: "order", key: "o1" }, value: orderState("o1") },
    ]);
    expect(await store.read.orders.get(W, "o1")).toMatchObject({
      summary: { id: "o1", brand: "青禾记", tags: ["急"] },
      state: { order: { external_id: "X-o1" } },
    });
    expect(await store.read.journal.verify(W)).toMatchObject({ entries: 2, broken: null });
  });

  test("finds the first answers again: of a new order and of an update in the journal, of an event as they are", async () => {
    const store = await temporaryStore();
    const told = (data: string) => ({ ...entry("o1", "decided"), data });
    await commit(store, { journal: [entry("o0")] });
    await commit(store, {
      orders: [orderRow("o1", { first: { contentHash: "c1", entry: 1 } })],
      journal: [entry("o1"), told('"first"')],
    });
    const update = { orderId: "o1", contentHash: "c2", at: 2, result: "update" as const };
    const ofEvent = { orderId: "event e", contentHash: "c3", at: 3, result: "accepted" as const, answer: '"said"' };
    await commit(store, {
      orders: [orderRow("o1", { brand: "B" })],
      journal: [entry("o1", "order_updated"), told('"second"')],
      receipts: [{ ...update, answer: { entry: 1 } }, ofEvent],
    });
    const tx = await store.begin();
    const [row] = await tx.load(W, [{ kind: "identity", source: "erp", externalId: "X-o1" }]);
    const first = { orderId: "o1", contentHash: "c1", at: 1000, result: "accepted", answer: 3 };
    expect(row).toMatchObject({ orderId: "o1", receipts: [first, { ...update, answer: 5 }] });
    expect([await tx.journalData(W, 3), await tx.journalData(W, 5)]).toEqual(['"first"', '"second"']);
    await tx.rollback();
    expect(await store.read.orders.answer(W, "event e", "c3")).toBe('"said"');
  });

  test("leaves nothing behind when it is rolled back, the journal's places included", async () => {
    const store = await temporaryStore();
    const tx = await store.begin();
    await tx.write(W, groupWrite({ orders: [orderRow("o1")], journal: [entry("o1")] }));
    await tx.rollback();
    expect(await store.read.orders.count(W)).toBe(0);
    await commit(store, { journal: [entry("o2")] });
    expect((await store.read.journal.timeline(W, "o2")).map(({ position, seq }) => [position, seq])).toEqual([[1, 1]]);
  });

  test("waits for its turn: no two transactions are open at a time, and they run first come first served", async () => {
    const store = await temporaryStore();
    const turns: string[] = [];
    const one = async (name: string) => {
      const tx = await store.begin();
      turns.push(`${name} in`);
      await new Promise((resolve) => setImmediate(resolve));
      turns.push(`${name} out`);
      await tx.commit();
    };
    await Promise.all([one("a"), one("b"), one("c")]);
    expect(turns).toEqual(["a in", "a out", "b in", "b out", "c in", "c out"]);
  });

  test("a failed statement frees the lane", async () => {
    const store = await temporaryStore();
    const twice = [orderRow("o1"), orderRow("o2", { external_id: "X-o1" })];
    await expect(transact(store, async (tx) => tx.write(W, groupWrite({ orders: twice })))).rejects.toThrow(/UNIQUE/);
    expect(await store.read.orders.count(W)).toBe(0);
    await commit(store, { orders: [orderRow("o3")] });
    expect(await store.read.orders.count(W)).toBe(1);
  });

  test("a full disk is said as such, nothing is half-written, and reads go on", async () => {
    const store = await openSqliteStore({ file: temporaryFile(), now: 1, maxPages: 160 });
    const big = (n: number) => ({ ...entry(`o${n}`), data: JSON.stringify("x".repeat(4000)) });
    let acknowledged = 0;
    const fill = async () => {
      for (let n = 0; n < 1000; n += 1) {
        const journal = [big(n), entry(`o${n}`, "decided")];
        await transact(store, async (tx) => tx.write(W, groupWrite({ orders: [orderRow(`o${n}`)], journal })));
        acknowledged += 1;
      }
    };
    await expect(fill()).rejects.toMatchObject({ code: "full", text: { zh: expect.stringContaining("磁盘已满") } });
    const times = store.timesFull;
    expect(times).toBeGreaterThan(0);
    // It fits, and says nothing about room for the next order.
    await transact(store, async () => {});
    expect(store.timesFull).toBe(times);
    expect(acknowledged).toBeGreaterThan(5);
    expect(await store.read.orders.count(W)).toBe(acknowledged);
    expect(await store.read.journal.verify(W)).toMatchObject({ entries: 2 * acknowledged, broken: null });
    await store.close();
  });
});

describe("the journal", () => {
  test("continues each subject's chain across groups and knows its newest entry of a type", async () => {
    const store = await temporaryStore();
    await commit(store, { journal: [entry("o1"), entry("o2"), entry("o1", "decided")] });
    await commit(store, { journal: [entry("o2", "decided"), entry("o1", "decided")] });
    expect((await store.read.journal.timeline(W, "o1")).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect((await store.read.journal.latest(W, "o1", "decided"))?.seq).toBe(3);
    expect(await store.read.journal.latest(W, "o1", "order_updated")).toBeNull();
    expect((await store.read.journal.newest(W))?.position).toBe(5);
    expect(await store.read.journal.newest("w2")).toBeNull();
    const decided = { types: ["decided"] };
    expect(await store.read.journal.count(W, decided)).toBe(3);
    expect((await store.read.journal.after(W, 3, { ...decided, limit: 9 })).map((e) => e.position)).toEqual([4, 5]);
    expect(await store.read.journal.verify(W)).toMatchObject({ entries: 5, broken: null });
  });

  test("a changed row is found", async () => {
    const file = temporaryFile();
    const store = await temporaryStore(file);
    await commit(store, { journal: [entry("o1"), entry("o2"), entry("o1", "decided")] });
    await store.close();
    const db = new Database(file);
    db.prepare("update journal set data = '{ }' where position = 2").run();
    db.close();
    const again = await temporaryStore(file);
    expect(await again.read.journal.verify(W)).toMatchObject({
      broken: { position: 2, subject: "o2", reason: "hash" },
    });
  });
});

describe("the list of orders", () => {
  const rows = [
    orderRow("o1", { brand: "A", destination: "rapid", outcome: "decided", search: "x-o1\nfj2501" }),
    orderRow("o2", { brand: "B", source: "csv", search: "x-o2\nab_1%" }),
    orderRow("o3", { brand: "A", outcome: "parked", search: "x-o3\n王**" }),
  ];
  test.each<[OrderFilter, string[]]>([
    [{}, ["o3", "o2", "o1"]],
    [{ brands: ["A"] }, ["o3", "o1"]],
    [{ brands: ["A", "B", "C"] }, ["o3", "o2", "o1"]],
    [{ brands: [] }, []],
    [{ destination: "rapid" }, ["o1"]],
    [{ destination: "none" }, ["o3", "o2"]],
    [{ outcome: "parked" }, ["o3"]],
    [{ source: "csv" }, ["o2"]],
    [{ q: "FJ25" }, ["o1"]],
    [{ q: "FJ25" }, ["o1"]],
    [{ q: "%" }, ["o2"]],
    [{ q: "ＦＪ　25 王" }, []],
    [{ q: "b_1" }, ["o2"]],
    [{ q: "王" }, ["o3"]],
    [{ q: "王", brands: ["B"] }, []],
  ])("filtered by %o holds %o", async (filter, ids) => {
    const store = await temporaryStore();
    await commit(store, { orders: rows });
    const page = await store.read.orders.list(W, filter, { limit: 10 });
    expect(page).toMatchObject({ nextCursor: null });
    expect(page.items.map(({ id }) => id)).toEqual(ids);
  });

  test("keeps the outcome of an order about which nothing new was decided", async () => {
    const store = await temporaryStore();
    await commit(store, { orders: [orderRow("o1", { outcome: "decided" }), orderRow("o2", { outcome: null })] });
    await commit(store, { orders: [orderRow("o1", { outcome: null, brand: "B" })] });
    const { items } = await store.read.orders.list(W, {}, { limit: 9 });
    expect(items.map(({ id, outcome, brand }) => [id, outcome, brand])).toEqual([
      ["o2", "undecided", null],
      ["o1", "decided", "B"],
    ]);
  });

  test("is read page by page without a gap, and never shows another workspace", async () => {
    const store = await temporaryStore();
    await commit(store, { orders: Array.from({ length: 25 }, (_, n) => orderRow(`o${String(n).padStart(2, "0")}`)) });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.read.orders.list(W, {}, { cursor, limit: 10 });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, n) => `o${String(24 - n).padStart(2, "0")}`));
    expect((await store.read.orders.list("w2", {}, { limit: 10 })).items).toEqual([]);
  });
});

describe("state, timers and messages", () => {
  test("a null value takes a key away; a timer that is set again moves", async () => {
    const store = await temporaryStore();
    const key = { kind: "batch", key: "b1" } as const;
    await commit(store, {
      state: [stateInput({ key, value: orderState("o1") })],
      timers: [
        { key, timer: "close", due: 50 },
        { key, timer: "look", due: 20 },
      ],
    });
    await commit(store, { timers: [{ key, timer: "close", due: 10 }] });
    expect(await store.read.work.nextTimer(W)).toBe(10);
    const tx = await store.begin();
    expect(await tx.dueTimers(W, 20, 9)).toEqual([
      { key, timer: "close", due: 10 },
      { key, timer: "look", due: 20 },
    ]);
    expect(await tx.dueTimers(W, 9, 9)).toEqual([]);
    await tx.write(
      W,
      groupWrite({ state: [stateInput({ key, value: null })], timers: [{ key, timer: "close", due: null }] }),
    );
    expect(await tx.load(W, [key])).toEqual([]);
    await tx.commit();
    expect(await store.read.work.nextTimer(W)).toBe(20);
  });

  test("a message stays until it is done", async () => {
    const store = await temporaryStore();
    const event = { type: "hold_released", id: "e1", at: 1, order: "o1", by: "p1" } as const;
    await commit(store, { messages: [{ id: "m1", event }] });
    expect(await store.read.work.messages(W)).toEqual([{ id: "m1", event }]);
    await commit(store, { doneMessages: ["m1"] });
    expect(await store.read.work.messages(W)).toEqual([]);
  });
});

test("orders of a PO from other sources: of a hundred numbers at once, in the order in which they came, no row of one's own is read", async () => {
  const file = temporaryFile();
  const store = await temporaryStore(file);
  const row = (id: string, source: string, poNo: string | null) => ({ ...orderRow(id), source, po_no: poNo });
  await commit(store, {
    orders: [
      row("o1", "mail", "A"),
      row("o2", "erp", "A"),
      row("o3", "form", "A"),
      row("o4", "form", "B"),
      row("o5", "erp", null),
    ],
  });
  const tx = await store.begin();
  const found = async (source: string, poNos: string[]) =>
    (await tx.fromOthers(W, source, poNos)).map(({ po_no, id }) => [po_no, id]);
  expect(await found("erp", ["A", "B", "none"])).toEqual([
    ["A", "o1"],
    ["A", "o3"],
    ["B", "o4"],
  ]);
  expect(await found("form", ["A", "B"])).toEqual([
    ["A", "o1"],
    ["A", "o2"],
  ]);
  expect(await found("new", [])).toEqual([]);
  expect(await tx.fromOthers("elsewhere", "erp", ["A"])).toEqual([]);
  await tx.rollback();
  await store.close();
  const db = new Database(file);
  const asked = { workspace: W, source: "erp", poNos: "[]" };
  const plan = db.prepare(`explain query plan ${FROM_OTHERS}`).all(asked) as { detail: string }[];
  db.close();
  const reads = plan.map(({ detail }) => detail).filter((detail) => /orders|\bo\b/.test(detail));
  expect(reads).toEqual([
    "SEARCH o USING INTEGER PRIMARY KEY (rowid=?)",
    "SEARCH orders USING COVERING INDEX orders_by_po (workspace_id=? AND po_no=? AND source<?)",
    "SEARCH orders USING COVERING INDEX orders_by_po (workspace_id=? AND po_no=? AND source>?)",
  ]);
});

test("what a group asks by range and order is found by an index", async () => {
  const file = temporaryFile();
  await (await temporaryStore(file)).close();
  const asked: string[] = [];
  const db = new Database(file, { verbose: (text) => void asked.push(String(text)) });
  const append = journalWriter(db);
  const group = groupStatements(db, append);
  group.hasRequest(W, "k");
  group.dueTimers(W, 5, 9);
  append(W, [entry("o1")]);
  const plans = asked
    .filter((text) => text.startsWith("select"))
    .map((text) =>
      (db.prepare(`explain query plan ${text}`).all() as { detail: string }[]).map(({ detail }) => detail),
    );
  db.close();
  expect(plans).toEqual([
    ["SEARCH requests USING COVERING INDEX sqlite_autoindex_requests_1 (workspace_id=? AND request_key>?)"],
    ["SEARCH timers USING INDEX timers_due (workspace_id=? AND due<?)", "USE TEMP B-TREE FOR LAST 3 TERMS OF ORDER BY"],
    ["SEARCH journal USING COVERING INDEX sqlite_autoindex_journal_1 (workspace_id=?)"],
    ["SEARCH journal USING INDEX journal_chain (workspace_id=? AND subject=?)"],
  ]);
});
