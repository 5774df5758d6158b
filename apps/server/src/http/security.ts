/** Headers that every answer carries, and who may ask. */
import type { Context as HonoRequestContext } from "hono";
import { createMiddleware } from "hono/factory";
import { type Addresses, isLoopback } from "../access/addresses.ts";
import { Refusal } from "../refusal/refusal.ts";

/** Scripts from files only. Styles too, and from elements that carry the page's own nonce: antd writes its styles at run time. */
const policyOf = (styles: string) => [
  "default-src 'self'",
  "script-src 'self'",
  `style-src 'self'${styles}`,
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; "); // biome-ignore format: a list
export const pagePolicy = (nonce: string): string => policyOf(` 'nonce-${nonce}'`);

export const SECURITY_HEADERS: [string, string][] = [
  ["Content-Security-Policy", policyOf("")],
  ["X-Content-Type-Options", "nosniff"],
  ["X-Frame-Options", "DENY"],
  ["Referrer-Policy", "no-referrer"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  // The microphone: rules can be dictated, by the browser's own recognition.
  ["Permissions-Policy", "camera=(), microphone=(self), geolocation=()"],
];

/** Answers that were made with all their headers. Changing the headers of an answer costs more than all else about it. */
const whole = new WeakSet<Response>();
export const isWhole = (response: Response): boolean => whole.has(response);

/** A JSON answer of the API that carries every header from the start: for the routes that are asked most. */
export function wholeJson(body: string, status: 200 | 201): Response {
  const response = new Response(body, { status, headers: WHOLE_HEADERS });
  whole.add(response);
  return response;
}
export const WHOLE_HEADERS: Record<string, string> = {
  "Content-Type": "application/json",
  "Cache-Control": "no-store",
  ...Object.fromEntries(SECURITY_HEADERS),
};

export const securityHeaders = createMiddleware(async (c, next) => {
  await next();
  if (isWhole(c.res)) return;
  const policy = c.res.headers.get("Content-Security-Policy");
  for (const [name, value] of SECURITY_HEADERS) c.res.headers.set(name, value);
  // A page came with its own: it names the page's nonce.
  if (policy !== null) c.res.headers.set("Content-Security-Policy", policy);
});

/** People reach this server by https: with a page their browsers learn never to try without. */
export const onlyEncrypted = createMiddleware(async (c, next) => {
  await next();
  if (!c.req.path.startsWith("/api/")) c.res.headers.set("Strict-Transport-Security", "max-age=31536000");
});

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** A page of another site cannot make a visitor's browser change anything here. `publicUrl`: where people reach this server. */
export const sameSite = ({ publicUrl, addresses }: { publicUrl: string | null; addresses: Addresses }) =>
  createMiddleware(async (c, next) => {
    if (!SAFE.has(c.req.method)) {
      const origin = c.req.header("origin");
      const own = { host: c.req.header("host") ?? "", publicUrl, scheme: () => schemeOf(c, addresses) };
      const foreign = origin !== undefined && !isOwn(origin, own);
      if (foreign || c.req.header("sec-fetch-site") === "cross-site") throw new Refusal("cross_site");
    }
    await next();
  });
const schemeOf = (c: HonoRequestContext, addresses: Addresses) =>
  addresses.schemeOf(c.env, c.req.header("x-forwarded-proto"));

interface Own {
  host: string;
  publicUrl: string | null;
  scheme: () => string;
}

/**
 * A page by http is not one by https: anybody on the way can write it. One by https is never less than what we know of us: where no proxy
 * is trusted, nobody says that people come by https. Two ports of this very machine count as one: that is a developer's page before this server.
 */
function isOwn(origin: string, { host, publicUrl, scheme }: Own): boolean {
  if (!URL.canParse(origin) || !URL.canParse(`http://${host}`)) return false;
  const from = new URL(origin);
  if (isLoopback(from.hostname) && isLoopback(new URL(`http://${host}`).hostname)) return true;
  if (from.host !== new URL(`${from.protocol}//${host}`).host) return false;
  return from.protocol === "https:" || (from.protocol === "http:" && !isByHttps(from.host, { publicUrl, scheme }));
}

/** `host`: as one by http is written. */
function isByHttps(host: string, { publicUrl, scheme }: Omit<Own, "host">): boolean {
  const known = publicUrl === null ? null : new URL(publicUrl);
  return (known?.protocol === "https:" && known.host === host) || scheme() === "https:";
}
