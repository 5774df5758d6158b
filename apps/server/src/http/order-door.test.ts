import { request } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { listen } from "../runtime/listen.ts";
import { type House, openHouse, order, publish } from "../testing/harness.ts";
import { openSharedHouse } from "../testing/people.ts";

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
      // Of a minute that began a moment ago.
      .map(([name, value]) => [name, name === "retry-after" && Number(value) > 50 ? "a minute" : value] as const)
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
  ["a name that points here (DNS rebinding)", { body: text("9"), headers: { host: "evil.example" } }, 403],
  ["what a proxy hands on", { body: text("9"), headers: { "x-forwarded-for": "203.0.113.9" } }, 403],
  ["a key where nobody signs in", { body: text("9"), headers: { authorization: "Bearer sy_x" } }, 201],
];

interface Keyed {
  house: House;
  secrets: Record<Holder, string>;
}
type Holder = "writer" | "reader" | "brand" | "seldom" | "revoked" | "unknown" | "lower";

async function openKeyed(): Promise<Keyed> {
  const { house, owner } = await openSharedHouse();
  const make = async (given: object) => {
    const { body } = await owner.ask("POST", "/keys", { name: "ERP", permissions: ["orders.write"], ...given });
    return { bearer: `Bearer ${body.secret}`, id: body.key.id as string };
  };
  const [writer, revoked] = [await make({}), await make({})];
  await owner.ask("DELETE", `/keys/${revoked.id}`);
  return {
    house,
    secrets: {
      writer: writer.bearer,
      lower: writer.bearer.replace("Bearer", "bearer"),
      reader: (await make({ permissions: ["orders.read"] })).bearer,
      brand: (await make({ brand: "青禾记", source: "erp" })).bearer,
      seldom: (await make({ rate_per_minute: 2 })).bearer,
      revoked: revoked.bearer,
      unknown: "Bearer sy_nobody",
    },
  };
}
/** What is sent, by whom, and which of the two answers it. */
const KEYED: [string, Holder | null, Sent, number, "door" | "app"][] = [
  ["a new order", "writer", { body: text("1", { style_code: "FJ1" }) }, 201, "door"],
  ["the same again", "writer", { body: text("1", { style_code: "FJ1" }) }, 200, "door"],
  ["under a key of its own", "writer", { body: text("2"), headers: key("k") }, 201, "door"],
  ["handed on by a proxy", "writer", { body: text("3"), headers: { "x-forwarded-for": "203.0.113.9" } }, 201, "door"],
  ["what is no order", "writer", { body: "{}" }, 422, "door"],
  ["what is no JSON", "writer", { body: "{" }, 400, "door"],
  ["in chunks", "writer", { body: text("4"), chunked: true }, 201, "app"],
  ["from a page of another site", "writer", { body: text("5"), headers: { origin: "https://x.example" } }, 403, "app"],
  ["with a cookie beside the key", "writer", { body: text("5"), headers: { cookie: "a=b" } }, 201, "app"],
  ["a key that may not", "reader", { body: text("6") }, 403, "door"],
  ["another brand", "brand", { body: text("6", { brand: "北风" }) }, 403, "door"],
  ["its own brand", "brand", { body: text("6", { brand: "青禾记" }) }, 201, "door"],
  ["another source", "brand", { body: text("6", { brand: "青禾记", source: "oms" }) }, 403, "door"],
  ["once", "seldom", { body: text("7") }, 201, "door"],
  ["twice", "seldom", { body: text("8") }, 201, "door"],
  ["too often", "seldom", { body: text("9") }, 429, "door"],
  ["too often, and no order at all", "seldom", { body: "{" }, 429, "door"],
  ["a key that was revoked", "revoked", { body: text("9") }, 401, "door"],
  ["a key that never was", "unknown", { body: text("9") }, 401, "door"],
  ["another way to say Bearer", "lower", { body: text("9") }, 401, "app"],
  ["nobody", null, { body: text("9") }, 401, "app"],
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

  test("keys open it as they open the app: the same limits, the same refusals, the same bytes", async () => {
    const [one, other] = [await openKeyed(), await openKeyed()];
    let toApp = 0;
    const { app, orders } = one.house;
    const counted = Object.assign(Object.create(app), {
      fetch: (...asked: Parameters<typeof app.fetch>) => {
        toApp += 1;
        return app.fetch(...asked);
      },
    });
    const server = await listen({ app: counted, orders }, { host: "127.0.0.1", port: 0 });
    onTestFinished(() => server.close(1000));
    for (const [name, by, sent, status, answers] of KEYED) {
      toApp = 0;
      const as = ({ secrets }: Keyed): Sent => ({
        ...sent,
        headers: { host: "yard.example.com", ...sent.headers, ...(by === null ? {} : { authorization: secrets[by] }) },
      });
      const door = alike(await overSocket(server.port, as(one)));
      expect({ name, ...door }).toEqual({ name, ...alike(await ofApp(other.house, as(other))) });
      expect([name, door.status, toApp === 0 ? "door" : "app"]).toEqual([name, status, answers]);
    }
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
