import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fjFlow, type House, openHouse, order } from "./testing/harness.ts";
import { openSharedHouse } from "./testing/people.ts";

/** Every route of the application that a client can ask. */
const routesOf = (house: House) =>
  house.app.routes
    .filter(({ path, method }) => path.startsWith("/api/v1/") && method !== "ALL" && !path.includes("*"))
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, "{$1}")}`);

describe("the API document", () => {
  test("contains every route, and each says what it answers and refuses", async () => {
    const house = await openHouse();
    const { body } = await house.get("/api/openapi.json");
    expect(body.openapi).toBe("3.1.0");
    const documented = Object.entries(body.paths as Record<string, Record<string, unknown>>).flatMap(
      ([path, operations]) => Object.keys(operations).map((method) => `${method} ${path}`),
    );
    const routes = [...new Set(routesOf(house))].sort();
    expect(routes.length).toBeGreaterThanOrEqual(20);
    expect(documented.sort()).toEqual(routes);
    for (const operations of Object.values(
      body.paths as Record<string, Record<string, { summary: string; responses: object }>>,
    )) {
      for (const { summary, responses } of Object.values(operations)) {
        expect(summary).toBeTruthy();
        expect(Object.keys(responses).some((status) => status.startsWith("2"))).toBe(true);
        expect(responses).toHaveProperty("400");
      }
    }
    expect(body.paths["/api/v1/orders"].post.responses["409"].description).toContain("key_reused");
  });

  test("points only at components that are there", async () => {
    const house = await openHouse();
    const { text, body } = await house.get("/api/openapi.json");
    const refs = new Set([...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name));
    expect(refs).toContain("OrderInput");
    expect(refs).toContain("FlowDocument");
    for (const name of refs) expect(body.components.schemas).toHaveProperty([name ?? ""]);
    expect(text).not.toContain("component:");
    expect(text).not.toContain("$defs");
    expect(text).not.toContain("x-problems");
  });
});

describe("every answer", () => {
  test.each(["/", "/healthz", "/api/openapi.json", "/api/v1/orders", "/api/v1/nothing", "/nothing.js"])(
    "of %s carries the security headers and names no software",
    async (path) => {
      const house = await openHouse();
      const { headers } = await house.get(path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toMatch(/(^|; )script-src 'self'(;|$)/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toMatch(/(^|; )style-src 'self'(;|$)/);
      expect(policy).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(headers.get("server") ?? headers.get("x-powered-by")).toBeNull();
    },
  );

  test("of a page has a nonce of its own for styles, new each time, and allows nothing inline besides", async () => {
    const house = await openHouse();
    const web = join(house.folder, "web");
    mkdirSync(web);
    writeFileSync(join(web, "index.html"), '<meta property="csp-nonce" nonce="__STYLE_NONCE__">');
    const look = async () => {
      const { headers, text } = await house.get("/flows");
      const policy = headers.get("content-security-policy") ?? "";
      return { policy, nonce: /nonce="([\w-]{22})"/.exec(text)?.[1] ?? "", cache: headers.get("cache-control") };
    };
    const [one, two] = [await look(), await look()];
    expect(one.nonce).not.toBe(two.nonce);
    for (const { policy, nonce, cache } of [one, two]) {
      expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(policy).not.toContain("unsafe");
      expect(cache).toBe("no-store");
    }
  });

  test("of the API is not to be stored", async () => {
    const house = await openHouse();
    for (const path of ["/api/v1/orders", "/api/v1/nothing", "/api/v1/orders/x"]) {
      expect((await house.get(path)).headers.get("cache-control")).toBe("no-store");
    }
  });
});

describe("a page of another site", () => {
  test.each([
    [{ origin: "https://evil.example", host: "localhost:7410" }, 403],
    [{ origin: "null", host: "localhost:7410" }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ origin: "http://evil.example:7410", host: "evil.example" }, 403],
    [{ origin: "http://127.0.0.1:7410", host: "127.0.0.1:7410" }, 201],
    [{ origin: "http://localhost:5173", host: "127.0.0.1:7410" }, 201],
    [{}, 201],
  ])("cannot change anything: %o answers %i", async (headers, status) => {
    const house = await openHouse();
    expect((await house.send("POST", "/api/v1/orders", order("1"), headers as Record<string, string>)).status).toBe(
      status,
    );
  });
});

describe("a page of the same host by another scheme", () => {
  test("cannot change anything where people come by https", async () => {
    const { owner } = await openSharedHouse();
    const ask = async (headers: Record<string, string>) =>
      (await owner.ask("POST", "/flows", { name: "快反", document: fjFlow() }, headers)).status;
    expect(await ask({})).toBe(201);
    expect(await ask({ origin: "http://yard.example.com" })).toBe(403);
    expect(await ask({ origin: "https://yard.example.com:443", host: "yard.example.com:443" })).toBe(201);
    expect(await ask({ origin: "https://yard.example.com:8443" })).toBe(403);
  });

  test("is told by what a trusted proxy says, where it is reached by another name", async () => {
    const headers = { origin: "http://inside.example.com", host: "inside.example.com", "x-forwarded-proto": "https" };
    for (const [trustedProxies, status] of [
      [["203.0.113.7"], 403],
      [[], 201],
    ] as const) {
      const { owner } = await openSharedHouse({ trustedProxies: [...trustedProxies] });
      const ask = async (more: Record<string, string>) =>
        (await owner.ask("POST", "/flows", { name: "快反", document: fjFlow() }, { ...headers, ...more })).status;
      expect(await ask({})).toBe(status);
      expect(await ask({ origin: "https://inside.example.com" })).toBe(201);
    }
  });
});

describe("the web", () => {
  async function withWeb(): Promise<House> {
    const house = await openHouse();
    mkdirSync(join(house.folder, "web/assets"), { recursive: true });
    writeFileSync(join(house.folder, "web/index.html"), "<p>page</p>");
    writeFileSync(join(house.folder, "web/assets/index-AbCd1234.js"), "run()");
    writeFileSync(join(house.folder, "web/assets/index-AbCd1234.js.map"), "{}");
    writeFileSync(join(house.folder, "web/mark.svg"), "<svg/>");
    return house;
  }

  test("answers every page with index.html, which is asked for again each time", async () => {
    const house = await withWeb();
    for (const path of ["/", "/flows", "/flows/flow_1/designer", "/orders?q=1"]) {
      const { status, text, headers } = await house.get(path);
      expect([status, text, headers.get("cache-control")]).toEqual([200, "<p>page</p>", "no-store"]);
      expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    }
  });

  test("keeps assets with a hash in their name for good, others not", async () => {
    const house = await withWeb();
    const asset = await house.get("/assets/index-AbCd1234.js");
    expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(asset.headers.get("content-type")).toContain("text/javascript");
    expect((await house.get("/mark.svg")).headers.get("cache-control")).toBe("no-cache");
  });

  test.each([
    "/assets/none.js",
    "/assets/index-AbCd1234.js.map",
    "/../switchyard.db",
    "/%2e%2e/switchyard.db",
    "/..%2fswitchyard.db",
    "/assets/..%252f..%252fswitchyard.db",
  ])("serves no file that is not its own: %s", async (path) => {
    const house = await withWeb();
    const { status, text } = await house.get(path);
    expect([200, 404]).toContain(status);
    expect(text).not.toContain("SQLite");
    if (path.startsWith("/assets")) expect(status).toBe(404);
  });

  test("that is not built yet says how to build it", async () => {
    const house = await openHouse();
    expect((await house.get("/")).text).toContain("npm start");
  });
});

test("health says when it stops", async () => {
  const house = await openHouse();
  expect((await house.get("/healthz")).body).toEqual({ status: "ok", pending: 0 });
  house.closing();
  expect((await house.get("/healthz")).body).toMatchObject({ status: "stopping" });
  expect((await house.get("/readyz")).status).toBe(503);
});
