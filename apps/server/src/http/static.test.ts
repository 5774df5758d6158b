import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { Hono } from "hono";
import { afterAll, describe, expect, test } from "vitest";
import { serveWeb } from "./static.ts";

const SCRIPT = "export const words = 'run run run';";
const SCRIPT_PATH = "/assets/index-AbCd1234.js";
const coded = { br: brotliCompressSync(SCRIPT), gzip: gzipSync(SCRIPT) };

const folder = mkdtempSync(join(tmpdir(), "switchyard-static-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, "assets"));
const put = (path: string, bytes: string | Buffer) => writeFileSync(join(folder, path), bytes);
put("index.html", "<p nonce='__STYLE_NONCE__'>page</p>");
put(SCRIPT_PATH, SCRIPT);
put(`${SCRIPT_PATH}.br`, coded.br);
put(`${SCRIPT_PATH}.gz`, coded.gzip);
put("assets/old-AbCd1234.css", "p{}");
put("assets/old-AbCd1234.css.gz", gzipSync("p{}"));
put("mark.svg", "<svg/>");
const web = new Hono().use(serveWeb(folder));

async function ask(path: string, headers: Record<string, string> = {}, method = "GET") {
  const answer = await web.request(path, { method, headers });
  const name = (header: string) => answer.headers.get(header);
  return {
    status: answer.status,
    bytes: Buffer.from(await answer.arrayBuffer()),
    coding: name("content-encoding"),
    vary: name("vary"),
    type: name("content-type"),
    cache: name("cache-control"),
  };
}
const take = (encodings: string) => ({ "accept-encoding": encodings });

describe("a page", () => {
  test("of a flow is the one that names the designer's files; every other is index.html", async () => {
    put("designer.html", "<p nonce='__STYLE_NONCE__'>designer</p>");
    const pages = new Hono().use(serveWeb(folder));
    const text = async (path: string) => (await pages.request(path)).text();
    expect(await text("/flows/flow_1")).toMatch(/^<p nonce='[\w-]{22}'>designer<\/p>$/);
    for (const path of ["/", "/flows", "/flows/", "/flows/flow_1/versions", "/orders/o1"]) {
      expect(await text(path)).toMatch(/^<p nonce='[\w-]{22}'>page<\/p>$/);
    }
    rmSync(join(folder, "designer.html"));
    expect(await (await new Hono().use(serveWeb(folder)).request("/flows/flow_1")).text()).toContain("page");
  });
});

describe("an asset that the build compressed", () => {
  test.each([
    ["br", "br"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip;q=1.0, br;q=0.5", "br"],
    ["GZIP", "gzip"],
    ["gzip, br;q=0", "gzip"],
    ["*", "br"],
    ["*, br;q=0", "gzip"],
    ["br;q=0, *;q=0.1", "gzip"],
    ["identity", null],
    ["", null],
    ["br;q=0, gzip;q=0", null],
    ["*;q=0", null],
    ["deflate, zstd, brx", null],
    [";;;,,q=,br;q=nothing;", "br"],
  ] as const)("for a client that takes %j is sent as %s", async (encodings, coding) => {
    const answer = await ask(SCRIPT_PATH, take(encodings));
    expect([answer.status, answer.coding]).toEqual([200, coding]);
    expect(answer.bytes).toEqual(coding === null ? Buffer.from(SCRIPT) : coded[coding]);
    expect(answer).toMatchObject({
      vary: "Accept-Encoding",
      type: "text/javascript; charset=utf-8",
      cache: "public, max-age=31536000, immutable",
    });
  });

  test("is sent whole and as it is to a client that says nothing of codings, and for a part of it too", async () => {
    expect(await ask(SCRIPT_PATH)).toMatchObject({ status: 200, coding: null, bytes: Buffer.from(SCRIPT) });
    const part = await ask(SCRIPT_PATH, { ...take("br"), range: "bytes=0-3" });
    expect(part).toMatchObject({ status: 200, coding: "br", bytes: coded.br });
  });

  test("answers HEAD with the headers of its GET and no body", async () => {
    const head = await ask(SCRIPT_PATH, take("br"), "HEAD");
    const get = await ask(SCRIPT_PATH, take("br"));
    expect(head).toEqual({ ...get, bytes: Buffer.alloc(0) });
  });

  test("has no address but its own", async () => {
    for (const ending of [".br", ".gz", ".br.br"]) {
      const answer = await ask(`${SCRIPT_PATH}${ending}`, take("br"));
      expect([answer.status, answer.coding]).toEqual([404, null]);
    }
  });

  test("is sent in the one coding it has", async () => {
    expect(await ask("/assets/old-AbCd1234.css", take("br, gzip"))).toMatchObject({ coding: "gzip" });
    expect(await ask("/assets/old-AbCd1234.css", take("br"))).toMatchObject({ coding: null, vary: "Accept-Encoding" });
  });
});

test("what was not compressed is the same for everyone", async () => {
  for (const path of ["/mark.svg", "/", "/flows/f"]) {
    expect(await ask(path, take("br, gzip"))).toMatchObject({ status: 200, coding: null, vary: null });
  }
});
