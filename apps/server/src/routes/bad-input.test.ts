/** Every line of "Bad input" of the issue. */
import { describe, expect, test } from "vitest";
import { type House, openHouse, order, type Reply, reply } from "../testing/harness.ts";

const ORDERS = "/api/v1/orders";

function expectProblem({ status, headers, body }: Reply, code: string): void {
  expect([status, body.code]).toEqual([body.status, code]);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(headers.get("content-type")).toBe("application/problem+json");
  expect(body.title).toMatch(/[\u4e00-\u9fff]/);
  expect(body.title_en).toMatch(/^[ -~]+$/);
}
async function expectNothingStored(house: House): Promise<void> {
  expect((await house.get(ORDERS)).body.items).toEqual([]);
  expect(await house.ctx.store.read.journal.count(house.ctx.workspace.id, { types: ["order_received"] })).toBe(0);
}

describe("a body that is not an order", () => {
  test.each([
    ["", ""],
    ["not json", ""],
    ['{"source":"erp",', ""],
    ['{"source":"erp","lines":[{"qty":}]}', "/lines/0/qty"],
  ])("%j is refused as malformed, with the place in both languages", async (text, pointer) => {
    const house = await openHouse();
    const answer = await house.send("POST", ORDERS, text);
    expect(answer.status).toBe(400);
    expectProblem(answer, "malformed_json");
    expect(answer.body.problems).toMatchObject([
      {
        pointer,
        message: { zh: expect.stringMatching(/第 1 行第 \d+ 列/), en: expect.stringMatching(/Line 1, column \d+/) },
      },
    ]);
    await expectNothingStored(house);
  });

  test.each(["[]", "null", "3", '"x"'])("%s is refused: an order is an object", async (text) => {
    const house = await openHouse();
    expectProblem(await house.send("POST", ORDERS, text), "invalid_order");
    await expectNothingStored(house);
  });

  test("bytes that are not UTF-8 are refused", async () => {
    const house = await openHouse();
    const body = Buffer.concat([Buffer.from('{"source":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    const headers = { "content-type": "application/json" };
    const answer = await reply(await house.app.request(ORDERS, { method: "POST", headers, body }));
    expect(answer.status).toBe(400);
    expect(answer.body.problems).toMatchObject([{ code: "not_utf8" }]);
  });

  test("more than 1 MB is refused, with and without a declared length", async () => {
    const house = await openHouse();
    const text = JSON.stringify(order("1", { note: "x".repeat(1024 * 1024) }));
    const declared = await house.send("POST", ORDERS, text, { "content-length": String(text.length) });
    expect(declared.status).toBe(413);
    expectProblem(declared, "body_too_large");
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        if (sent > 50 * 1024 * 1024) controller.close();
        else controller.enqueue(new TextEncoder().encode(" ".repeat(65_536)));
      },
    });
    const headers = { "content-type": "application/json" };
    const streamed = await house.app.request(ORDERS, { method: "POST", headers, body, duplex: "half" } as RequestInit);
    expect(streamed.status).toBe(413);
    expect(sent).toBeLessThan(2 * 1024 * 1024);
    await expectNothingStored(house);
  });

  test("1 MB all but a little is taken", async () => {
    const house = await openHouse();
    const answer = await house.send("POST", ORDERS, order("1", { blob: "x".repeat(1024 * 1024 - 100) }));
    expect(answer.status).toBe(201);
  });

  test("more than 64 levels are refused, a million at once", async () => {
    const house = await openHouse();
    const deep = (levels: number) =>
      `{"source":"erp","external_id":"1","x":${"[".repeat(levels)}${"]".repeat(levels)}}`;
    for (const levels of [64, 400_000]) {
      const answer = await house.send("POST", ORDERS, deep(levels));
      expect(answer.status).toBe(400);
      expectProblem(answer, "too_deep");
    }
    expect((await house.send("POST", ORDERS, deep(63))).status).toBe(201);
  });

  test.each([
    ["text/plain"],
    ["application/x-www-form-urlencoded"],
    ["multipart/form-data; boundary=x"],
    ["application/json; charset=gbk"],
    ["application/jsonx"],
    [""],
  ])("content type %j is not supported", async (type) => {
    const house = await openHouse();
    const answer = await house.send("POST", ORDERS, order("1"), { "content-type": type });
    expect(answer.status).toBe(415);
    expectProblem(answer, "unsupported_media_type");
    await expectNothingStored(house);
  });

  test.each([["application/json; charset=UTF-8"], ["APPLICATION/JSON"], ["application/vnd.shop+json"]])(
    "content type %j is",
    async (type) => {
      const house = await openHouse();
      expect((await house.send("POST", ORDERS, order("1"), { "content-type": type })).status).toBe(201);
    },
  );
});

describe("a field of the wrong type", () => {
  test.each([
    [{ external_id: undefined }, "/external_id"],
    [{ source: { a: 1 } }, "/source"],
    [{ amount: "12.345" }, "/amount"],
    [{ due_at: "2026-02-30" }, "/due_at"],
    [{ lines: [{ qty: 1 }, { qty: "二十" }] }, "/lines/1/qty"],
    [{ lines: "none" }, "/lines"],
    [{ brand: ["a"] }, "/brand"],
  ])("%o is refused at %s, with the reason in both languages, and nothing is stored", async (more, pointer) => {
    const house = await openHouse();
    const answer = await house.send("POST", ORDERS, order("1", more));
    expect(answer.status).toBe(422);
    expectProblem(answer, "invalid_order");
    expect(answer.body.problems).toContainEqual(
      expect.objectContaining({
        pointer,
        message: { zh: expect.stringMatching(/[\u4e00-\u9fff]/), en: expect.stringMatching(/[A-Za-z]/) },
      }),
    );
    await expectNothingStored(house);
  });

  test.each(["__proto__", "constructor", "prototype"])("the key %s is refused wherever it stands", async (name) => {
    const house = await openHouse();
    const answer = await house.send("POST", ORDERS, `{"source":"erp","external_id":"1","x":{"${name}":{"y":1}}}`);
    expectProblem(answer, "invalid_order");
    expect(answer.body.problems).toMatchObject([{ pointer: `/x/${name}`, code: "forbidden_key" }]);
    expect(({} as Record<string, unknown>).y).toBeUndefined();
  });

  test("a number that JSON cannot hold is refused", async () => {
    const house = await openHouse();
    expectProblem(await house.send("POST", ORDERS, '{"source":"erp","external_id":"1","x":1e400}'), "invalid_order");
  });

  test("unknown fields are kept in raw, not trusted", async () => {
    const house = await openHouse();
    const sent = order("1", {
      id: "mine",
      received_at: 5,
      outcome: "decided",
      destination: "rapid-line",
      客户备注: "急",
    });
    const { body } = await house.send("POST", ORDERS, sent);
    const { body: detail } = await house.get(`${ORDERS}/${body.order.id}`);
    expect(detail.order.raw).toEqual({
      id: "mine",
      received_at: 5,
      outcome: "decided",
      destination: "rapid-line",
      客户备注: "急",
    });
    expect(detail.order.id).not.toBe("mine");
    expect(body.decision.destination).toBeNull();
  });
});

describe("addresses and parameters", () => {
  test("an unknown address and an unfit method are problems too", async () => {
    const house = await openHouse();
    expectProblem(await house.get("/api/v1/nothing"), "not_found");
    expectProblem(await house.send("PUT", ORDERS, {}), "method_not_allowed");
  });

  test.each(["limit=0", "limit=1000", "limit=x", "outcome=nice"])("the query %s is refused", async (query) => {
    const house = await openHouse();
    const answer = await house.get(`${ORDERS}?${query}`);
    expect(answer.status).toBe(400);
    expectProblem(answer, "invalid_request");
    expect(answer.body.problems[0].pointer).toBe(`/query/${query.split("=")[0]}`);
  });

  test("an unexpected error says nothing of itself, and its data is not logged", async () => {
    const house = await openHouse();
    house.ctx.store.read.orders.list = () => Promise.reject(new Error("secret 王小明"));
    const answer = await house.get(ORDERS);
    expect(answer.status).toBe(500);
    expect(answer.text).not.toMatch(/secret|stack|node_modules/);
    expect(house.logged.join("")).toMatch(/unexpected error/);
    expect(house.logged.join("")).not.toMatch(/secret/);
  });
});
