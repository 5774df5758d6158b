import type { FlowDocument } from "@switchyard/flow";
import { describe, expect, test, vi } from "vitest";
import { publish, temporaryFolder } from "../testing/harness.ts";
import { always, MORNING, openYard, type Yard } from "../testing/vendors.ts";
import { escalationOf } from "./escalation.ts";

const position = { x: 0, y: 0 };
const minutes = (amount: number) => ({ amount, unit: "minute", clock: "natural" }) as const;
const MINUTE = 60_000;
type Node = FlowDocument["nodes"][number];
const watch = (id: string, within: number, goal: string[] = []): Node => ({
  id,
  kind: "watch",
  position,
  within: minutes(within),
  since: "reached",
  goal: { states: ["Signed"], events: goal },
  strict: false,
});
const alarm = (id: string, level: number): Node => ({
  id,
  kind: "alert",
  position,
  to: ["supervisor"],
  channel: "inbox",
  level,
  text: id,
});

/** 30 min → first, 30 min more → second, 30 min more → third; and a promise of its own after 100 min. */
const chain: FlowDocument = {
  formatVersion: 1,
  name: "升级",
  brands: [],
  windows: [],
  patterns: [],
  nodes: [
    { id: "in", kind: "order_received", position },
    ...[watch("w1", 30), watch("w2", 30), watch("w3", 30), watch("promise", 100)],
    ...[alarm("first", 2), alarm("second", 3), alarm("third", 4), alarm("late", 4)],
  ],
  edges: [
    { id: "a", from: "in", port: "next", to: "w1" },
    { id: "b", from: "w1", port: "breached", to: "first" },
    { id: "c", from: "w1", port: "breached", to: "w2" },
    { id: "d", from: "w2", port: "breached", to: "second" },
    { id: "e", from: "w2", port: "breached", to: "w3" },
    { id: "f", from: "w3", port: "breached", to: "third" },
    { id: "g", from: "in", port: "next", to: "promise" },
    { id: "h", from: "promise", port: "breached", to: "late" },
  ],
};

/** The same house later: timers that are due fire at its start. */
async function later(yard: Yard, folder: string, after: number): Promise<Yard> {
  await yard.house.stop();
  const next = await openYard({ folder, now: MORNING + after * MINUTE });
  while (next.house.ctx.executor.pending > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await new Promise((resolve) => setTimeout(resolve, 50));
  await next.settle();
  return next;
}
const titles = async (yard: Yard) =>
  (await yard.house.get("/api/v1/inbox")).body.items.map(({ title }: { title: string }) => title).toSorted();

describe("escalation", () => {
  test("goes on while nobody takes the alert on", async () => {
    const folder = temporaryFolder();
    let yard = await openYard({ folder });
    await publish(yard.house, chain);
    await yard.take("A-1");
    for (const at of [31, 62, 93]) yard = await later(yard, folder, at);
    expect(await titles(yard)).toEqual(["first", "second", "third"]);
  });

  test("ends when a person acknowledges; other promises go on; the journal says who", async () => {
    const folder = temporaryFolder();
    let yard = await openYard({ folder });
    await publish(yard.house, chain);
    const id = await yard.take("A-1");
    yard = await later(yard, folder, 31);
    const [entry] = (await yard.house.get("/api/v1/inbox?open=true")).body.items;
    const path = `/api/v1/inbox/${entry.id}/acknowledge`;
    const taken = await yard.house.send("POST", path, { by: "supervisor" });
    expect(taken.body).toMatchObject({ stopped: 1, acknowledged_by: "主管" });
    expect((await yard.house.send("POST", path, { by: "foreman" })).body).toMatchObject({
      stopped: 0,
      acknowledged_by: "主管",
    });
    expect((await yard.house.get("/api/v1/inbox?open=true")).body).toMatchObject({ unread: 0, items: [] });
    const { timeline } = (await yard.house.get(`/api/v1/orders/${id}`)).body;
    const told = timeline.filter(({ type }: { type: string }) => type === "alert_acknowledged");
    expect(told).toMatchObject([
      { actor: "supervisor", data: { title: "first", watches: [expect.stringContaining("/w2")] } },
    ]);
    for (const at of [62, 93, 131]) yard = await later(yard, folder, at);
    expect(await titles(yard)).toEqual(["first", "late"]);
    expect(await yard.house.ctx.store.read.journal.verify("demo")).toMatchObject({ broken: null });
  });

  test("a flow may wait for the acknowledgement itself: a watch whose goal is alert_acknowledged is kept", async () => {
    const folder = temporaryFolder();
    let yard = await openYard({ folder });
    await publish(yard.house, {
      ...chain,
      nodes: [
        ...chain.nodes.slice(0, 1),
        alarm("first", 1),
        watch("answer", 30, ["alert_acknowledged"]),
        alarm("second", 3),
      ],
      edges: [
        { id: "a", from: "in", port: "next", to: "first" },
        { id: "b", from: "in", port: "next", to: "answer" },
        { id: "c", from: "answer", port: "breached", to: "second" },
      ],
    });
    await yard.take("A-1");
    await yard.settle();
    const [entry] = (await yard.house.get("/api/v1/inbox")).body.items;
    await yard.house.send("POST", `/api/v1/inbox/${entry.id}/acknowledge`, {});
    await yard.take("A-2");
    yard = await later(yard, folder, 31);
    expect(await titles(yard)).toEqual(["first", "first", "second"]);
  });

  test("many at once: each is answered and journaled for itself, and one that is gone or taken stops no other", async () => {
    const folder = temporaryFolder();
    let yard = await openYard({ folder });
    await publish(yard.house, chain);
    const orders = [await yard.take("A-1"), await yard.take("A-2"), await yard.take("A-3")];
    yard = await later(yard, folder, 31);
    const before = (await yard.house.get("/api/v1/inbox?open=true")).body;
    expect(before).toMatchObject({ unread: 3, alerts: 3 });
    const [a, b, c] = before.items.map(({ id }: { id: string }) => id);
    await yard.house.send("POST", `/api/v1/inbox/${b}/acknowledge`, { by: "foreman" });
    const many = await yard.house.send("POST", "/api/v1/inbox/acknowledge", { ids: [a, "nobody", b, c] });
    expect(many.body.items).toEqual([
      { id: a, result: "acknowledged", stopped: 1 },
      { id: "nobody", result: "missing", stopped: 0 },
      { id: b, result: "already", stopped: 0 },
      { id: c, result: "acknowledged", stopped: 1 },
    ]);
    for (const id of orders) {
      const { timeline } = (await yard.house.get(`/api/v1/orders/${id}`)).body;
      expect(timeline.filter(({ type }: { type: string }) => type === "alert_acknowledged")).toHaveLength(1);
    }
    yard = await later(yard, folder, 62);
    expect(await titles(yard)).toEqual(["first", "first", "first"]);
  });

  test("a flood is acknowledged by one request in few transactions, each alert journaled for itself", async () => {
    const yard = await openYard();
    await always(yard.house, alarm("first", 2));
    const ordered = await Promise.all(Array.from({ length: 300 }, (_, n) => yard.take(`A-${n}`)));
    await yard.settle();
    const { ctx, send } = yard.house;
    const { items } = await ctx.store.read.inbox.list("demo", { open: true }, { limit: 1000 });
    const begin = vi.spyOn(ctx.store, "begin");
    const { body } = await send("POST", "/api/v1/inbox/acknowledge", { ids: items.map(({ id }) => id) });
    const transactions = begin.mock.calls.filter(([lane]) => lane === "orders").length;
    expect(body.items.filter(({ result }: { result: string }) => result === "acknowledged")).toHaveLength(300);
    expect(transactions).toBeLessThanOrEqual(3);
    for (const id of ordered.slice(0, 5)) {
      const told = await ctx.store.read.journal.timeline("demo", id);
      expect(told.map(({ type }) => type)).toEqual(expect.arrayContaining(["alert_acknowledged", "measure_observed"]));
    }
    expect(await ctx.store.read.journal.verify("demo")).toMatchObject({ broken: null });
  });

  test("what is not there cannot be acknowledged", async () => {
    const yard = await openYard();
    expect((await yard.house.send("POST", "/api/v1/inbox/nobody/acknowledge", {})).body.code).toBe("message_not_found");
  });
});

test("screens hear of messages that are made and sent, so that none has to look by the clock", async () => {
  const yard = await openYard();
  await always(yard.house, alarm("first", 2));
  const heard: string[] = [];
  yard.house.ctx.events.listen({ write: (text) => heard.push(text) > 0, end: () => {} }, null);
  await yard.take("A-1");
  await yard.settle();
  expect(heard.filter((text) => text.includes("event: outbox\n")).length).toBeGreaterThan(0);
});

test("only watches below the same breach belong to an alert's escalation", () => {
  expect(escalationOf(chain, "first")).toEqual(["w2", "w3"]);
  expect(escalationOf(chain, "second")).toEqual(["w2", "w3"]);
  expect(escalationOf(chain, "late")).toEqual([]);
  expect(escalationOf(chain, "nobody")).toEqual([]);
});
