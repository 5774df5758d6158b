import type { FlowDocument } from "@switchyard/flow";
import { describe, expect, test, vi } from "vitest";
import { type House, order, publish, temporaryFolder } from "../testing/harness.ts";
import { join, openSharedHouse } from "../testing/people.ts";
import { MORNING, openYard } from "../testing/vendors.ts";
import { changeWorkspace } from "../verbs/change-workspace.ts";
import type { DeliveryBoard } from "../verbs/delivery-board.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
type Ask = (path: string) => Promise<{ body: { rows: DeliveryBoard["rows"]; items: { external_id: string }[] } }>;
const v1 =
  (house: House): Ask =>
  (path) =>
    house.get(`/api/v1${path}`);

/** Every cell of the board beside the list that it leads to. Answers the numbers of the board. */
async function compare(ask: Ask, by: "destination" | "brand"): Promise<Record<string, number[]>> {
  const { rows } = (await ask(`/boards/delivery?by=${by}`)).body;
  const listed = async (query: string) => (await ask(`/orders?limit=200&${query}`)).body.items.length;
  for (const { id, cells } of rows) {
    const row = `${by}=${encodeURIComponent(id ?? "none")}`;
    for (const { due, count, hold, freeze } of cells) {
      const at = `${row}&due=${due}`;
      const waiting = [await listed(`${at}&waits=hold`), await listed(`${at}&waits=freeze`)];
      expect([at, await listed(at), ...waiting]).toEqual([at, count, hold, freeze]);
    }
    const sum = cells.reduce((all, { count }) => all + count, 0);
    expect([row, await listed(`${row}&open=true`)]).toEqual([row, sum]);
  }
  return Object.fromEntries(rows.map(({ name, cells }) => [name, cells.map(({ count }) => count)]));
}

describe("the delivery board", () => {
  test("is counted by carrier once for all who ask at a time", async () => {
    const { house } = await openYard();
    await house.send("POST", "/api/v1/orders", order("1", { carrier: "顺丰" }));
    const counts = vi.spyOn(house.ctx.store.read.boards, "counts");
    const asked = await Promise.all([1, 2, 3].map(() => v1(house)("/boards/delivery?by=carrier")));
    const carriers = asked.map(({ body }) => body.rows.map(({ id }) => id));
    expect(carriers).toEqual([1, 2, 3].map(() => ["顺丰"]));
    expect(counts).toHaveBeenCalledTimes(1);
  });

  test("counts open orders by destination or brand and by due date, as many as the list behind each cell shows", async () => {
    const { house } = await openYard();
    await publish(house);
    await changeWorkspace(house.ctx, (whole) => ({
      ...whole,
      brands: [{ id: "b1", name: "青禾记", synonyms: ["QH"] }],
      destinations: whole.destinations.map((one) => (one.id === "rapid-line" ? { ...one, capacity_per_day: 3 } : one)),
    }));
    const dues = [-2 * DAY, -1, 0, 2 * HOUR, DAY, 2 * DAY, 3 * DAY, 4 * DAY, 40 * DAY, null];
    const brands = ["青禾记", "QH", "别家", undefined];
    const ids: string[] = [];
    for (let n = 0; n < 40; n += 1) {
      const due = dues[n % 10] ?? null;
      const { body } = await house.send(
        "POST",
        "/api/v1/orders",
        order(`N-${n}`, {
          style_code: n % 3 === 0 ? "FJ1" : "AB",
          ...(due === null ? {} : { due_at: new Date(MORNING + due).toISOString() }),
          ...(brands[n % 4] === undefined ? {} : { brand: brands[n % 4] }),
        }),
      );
      ids.push(body.order.id);
    }
    const act = (n: number, action: object) =>
      house.send("POST", `/api/v1/orders/${ids[n]}/actions`, { ...action, by: "supervisor" });
    for (const n of [3, 4, 9]) expect((await act(n, { type: "hold", reason: "等" })).body.result).toBe("done");
    for (const n of [0, 1]) expect((await act(n, { type: "cancel" })).body.result).toBe("done");
    for (const n of [5, 6]) {
      const freed = await act(n, { type: "set_by_hand", destination: null });
      expect(freed.body.result).toBe("done");
    }
    const lines = await compare(v1(house), "destination");
    expect(Object.keys(lines)).toEqual(["", "快反线", "常规线"]);
    expect(lines[""]).toEqual([0, 0, 0, 2, 0, 0]);
    expect(
      Object.values(lines)
        .flat()
        .reduce((a, b) => a + b),
    ).toBe(38);
    const own = await compare(v1(house), "brand");
    expect(Object.keys(own)).toEqual(["", "青禾记", "别家"]);
    expect(own.青禾记?.reduce((a, b) => a + b)).toBe(18);
    const { rows } = (await v1(house)("/boards/delivery")).body;
    expect(rows.map((row) => row.capacity_per_day)).toEqual([null, 3, null]);
    expect(rows.flatMap(({ cells }) => cells).reduce((sum, { hold }) => sum + hold, 0)).toBe(3);
  });

  test("and the deadlines show a guest of a brand that brand alone; what is for the house is closed to guests", async () => {
    const { house, owner } = await openSharedHouse();
    const brands = [
      { id: "ours", name: "青禾记" },
      { id: "theirs", name: "北风" },
    ];
    await changeWorkspace(house.ctx, (whole) => ({
      ...whole,
      brands,
      people: [{ id: "supervisor", name: "主管", role: "supervisor" }],
    }));
    const created = await owner.ask("POST", "/flows", { name: "升级", document: chain });
    await owner.ask("POST", `/flows/${created.body.id}/publish`, { reason: "测试" });
    for (const [number, brand] of [["1", "青禾记"], ["2", "北风"], ["3", "北风"], ["4", undefined]] as const) // biome-ignore format: a table
      await owner.ask("POST", "/orders", order(number, brand === undefined ? {} : { brand }));
    const guest = await join(house, owner, { email: "guest@example.com", role: "brand_guest", brand: "ours" });
    const seen: Ask = (path) => guest.ask("GET", path);
    for (const by of ["destination", "brand"] as const) {
      const counts = await compare(seen, by);
      expect([
        by,
        Object.values(counts)
          .flat()
          .reduce((a, b) => a + b),
      ]).toEqual([by, 1]);
    }
    const numbers = async (who: typeof guest) => {
      const { items, total } = (await who.ask("GET", "/boards/deadlines")).body;
      return [new Set(items.map((one: { order: { external_id: string } }) => one.order.external_id)), total];
    };
    expect(await numbers(guest)).toEqual([new Set(["1"]), 2]);
    expect(await numbers(owner)).toEqual([new Set(["1", "2", "3", "4"]), 8]);
    expect((await guest.ask("GET", "/boards/exceptions")).status).toBe(403);
    expect((await owner.ask("GET", "/boards/exceptions")).status).toBe(200);
  });
});

const position = { x: 0, y: 0 };
type Node = FlowDocument["nodes"][number];
const watch = (id: string, minutes: number): Node => ({
  ...{ id, kind: "watch", position, since: "reached", goal: { states: ["Signed"], events: [] }, strict: false },
  within: { amount: minutes, unit: "minute", clock: "natural" },
});
const alarm = (id: string, level: number): Node => ({
  ...{ id, kind: "alert", position, to: ["supervisor"], channel: "inbox", level, text: id },
});
/** 30 min → level 2, and 30 min more → level 4; a promise of its own after 100 min, of which nobody is told. */
const chain: FlowDocument = {
  ...{ formatVersion: 1, name: "升级", brands: [], windows: [], patterns: [] },
  nodes: [
    { id: "in", kind: "order_received", position },
    ...[watch("first", 30), watch("second", 30), watch("promise", 100)],
    ...[alarm("soon", 2), alarm("late", 4)],
  ],
  edges: [
    { id: "a", from: "in", port: "next", to: "first" },
    { id: "b", from: "first", port: "breached", to: "soon" },
    { id: "c", from: "first", port: "breached", to: "second" },
    { id: "d", from: "second", port: "breached", to: "late" },
    { id: "e", from: "in", port: "next", to: "promise" },
  ],
};

describe("deadlines and exceptions", () => {
  test("a deadline shows the alert of the version that its order began with, whatever was published since", async () => {
    const yard = await openYard({ folder: temporaryFolder() });
    const flow = await publish(yard.house, chain);
    await yard.take("B-1");
    const path = `/api/v1/flows/${flow}`;
    const [revision, node] = [(await yard.house.get(path)).body.draft.revision, alarm("soon", 3)];
    const operations = [{ type: "update_node", id: "soon", node }];
    expect((await yard.house.send("PATCH", `${path}/draft`, { revision, operations })).status).toBe(200);
    expect((await yard.house.send("POST", `${path}/publish`, { reason: "测试" })).status).toBe(200);
    await yard.take("B-2");
    const board = async (query = "") => (await yard.house.get(`/api/v1/boards/deadlines${query}`)).body;
    const read = async (query = "") => (await board(query)).items;
    const told = (items: { order: { external_id: string }; node: string; level: number | null }[]) =>
      items.flatMap(({ order, node: one, level }) => (one === "first" ? [`${order.external_id} ${level}`] : []));
    expect(told(await read())).toEqual(["B-1 2", "B-2 3"]);
    expect([told(await read("?level=2")), told(await read("?level=3"))]).toEqual([["B-1 2"], ["B-2 3"]]);
    // Counted, and put on pages, are those alone.
    expect([(await board("?level=2&limit=1")).total, (await board("?level=3&limit=1")).total]).toEqual([1, 1]);
    expect(told(await read("?level=3&limit=1"))).toEqual(["B-2 3"]);
  });

  test("those that run come nearest first and page by page, broken promises of open orders beside them", async () => {
    const folder = temporaryFolder();
    let yard = await openYard({ folder });
    await publish(yard.house, chain);
    const kept = await yard.take("A-1");
    await yard.take("A-2");
    const read = async (query = "") => (await yard.house.get(`/api/v1/boards/deadlines${query}`)).body;
    const told = (items: { order: { external_id: string }; node: string; level: number | null }[]) =>
      items.map(({ order: { external_id }, node, level }) => `${external_id} ${node} ${level}`);
    const before = await read("?limit=3");
    expect(told(before.items)).toEqual(["A-1 first 2", "A-2 first 2", "A-1 promise null"]);
    expect(before).toMatchObject({ total: 4, late: [], flows: [{ name: "升级" }] });
    expect(before.items[0]).toMatchObject({ deadline: MORNING + 30 * 60_000, flow_name: "升级" });
    expect(told((await read(`?limit=3&cursor=${encodeURIComponent(before.nextCursor)}`)).items)).toEqual([
      "A-2 promise null",
    ]);
    expect(told((await read("?level=2")).items)).toEqual(["A-1 first 2", "A-2 first 2"]);
    expect((await read("?flow=other")).total).toBe(0);
    expect((await read("?level=5")).code).toBe("invalid_request");

    await yard.house.stop();
    yard = await openYard({ folder, now: MORNING + 31 * 60_000 });
    await expect.poll(async () => told((await read()).late)).toEqual(["A-1 first 2", "A-2 first 2"]);
    expect(told((await read()).items)).toEqual([
      "A-1 second 4",
      "A-2 second 4",
      "A-1 promise null",
      "A-2 promise null",
    ]);
    expect((await read("?level=4")).late).toEqual([]);
    await yard.settle();
    const urgent = async () => (await yard.house.get("/api/v1/boards/exceptions")).body;
    expect(await urgent()).toMatchObject({
      alerts: [{ level: 2 }, { level: 2 }],
      ...{ alerts_open: 2, orders: [], waiting: { approval: 0, hold: 0, freeze: 0, pool: 0 } },
    });
    const act = (action: object) =>
      yard.house.send("POST", `/api/v1/orders/${kept}/actions`, { ...action, by: "supervisor" });
    await act({ type: "hold", reason: "等客户" });
    expect(await urgent()).toMatchObject({
      orders: [{ kind: "hold", id: kept, external_id: "A-1" }],
      waiting: { hold: 1 },
    });
    // Over: nobody asks any more whether it came in time.
    await act({ type: "cancel" });
    expect(told((await read()).late)).toEqual(["A-2 first 2"]);
    expect((await urgent()).waiting.hold).toBe(0);
  });
});
