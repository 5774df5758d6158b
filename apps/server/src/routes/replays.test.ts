import { readdirSync } from "node:fs";
import { join } from "node:path";
import { CORE_RULES } from "@switchyard/engine";
import type { FlowDocument } from "@switchyard/flow";
import Database from "better-sqlite3";
import readWorkbook from "read-excel-file/node";
import { describe, expect, onTestFinished, test } from "vitest";
import { fjFlow, type House, openHouse, order, publish } from "../testing/harness.ts";
import { day, importOrders, importText, REPLAYS, replay } from "../testing/history.ts";

const draft = async (house: House, document: FlowDocument) =>
  (await house.send("POST", "/api/v1/flows", { name: document.name, document })).body.id as string;

const watching: FlowDocument = {
  ...fjFlow("交接"),
  nodes: [
    { id: "in", kind: "order_received", position: { x: 0, y: 0 } },
    { id: "join", kind: "merge", position: { x: 1, y: 0 }, by: ["customer_id"], window: { amount: 24, unit: "hour", clock: "natural" } },
    { id: "two", kind: "watch", position: { x: 1, y: 1 }, within: { amount: 48, unit: "hour", clock: "natural" }, since: "received", goal: { states: ["HandedOver"], events: [] }, strict: false },
    { id: "tell", kind: "alert", position: { x: 2, y: 1 }, to: ["supervisor"], channel: "inbox", level: 2, text: "晚了" },
  ],
  edges: [
    { id: "e1", from: "in", port: "next", to: "join" },
    { id: "e2", from: "in", port: "next", to: "two" },
    { id: "e3", from: "two", port: "breached", to: "tell" },
  ],
}; // biome-ignore format: a drawing

describe("a replay of what happened", () => {
  const orders = [
    order("1", { ordered_at: day(1), customer_id: "C1", shipped_at: day(2), delivered_at: day(4) }),
    order("2", { ordered_at: day(1, 12), customer_id: "C1", shipped_at: day(5) }),
    order("3", { ordered_at: day(2), customer_id: "C2", cancelled_at: day(3) }),
    order("4", { ordered_at: day(9), customer_id: "C3" }),
  ];

  test("takes states from the orders' timestamps; watches, merges and their timers run in virtual time", async () => {
    const house = await openHouse();
    const dataset = await importOrders(house, orders);
    const done = await replay(house, { flow: await draft(house, watching), version: "draft", dataset });
    expect(done).toMatchObject({
      ...{ status: "done", orders: 4, looks: true, days: 8 },
      after: {
        watches: { started: 4, kept: 1, breached: 1, open: 1 },
        alerts: { 2: 1 },
        merge: { orders: 3, batches: 2, saved: 1, late: 0 },
      },
    });
    expect(done.edges.e3).toBe(1);
    expect(done.total).toBe(done.processed);
    // Whom a count is made of: each order once, also where a batch went on for all its members.
    const left = async (place: string) => {
      const { items, nextCursor } = (await house.get(`${REPLAYS}/${done.id}/orders?${place}`)).body;
      return [items.map((one: { external_id: string }) => one.external_id), nextCursor];
    };
    // No line leads on from there, and one batch is still open.
    expect(done.ports).toMatchObject({ "join:closed": 2, "two:kept": 1, "two:breached": 1 });
    expect(await left("node=two&port=breached")).toEqual([["2"], null]);
    expect(await left("node=join&port=closed&limit=1")).toEqual([["1"], "1"]);
    expect(await left("node=join&port=closed&limit=1&cursor=1")).toEqual([["2"], null]);
    expect(await left("node=nobody&port=closed")).toEqual([[], null]);
    // And why it came to that: on the side that there is.
    const [late] = (await house.get(`${REPLAYS}/${done.id}/orders?node=two&port=breached`)).body.items;
    const { why, order: told } = (await house.get(`${REPLAYS}/${done.id}/orders/${late.order}`)).body;
    expect([told, why.before]).toEqual([late.order, []]);
    const steps = why.after.flatMap((one: { explanation: { steps: { node: string; ports: string[] }[] } }) =>
      one.explanation.steps.map(({ node }) => node),
    );
    expect(steps).toEqual(expect.arrayContaining(["join", "two", "tell"]));
    expect((await house.get(`${REPLAYS}/${done.id}/orders/nobody`)).body.code).toBe("order_not_found");
  });

  test("reads a file with a row for each thing that happened", async () => {
    const house = await openHouse();
    const text = [
      "order_id,event,ts_local",
      "A,OrderCreated,2026-03-01 10:00:00", "B,OrderCreated,2026-03-01 11:00:00",
      "A,PaymentConfirmed,2026-03-01 12:00:00", "A,HandedOver,2026-03-02 10:00:00", "B,HandedOver,2026-03-09 10:00:00",
    ].join("\n"); // biome-ignore format: a table
    const dataset = await importText(house, "csv", text, {
      ...{ order_id: "external_id", event: "event.name", ts_local: "event.at" },
    });
    const done = await replay(house, { flow: await draft(house, watching), version: "draft", dataset });
    expect(done.after.watches).toEqual({ started: 2, kept: 1, breached: 1, open: 0 });
  });

  test("is narrowed to brands, channels and a span, with all that belongs to those orders", {
    timeout: 120_000,
  }, async () => {
    const house = await openHouse();
    const mine = orders.map((one, n) => ({ ...one, brand: n === 1 ? "x" : "y", channel: n < 2 ? "douyin" : "jd" }));
    const dataset = await importOrders(house, mine);
    const flow = await draft(house, watching);
    const ask = { flow, version: "draft", dataset };
    const watches = async (more: object) => (await replay(house, { ...ask, ...more })).after.watches;
    expect(await watches({ brands: ["x"] })).toEqual({ started: 1, kept: 0, breached: 1, open: 0 });
    expect(await watches({ channels: ["douyin"], brands: ["y"] })).toEqual({
      started: 1,
      kept: 1,
      breached: 0,
      open: 0,
    });
    expect((await replay(house, { ...ask, from: Date.parse(day(2)) })).orders).toBe(2);
  });

  test("run again has the same bytes, whatever the draft has become meanwhile", { timeout: 120_000 }, async () => {
    const house = await openHouse();
    const dataset = await importOrders(house, orders);
    const flow = await draft(house, watching);
    const first = await replay(house, { flow, version: "draft", dataset });
    // The first has prepared the columns: the next read those.
    expect(readdirSync(join(house.folder, "columns"))).toHaveLength(1);
    const node = { ...watching.nodes[3], level: 4 };
    const operations = [{ type: "update_node", id: "tell", node }];
    expect((await house.send("PATCH", `/api/v1/flows/${flow}/draft`, { revision: 1, operations })).status).toBe(200);
    const drawn = (await house.get(`${REPLAYS}/${first.id}/document`)).body.document;
    expect(drawn.nodes[3]).toEqual(watching.nodes[3]);
    const again = await replay(house, {}, `${REPLAYS}/${first.id}/again`);
    expect(again).toMatchObject({ again_of: first.id, same: true, digest: first.digest, rules: CORE_RULES });
    const changed = await replay(house, { flow, version: "draft", dataset });
    expect(changed.digest).not.toBe(first.digest);
    const listed = (await house.get(`${REPLAYS}?flow=${flow}&limit=2`)).body;
    expect(listed.items.map(({ id }: { id: string }) => id)).toEqual([changed.id, again.id]);
    expect(listed.nextCursor).not.toBeNull();
    // Stored by a program with other rules of the core, or by one that kept no number of them: nobody can say "not the same".
    const db = new Database(join(house.folder, "switchyard.db"));
    onTestFinished(() => void db.close());
    const stored = (rules: string) =>
      db.prepare(`update replays set digest = 'other', spec = ${rules} where replay_id = ?`).run(first.id);
    for (const [rules, said] of [
      [`json_set(spec, '$.rules', ${CORE_RULES - 1})`, { same: null, other_rules: { first: CORE_RULES - 1, now: CORE_RULES } }],
      ["json_remove(spec, '$.rules')", { same: null, other_rules: { first: null, now: CORE_RULES } }],
      [`json_set(spec, '$.rules', ${CORE_RULES})`, { same: false, other_rules: null }],
    ] as const) {
      stored(rules);
      expect(await replay(house, {}, `${REPLAYS}/${first.id}/again`)).toMatchObject({ rules: CORE_RULES, ...said });
    } // biome-ignore format: a table
  });
});

describe("beside another version", () => {
  const history = ["FJ1", "AB1", "FJ2"].map((style_code, n) => order(`=${n}`, { ordered_at: day(n + 1), style_code }));
  const narrowed = async (house: House, flow: string) => {
    const [, condition] = fjFlow().nodes;
    const node = { ...condition, when: { type: "comparison", fact: "style_code", operator: "is", value: "FJ1" } };
    await house.send("PATCH", `/api/v1/flows/${flow}/draft`, {
      revision: 1,
      operations: [{ type: "update_node", id: "fj", node }],
    });
  };

  test("every order that is decided otherwise is listed by kind, and opens with why on both sides", async () => {
    const house = await openHouse();
    const dataset = await importOrders(house, history);
    const flow = await publish(house);
    await narrowed(house, flow);
    const done = await replay(house, { flow, version: "draft", dataset });
    expect(done.differences).toEqual({ total: 1, stored: 1, kinds: { rerouted: 1 } });
    expect(done.sankey).toHaveLength(3);
    const { items } = (await house.get(`${REPLAYS}/${done.id}/differences?kind=rerouted`)).body;
    expect(items).toMatchObject([
      { external_id: "=2", kinds: ["rerouted"], before: { destination: { name: "快反线" } }, after: { destination: { name: "常规线" } } },
    ]); // biome-ignore format: one order
    const found = async (filter: string) =>
      (await house.get(`${REPLAYS}/${done.id}/differences?${filter}`)).body.items.length;
    expect(await found("kind=tags")).toBe(0);
    expect([await found("q=fj2"), await found("q=ab1"), await found("q=FJ2&before=rapid-line&after=")]).toEqual([
      1, 0, 0,
    ]);
    expect(await found("before=rapid-line&after=normal-line")).toBe(1);
    const taken = (await house.get(`${REPLAYS}/${done.id}/export?what=differences&before=normal-line`)).text;
    expect(taken.trim().split("\r\n")).toHaveLength(1);
    const { body } = await house.get(`${REPLAYS}/${done.id}/differences/${items[0].order}`);
    const steps = (side: "before" | "after") =>
      body.why[side].map(({ explanation }: { explanation: { steps: { node: string }[] } }) =>
        explanation.steps.map(({ node }) => node),
      );
    expect([steps("before"), steps("after")]).toEqual([[["in", "fj", "rapid"]], [["in", "fj", "normal"]]]);
  });

  test("names a batch by what its orders have in common, and when it was opened", async () => {
    const house = await openHouse();
    const orders = ["1", "2"].map((n) => order(n, { ordered_at: day(1), customer_id: "C/1@2.x", style_code: "FJ2" }));
    const dataset = await importOrders(house, orders);
    const flow = await publish(house);
    const [, join] = watching.nodes;
    const operations = [
      { type: "add_nodes", nodes: [join], edges: [{ id: "e9", from: "in", port: "next", to: "join" }] },
    ];
    const drawn = await house.send("PATCH", `/api/v1/flows/${flow}/draft`, { revision: 1, operations });
    expect(drawn.status).toBe(200);
    const done = await replay(house, { flow, version: "draft", dataset });
    const [, first] = (await house.get(`${REPLAYS}/${done.id}/export?what=differences`)).text.split("\r\n");
    expect(first).toMatch(/,"","C\/1@2\.x @ 2026-03-0\d \d\d:\d\d"$/);
  });

  test("is taken away as a table in which nothing is a formula", async () => {
    const house = await openHouse();
    const dataset = await importOrders(house, history);
    const flow = await publish(house);
    await narrowed(house, flow);
    const done = await replay(house, { flow, version: "draft", dataset });
    const csv = await house.get(`${REPLAYS}/${done.id}/export?what=differences&format=csv`);
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(csv.text.split("\r\n")[1]).toMatch(
      /^"'=2","erp","","FJ2","2026-03-03 10:00","改派 re-routed","快反线","常规线"/,
    );
    const figures = await house.get(`${REPLAYS}/${done.id}/export?what=figures&format=csv`);
    expect(figures.text).toContain('"去向 快反线","2","1"');
    const sheets = async (what: string) => {
      const book = await house.app.request(`${REPLAYS}/${done.id}/export?what=${what}&format=xlsx`);
      return await readWorkbook(Buffer.from(await book.arrayBuffer()));
    };
    const [changes] = await sheets("differences");
    const [head, ...rows] = changes?.data ?? [];
    expect(head?.slice(0, 4)).toEqual(["订单号 order", "来源 source", "品牌 brand", "款号 style"]);
    // Text in a cell of its own type: what begins with = is no formula there, and needs no mark before it.
    expect(rows.map((row) => row.slice(0, 4))).toEqual([["=2", "erp", null, "FJ2"]]);
    const [counted, load] = await sheets("figures");
    expect([changes, counted, load].map((one) => one?.sheet)).toEqual([
      "差异 differences",
      "指标 figures",
      "每天的负荷 load",
    ]);
    expect(counted?.data[0]).toEqual(["指标 figure", "对照 before: 线上 live", "回放 after: 草稿 draft"]);
    expect(counted?.data).toContainEqual(["去向 快反线", 2, 1]);
    expect(load?.data[0]?.slice(0, 3)).toEqual(["去向 destination", "日期 date", "每天产能 capacity"]);
    expect(load?.data).toContainEqual(["常规线", "2026-03-03", null, 0, 1]);
  });
});

describe("what-if", () => {
  test("sweeps a setting over one history; a longer window merges more", async () => {
    const house = await openHouse();
    const dataset = await importOrders(
      house,
      [10, 11, 15, 22].map((hour, n) =>
        order(String(n), { ordered_at: day(1, hour), customer_id: "C", due_at: day(1, 23) }),
      ),
    );
    const flow = await draft(house, watching);
    const ask = { flow, version: "draft", dataset, node: "join", pointer: "/window/amount" };
    const done = await replay(house, { ...ask, values: [2, 8, 24] }, `${REPLAYS}/sweep`);
    expect(done.kind).toBe("sweep");
    expect(
      done.sweep.points.map(({ value, side }: { value: number; side: { merge: object } }) => [value, side.merge]),
    ).toEqual([
      [2, { orders: 4, batches: 3, saved: 1, late: 0 }],
      [8, { orders: 4, batches: 2, saved: 2, late: 0 }],
      [24, { orders: 4, batches: 1, saved: 3, late: 0 }],
    ]);
    const table = (await house.get(`${REPLAYS}/${done.id}/export?what=figures`)).text.split("\r\n");
    expect(table[0]).toContain('"指标 figure","2","8","24"');
    expect(table).toContain('"节省的包裹 parcels saved","1","2","3"');
    const refused = await house.send("POST", `${REPLAYS}/sweep`, { ...ask, pointer: "/window/size", values: [1] });
    expect(refused.body.code).toBe("invalid_request");
    const invalid = await house.send("POST", `${REPLAYS}/sweep`, { ...ask, values: ["soon"] });
    expect(invalid.body).toMatchObject({ code: "invalid_request", problems: [{ pointer: "/values/0" }] });
  });
});
