/** The built web: a fixed list of files, compressed by the build, hashed assets kept for good; every other page is index.html. */
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import type { Context, MiddlewareHandler } from "hono";
import { parseAccept } from "hono/utils/accept";
import { pagePolicy } from "./security.ts";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** `assets/name-AbC12345.js`: the content is in the name, so it never changes. */
const HASHED = /^\/assets\/.+-[\w-]{8,}\.\w+$/;

/** An address of a flow: the page that names the designer's files, too (apps/web/vite.designer.ts). */
const DESIGNER = /^\/flows\/[^/]+$/;

/** What the build lays beside an asset, the smallest first (apps/web/vite.compress.ts). */
const CODINGS = { br: ".br", gzip: ".gz" } as const;
type Coding = keyof typeof CODINGS;

interface WebFile {
  path: string;
  /** The same bytes, smaller; none of these has an address of its own. */
  coded: Map<Coding, string>;
}

/**
 * Only files listed here are served, so no address can reach another. The list is taken again when the page itself
 * changed (a new build while running).
 */
export function serveWeb(folder: string): MiddlewareHandler {
  let list = new Map<string, WebFile>();
  let listedAt = -1;
  const files = () => {
    const page = join(folder, "index.html");
    const changed = existsSync(page) ? statSync(page).mtimeMs : 0;
    if (changed !== listedAt) {
      list = changed === 0 ? new Map() : listFiles(folder);
      listedAt = changed;
    }
    return list;
  };
  return async (c, next) => {
    if (c.req.method !== "GET" && c.req.method !== "HEAD") return next();
    const all = files();
    const asset = all.get(c.req.path);
    const isPage = asset === undefined && extname(c.req.path) === "";
    const named = DESIGNER.test(c.req.path) ? all.get("/designer.html") : undefined;
    const file = asset ?? (isPage ? (named ?? all.get("/index.html")) : undefined);
    if (file === undefined) return isPage && all.size === 0 ? c.html(NOT_BUILT) : next();
    if (extname(file.path) === ".html") return page(c, readFileSync(file.path, "utf8"));
    const coding = codingFor(c, file);
    if (file.coded.size > 0) c.header("vary", "Accept-Encoding");
    if (coding) c.header("content-encoding", coding);
    c.header("content-type", TYPES[extname(file.path)] ?? "application/octet-stream");
    c.header("cache-control", HASHED.test(c.req.path) ? "public, max-age=31536000, immutable" : "no-cache");
    if (c.req.method === "HEAD") return c.body(null);
    return c.body(readFileSync((coding && file.coded.get(coding)) ?? file.path));
  };
}

/** The smallest of those that the client takes; one that names none gets the file as it is. */
function codingFor(c: Context, { coded }: WebFile): Coding | undefined {
  const taken = parseAccept(c.req.header("accept-encoding") ?? "");
  const quality = (name: string) => taken.find(({ type }) => type.toLowerCase() === name)?.q;
  return [...coded.keys()].find((name) => (quality(name) ?? quality("*") ?? 0) > 0);
}

const PLACE = "__STYLE_NONCE__";

/** The page with a nonce of its own for the styles that its scripts make. */
function page(c: Context, text: string): Response {
  const nonce = randomBytes(16).toString("base64url");
  c.header("content-security-policy", pagePolicy(nonce));
  c.header("cache-control", "no-store");
  return c.body(text.replaceAll(PLACE, nonce), 200, { "content-type": TYPES[".html"] ?? "" });
}

function listFiles(folder: string): Map<string, WebFile> {
  const paths = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const isMap = entry.name.endsWith(".map");
    if (entry.isFile() && !isMap) paths.set(`/${relative(folder, path).split(sep).join("/")}`, path);
  }
  const files = new Map<string, WebFile>();
  for (const [address, path] of paths) {
    const ending = extname(address);
    const isCoded = Object.values<string>(CODINGS).includes(ending);
    if (isCoded && paths.has(address.slice(0, -ending.length))) continue;
    const coded = new Map<Coding, string>();
    for (const [name, end] of Object.entries(CODINGS) as [Coding, string][]) {
      const smaller = paths.get(`${address}${end}`);
      if (smaller) coded.set(name, smaller);
    }
    files.set(address, { path, coded });
  }
  return files;
}

const NOT_BUILT = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>编组站 Switchyard</title>
<p>网页尚未构建。请运行 <code>npm start</code> 或 <code>pnpm build</code>。</p>
<p>The web is not built yet. Run <code>npm start</code> or <code>pnpm build</code>.</p>
<p><a href="/api/openapi.json">/api/openapi.json</a></p></html>`;
