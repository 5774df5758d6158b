import Database from "better-sqlite3";
import { expect, test } from "vitest";
import type { IntakeRecord } from "../port/intake.ts";
import { transact } from "../port/store.ts";
import { commit, temporaryFile, temporaryStore, W } from "../testing/fixtures.ts";

const record = (id: string, more: Partial<IntakeRecord> = {}): IntakeRecord => ({
  id,
  at: 1000,
  day: "2026-11-22",
  source: "erp",
  externalId: `X-${id}`,
  door: "api",
  outcome: "accepted",
  order: "o1",
  raw: `{"n":"${id}"}`,
  bytes: 10,
  problems: null,
  mends: null,
  ...more,
});
const bad = (id: string, more: Partial<IntakeRecord> = {}) =>
  record(id, {
    outcome: "quarantined",
    order: null,
    problems: [{ pointer: "/external_id", code: "required", message: { zh: "必填", en: "Required" } }],
    ...more,
  });

test("records are counted by source and day, in the transaction that keeps them", async () => {
  const store = await temporaryStore();
  await commit(store, { intake: [record("r1"), record("r2", { outcome: "duplicate" }), bad("r3")] });
  await commit(store, {
    intake: [
      record("r4", { outcome: "update" }),
      record("r5", { source: "shop" }),
      record("r6", { day: "2026-11-23" }),
    ],
  });
  const none = { accepted: 0, duplicate: 0, update: 0, quarantined: 0, closed: 0, stated: null };
  expect(await store.read.intake.counts(W, {})).toEqual([
    { ...none, day: "2026-11-23", source: "erp", received: 1, accepted: 1 },
    { ...none, day: "2026-11-22", source: "erp", received: 4, accepted: 1, duplicate: 1, update: 1, quarantined: 1 },
    { ...none, day: "2026-11-22", source: "shop", received: 1, accepted: 1 },
  ]);
  expect(await store.read.intake.counts(W, { from: "2026-11-23" })).toHaveLength(1);
});

test("a quarantined record is closed by the one that mends it, once, or by dismissal, and counted as closed on its own day", async () => {
  const store = await temporaryStore();
  await commit(store, { intake: [bad("r1"), bad("r2"), bad("r3"), record("r4")] });
  expect(await store.read.intake.open(W)).toBe(3);
  const mended = record("r5", { door: "repair", mends: "r1", day: "2026-11-25", at: 2000 });
  await commit(store, { intake: [mended, { ...mended, id: "r6" }] });
  expect(await transact(store, (tx) => tx.intake.dismiss(W, ["r1", "r2", "r4", "r9"], 3000))).toEqual(["r2"]);
  expect(await store.read.intake.get(W, "r1")).toMatchObject({ closedAt: 2000, mendedBy: "r5" });
  expect(await store.read.intake.get(W, "r2")).toMatchObject({ closedAt: 3000, mendedBy: null });
  expect((await store.read.intake.list(W, { open: true }, { limit: 9 })).items.map(({ id }) => id)).toEqual(["r3"]);
  expect(await store.read.intake.counts(W, { to: "2026-11-22" })).toMatchObject([{ quarantined: 3, closed: 2 }]);
});

test("the list is newest first, paged, filtered, and shows the beginning of what came", async () => {
  const store = await temporaryStore();
  await commit(store, {
    intake: [record("r1"), bad("r2", { raw: "x".repeat(900) }), record("r3", { source: "shop" })],
  });
  const page = await store.read.intake.list(W, {}, { limit: 2 });
  expect(page.items.map(({ id }) => id)).toEqual(["r3", "r2"]);
  const rest = await store.read.intake.list(W, {}, { limit: 2, cursor: page.nextCursor ?? "" });
  expect(rest).toMatchObject({ items: [{ id: "r1" }], nextCursor: null });
  const quarantined = await store.read.intake.list(W, { outcome: "quarantined" }, { limit: 9 });
  expect(quarantined.items.map(({ id, raw }) => [id, raw.length])).toEqual([["r2", 500]]);
  expect((await store.read.intake.list(W, { source: "shop", day: "2026-11-22" }, { limit: 9 })).items).toHaveLength(1);
  expect((await store.read.intake.get(W, "r2"))?.raw).toHaveLength(900);
});

test("records with something wrong in one field are found by it, an order's own or one of its lines'", async () => {
  const store = await temporaryStore();
  const at = (id: string, pointer: string) =>
    bad(id, { problems: [{ pointer, code: "wrong_type", message: { zh: "不是 qty", en: "not qty" } }] });
  await commit(store, {
    intake: [at("r1", "/lines/0/qty"), at("r2", "/lines/12/qty"), at("r3", "/qty"), at("r4", "/lines/0/quty"), at("r5", "/due_at"), at("r6", "/dueXat")], // biome-ignore format: a row of a table
  });
  const found = async (field: string) =>
    (await store.read.intake.list(W, { open: true, field }, { limit: 9 })).items.map(({ id }) => id);
  expect(await found("line.qty")).toEqual(["r2", "r1"]);
  expect([await found("qty"), await found("due_at"), await found("%"), await found('"')]).toEqual([
    ["r3"],
    ["r5"],
    [],
    [],
  ]);
});

test("open ones are found by the index over quarantined ones alone", async () => {
  const file = temporaryFile();
  const store = await temporaryStore(file);
  await store.close();
  const db = new Database(file);
  const plan = db
    .prepare(
      `explain query plan select * from intake_records where workspace_id = ? and "intake_records"."outcome" = 'quarantined'
       and closed_at is null order by record_id desc limit 9`,
    )
    .all("w") as { detail: string }[];
  db.close();
  expect(plan.map(({ detail }) => detail).join()).toMatch(/^SEARCH .*intake_quarantined[^,]*$/);
});

test("sources are saved, replaced and removed", async () => {
  const store = await temporaryStore();
  const source = { id: "s1", kind: "shopify", name: "店", enabled: true, sealed: { secret: "s1.x" }, mapping: null };
  await transact(store, (tx) => tx.intake.saveSource(W, { ...source, createdAt: 1, updatedAt: 1 }));
  await transact(store, (tx) => tx.intake.saveSource(W, { ...source, enabled: false, createdAt: 1, updatedAt: 2 }));
  expect(await store.read.intake.sources(W)).toMatchObject([{ id: "s1", enabled: false, updatedAt: 2 }]);
  await transact(store, (tx) => tx.intake.removeSource(W, "s1"));
  expect(await store.read.intake.source(W, "s1")).toBeNull();
});
