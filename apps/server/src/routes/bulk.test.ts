import { describe, expect, test } from "vitest";
import { type House, openHouse, order, publish, reply } from "../testing/harness.ts";

const NDJSON = { "content-type": "application/x-ndjson" };

async function bulk(house: House, body: string | ReadableStream) {
  const init = { method: "POST", headers: NDJSON, body, duplex: "half" };
  const answer = await reply(await house.app.request("/api/v1/orders/bulk", init as RequestInit));
  const lines = answer.text.split("\n").filter((line) => line !== "");
  return { ...answer, lines: lines.map((line) => JSON.parse(line)) };
}

describe("orders in bulk", () => {
  test("get one answer a line, in order; bad lines are answered in place and never stop the rest", async () => {
    const house = await openHouse();
    await publish(house);
    const lines = [
      JSON.stringify(order("1", { style_code: "FJ1" })),
      "not json",
      JSON.stringify(order("2", { amount: "x" })),
      "",
      JSON.stringify(order("1", { style_code: "FJ1" })),
      JSON.stringify(order("1", { style_code: "AB1" })),
      `{"source":"erp","external_id":"9","x":${"[".repeat(70)}${"]".repeat(70)}}`,
      JSON.stringify(order("3", { note: "x".repeat(1024 * 1024) })),
      `${JSON.stringify(order("4", { style_code: "AB1" }))}\r`,
    ];
    const answer = await bulk(house, lines.join("\n"));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/x-ndjson");
    expect(answer.lines).toMatchObject([
      { line: 1, status: "accepted", order: { external_id: "1" }, decision: { destination: { id: "rapid-line" } } },
      { line: 2, status: "rejected", problems: [{ code: "malformed_json", message: { zh: expect.any(String) } }] },
      { line: 3, status: "rejected", problems: [{ pointer: "/amount" }] },
      { line: 5, status: "duplicate", decision: { destination: { id: "rapid-line" } } },
      { line: 6, status: "update", decision: { destination: { id: "normal-line" } } },
      { line: 7, status: "rejected", problems: [{ code: "too_deep" }] },
      { line: 8, status: "rejected", problems: [{ code: "body_too_large" }] },
      { line: 9, status: "accepted", order: { external_id: "4" } },
    ]);
    expect(answer.lines.every((line) => line.result === undefined)).toBe(true);
    expect((await house.get("/api/v1/orders")).body.items).toHaveLength(2);
  });

  test("a line gets the same decision as the order alone", async () => {
    const house = await openHouse();
    await publish(house);
    const [line] = (await bulk(house, JSON.stringify(order("1", { style_code: "FJ1" })))).lines;
    const alone = await house.send("POST", "/api/v1/orders", order("1", { style_code: "FJ1" }));
    expect(alone.body).toEqual({ order: line.order, result: "duplicate", decision: line.decision });
  });

  test("five thousand lines, cut anywhere into pieces, are all stored, in few transactions", async () => {
    const house = await openHouse();
    const { store } = house.ctx;
    let begun = 0;
    const begin = store.begin.bind(store);
    store.begin = () => {
      begun += 1;
      return begin();
    };
    const text = Array.from({ length: 5000 }, (_, n) => JSON.stringify(order(`N${n}`, { note: "款号" }))).join("\n");
    const bytes = new TextEncoder().encode(text);
    let at = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        controller.enqueue(bytes.slice(at, at + 9973));
        at += 9973;
      },
    });
    const { lines } = await bulk(house, body);
    expect(lines.map(({ line, order: { external_id } }) => [line, external_id])).toEqual(
      Array.from({ length: 5000 }, (_, n) => [n + 1, `N${n}`]),
    );
    expect(await store.read.orders.count(house.ctx.workspace.id)).toBe(5000);
    expect(begun).toBeLessThan(50);
  });

  test("answers come while the request is still being sent", async () => {
    const house = await openHouse();
    let more: ReadableStreamDefaultController<Uint8Array> | null = null;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        more = controller;
      },
    });
    const send = (from: number, to: number) => {
      const lines = Array.from({ length: to - from }, (_, n) => `${JSON.stringify(order(`S${from + n}`))}\n`);
      more?.enqueue(new TextEncoder().encode(lines.join("")));
    };
    send(0, 3000);
    const init = { method: "POST", headers: NDJSON, body, duplex: "half" };
    const response = await house.app.request("/api/v1/orders/bulk", init as RequestInit);
    const reader = response.body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    expect(first).toMatch(/^\{"line":1,/);
    send(3000, 3001);
    (more as ReadableStreamDefaultController<Uint8Array> | null)?.close();
    let text = first;
    for (;;) {
      const piece = await reader?.read();
      if (piece === undefined || piece.done) break;
      text += new TextDecoder().decode(piece.value);
    }
    expect(text.trim().split("\n")).toHaveLength(3001);
  });

  test("a client that waits for each answer before it sends the next line gets it", async () => {
    const house = await openHouse();
    const wires = new TransformStream<Uint8Array, Uint8Array>();
    const writer = wires.writable.getWriter();
    const init = { method: "POST", headers: NDJSON, body: wires.readable, duplex: "half" };
    const response = await house.app.request("/api/v1/orders/bulk", init as RequestInit);
    const reader = response.body?.getReader();
    for (const number of ["1", "2", "3"]) {
      await writer.write(new TextEncoder().encode(`${JSON.stringify(order(number))}\n`));
      const { value } = (await reader?.read()) ?? {};
      expect(new TextDecoder().decode(value)).toContain(`"external_id":"${number}"`);
    }
    await writer.close();
    expect((await reader?.read())?.done).toBe(true);
  });

  test("another content type is not supported", async () => {
    const house = await openHouse();
    const refused = await house.send("POST", "/api/v1/orders/bulk", "{}");
    expect(refused.status).toBe(415);
  });
});
