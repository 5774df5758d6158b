import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_SETTINGS } from "@switchyard/orders";
import { describe, expect, test } from "vitest";
import type { DifferenceFilter } from "../port/replays.ts";
import { transact } from "../port/store.ts";
import { commit, document, order, temporaryStore, W } from "../testing/fixtures.ts";
import { openRowGroups } from "./row-groups.ts";

const DAY = 86_400_000;

test("a workspace is read back as it was made, lists in their order", async () => {
  const store = await temporaryStore();
  const workspace = {
    id: W,
    name: "演示",
    settings: DEFAULT_SETTINGS,
    createdAt: 5,
    brands: [
      { id: "b2", name: "乙" },
      { id: "b1", name: "甲", synonyms: ["first"] },
    ],
    destinations: [
      { id: "rapid", name: "快反线", kind: "line" as const, color: "#f00" },
      { id: "wh", name: "杭州仓", kind: "warehouse" as const },
    ],
    people: [{ id: "p1", name: "主管", role: "supervisor" }],
  };
  await transact(store, (tx) => tx.workspaces.create(workspace));
  expect(await store.read.workspaces.get(W)).toEqual(workspace);
  expect(await store.read.workspaces.get("other")).toBeNull();

  await transact(store, (tx) => tx.workspaces.setContact(W, "p1", { email: "a@example.com" }));
  const [b2, b1] = workspace.brands;
  const changed = {
    ...workspace,
    name: "改名",
    settings: { ...DEFAULT_SETTINGS, zone: "Europe/Berlin" },
    brands: [...(b1 ? [b1] : []), ...(b2 ? [{ ...b2, synonyms: ["second"] }] : [])],
    destinations: [],
    people: [
      { id: "p2", name: "组长", role: "foreman" },
      { id: "p1", name: "张主管", role: "supervisor" },
    ],
  };
  await transact(store, (tx) => tx.workspaces.save(changed));
  expect(await store.read.workspaces.get(W)).toEqual(changed);
  const seen = await transact(store, async (tx) => {
    await tx.workspaces.save({ ...changed, name: "再改" });
    const own = await tx.workspaces.forChange(W);
    await tx.workspaces.save(changed);
    return own;
  });
  expect(seen).toEqual({ ...changed, name: "再改" });
  expect(await store.read.workspaces.contacts(W)).toEqual(new Map([["p1", { email: "a@example.com" }]]));
  expect(await store.read.workspaces.list()).toEqual([{ id: W, name: "改名" }]);
});

describe("flows", () => {
  const program = {
    flow: "f1",
    version: 1,
    brands: [],
    entries: [],
    nodes: {},
    windows: [],
    patterns: [],
    reads: [],
    order: {},
  };
  const published = (version: number, revision: number) => ({
    version,
    revision,
    document: document("甲"),
    program: { ...program, version } as never,
    reason: null,
    actor: "p1",
    publishedAt: 100 * version,
  });

  test("a draft is saved only over the revision that its writer saw", async () => {
    const store = await temporaryStore();
    await transact(store, async (tx) => {
      await tx.flows.create(W, { id: "f1", owner: null, document: document("甲"), at: 1 });
      expect(await tx.flows.saveDraft(W, "f1", { seen: 1, document: document("乙"), at: 2 })).toBe(2);
      expect(await tx.flows.saveDraft(W, "f1", { seen: 1, document: document("丙"), at: 3 })).toBeNull();
      expect(await tx.flows.saveDraft("w2", "f1", { seen: 2, document: document("丁"), at: 4 })).toBeNull();
    });
    expect(await store.read.flows.draft(W, "f1")).toEqual({ revision: 2, document: document("乙"), updatedAt: 2 });
    expect(await store.read.flows.get(W, "f1")).toMatchObject({ name: "乙", liveVersion: null, position: 1 });
  });

  test("published versions stay, the newest is live, and flows keep their order", async () => {
    const store = await temporaryStore();
    await transact(store, async (tx) => {
      await tx.flows.create(W, { id: "f2", owner: null, document: document("先"), at: 1 });
      await tx.flows.create(W, { id: "f1", owner: "p1", document: document("后"), at: 1 });
      for (const flow of ["f1", "f2"]) await tx.flows.publish(W, flow, published(1, 1));
      expect(await tx.flows.publish(W, "f1", published(2, 3))).toBe(true);
      expect(await tx.flows.publish(W, "f1", published(2, 4))).toBe(false);
    });
    const live = await store.read.flows.published(W);
    expect(live).toEqual([
      { id: "f2", name: "甲", version: 1 },
      { id: "f1", name: "甲", version: 2 },
    ]);
    expect((await store.read.flows.programs(W)).map(({ version }) => version)).toEqual([1, 1, 2]);
    expect(await store.read.flows.version(W, "f1", 1)).toEqual(published(1, 1));
    expect(await store.read.flows.version(W, "f1", 3)).toBeNull();
    expect(await store.read.flows.list(W, 0)).toMatchObject([
      { id: "f2", liveVersion: 1, publishedAt: 100, brands: ["b1"], draftRevision: 1 },
      { id: "f1", liveVersion: 2, differs: true, publishedAt: 200, owner: "p1", hits7d: 0, lastHitAt: null },
    ]);
  });

  test("hits are counted per node and day; the list shows seven days", async () => {
    const store = await temporaryStore();
    await transact(store, (tx) => tx.flows.create(W, { id: "f1", owner: null, document: document("甲"), at: 1 }));
    const hit = (node: string, hits: number, at: number) => ({ flow: "f1", node, hits, at });
    const now = 100 * DAY + 5;
    await commit(store, { hits: [hit("", 2, now), hit("in", 2, now), hit("", 7, now - 7 * DAY)] });
    await commit(store, { hits: [hit("", 3, now - 1), hit("in", 3, now - 6 * DAY)] });
    expect(await store.read.flows.list(W, now)).toMatchObject([{ hits7d: 5, lastHitAt: now }]);
    expect(await store.read.flows.hits(W, "f1", now)).toEqual({ in: 5 });
  });
});

describe("datasets", () => {
  test("rows are read in order of time, in pieces, within a span", async () => {
    const store = await temporaryStore();
    const rows = [30, 10, 20, 20, 40].map((at, index) => ({ rowNo: index + 1, at, order: order(`r${index}`) }));
    await transact(store, async (tx) => {
      const counts = { total: 6, good: 5, bad: 1, firstAt: 10, lastAt: 40 };
      const about = { id: "d1", name: "历史", format: "csv" as const, note: null, mapping: { 款号: "style_code" } };
      await tx.datasets.create(W, { ...about, ...counts, hash: "", createdAt: 1 });
      await tx.datasets.addRows(W, "d1", rows);
      const problem = { pointer: "/qty", code: "not_a_number", message: { zh: "不是数字", en: "not a number" } };
      await tx.datasets.addProblems(W, "d1", [{ rowNo: 6, text: "二十", problems: [problem] }]);
    });
    const seen: number[] = [];
    let after: { at: number; rowNo: number } | null = null;
    for (;;) {
      const piece = await store.read.datasets.rowsAfter(W, "d1", after, { limit: 2 });
      seen.push(...piece.map(({ rowNo }) => rowNo));
      after = piece.at(-1) ?? null;
      if (after === null) break;
    }
    expect(seen).toEqual([2, 3, 4, 1, 5]);
    const span = { from: 20, to: 40 };
    expect(await store.read.datasets.count(W, "d1", span)).toBe(3);
    const inside = await store.read.datasets.rowsAfter(W, "d1", null, { ...span, limit: 9 });
    expect(inside.map(({ rowNo }) => rowNo)).toEqual([3, 4, 1]);
    const texts = await store.read.datasets.textsAfter(W, "d1", null, { ...span, limit: 9 });
    expect(texts).toMatchObject({ at: inside.map(({ at }) => at), events: inside.map(({ events }) => events) });
    const bodies = inside.map(({ order }) => JSON.stringify(order)).join("");
    expect(Buffer.from(texts?.bytes ?? []).toString()).toBe(bodies);
    expect(texts?.ends.at(-1)).toBe(Buffer.byteLength(bodies));
    const more = await store.read.datasets.textsAfter(W, "d1", { at: 20, rowNo: 3 }, { ...span, limit: 1 });
    const [next] = await store.read.datasets.rowsAfter(W, "d1", { at: 20, rowNo: 3 }, { ...span, limit: 1 });
    expect(more?.last).toEqual({ at: next?.at, rowNo: next?.rowNo });
    expect(await store.read.datasets.textsAfter(W, "d1", texts?.last ?? null, { ...span, limit: 9 })).toBeNull();
    expect(await store.read.datasets.list(W)).toMatchObject([{ id: "d1", mapping: { 款号: "style_code" }, bad: 1 }]);
    expect((await store.read.datasets.problems(W, "d1", { limit: 9 })).items).toMatchObject([
      { rowNo: 6, text: "二十" },
    ]);
    expect(await store.read.datasets.get("w2", "d1")).toBeNull();
  });

  test("one is renamed, and removed: off the list at once, its rows piece by piece; what is on no list is found", async () => {
    const store = await temporaryStore();
    const counts = { total: 3, good: 3, bad: 0, firstAt: 1, lastAt: 3 };
    const about = {
      name: "历史",
      format: "csv" as const,
      note: null,
      mapping: null,
      ...counts,
      hash: "h",
      createdAt: 1,
    };
    const rows = [1, 2, 3].map((at) => ({ rowNo: at, at, order: order(`r${at}`) }));
    const problem = { rowNo: 4, text: "x", problems: [] };
    for (const id of ["d1", "d2"])
      await transact(store, async (tx) => {
        await tx.datasets.addRows(W, id, rows);
        await tx.datasets.addProblems(W, id, [problem]);
        await tx.datasets.create(W, { id, ...about });
      });
    const renamed = await transact(store, (tx) => tx.datasets.rename(W, "d1", { name: "三月" }));
    expect([renamed, (await store.read.datasets.get(W, "d1"))?.name]).toEqual([true, "三月"]);
    expect(await store.read.datasets.strays(W)).toEqual([]);
    expect(await transact(store, (tx) => tx.datasets.remove(W, "d1"))).toBe(true);
    expect(await transact(store, (tx) => tx.datasets.remove(W, "d1"))).toBe(false);
    expect(await store.read.datasets.strays(W)).toEqual(["d1"]);
    const cleared: number[] = [];
    for (let n = -1; n !== 0; cleared.push(n)) n = await transact(store, (tx) => tx.datasets.clear(W, "d1", 3));
    expect(cleared).toEqual([3, 1, 0]);
    expect(await store.read.datasets.strays(W)).toEqual([]);
    expect(await store.read.datasets.count(W, "d2", {})).toBe(3);
  });

  test("rows that lie apart come out as groups, in the order of first appearance", () => {
    const folder = mkdtempSync(join(tmpdir(), "groups-"));
    const groups = openRowGroups(join(folder, "g"));
    for (const [row, key] of ["b", "a", "b", "c", "a", "b"].entries()) groups.add(key, row, key.toUpperCase());
    const found = [...groups.groups(2)].map(({ rows, count }) => [rows.map(({ row, text }) => `${row}${text}`), count]);
    expect(found).toEqual([
      [["0B", "2B"], 3],
      [["1A", "4A"], 2],
      [["3C"], 1],
    ]);
    groups.close();
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  test("what happened to their orders is read in order of time, in pieces, within a span", async () => {
    const store = await temporaryStore();
    const events = [30, 10, 20, 20].map((at, seq) => ({
      ...{ at, seq },
      event: { type: "order_cancelled" as const, id: `e${seq}`, at, order: "o" },
    }));
    await transact(store, (tx) => tx.datasets.addEvents(W, "d1", events));
    const first = await store.read.datasets.eventsAfter(W, "d1", null, { limit: 2 });
    const rest = await store.read.datasets.eventsAfter(W, "d1", first[1] ?? null, { limit: 9 });
    expect([...first, ...rest]).toEqual([events[1], events[2], events[3], events[0]]);
    expect(await store.read.datasets.countEvents(W, "d1", { from: 20, to: 30 })).toBe(2);
  });
});

test("a replay is saved over itself; those left running are named; differences are paged and found by kind", async () => {
  const store = await temporaryStore();
  const replay = {
    ...{ id: "r1", flow: "f1", version: "draft", revision: 3, dataset: "d1", from: null, to: 99 },
    ...{
      status: "running" as const,
      total: 10,
      processed: 0,
      startedAt: 5,
      finishedAt: null,
      result: null,
      error: null,
    },
    ...{ spec: { mode: "events" }, digest: null, againOf: null, restarts: 0 },
  };
  const done = {
    ...replay,
    id: "r2",
    status: "done" as const,
    processed: 10,
    finishedAt: 9,
    result: { nodes: { a: 1 } },
  };
  const difference = (seq: number, kinds: string[], brand: string | null, before: string | null) => ({
    ...{ seq, order: `o${seq}`, kinds },
    body: { external_id: `A%-${seq}`, brand, before: { destination: before }, after: { destination: "b" } },
  });
  // Further apart than one query looks through.
  const found = [
    difference(0, ["rerouted"], "Acme", "a"),
    difference(1, ["tags"], null, null),
    difference(20_000, ["rerouted", "tags"], "青禾记", "a"),
  ];
  await transact(store, async (tx) => {
    await tx.replays.save(W, replay);
    await tx.replays.save(W, { ...done, status: "running" });
    await tx.replays.save(W, done);
    await tx.replays.addDifferences(W, "r1", found);
  });
  const { read } = store;
  expect(await read.replays.get(W, "r2")).toEqual(done);
  expect((await read.replays.unfinished(W)).map(({ id }) => id)).toEqual(["r1"]);
  const first = await read.replays.list(W, { flow: "f1", limit: 1 });
  expect(first.items.map(({ id }) => id)).toEqual(["r2"]);
  const next = await read.replays.list(W, { flow: "f1", limit: 1, cursor: first.nextCursor ?? "" });
  expect([next.items.map(({ id }) => id), next.nextCursor]).toEqual([["r1"], null]);
  const rerouted = await read.replays.differences(W, "r1", { kind: "rerouted", limit: 9 });
  expect(rerouted.items).toEqual([found[0], found[2]]);
  const narrowed = async (filter: DifferenceFilter & { cursor?: string; limit?: number }) => {
    const page = await read.replays.differences(W, "r1", { limit: 9, ...filter });
    return [page.items.map(({ seq }) => seq), page.nextCursor];
  };
  expect(await narrowed({ q: " acm " })).toEqual([[0], null]);
  expect(await narrowed({ q: "禾" })).toEqual([[20_000], null]);
  expect(await narrowed({ q: "a%-" })).toEqual([[0, 1, 20_000], null]);
  expect(await narrowed({ q: "_" })).toEqual([[], null]);
  expect(await narrowed({ before: "", after: "b" })).toEqual([[1], null]);
  expect(await narrowed({ before: "a", limit: 1 })).toEqual([[0], "0"]);
  expect(await narrowed({ before: "a", limit: 1, cursor: "0" })).toEqual([[20_000], null]);
  expect(await read.replays.difference(W, "r1", "o1")).toEqual(found[1]);
  await transact(store, (tx) => tx.replays.clearDifferences(W, "r1"));
  expect((await read.replays.differences(W, "r1", { limit: 9 })).items).toEqual([]);
});

test("golden orders and comments are kept by flow, oldest first, and replaced in place", async () => {
  const store = await temporaryStore();
  const golden = { name: "甲", script: { start: 0, steps: [{ type: "wait_next" as const }] }, expected: {} };
  const comment = {
    ...{ node: "n", author: { id: "p1", name: "小安" }, text: "?" },
    ...{ editedAt: null, resolved: null },
  };
  await transact(store, async (tx) => {
    await tx.golden.save(W, "f1", { id: "b", ...golden }, 1);
    await tx.golden.save(W, "f1", { id: "a", ...golden }, 2);
    await tx.golden.save(W, "f2", { id: "b", ...golden }, 2);
    await tx.golden.save(W, "f1", { id: "b", ...golden, name: "乙" }, 3);
    await tx.comments.save(W, "f1", { id: "c1", thread: "c1", at: 1, ...comment });
    await tx.comments.save(W, "f1", { id: "c2", thread: "c1", at: 2, ...comment });
    await tx.comments.save(W, "f1", { id: "c3", thread: "c3", at: 3, ...comment });
    await tx.comments.save(W, "f1", { id: "c1", thread: "c1", at: 1, ...comment, resolved: { at: 4, by: "小波" } });
  });
  expect((await store.read.golden.list(W, "f1")).map(({ id, name, updatedAt }) => [id, name, updatedAt])).toEqual([
    ["b", "乙", 3],
    ["a", "甲", 2],
  ]);
  expect((await store.read.comments.list(W, "f1"))[0]).toMatchObject({ id: "c1", resolved: { at: 4, by: "小波" } });
  await transact(store, async (tx) => {
    expect(await tx.golden.remove(W, "f1", "b")).toBe(true);
    expect(await tx.golden.remove(W, "f1", "b")).toBe(false);
    await tx.comments.remove(W, "f1", "c1");
  });
  expect((await store.read.golden.list(W, "f2")).map(({ id }) => id)).toEqual(["b"]);
  expect((await store.read.comments.list(W, "f1")).map(({ id }) => id)).toEqual(["c3"]);
});
