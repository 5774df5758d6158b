import { DEFAULT_CALENDAR, DEFAULT_SETTINGS } from "@switchyard/orders";
import { expect, test } from "vitest";
import type { RollOut } from "../port/rollouts.ts";
import { transact } from "../port/store.ts";
import { document, temporaryStore, W } from "../testing/fixtures.ts";

const published = (version: number) => ({
  version,
  revision: version,
  document: document("甲"),
  program: { version } as never,
  reason: `理由 ${version}`,
  actor: "p1",
  publishedAt: 100 * version,
});
const flow = (id: string) => ({ id, owner: null, document: document(id), at: 1 });

test("a version that is rolled out is published without being live; the list has all, newest first", async () => {
  const store = await temporaryStore();
  await transact(store, async (tx) => {
    await tx.flows.create(W, flow("f1"));
    await tx.flows.publish(W, "f1", published(1));
    await tx.flows.publish(W, "f1", published(2), { live: false });
  });
  expect(await store.read.flows.get(W, "f1")).toMatchObject({ liveVersion: 1, newestVersion: 2 });
  expect((await store.read.flows.versions(W, "f1")).map(({ version, reason }) => [version, reason])).toEqual([
    [2, "理由 2"],
    [1, "理由 1"],
  ]);
  await transact(store, (tx) => tx.flows.setLive(W, "f1", 2, 300));
  expect(await store.read.flows.published(W)).toMatchObject([{ id: "f1", version: 2 }]);
});

test("flows stand in the order that people give them, fixed rules of the group before and default ones behind", async () => {
  const store = await temporaryStore();
  const ids = async () => (await store.read.flows.list(W, 0)).map(({ id }) => id);
  await transact(store, async (tx) => {
    for (const id of ["a", "b", "c", "d"]) await tx.flows.create(W, flow(id));
  });
  await transact(store, (tx) => tx.flows.setOrder(W, ["c", "nobody", "a", "c"]));
  expect(await ids()).toEqual(["c", "a", "b", "d"]);
  await transact(store, async (tx) => {
    await tx.flows.setGroupRule(W, "d", "fixed");
    await tx.flows.setGroupRule(W, "c", "default");
  });
  expect(await ids()).toEqual(["d", "a", "b", "c"]);
  await transact(store, (tx) => tx.flows.setGroupRule(W, "d", null));
  expect(await ids()).toEqual(["a", "b", "d", "c"]);
});

test("templates are kept by release, byte for byte; uses say which release a flow is at", async () => {
  const store = await temporaryStore();
  const release = (version: number) => ({
    ...{ id: "t1", version, file: `{"版本": ${version}}\n`, actor: "p1", createdAt: version },
    mapping: { destinations: { line_1: "rapid" } },
  });
  const added = await transact(store, async (tx) => {
    const answers = [await tx.templates.add(W, release(1)), await tx.templates.add(W, release(2))];
    return [...answers, await tx.templates.add(W, { ...release(1), file: "other" })];
  });
  expect(added).toEqual([true, true, false]);
  expect(await store.read.templates.list(W)).toEqual([release(2)]);
  expect(await store.read.templates.get(W, "t1", 1)).toEqual(release(1));
  expect(await store.read.templates.get("w2", "t1")).toBeNull();
  expect(await store.read.templates.versions(W, "t1")).toEqual([2, 1]);
  const use = { flow: "f1", template: "t1", version: 1, values: { days: 3 }, updatedAt: 5 };
  await transact(store, async (tx) => {
    await tx.templates.setMapping(W, { template: "t1", version: 1, mapping: {} });
    await tx.templates.setUse(W, use);
    await tx.templates.setUse(W, { ...use, version: 2 });
  });
  expect(await store.read.templates.uses(W, "t1")).toEqual([{ ...use, version: 2 }]);
  expect(await store.read.templates.uses(W, "t2")).toEqual([]);
  expect((await store.read.templates.get(W, "t1", 1))?.mapping).toEqual({});
});

test("a roll-out is there while it runs and afterwards", async () => {
  const store = await temporaryStore();
  const one: RollOut = {
    ...{ flow: "f1", version: 2, baseline: 1, percent: 12.5, by: "brand", actor: "p1", startedAt: 9 },
    guards: { after: 50, alerts: 3 },
    ended: null,
    endedAt: null,
  };
  await transact(store, (tx) => tx.rollouts.save(W, one));
  expect(await store.read.rollouts.running(W)).toEqual([one]);
  const ended: RollOut = { ...one, percent: 100, ended: "full", endedAt: 10 };
  await transact(store, (tx) => tx.rollouts.save(W, ended));
  expect(await store.read.rollouts.running(W)).toEqual([]);
  expect(await store.read.rollouts.of(W, "f1")).toEqual([ended]);
});

test("a workspace that is saved has its new lists; people who stay keep their addresses", async () => {
  const store = await temporaryStore();
  const workspace = {
    ...{ id: W, name: "演示", settings: DEFAULT_SETTINGS, createdAt: 5, brands: [], destinations: [] },
    people: [
      { id: "p1", name: "主管", role: "supervisor" },
      { id: "p2", name: "仓管", role: "storekeeper" },
    ],
  };
  await transact(store, async (tx) => {
    await tx.workspaces.create(workspace);
    await tx.workspaces.setContact(W, "p2", { email: "a@b.example" });
  });
  const changed = {
    ...workspace,
    name: "新",
    brands: [{ id: "b", name: "乙", calendar: DEFAULT_CALENDAR, approvers: [["p2"], ["p1", "p2"]] }],
    destinations: [{ id: "wh", name: "仓", kind: "warehouse" as const, brands: ["b"] }],
    people: workspace.people.slice(1),
  };
  await transact(store, (tx) => tx.workspaces.save(changed));
  expect(await store.read.workspaces.get(W)).toEqual(changed);
  expect([...(await store.read.workspaces.contacts(W))]).toEqual([["p2", { email: "a@b.example" }]]);
});
