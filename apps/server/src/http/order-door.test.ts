import { request } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { listen } from "../runtime/listen.ts";
import { type House, openHouse, order, publish } from "../testing/harness.ts";

const ORDERS = "/api/v1/orders";
interface Sent {
  body: string | Buffer;
  headers?: Record<string, string>;
  /** Sent without a length. */
  chunked?: boolean;
}
interface Said {
  status: number;
  headers: Record<string, unknown>;
  text: string;
}

/** Of the connection, not of the answer. */
const OF_THE_SOCKET = new Set(["date", "connection", "keep-alive", "content-length", "transfer-encoding"]);
const JSON_TYPE = { "content-type": "application/json" };

/** Over a real socket: the door. */
async function overSocket(port: number, { body, headers = {}, chunked = false }: Sent): Promise<Said> {
  const bytes = Buffer.from(body);
  const length = chunked ? {} : { "content-length": String(bytes.byteLength) };
  return new Promise((resolve, reject) => {
    const to = { port, path: ORDERS, method: "POST", headers: { ...JSON_TYPE, ...headers, ...length } };
    const call = request(to, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece: string) => {
        text += piece;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    call.on("error", reject);
    if (chunked) for (const byte of bytes) call.write(Buffer.from([byte]));
    else call.write(bytes);
    call.end();
  });
}

/** Asked without a socket: the app's route. */
async function ofApp(house: House, { body, headers = {} }: Sent): Promise<Said> {
  const init = { method: "POST", headers: { ...JSON_TYPE, ...headers }, body };
  const response = await house.app.request(ORDERS, init);
  return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
}

/** What both must say alike: ids and instants are each house's own. */
const alike = ({ status, headers, text }: Said) => ({
  status,
  headers: Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !OF_THE_SOCKET.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  ),
  text: text.replace(/"(?:ord|rec|flow)_\w+"/g, '"…"').replace(/\b1[789]\d{11}\b/g, "…"),
});

async function twoHouses() {
  const [behindDoor, asked] = [await openHouse(), await openHouse()];
  for (const house of [behindDoor, asked]) await publish(house);
  const server = await listen(behindDoor, { host: "127.0.0.1", port: 0 });
  onTestFinished(() => server.close(1000));
  return {
    behindDoor,
    asked,
    both: async (sent: Sent) => ({
      door: alike(await overSocket(server.port, sent)),
      app: alike(await ofApp(asked, sent)),
    }),
  };
}

const text = (number: string, more = {}) => JSON.stringify(order(number, more));
const key = (value: string) => ({ "idempotency-key": value });
/** In order: later ones meet the orders of earlier ones. */
const REQUESTS: [string, Sent, number][] = [
  ["a new order", { body: text("1", { style_code: "FJ1", note: "生日 🎁" }) }, 201],
  ["the same again", { body: text("1", { note: "生日 🎁", style_code: "FJ1" }) }, 200],
  ["an update", { body: text("1", { style_code: "FJ2" }) }, 200],
  ["a new one under a key", { body: text("2"), headers: key("k") }, 201],
  ["the key again", { body: text("2"), headers: key("k") }, 201],
  ["the key for something else", { body: text("3"), headers: key("k") }, 409],
  ["a key of no length", { body: text("4"), headers: key("") }, 400],
  ["a key that is too long", { body: text("4"), headers: key("k".repeat(256)) }, 400],
  ["what is no order", { body: JSON.stringify({ source: "erp", amount: "x" }) }, 422],
  ["what is no JSON", { body: '{"source":' }, 400],
  ["nothing", { body: "" }, 400],
  ["what is nested too deep", { body: "[".repeat(65) }, 400],
  ["what is not UTF-8", { body: Buffer.from([0x22, 0xff, 0x22]) }, 400],
  ["what is too large", { body: " ".repeat(1_048_577) }, 413],
  ["another type", { body: text("5"), headers: { "content-type": "text/plain" } }, 415],
  ["a type with its charset", { body: text("6"), headers: { "content-type": "application/json; charset=utf-8" } }, 201],
  ["a page of another site", { body: text("7"), headers: { origin: "https://elsewhere.example" } }, 403],
  ["a page that does not name its site", { body: text("7"), headers: { "sec-fetch-site": "cross-site" } }, 403],
  ["a body that comes byte by byte", { body: text("8"), chunked: true }, 201],
];

describe("the door of orders", () => {
  test("answers every request as the app's route does, byte by byte and header by header", async () => {
    const { both, behindDoor, asked } = await twoHouses();
    for (const [name, sent, status] of REQUESTS) {
      const { door, app } = await both(sent);
      expect({ name, ...door }).toEqual({ name, ...app });
      expect([name, door.status]).toEqual([name, status]);
    }
    const kept = async (house: House) =>
      (await house.get("/api/v1/intake/records?limit=200")).body.items.map(
        ({ raw, outcome, source }: Record<string, string>) => ({ raw, outcome, source }),
      );
    expect(await kept(behindDoor)).toEqual(await kept(asked));
  });

  test("a house that stops says so", async () => {
    const { both, behindDoor, asked } = await twoHouses();
    for (const { ctx } of [behindDoor, asked]) await ctx.executor.stop();
    const { door, app } = await both({ body: text("1") });
    expect(door).toEqual(app);
    expect(door).toMatchObject({ status: 503, headers: { "retry-after": "2" } });
  });

  test("a sender that goes away in the middle leaves nothing behind", async () => {
    const { behindDoor } = await twoHouses();
    const server = await listen(behindDoor, { host: "127.0.0.1", port: 0 });
    const headers = { ...JSON_TYPE, "content-length": "500" };
    const call = request({ port: server.port, path: ORDERS, method: "POST", headers });
    call.on("error", () => {});
    await new Promise<void>((sent) => call.write(text("1"), () => sent()));
    call.destroy();
    await server.close(1000);
    expect((await behindDoor.get(ORDERS)).body.items).toEqual([]);
  });
});
