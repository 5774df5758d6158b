import { join } from "node:path";
import { entryHash } from "@switchyard/store/history";
import Database from "better-sqlite3";
import { describe, expect, onTestFinished, test } from "vitest";
import { fjFlow, openHouse, order, publish } from "../testing/harness.ts";
import { day, finished, importOrders, REPLAYS, replay } from "../testing/history.ts";

describe("a replay", () => {
  const history = [
    order("1", { ordered_at: day(1), style_code: "FJ1" }),
    order("2", { ordered_at: day(2), style_code: "AB1" }),
    order("3", { ordered_at: day(3) }),
    order("4", { ordered_at: day(4), style_code: "FJ2" }),
  ];

  test("counts orders per edge, port, node and destination, and what was missing", async () => {
    const house = await openHouse();
    const dataset = await importOrders(house, history);
    const flow = (await house.send("POST", "/api/v1/flows", { name: "快反", document: fjFlow() })).body.id;
    const done = await replay(house, { flow, version: "draft", dataset });
    expect(done).toMatchObject({
      status: "done",
      total: 4,
      processed: 4,
      version: "draft",
      revision: 1,
      edges: { e1: 4, e2: 2, e3: 2 },
      nodes: { in: 4, fj: 4, rapid: 2, normal: 2 },
      ports: { "fj:met": 2, "fj:not_met": 2 },
      destinations: expect.arrayContaining([
        { id: "rapid-line", name: "快反线", count: 2 },
        { id: "normal-line", name: "常规线", count: 2 },
      ]),
      undecided: 0,
      missing: [{ fact: "style_code", count: 1 }],
      changed: null,
      error: null,
    });
    expect((await house.get("/api/v1/orders")).body.items).toEqual([]);
    expect((await house.get("/api/v1/flows")).body.items).toMatchObject([{ hits7d: 0 }]);
  });

  test("decides each order at its own time, within the span that is asked for", async () => {
    const house = await openHouse();
    const dataset = await importOrders(house, [
      order("1", { ordered_at: day(1), due_at: "2026-03-04" }),
      order("2", { ordered_at: day(2), due_at: "2026-03-07" }),
      order("3", { ordered_at: day(3), due_at: "2026-03-06" }),
    ]);
    const document = fjFlow();
    const [, condition] = document.nodes;
    if (condition?.kind === "condition")
      condition.when = { type: "comparison", fact: "due_in_days", operator: "le", value: 3 };
    const flow = (await house.send("POST", "/api/v1/flows", { name: "急", document })).body.id;
    expect((await replay(house, { flow, version: "draft", dataset })).edges).toMatchObject({ e2: 2, e3: 1 });
    const span = { from: Date.parse(day(2)), to: Date.parse(day(3)) };
    expect(await replay(house, { flow, version: "draft", dataset, ...span })).toMatchObject({
      total: 1,
      edges: { e2: 0, e3: 1 },
    });
  });

  test("beside live says how many orders would go elsewhere, and names some", async () => {
    const house = await openHouse();
    const dataset = await importOrders(house, history);
    const flow = await publish(house);
    const unchanged = await replay(house, { flow, version: "draft", dataset });
    expect(unchanged.changed).toEqual({ count: 0, moves: [], examples: [] });
    const [, condition] = fjFlow().nodes;
    if (condition?.kind !== "condition") throw new Error("no condition");
    const node = { ...condition, when: { type: "comparison", fact: "style_code", operator: "is", value: "FJ1" } };
    await house.send("PATCH", `/api/v1/flows/${flow}/draft`, {
      revision: 1,
      operations: [{ type: "update_node", id: "fj", node }],
    });
    const changed = await replay(house, { flow, version: "draft", dataset });
    const [rapid, normal] = [
      { id: "rapid-line", name: "快反线" },
      { id: "normal-line", name: "常规线" },
    ];
    expect(changed.changed).toMatchObject({
      count: 1,
      moves: [{ from: rapid, to: normal, count: 1 }],
      examples: [{ external_id: "4", style_code: "FJ2", from: rapid, to: normal }],
    });
    expect((await replay(house, { flow, version: "live", dataset })).changed).toBeNull();
  });

  test("of the pool's own journal decides as live did", async () => {
    const house = await openHouse();
    const flow = await publish(house);
    for (const one of history) await house.send("POST", "/api/v1/orders", one);
    await house.send("POST", "/api/v1/orders", order("2", { ordered_at: day(2), style_code: "FJ9" }));
    const done = await replay(house, { flow, version: "live" });
    expect(done).toMatchObject({ total: 5, processed: 5, dataset: null });
    const live = await house.get("/api/v1/orders");
    const rapid = live.body.items.filter(
      (item: { destination: { id: string } }) => item.destination.id === "rapid-line",
    );
    expect(rapid).toHaveLength(3);
  });

  test("of a journal that was changed after it was written fails, and says which entry it is", async () => {
    const house = await openHouse();
    const flow = await publish(house);
    for (const one of history) await house.send("POST", "/api/v1/orders", one);
    const { items } = await house.ctx.store.read.journal.list("demo", { type: "order_received" }, { limit: 9 });
    const [changed] = items;
    const db = new Database(join(house.folder, "switchyard.db"));
    onTestFinished(() => void db.close());
    const write = db.prepare("update journal set data = ? where workspace_id = ? and position = ?");
    write.run(changed?.data.replace("FJ2", "FJ3"), "demo", changed?.position);
    const { id } = (await house.send("POST", REPLAYS, { flow, version: "live" })).body;
    await expect
      .poll(async () => (await house.get(`${REPLAYS}/${id}`)).body.status, { timeout: 30_000 })
      .toBe("failed");
    const { failed, digest } = (await house.get(`${REPLAYS}/${id}`)).body;
    expect(failed.zh).toContain(`流水 #${changed?.position} 的内容与校验值不符`);
    expect(digest).toBeNull();
  });

  test("of a journal of which an entry was taken out, forged with its hash, or has changed places fails, and says where", {
    timeout: 120_000,
  }, async () => {
    const house = await openHouse();
    const flow = await publish(house);
    for (const one of history) await house.send("POST", "/api/v1/orders", one);
    const { journal } = house.ctx.store.read;
    const { items } = await journal.list("demo", { type: "order_received" }, { limit: 9 });
    const entry = items.find(({ data }) => data.includes("AB1"));
    const [, next] = await journal.timeline("demo", entry?.subject ?? "");
    if (entry === undefined || next === undefined) throw new Error("no chain");
    const db = new Database(join(house.folder, "switchyard.db"));
    onTestFinished(() => void db.close());
    const rows = db.prepare("select * from journal order by position").all() as Record<string, unknown>[];
    const put = (all: Record<string, unknown>[]) => {
      db.exec("delete from journal");
      const names = Object.keys(rows[0] ?? {});
      const write = db.prepare(`insert into journal (${names}) values (${names.map((name) => `@${name}`)})`);
      for (const one of all) write.run(one);
    };
    const failure = async (all: Record<string, unknown>[]) => {
      put(all);
      const { id } = (await house.send("POST", REPLAYS, { flow, version: "live" })).body;
      await expect
        .poll(async () => (await house.get(`${REPLAYS}/${id}`)).body.status, { timeout: 30_000 })
        .not.toBe("running");
      const { status, failed } = (await house.get(`${REPLAYS}/${id}`)).body;
      return [status, failed?.zh.split("，")[0]];
    };
    expect(await failure(rows.filter(({ position }) => position !== entry.position))).toEqual([
      "failed",
      `流水 #${entry.position} 不见了`,
    ]);
    const data = entry.data.replace("AB1", "FJ1");
    const forged = { data, hash: entryHash({ ...entry, data }) };
    expect(await failure(rows.map((one) => (one.position === entry.position ? { ...one, ...forged } : one)))).toEqual([
      "failed",
      `流水 #${next.position} 与它前一条接不上：其中一条写入后被改动或调换过`,
    ]);
    const places = new Map([
      [entry.position, next.position],
      [next.position, entry.position],
    ]);
    const swapped = rows.map((one) => ({ ...one, position: places.get(Number(one.position)) ?? one.position }));
    expect(await failure(swapped)).toEqual([
      "failed",
      `流水 #${entry.position} 与它前一条接不上：其中一条写入后被改动或调换过`,
    ]);
    expect(await failure(rows)).toEqual(["done", undefined]);
  });

  test("can be cancelled, is so at once, and one that has ended stays as it is", async () => {
    const house = await openHouse();
    const many = Array.from({ length: 20_000 }, (_, n) =>
      order(String(n), { ordered_at: day(1 + (n % 28)), style_code: "FJ1" }),
    );
    const dataset = await importOrders(house, many);
    const flow = (await house.send("POST", "/api/v1/flows", { name: "快反", document: fjFlow() })).body.id;
    const started = await house.send("POST", REPLAYS, { flow, version: "draft", dataset });
    const cancelled = await house.send("DELETE", `${REPLAYS}/${started.body.id}`, {});
    // Its process has not even begun: nobody waits for it.
    expect(cancelled).toMatchObject({ status: 202, body: { status: "cancelled", finished_at: expect.any(Number) } });
    expect((await house.get(`${REPLAYS}/${started.body.id}`)).body.status).toBe("cancelled");
    const ended = await finished(house, started.body.id);
    expect(ended.status).toBe("cancelled");
    expect(ended.processed).toBeLessThan(20_000);
    const done = await replay(house, { flow, version: "draft", dataset });
    expect((await house.send("DELETE", `${REPLAYS}/${done.id}`, {})).body).toMatchObject({
      status: "done",
      processed: 20_000,
    });
  });

  test("that was running when the process ended begins anew under the same id, and says so", async () => {
    const house = await openHouse();
    const dataset = await importOrders(house, history);
    const flow = (await house.send("POST", "/api/v1/flows", { name: "快反", document: fjFlow() })).body.id;
    const whole = await replay(house, { flow, version: "draft", dataset });
    house.ctx.replays.start = () => {};
    const { id } = (await house.send("POST", REPLAYS, { flow, version: "draft", dataset })).body;
    await house.stop();
    const again = await openHouse({ folder: house.folder });
    const done = await finished(again, id);
    expect(done).toMatchObject({ status: "done", processed: 4, restarts: 1, digest: whole.digest });
  });

  test("needs a flow, a version and a data set that are there", async () => {
    const house = await openHouse();
    const dataset = await importOrders(house, history);
    const flow = (await house.send("POST", "/api/v1/flows", { name: "快反", document: fjFlow() })).body.id;
    const ask = async (body: Record<string, unknown>) => (await house.send("POST", REPLAYS, body)).body.code;
    expect(await ask({ flow: "x", version: "draft", dataset })).toBe("flow_not_found");
    expect(await ask({ flow, version: "live", dataset })).toBe("version_not_found");
    expect(await ask({ flow, version: "draft", dataset: "x" })).toBe("dataset_not_found");
    expect((await house.get(`${REPLAYS}/x`)).body.code).toBe("replay_not_found");
  });
});
