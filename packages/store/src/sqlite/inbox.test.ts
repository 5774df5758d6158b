import { expect, test } from "vitest";
import type { InboxRecord } from "../port/inbox.ts";
import { transact } from "../port/store.ts";
import { temporaryStore, W } from "../testing/fixtures.ts";

const message = (n: number, title: string): InboxRecord => ({
  ...{ id: `m${n}`, at: n, kind: "alert", level: 1, title, lines: [], people: ["p"], order: null },
  ...{ members: [], acknowledgedAt: null, acknowledgedBy: null },
});

test("a title is found by letters of any script without case, full width or half, by every word", async () => {
  const store = await temporaryStore();
  const titles = ["Élodie attend", "СРОЧНЫЙ заказ", "ＦＪ2601 超时", "Straße gesperrt"];
  await transact(store, (tx) =>
    tx.inbox.put(
      W,
      titles.map((title, n) => message(n, title)),
    ),
  );
  const found = async (q: string) => (await store.read.inbox.list(W, { q }, { limit: 9 })).items.map(({ id }) => id);
  expect(await found("éLODIE")).toEqual(["m0"]);
  expect(await found("срочный")).toEqual(["m1"]);
  expect(await found("fj2601")).toEqual(["m2"]);
  expect(await found("超时 ＦＪ")).toEqual(["m2"]);
  expect(await found(" ")).toEqual(["m3", "m2", "m1", "m0"]);
  expect(await found("fj 关")).toEqual([]);
  await store.close();
});

test("what is looked for is found behind many others, a page at a time, each once", async () => {
  const store = await temporaryStore();
  const all = Array.from({ length: 1300 }, (_, n) => message(n, n % 400 === 0 ? `ÄRGER ${n}` : `x ${n}`));
  await transact(store, (tx) => tx.inbox.put(W, all));
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await store.read.inbox.list(W, { q: "ärger" }, { limit: 2, ...(cursor ? { cursor } : {}) });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual(["m1200", "m800", "m400", "m0"]);
  await store.close();
});
